//! Texts made fit for the fonts at hand.

use std::cell::RefCell;
use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use super::Fonts;
use crate::text::printable;

/// What stands for a character that no font has.
const BOX: char = '\u{fffd}';
/// What stands for the team, and the like of it that the fonts have.
const DISC: char = '\u{25cf}';
const BULLET: char = '\u{2022}';
/// A word longer than this can be broken anywhere.
const LONGEST: usize = 24;
/// A place to break a line that takes no room.
const BREAK: char = '\u{200b}';

/// The characters that the fonts have, and the writing systems that were missed so far.
pub(super) struct Letters<'a> {
    fonts: &'a Fonts,
    missed: RefCell<BTreeSet<String>>,
}

impl<'a> Letters<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, missed: RefCell::default() }
    }

    /// The text with what no font has replaced, and with breaks in words that are too long for a line.
    pub fn fit(&self, text: &str) -> String {
        let mut fit = String::with_capacity(text.len());
        let mut run = 0;
        for c in self.replaced(text).chars() {
            run = if c.is_whitespace() { 0 } else { run + 1 };
            if run > LONGEST && fits_between(&fit, c) {
                fit.push(BREAK);
                run = 1;
            }
            fit.push(c);
        }
        fit
    }

    /// The text with what no font has replaced.
    pub fn replaced(&self, text: &str) -> String {
        printable(text)
            .chars()
            .map(|c| if c == DISC { BULLET } else { c })
            .map(|c| {
                if is_invisible(c) || self.fonts.have(c) {
                    return c;
                }
                self.missed.borrow_mut().insert(name(c));
                BOX
            })
            .collect()
    }

    /// The writing systems that were missed.
    pub fn missing(&self) -> Vec<String> {
        self.missed.borrow().iter().cloned().collect()
    }
}

/// Whether a line can be broken before this character: marks stay with their letters, letters of a script that joins them
/// together.
fn fits_between(before: &str, c: char) -> bool {
    let joins = |c: char| matches!(c.script(), Script::Inherited | Script::Arabic | Script::Devanagari);
    !joins(c) && !before.chars().next_back().is_some_and(|last| last == '\u{200d}' || joins(last))
}

/// Characters that shape or join others and have no picture of their own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{ad}')
}

/// What people call the writing system of a character.
fn name(c: char) -> String {
    // Marks that several scripts share are named by the first of those.
    let shared = c.script_extension().iter().next().unwrap_or(c.script());
    match if is_own(c.script()) { c.script() } else { shared } {
        script if is_own(script) => script.full_name().replace('_', " "),
        _ => "symbols".to_owned(),
    }
}

/// Whether this is one writing system and no rest of characters.
fn is_own(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_has_is_replaced_and_named() {
        let fonts = Fonts::default();
        let letters = Letters::new(&fonts);
        assert_eq!(letters.fit("Zürich, Ж, Ω, ש, ع"), "Zürich, Ж, Ω, ש, ع");
        assert_eq!(letters.missing(), Vec::<String>::new());
        assert_eq!(letters.fit("東京 ひ \u{1f680}"), "\u{fffd}\u{fffd} \u{fffd} \u{fffd}");
        assert_eq!(letters.missing(), ["Han", "Hiragana", "symbols"]);
    }

    #[test]
    fn long_words_can_be_broken() {
        let fonts = Fonts::default();
        let letters = Letters::new(&fonts);
        let fit = letters.fit(&"a".repeat(60));
        assert_eq!(fit.split(BREAK).map(str::len).collect::<Vec<_>>(), [24, 24, 12]);
        assert!(!letters.fit("some short words in a line").contains(BREAK));
    }
}
