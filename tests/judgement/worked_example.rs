//! The numbers of the worked example in `docs/method.md`, recomputed.

use standpoint::advice::advise;
use standpoint::questionnaire::{DimensionIx, PoleIx, Questionnaire, TraitIx, ZoneIx};
use standpoint::scoring::{Assessment, Confidence, Label, QuestionOutcome, Score, score};

use crate::fixture::{close, questionnaire, sheet};

/// The page rounds to six digits.
#[track_caller]
fn printed(found: impl Into<Option<f64>>, expected: f64) {
    let found = found.into().expect("the page has a number here");
    assert!((found - expected).abs() < 0.000_000_6, "{found} is not {expected}");
}

fn example() -> (Questionnaire, Assessment) {
    let questionnaire = questionnaire(include_str!("worked-example.toml"));
    let answers = [
        ("pipeline-practice", "most"),
        ("pipeline-reach", "60"),
        ("release-frequency", "weekly"),
        ("change-review", "half"),
        ("change-surprises", "few"),
        ("incident-parts", "roles;runbook"),
        ("incident-drill", "unknown"),
        ("learning-reviews", "few"),
        ("learning-backlog", "n/a"),
    ];
    let assessment = score(&questionnaire, &sheet(&questionnaire, &answers));
    (questionnaire, assessment)
}

const DEVOPS: usize = 0;
const ITOPS: usize = 1;

fn bounds(score: Score) -> (f64, f64) {
    score.bounds().expect("the score applies")
}

#[test]
fn answers_have_their_values() {
    let (questionnaire, assessment) = example();
    let expected = [
        ("pipeline-practice", QuestionOutcome::Answered(Some(0.75))),
        ("pipeline-reach", QuestionOutcome::Answered(Some(0.625))),
        ("release-frequency", QuestionOutcome::Answered(Some(0.7))),
        ("change-review", QuestionOutcome::Answered(Some(0.5))),
        ("change-surprises", QuestionOutcome::Answered(Some(0.75))),
        ("incident-parts", QuestionOutcome::Answered(Some(0.5))),
        ("incident-drill", QuestionOutcome::Unknown),
        ("learning-reviews", QuestionOutcome::Answered(Some(0.25))),
        ("learning-backlog", QuestionOutcome::NotApplicable),
    ];
    for (id, outcome) in expected {
        let question = questionnaire.find_question(id).expect("the example has the question");
        assert_eq!(assessment.questions[question.0], outcome, "{id}");
    }
}

#[test]
fn traits_dimensions_and_poles_have_their_scores() {
    let (_, assessment) = example();
    let traits: Vec<_> = assessment.traits.iter().map(|of| of.score.point()).collect();
    for (found, expected) in traits.into_iter().zip([0.6875, 0.7, 0.625, 0.5, 0.25]) {
        close(found, expected);
    }
    assert_eq!(bounds(assessment.traits[3].score), (0.25, 0.75));
    let sufficient: Vec<bool> = assessment.traits.iter().map(|of| of.sufficient).collect();
    assert_eq!(sufficient, [true, true, true, false, true]);

    let [delivery, reliability] = &assessment.dimensions[..] else { panic!("two dimensions") };
    printed(delivery.poles[DEVOPS].score.point(), 0.691_667);
    printed(delivery.poles[ITOPS].score.point(), 0.625);
    printed(reliability.poles[DEVOPS].score.point(), 0.25);
    printed(reliability.poles[ITOPS].score.point(), 0.416_667);
    printed(bounds(reliability.poles[ITOPS].score).0, 0.25);
    printed(bounds(reliability.poles[ITOPS].score).1, 0.583_333);
    printed(assessment.poles[DEVOPS].score.point(), 0.397_222);
    printed(assessment.poles[ITOPS].score.point(), 0.486_111);
    printed(bounds(assessment.poles[ITOPS].score).0, 0.375);
    printed(bounds(assessment.poles[ITOPS].score).1, 0.597_222);

    printed(reliability.poles[ITOPS].coverage, 0.666_667);
    printed(assessment.poles[ITOPS].coverage, 0.777_778);
    assert!(assessment.poles[ITOPS].sufficient);
}

#[test]
fn the_placement_is_borderline_and_open() {
    let (questionnaire, assessment) = example();
    let placement = assessment.placement.expect("the example has zones");
    let zone = |id: &str| {
        let zones = &questionnaire.placement().expect("the example has zones").zones;
        ZoneIx(zones.iter().position(|zone| zone.id == id).expect("the zone exists"))
    };
    assert_eq!(placement.zone, Some(zone("emerging")));
    assert_eq!(placement.label, Label::Borderline);
    assert_eq!(placement.candidates, [zone("emerging"), zone("itops-leaning")]);
    assert_eq!(placement.possible, [zone("emerging"), zone("itops-leaning")]);
    assert_eq!((placement.missing_robust, placement.confidence), (false, Confidence::Open));
    assert_eq!(placement.flips_after, Some(1));
    assert_eq!(placement.by_spacing, [zone("integrated")]);
}

#[test]
fn the_level_is_held_back() {
    let (questionnaire, assessment) = example();
    let level = assessment.poles[ITOPS].level.as_ref().expect("the example has levels");
    assert_eq!((level.raw, level.rank, level.low_rank, level.high_rank), (3, 2, 2, 3));
    assert_eq!(level.held_back_by.len(), 1);
    assert_eq!(questionnaire[level.held_back_by[0].of].id, "incidents");
}

#[test]
fn integration_and_unsupported_practice_are_found() {
    let (questionnaire, assessment) = example();
    printed(assessment.dimensions[0].integration.map(|found| found.score), 0.657_489);
    printed(assessment.dimensions[1].integration.map(|found| found.score), 0.322_749);
    let overall = assessment.integration.expect("both dimensions have both poles");
    printed(overall.score, 0.434_329);
    assert_eq!(overall.minimum_dimension, DimensionIx(1));
    let [unsupported] = assessment.unsupported[..] else { panic!("one practice is unsupported") };
    assert_eq!(questionnaire[unsupported.practice].id, "pipeline");
    assert_eq!(questionnaire[unsupported.needs].id, "learning");
}

#[test]
fn recommendations_are_ranked_as_on_the_page() {
    let (questionnaire, assessment) = example();
    let advice = advise(&questionnaire, &assessment);
    let expected = [
        ("learning-start", 0.888_889, 0.4, 0.15, 0.133_333, 0.0125, 3.0, 0.029_167, true),
        ("incidents-start", 0.444_444, 0.6, 0.1, 0.044_444, 0.0, 2.0, 0.008_889, true),
        ("pipeline-extend", 0.222_222, 0.8, 0.1125, 0.025, 0.0, 5.0, 0.003, false),
    ];
    assert_eq!(advice.len(), expected.len());
    for (rank, (advice, expected)) in advice.iter().zip(expected).enumerate() {
        let (id, weight, target, closes, gain, leverage, effort, priority, ready) = expected;
        assert_eq!(questionnaire[advice.of].id, id);
        assert_eq!((advice.rank, advice.ready), (rank + 1, ready));
        printed(advice.weight, weight);
        printed(advice.target, target);
        printed(advice.closes, closes);
        printed(advice.gain, gain);
        printed(advice.leverage, leverage);
        printed(advice.effort, effort);
        printed(advice.priority, priority);
    }
    assert_eq!(advice[0].unlocks, [advice[2].of]);
    assert_eq!(advice[2].requires[0].through, [advice[0].of]);
    assert_eq!(assessment.weights(&questionnaire).len(), 5);
    assert_eq!((questionnaire[TraitIx(4)].weight_on(PoleIx(ITOPS))).to_bits(), 0.5_f64.to_bits());
}
