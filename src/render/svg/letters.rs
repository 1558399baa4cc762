//! How much room letters take. Which font a reader has nobody knows, so the guess is on the wide side.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::printable;

/// The mean width of a character of a sans-serif font, in pixels, at a size of 12.
const CHARACTER: f64 = 6.4;
/// The size that is measured.
const SIZE: f64 = 12.0;
/// The widths of the printable characters of ASCII in Noto Sans, the font that comes along, in hundredths of the size.
#[rustfmt::skip]
const ASCII: [u8; 95] = [
    26, 27, 41, 65, 57, 83, 73, 22, 30, 30, 55, 57, 27, 32, 27, 37, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 27, 27, 57, 57, 57, 43,
    90, 64, 65, 63, 73, 56, 52, 73, 74, 34, 27, 62, 52, 91, 76, 78, 60, 78, 62, 55, 56, 73, 60, 93, 59, 57, 57, 33, 37, 33, 57, 44,
    28, 56, 62, 48, 62, 56, 34, 62, 62, 26, 26, 53, 26, 94, 62, 60, 62, 62, 41, 48, 36, 62, 51, 79, 53, 51, 47, 38, 55, 38, 57,
];

/// About how wide a text is, in pixels, at a size of 12; wide characters count twice.
pub(super) fn width(text: &str) -> f64 {
    measured(text).max(text.width() as f64 * CHARACTER)
}

/// The text letter by letter: many wide ones make it wider than the mean.
fn measured(text: &str) -> f64 {
    let letter = |c: char| {
        let place = (c as usize).checked_sub(' ' as usize);
        match place.and_then(|place| ASCII.get(place)) {
            Some(hundredths) => f64::from(*hundredths) / 100.0 * SIZE,
            None if c.is_uppercase() => 0.7 * SIZE,
            None => c.width().unwrap_or(0) as f64 * CHARACTER,
        }
    };
    text.chars().map(letter).sum()
}

/// The room of so many characters.
fn room(columns: usize) -> f64 {
    columns as f64 * CHARACTER + 0.01
}

/// How many characters have so much room, in pixels, at a size of 12.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozens")]
pub(super) fn columns(room: f64) -> usize {
    (room / CHARACTER).max(1.0) as usize
}

/// The text in lines that take the room of about `columns` characters: of wide letters fewer stand in each.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozens")]
pub(super) fn lines(text: &str, columns: usize) -> Vec<String> {
    let text = printable(text);
    let mut fit = columns.max(1);
    loop {
        let lines = textwrap::wrap(&text, fit);
        let widest = lines.iter().map(|line| measured(line)).fold(0.0, f64::max);
        if widest <= room(columns) || fit == 1 {
            return lines.into_iter().map(std::borrow::Cow::into_owned).collect();
        }
        fit = ((fit as f64 * room(columns) / widest) as usize).clamp(1, fit - 1);
    }
}

/// The text in at most so many lines; what does not fit gives way to an ellipsis.
pub(super) fn clipped(text: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines = lines(text, columns);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(last) > room(columns.saturating_sub(1)) {
                last.pop();
            }
            *last = format!("{}\u{2026}", last.trim_end_matches(['.', ',', ' ']));
        }
    }
    lines
}

/// The text in one line; what does not fit gives way to an ellipsis.
pub(super) fn one_line(text: &str, columns: usize) -> String {
    clipped(text, columns, 1).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_takes_more_room_than_it_has() {
        for text in
            ["W".repeat(200), "MWM Ж Щ @@@@ %%%%%%%%%%%% Ю".repeat(6), "運用".repeat(40), "i".repeat(90)]
        {
            for columns in [1, 2, 16, 22, 54] {
                for line in lines(&text, columns).iter().chain(&clipped(&text, columns, 2)) {
                    let least = line.chars().map(|c| width(&c.to_string())).fold(0.0, f64::max);
                    assert!(width(line) <= room(columns).max(least * 2.0), "{columns}: {line}");
                }
            }
        }
    }

    #[test]
    fn ordinary_words_keep_the_columns_they_have() {
        assert_eq!(
            lines("Collaboration and responsibilities", 22),
            ["Collaboration and", "responsibilities"]
        );
        assert_eq!(one_line("Impact on development and operations", 20), "Impact on\u{2026}");
        assert_eq!(one_line("WWWWWWWWWWWWWWWW", 10), "WWWWW\u{2026}");
    }
}
