//! The words of every finding about a questionnaire, each with its code; see `docs/diagnostics.md`.

use super::draft::KindWord;
use super::keys::{Shape, Table};
use super::reader::{At, Id, Place};
use crate::diagnostic::{Diagnostic, nearest};

/// How many known names a help lists at most.
const LISTED: usize = 12;

fn error(
    code: &'static str,
    place: Place<'_>,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(code, message).at(place.source, place.span, label)
}

/// Says which name is meant, or which there are.
fn suggestion<'k>(what: &str, name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    if known.is_empty() {
        return format!("there is no {what} in this questionnaire");
    }
    let listed: Vec<String> = known.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    let more =
        if known.len() > LISTED { format!(" and {} more", known.len() - LISTED) } else { String::new() };
    format!("known: {}{more}", listed.join(", "))
}

pub fn syntax(place: Place<'_>, message: &str) -> Diagnostic {
    error("syntax", place, message, "").help("the file is not valid TOML; other checks wait until it is")
}

pub fn unknown_key(place: Place<'_>, key: &str, table: &Table) -> Diagnostic {
    let known = table.keys.iter().map(|key| key.name);
    error("unknown-key", place, format!("{} has no key `{key}`", table.name), "unknown key")
        .help(suggestion("key", key, known))
}

pub fn missing_key(place: Place<'_>, key: &str, table: &Table) -> Diagnostic {
    error(
        "missing-key",
        place,
        format!("{} needs the key `{key}`", table.name),
        format!("`{key}` is missing"),
    )
}

pub fn wrong_type(place: Place<'_>, found: &str, shape: &Shape) -> Diagnostic {
    let expected = shape.describe();
    error("wrong-type", place, format!("expected {expected}, found {found}"), format!("expected {expected}"))
}

pub fn unknown_word(place: Place<'_>, word: &str, known: &[&'static str]) -> Diagnostic {
    error("unknown-word", place, format!("`{word}` is not known here"), "unknown word").help(suggestion(
        "word",
        word,
        known.iter().copied(),
    ))
}

pub fn empty_text(place: Place<'_>) -> Diagnostic {
    error("empty-text", place, "the text is empty", "nothing to read here")
}

pub fn not_finite(place: Place<'_>) -> Diagnostic {
    error("not-finite", place, "the number is not finite", "neither `nan` nor `inf` can be used")
}

pub fn not_a_pair(place: Place<'_>, count: usize) -> Diagnostic {
    error(
        "wrong-type",
        place,
        format!("expected two numbers, found {count} values"),
        "expected `[low, high]`",
    )
}

pub fn bad_id(id: At<'_, Id<'_>>) -> Diagnostic {
    error("bad-id", id.place, format!("`{}` is not an id in kebab-case", id.value.0), "not kebab-case").help(
        "lower-case letters and digits in words joined by single hyphens, for instance `ci-cd-practice`",
    )
}

pub fn reserved_id(id: At<'_, Id<'_>>, why: &str) -> Diagnostic {
    error("reserved-id", id.place, format!("`{}` cannot be an id: {why}", id.value.0), "reserved")
}

pub fn duplicate_id(id: At<'_, Id<'_>>, what: &str, first: Place<'_>) -> Diagnostic {
    error("duplicate-id", id.place, format!("the {what} `{}` exists already", id.value.0), "second one").at(
        first.source,
        first.span,
        "first one",
    )
}

pub fn unknown_reference<'k>(
    place: Place<'_>,
    what: &str,
    id: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    error("unknown-reference", place, format!("there is no {what} `{id}`"), format!("unknown {what}"))
        .help(suggestion(what, id, known))
}

pub fn unknown_option<'k>(
    place: Place<'_>,
    question: &str,
    option: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    error("unknown-option", place, format!("`{question}` has no option `{option}`"), "unknown option")
        .help(suggestion("option", option, known))
}

pub fn bad_condition(place: Place<'_>, message: &str) -> Diagnostic {
    error("bad-condition", place, "the condition cannot be read", message)
        .help("for instance: `deploys = 'daily' and not (servers = 'none' or answered(other))`")
}

pub fn later_question(place: Place<'_>, id: &str, itself: bool, other: Place<'_>) -> Diagnostic {
    let message = if itself {
        format!("`{id}` cannot depend on its own answer")
    } else {
        format!("`{id}` is asked later, so its answer is not known here")
    };
    let finding = error("later-question", place, message, if itself { "itself" } else { "asked later" });
    if itself { finding } else { finding.at(other.source, other.span, "asked here") }
}

/// What does not fit in a comparison.
#[derive(Clone, Copy)]
pub enum Comparison {
    /// `<` and the like on a question with several answers.
    OrderOfMultiple,
    /// The operand or the relation does not fit a question of this kind.
    With(KindWord),
}

pub fn wrong_comparison(place: Place<'_>, question: &str, comparison: Comparison) -> Diagnostic {
    let (what, remedy) = match comparison {
        Comparison::OrderOfMultiple => {
            ("takes several answers, which have no order", "use `=`, `!=` or `in`")
        }
        Comparison::With(KindWord::Choice | KindWord::Multiple) => {
            ("is answered by an option", "compare it with an option's id in single quotes")
        }
        Comparison::With(KindWord::Number) => {
            ("is answered by a number", "compare it with a number, without quotes")
        }
        Comparison::With(KindWord::YesNo) => ("is answered by yes or no", "write `= 'yes'` or `= 'no'`"),
        Comparison::With(KindWord::Text) => {
            ("is answered by free text, which cannot be compared", "only `answered(…)` can be said of it")
        }
    };
    error("wrong-comparison", place, format!("`{question}` {what}"), "cannot be compared with this")
        .help(remedy)
}
