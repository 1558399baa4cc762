//! How much of what a questionnaire holds.

use super::model::{Counts, GroupCount, Named};
use crate::questionnaire::{Kind, Question, Questionnaire, Trait};

/// Counts everything.
pub(super) fn count(questionnaire: &Questionnaire) -> Counts {
    let questions = questionnaire.questions();
    let kinds = ["choice", "multiple", "number", "yes-no", "text"].map(|kind| Named {
        id: kind.to_owned(),
        value: questions.iter().filter(|question| self::kind(question) == kind).count(),
    });
    let poles = questionnaire
        .pole_indices()
        .map(|pole| group(questionnaire, &questionnaire[pole].id, |of| of.weight_on(pole) > 0.0));
    let dimensions = questionnaire
        .dimension_indices()
        .map(|dimension| group(questionnaire, &questionnaire[dimension].id, |of| of.dimension == dimension));
    Counts {
        questions: questions.len(),
        scored: questionnaire.traits().iter().map(|of| of.questions.len()).sum(),
        reversed: questions.iter().filter(|question| question.reversed).count(),
        kinds: kinds.into_iter().filter(|kind| kind.value > 0).collect(),
        poles: poles.collect(),
        dimensions: dimensions.collect(),
        recommendations: questionnaire.recommendations().len(),
        contradictions: questionnaire.contradictions().len(),
    }
}

fn group(questionnaire: &Questionnaire, id: &str, holds: impl Fn(&Trait) -> bool) -> GroupCount {
    let traits: Vec<&Trait> = questionnaire.traits().iter().filter(|of| holds(of)).collect();
    let questions = || traits.iter().flat_map(|of| &of.questions).map(|index| &questionnaire[*index]);
    GroupCount {
        id: id.to_owned(),
        traits: traits.len(),
        questions: questions().count(),
        reversed: questions().filter(|question| question.reversed).count(),
        recommendations: traits.iter().map(|of| of.recommendations.len()).sum(),
    }
}

fn kind(question: &Question) -> &'static str {
    match question.kind {
        Kind::Choice(_) => "choice",
        Kind::Multiple { .. } => "multiple",
        Kind::Number(_) => "number",
        Kind::YesNo => "yes-no",
        Kind::Text => "text",
    }
}
