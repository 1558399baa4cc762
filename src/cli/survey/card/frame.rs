//! What stands on the screen, as plain data: lines of spans, each with a tone. No terminal is needed to make one.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a span looks. No meaning is carried by a tone alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    Plain,
    /// Stands out.
    Strong,
    /// Stands back.
    Quiet,
    /// What is chosen or reached.
    Accent,
    /// Needs to be read.
    Notice,
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether it is fed UTF-8; if not, everything drawn is ASCII.
    pub unicode: bool,
    /// Whether tones may be shown.
    pub styled: bool,
}

/// The size of a screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Lines.
    pub rows: usize,
    /// Cells of a line.
    pub columns: usize,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its text, without line breaks or control characters.
    pub text: String,
    /// How it looks.
    pub tone: Tone,
}

/// A line of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// Returns a line of one span.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self(vec![Span { text: text.into(), tone }])
    }

    /// Adds a span.
    pub fn then(mut self, text: impl Into<String>, tone: Tone) -> Self {
        self.0.push(Span { text: text.into(), tone });
        self
    }

    /// Returns how many cells it takes.
    pub fn width(&self) -> usize {
        self.0.iter().map(|span| span.text.width()).sum()
    }

    /// Fills the line with blanks up to a width.
    pub fn padded(self, width: usize) -> Self {
        let missing = width.saturating_sub(self.width());
        self.then(" ".repeat(missing), Tone::Plain)
    }

    /// Returns the line cut to a width; a character that takes two cells is never cut in half.
    pub fn cut(&self, width: usize) -> Self {
        let mut left = width;
        let mut spans = Vec::new();
        for span in &self.0 {
            let text = clip(&span.text, left);
            left -= text.width().min(left);
            spans.push(Span { text: text.to_owned(), tone: span.tone });
        }
        Self(spans)
    }

    /// Returns the bytes that draw it.
    pub fn painted(&self, look: Look, width: usize) -> String {
        let mut out = String::new();
        for span in &self.cut(width).0 {
            let text = if look.unicode { span.text.clone() } else { ascii(&span.text) };
            let style = style(span.tone);
            if look.styled && span.tone != Tone::Plain {
                // Writing to a string cannot fail.
                let _ = write!(out, "{style}{text}{style:#}");
            } else {
                out.push_str(&text);
            }
        }
        out.truncate(out.trim_end_matches(' ').len());
        out
    }
}

/// Returns as much of the beginning of a text as fits.
pub fn clip(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width {
            return &text[..at];
        }
    }
    text
}

/// Returns a text cut to a width, with dots where something is missing.
pub fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    format!("{}...", clip(text, width.saturating_sub(3)))
}

/// Breaks a text into lines between words.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width.max(1)).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Cyan, bold and dim differ in lightness too, so that nobody needs to tell hues apart.
fn style(tone: Tone) -> anstyle::Style {
    let style = anstyle::Style::new();
    match tone {
        Tone::Plain => style,
        Tone::Strong => style.bold(),
        Tone::Quiet => style.dimmed(),
        Tone::Accent => style.fg_color(Some(anstyle::AnsiColor::Cyan.into())).bold(),
        Tone::Notice => style.fg_color(Some(anstyle::AnsiColor::Yellow.into())),
    }
}

/// Returns a text in ASCII: what has a near likeness gets it, all else is shown as `?` for each cell it takes.
pub fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => out.push(c),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2013}' | '\u{2014}' | '\u{2500}' | '\u{2212}' => out.push('-'),
            '\u{2501}' => out.push('='),
            '\u{276f}' | '\u{203a}' | '\u{2192}' => out.push('>'),
            '\u{2190}' => out.push('<'),
            '\u{25cf}' => out.push('*'),
            '\u{25cb}' => out.push('o'),
            '\u{b7}' => out.push('|'),
            '\u{a0}' | '\u{202f}' => out.push(' '),
            _ => out.push_str(&"?".repeat(c.width().unwrap_or(0))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_combining_characters_are_cut_whole() {
        assert_eq!(clip("\u{6771}\u{4eac}", 3), "\u{6771}");
        assert_eq!(clip("e\u{301}x", 1), "e\u{301}");
        assert_eq!(shortened("abcdefgh", 6), "abc...");
        assert_eq!(shortened("abc", 3), "abc");
    }

    #[test]
    fn ascii_takes_as_many_cells_as_the_text_it_stands_for() {
        for text in ["caf\u{e9}", "\u{6771}\u{4eac}", "e\u{301}", "\u{276f} \u{25cf} \u{2501}"] {
            assert_eq!(ascii(text).len(), text.width(), "{text}");
            assert!(ascii(text).is_ascii());
        }
    }

    #[test]
    fn a_line_without_style_holds_no_escapes() {
        let line = Line::new("a", Tone::Accent).then("b", Tone::Quiet);
        assert_eq!(line.painted(Look { unicode: true, styled: false }, 10), "ab");
        assert!(line.painted(Look { unicode: true, styled: true }, 10).contains('\u{1b}'));
    }
}
