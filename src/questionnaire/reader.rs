//! Reads TOML values into drafts: keeps the place of each value, and goes on after a problem.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diags;
use super::keys::{Key, Range, Shape, Table};
use super::quantity::number;
use crate::diagnostic::{Sink, Source, Span};

/// How large a number other than 0 may be: nothing that is computed from such numbers overflows or vanishes.
const SIZES: RangeInclusive<f64> = 1e-9..=1e15;

/// Where something was written.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The file.
    pub source: &'a Source,
    /// The bytes of the file.
    pub span: Span,
}

impl Place<'_> {
    /// Returns the place of a part of the text that was written here, given in bytes of the text.
    ///
    /// The text is found in the file as it is, unless it was written with escapes; then the whole value is meant. An
    /// empty part gets a caret of its own.
    pub fn part(self, text: &str, part: std::ops::Range<usize>) -> Self {
        let Self { source, span } = self;
        let raw = source.text().get(span.start..span.end).unwrap_or_default();
        match raw.find(text) {
            Some(offset) if !text.is_empty() => {
                let start = span.start + offset;
                let end = part.end.max(part.start + 1);
                Self { source, span: Span::new(start + part.start, start + end) }
            }
            _ => self,
        }
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, Copy)]
pub struct At<'a, T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place<'a>,
}

/// Something that can be read from a TOML value.
pub trait Read<'a>: Sized {
    /// What the value looks like.
    const SHAPE: Shape;

    /// Reads it; `None` after a problem that was reported.
    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self>;
}

/// A table with known keys.
pub trait Record<'a>: Sized {
    /// Its keys.
    const TABLE: Table;

    /// Reads it; problems are reported, and what could not be read is missing in the result.
    fn read_table(reader: &mut Reader<'a, '_>, table: &'a DeTable<'a>, place: Place<'a>) -> Self;
}

/// Reads the values of one file.
pub struct Reader<'a, 's> {
    source: &'a Source,
    sink: &'s mut Sink,
}

impl<'a, 's> Reader<'a, 's> {
    /// Returns a reader that reports to the sink.
    pub fn new(source: &'a Source, sink: &'s mut Sink) -> Self {
        Self { source, sink }
    }

    /// Returns how many problems were reported so far.
    pub fn problems(&self) -> usize {
        self.sink.len()
    }

    /// Returns the place of a spanned key or value.
    pub fn place<T>(&self, spanned: &Spanned<T>) -> Place<'a> {
        Place { source: self.source, span: spanned.span().into() }
    }

    /// Reads a value with its place.
    pub fn at<T: Read<'a>>(&mut self, value: &'a Spanned<DeValue<'a>>) -> Option<At<'a, T>> {
        let place = self.place(value);
        T::read(self, value.get_ref(), place).map(|value| At { value, place })
    }

    /// Reports a key that the table does not have.
    pub fn unknown_key(&mut self, key: &Spanned<Cow<'a, str>>, table: &Table) {
        self.sink.push(diags::unknown_key(self.place(key), key.get_ref(), table));
    }

    /// Reports a required key that is not there.
    pub fn missing_key(&mut self, place: Place<'a>, key: &Key, table: &Table) {
        self.sink.push(diags::missing_key(place, key.name, &key.shape, table));
    }

    /// Reports a value of another type.
    pub fn wrong_type<T>(&mut self, place: Place<'a>, value: &DeValue<'_>, shape: &Shape) -> Option<T> {
        self.sink.push(diags::wrong_type(place, value.type_str(), shape));
        None
    }
}

/// Declares tables of the format together with the drafts they are read into.
///
/// ```text
/// record! {
///     /// What the table stands for.
///     Question, "[[question]]" {
///         /// What the key stands for.
///         required text "text": Text<'a>;
///     }
/// }
/// ```
/// makes a struct whose fields are `Option<At<'a, _>>` (whatever is missing or wrong has been reported), and its
/// [`Record`] and [`Read`] implementations.
macro_rules! record {
    ($($(#[doc = $doc:literal])* $name:ident, $title:literal {
        $($(#[doc = $key_doc:literal])* $presence:ident $field:ident $key:literal: $ty:ty;)*
    })*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone)]
        pub struct $name<'a> {
            /// Whether everything in the table could be read.
            pub sound: bool,
            $($(#[doc = $key_doc])* pub $field: Option<$crate::questionnaire::reader::At<'a, $ty>>,)*
        }

        impl<'a> $crate::questionnaire::reader::Record<'a> for $name<'a> {
            const TABLE: $crate::questionnaire::keys::Table = $crate::questionnaire::keys::Table {
                name: $title,
                doc: concat!($($doc),*),
                keys: &[$($crate::questionnaire::keys::Key {
                    name: $key,
                    shape: <$ty as $crate::questionnaire::reader::Read<'a>>::SHAPE,
                    required: $crate::questionnaire::reader::record!(@required $presence),
                    doc: concat!($($key_doc),*),
                }),*],
            };

            fn read_table(
                reader: &mut $crate::questionnaire::reader::Reader<'a, '_>,
                table: &'a toml::de::DeTable<'a>,
                place: $crate::questionnaire::reader::Place<'a>,
            ) -> Self {
                let before = reader.problems();
                let mut draft = Self { sound: true, $($field: None),* };
                for (key, value) in table {
                    match key.get_ref().as_ref() {
                        $($key => draft.$field = reader.at(value),)*
                        _ => reader.unknown_key(key, &Self::TABLE),
                    }
                }
                for key in Self::TABLE.keys {
                    if key.required && !table.contains_key(key.name) {
                        reader.missing_key(place, key, &Self::TABLE);
                    }
                }
                draft.sound = reader.problems() == before;
                draft
            }
        }

        impl<'a> $crate::questionnaire::reader::Read<'a> for $name<'a> {
            const SHAPE: $crate::questionnaire::keys::Shape = $crate::questionnaire::keys::Shape::Table(
                &<Self as $crate::questionnaire::reader::Record<'a>>::TABLE,
            );

            fn read(
                reader: &mut $crate::questionnaire::reader::Reader<'a, '_>,
                value: &'a toml::de::DeValue<'a>,
                place: $crate::questionnaire::reader::Place<'a>,
            ) -> Option<Self> {
                reader.table(value, place)
            }
        }
    )*};
    (@required required) => { true };
    (@required optional) => { false };
}
pub(crate) use record;

impl<'a> Reader<'a, '_> {
    /// Reads a table with known keys.
    pub fn table<T: Record<'a> + Read<'a>>(&mut self, value: &'a DeValue<'a>, place: Place<'a>) -> Option<T> {
        match value {
            DeValue::Table(table) => Some(T::read_table(self, table, place)),
            _ => self.wrong_type(place, value, &T::SHAPE),
        }
    }
}

/// A text that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a>(pub &'a str);

impl<'a> Read<'a> for Text<'a> {
    const SHAPE: Shape = Shape::Text;

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        match value {
            DeValue::String(text) if text.trim().is_empty() => {
                reader.sink.push(diags::empty_text(place));
                None
            }
            DeValue::String(text) => Some(Self(text)),
            _ => reader.wrong_type(place, value, &Self::SHAPE),
        }
    }
}

/// An id in kebab-case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<'a>(pub &'a str);

impl<'a> Read<'a> for Id<'a> {
    const SHAPE: Shape = Shape::Id;

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        match value {
            DeValue::String(text) => Some(Self(text)),
            _ => reader.wrong_type(place, value, &Self::SHAPE),
        }
    }
}

/// A condition, not parsed yet.
#[derive(Debug, Clone, Copy)]
pub struct When<'a>(pub &'a str);

impl<'a> Read<'a> for When<'a> {
    const SHAPE: Shape = Shape::Condition;

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        match value {
            DeValue::String(text) => Some(Self(text)),
            _ => reader.wrong_type(place, value, &Self::SHAPE),
        }
    }
}

impl<'a> Read<'a> for bool {
    const SHAPE: Shape = Shape::Flag;

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        match value {
            DeValue::Boolean(flag) => Some(*flag),
            _ => reader.wrong_type(place, value, &Self::SHAPE),
        }
    }
}

/// Two numbers.
impl<'a> Read<'a> for [f64; 2] {
    const SHAPE: Shape = Shape::Pair;

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        let DeValue::Array(array) = value else {
            return reader.wrong_type(place, value, &Self::SHAPE);
        };
        if array.len() != 2 {
            reader.sink.push(diags::not_a_pair(place, array.len()));
            return None;
        }
        let (a, b) = (reader.at::<f64>(&array[0]), reader.at::<f64>(&array[1]));
        Some([a?.value, b?.value])
    }
}

/// A list. It cannot be read if one of its values cannot; the problems of all are reported.
impl<'a, T: Read<'a>> Read<'a> for Vec<At<'a, T>> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        match value {
            DeValue::Array(array) => {
                let items: Vec<Option<At<'a, T>>> = array.iter().map(|item| reader.at(item)).collect();
                items.into_iter().collect()
            }
            _ => reader.wrong_type(place, value, &Self::SHAPE),
        }
    }
}

/// A table whose keys the author chooses, in the order of the file. It cannot be read if one of its values cannot.
#[derive(Debug, Clone)]
pub struct Map<'a, T>(pub Vec<(At<'a, Id<'a>>, At<'a, T>)>);

impl<'a, T: Read<'a>> Read<'a> for Map<'a, T> {
    const SHAPE: Shape = Shape::Map(&T::SHAPE);

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        let DeValue::Table(table) = value else {
            return reader.wrong_type(place, value, &Self::SHAPE);
        };
        let entries: Vec<Option<_>> = table
            .iter()
            .map(|(key, value)| {
                let id = At { value: Id(key.get_ref()), place: reader.place(key) };
                Some((id, reader.at(value)?))
            })
            .collect();
        let mut entries: Vec<_> = entries.into_iter().collect::<Option<_>>()?;
        entries.sort_by_key(|(id, _)| id.place.span);
        Some(Self(entries))
    }
}

/// A value of either of two shapes; a table or anything else.
#[derive(Debug, Clone)]
pub enum Either<A, B> {
    /// A list or a plain value.
    Plain(A),
    /// A table.
    Table(B),
}

impl<'a, A: Read<'a>, B: Read<'a>> Read<'a> for Either<A, B> {
    const SHAPE: Shape = Shape::Either(&A::SHAPE, &B::SHAPE);

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        match value {
            DeValue::Table(_) => B::read(reader, value, place).map(Self::Table),
            DeValue::Array(_) => A::read(reader, value, place).map(Self::Plain),
            _ => reader.wrong_type(place, value, &Self::SHAPE),
        }
    }
}

/// Declares an enum that is written as one of a few words.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$word_doc])* $variant,)*
        }

        impl $name {
            /// Returns the word as it is written.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl<'a> $crate::questionnaire::reader::Read<'a> for $name {
            const SHAPE: $crate::questionnaire::keys::Shape =
                $crate::questionnaire::keys::Shape::Word(&[$($word),*]);

            fn read(
                reader: &mut $crate::questionnaire::reader::Reader<'a, '_>,
                value: &'a toml::de::DeValue<'a>,
                place: $crate::questionnaire::reader::Place<'a>,
            ) -> Option<Self> {
                match reader.word(value, place, &Self::SHAPE)? {
                    $($word => Some(Self::$variant),)*
                    word => reader.unknown_word(place, word, &[$($word),*]),
                }
            }
        }
    )*};
}
pub(crate) use words;

impl<'a> Reader<'a, '_> {
    /// Reads a word; what it may be is checked by the caller.
    pub fn word(&mut self, value: &'a DeValue<'a>, place: Place<'a>, shape: &Shape) -> Option<&'a str> {
        match value {
            DeValue::String(word) => Some(word),
            _ => self.wrong_type(place, value, shape),
        }
    }

    /// Reads a finite number.
    pub fn finite(&mut self, value: &DeValue<'_>, place: Place<'a>, shape: &Shape) -> Option<f64> {
        let Some(number) = number(value) else {
            return self.wrong_type(place, value, shape);
        };
        if !number.is_finite() {
            self.sink.push(diags::not_finite(place));
            return None;
        }
        if number != 0.0 && !SIZES.contains(&number.abs()) {
            self.sink.push(diags::absurd_size(place, &SIZES));
            return None;
        }
        // -0 and 0 are the same number to everybody who writes one.
        Some(number + 0.0)
    }

    /// Reports a number that does not lie in the range.
    pub fn out_of_range<T>(
        &mut self,
        code: &'static str,
        place: Place<'a>,
        number: f64,
        range: &Range,
    ) -> Option<T> {
        self.sink.push(diags::out_of_range(code, place, number, range));
        None
    }

    /// Reports a word that is none of the known ones.
    pub fn unknown_word<T>(&mut self, place: Place<'a>, word: &str, known: &[&'static str]) -> Option<T> {
        self.sink.push(diags::unknown_word(place, word, known));
        None
    }
}
