//! Words that several sections share.

use super::text::Text;
use super::topic;
use crate::report::model::{Pole, Report};
use crate::report::number::Reading;

/// Joins parts as a person would: `a`, `a and b`, `a, b and c`.
pub(crate) fn join(parts: &[String]) -> String {
    join_with(parts, "and")
}

/// Joins parts with another word before the last.
pub(super) fn join_with(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// Joins texts as a person would.
pub(super) fn join_texts(parts: Vec<Text>) -> Text {
    let last = parts.len().saturating_sub(1);
    parts.into_iter().enumerate().fold(Text::new(), |text, (index, part)| {
        let text = match index {
            0 => text,
            _ if index == last => text.plain(" and "),
            _ => text.plain(", "),
        };
        text.then(part)
    })
}

/// Returns the text with its first letter as a capital.
pub(crate) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Returns the text with a full stop at its end, if it has no stop of its own.
pub(super) fn stopped(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// Returns the team's name, or `the team`.
pub(super) fn team(report: &Report) -> String {
    report.subject.team.clone().unwrap_or_else(|| "the team".to_owned())
}

pub(super) fn title(report: &Report) -> String {
    match &report.subject.team {
        Some(team) => format!("{}: {team}", report.questionnaire.title),
        None => report.questionnaire.title.clone(),
    }
}

pub(super) fn subtitle(report: &Report) -> String {
    let subject = &report.subject;
    let mut parts = vec![subject.form_title.clone()];
    if let Some(date) = &subject.date {
        parts.push(self::date(date));
    }
    match (&subject.respondent, &subject.role) {
        (Some(respondent), Some(role)) => parts.push(format!("answered by {respondent} ({role})")),
        (Some(respondent), None) => parts.push(format!("answered by {respondent}")),
        (None, Some(role)) => parts.push(format!("answered in the role of {role}")),
        (None, None) => {}
    }
    let left_out: Vec<String> = report.redacted.iter().map(|part| part.word().to_owned()).collect();
    if !left_out.is_empty() {
        parts.push(format!("without {}", join(&left_out)));
    }
    parts.join(", ")
}

/// Returns `2026-11-23` as `23 November 2026`; anything else as it is.
pub(crate) fn date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = iso.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return iso.to_owned() };
    let month = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (month, day.parse::<u8>()) {
        (Some(month), Ok(day)) => format!("{day} {month} {year}"),
        _ => iso.to_owned(),
    }
}

/// Returns a pole with its score for a sentence: `DevOps at 68`, `DevOps between 20 and 75`.
pub(super) fn pole(pole: &Pole) -> Text {
    Text::new()
        .plain(format!("{} ", pole.title))
        .then(Text::from(Reading::from(pole).phrase()).about(&topic::pole(pole)))
}

/// Returns where a trait stands, after a verb: `at 25`, `between 10 and 65`, `not answered`.
pub(super) fn stands(report: &Report, of: &str, threshold: f64) -> Text {
    match report.trait_of(of) {
        Some((_, of)) => Text::from(Reading::from(of).phrase_against(threshold)).about(&topic::of_trait(of)),
        None => "not answered".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_joined_as_people_speak() {
        let parts = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        assert_eq!(join(&parts(&[])), "");
        assert_eq!(join(&parts(&["a"])), "a");
        assert_eq!(join(&parts(&["a", "b"])), "a and b");
        assert_eq!(join_with(&parts(&["a", "b", "c"]), "or"), "a, b or c");
    }

    #[test]
    fn dates_are_written_out_and_other_words_left_alone() {
        assert_eq!(date("2026-11-03"), "3 November 2026");
        for odd in ["2026-13-01", "2026-00-01", "soon", "1-2-3-4", "a-1-b"] {
            assert_eq!(date(odd), odd);
        }
    }

    #[test]
    fn sentences_start_with_a_capital_and_end_once() {
        assert_eq!(sentence("élan"), "Élan");
        assert_eq!(stopped("Done."), "Done.");
        assert_eq!(stopped("Done"), "Done.");
    }
}
