use ::toml::de::{DeInteger, DeTable, DeValue};
use ::toml::value::Datetime;
use jiff::civil::Date;

use super::node::{Data, Member, Node};
use crate::diagnostic::{Source, Span};

/// What could be read of a TOML text, and what is wrong with its syntax, in the order of the text and at most one
/// finding a line: what follows on the same line is mostly the echo of the first.
pub(super) fn read(source: &Source) -> (Node<'_>, Vec<(Span, String)>) {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let mut findings: Vec<(Span, String)> = errors
        .iter()
        .map(|error| (error.span().map_or_else(Span::default, Span::from), error.message().to_owned()))
        .collect();
    findings.sort();
    let mut line_end = 0;
    findings.retain(|(span, _)| {
        let first = span.start >= line_end;
        if first {
            line_end = next_line(source.text(), span.start);
        }
        first
    });
    let span = Span::new(0, source.text().len());
    (Node { span, data: Data::Table(members(table.into_inner())) }, findings)
}

/// Where the line behind the one that holds this offset begins, or one past the end of the text.
fn next_line(text: &str, offset: usize) -> usize {
    let rest = text.as_bytes().get(offset..).unwrap_or_default();
    rest.iter().position(|byte| *byte == b'\n').map_or(text.len() + 1, |newline| offset + newline + 1)
}

fn members(table: DeTable<'_>) -> Vec<Member<'_>> {
    table
        .into_iter()
        .map(|(key, value)| Member {
            key_span: key.span().into(),
            value: Node { span: value.span().into(), data: data(value.into_inner()) },
            key: key.into_inner(),
        })
        .collect()
}

fn data(value: DeValue<'_>) -> Data<'_> {
    match value {
        DeValue::String(text) => Data::Text(text),
        DeValue::Integer(number) => integer(&number),
        DeValue::Float(number) => Data::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Data::Bool(truth),
        DeValue::Datetime(datetime) => date(&datetime).map_or(Data::Time, Data::Date),
        DeValue::Array(list) => Data::List(
            list.into_iter()
                .map(|value| Node { span: value.span().into(), data: data(value.into_inner()) })
                .collect(),
        ),
        DeValue::Table(table) => Data::Table(members(table)),
    }
}

/// An integer that is too large for one is still a number.
fn integer<'t>(number: &DeInteger<'_>) -> Data<'t> {
    match i64::from_str_radix(number.as_str(), number.radix()) {
        Ok(integer) => Data::Integer(integer),
        Err(_) => Data::Float(number.as_str().parse().unwrap_or(f64::INFINITY)),
    }
}

fn date(datetime: &Datetime) -> Option<Date> {
    let (Some(date), None, None) = (datetime.date, datetime.time, datetime.offset) else { return None };
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}
