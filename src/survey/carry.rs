use jiff::civil::Date;

use crate::answers::{AnswerSheet, Entry};
use crate::questionnaire::Questionnaire;

/// What an earlier survey gives to a new one.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// The sheet to start from: the same subject and form, notes and evidence, and the answers that are still fresh.
    pub sheet: AnswerSheet,
    /// How many answers were still fresh and have been taken over.
    pub fresh: usize,
    /// How many answers are older, or of unknown age, and are asked again.
    pub stale: usize,
}

/// Returns the sheet from which a re-assessment starts.
///
/// Answers given on `fresh_since` or later are taken over and keep their date; without it, every question is asked
/// again. Notes and evidence are kept for all.
#[must_use]
pub fn carry_over(
    questionnaire: &Questionnaire,
    earlier: &AnswerSheet,
    today: Date,
    fresh_since: Option<Date>,
) -> Carried {
    let mut sheet = AnswerSheet::new(questionnaire);
    sheet.subject = earlier.subject.clone();
    sheet.subject.date = Some(today);
    sheet.form = earlier.form;
    let (mut fresh, mut stale) = (0, 0);
    for (question, entry) in earlier.entries() {
        let date = entry.date.or(earlier.subject.date);
        let is_fresh = fresh_since.is_some_and(|since| date.is_some_and(|date| date >= since));
        let kept = if is_fresh && entry.response.is_some() {
            fresh += 1;
            Entry { date: date.filter(|date| *date != today), ..entry.clone() }
        } else {
            stale += usize::from(entry.response.is_some());
            Entry { note: entry.note.clone(), evidence: entry.evidence.clone(), ..Entry::default() }
        };
        sheet.set(question, (kept != Entry::default()).then_some(kept));
    }
    Carried { sheet, fresh, stale }
}
