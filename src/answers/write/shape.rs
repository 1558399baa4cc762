use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::answers::judge::{NOT_APPLICABLE, UNKNOWN};
use crate::answers::sheet::{AnswerSheet, Confidence, Entry, Response};
use crate::questionnaire::{Kind, Question, Questionnaire, Value};

/// A value as it is written, whichever the syntax.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Text(String),
    Number(f64),
    /// Written as a date in TOML and as a text in JSON.
    Date(jiff::civil::Date),
    Texts(Vec<String>),
    Table(Vec<(&'static str, Shape)>),
}

/// The keys above the answers that the sheet has something to say to, in their order.
pub(super) fn header(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Vec<(&'static str, Shape)> {
    let subject = &sheet.subject;
    let text = |text: &Option<String>| text.clone().map(Shape::Text);
    [
        ("questionnaire", Some(Shape::Text(questionnaire.id().to_owned()))),
        ("version", text(&sheet.version)),
        ("fingerprint", text(&sheet.fingerprint)),
        ("form", Some(Shape::Text(questionnaire[sheet.form].id.clone()))),
        ("team", text(&subject.team)),
        ("respondent", text(&subject.respondent)),
        ("role", text(&subject.role)),
        ("date", subject.date.map(Shape::Date)),
    ]
    .into_iter()
    .filter_map(|(key, shape)| Some((key, shape?)))
    .collect()
}

/// The keys above the answers, in their order.
pub(super) const HEADER: [&str; 8] =
    ["questionnaire", "version", "fingerprint", "form", "team", "respondent", "role", "date"];

/// What was said to a question: the bare answer if there is nothing else.
pub(super) fn entry(question: &Question, entry: &Entry) -> Shape {
    let mut members = members(question, entry);
    match members.as_slice() {
        [("answer", _)] => members.remove(0).1,
        _ => Shape::Table(members),
    }
}

/// What was said to a question, member by member.
pub(super) fn members(question: &Question, entry: &Entry) -> Vec<(&'static str, Shape)> {
    let reason = match &entry.response {
        Some(Response::NotApplicable { reason }) => reason.clone(),
        _ => None,
    };
    let evidence = match entry.evidence.as_slice() {
        [] => None,
        [one] => Some(Shape::Text(one.clone())),
        several => Some(Shape::Texts(several.to_vec())),
    };
    let confidence = entry.confidence.map(|confidence| match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    });
    [
        ("answer", entry.response.as_ref().map(|response| answer(question, response))),
        ("reason", reason.map(Shape::Text)),
        ("note", entry.note.clone().map(Shape::Text)),
        ("evidence", evidence),
        ("confidence", confidence.map(|word| Shape::Text(word.to_owned()))),
        ("date", entry.date.map(Shape::Date)),
    ]
    .into_iter()
    .filter_map(|(key, shape)| Some((key, shape?)))
    .collect()
}

fn answer(question: &Question, response: &Response) -> Shape {
    let value = match response {
        Response::NotApplicable { .. } => return Shape::Text(NOT_APPLICABLE.to_owned()),
        Response::Unknown => return Shape::Text(UNKNOWN.to_owned()),
        Response::Answered(value) => value,
    };
    match (value, &question.kind) {
        (Value::Choice(chosen), Kind::Choice(options)) => Shape::Text(options[*chosen].id.clone()),
        (Value::Multiple(chosen), Kind::Multiple { options, .. }) => {
            Shape::Texts(chosen.iter().map(|index| options[*index].id.clone()).collect())
        }
        (Value::Number(number), _) => Shape::Number(*number),
        (Value::YesNo(answer), _) => Shape::Text(if *answer { "yes" } else { "no" }.to_owned()),
        (Value::Text(text), _) => Shape::Text(text.clone()),
        // A sheet holds judged answers only, so that these two cannot meet; the number of an option is an answer too.
        (Value::Choice(chosen), _) => Shape::Number(*chosen as f64 + 1.0),
        (Value::Multiple(_), _) => Shape::Texts(Vec::new()),
    }
}

/// Written as TOML 1.0 on one line.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => quoted(f, text),
            Self::Number(number) => match whole(*number) {
                Some(whole) => write!(f, "{whole}"),
                None => write!(f, "{number:?}"),
            },
            Self::Date(date) => write!(f, "{date}"),
            Self::Texts(texts) => {
                f.write_str("[")?;
                for (index, text) in texts.iter().enumerate() {
                    if index > 0 {
                        f.write_str(", ")?;
                    }
                    quoted(f, text)?;
                }
                f.write_str("]")
            }
            Self::Table(members) if members.is_empty() => f.write_str("{}"),
            Self::Table(members) => {
                for (index, (key, value)) in members.iter().enumerate() {
                    write!(f, "{}{key} = {value}", if index > 0 { ", " } else { "{ " })?;
                }
                f.write_str(" }")
            }
        }
    }
}

/// A basic string with the escapes of TOML 1.0.
fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    use fmt::Write as _;
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            // Control characters and those that reorder text are never written raw.
            c if c.is_control()
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                write!(f, "\\u{:04X}", u32::from(c))?;
            }
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

/// The integer that a number is exactly, if it is one that floats count without gaps.
#[allow(clippy::cast_possible_truncation)] // whole and below 2^53
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
}

/// Written as JSON.
impl Serialize for Shape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => match whole(*number) {
                Some(whole) => serializer.serialize_i64(whole),
                None => serializer.serialize_f64(*number),
            },
            Self::Date(date) => serializer.collect_str(date),
            Self::Texts(texts) => serializer.collect_seq(texts),
            Self::Table(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
