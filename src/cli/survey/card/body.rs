//! What stands between the question and the keys: options, answer, remarks.

use standpoint::answers::{Entry, Response};
use standpoint::questionnaire::{Kind, Value};
use standpoint::survey::Card;
use standpoint::text::printable;
use unicode_width::UnicodeWidthStr;

use super::frame::{Line, Tone, wrapped};
use super::state::State;
use crate::cli::survey::words;

/// Options beyond have no key of their own.
const DIGITS: usize = 9;

/// Where the question belongs: its dimension and its trait.
pub fn place(card: &Card<'_>) -> Option<String> {
    let dimension = printable(&card.dimension?.title).into_owned();
    Some(format!("{dimension} \u{203a} {}", printable(&card.of?.title)))
}

/// The options with their marks, and the lines of the one under the mark.
pub fn options(card: &Card<'_>, state: &State, width: usize) -> (Vec<Line>, (usize, usize)) {
    let current = state.given.as_ref().or(value(card.entry));
    let earlier = value(card.earlier);
    let mut lines = Vec::new();
    let mut focus = (0, 0);
    let mut add = |index: usize, text: &str, key: String, boxed: bool, on: bool, before: bool| {
        let here = index == state.selected;
        let mark = match (boxed, on) {
            (true, true) => "[x]",
            (true, false) => "[ ]",
            (false, true) => "\u{25cf}",
            (false, false) => "\u{25cb}",
        };
        let lead = format!("{} {key:>2} {mark} ", if here { "\u{276f}" } else { " " });
        let indent = lead.width();
        let text = if before {
            format!("{} (earlier answer)", printable(text))
        } else {
            printable(text).into_owned()
        };
        let tone = if here {
            Tone::Accent
        } else if on {
            Tone::Strong
        } else {
            Tone::Plain
        };
        let from = lines.len();
        for (row, text) in wrapped(&text, width.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if row == 0 { lead.clone() } else { " ".repeat(indent) };
            lines.push(Line::new(lead, tone).then(text, tone));
        }
        if here {
            focus = (from, lines.len().saturating_sub(1));
        }
    };
    match &card.question.kind {
        Kind::Choice(options) => {
            for (index, option) in options.iter().enumerate() {
                let is =
                    |value: Option<&Value>| matches!(value, Some(Value::Choice(chosen)) if *chosen == index);
                add(index, &option.text, digit(index), false, is(current), is(earlier));
            }
        }
        Kind::Multiple { options, .. } => {
            for (index, option) in options.iter().enumerate() {
                let before = matches!(earlier, Some(Value::Multiple(chosen)) if chosen.contains(&index));
                let on = state.marked.get(index).copied().unwrap_or(false);
                add(index, &option.text, digit(index), true, on, before);
            }
        }
        Kind::YesNo => {
            for (index, (text, key)) in [("Yes", "y"), ("No", "n")].into_iter().enumerate() {
                let is =
                    |value: Option<&Value>| matches!(value, Some(Value::YesNo(yes)) if *yes == (index == 0));
                add(index, text, key.to_owned(), false, is(current), is(earlier));
            }
        }
        Kind::Number(number) => {
            let unit = number.unit.as_deref().map(|unit| format!(" {}", printable(unit))).unwrap_or_default();
            let typed = words::parse_number(&state.typed, None).map_or_else(
                || state.typed.clone(),
                |value| {
                    // What is typed keeps its point and zeros; what is before the point is grouped.
                    let rest =
                        state.typed.split_once('.').map_or(String::new(), |(_, rest)| format!(".{rest}"));
                    format!("{}{rest}", words::number(value.trunc()))
                },
            );
            let shown = match (typed.is_empty(), current) {
                (true, Some(value)) => words::value(card.question, value),
                _ => format!("{typed}_{unit}"),
            };
            lines.push(Line::new(format!("\u{276f} {shown}"), Tone::Accent));
            if let Some(range) = words::range(number.minimum, number.maximum) {
                lines.push(Line::new(format!("  {range}"), Tone::Quiet));
            }
            if let Some(value) = earlier {
                lines.push(Line::new(
                    format!("  Earlier answer: {}", words::value(card.question, value)),
                    Tone::Plain,
                ));
            }
        }
        Kind::Text => {
            let text = current.or(earlier).map(|value| words::value(card.question, value));
            let text = text.unwrap_or_else(|| "Press Enter to write your answer.".to_owned());
            let rows = wrapped(&text, width.saturating_sub(2)).into_iter();
            lines.extend(rows.enumerate().map(|(row, text)| {
                Line::new(if row == 0 { "\u{276f} " } else { "  " }, Tone::Accent).then(text, Tone::Plain)
            }));
        }
    }
    (lines, focus)
}

fn digit(index: usize) -> String {
    if index < DIGITS { (index + 1).to_string() } else { String::new() }
}

fn value(entry: Option<&Entry>) -> Option<&Value> {
    match entry?.response.as_ref()? {
        Response::Answered(value) => Some(value),
        Response::NotApplicable { .. } | Response::Unknown => None,
    }
}

/// What is said beside the answer.
pub fn remarks(card: &Card<'_>, width: usize) -> Vec<Line> {
    let mut said = Vec::new();
    let stated = |entry: Option<&Entry>| {
        let response =
            entry?.response.as_ref().filter(|response| !matches!(response, Response::Answered(_)))?;
        Some(words::response(card.question, response))
    };
    if let Some(state) = stated(card.entry) {
        said.push(("Answer", state));
    }
    if let Some(state) = stated(card.earlier) {
        said.push(("Earlier", state));
    }
    if card.skipped && card.entry.is_none_or(|entry| entry.response.is_none()) {
        said.push(("Skipped", "still open".to_owned()));
    }
    if let Some(entry) = card.entry {
        said.extend(words::remarks(entry));
    }
    let mut lines = Vec::new();
    for (name, text) in said {
        for (row, text) in wrapped(&text, width.saturating_sub(14)).into_iter().enumerate() {
            let name = if row == 0 { name } else { "" };
            lines.push(Line::new(format!("  {name:<12}"), Tone::Quiet).then(text, Tone::Plain));
        }
    }
    lines
}

/// The keys that matter here, most important first.
pub fn hint(card: &Card<'_>) -> Vec<String> {
    let answer = match &card.question.kind {
        Kind::Choice(options) if options.len() > DIGITS => "1-9 answer, or arrows and Enter".to_owned(),
        Kind::Choice(options) => format!("1-{} answer", options.len()),
        Kind::Multiple { options, .. } if options.len() > DIGITS => {
            "1-9 or Space mark, Enter done".to_owned()
        }
        Kind::Multiple { options, .. } => format!("1-{} mark, Enter done", options.len()),
        Kind::YesNo => "y/n answer".to_owned(),
        Kind::Number(_) => "type a number, Enter".to_owned(),
        Kind::Text => "Enter write".to_owned(),
    };
    let mut keys = vec![answer, "? all keys".to_owned(), "q quit".to_owned()];
    if card.earlier.is_some() {
        keys.push("t take over".to_owned());
    }
    keys.extend(["s skip", "h explain", "x not applicable", "d don't know", "u undo"].map(str::to_owned));
    keys
}
