use maud::{Markup as Html, html};

use crate::report::document::{Span, Style, Text};
use crate::text::printable;

/// Which way a text runs: one that comes from elsewhere as a whole says so itself; one that is put together runs as the
/// page does, and what it quotes stands apart.
pub(super) fn direction(text: &Text) -> Option<&'static str> {
    (text.0.len() == 1).then_some("auto")
}

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
