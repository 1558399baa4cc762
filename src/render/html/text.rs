use maud::{Markup as Html, html};

use super::why::Derivations;
use crate::report::document::{Span, Style, Text};
use crate::text::{has_leftward, printable, runs_left};

/// The direction of words, where it is not that of the page.
pub(super) fn direction(words: &str) -> Option<&'static str> {
    runs_left(words).then_some("rtl")
}

/// The direction of a text: one that comes from elsewhere as a whole has its own; one that is put together runs as the
/// page does, and what it quotes stands apart.
pub(super) fn direction_of(text: &Text) -> Option<&'static str> {
    match text.0.as_slice() {
        [only] => direction(&only.text),
        _ => None,
    }
}

/// Words of a line that runs as the page does, apart from it where they turn round what stands beside them.
pub(super) fn apart(words: &str) -> Html {
    let shown = printable(words);
    html! { @if has_leftward(words) { bdi { (shown) } } @else { (shown) } }
}

/// A text with its styles; what has a derivation leads to it.
pub(super) fn inline(text: &Text, why: &Derivations) -> Html {
    html! { @for part in &text.0 { (why.link(part.topic.as_deref(), &span(part))) } }
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
