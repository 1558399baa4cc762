//! Recommendations are a path: from nothing, every step can be taken in turn.

use standpoint::advice::advise;
use standpoint::answers::AnswerSheet;
use standpoint::portrait::Respondent;
use standpoint::questionnaire::{Questionnaire, Recommendation, catalogue};
use standpoint::scoring::{Assessment, reaches, score};

use super::{built_in, flagship};

/// A team that has nothing yet.
fn beginners(questionnaire: &Questionnaire) -> AnswerSheet {
    Respondent::Lowest.sheet(questionnaire, questionnaire.full_form())
}

/// The traits' scores.
fn scores(assessment: &Assessment) -> Vec<f64> {
    assessment.traits.iter().map(|of| of.score.point().unwrap()).collect()
}

fn is_ready(recommendation: &Recommendation, scores: &[f64]) -> bool {
    recommendation.requires.iter().all(|need| reaches(scores[need.of.0], need.at_least))
}

#[test]
fn from_nothing_every_recommendation_applies_and_comes_after_all_that_it_requires() {
    for id in catalogue::ids() {
        let questionnaire = built_in(id);
        let assessment = score(&questionnaire, &beginners(&questionnaire));
        let plan = advise(&questionnaire, &assessment);
        assert_eq!(plan.len(), questionnaire.recommendations().len(), "{id}");
        let mut scores = scores(&assessment);
        for step in plan {
            let recommendation = &questionnaire[step.of];
            assert!(
                is_ready(recommendation, &scores),
                "{id}: `{}` comes too early, as number {}",
                recommendation.id,
                step.rank
            );
            scores[recommendation.of.0] += recommendation.lift;
        }
        for (of, score) in questionnaire.traits().iter().zip(scores) {
            assert!(
                reaches(score, questionnaire.levels().last().unwrap().from),
                "{id}: {} ends at {score}",
                of.id
            );
        }
    }
}

#[test]
fn who_has_everything_is_advised_nothing() {
    for id in catalogue::ids() {
        let questionnaire = built_in(id);
        let sheet = Respondent::Highest.sheet(&questionnaire, questionnaire.full_form());
        assert_eq!(advise(&questionnaire, &score(&questionnaire, &sheet)).len(), 0, "{id}");
    }
}

#[test]
fn the_flagship_has_a_ladder_of_at_least_three_steps_for_each_trait() {
    let questionnaire = flagship();
    assert!(questionnaire.recommendations().len() >= 110);
    for of in questionnaire.traits() {
        assert!(of.recommendations.len() >= 3, "{}", of.id);
        for ending in ["start", "extend", "systematise"] {
            let id = format!("{}-{ending}", of.id);
            assert!(of.recommendations.iter().any(|index| questionnaire[*index].id == id), "{id}");
        }
    }
}

#[test]
fn practices_rest_on_what_practitioners_would_put_first() {
    // Practice and what must be in place before one of its steps.
    let edges = [
        ("continuous-delivery", "ci-cd"),
        ("release-stability", "system-monitoring"),
        ("service-continuity", "operational-excellence"),
        ("patch-security", "it-management"),
        ("shared-platform", "infrastructure-as-code"),
        ("risk-mitigation", "incident-response"),
    ];
    let questionnaire = flagship();
    for (practice, needed) in edges {
        let needed = questionnaire.find_trait(needed).unwrap();
        let practice = &questionnaire[questionnaire.find_trait(practice).unwrap()];
        let needs = practice.recommendations.iter().flat_map(|index| &questionnaire[*index].requires);
        assert!(
            needs.into_iter().any(|need| need.of == needed),
            "{} without {}",
            practice.id,
            questionnaire[needed].id
        );
    }
}
