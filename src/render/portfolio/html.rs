//! Blocks of a document as HTML.

use maud::{Markup as Html, html};

use crate::report::document::{Align, Block, Callout, Span, Style, Table, Text, Tone};
use crate::text::printable;

pub(super) fn block(of: &Block) -> Html {
    match of {
        Block::Paragraph(of) => html! { p dir="auto" { (text(of)) } },
        Block::List(list) => html! { ul { @for item in &list.items { li dir="auto" { (text(item)) } } } },
        Block::Table(of) => table(of),
        Block::Callout(of) => callout(of),
        Block::Facts(facts) => html! {
            dl { @for fact in facts { dt { (printable(&fact.label)) } dd dir="auto" { (text(&fact.text)) } } }
        },
        // A portfolio draws its own pictures, and holds nobody's answers.
        Block::Drawing(_) | Block::Answers(_) => html! {},
    }
}

fn callout(of: &Callout) -> Html {
    let (class, word) = match of.tone {
        Tone::Note => ("note", "Note"),
        Tone::Caution => ("caution", "Take care"),
    };
    html! { aside class=(class) dir="auto" { strong { (word) ": " } (text(&of.text)) } }
}

fn table(of: &Table) -> Html {
    let class = |align: Align| match align {
        Align::Words => None,
        Align::Values => Some("value"),
        Align::Numbers => Some("number"),
    };
    html! {
        div.scroll tabindex="0" {
            table.sortable {
                thead {
                    tr { @for column in &of.columns { th scope="col" class=[class(column.align)] { (printable(&column.title)) } } }
                }
                tbody {
                    @for row in &of.rows {
                        tr {
                            @for (cell, column) in row.iter().zip(&of.columns) {
                                td class=[class(column.align)] dir="auto" { (text(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn text(of: &Text) -> Html {
    html! { @for part in &of.0 { (span(part)) } }
}

fn span(of: &Span) -> Html {
    let text = printable(&of.text);
    match of.style {
        Style::Plain => html! { (text) },
        Style::Strong => html! { strong { (text) } },
        Style::Emphasis => html! { em { (text) } },
        Style::Code => html! { code { (text) } },
    }
}
