//! Leaving out of a result what it says of people, for those outside the team.

use super::model::{Answer, Private, Question, Report};

impl Report {
    /// Returns the report without these parts. Scores, answers by option or number and all that comes from the questionnaire
    /// stay, and so do the date and the form; [`Report::redacted`] names what went. The fingerprint of the answers goes too:
    /// it covers the parts.
    #[must_use]
    pub fn without(mut self, parts: &[Private]) -> Self {
        let gone = |part| parts.contains(&part);
        if gone(Private::Names) {
            let subject = &mut self.subject;
            (subject.team, subject.respondent, subject.role) = (None, None, None);
        }
        let scored =
            self.dimensions.iter_mut().flat_map(|of| &mut of.traits).flat_map(|of| &mut of.questions);
        for question in scored.chain(&mut self.unscored) {
            if gone(Private::Notes) {
                (question.note, question.reason) = (None, None);
                if is_free(question) {
                    (question.answer, question.answer_text) = (None, None);
                }
            }
            if gone(Private::Evidence) {
                question.evidence.clear();
            }
        }
        self.redacted.extend(parts);
        self.redacted.sort_unstable();
        self.redacted.dedup();
        if !self.redacted.is_empty() {
            self.subject.fingerprint = None;
        }
        self
    }
}

/// Whether an answer is in the respondent's own words: it reads as it was written, and is not worth anything.
fn is_free(question: &Question) -> bool {
    question.value.is_none()
        && matches!((&question.answer, &question.answer_text), (Some(Answer::Text(answer)), Some(text)) if answer == text)
}
