use std::time::Duration;

use super::trial;
use crate::answers::{AnswerSheet, Entry, Response};
use crate::questionnaire::{Condition, QuestionIx, Questionnaire, Value};
use crate::scoring::{Prospect, prospect};
use crate::survey::{Choice, Guide};

/// Asks next the question that narrows the placement's range most for the time it takes.
#[derive(Debug)]
pub struct Narrowing<'q> {
    questionnaire: &'q Questionnaire,
    /// For each question, those whose conditions rest on it, directly or not.
    governs: Vec<Vec<QuestionIx>>,
    /// For each question that governs others, answers that tell their conditions apart.
    trials: Vec<Vec<Value>>,
}

impl<'q> Narrowing<'q> {
    /// Returns a guide through a questionnaire.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire) -> Self {
        let mut governs: Vec<Vec<QuestionIx>> = vec![Vec::new(); questionnaire.questions().len()];
        // From the last to the first: what a question governs governs only later ones, which are known by then.
        for ix in questionnaire.question_indices().rev() {
            for earlier in questionnaire[ix].when.iter().flat_map(Condition::questions) {
                let further = governs[ix.0].clone();
                governs[earlier.0].push(ix);
                governs[earlier.0].extend(further);
            }
        }
        let trials = questionnaire
            .question_indices()
            .map(|ix| if governs[ix.0].is_empty() { Vec::new() } else { trial::answers(questionnaire, ix) });
        Self { questionnaire, trials: trials.collect(), governs }
    }

    /// Returns how much less the undecided poles can move once the question is answered: exactly, where no condition
    /// rests on it; otherwise on average over the answers that are tried.
    fn gain(&self, sheet: &AnswerSheet, now: &Prospect, question: QuestionIx) -> f64 {
        let trials = &self.trials[question.0];
        if trials.is_empty() {
            return now.weights[question.0];
        }
        let mut sheet = sheet.clone();
        let mut after = 0.0;
        for answer in trials {
            let answered = Response::Answered(answer.clone());
            sheet.set(question, Some(Entry::from(answered)));
            after += prospect(self.questionnaire, &sheet).range(&now.undecided);
        }
        now.range(&now.undecided) - after / trials.len() as f64
    }
}

impl Guide for Narrowing<'_> {
    fn choose(&self, sheet: &AnswerSheet, open: &[(QuestionIx, Duration)]) -> Choice {
        let now = prospect(self.questionnaire, sheet);
        if now.is_settled() {
            return Choice::Settled;
        }
        let matters = |question: QuestionIx| now.weights[question.0] > 0.0;
        let worth_asking =
            |question: QuestionIx| matters(question) || self.governs[question.0].iter().copied().any(matters);
        let mut best: Option<(QuestionIx, f64)> = None;
        for (question, time) in open.iter().copied().filter(|(question, _)| worth_asking(*question)) {
            let rate = rounded(self.gain(sheet, &now, question) / time.as_secs_f64().max(1.0));
            if best.is_none_or(|(_, highest)| rate > highest) {
                best = Some((question, rate));
            }
        }
        best.map_or(Choice::Nothing, |(question, _)| Choice::Ask(question))
    }
}

/// Rounds to 12 decimals, so that the last digit of a sum decides nothing.
fn rounded(rate: f64) -> f64 {
    (rate * 1e12).round() / 1e12
}
