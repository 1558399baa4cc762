//! What a report was made of, in one line that every format carries.

use std::fmt;

use super::model::{Private, Report};
use crate::text::printable;

/// The program, the questionnaire and the answers that a report was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The program and its version.
    pub generator: String,
    /// The id of the questionnaire.
    pub questionnaire: String,
    /// The version of the questionnaire.
    pub version: String,
    /// The fingerprint of the questionnaire.
    pub fingerprint: String,
    /// The fingerprint of the answers; `None` where the report does not tell them all.
    pub answers: Option<String>,
    /// What the report does not tell.
    pub redacted: Vec<Private>,
}

/// What stands for the fingerprint of answers that are not all told.
const UNTOLD: &str = "untold";
/// What stands before the parts that are not told, if it is known which.
const REDACTED: &str = "redacted:";

impl Stamp {
    /// Returns the stamp of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let Report { questionnaire, subject, .. } = report;
        Self {
            generator: words(&report.generator).replace(['(', ')'], "_"),
            questionnaire: word(&questionnaire.id),
            version: word(&questionnaire.version),
            fingerprint: word(&questionnaire.fingerprint),
            answers: subject.fingerprint.as_deref().map(word),
            redacted: report.redacted.clone(),
        }
    }

    /// Returns the last stamp in a text, however its lines are broken.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let text = words(text);
        text.rmatch_indices("Made by ").find_map(|(at, start)| Self::read(&text[at + start.len()..]))
    }

    /// Reads what follows `Made by`.
    fn read(text: &str) -> Option<Self> {
        let (generator, rest) = text.split_once(" from questionnaire ")?;
        let (questionnaire, rest) = rest.split_once(' ')?;
        let (version, rest) = rest.split_once(" (")?;
        let (fingerprint, rest) = rest.split_once(") and answers (")?;
        let (answers, _) = rest.split_once(')')?;
        let told = [questionnaire, version, fingerprint, answers];
        if told.iter().any(|part| part.is_empty() || part.contains(' ')) {
            return None;
        }
        Some(Self {
            generator: generator.to_owned(),
            questionnaire: questionnaire.to_owned(),
            version: version.to_owned(),
            fingerprint: fingerprint.to_owned(),
            answers: (answers != UNTOLD && !answers.starts_with(REDACTED)).then(|| answers.to_owned()),
            redacted: parts(answers.strip_prefix(REDACTED).unwrap_or_default())?,
        })
    }
}

/// `Made by standpoint 0.1.0 from questionnaire harbour 2.1.0 (62c6…) and answers (91fa…)`.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { generator, questionnaire, version, fingerprint, answers, redacted } = self;
        let words: Vec<&str> = redacted.iter().map(|part| part.word()).collect();
        let untold = match words.as_slice() {
            [] => UNTOLD.to_owned(),
            words => format!("{REDACTED}{}", words.join("+")),
        };
        let answers = answers.as_deref().unwrap_or(&untold);
        write!(
            f,
            "Made by {generator} from questionnaire {questionnaire} {version} ({fingerprint}) and answers ({answers})"
        )
    }
}

/// The parts of these words; `None` if one is not known.
fn parts(words: &str) -> Option<Vec<Private>> {
    let words = words.split('+').filter(|word| !word.is_empty());
    words.map(|word| Private::ALL.into_iter().find(|part| part.word() == word)).collect()
}

/// The text on one line, its words apart by one space.
fn words(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as one word of the line.
fn word(text: &str) -> String {
    let word: String = printable(text)
        .chars()
        .map(|c| if c.is_whitespace() || "()".contains(c) { '_' } else { c })
        .collect();
    if word.is_empty() { "_".to_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(answers: Option<&str>) -> Stamp {
        Stamp {
            generator: "standpoint 0.1.0".to_owned(),
            questionnaire: "harbour".to_owned(),
            version: "2.1.0".to_owned(),
            fingerprint: "62c6".to_owned(),
            answers: answers.map(str::to_owned),
            redacted: Vec::new(),
        }
    }

    #[test]
    fn a_stamp_is_found_again_however_its_lines_are_broken() {
        let redacted = Stamp { redacted: vec![Private::Notes, Private::Evidence], ..stamp(None) };
        for stamp in [stamp(Some("91fa")), stamp(None), redacted] {
            let line = stamp.to_string();
            assert_eq!(Stamp::find(&format!("before\n{line}\nafter")), Some(stamp.clone()));
            assert_eq!(Stamp::find(&line.replace(' ', "\n  ")), Some(stamp));
        }
    }

    #[test]
    fn the_last_stamp_counts_and_what_only_looks_like_one_does_not() {
        let (other, own) = (stamp(Some("0000")), stamp(Some("91fa")));
        assert_eq!(Stamp::find(&format!("{other} {own} Made by hand from questionnaire x")), Some(own));
        assert_eq!(Stamp::find("Made by standpoint 0.1.0"), None);
        assert_eq!(Stamp::find(""), None);
    }
}
