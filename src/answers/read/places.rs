use std::collections::BTreeMap;

use super::node::Data;
use super::{Syntax, parse};
use crate::diagnostic::{Source, Span};

/// Returns where each answer stands in the text of an answer file, by the id of its question: from the key to the end of
/// the value. What cannot be read has no place.
#[must_use]
pub fn places(source: &Source, syntax: Syntax) -> BTreeMap<String, Span> {
    let (root, _) = parse(source, syntax);
    let Data::Table(members) = root.data else { return BTreeMap::new() };
    let answers = members.into_iter().find(|member| member.key == "answers").map(|member| member.value.data);
    let Some(Data::Table(answers)) = answers else { return BTreeMap::new() };
    answers
        .into_iter()
        .map(|member| {
            let end = member.value.span.end.max(member.key_span.end);
            (member.key.into_owned(), Span::new(member.key_span.start, end))
        })
        .collect()
}
