//! What can be seen of a session.

use std::time::Duration;

use super::super::conduct::Reply;
use super::super::pace;
use super::super::view::{Card, Place, Progress, View};
use super::Session;
use crate::answers::{AnswerSheet, Entry, Response};
use crate::questionnaire::{QuestionIx, Questionnaire};

impl<'q> Session<'q> {
    /// Returns what is to be shown.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        let place = self.cursor.map_or(Place::End, |question| Place::Question(self.card(question)));
        View { questionnaire: self.questionnaire, place, progress: self.progress() }
    }

    fn card(&self, index: QuestionIx) -> Card<'_> {
        let question = &self.questionnaire[index];
        let of = question.of.map(|of| &self.questionnaire[of]);
        Card {
            index,
            question,
            of,
            dimension: of.map(|of| &self.questionnaire[of.dimension]),
            entry: self.sheet.get(index),
            earlier: self.earlier(index),
            number: self.came_up(index).map_or_else(
                || self.questions().take_while(|other| *other <= index).count(),
                |before| before + 1,
            ),
            skipped: self.skipped[index.0],
        }
    }

    /// Returns how far the respondent is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        let mut left = Duration::ZERO;
        for question in self.questions() {
            progress.asked += 1;
            match self.sheet.get(question).and_then(|entry| entry.response.as_ref()) {
                Some(Response::Answered(_)) => progress.answered += 1,
                Some(Response::NotApplicable { .. }) => progress.not_applicable += 1,
                Some(Response::Unknown) => progress.unknown += 1,
                None => {
                    progress.open += 1;
                    progress.skipped += usize::from(self.skipped[question.0]);
                    left += self.expected(question);
                }
            }
        }
        progress.left = self.pace.predict(left);
        progress.budget = self.budget();
        if let Some(budget) = progress.budget {
            progress.left = progress.left.min(budget.left());
        }
        progress
    }

    /// Returns the questionnaire.
    #[must_use]
    pub fn questionnaire(&self) -> &'q Questionnaire {
        self.questionnaire
    }

    /// Returns the answers as they are now.
    #[must_use]
    pub fn sheet(&self) -> &AnswerSheet {
        &self.sheet
    }

    /// Returns the question that the respondent is at; `None` at the end.
    #[must_use]
    pub fn cursor(&self) -> Option<QuestionIx> {
        self.cursor
    }

    /// Returns everything that was done, in order, and how long each took; a new session that spends the same and does the
    /// same gets to the same place.
    #[must_use]
    pub fn log(&self) -> &[Reply] {
        &self.log
    }

    /// Returns whether the session is over.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Returns what the earlier survey says of a question.
    #[must_use]
    pub fn earlier(&self, question: QuestionIx) -> Option<&Entry> {
        self.options.earlier.as_ref()?.get(question)
    }

    /// Returns whether a question was skipped in this session and is still open.
    #[must_use]
    pub fn is_skipped(&self, question: QuestionIx) -> bool {
        self.skipped[question.0] && self.is_open(question)
    }

    /// Iterates over the questions that are asked as the answers stand, in the order of the survey.
    #[must_use]
    pub fn questions(&self) -> impl DoubleEndedIterator<Item = QuestionIx> + '_ {
        self.questionnaire.question_indices().filter(|question| self.asked[question.0])
    }

    /// Iterates over the questions that are asked and to which nothing has been said.
    #[must_use]
    pub fn open(&self) -> impl DoubleEndedIterator<Item = QuestionIx> + '_ {
        self.questions().filter(|question| self.is_open(*question))
    }

    /// Iterates over the questions that are answered but not asked, because of another answer or the form.
    pub fn kept(&self) -> impl Iterator<Item = QuestionIx> + '_ {
        self.sheet
            .entries()
            .filter(|(question, entry)| !self.asked[question.0] && entry.response.is_some())
            .map(|(question, _)| question)
    }

    /// Returns how long a question is expected to take: from its length and the votes on it, and so that all questions
    /// of the form take a single respondent as long as the definition declares, if it does.
    #[must_use]
    pub fn expected(&self, question: QuestionIx) -> Duration {
        let votes = Duration::from_secs_f64(pace::DECISION * self.votes as f64);
        (pace::expected(&self.questionnaire[question]) + votes).mul_f64(self.scale)
    }
}
