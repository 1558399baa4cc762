use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Data, Member, Node};
use crate::diagnostic::{Source, Span};

/// An answer file is three levels deep; what is far deeper is none.
const DEEPEST: usize = 16;

/// The value that a JSON text stands for, or where its syntax is wrong.
///
/// `serde_json` keeps no places, but it lends out the raw text of each value, which lies within the text that was read:
/// where it begins is where the value stands.
pub(super) fn read(source: &Source) -> Result<Node<'_>, (Span, String)> {
    let text = source.text();
    let body = text.trim_start_matches('\u{feff}');
    let raw: &RawValue = serde_json::from_str(body).map_err(|error| describe(text, body, &error))?;
    node(text, raw, 0)
}

fn node<'t>(text: &'t str, raw: &'t RawValue, depth: usize) -> Result<Node<'t>, (Span, String)> {
    let span = place(text, raw.get());
    let failed = |error: serde_json::Error| describe(text, raw.get(), &error);
    if depth > DEEPEST {
        return Err((Span::new(span.start, span.start + 1), format!("nested deeper than {DEEPEST} levels")));
    }
    let data = match raw.get().as_bytes()[0] {
        b'{' => {
            let Members(found) = serde_json::from_str(raw.get()).map_err(failed)?;
            let mut seen = HashSet::new();
            let mut members = Vec::with_capacity(found.len());
            for (key, value) in found {
                let key_span = key_place(text, value.get());
                if !seen.insert(key.clone()) {
                    return Err((key_span, "duplicate key".to_owned()));
                }
                members.push(Member { key, key_span, value: node(text, value, depth + 1)? });
            }
            Data::Table(members)
        }
        b'[' => {
            let found: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(failed)?;
            Data::List(found.into_iter().map(|value| node(text, value, depth + 1)).collect::<Result<_, _>>()?)
        }
        b'"' => {
            let Text(found) = serde_json::from_str(raw.get()).map_err(failed)?;
            Data::Text(found)
        }
        b't' => Data::Bool(true),
        b'f' => Data::Bool(false),
        b'n' => Data::Null,
        _ => match raw.get().parse::<i64>() {
            Ok(integer) => Data::Integer(integer),
            // A number of JSON is a number of Rust's; one that is too large is infinite, and the judge refuses it.
            Err(_) => Data::Float(raw.get().parse().unwrap_or(f64::NAN)),
        },
    };
    Ok(Node { span, data })
}

/// Where a part of the text lies in it.
fn place(text: &str, part: &str) -> Span {
    let start = part.as_ptr().addr() - text.as_ptr().addr();
    Span::new(start, start + part.len())
}

/// Where the key of a value stands: between the two there are only white space and a colon.
fn key_place(text: &str, value: &str) -> Span {
    let before = text[..place(text, value).start].trim_end_matches([' ', '\t', '\n', '\r', ':']);
    let end = before.len();
    // The closing quote is the last byte; the opening one is the nearest before it that is not escaped.
    let inner = &before[..end.saturating_sub(1)];
    let opening = inner.rmatch_indices('"').map(|(at, _)| at).find(|at| {
        let escapes = inner[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        escapes % 2 == 0
    });
    Span::new(opening.unwrap_or(end.saturating_sub(1)), end)
}

/// What is wrong in a part of the text, and where.
fn describe(text: &str, part: &str, error: &serde_json::Error) -> (Span, String) {
    let at = if error.is_eof() {
        part.len()
    } else {
        let line_start = match error.line() {
            0 | 1 => 0,
            line => part.match_indices('\n').nth(line - 2).map_or(part.len(), |(at, _)| at + 1),
        };
        // The column counts bytes from 1, and is 0 for the line break itself.
        (line_start + error.column().saturating_sub(1)).min(part.len())
    };
    let start = text.floor_char_boundary(place(text, part).start + at);
    let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    (Span::new(start, end), message.replace("EOF while parsing", "the text ends within"))
}

/// The members of an object in the order of the text, duplicates included.
struct Members<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Members<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((Text(key), value)) = map.next_entry()? {
                    members.push((key, value));
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(Collect).map(Self)
    }
}

/// A text, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);
