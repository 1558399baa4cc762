//! The only judge of an answer: files, tables and the survey all come here.

use super::sheet::Response;
use crate::diagnostic::nearest;
use crate::questionnaire::{Kind, Number, Question, Value};

/// What somebody gave as an answer, before anybody knows whether it is one.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw<'a> {
    /// A text: an option's id, a number in digits, `yes`, `n/a`, free text; several options are joined by `;`.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number, perhaps not finite.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// Several answers.
    List(Vec<Raw<'a>>),
    /// Something that is never an answer, by the name of what it is ("a date").
    Other(&'static str),
}

/// Why something is not an answer to its question.
///
/// It displays as a sentence without a full stop that does not name the question; see also [`Problem::help`].
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// Nothing was given. Leave the question out instead.
    Empty,
    /// No option was chosen where one of them means "none of these".
    NothingChosen {
        /// The id of that option.
        none: String,
    },
    /// There is no option of this id.
    UnknownOption {
        /// What was given.
        given: String,
        /// The id that was probably meant.
        nearest: Option<String>,
        /// The ids of all options.
        options: Vec<String>,
    },
    /// Options count from 1, and there is none of this number.
    OptionNumber {
        /// What was given.
        given: f64,
        /// How many options there are.
        options: usize,
    },
    /// The same option was given more than once.
    Repeated {
        /// The option's id.
        option: String,
    },
    /// Several answers to a question that takes one.
    OneOnly,
    /// `n/a` or `unknown` among other answers.
    StateAmongAnswers {
        /// Which of the two.
        state: &'static str,
    },
    /// A number was expected.
    NotANumber {
        /// What was given.
        given: String,
    },
    /// A number that is infinite, or none at all.
    NotFinite,
    /// A number below the smallest or above the largest that is accepted.
    OutOfRange {
        /// What was given.
        given: f64,
        /// The smallest that is accepted.
        minimum: Option<f64>,
        /// The largest that is accepted.
        maximum: Option<f64>,
        /// What is counted.
        unit: Option<String>,
    },
    /// Yes or no was expected.
    NotYesNo {
        /// What was given.
        given: String,
    },
    /// Something of another type was expected.
    WrongType {
        /// What was expected.
        expected: &'static str,
        /// What was given.
        found: &'static str,
    },
}

/// Returns what an answer means, or why it is none.
///
/// Options are given by id or by their number in declared order, from 1. Around ids, numbers and words white space does
/// not matter, and the words `yes`, `no`, `true`, `false`, `n/a` and `unknown` may be in capitals; ids may not.
///
/// # Errors
///
/// See [`Problem`]. Nothing is guessed: what is not clearly an answer is refused.
pub fn judge(question: &Question, raw: &Raw<'_>) -> Result<Response, Problem> {
    if let Raw::Text(text) = raw {
        if text.trim().is_empty() {
            return Err(Problem::Empty);
        }
        match state(text) {
            Some(NOT_APPLICABLE) => return Ok(Response::NotApplicable { reason: None }),
            Some(_) => return Ok(Response::Unknown),
            None => {}
        }
    }
    let value = match &question.kind {
        Kind::Choice(options) => {
            Value::Choice(option(raw, options.len(), |index| options[index].id.as_str())?)
        }
        Kind::Multiple { options, .. } => {
            Value::Multiple(several(raw, options.len(), &|index| options[index].id.as_str())?)
        }
        Kind::Number(_) => Value::Number(number(raw)?),
        Kind::YesNo => Value::YesNo(yes_no(raw)?),
        Kind::Text => match raw {
            Raw::Text(text) => Value::Text((*text).to_owned()),
            other => return Err(Problem::WrongType { expected: "a text", found: type_name(other) }),
        },
    };
    fits(question, &value)?;
    Ok(Response::Answered(value))
}

/// Returns whether a value is an answer to the question, or why it is not.
///
/// # Errors
///
/// See [`Problem`].
pub fn fits(question: &Question, value: &Value) -> Result<(), Problem> {
    match (&question.kind, value) {
        (Kind::Choice(options), Value::Choice(chosen)) => exists(*chosen, options.len()),
        (Kind::Multiple { options, .. }, Value::Multiple(chosen)) => {
            if let (true, Some(none)) = (chosen.is_empty(), options.iter().find(|option| option.none)) {
                return Err(Problem::NothingChosen { none: none.id.clone() });
            }
            chosen.iter().try_for_each(|index| exists(*index, options.len()))?;
            match chosen.windows(2).find(|pair| pair[0] >= pair[1]) {
                Some(pair) => Err(Problem::Repeated { option: options[pair[1]].id.clone() }),
                None => Ok(()),
            }
        }
        (Kind::Number(kind), Value::Number(number)) => in_range(kind, *number),
        (Kind::YesNo, Value::YesNo(_)) => Ok(()),
        (Kind::Text, Value::Text(text)) if text.trim().is_empty() => Err(Problem::Empty),
        // A text that reads as a state could not be told from it in a file.
        (Kind::Text, Value::Text(text)) => match state(text) {
            Some(state) => Err(Problem::StateAmongAnswers { state }),
            None => Ok(()),
        },
        (kind, value) => Err(Problem::WrongType {
            expected: expected(kind),
            found: match value {
                Value::Choice(_) => "an option",
                Value::Multiple(_) => "several options",
                Value::Number(_) => "a number",
                Value::YesNo(_) => "yes or no",
                Value::Text(_) => "a text",
            },
        }),
    }
}

/// What stands for "does not apply" in files.
pub(super) const NOT_APPLICABLE: &str = "n/a";
/// What stands for "don't know" in files.
pub(super) const UNKNOWN: &str = "unknown";

/// The state that a text stands for.
fn state(text: &str) -> Option<&'static str> {
    let text = text.trim();
    [NOT_APPLICABLE, UNKNOWN].into_iter().find(|state| text.eq_ignore_ascii_case(state))
}

fn exists(index: usize, options: usize) -> Result<(), Problem> {
    if index < options { Ok(()) } else { Err(Problem::OptionNumber { given: index as f64 + 1.0, options }) }
}

/// The option that is meant, from 0.
fn option<'q>(raw: &Raw<'_>, count: usize, id: impl Fn(usize) -> &'q str) -> Result<usize, Problem> {
    match raw {
        Raw::Text(text) => {
            let text = text.trim();
            if let Some(index) = (0..count).find(|index| id(*index) == text) {
                return Ok(index);
            }
            match decimal(text) {
                Some(number) => by_number(number, count),
                None => Err(Problem::UnknownOption {
                    given: text.to_owned(),
                    nearest: nearest(
                        &text.to_lowercase(),
                        (0..count).map(&id).chain([NOT_APPLICABLE, UNKNOWN]),
                    )
                    .map(str::to_owned),
                    options: (0..count).map(|index| id(index).to_owned()).collect(),
                }),
            }
        }
        Raw::Integer(number) => by_number(*number as f64, count),
        Raw::Float(number) => by_number(*number, count),
        Raw::List(_) => Err(Problem::OneOnly),
        other => Err(Problem::WrongType { expected: "an option's id or number", found: type_name(other) }),
    }
}

fn by_number(number: f64, options: usize) -> Result<usize, Problem> {
    (1..=options)
        .find(|candidate| (*candidate as f64).total_cmp(&number).is_eq())
        .map(|found| found - 1)
        .ok_or(Problem::OptionNumber { given: number, options })
}

/// The options that are meant, from 0, rising.
fn several<'q>(raw: &Raw<'_>, count: usize, id: &impl Fn(usize) -> &'q str) -> Result<Vec<usize>, Problem> {
    let mut chosen = Vec::new();
    let mut choose = |one: &Raw<'_>| {
        if let Raw::Text(text) = one
            && let Some(state) = state(text)
        {
            return Err(Problem::StateAmongAnswers { state });
        }
        if matches!(one, Raw::List(_)) {
            return Err(Problem::WrongType { expected: "an option's id or number", found: type_name(one) });
        }
        let index = option(one, count, id)?;
        if chosen.contains(&index) {
            return Err(Problem::Repeated { option: id(index).to_owned() });
        }
        chosen.push(index);
        Ok(())
    };
    match raw {
        Raw::List(list) => list.iter().try_for_each(&mut choose)?,
        Raw::Text(text) => {
            // Exports of form services end their lists with a separator.
            let mut parts = text.split(';').filter(|part| !part.trim().is_empty()).peekable();
            if parts.peek().is_none() {
                return Err(Problem::Empty);
            }
            parts.try_for_each(|part| choose(&Raw::Text(part)))?;
        }
        one => choose(one)?,
    }
    chosen.sort_unstable();
    Ok(chosen)
}

fn number(raw: &Raw<'_>) -> Result<f64, Problem> {
    match raw {
        Raw::Integer(number) => Ok(*number as f64),
        Raw::Float(number) => Ok(*number),
        Raw::Text(text) => {
            decimal(text.trim()).ok_or_else(|| Problem::NotANumber { given: text.trim().to_owned() })
        }
        Raw::List(_) => Err(Problem::OneOnly),
        other => Err(Problem::WrongType { expected: "a number", found: type_name(other) }),
    }
    // Minus zero is zero, and is written so.
    .map(|number| number + 0.0)
}

fn in_range(kind: &Number, given: f64) -> Result<(), Problem> {
    if !given.is_finite() {
        return Err(Problem::NotFinite);
    }
    if kind.minimum.is_some_and(|minimum| given < minimum)
        || kind.maximum.is_some_and(|maximum| given > maximum)
    {
        return Err(Problem::OutOfRange {
            given,
            minimum: kind.minimum,
            maximum: kind.maximum,
            unit: kind.unit.clone(),
        });
    }
    Ok(())
}

/// The number that a text of digits, point and exponent stands for. Words such as `inf`, separators between digits and
/// units are none.
fn decimal(text: &str) -> Option<f64> {
    let plain =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    if plain { text.parse().ok() } else { None }
}

fn yes_no(raw: &Raw<'_>) -> Result<bool, Problem> {
    match raw {
        Raw::Bool(answer) => Ok(*answer),
        Raw::Text(text) => {
            let text = text.trim();
            let is = |word: &str| text.eq_ignore_ascii_case(word);
            if is("yes") || is("true") {
                Ok(true)
            } else if is("no") || is("false") {
                Ok(false)
            } else {
                Err(Problem::NotYesNo { given: text.to_owned() })
            }
        }
        Raw::Integer(number) => Err(Problem::NotYesNo { given: number.to_string() }),
        Raw::Float(number) => Err(Problem::NotYesNo { given: number.to_string() }),
        Raw::List(_) => Err(Problem::OneOnly),
        Raw::Other(found) => Err(Problem::WrongType { expected: "yes or no", found }),
    }
}

fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Choice(_) => "an option",
        Kind::Multiple { .. } => "options",
        Kind::Number(_) => "a number",
        Kind::YesNo => "yes or no",
        Kind::Text => "a text",
    }
}

fn type_name(raw: &Raw<'_>) -> &'static str {
    match raw {
        Raw::Text(_) => "a text",
        Raw::Integer(_) | Raw::Float(_) => "a number",
        Raw::Bool(_) => "true or false",
        Raw::List(_) => "a list",
        Raw::Other(name) => name,
    }
}
