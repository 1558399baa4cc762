use std::borrow::Cow;

use jiff::civil::Date;

use crate::answers::judge::Raw;
use crate::diagnostic::Span;

/// A value of an answer file with its place, whichever the syntax.
#[derive(Debug)]
pub(super) struct Node<'t> {
    pub span: Span,
    pub data: Data<'t>,
}

#[derive(Debug)]
pub(super) enum Data<'t> {
    Null,
    Text(Cow<'t, str>),
    Integer(i64),
    Float(f64),
    Bool(bool),
    Date(Date),
    /// A date with a time, or a time.
    Time,
    List(Vec<Node<'t>>),
    Table(Vec<Member<'t>>),
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct Member<'t> {
    pub key: Cow<'t, str>,
    pub key_span: Span,
    pub value: Node<'t>,
}

impl Data<'_> {
    /// What the value is, for people.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Text(_) => "a text",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::Bool(_) => "true or false",
            Self::Date(_) => "a date",
            Self::Time => "a date with a time",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    /// The value as the judge takes it.
    pub fn raw(&self) -> Raw<'_> {
        match self {
            Self::Text(text) => Raw::Text(text),
            Self::Integer(number) => Raw::Integer(*number),
            Self::Float(number) => Raw::Float(*number),
            Self::Bool(truth) => Raw::Bool(*truth),
            Self::List(list) => Raw::List(list.iter().map(|node| node.data.raw()).collect()),
            Self::Null | Self::Date(_) | Self::Time | Self::Table(_) => Raw::Other(self.type_name()),
        }
    }

    /// Whether it says nothing: `null`, or a text of white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}
