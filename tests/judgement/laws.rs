//! What holds of every questionnaire and all answers.

use proptest::prelude::*;
use standpoint::questionnaire::{PoleIx, Questionnaire};
use standpoint::scoring::{Assessment, PoleScore, Score, score};

use crate::model::{Answer, Model, Size, an_option, any_answer, model};

const SIZE: Size = Size { dimensions: 3, traits: 3, questions: 3 };

fn judge(model: &Model) -> (Questionnaire, Assessment) {
    let questionnaire = model.compile();
    let assessment = score(&questionnaire, &model.sheet(&questionnaire));
    (questionnaire, assessment)
}

/// All scores by name, whatever the order of the definition.
fn by_name(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<(String, Score)> {
    let mut scores = Vec::new();
    for (of, found) in questionnaire.traits().iter().zip(&assessment.traits) {
        scores.push((of.id.clone(), found.score));
    }
    let mut poles = |name: &str, found: &[PoleScore]| {
        for (pole, found) in questionnaire.poles().iter().zip(found) {
            scores.push((format!("{name} on {}", pole.id), found.score));
        }
    };
    for (of, found) in questionnaire.dimensions().iter().zip(&assessment.dimensions) {
        poles(&of.id, &found.poles);
    }
    poles("overall", &assessment.poles);
    scores.sort_by(|a, b| a.0.cmp(&b.0));
    scores
}

fn near(a: Score, b: Score) -> bool {
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-12,
        (a, b) => a == b,
    };
    close(a.point(), b.point())
        && close(a.bounds().map(|b| b.0), b.bounds().map(|b| b.0))
        && close(a.bounds().map(|b| b.1), b.bounds().map(|b| b.1))
}

fn assert_near(a: &[(String, Score)], b: &[(String, Score)]) -> Result<(), TestCaseError> {
    prop_assert_eq!(a.len(), b.len());
    for ((name, a), (other, b)) in a.iter().zip(b) {
        prop_assert_eq!(name, other);
        prop_assert!(near(*a, *b), "{}: {:?} is not {:?}", name, a, b);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_score_lies_in_its_range_and_the_range_in_0_to_1(model in model(SIZE, any_answer())) {
        let (questionnaire, assessment) = judge(&model);
        for (name, score) in by_name(&questionnaire, &assessment) {
            if let Score::Scored(found) = score {
                let order = [0.0, found.low, found.point, found.high, 1.0];
                prop_assert!(order.is_sorted(), "{}: {:?}", name, found);
            }
        }
    }

    #[test]
    fn without_missing_answers_the_range_is_the_score_to_the_last_bit(model in model(SIZE, prop_oneof![
        4 => an_option(),
        1 => Just(Answer::NotApplicable),
    ])) {
        let (questionnaire, assessment) = judge(&model);
        for (name, score) in by_name(&questionnaire, &assessment) {
            if let Score::Scored(found) = score {
                prop_assert_eq!(found.low.to_bits(), found.point.to_bits(), "{}", name);
                prop_assert_eq!(found.high.to_bits(), found.point.to_bits(), "{}", name);
            }
            prop_assert_ne!(score, Score::Unanswered);
        }
        for pole in assessment.dimensions.iter().flat_map(|of| &of.poles).chain(&assessment.poles) {
            prop_assert_eq!(pole.coverage.map(f64::to_bits), pole.score.point().map(|_| 1.0_f64.to_bits()));
            prop_assert_eq!(pole.sufficient, pole.score.point().is_some());
        }
    }

    #[test]
    fn the_order_of_the_definition_moves_no_score(model in model(SIZE, any_answer())) {
        let (questionnaire, assessment) = judge(&model);
        let mut turned = model;
        turned.dimensions.reverse();
        for dimension in &mut turned.dimensions {
            dimension.traits.reverse();
            for of in &mut dimension.traits {
                of.questions.reverse();
            }
        }
        let (other, found) = judge(&turned);
        assert_near(&by_name(&questionnaire, &assessment), &by_name(&other, &found))?;
    }

    #[test]
    fn scaling_the_weights_moves_no_score(
        model in model(SIZE, any_answer()),
        scale in prop::array::uniform3(0.01..100.0_f64),
    ) {
        let (questionnaire, assessment) = judge(&model);
        let mut scaled = model;
        for dimension in &mut scaled.dimensions {
            dimension.weight *= scale[0];
            for of in &mut dimension.traits {
                of.weight *= scale[1];
                for question in &mut of.questions {
                    question.weight *= scale[2];
                }
            }
        }
        let (other, found) = judge(&scaled);
        assert_near(&by_name(&questionnaire, &assessment), &by_name(&other, &found))?;
    }

    #[test]
    fn asking_everything_twice_moves_no_score(model in model(SIZE, any_answer())) {
        let (questionnaire, assessment) = judge(&model);
        let mut twice = model;
        for of in twice.dimensions.iter_mut().flat_map(|of| &mut of.traits) {
            let again: Vec<_> = of.questions.clone();
            of.questions.extend(again.into_iter().map(|mut question| {
                question.id.push_str("-again");
                question
            }));
        }
        let (other, found) = judge(&twice);
        assert_near(&by_name(&questionnaire, &assessment), &by_name(&other, &found))?;
    }

    #[test]
    fn a_better_answer_lowers_nothing(model in model(SIZE, any_answer()), pick in any::<prop::sample::Index>()) {
        let (questionnaire, assessment) = judge(&model);
        let mut better = model;
        let count = better.questions().count();
        let question = better.questions_mut().nth(pick.index(count)).expect("a question");
        let Answer::Option(chosen) = question.answer else { return Ok(()) };
        question.answer = Answer::Option(if question.reversed { chosen.saturating_sub(1) } else { (chosen + 1).min(4) });
        let (_, found) = judge(&better);
        let (before, after) = (by_name(&questionnaire, &assessment), by_name(&questionnaire, &found));
        for ((name, before), (_, after)) in before.iter().zip(&after) {
            for (before, after) in [
                (before.point(), after.point()),
                (before.bounds().map(|b| b.0), after.bounds().map(|b| b.0)),
                (before.bounds().map(|b| b.1), after.bounds().map(|b| b.1)),
            ] {
                prop_assert!(after >= before.map(|before| before - 1e-12), "{}: {:?} {:?}", name, before, after);
            }
        }
        for (before, after) in assessment.poles.iter().zip(&found.poles) {
            prop_assert!(before.level.as_ref().map(|l| l.rank) <= after.level.as_ref().map(|l| l.rank));
        }
    }

    #[test]
    fn a_trait_that_does_not_apply_might_as_well_not_be_there(
        model in model(SIZE, any_answer()),
        pick in any::<prop::sample::Index>(),
    ) {
        let mut without = model.clone();
        let mut silenced = model;
        let count = silenced.traits().count();
        let picked = silenced.traits().nth(pick.index(count)).expect("a trait").id.clone();
        for of in silenced.dimensions.iter_mut().flat_map(|of| &mut of.traits).filter(|of| of.id == picked) {
            of.questions.iter_mut().for_each(|question| question.answer = Answer::NotApplicable);
        }
        for dimension in &mut without.dimensions {
            dimension.traits.retain(|of| of.id != picked);
        }
        without.dimensions.retain(|of| !of.traits.is_empty());
        let on = |pole: usize| without.traits().any(|of| of.factors[pole] > 0.0);
        prop_assume!(on(0) && on(1));
        let (silent, found) = judge(&silenced);
        let (smaller, expected) = judge(&without);
        prop_assert_eq!(found.traits[silent.find_trait(&picked).expect("still there").0].score, Score::NotApplicable);
        let names: Vec<String> = smaller.dimensions().iter().map(|of| of.id.clone()).collect();
        let mut found_scores = by_name(&silent, &found);
        found_scores.retain(|(name, _)| {
            *name != picked
                && (name.starts_with("overall") || names.iter().any(|id| name.starts_with(id.as_str())))
        });
        assert_near(&found_scores, &by_name(&smaller, &expected))?;
        for (a, b) in found.poles.iter().zip(&expected.poles) {
            prop_assert_eq!(a.level.as_ref().map(|l| (l.raw, l.rank)), b.level.as_ref().map(|l| (l.raw, l.rank)));
        }
    }

    #[test]
    fn turning_question_and_answer_round_moves_no_score(model in model(SIZE, any_answer())) {
        let (questionnaire, assessment) = judge(&model);
        let mut turned = model;
        for question in turned.questions_mut() {
            question.reversed = !question.reversed;
            question.values = [4, 3, 2, 1, 0].map(|option: usize| 1.0 - question.values[option]);
            if let Answer::Option(option) = question.answer {
                question.answer = Answer::Option(4 - option);
            }
        }
        let (other, found) = judge(&turned);
        assert_near(&by_name(&questionnaire, &assessment), &by_name(&other, &found))?;
    }

    #[test]
    fn no_missing_answer_leads_out_of_the_range(
        model in model(SIZE, any_answer()),
        filled in prop::collection::vec(0..5_usize, 27),
    ) {
        let (questionnaire, assessment) = judge(&model);
        let mut complete = model;
        for (question, option) in complete.questions_mut().zip(filled) {
            if matches!(question.answer, Answer::Unknown | Answer::Nothing) {
                question.answer = Answer::Option(option);
            }
        }
        let (_, found) = judge(&complete);
        let (before, after) = (by_name(&questionnaire, &assessment), by_name(&questionnaire, &found));
        for ((name, before), (_, after)) in before.iter().zip(&after) {
            let (Some((low, high)), Some(point)) = (before.bounds(), after.point()) else { continue };
            prop_assert!(low - 1e-12 <= point && point <= high + 1e-12, "{}: {} {} {}", name, low, point, high);
        }
        let placed = |assessment: &Assessment| assessment.placement.clone().expect("there are zones");
        let (range, end) = (placed(&assessment), placed(&found));
        if let Some(zone) = end.zone {
            prop_assert!(range.possible.contains(&zone));
        }
        for (range, end) in assessment.poles.iter().zip(&found.poles) {
            if let (Some(range), Some(end)) = (&range.level, &end.level) {
                prop_assert!((range.low_rank..=range.high_rank).contains(&end.rank), "{:?} {:?}", range, end);
                prop_assert!((range.low_rank..=range.high_rank).contains(&range.rank));
            }
        }
        let weak = |assessment: &Assessment| -> Vec<_> {
            assessment.weak_traits.iter().map(|weak| (weak.of, weak.pole, weak.certain)).collect()
        };
        for (of, pole, _) in weak(&assessment).into_iter().filter(|(_, _, certain)| *certain) {
            prop_assert!(weak(&found).contains(&(of, pole, true)));
        }
    }

    #[test]
    fn weights_tell_what_a_trait_brings(model in model(SIZE, an_option())) {
        let (questionnaire, assessment) = judge(&model);
        let total: f64 = assessment.weights(&questionnaire).iter().sum();
        // Every pole is scored, and its shares add up to 1.
        prop_assert!((total - questionnaire.poles().len() as f64).abs() < 1e-9);
        let sum = |assessment: &Assessment| -> f64 {
            questionnaire.pole_indices().filter_map(|PoleIx(pole)| assessment.poles[pole].score.point()).sum()
        };
        let traits = assessment.traits.iter().zip(assessment.weights(&questionnaire));
        let by_weights: f64 = traits.map(|(of, weight)| of.score.point().unwrap_or_default() * weight).sum();
        prop_assert!((sum(&assessment) - by_weights).abs() < 1e-9);
    }

    #[test]
    fn equal_answers_give_equal_assessments(model in model(SIZE, any_answer())) {
        prop_assert_eq!(judge(&model).1, judge(&model).1);
    }
}
