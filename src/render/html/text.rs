use maud::{Markup as Html, html};

use crate::report::document::{Span, Style, Text};
use crate::text::printable;

/// A text with its styles.
pub(super) fn inline(text: &Text) -> Html {
    html! { @for part in &text.0 { (span(part)) } }
}

/// An answer: what was said stands out, why nothing was said does not.
pub(super) fn answer(text: &Text) -> Html {
    html! {
        @for part in &text.0 {
            @if part.style == Style::Plain { b { (printable(&part.text)) } } @else { (span(part)) }
        }
    }
}

fn span(span: &Span) -> Html {
    let text = printable(&span.text);
    match span.style {
        Style::Plain => html! { (text) },
        Style::Strong => html! { strong { (text) } },
        Style::Emphasis => html! { em { (text) } },
        Style::Code => html! { code { (text) } },
    }
}
