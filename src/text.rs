//! Strings on their way to a screen. A leaf.

use std::borrow::Cow;

/// Returns the text with everything made visible that could steer a terminal or reorder what it shows: control
/// characters (line breaks and tabs included) and bidirectional overrides.
///
/// Names, notes and questionnaire texts come from files that somebody else may have written; they pass through here
/// before they reach a terminal.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    replaced(text, stand_in)
}

/// Returns the text with everything made visible that [`printable`] makes visible, but for line breaks and tabs, which stay:
/// for files that are tables, where those are part of a text.
#[must_use]
pub fn legible(text: &str) -> Cow<'_, str> {
    replaced(text, |c| if matches!(c, '\n' | '\r' | '\t') { None } else { stand_in(c) })
}

fn replaced(text: &str, stand_in: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !text.chars().any(|c| stand_in(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| stand_in(c).unwrap_or(c)).collect())
}

/// What is shown instead of a character that must not reach a terminal.
fn stand_in(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' => Some(' '),
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{61c}'
        | '\u{feff}'
        // No characters, and not allowed in XML.
        | '\u{fffe}'..='\u{ffff}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// Returns whether the first letter of a text is of a script that is written from right to left.
#[must_use]
pub fn runs_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(leftward)
}

/// Returns whether anything in a text is of a script that is written from right to left.
#[must_use]
pub fn has_leftward(text: &str) -> bool {
    text.chars().any(leftward)
}

/// The blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours, with presentation forms.
fn leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_left_alone() {
        assert!(matches!(printable("Zürich, 東京 – café"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_text_runs_as_its_first_letter_does() {
        assert!(runs_left("12 – צוות"));
        assert!(runs_left("الفريق"));
        assert!(!runs_left("team צוות"));
        assert!(!runs_left("12"));
        assert!(has_leftward("team צוות") && !has_leftward("team"));
    }

    #[test]
    fn escapes_become_visible() {
        assert_eq!(printable("a\u{1b}[31mb\nc\u{202e}d"), "a\u{241b}[31mb c\u{fffd}d");
    }
}
