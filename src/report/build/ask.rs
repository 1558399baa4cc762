use super::Context;
use super::question::state;
use crate::questionnaire::QuestionIx;
use crate::report::model::{AskNext, QuestionState};

impl Context<'_> {
    /// The questions without an answer, by how much of the overall scores rests on them; ties in the order of the survey.
    pub(super) fn ask_next(&self) -> Vec<AskNext> {
        let mut open: Vec<AskNext> =
            self.questionnaire.question_indices().filter_map(|ix| self.open_question(ix)).collect();
        open.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        open
    }

    fn open_question(&self, ix: QuestionIx) -> Option<AskNext> {
        let question = &self.questionnaire[ix];
        let of = question.of?;
        let state = state(self.assessment.questions[ix.0]);
        if !is_missing(state) {
            return None;
        }
        let trait_ = &self.questionnaire[of];
        let applies = |other: QuestionIx| {
            let state = super::question::state(self.assessment.questions[other.0]);
            state == QuestionState::Answered || is_missing(state)
        };
        let whole: f64 = trait_
            .questions
            .iter()
            .filter(|other| applies(**other))
            .map(|other| self.questionnaire[*other].weight)
            .sum();
        Some(AskNext {
            question: question.id.clone(),
            text: question.text.clone(),
            of: trait_.id.clone(),
            trait_title: trait_.title.clone(),
            dimension: self.questionnaire[trait_.dimension].id.clone(),
            state,
            weight: self.weights[of.0] * question.weight / whole,
        })
    }
}

fn is_missing(state: QuestionState) -> bool {
    matches!(state, QuestionState::Unanswered | QuestionState::Unknown | QuestionState::Invalid)
}
