//! From what was judged to what is reported. Nothing is computed here but what to ask next; all else is looked up and
//! named.

mod advice;
mod ask;
mod dimension;
mod method;
mod placement;
mod question;

use std::collections::HashMap;

use super::model::{
    Contradiction, Coverage, FORMAT, OverallIntegration, QuestionnaireRef, Report, Subject, Unsupported,
    WeakDimension, WeakTrait,
};
use crate::advice::Advice;
use crate::answers::{self, AnswerSheet};
use crate::questionnaire::{Question, Questionnaire, RecommendationIx};
use crate::scoring::{self, Assessment};

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The questionnaire that was answered.
    pub questionnaire: &'a Questionnaire,
    /// The answers.
    pub sheet: &'a AnswerSheet,
    /// What [`scoring::score`] made of them.
    pub assessment: &'a Assessment,
    /// What [`advise`](crate::advice::advise) made of that.
    pub advice: &'a [Advice],
    /// The program that makes the report; [`GENERATOR`] unless another one builds on this library.
    pub generator: &'a str,
}

/// This program and its version, as a report names it.
pub const GENERATOR: &str = concat!("standpoint ", env!("CARGO_PKG_VERSION"));

/// Puts a report together. Equal inputs give equal reports.
#[must_use]
pub fn build(inputs: &Inputs<'_>) -> Report {
    let Inputs { questionnaire, sheet, assessment, .. } = *inputs;
    let context = Context::new(inputs);
    Report {
        format: FORMAT.to_owned(),
        generator: inputs.generator.to_owned(),
        questionnaire: reference(questionnaire, sheet),
        subject: subject(questionnaire, sheet),
        coverage: coverage(&assessment.coverage),
        poles: context.poles(&assessment.poles),
        placement: context.placement(assessment.placement.as_ref(), &assessment.poles),
        integration: assessment.integration.map(|overall| OverallIntegration {
            score: overall.score,
            minimum: overall.minimum,
            minimum_dimension: questionnaire[overall.minimum_dimension].id.clone(),
        }),
        dimensions: questionnaire.dimension_indices().map(|ix| context.dimension(ix)).collect(),
        weak_traits: assessment.weak_traits.iter().filter_map(|weak| context.weak_trait(weak)).collect(),
        weak_dimensions: assessment
            .weak_dimensions
            .iter()
            .filter_map(|weak| context.weak_dimension(weak))
            .collect(),
        unsupported: assessment.unsupported.iter().filter_map(|link| context.unsupported(*link)).collect(),
        recommendations: inputs.advice.iter().map(|advice| context.recommendation(advice)).collect(),
        contradictions: assessment
            .contradictions
            .iter()
            .map(|ix| {
                let found = &questionnaire[*ix];
                let questions = found.questions.iter().map(|q| questionnaire[*q].id.clone()).collect();
                Contradiction { id: found.id.clone(), message: found.message.clone(), questions }
            })
            .collect(),
        ask_next: context.ask_next(),
        unscored: questionnaire
            .question_indices()
            .filter(|ix| !is_scored(&questionnaire[*ix]))
            .map(|ix| context.question(ix))
            .collect(),
        method: method::method(questionnaire),
        redacted: Vec::new(),
    }
}

/// What every part of a report is looked up in.
struct Context<'a> {
    questionnaire: &'a Questionnaire,
    sheet: &'a AnswerSheet,
    assessment: &'a Assessment,
    /// Each trait's share in the overall scores, added over the poles.
    weights: Vec<f64>,
    /// The recommendations that apply.
    applying: HashMap<RecommendationIx, &'a Advice>,
}

impl<'a> Context<'a> {
    fn new(inputs: &Inputs<'a>) -> Self {
        Self {
            questionnaire: inputs.questionnaire,
            sheet: inputs.sheet,
            assessment: inputs.assessment,
            weights: inputs.assessment.weights(inputs.questionnaire),
            applying: inputs.advice.iter().map(|advice| (advice.of, advice)).collect(),
        }
    }

    fn weak_trait(&self, weak: &scoring::WeakTrait) -> Option<WeakTrait> {
        let of = &self.questionnaire[weak.of];
        let dimension = &self.assessment.dimensions[of.dimension.0];
        Some(WeakTrait {
            of: of.id.clone(),
            title: of.title.clone(),
            dimension: self.questionnaire[of.dimension].id.clone(),
            pole: self.questionnaire[weak.pole].id.clone(),
            score: self.assessment.traits[weak.of.0].score.point()?,
            pole_score: dimension.poles[weak.pole.0].score.point()?,
            certain: weak.certain,
            bottleneck: weak.bottleneck,
        })
    }

    fn weak_dimension(&self, weak: &scoring::WeakDimension) -> Option<WeakDimension> {
        let dimension = &self.questionnaire[weak.of];
        Some(WeakDimension {
            dimension: dimension.id.clone(),
            title: dimension.title.clone(),
            pole: self.questionnaire[weak.pole].id.clone(),
            score: self.assessment.dimensions[weak.of.0].poles[weak.pole.0].score.point()?,
            pole_score: self.assessment.poles[weak.pole.0].score.point()?,
            certain: weak.certain,
        })
    }

    fn unsupported(&self, link: scoring::Unsupported) -> Option<Unsupported> {
        let (practice, needs) = (&self.questionnaire[link.practice], &self.questionnaire[link.needs]);
        Some(Unsupported {
            practice: practice.id.clone(),
            practice_title: practice.title.clone(),
            practice_score: self.assessment.traits[link.practice.0].score.point()?,
            needs: needs.id.clone(),
            needs_title: needs.title.clone(),
            needs_score: self.assessment.traits[link.needs.0].score.point()?,
        })
    }
}

fn reference(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> QuestionnaireRef {
    let other = |said: &Option<String>, own: &str| said.clone().filter(|said| said != own);
    QuestionnaireRef {
        id: questionnaire.id().to_owned(),
        version: questionnaire.version().to_owned(),
        title: questionnaire.title().to_owned(),
        fingerprint: questionnaire.fingerprint().to_owned(),
        answered_version: other(&sheet.version, questionnaire.version()),
        answered_fingerprint: other(&sheet.fingerprint, questionnaire.fingerprint()),
        language: questionnaire.language().map(str::to_owned),
        license: questionnaire.license().map(str::to_owned),
    }
}

fn subject(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Subject {
    let form = &questionnaire[sheet.form];
    Subject {
        team: sheet.subject.team.clone(),
        respondent: sheet.subject.respondent.clone(),
        role: sheet.subject.role.clone(),
        date: sheet.subject.date.map(|date| date.to_string()),
        form: form.id.clone(),
        form_title: form.title.clone(),
        fingerprint: Some(answers::fingerprint(questionnaire, sheet)),
    }
}

fn coverage(coverage: &scoring::Coverage) -> Coverage {
    Coverage {
        answered: coverage.answered,
        applicable: coverage.applicable(),
        not_applicable: coverage.not_applicable,
        unknown: coverage.unknown,
        unanswered: coverage.unanswered,
        share: coverage.share(),
    }
}

fn is_scored(question: &Question) -> bool {
    question.of.is_some()
}
