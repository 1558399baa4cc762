//! What holds of every plan.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use standpoint::advice::{Advice, advise};
use standpoint::questionnaire::{Questionnaire, RecommendationIx};
use standpoint::scoring::{Assessment, score};

use crate::fixture;
use crate::model::{Model, Size, any_answer, model};

const SIZE: Size = Size { dimensions: 3, traits: 3, questions: 2 };

/// A recommendation in the making; it may require traits before its own, so that no cycle comes up.
#[derive(Debug, Clone)]
struct Step {
    of: prop::sample::Index,
    rung: usize,
    lift: f64,
    effort: Option<f64>,
    requires: Vec<(prop::sample::Index, f64)>,
}

fn step() -> impl Strategy<Value = Step> {
    let score = prop::sample::select(vec![0.2, 0.4, 0.5, 0.7, 1.0]);
    (
        any::<prop::sample::Index>(),
        0..3_usize,
        prop::sample::select(vec![0.1, 0.2, 0.3, 0.5]),
        prop::option::weighted(0.8, prop::sample::select(vec![1.0, 2.0, 5.0, 8.0])),
        prop::collection::vec((any::<prop::sample::Index>(), score), 0..=2),
    )
        .prop_map(|(of, rung, lift, effort, requires)| Step { of, rung, lift, effort, requires })
}

/// Writes the recommendations of a model, one text each.
fn recommendations(model: &Model, steps: &[Step]) -> Vec<String> {
    let traits: Vec<&str> = model.traits().map(|of| of.id.as_str()).collect();
    let write = |(index, step): (usize, &Step)| {
        let of = step.of.index(traits.len());
        let mut requires: Vec<String> = step
            .requires
            .iter()
            .filter(|_| of > 0)
            .map(|(before, score)| (traits[before.index(of.max(1))], score))
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .map(|(before, score)| format!("{{ trait = '{before}', at-least = {score:?} }}"))
            .collect();
        requires.sort();
        let effort =
            step.effort.map(|effort| format!("effort = [{effort:?}, {effort:?}]\n")).unwrap_or_default();
        format!(
            "[[recommendation]]\nid = 'r{index}'\ntrait = '{}'\nbelow = {:?}\nlift = {:?}\ntitle = 'R'\n{effort}\
             requires = [{}]\n",
            traits[of],
            [0.4, 0.7, 1.0][step.rung],
            step.lift,
            requires.join(", ")
        )
    };
    steps.iter().enumerate().map(write).collect()
}

fn case() -> impl Strategy<Value = (Model, Vec<Step>)> {
    (model(SIZE, any_answer()), prop::collection::vec(step(), 1..=24))
}

fn advise_on(model: &Model, recommendations: &[String]) -> (Questionnaire, Assessment, Vec<Advice>) {
    let questionnaire = fixture::questionnaire(&model.definition(&recommendations.concat()));
    let assessment = score(&questionnaire, &model.sheet(&questionnaire));
    let advice = advise(&questionnaire, &assessment);
    (questionnaire, assessment, advice)
}

/// What each recommendation comes after: what it needs, and the applying ones of the next lower rung of its trait.
fn before(
    questionnaire: &Questionnaire,
    advice: &[Advice],
) -> BTreeMap<RecommendationIx, BTreeSet<RecommendationIx>> {
    let before = |advised: &Advice| {
        let own = &questionnaire[advised.of];
        let lower = || {
            advice.iter().filter(|other| {
                questionnaire[other.of].of == own.of && questionnaire[other.of].below < own.below
            })
        };
        let top = lower().map(|other| questionnaire[other.of].below).fold(0.0, f64::max);
        let rung = lower().filter(|other| questionnaire[other.of].below >= top).map(|other| other.of);
        advised.requires.iter().flat_map(|need| need.through.iter().copied()).chain(rung).collect()
    };
    advice.iter().map(|advised| (advised.of, before(advised))).collect()
}

/// All that a recommendation comes after, directly or not.
fn all_before(
    before: &BTreeMap<RecommendationIx, BTreeSet<RecommendationIx>>,
    of: RecommendationIx,
) -> BTreeSet<RecommendationIx> {
    let mut found = BTreeSet::new();
    let mut open = vec![of];
    while let Some(step) = open.pop() {
        open.extend(before[&step].iter().filter(|earlier| found.insert(**earlier)));
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_holds_each_recommendation_that_applies_once((model, steps) in case()) {
        let (questionnaire, assessment, advice) = advise_on(&model, &recommendations(&model, &steps));
        let applies = |index: &RecommendationIx| {
            let recommendation = &questionnaire[*index];
            assessment.traits[recommendation.of.0].score.point().is_some_and(|score| score < recommendation.below - 1e-12)
        };
        let expected: Vec<RecommendationIx> =
            (0..questionnaire.recommendations().len()).map(RecommendationIx).filter(applies).collect();
        let mut found: Vec<RecommendationIx> = advice.iter().map(|advised| advised.of).collect();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
        let ranks: Vec<usize> = advice.iter().map(|advised| advised.rank).collect();
        prop_assert_eq!(ranks, (1..=advice.len()).collect::<Vec<_>>());
    }

    #[test]
    fn what_waits_comes_after_what_it_waits_for((model, steps) in case()) {
        let (questionnaire, _, advice) = advise_on(&model, &recommendations(&model, &steps));
        let before = before(&questionnaire, &advice);
        let mut seen = BTreeSet::new();
        for advised in &advice {
            prop_assert!(before[&advised.of].is_subset(&seen), "{:?} of {:?}", advised.of, before);
            seen.insert(advised.of);
        }
    }

    #[test]
    fn no_trait_has_a_second_turn_before_all_had_one_unless_something_waits_for_it((model, steps) in case()) {
        let (questionnaire, _, advice) = advise_on(&model, &recommendations(&model, &steps));
        let before = before(&questionnaire, &advice);
        let blocked = |of: RecommendationIx| {
            let dead_end = |of: RecommendationIx| {
                let advised = advice.iter().find(|advised| advised.of == of).expect("it is advised");
                advised.requires.iter().any(|need| !need.met && need.through.is_empty())
            };
            dead_end(of) || all_before(&before, of).into_iter().any(dead_end)
        };
        let (plannable, stuck): (Vec<&Advice>, Vec<&Advice>) =
            advice.iter().partition(|advised| !blocked(advised.of));
        prop_assert!(plannable.iter().all(|a| stuck.iter().all(|b| a.rank < b.rank)), "blocked steps come last");
        let mut had = BTreeSet::new();
        for group in [plannable, stuck] {
            for (place, advised) in group.iter().enumerate() {
                if had.insert(questionnaire[advised.of].of) {
                    continue;
                }
                let mut first_turns = group[place..].iter().filter(|later| !had.contains(&questionnaire[later.of].of));
                if let Some(next) = first_turns.next() {
                    prop_assert!(all_before(&before, next.of).contains(&advised.of), "{:?} before {:?}", advised.of, next.of);
                }
            }
        }
    }

    #[test]
    fn gains_add_up_to_no_more_than_the_gaps((model, steps) in case()) {
        let (questionnaire, assessment, advice) = advise_on(&model, &recommendations(&model, &steps));
        let mut left: BTreeMap<_, f64> = BTreeMap::new();
        for advised in &advice {
            let recommendation = &questionnaire[advised.of];
            let point = assessment.traits[recommendation.of.0].score.point().expect("it applies");
            let gap = left.entry(recommendation.of).or_insert(advised.target - point);
            prop_assert!((advised.closes - gap.min(recommendation.lift)).abs() < 1e-9);
            *gap -= advised.closes;
            prop_assert!((advised.gain - advised.weight * advised.closes).abs() < 1e-12);
            prop_assert!(advised.weight > 0.0 && advised.effort > 0.0 && advised.leverage >= 0.0);
            prop_assert!(advised.target > point && advised.target <= 1.0);
        }
    }

    #[test]
    fn the_order_of_the_definition_does_not_matter(
        (model, steps) in case(),
        order in Just((0..24_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let texts = recommendations(&model, &steps);
        let shuffled: Vec<String> = order.iter().filter_map(|index| texts.get(*index).cloned()).collect();
        let ids = |recommendations: &[String]| {
            let (questionnaire, _, advice) = advise_on(&model, recommendations);
            advice.iter().map(|advised| questionnaire[advised.of].id.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(ids(&texts), ids(&shuffled));
    }

    #[test]
    fn each_says_what_it_needs_and_what_waits_for_it((model, steps) in case()) {
        let (questionnaire, _, advice) = advise_on(&model, &recommendations(&model, &steps));
        for advised in &advice {
            prop_assert_eq!(advised.requires.len(), questionnaire[advised.of].requires.len());
            prop_assert_eq!(advised.ready, advised.requires.iter().all(|need| need.met));
            prop_assert!(advised.requires.iter().all(|need| !need.met || need.through.is_empty()));
            let waits = |other: &&Advice| other.requires.iter().any(|need| need.through.contains(&advised.of));
            let mut waiting: Vec<RecommendationIx> = advice.iter().filter(waits).map(|other| other.of).collect();
            waiting.sort_unstable();
            prop_assert_eq!(&advised.unlocks, &waiting);
            prop_assert_eq!(advised.leverage > 0.0, !waiting.is_empty());
        }
    }
}
