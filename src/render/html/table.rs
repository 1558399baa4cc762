use maud::{Markup as Html, html};

use super::text::{direction, direction_of, inline};
use super::why::Derivations;
use crate::report::document::{Align, Column, Table, Text};
use crate::report::figure::{Heat, Shade};
use crate::text::printable;

/// From so many columns on, a table may be wider than a small screen and can be scrolled by itself.
const WIDE: usize = 4;

/// So many letters of a word fit into a column of a small screen.
const WORD: usize = 16;

/// What a reader can do with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Read it.
    Read,
    /// Sort and search it too, where scripts may run.
    Sort,
}

/// A table; `name` says what it is to those who reach it by keyboard.
pub(super) fn table(of: &Table, name: &str, used: Use, why: &Derivations) -> Html {
    let class = (used == Use::Sort).then_some("sortable");
    let heads = of.columns.iter().position(|column| column.align == Align::Words);
    let cells = html! {
        table class=[class] {
            thead { tr { @for column in &of.columns { (head(column)) } } }
            tbody {
                @for row in &of.rows {
                    tr {
                        @for (index, (cell, column)) in row.iter().zip(&of.columns).enumerate() {
                            @if Some(index) == heads {
                                th scope="row" class=[long(cell)] dir=[direction_of(cell)] { (inline(cell, why)) }
                            } @else {
                                td class=[class_of(column.align)] { (inline(cell, why)) }
                            }
                        }
                    }
                }
            }
        }
    };
    if of.columns.len() < WIDE {
        return html! { div.scroll { (cells) } };
    }
    html! { div.scroll tabindex="0" role="group" aria-label=(printable(name)) { (cells) } }
}

/// Words that are broken anywhere, because one of them would not fit into a column of a small screen.
fn long(cell: &Text) -> Option<&'static str> {
    cell.unstyled().split_whitespace().any(|word| word.chars().count() > WORD).then_some("long")
}

fn head(column: &Column) -> Html {
    html! { th scope="col" class=[class_of(column.align)] { (printable(&column.title)) } }
}

fn class_of(align: Align) -> Option<&'static str> {
    match align {
        Align::Words => None,
        Align::Values => Some("value"),
        Align::Numbers => Some("number"),
    }
}

/// The heat map, a table for each dimension: the number in the cell and the depth of its colour say the same.
pub(super) fn heat(of: &Heat, why: &Derivations) -> Html {
    html! {
        div.heat {
            @for group in &of.groups {
                table {
                    caption dir=[direction(&group.title)] { (printable(&group.title)) }
                    thead {
                        tr {
                            th scope="col" { "Trait" }
                            @for pole in &of.poles { th scope="col" dir=[direction(pole)] { (printable(pole)) } }
                        }
                    }
                    tbody {
                        @for row in &group.rows {
                            @let topic = format!("trait:{}", row.id);
                            tr {
                                th scope="row" dir=[direction(&row.title)] { (printable(&row.title)) }
                                @for cell in &row.cells {
                                    @match cell {
                                        Some(cell) => td class=(cell.shade().map_or("hx", class)) { (why.link(Some(&topic), &html! { (cell.cell()) })) },
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
