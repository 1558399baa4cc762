use std::collections::BTreeMap;

use crate::answers::{self, Syntax};
use crate::diagnostic::{Position, Source, Span};
use crate::report::document::answers::answer_words;
use crate::report::model::Question;

/// Where answers come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// What the file is called in messages.
    pub name: Option<String>,
    /// The address of the file, relative to where the program was started if it can be; `None` if it has none.
    pub uri: Option<String>,
    /// Where each answer stands in it, by the id of its question.
    pub answers: BTreeMap<String, Region>,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Its first character.
    pub start: Position,
    /// One past its last character.
    pub end: Position,
}

/// An answer in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What was asked and answered, for people.
    pub says: String,
    /// Where it stands.
    pub region: Region,
}

impl Origin {
    /// Returns where the answers in this source stand.
    #[must_use]
    pub fn new(source: &Source, syntax: Syntax, uri: Option<String>) -> Self {
        let region =
            |span: Span| Region { start: source.position(span.start), end: source.position(span.end) };
        Self {
            name: Some(source.name().to_owned()),
            uri,
            answers: answers::places(source, syntax)
                .into_iter()
                .map(|(id, span)| (id, region(span)))
                .collect(),
        }
    }

    /// Returns the place of an answer, if it has one.
    pub(super) fn place(&self, question: &Question) -> Option<Place> {
        let region = *self.answers.get(&question.id)?;
        let answer = answer_words(question).unstyled();
        Some(Place { says: format!("{} {answer}", question.text), region })
    }
}
