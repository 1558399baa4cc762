use std::error::Error;
use std::fmt;

use crate::answers::AnswerSheet;
use crate::text::printable;

/// The longest name of a member, in characters.
const LONGEST: usize = 40;

/// Somebody who votes.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// What they are called; a pseudonym will do.
    pub name: String,
    /// Their votes.
    pub sheet: AnswerSheet,
    /// Whether they are asked. Who has left keeps their votes and can come back.
    pub present: bool,
}

/// Why a text is no name for a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unnameable {
    /// Nothing is left of it that can be read.
    Empty,
    /// It is too long for the screen.
    TooLong,
}

impl fmt::Display for Unnameable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a member needs a name; a pseudonym will do"),
            Self::TooLong => write!(f, "a member's name has at most {LONGEST} characters"),
        }
    }
}

impl Error for Unnameable {}

/// Returns the name that was meant: without control characters, with single spaces.
///
/// # Errors
///
/// If nothing is left, or too much.
pub fn name(typed: &str) -> Result<String, Unnameable> {
    let harmless = |c: &char| {
        let mut bytes = [0; 4];
        let text: &str = c.encode_utf8(&mut bytes);
        c.is_whitespace() || printable(text) == text
    };
    let readable: String = typed.chars().filter(harmless).collect();
    let name = readable.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Unnameable::Empty),
        1..=LONGEST => Ok(name),
        _ => Err(Unnameable::TooLong),
    }
}

/// Returns whether two names mean the same member: capitals do not matter.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_freed_of_what_steers_a_terminal() {
        for (typed, meant) in [
            ("ann", Ok("ann")),
            ("  Mary \t Jane\n", Ok("Mary Jane")),
            ("a\u{1b}[31mb\u{202e}c\u{0}", Ok("a[31mbc")),
            ("../etc", Ok("../etc")),
            ("\u{7}\u{200f} ", Err(Unnameable::Empty)),
            ("", Err(Unnameable::Empty)),
        ] {
            assert_eq!(name(typed), meant.map(str::to_owned), "{typed:?}");
        }
        assert_eq!(name(&"n".repeat(41)), Err(Unnameable::TooLong));
        assert!(name(&"\u{e9}".repeat(40)).is_ok());
    }
}
