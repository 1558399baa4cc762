//! What the flagship holds.

use std::collections::BTreeSet;

use standpoint::portrait::draw;
use standpoint::questionnaire::{Questionnaire, TraitIx};
use standpoint::scoring::{QuestionOutcome, score};

use super::contradictions::answers;
use super::{built_in, flagship, sheet};

/// A trait and its poles.
type Measured = (&'static str, &'static [&'static str]);

/// Each dimension with its traits and their poles. Ids are public: they may be added to, never changed.
const TRAITS: &[(&str, &[Measured])] = &[
    (
        "scope",
        &[
            ("collaborative-culture", &["devops"]),
            ("continuous-delivery", &["devops"]),
            ("end-to-end-involvement", &["devops"]),
            ("it-management", &["itops"]),
            ("operational-excellence", &["itops"]),
            ("reactive-proactive", &["itops"]),
        ],
    ),
    (
        "objectives",
        &[
            ("delivery-speed", &["devops"]),
            ("automation-efficiency", &["devops"]),
            ("communication", &["devops"]),
            ("infrastructure-optimisation", &["itops"]),
            ("service-continuity", &["itops"]),
            ("incident-problem-management", &["itops"]),
        ],
    ),
    (
        "automation",
        &[
            ("ci-cd", &["devops"]),
            ("infrastructure-as-code", &["devops"]),
            ("observability", &["devops"]),
            ("system-monitoring", &["itops"]),
            ("configuration-management", &["itops"]),
            ("patch-security", &["itops"]),
        ],
    ),
    (
        "collaboration",
        &[
            ("cross-functional", &["devops"]),
            ("shared-accountability", &["devops"]),
            ("continuous-feedback", &["devops"]),
            ("specialised-roles", &["itops"]),
            ("siloed-responsibilities", &["itops"]),
            ("incident-response", &["itops"]),
        ],
    ),
    (
        "impact",
        &[
            ("time-to-market", &["devops"]),
            ("quality-reliability", &["devops"]),
            ("scalable-agile", &["devops"]),
            ("operational-stability", &["itops"]),
            ("risk-mitigation", &["itops"]),
            ("cost-optimisation", &["itops"]),
        ],
    ),
    (
        "integration",
        &[
            ("release-stability", &["devops", "itops"]),
            ("shared-platform", &["devops", "itops"]),
            ("joint-improvement", &["devops", "itops"]),
        ],
    ),
];

/// The poles of a trait.
pub fn poles(questionnaire: &Questionnaire, of: TraitIx) -> Vec<&str> {
    questionnaire[of].poles.iter().map(|(pole, _)| questionnaire[*pole].id.as_str()).collect()
}

#[test]
fn the_dimensions_and_traits_are_those_of_the_subject_matter() {
    let questionnaire = flagship();
    let found: Vec<_> = questionnaire
        .dimensions()
        .iter()
        .map(|dimension| {
            let traits = dimension.traits.iter();
            let traits = traits.map(|of| (questionnaire[*of].id.as_str(), poles(&questionnaire, *of)));
            (dimension.id.as_str(), traits.collect::<Vec<_>>())
        })
        .collect();
    let expected: Vec<_> = TRAITS
        .iter()
        .map(|(dimension, traits)| {
            (*dimension, traits.iter().map(|(of, poles)| (*of, poles.to_vec())).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(questionnaire.traits().len(), 33);
}

#[test]
fn each_trait_has_a_question_on_practice_and_one_on_result_or_reach_and_one_of_them_is_quick() {
    let questionnaire = flagship();
    let quick = questionnaire.find_form("quick").unwrap();
    for of in questionnaire.traits() {
        let ids: BTreeSet<&str> =
            of.questions.iter().map(|index| questionnaire[*index].id.as_str()).collect();
        let [practice, result, reach] =
            ["practice", "result", "reach"].map(|ending| format!("{}-{ending}", of.id));
        assert!(
            ids == BTreeSet::from([practice.as_str(), &result])
                || ids == BTreeSet::from([practice.as_str(), &reach]),
            "{ids:?}"
        );
        let in_quick = of.questions.iter().filter(|index| questionnaire.in_form(**index, quick)).count();
        assert_eq!(in_quick, 1, "{}", of.id);
    }
    assert_eq!(questionnaire.questions().len(), 66);
}

#[test]
fn in_each_trait_one_of_two_questions_lists_the_best_state_first() {
    let questionnaire = flagship();
    for of in questionnaire.traits() {
        let reversed = of.questions.iter().filter(|index| questionnaire[**index].reversed).count();
        assert_eq!(reversed, 1, "{}", of.id);
    }
}

#[test]
fn every_question_of_the_flagship_counts_the_same_on_its_dimension_and_pole() {
    let questionnaire = flagship();
    for form in draw(&questionnaire).forms {
        for pole in questionnaire.poles() {
            let shares: Vec<f64> = form
                .shares
                .iter()
                .filter_map(|of| of.poles.iter().find(|share| share.id == pole.id).map(|share| share.value))
                .collect();
            let sum: f64 = shares.iter().sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
            let expected = 1.0 / shares.len() as f64;
            assert!(shares.iter().all(|share| (share - expected).abs() < 1e-9), "{shares:?}");
        }
    }
}

#[test]
fn the_two_questions_of_each_trait_can_pull_apart() {
    let questionnaire = flagship();
    for of in questionnaire.traits() {
        let [a, b] = of.questions[..] else { panic!("{} has not two questions", of.id) };
        let mut apart = [false; 2];
        for first in answers(&questionnaire[a].kind) {
            for second in answers(&questionnaire[b].kind) {
                let answers = [(a, first.clone()), (b, second)];
                let assessment = score(&questionnaire, &sheet(&questionnaire, &answers));
                let (QuestionOutcome::Answered(Some(one)), QuestionOutcome::Answered(Some(other))) =
                    (assessment.questions[a.0], assessment.questions[b.0])
                else {
                    continue;
                };
                if assessment.contradictions.is_empty() {
                    apart[0] |= one - other >= 0.5;
                    apart[1] |= other - one >= 0.5;
                }
            }
        }
        assert_eq!(apart, [true, true], "{}", of.id);
    }
}

#[test]
fn the_readiness_questionnaire_is_short() {
    let questionnaire = built_in("ops-readiness");
    let scored = questionnaire.questions().iter().filter(|question| question.of.is_some()).count();
    assert!((20..=25).contains(&scored), "{scored}");
    assert_eq!(questionnaire.poles().len(), 1);
    assert!(questionnaire.traits().iter().any(|of| !of.essential.is_empty()));
}
