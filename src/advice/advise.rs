//! From a questionnaire and an assessment to ranked recommendations.

use super::action::{by_worth, leverage};
use super::model::Advice;
use super::plan::Plan;
use super::steps::Steps;
use super::turns::turns;
use crate::questionnaire::{Questionnaire, TraitIx};
use crate::scoring::{Assessment, Confidence, TraitScore, reaches};

/// Returns the recommendations that apply, in the order in which they are best taken.
///
/// A recommendation applies while its trait has a score, and one below the recommendation's threshold. What rests on a
/// trait that no recommendation leads to comes after everything that can be planned.
#[must_use]
pub fn advise(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Advice> {
    let steps = Steps::new(questionnaire, assessment);
    let weights = assessment.weights(questionnaire);
    let targets: Vec<Option<f64>> = assessment
        .traits
        .iter()
        .map(|of| of.score.point().map(|point| target(questionnaire, point)))
        .collect();
    let mut gaps: Vec<f64> = assessment
        .traits
        .iter()
        .zip(&targets)
        .map(|(of, target)| {
            target.zip(of.score.point()).map_or(0.0, |(target, point)| (target - point).max(0.0))
        })
        .collect();
    let of = |step: usize| questionnaire[steps.list[step]].of;
    let gains: Vec<f64> = steps.actions.iter().map(|action| action.gain(&gaps, &weights)).collect();
    let leverages = leverage(&steps.through, &gains, questionnaire.method().leverage);
    let priority = |step: usize| {
        let confidence = certainty(confidence(&assessment.traits[of(step).0]));
        (gains[step] + leverages[step]) * confidence / steps.actions[step].effort
    };
    ranked(questionnaire, &steps, &gaps, &weights, priority)
        .into_iter()
        .enumerate()
        .map(|(place, step)| {
            let TraitIx(of) = of(step);
            let recommendation = steps.list[step];
            let closes = gaps[of].min(questionnaire[recommendation].lift);
            gaps[of] -= closes;
            Advice {
                of: recommendation,
                rank: place + 1,
                target: targets[of].unwrap_or(1.0),
                closes,
                weight: weights[of],
                gain: weights[of] * closes,
                leverage: leverages[step],
                effort: steps.actions[step].effort,
                priority: priority(step),
                confidence: confidence(&assessment.traits[of]),
                ready: steps.requires[step].iter().all(|need| need.met),
                requires: steps.requires[step].clone(),
                unlocks: steps.unlocks(step),
            }
        })
        .collect()
}

/// Returns all steps in the order in which they are best taken: what can be planned, and then what is blocked. In both,
/// each trait has its turn before any has a second.
fn ranked(
    questionnaire: &Questionnaire,
    steps: &Steps,
    gaps: &[f64],
    weights: &[f64],
    priority: impl Fn(usize) -> f64,
) -> Vec<usize> {
    let mut idle: Vec<bool> = steps.blocked.iter().map(|blocked| !blocked).collect();
    let plan = Plan::new(&steps.actions, gaps, weights, &idle);
    let mut order: Vec<usize> = plan.flat_map(|batch| batch.actions).collect();
    for step in &order {
        idle[*step] = false;
    }
    order.extend(by_worth(&steps.actions, &idle, &priority));
    let blocked = by_worth(&steps.actions, &steps.blocked, &priority);

    let of: Vec<usize> = steps.list.iter().map(|ix| questionnaire[*ix].of.0).collect();
    let mut had = vec![false; questionnaire.traits().len()];
    let mut ranked = turns(&order, &of, &steps.actions, &mut had);
    ranked.extend(turns(&blocked, &of, &steps.actions, &mut had));
    ranked
}

/// Returns what a trait should reach next: where the next level begins, or 1 above the last.
fn target(questionnaire: &Questionnaire, score: f64) -> f64 {
    let above = questionnaire.levels().iter().find(|level| !reaches(score, level.from));
    above.map_or(1.0, |level| level.from)
}

/// Returns how sure a trait's gap is. One answer set is a single view of the team, so a complete one is tentative.
fn confidence(of: &TraitScore) -> Confidence {
    if of.coverage.answered == of.coverage.applicable() { Confidence::Tentative } else { Confidence::Open }
}

/// Returns how much a gap counts that is so sure.
fn certainty(confidence: Confidence) -> f64 {
    match confidence {
        Confidence::Firm => 1.0,
        Confidence::Likely => 0.8,
        Confidence::Tentative => 0.6,
        Confidence::Open => 0.4,
    }
}
