//! What a line means.

use standpoint::answers::Confidence;
use standpoint::questionnaire::{Kind, Value};
use standpoint::survey::{Action, Card};

use super::super::ability::{self, Ability};
use super::super::words;

/// What somebody wants with a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// To do something.
    Do(Action),
    /// To be shown something.
    Show(Page),
    /// To go to what these words name.
    Goto(String),
    /// Nothing: the line is empty.
    Empty,
}

/// What can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// All words.
    Help,
    /// The question's help.
    Explain,
    /// What is open.
    Open,
    /// The placement so far.
    Placement,
    /// The report so far.
    Report,
}

/// Reads a line, said at a question or (without one) at the end.
///
/// A question for a text takes every line as its answer but those that begin with `/`; elsewhere the slash may be left
/// out.
pub fn parse(line: &str, card: Option<&Card<'_>>) -> Result<Line, String> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(Line::Empty);
    }
    let free_text = card.is_some_and(|card| matches!(card.question.kind, Kind::Text));
    let (slash, rest) = line.strip_prefix('/').map_or((false, line), |rest| (true, rest));
    if free_text && !slash {
        return Ok(Line::Do(Action::Answer(Value::Text(line.to_owned()))));
    }
    let (word, argument) = rest.split_once(char::is_whitespace).map_or((rest, ""), |(w, a)| (w, a.trim()));
    match ability::of_word(word) {
        Some(ability) => command(ability, word, argument, card),
        None if slash => Err(format!("There is no command \"{word}\". Type \"/help\" for all of them.")),
        None => {
            match card {
                Some(card) => answer(line, card).and_then(|value| accepted(value, card)),
                None => Err("There is no question here. Type \"back\", \"open\", \"goto ...\" or \"quit\"."
                    .to_owned()),
            }
        }
    }
}

fn command(ability: Ability, word: &str, argument: &str, card: Option<&Card<'_>>) -> Result<Line, String> {
    let text = (!argument.is_empty()).then(|| argument.to_owned());
    Ok(Line::Do(match ability {
        Ability::Back => Action::Back,
        Ability::Forward => Action::Forward,
        Ability::Skip => Action::Skip,
        Ability::NotApplicable => Action::NotApplicable { reason: text },
        Ability::Unknown => Action::Unknown,
        Ability::Clear => Action::Clear,
        Ability::Keep => Action::TakeOver,
        Ability::Note => Action::Note(text),
        Ability::Evidence => Action::Evidence(evidence(text, card)),
        Ability::Confidence => Action::Confidence(Some(match word.to_ascii_lowercase().as_str() {
            "sure" => Confidence::High,
            "unsure" => Confidence::Low,
            _ => Confidence::Medium,
        })),
        Ability::Jump => {
            return text
                .map(Line::Goto)
                .ok_or_else(|| "Say where to: for example \"goto automation\".".to_owned());
        }
        Ability::Undo => Action::Undo,
        Ability::End => Action::JumpToEnd,
        Ability::Quit => Action::Quit,
        Ability::QuitWithoutLast => Action::QuitWithoutLast,
        Ability::Help => return Ok(Line::Show(Page::Help)),
        Ability::Explain => return Ok(Line::Show(Page::Explain)),
        Ability::Open => return Ok(Line::Show(Page::Open)),
        Ability::Placement => return Ok(Line::Show(Page::Placement)),
        Ability::Report => return Ok(Line::Show(Page::Report)),
        Ability::Pick
        | Ability::Up
        | Ability::Down
        | Ability::Toggle
        | Ability::Confirm
        | Ability::NoteInEditor => return Err("That is for the card only.".to_owned()),
    }))
}

/// A place is added to those that are there; an empty one takes them all away.
fn evidence(place: Option<String>, card: Option<&Card<'_>>) -> Vec<String> {
    let Some(place) = place else { return Vec::new() };
    let known = card.and_then(|card| card.entry).map(|entry| entry.evidence.clone()).unwrap_or_default();
    known.into_iter().chain([place]).collect()
}

/// Refuses a number that the question does not accept.
fn accepted(value: Value, card: &Card<'_>) -> Result<Line, String> {
    let wrong = match (&card.question.kind, &value) {
        (Kind::Number(asked), Value::Number(given)) => {
            words::out_of_range(asked.minimum, asked.maximum, *given)
        }
        _ => None,
    };
    wrong.map_or(Ok(Line::Do(Action::Answer(value))), Err)
}

/// Reads an answer: options by number or id, numbers, yes or no.
pub fn answer(line: &str, card: &Card<'_>) -> Result<Value, String> {
    match &card.question.kind {
        Kind::Choice(options) => {
            let ids: Vec<_> = options.iter().map(|option| option.id.as_str()).collect();
            option(line, &ids).map(Value::Choice)
        }
        Kind::Multiple { options, .. } => {
            let ids: Vec<_> = options.iter().map(|option| option.id.as_str()).collect();
            let words = line.split([' ', ',', ';']).filter(|word| !word.is_empty());
            let mut chosen = words.map(|word| option(word, &ids)).collect::<Result<Vec<_>, _>>()?;
            chosen.sort_unstable();
            chosen.dedup();
            Ok(Value::Multiple(chosen))
        }
        Kind::Number(number) => {
            words::parse_number(line, number.unit.as_deref()).map(Value::Number).ok_or_else(|| {
                "Type a number, for example 21 or 1,500. \"help\" lists the other words.".to_owned()
            })
        }
        Kind::YesNo => match line.to_ascii_lowercase().as_str() {
            "y" | "yes" => Ok(Value::YesNo(true)),
            "n" | "no" => Ok(Value::YesNo(false)),
            _ => Err("Type yes or no. \"help\" lists the other words.".to_owned()),
        },
        Kind::Text => Ok(Value::Text(line.to_owned())),
    }
}

fn option(word: &str, ids: &[&str]) -> Result<usize, String> {
    let by_number =
        word.parse::<usize>().ok().filter(|number| (1..=ids.len()).contains(number)).map(|n| n - 1);
    by_number
        .or_else(|| ids.iter().position(|id| id.eq_ignore_ascii_case(word)))
        .ok_or_else(|| format!("Type a number from 1 to {}. \"help\" lists the other words.", ids.len()))
}
