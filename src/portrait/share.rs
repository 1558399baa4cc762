//! What each question is worth in the end, and how much two poles share.

use super::model::{Named, QuestionShare};
use crate::answers::AnswerSheet;
use crate::questionnaire::{FormIx, Kind, PoleIx, QuestionIx, Questionnaire};
use crate::scoring::{Scorer, Sum};

/// The share of each question in the overall scores.
pub(super) struct Shares<'q> {
    questionnaire: &'q Questionnaire,
    /// The scored questions of the form with their share on each pole.
    of: Vec<(QuestionIx, Vec<f64>)>,
}

impl<'q> Shares<'q> {
    /// Reckons the shares in a form of which everything applies and is answered.
    pub(super) fn new(scorer: &Scorer<'q>, questionnaire: &'q Questionnaire, form: FormIx) -> Self {
        let mut sheet = AnswerSheet::new(questionnaire);
        sheet.form = form;
        let assessment = scorer.score(&sheet);
        let traits: Vec<Vec<f64>> =
            questionnaire.pole_indices().map(|pole| assessment.shares(questionnaire, pole)).collect();
        let counts = |index: &QuestionIx| {
            let question = &questionnaire[*index];
            question.of.is_some()
                && !matches!(question.kind, Kind::Text)
                && questionnaire.in_form(*index, form)
        };
        let counting: Vec<QuestionIx> = questionnaire.question_indices().filter(counts).collect();
        let mut weights = vec![Sum::default(); questionnaire.traits().len()];
        for index in &counting {
            if let Some(of) = questionnaire[*index].of {
                weights[of.0].add(questionnaire[*index].weight);
            }
        }
        let share = |index: QuestionIx| {
            let question = &questionnaire[index];
            let of = question.of?;
            let in_trait = question.weight / weights[of.0].value();
            Some((index, traits.iter().map(|shares| shares[of.0] * in_trait).collect()))
        };
        Self { questionnaire, of: counting.into_iter().filter_map(share).collect() }
    }

    /// Returns the shares by id; a pole that a question does not count for is left out.
    pub(super) fn by_id(&self) -> Vec<QuestionShare> {
        let one = |(index, shares): &(QuestionIx, Vec<f64>)| QuestionShare {
            id: self.questionnaire[*index].id.clone(),
            poles: self
                .questionnaire
                .poles()
                .iter()
                .zip(shares)
                .filter(|(_, share)| **share > 0.0)
                .map(|(pole, share)| Named { id: pole.id.clone(), value: *share })
                .collect(),
        };
        self.of.iter().map(one).collect()
    }

    /// Returns the share of two overall scores that rests on the same questions: Σ of the smaller of the two shares.
    pub(super) fn overlap(&self, a: PoleIx, b: PoleIx) -> f64 {
        self.of.iter().map(|(_, shares)| shares[a.0].min(shares[b.0])).collect::<Sum>().value()
    }
}
