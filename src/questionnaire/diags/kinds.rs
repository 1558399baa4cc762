//! Findings about questions by their kind.

use super::super::codes;
use super::super::draft::KindWord;
use super::super::reader::Place;
use super::{error, warning};
use crate::diagnostic::Diagnostic;

pub fn missing_for_kind(place: Place<'_>, kind: KindWord, key: &str) -> Diagnostic {
    let (needs, help) = match key {
        "options" => {
            ("needs `options` or a `scale`", "add `options = [ … ]`, or the id of a scale: `scale = \"…\"`")
        }
        _ => (
            "needs `anchors` if it measures a trait",
            "add `anchors = [[0, 0.0], [10, 1.0]]`: pairs of number and value",
        ),
    };
    let kind = kind.word();
    error(
        codes::MISSING_KEY,
        place,
        format!("a question of kind `{kind}` {needs}"),
        format!("`{key}` is missing"),
    )
    .help(help)
}

pub fn misplaced_key(place: Place<'_>, key: &str, kind: KindWord, kinds: &[KindWord]) -> Diagnostic {
    let fitting: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.word())).collect();
    let help = match (key, kind) {
        ("reversed", KindWord::Number) => {
            "let the values of the anchors fall instead, for instance `[[0, 1.0], [30, 0.0]]`"
        }
        ("reversed", KindWord::Multiple) => {
            "ask for what is in place, so that more options mean more; or ask a question of kind `choice`"
        }
        ("trait", _) => "free text is not scored: remove `trait`, or choose another kind",
        _ => "remove the key, or choose another kind",
    };
    let message = format!("`{key}` means nothing for a question of kind `{}`", kind.word());
    error(codes::MISPLACED_KEY, place, message, format!("only for {}", fitting.join(", "))).help(help)
}

pub fn misplaced_in_option(place: Place<'_>, key: &str, kind: KindWord) -> Diagnostic {
    let (other, help) = match kind {
        KindWord::Choice => ("multiple", "several options add up: give `points` instead"),
        _ => ("choice", "one option is chosen: give `value` instead, from 0 to 1"),
    };
    error(codes::MISPLACED_KEY, place, format!("`{key}` means nothing for the options of kind `{other}`"), "")
        .help(help)
}

pub fn conflicting_keys(place: Place<'_>, key: &str, other: &str, first: Place<'_>) -> Diagnostic {
    error(codes::CONFLICTING_KEYS, place, format!("`{key}` and `{other}` cannot both be given"), "")
        .at(first.source, first.span, "")
        .help("remove one of the two")
}

pub fn no_effect(place: Place<'_>, key: &str) -> Diagnostic {
    warning(codes::NO_EFFECT, place, format!("`{key}` has no effect on a question without a trait"), "")
        .help("remove the key, or say which trait the question measures")
}

pub fn too_few_options(place: Place<'_>, why: &str) -> Diagnostic {
    error(codes::TOO_FEW_OPTIONS, place, format!("too few options: {why}"), "").help("add an option")
}

pub fn mixed_values(without: Place<'_>, with: Place<'_>) -> Diagnostic {
    error(codes::MIXED_VALUES, without, "either all options have a `value` or none has", "no value here")
        .at(with.source, with.span, "a value here")
        .help("give every option its value, or none for equal steps")
}

pub fn falling_value(place: Place<'_>, before: Place<'_>) -> Diagnostic {
    error(codes::FALLING_VALUE, place, "the values of the options fall", "less than the one before")
        .at(before.source, before.span, "the one before")
        .help("values rise from 0 to 1 in declared order; if the first option is the best one, let them rise all the same and say `reversed = true`")
}

pub fn unreachable_value(place: Place<'_>, value: f64, why: &str) -> Diagnostic {
    error(codes::UNREACHABLE_VALUE, place, format!("no answer is worth {value}"), why)
        .help("the worst answer must be worth 0 and the best one 1, so that questions weigh what they are said to weigh")
}

pub fn second_none(place: Place<'_>, first: Place<'_>) -> Diagnostic {
    error(codes::SECOND_NONE, place, "only one option can mean \"none of these\"", "second one")
        .at(first.source, first.span, "first one")
        .help("remove `none = true` from one of the two")
}

pub fn points_of_none(place: Place<'_>) -> Diagnostic {
    error(codes::MISPLACED_KEY, place, "the option for \"none of these\" brings no points", "")
        .help("remove `points`, or `none = true`")
}

pub fn empty_range(place: Place<'_>, minimum: Place<'_>) -> Diagnostic {
    error(codes::EMPTY_RANGE, place, "the largest answer is not above the smallest one", "the largest")
        .at(minimum.source, minimum.span, "the smallest")
        .help("let `maximum` be above `minimum`")
}

pub fn anchors_not_rising(place: Place<'_>, before: Place<'_>) -> Diagnostic {
    error(
        codes::ANCHORS_NOT_RISING,
        place,
        "the numbers of the anchors do not rise",
        "not above the one before",
    )
    .at(before.source, before.span, "the one before")
    .help("write the anchors by rising number; their values may fall")
}
