//! Parses a file as TOML; where it is not, finds as many true problems as it can, and few that only follow from others.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::diags;
use super::reader::Place;
use crate::diagnostic::{Sink, Source};

/// In a longer text only the first problem is looked for: behind a wrong byte there may be millions.
const RECOVERED: usize = 1 << 20;
/// How many problems of a file are reported.
const REPORTED: usize = 20;

/// Returns the tables of a file; what is wrong with it is reported.
pub fn parse<'a>(source: &'a Source, sink: &mut Sink) -> DeTable<'a> {
    let problems = match DeTable::parse(source.text()) {
        Ok(table) => return table.into_inner(),
        Err(first) => problems(source.text(), first),
    };
    for (span, message) in problems.into_iter().take(REPORTED) {
        sink.push(diags::syntax(Place { source, span: span.into() }, &message));
    }
    DeTable::new()
}

/// A place in the text and what is wrong there.
type Problem = (Range<usize>, String);

fn problems(text: &str, first: Error) -> Vec<Problem> {
    if text.len() > RECOVERED {
        return found(vec![first], text, 0);
    }
    let whole = found(DeTable::parse_recoverable(text).1, text, 0);
    if !whole.iter().any(|(_, message)| in_brackets(message)) {
        return whole;
    }
    // A bracket that is not closed makes the rest of the file look wrong. The next header ends the damage.
    let mut problems = Vec::new();
    for part in parts(text) {
        let offset = part.start;
        let mut of_part = found(DeTable::parse_recoverable(&text[part.clone()]).1, &text[part], offset);
        if let Some(bracket) = of_part.iter().position(|(_, message)| in_brackets(message)) {
            of_part.truncate(bracket + 1);
        }
        problems.extend(of_part);
    }
    problems
}

/// Returns the problems by place, the first one of each line.
fn found(errors: Vec<Error>, text: &str, offset: usize) -> Vec<Problem> {
    let mut problems: Vec<Problem> = errors
        .into_iter()
        .map(|error| (error.span().unwrap_or_default(), error.message().to_owned()))
        .collect();
    problems.sort_by_key(|(span, _)| span.start);
    let mut line_end = None;
    problems.retain(|(span, _)| {
        if line_end.is_some_and(|end| span.start <= end) {
            return false;
        }
        let rest = text.get(span.start..).unwrap_or_default();
        line_end = Some(span.start + rest.find('\n').unwrap_or(rest.len()));
        true
    });
    problems.into_iter().map(|(span, message)| (span.start + offset..span.end + offset, message)).collect()
}

/// Returns whether the parser was between brackets when it found the problem.
fn in_brackets(message: &str) -> bool {
    message.contains("array") || message.contains("inline table")
}

/// Cuts the text before each line that looks like the header of a table.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_header(line) && at > start {
            parts.push(start..at);
            start = at;
        }
        at += line.len();
    }
    parts.push(start..text.len());
    parts
}

fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    let name =
        name.map(|name| name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name));
    name.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let source = Source::new("q.toml", text);
        let mut sink = Sink::new();
        parse(&source, &mut sink);
        sink.finish().iter().map(|finding| source.position(finding.labels[0].span.start).line).collect()
    }

    #[test]
    fn independent_problems_come_at_once() {
        assert_eq!(lines("a = b c\nd = 1\ne = \n[f\ng = 1\n"), [1, 3, 4]);
    }

    #[test]
    fn an_open_bracket_spoils_its_table_only() {
        let text = "[[a]]\nx = [1, 2\ny = 3\nz = 4\n\n[[a]]\nx = [1]\n\n[b.c]\ny = oops oops\n";
        assert_eq!(lines(text), [3, 10]);
    }

    #[test]
    fn rows_of_numbers_are_not_headers() {
        for line in ["[0, 1.0],", "[1]", "[[0, 1.0], [5, 0.5]]", "[ ", "]", "[]", "x = [a]"] {
            assert!(!is_header(line), "{line}");
        }
        for line in ["[method]\r\n", "[[placement.zone]] # first", "[scale.share-of]"] {
            assert!(is_header(line), "{line}");
        }
    }
}
