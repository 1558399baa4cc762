//! From cells to answers, and from answers to what they are worth.
//!
//! After the step `answers`, question number `n` of the questionnaire has a column `q<n>` with one of these codes:
//!
//! | code | meaning |
//! |---|---|
//! | 1 … | answered; for a choice the option's number, for yes or no 2 or 1 |
//! | 0 | not applicable |
//! | -1 | don't know, or an answer that takes itself back |
//! | -2 | the cell is not an answer |
//! | `NULL` | unanswered |
//!
//! A number has its value in `q<n>_x` beside it, a question with several answers a 1 or 0 for each option in
//! `q<n>_<option>`.

use std::fmt::Write as _;

use super::dialect::{Dialect, number, text};
use super::step::Column;
use crate::questionnaire::{Choice, Item, Kind, Number, Question, QuestionIx};

/// Returns the column that holds a question's code.
pub(super) fn code(question: QuestionIx) -> String {
    format!("q{}", question.0 + 1)
}

/// Returns the column that holds a number.
pub(super) fn value(question: QuestionIx) -> String {
    format!("{}_x", code(question))
}

/// Returns the column that holds whether an option was chosen.
pub(super) fn flag(question: QuestionIx, option: usize) -> String {
    format!("{}_{}", code(question), option + 1)
}

/// The columns that the step `answers` makes of a trimmed cell, which is in a column with the name of the code.
pub(super) fn columns(ix: QuestionIx, question: &Question, dialect: Dialect) -> Vec<Column> {
    let cell = code(ix);
    let coded = |rest: String| {
        let states = format!("WHEN LOWER({cell}) = 'n/a' THEN 0 WHEN LOWER({cell}) = 'unknown' THEN -1");
        Column::new(cell.clone(), format!("CASE WHEN {cell} IS NULL THEN NULL {states} {rest} END"))
            .remark(&question.id)
    };
    match &question.kind {
        Kind::Choice(options) => vec![coded(chosen(&cell, options))],
        Kind::YesNo => vec![coded(format!(
            "WHEN LOWER({cell}) IN ('yes', 'true') THEN 2 WHEN LOWER({cell}) IN ('no', 'false') THEN 1 ELSE -2"
        ))],
        Kind::Text => vec![coded("ELSE 1".to_owned())],
        Kind::Number(range) => {
            let read = format!("CAST({cell} AS {})", dialect.double_type());
            let is_number = dialect.is_number(&cell);
            let given = match &is_number {
                Some(is_number) => format!("CASE WHEN {is_number} THEN {read} END"),
                None => format!("CASE WHEN LOWER({cell}) NOT IN ('n/a', 'unknown') THEN {read} END"),
            };
            let known =
                is_number.map_or(String::new(), |is_number| format!("WHEN NOT ({is_number}) THEN -2 "));
            vec![coded(format!("{known}{}ELSE 1", outside(range, &read))), Column::new(value(ix), given)]
        }
        Kind::Multiple { options, .. } => several(ix, options, &coded),
    }
}

/// An option by its id, or by its number as a text or from a column of numbers.
fn chosen(cell: &str, options: &[Choice]) -> String {
    let mut cases = String::new();
    for (index, option) in options.iter().enumerate() {
        let _ = write!(cases, "WHEN {cell} = {} THEN {} ", text(&option.id), index + 1);
    }
    for index in 1..=options.len() {
        let _ = write!(cases, "WHEN {cell} IN ('{index}', '{index}.0') THEN {index} ");
    }
    cases + "ELSE -2"
}

/// The cases of a number that is out of the range that is accepted.
fn outside(range: &Number, given: &str) -> String {
    let case = |relation: &str, limit: Option<f64>| {
        limit.map(|limit| format!("WHEN {given} {relation} {} THEN -2 ", number(limit))).unwrap_or_default()
    };
    case("<", range.minimum) + &case(">", range.maximum)
}

/// The code and the flags of several answers: all parts of the cell have to be options, each given once.
fn several(ix: QuestionIx, options: &[Item], coded: &dyn Fn(String) -> Column) -> Vec<Column> {
    let list = code(ix) + "_list";
    let flags: Vec<String> = options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let given = |word: &str| format!("POSITION(';{word};' IN {list}) > 0");
            let number = index + 1;
            let any =
                [option.id.as_str(), &number.to_string(), &format!("{number}.0")].map(given).join(" OR ");
            format!("CASE WHEN {any} THEN 1 ELSE 0 END")
        })
        .collect();
    let count = flags.join(" + ");
    let parts = format!("CHAR_LENGTH({list}) - CHAR_LENGTH(REPLACE({list}, ';', '')) - 1");
    let none = options.iter().position(|option| option.none);
    let taken_back =
        none.map(|none| format!("WHEN {} = 1 AND {parts} > 1 THEN -1 ", flags[none])).unwrap_or_default();
    let mut columns = vec![coded(format!("WHEN {parts} <> {count} THEN -2 {taken_back}ELSE 1"))];
    columns.extend(flags.into_iter().enumerate().map(|(index, given)| Column::new(flag(ix, index), given)));
    columns
}

/// Returns what an answer is worth after reversing, 0..=1; `NULL` where there is none.
pub(super) fn worth(ix: QuestionIx, question: &Question, dialect: Dialect) -> String {
    let code = code(ix);
    let turned = |value: f64| number(if question.reversed { 1.0 - value } else { value });
    let turn = |value: String| if question.reversed { format!("1.0 - ({value})") } else { value };
    let cases = match &question.kind {
        Kind::Choice(options) => options
            .iter()
            .enumerate()
            .map(|(index, option)| format!("WHEN {} THEN {}", index + 1, turned(option.value)))
            .collect::<Vec<_>>()
            .join(" "),
        Kind::YesNo => format!("WHEN 2 THEN {} WHEN 1 THEN {}", turned(1.0), turned(0.0)),
        Kind::Number(range) => format!("WHEN 1 THEN {}", turn(interpolated(&value(ix), &range.anchors))),
        Kind::Multiple { options, cap } => {
            let points = options.iter().enumerate().filter(|(_, option)| option.points > 0.0);
            let points: Vec<String> = points
                .map(|(index, option)| format!("{} * {}", flag(ix, index), number(option.points)))
                .collect();
            let sum = if points.is_empty() { "0.0".to_owned() } else { points.join(" + ") };
            let cap = number(*cap);
            let double = dialect.double_type();
            format!("WHEN 1 THEN {}", turn(format!("CAST(LEAST({sum}, {cap}) AS {double}) / {cap}")))
        }
        Kind::Text => return "NULL".to_owned(),
    };
    format!("CAST(CASE {code} {cases} END AS {})", dialect.double_type())
}

/// The lines between the anchors, constant outside.
fn interpolated(x: &str, anchors: &[(f64, f64)]) -> String {
    let Some(((_, first), (_, last))) = anchors.first().zip(anchors.last()) else { return "NULL".to_owned() };
    let mut cases = format!("CASE WHEN {x} < {} THEN {}", number(anchors[0].0), number(*first));
    for pair in anchors.windows(2) {
        let ((x0, v0), (x1, v1)) = (pair[0], pair[1]);
        let _ = write!(
            cases,
            " WHEN {x} < {} THEN {} + {} * (({x} - {}) / {})",
            number(x1),
            number(v0),
            number(v1 - v0),
            number(x0),
            number(x1 - x0)
        );
    }
    cases + &format!(" ELSE {} END", number(*last))
}
