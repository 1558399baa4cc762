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
/// A word longer than this can be broken.
const LONGEST: usize = 24;
/// The letters between two places where such a word can be broken: of the widest in a title, several such pieces fit a line.
const PIECE: usize = 8;
/// A place to break a line that takes no room.
const BREAK: char = '\u{200b}';

/// The characters that the fonts have, and the writing systems that were missed so far.
pub(super) struct Letters<'a> {
    fonts: &'a Fonts,
    drawn: Drawn,
    /// By name; `None` for marks that several share.
    missed: RefCell<BTreeSet<Option<String>>>,
}

/// What the letters of pictures are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    /// All fonts.
    All,
    /// The first family alone: a line of a picture that mixes scripts with different ligatures cannot be drawn otherwise.
    First,
}

impl<'a> Letters<'a> {
    pub fn new(fonts: &'a Fonts, drawn: Drawn) -> Self {
        Self { fonts, drawn, missed: RefCell::default() }
    }

    /// A picture with what cannot be drawn in it replaced.
    pub fn drawable(&self, picture: &str) -> String {
        let text = self.replaced(picture);
        if self.drawn == Drawn::All {
            return text;
        }
        let draw = |c: char| {
            if self.fonts.first_has(c) || c == BOX || c.is_whitespace() {
                return c;
            }
            self.missed.borrow_mut().insert(name(c).map(|name| format!("{name} in pictures")));
            BOX
        };
        text.chars().map(draw).collect()
    }

    /// The text with what no font has replaced, and with breaks in words that are too long for a line.
    pub fn fit(&self, text: &str) -> String {
        let text = self.replaced(text);
        let mut fit = String::with_capacity(text.len());
        for word in text.split_inclusive(char::is_whitespace) {
            let long = word.chars().count() > LONGEST;
            let mut piece = 0;
            for c in word.chars() {
                if long && piece >= PIECE && !c.is_whitespace() && fits_between(&fit, c) {
                    fit.push(BREAK);
                    piece = 0;
                }
                fit.push(c);
                piece += 1;
            }
        }
        fit
    }

    /// The text as readers show it themselves, outside the pages: letters of any script are left to their fonts.
    pub fn told(&self, text: &str) -> String {
        let draw = |c: char| c.is_alphanumeric() || is_invisible(c) || self.fonts.have(c);
        printable(text).chars().map(|c| if draw(c) { c } else { BOX }).collect()
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
        let missed = self.missed.borrow();
        let named: Vec<String> = missed.iter().flatten().cloned().collect();
        if named.is_empty() && !missed.is_empty() { vec!["symbols".to_owned()] } else { named }
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

/// What people call the writing system of a character; `None` for a mark that several share, which alone names none.
fn name(c: char) -> Option<String> {
    let shared = c.script_extension();
    let script = match c.script() {
        script if is_own(script) => script,
        _ if shared.len() > 1 => return None,
        script => shared.iter().next().unwrap_or(script),
    };
    Some(if is_own(script) { script.full_name().replace('_', " ") } else { "symbols".to_owned() })
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
        let letters = Letters::new(&fonts, Drawn::All);
        assert_eq!(letters.fit("Zürich, Ж, Ω, ש, ع"), "Zürich, Ж, Ω, ש, ع");
        assert_eq!(letters.missing(), Vec::<String>::new());
        assert_eq!(letters.fit("東京 ひ \u{1f680}"), "\u{fffd}\u{fffd} \u{fffd} \u{fffd}");
        assert_eq!(letters.missing(), ["Han", "Hiragana", "symbols"]);
    }

    #[test]
    fn a_mark_that_several_scripts_share_names_none_of_them() {
        let fonts = Fonts::default();
        let letters = Letters::new(&fonts, Drawn::All);
        assert_eq!(letters.fit("\u{3002}"), "\u{fffd}");
        assert_eq!(letters.missing(), ["symbols"]);
        letters.fit("\u{6771}\u{3002} \u{915}\u{964}");
        assert_eq!(letters.missing(), ["Devanagari", "Han"]);
    }

    #[test]
    fn long_words_can_be_broken() {
        let fonts = Fonts::default();
        let letters = Letters::new(&fonts, Drawn::All);
        let fit = letters.fit(&"a".repeat(30));
        assert_eq!(fit.split(BREAK).map(str::len).collect::<Vec<_>>(), [8, 8, 8, 6]);
        assert!(!letters.fit(&"a".repeat(24)).contains(BREAK));
        assert!(!letters.fit("some short words in a line").contains(BREAK));
    }
}
