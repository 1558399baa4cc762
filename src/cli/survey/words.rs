//! How the survey words what both front ends say.

use std::time::Duration;

use standpoint::answers::{Confidence, Entry, Response};
use standpoint::questionnaire::{Kind, Question, Value};
use standpoint::survey::{Action, Budget, Effect, Progress, Rejection};
use standpoint::text::printable;

/// Returns a number with thousands separated by commas and no more decimals than it has.
pub fn number(value: f64) -> String {
    let text = format!("{value}");
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

/// Reads a number as people write it: `1234`, `1,234.5`, `1 234`, with or without its unit.
pub fn parse_number(text: &str, unit: Option<&str>) -> Option<f64> {
    let text = text.trim();
    let bare = unit.and_then(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
    let (sign, digits) = bare.strip_prefix('-').map_or(("", bare), |rest| ("-", rest));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    // Separators stand between thousands only: `1,5` and `1 2` could be meant in other ways.
    let groups: Vec<_> = whole.split(is_separator).collect();
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
        && (!(1..=3).contains(&first.len()) || rest.iter().any(|group| group.len() != 3))
    {
        return None;
    }
    let fraction = fraction.map_or(String::new(), |fraction| format!(".{fraction}"));
    let compact = format!("{sign}{}{fraction}", groups.concat());
    let plain = compact.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    compact.parse().ok().filter(|value: &f64| plain && value.is_finite())
}

/// Returns whether people group thousands with this character.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | ' ' | '_' | '\'' | '\u{a0}' | '\u{202f}')
}

/// Returns the range a number question accepts, if it has one: "0 or more", "0 to 100".
pub fn range(minimum: Option<f64>, maximum: Option<f64>) -> Option<String> {
    Some(match (minimum, maximum) {
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("{} or more", number(low)),
        (None, Some(high)) => format!("{} or less", number(high)),
        (None, None) => return None,
    })
}

/// Returns what is wrong with a number that a question does not accept.
pub fn out_of_range(minimum: Option<f64>, maximum: Option<f64>, value: f64) -> Option<String> {
    let below = minimum.is_some_and(|minimum| value < minimum);
    let above = maximum.is_some_and(|maximum| value > maximum);
    let range = range(minimum, maximum).filter(|_| below || above)?;
    Some(format!("It must be {range}, not {}.", number(value)))
}

/// Returns a count with its noun: "1 answer", "2 answers".
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Returns an answer as people read it.
pub fn value(question: &Question, value: &Value) -> String {
    match (&question.kind, value) {
        (Kind::Choice(options), Value::Choice(chosen)) => {
            format!("{}. {}", chosen + 1, printable(&options[*chosen].text))
        }
        (Kind::Multiple { options, .. }, Value::Multiple(chosen)) => {
            let texts: Vec<_> = chosen
                .iter()
                .map(|option| format!("{}. {}", option + 1, printable(&options[*option].text)))
                .collect();
            texts.join(" ")
        }
        (Kind::Number(kind), Value::Number(amount)) => match &kind.unit {
            Some(unit) => format!("{} {}", number(*amount), printable(unit)),
            None => number(*amount),
        },
        (_, Value::YesNo(yes)) => if *yes { "Yes" } else { "No" }.to_owned(),
        (_, Value::Text(text)) => printable(text).into_owned(),
        // A judged answer has the kind of its question.
        _ => String::new(),
    }
}

/// Returns what was said to a question as people read it.
pub fn response(question: &Question, response: &Response) -> String {
    match response {
        Response::Answered(answer) => value(question, answer),
        Response::NotApplicable { reason: Some(reason) } => format!("not applicable: {}", printable(reason)),
        Response::NotApplicable { reason: None } => "not applicable".to_owned(),
        Response::Unknown => "don't know".to_owned(),
    }
}

/// Returns how sure somebody is.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "sure",
        Confidence::Medium => "fairly sure",
        Confidence::Low => "unsure",
    }
}

/// Returns everything beside the answer, each as a name and a text.
pub fn remarks(entry: &Entry) -> Vec<(&'static str, String)> {
    let mut remarks = Vec::new();
    if let Some(sure) = entry.confidence {
        remarks.push(("Confidence", confidence(sure).to_owned()));
    }
    if let Some(note) = &entry.note {
        remarks.push(("Note", printable(note).into_owned()));
    }
    for place in &entry.evidence {
        remarks.push(("Evidence", printable(place).into_owned()));
    }
    remarks
}

/// Returns how long it will take: "about 14 min".
pub fn left(time: Duration) -> String {
    let minutes = time.as_secs_f64() / 60.0;
    if minutes < 1.0 { "under a minute".to_owned() } else { format!("about {minutes:.0} min") }
}

/// Returns how much of the time of a short survey is left: "6 of 10 min left".
pub fn time_left(budget: &Budget) -> String {
    let minutes = |time: Duration| number((time.as_secs_f64() / 60.0 * 10.0).round() / 10.0);
    let whole = (budget.left().as_secs_f64() / 60.0).round();
    let left =
        if whole < 1.0 { "under 1".to_owned() } else { number(whole.min(budget.time.as_secs_f64() / 60.0)) };
    format!("{left} of {} min left", minutes(budget.time))
}

/// Returns how far somebody is, in a sentence.
pub fn progress(progress: &Progress) -> String {
    if let Some(budget) = progress.budget {
        if progress.open == 0 {
            return format!("{} of {} done.", progress.said(), progress.asked);
        }
        let left = if budget.stop.is_some() { "the rest left out".to_owned() } else { time_left(&budget) };
        return format!("{} of {} done, {left}.", progress.said(), progress.asked);
    }
    if progress.open == 0 {
        return format!("{} of {} done.", progress.said(), progress.asked);
    }
    format!(
        "{} of {} done, {} left, {}.",
        progress.said(),
        progress.asked,
        progress.open,
        left(progress.left)
    )
}

/// Returns what came of an action, where that is worth a word.
pub fn done(action: &Action, effect: &Effect) -> Option<String> {
    let mut words = match action {
        Action::NotApplicable { .. } => "Not applicable.".to_owned(),
        Action::Unknown => "Don't know.".to_owned(),
        Action::TakeOver => "Taken over.".to_owned(),
        Action::Clear => "Answer removed.".to_owned(),
        Action::Note(None) => "Note removed.".to_owned(),
        Action::Note(Some(_)) => "Note saved.".to_owned(),
        Action::Evidence(places) if places.is_empty() => "Evidence removed.".to_owned(),
        Action::Evidence(_) => "Evidence saved.".to_owned(),
        Action::Confidence(Some(sure)) => format!("Marked: {}.", confidence(*sure)),
        Action::Confidence(None) => "Confidence removed.".to_owned(),
        Action::Skip => "Skipped; it stays open.".to_owned(),
        Action::Undo => "Taken back.".to_owned(),
        _ => String::new(),
    };
    let mut add = |sentence: String| {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&sentence);
    };
    if !effect.hidden.is_empty() {
        let answers = count(effect.hidden.len(), "earlier answer");
        add(format!("{answers} no longer asked; kept, but not counted."));
    }
    if !effect.restored.is_empty() {
        add(format!("{} back in the survey.", count(effect.restored.len(), "kept answer")));
    }
    (!words.is_empty()).then_some(words)
}

/// Returns why something is not possible, as a sentence.
pub fn rejection(rejection: &Rejection) -> String {
    sentence(&rejection.to_string())
}

/// Makes a message a sentence: a capital first and a full stop last.
pub fn sentence(message: &str) -> String {
    let message = printable(message);
    let mut chars = message.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let end = if message.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (value, text) in [
            (0.0, "0"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (1_234_567.5, "1,234,567.5"),
            (-12_345.0, "-12,345"),
            (0.25, "0.25"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("21", Some(21.0)),
            (" 1,234.5 ", Some(1234.5)),
            ("1 234", Some(1234.0)),
            ("12'000", Some(12000.0)),
            ("21 days", Some(21.0)),
            ("-3", Some(-3.0)),
            ("1,5", None),
            ("1,2345", None),
            ("1 2", None),
            ("12 34", None),
            ("1.000 000", None),
            ("1 234 567.25", Some(1_234_567.25)),
            ("1234,567", None),
            (",123", None),
            ("1e5", None),
            ("inf", None),
            ("NaN", None),
            ("", None),
            ("-", None),
            ("three", None),
        ] {
            assert_eq!(parse_number(text, Some("days")), value, "{text}");
        }
    }

    #[test]
    fn a_number_out_of_range_is_told_as_people_write_it() {
        let told = out_of_range(Some(0.0), Some(1e6), 1_234_567.0);
        assert_eq!(told.as_deref(), Some("It must be 0 to 1,000,000, not 1,234,567."));
        assert_eq!(out_of_range(Some(0.0), None, -3.0).as_deref(), Some("It must be 0 or more, not -3."));
        assert_eq!(out_of_range(Some(0.0), Some(5.0), 5.0), None);
        assert_eq!(out_of_range(None, None, -3.0), None);
    }

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("the disk is full"), "The disk is full.");
        assert_eq!(sentence("Ready?"), "Ready?");
    }
}
