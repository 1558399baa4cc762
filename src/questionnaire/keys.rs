//! What a questionnaire file may hold: its tables, their keys and the shapes of their values, as data.
//!
//! The data is declared once, beside the draft it is read into (see `draft.rs`); the reader, the
//! messages about unknown and missing keys, the JSON Schema and the tables of the manual all come from it.

use super::draft::File;
use super::reader::Record as _;

/// Returns the top of the format: what a questionnaire file may hold.
#[must_use]
pub fn file() -> &'static Table {
    &File::TABLE
}

/// A table of the format.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// How messages call it, for instance `[[question]]` or `an option`.
    pub name: &'static str,
    /// What it stands for.
    pub doc: &'static str,
    /// The keys it may have, in the order in which people like to write them.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether the table is incomplete without it.
    pub required: bool,
    /// What it stands for.
    pub doc: &'static str,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text that is not blank.
    Text,
    /// An id in kebab-case.
    Id,
    /// A condition on answers.
    Condition,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A finite number in a range.
    Number(Range),
    /// A whole number that is at least this.
    Count(usize),
    /// `true` or `false`.
    Flag,
    /// Two numbers.
    Pair,
    /// Any number of values of this shape.
    List(&'static Shape),
    /// A table with these keys.
    Table(&'static Table),
    /// A table whose keys the author chooses.
    Map(&'static Shape),
    /// A value of either shape.
    Either(&'static Shape, &'static Shape),
}

/// The range of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Where it begins.
    pub low: Low,
    /// Where it ends.
    pub high: High,
}

/// Where a range begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Low {
    /// Nowhere.
    None,
    /// At this number.
    From(f64),
    /// Above this number.
    Above(f64),
}

/// Where a range ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum High {
    /// Nowhere.
    None,
    /// At this number.
    To(f64),
    /// Below this number.
    Below(f64),
}

impl Range {
    /// Returns whether the number lies in the range.
    #[must_use]
    pub fn contains(&self, number: f64) -> bool {
        let low = match self.low {
            Low::None => true,
            Low::From(low) => number >= low,
            Low::Above(low) => number > low,
        };
        let high = match self.high {
            High::None => true,
            High::To(high) => number <= high,
            High::Below(high) => number < high,
        };
        low && high
    }

    /// Returns the range in words ("above 0", "from 0 to 1"); empty if every number lies in it.
    #[must_use]
    pub fn describe(&self) -> String {
        match (self.low, self.high) {
            (Low::None, High::None) => String::new(),
            (Low::From(low), High::None) => format!("{low} or more"),
            (Low::Above(low), High::None) => format!("above {low}"),
            (Low::None, High::To(high)) => format!("{high} or less"),
            (Low::None, High::Below(high)) => format!("below {high}"),
            (Low::From(low), High::To(high)) => format!("from {low} to {high}"),
            (Low::From(low), High::Below(high)) => format!("from {low} to below {high}"),
            (Low::Above(low), High::To(high)) => format!("above {low}, at most {high}"),
            (Low::Above(low), High::Below(high)) => format!("above {low}, below {high}"),
        }
    }
}

impl Shape {
    /// Returns how messages call a value of this shape.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Text => "a text".to_owned(),
            Self::Id => "an id".to_owned(),
            Self::Condition => "a condition in quotes".to_owned(),
            Self::Word(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("one of {}", quoted.join(", "))
            }
            Self::Number(range) => match range.describe() {
                range if range.is_empty() => "a number".to_owned(),
                range => format!("a number ({range})"),
            },
            Self::Count(least) => format!("a whole number ({least} or more)"),
            Self::Flag => "true or false".to_owned(),
            Self::Pair => "two numbers, `[low, high]`".to_owned(),
            Self::List(Self::Table(table)) => format!("a list of tables ({})", table.name),
            Self::List(Self::Pair) => "a list of pairs of numbers".to_owned(),
            Self::List(Self::Id) => "a list of ids".to_owned(),
            Self::List(Self::Text) => "a list of texts".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Table(table) => format!("a table ({})", table.name),
            Self::Map(_) => "a table".to_owned(),
            Self::Either(a, b) => format!("{} or {}", a.describe(), b.describe()),
        }
    }
}
