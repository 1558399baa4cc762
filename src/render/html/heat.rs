use maud::{Markup as Html, html};

use crate::report::figure::{Heat, Shade};
use crate::text::printable;

/// The heat map: every trait on every pole, the number in the cell and the depth of its colour say the same.
pub(super) fn table(heat: &Heat) -> Html {
    html! {
        h3 { "Every trait" }
        p.caption { "The deeper the colour, the higher the score." }
        div.scroll tabindex="0" {
            table.heat {
                thead {
                    tr {
                        th scope="col" { "Trait" }
                        @for pole in &heat.poles { th.number scope="col" { (printable(pole)) } }
                    }
                }
                @for group in &heat.groups {
                    tbody {
                        tr.group {
                            th scope="rowgroup" colspan=(heat.poles.len() + 1) dir="auto" { (printable(&group.title)) }
                        }
                        @for row in &group.rows {
                            tr {
                                th scope="row" dir="auto" { (printable(&row.title)) }
                                @for cell in &row.cells {
                                    @match cell {
                                        Some(cell) => td class=[cell.shade().map(class)] { (cell.cell()) },
                                        None => td {},
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn class(shade: Shade) -> &'static str {
    match shade {
        Shade::VeryLow => "h0",
        Shade::Low => "h1",
        Shade::Middling => "h2",
        Shade::High => "h3",
        Shade::VeryHigh => "h4",
    }
}
