//! Recommendations: complete, and rung upon rung to the top.

use super::{Case, Check, Found, diags};
use crate::questionnaire::draft;
use crate::questionnaire::model::{RecommendationIx, Trait};

/// Differences of scores below this come from rounding.
const SLACK: f64 = 1e-9;

/// Looks at all recommendations and the ladders they form.
pub fn look<'l, 'a>(case: &Case<'l, 'a>, found: &mut Vec<Found<'l, 'a>>) {
    let Case { draft, questionnaire } = case;
    for (of, written) in questionnaire.traits().iter().zip(&draft.traits) {
        ladder(case, of, &written.value, found);
    }
    for written in &draft.recommendations {
        let (written, accept) = (&written.value, &written.value.accept);
        if let Some(id) = written.id {
            let missing = [
                (written.effort.is_none(), Check::MissingEffort, "effort"),
                (written.first_step.is_none(), Check::MissingFirstStep, "first-step"),
                (written.sign.is_none(), Check::MissingSign, "sign"),
            ];
            for (_, check, key) in missing.into_iter().filter(|(is_missing, ..)| *is_missing) {
                found.push(Found { check, accept, finding: diags::missing_part(check, id, key) });
            }
        }
    }
}

/// Climbs a trait's ladder: the recommendations of each rung must lift a score from its beginning to where the next one
/// begins, and those of the last one to where the highest level starts.
fn ladder<'l, 'a>(
    case: &Case<'l, 'a>,
    of: &Trait,
    written: &'l draft::Trait<'a>,
    found: &mut Vec<Found<'l, 'a>>,
) {
    let Case { draft, questionnaire } = case;
    let (Some(id), accept) = (written.id, &written.accept) else { return };
    let mut report = |check, finding| found.push(Found { check, accept, finding });
    if of.recommendations.is_empty() {
        return report(Check::NoRecommendation, diags::no_recommendation(id));
    }
    let below = |index: &RecommendationIx| questionnaire[*index].below;
    let mut begins = 0.0;
    let mut rungs = of.recommendations.chunk_by(|a, b| below(a).total_cmp(&below(b)).is_eq()).peekable();
    while let Some(rung) = rungs.next() {
        let ends = below(&rung[0]);
        // A step brings nothing to a score that it no longer applies to.
        let reached = (begins + rung.iter().map(|index| questionnaire[*index].lift).sum::<f64>()).min(ends);
        let lift = draft.recommendations[rung[0].0].value.lift.map(|lift| lift.place);
        if rungs.peek().is_some() {
            if reached < ends - SLACK {
                let steps: Vec<&str> = rung.iter().map(|index| questionnaire[*index].id.as_str()).collect();
                report(Check::LadderGap, diags::short_rung(id, &steps, lift, [begins, reached, ends]));
            }
        } else if let Some(top) = questionnaire.levels().last().filter(|top| reached < top.from - SLACK) {
            report(Check::LadderGap, diags::short_ladder(id, lift, reached, (&top.id, top.from)));
        }
        begins = ends;
    }
}
