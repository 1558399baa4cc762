//! From a questionnaire and an assessment to ranked recommendations.

use super::action::{Actions, leverage};
use super::model::Advice;
use super::plan::Plan;
use super::steps::Steps;
use super::turns::turns;
use crate::questionnaire::Questionnaire;
use crate::scoring::{Assessment, Confidence, TraitScore, reaches};

/// Returns the recommendations that apply, in the order in which they are best taken.
///
/// A recommendation applies while its trait has a score, and one below the recommendation's threshold. What rests on a
/// trait that no recommendation leads to comes after everything that can be planned.
#[must_use]
pub fn advise(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Advice> {
    let steps = Steps::new(questionnaire, assessment);
    let actions = steps.actions(questionnaire);
    let behind = steps.through.reversed(steps.list.len());
    let weights = assessment.weights(questionnaire);
    let (targets, mut gaps): (Vec<f64>, Vec<f64>) =
        assessment.traits.iter().map(|of| target_and_gap(questionnaire, of)).unzip();

    let gains: Vec<f64> = actions.list.iter().map(|action| action.gain(&gaps, &weights)).collect();
    let leverages = leverage(&behind, &gains, questionnaire.method().leverage);
    let sure = |step: usize| confidence(&assessment.traits[steps.of[step]]);
    let priority =
        |step: usize| (gains[step] + leverages[step]) * certainty(sure(step)) / actions.list[step].effort;

    let ranked = ranked(&steps, &actions, &gaps, &weights, priority);
    let advice = |(place, step): (usize, usize)| {
        let (recommendation, of) = (steps.list[step], steps.of[step]);
        let closes = gaps[of].min(questionnaire[recommendation].lift);
        gaps[of] -= closes;
        Advice {
            of: recommendation,
            rank: place + 1,
            target: targets[of],
            closes,
            weight: weights[of],
            gain: weights[of] * closes,
            leverage: leverages[step],
            effort: actions.list[step].effort,
            priority: priority(step),
            confidence: sure(step),
            ready: steps.requires[step].iter().all(|need| need.met),
            requires: steps.requires[step].clone(),
            after: actions.after.of(step).iter().map(|before| steps.list[*before]).collect(),
            unlocks: behind.of(step).iter().map(|later| steps.list[*later]).collect(),
        }
    };
    ranked.into_iter().enumerate().map(advice).collect()
}

/// Returns all steps in the order in which they are best taken: what can be planned, and then what is blocked. In both,
/// each trait has its turn before any has a second.
fn ranked(
    steps: &Steps,
    actions: &Actions,
    gaps: &[f64],
    weights: &[f64],
    priority: impl Fn(usize) -> f64,
) -> Vec<usize> {
    let blocked = steps.blocked();
    let mut idle: Vec<bool> = blocked.iter().map(|blocked| !blocked).collect();
    let mut order: Vec<usize> =
        Plan::new(actions, gaps, weights, &idle).flat_map(|batch| batch.actions).collect();
    for step in &order {
        idle[*step] = false;
    }
    order.extend(actions.by_worth(&idle, &priority));
    let mut had = vec![false; gaps.len()];
    let mut ranked = turns(&order, &steps.of, &actions.after, &mut had);
    ranked.extend(turns(&actions.by_worth(&blocked, &priority), &steps.of, &actions.after, &mut had));
    ranked
}

/// Returns what a trait should reach next, and how far it is from there. The target is where the next level begins, or 1
/// above the last; a trait without a score has no gap that could be known.
fn target_and_gap(questionnaire: &Questionnaire, of: &TraitScore) -> (f64, f64) {
    let Some(score) = of.score.point() else { return (1.0, 0.0) };
    let above = questionnaire.levels().iter().find(|level| !reaches(score, level.from));
    let target = above.map_or(1.0, |level| level.from);
    (target, (target - score).max(0.0))
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
