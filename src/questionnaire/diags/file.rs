//! Findings about the file as such: its syntax, tables, keys and types.

use std::ops::RangeInclusive;

use super::super::codes;
use super::super::keys::{Range, Shape, Table};
use super::super::reader::Place;
use super::{error, short, suggestion};
use crate::diagnostic::Diagnostic;

pub fn syntax(place: Place<'_>, message: &str) -> Diagnostic {
    if message.starts_with("duplicate key") {
        return error(codes::DUPLICATE_KEY, place, "the key is given twice in the same table", "second one")
            .help("remove one of the two; a table that may be repeated has double brackets, for instance `[[question]]`");
    }
    error(codes::SYNTAX, place, format!("not valid TOML: {message}"), "")
        .help("texts stand in double quotes, every bracket is closed; nothing else is checked until the file can be read")
}

pub fn unknown_key(place: Place<'_>, key: &str, table: &Table) -> Diagnostic {
    let known = table.keys.iter().map(|key| key.name);
    error(codes::UNKNOWN_KEY, place, format!("{} has no key `{}`", table.name, short(key)), "unknown key")
        .help(suggestion("key", key, known))
}

pub fn missing_key(place: Place<'_>, key: &str, shape: &Shape, table: &Table) -> Diagnostic {
    error(
        codes::MISSING_KEY,
        place,
        format!("{} needs the key `{key}`", table.name),
        format!("`{key}` is missing"),
    )
    .help(format!("add `{key} = …`: {}", shape.describe()))
}

pub fn missing_table(place: Option<Place<'_>>, table: &str) -> Diagnostic {
    let finding = Diagnostic::error(codes::MISSING_TABLE, format!("a questionnaire needs {table}"));
    let finding = match place {
        Some(place) => finding.at(place.source, place.span, ""),
        None => finding,
    };
    finding.help(format!("add {table} to this file, or to another one in the folder"))
}

pub fn duplicate_table(place: Place<'_>, table: &str, first: Place<'_>) -> Diagnostic {
    error(codes::DUPLICATE_TABLE, place, format!("{table} is there already"), "second one")
        .at(first.source, first.span, "first one")
        .help("all files of a folder are one questionnaire; keep one of the two")
}

pub fn wrong_type(place: Place<'_>, found: &str, shape: &Shape) -> Diagnostic {
    let finding =
        error(codes::WRONG_TYPE, place, format!("expected {}, found a TOML {found}", shape.describe()), "");
    match (shape, found) {
        (Shape::Number(_) | Shape::Count(_), "string") => finding.help("remove the quotes"),
        (Shape::Flag, "string") => finding.help("write `true` or `false` without quotes"),
        (Shape::Text | Shape::Id | Shape::Word(_), "integer" | "float" | "boolean" | "datetime") => {
            finding.help("put it in double quotes")
        }
        (Shape::List(_), "array") => finding,
        (Shape::List(_), _) => finding.help("put it in square brackets"),
        _ => finding,
    }
}

pub fn not_a_pair(place: Place<'_>, count: usize) -> Diagnostic {
    let values = if count == 1 { "one value".to_owned() } else { format!("{count} values") };
    error(codes::WRONG_TYPE, place, format!("expected two numbers, found {values}"), "")
        .help("two numbers in square brackets, for instance `[2, 5]`")
}

pub fn unknown_word(place: Place<'_>, word: &str, known: &[&'static str]) -> Diagnostic {
    error(
        codes::UNKNOWN_WORD,
        place,
        format!("`{}` is not one of the words that can stand here", short(word)),
        "",
    )
    .help(suggestion("word", word, known.iter().copied()))
}

pub fn empty_text(place: Place<'_>) -> Diagnostic {
    error(codes::EMPTY_TEXT, place, "the text is empty", "")
        .help("write something, or leave the key out if it is optional")
}

pub fn not_finite(place: Place<'_>) -> Diagnostic {
    error(codes::NOT_FINITE, place, "the number is not finite", "neither `nan` nor `inf` can be used")
}

pub fn out_of_range(code: &'static str, place: Place<'_>, number: f64, range: &Range) -> Diagnostic {
    let label = format!("must be {}", range.describe());
    if code == codes::BAD_WEIGHT {
        return error(code, place, format!("a weight cannot be {number}"), label)
            .help("leave it out for 1; what should not count has no trait");
    }
    let finding = error(code, place, format!("{number} is out of range"), label);
    if range.contains(number / 100.0) && !range.contains(number) && number > 1.0 {
        return finding
            .help(format!("scores and shares are written from 0 to 1: {} for {number} %", number / 100.0));
    }
    finding
}

pub fn absurd_size(place: Place<'_>, sizes: &RangeInclusive<f64>) -> Diagnostic {
    let label =
        format!("apart from 0, numbers go from {:e} to {:e}, with either sign", sizes.start(), sizes.end());
    error(codes::OUT_OF_RANGE, place, "the number is too large or too small", label)
}

pub fn not_below_practised(place: Place<'_>, unsupported: f64, practised: f64) -> Diagnostic {
    let message = format!("`unsupported` ({unsupported}) is not below `practised` ({practised})");
    error(codes::OUT_OF_RANGE, place, message, "")
        .help("a practice is unsupported if it is practised while what it rests on is clearly lower")
}

pub fn bad_spacing(place: Place<'_>) -> Diagnostic {
    error(codes::OUT_OF_RANGE, place, "the exponents do not lie on either side of 1", "")
        .help("one between 0 and 1, one above 1, for instance `[0.5, 2]`: the answers are recoded both ways")
}
