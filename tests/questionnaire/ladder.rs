//! Rungs and requirements: which recommendation leads where.

use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Questionnaire, RecommendationIx, Requirement, catalogue, compile};

const TRAITS: &str = r#"
[questionnaire]
id = "ladder"
version = "1.0.0"
title = "Ladder"

[[pole]]
id = "p"
title = "P"

[[dimension]]
id = "d"
title = "D"

[[trait]]
id = "a"
dimension = "d"
poles = ["p"]
title = "A"

[[trait]]
id = "b"
dimension = "d"
poles = ["p"]
title = "B"

[[question]]
id = "qa"
trait = "a"
kind = "yes-no"
text = "A?"

[[question]]
id = "qb"
trait = "b"
kind = "yes-no"
text = "B?"
"#;

/// A recommendation: id, trait, `below`, requirement.
type Step = (&'static str, &'static str, f64, Option<(&'static str, f64)>);

/// The traits with these recommendations.
fn with(steps: &[Step]) -> Source {
    let written = steps.iter().map(|(id, of, below, requires)| {
        let requires = requires.map_or(String::new(), |(of, at_least)| {
            format!("requires = [{{ trait = \"{of}\", at-least = {at_least} }}]\n")
        });
        let named = format!("id = \"{id}\"\ntitle = \"{id}\"\ntrait = \"{of}\"\n");
        format!("[[recommendation]]\n{named}below = {below}\nlift = 0.2\n{requires}")
    });
    Source::new("ladder.toml", format!("{TRAITS}{}", written.collect::<String>()))
}

fn leading(questionnaire: &Questionnaire, requirement: Requirement) -> Vec<&str> {
    questionnaire.leading_to(requirement).map(|index| questionnaire[index].id.as_str()).collect()
}

#[test]
fn those_lead_to_a_score_whose_rung_begins_below_it() {
    let ladder = [
        ("high", "a", 0.9, None),
        ("low", "a", 0.2, None),
        ("mid", "a", 0.6, None),
        ("also-mid", "a", 0.6, None),
    ];
    for (at_least, expected) in [
        (0.1, vec!["low"]),
        (0.2, vec!["low"]),
        (0.3, vec!["low", "mid", "also-mid"]),
        (0.6, vec!["low", "mid", "also-mid"]),
        (0.7, vec!["low", "mid", "also-mid", "high"]),
    ] {
        let mut all = ladder.to_vec();
        all.push(("needs-a", "b", 0.5, Some(("a", at_least))));
        let questionnaire = compile(&[with(&all)]).unwrap().questionnaire;
        let requirement = questionnaire[RecommendationIx(4)].requires[0];
        assert_eq!(leading(&questionnaire, requirement), expected, "{at_least}");
    }
}

#[test]
fn a_rung_begins_where_the_next_lower_one_ends() {
    let all = [("high", "a", 0.9, None), ("low", "a", 0.2, None), ("other", "b", 0.5, None)];
    let questionnaire = compile(&[with(&all)]).unwrap().questionnaire;
    let starts: Vec<f64> = (0..3).map(|index| questionnaire.rung_start(RecommendationIx(index))).collect();
    assert_eq!(starts, [0.2, 0.0, 0.0]);
}

#[test]
fn the_shortest_circle_is_named_even_if_it_leads_over_the_rung_below() {
    for (all, circle) in [
        // The improvement of a waits for its start, as every rung does, and that for the improvement.
        (
            vec![
                ("a-start", "a", 0.4, Some(("b", 0.6))),
                ("a-improve", "a", 0.8, None),
                ("b-start", "b", 0.4, None),
                ("b-improve", "b", 0.8, Some(("a", 0.6))),
            ],
            Some("a-start -> b-improve -> a-start"),
        ),
        (vec![("a-start", "a", 0.4, None), ("a-improve", "a", 0.8, Some(("a", 0.4)))], None),
        (vec![("a-start", "a", 0.4, Some(("a", 0.1)))], Some("a-start -> a-start")),
        (vec![("a-start", "a", 0.4, Some(("b", 0.4))), ("b-start", "b", 0.4, None)], None),
    ] {
        let found =
            compile(&[with(&all)]).err().map(|problems| problems.iter().next().unwrap().message.clone());
        assert_eq!(found, circle.map(|circle| format!("recommendations wait for each other: {circle}")));
    }
}

#[test]
fn no_requirement_of_a_built_in_questionnaire_leads_nowhere() {
    for id in catalogue::ids() {
        let questionnaire = compile(&catalogue::sources(id).unwrap()).unwrap().questionnaire;
        for requirement in questionnaire.recommendations().iter().flat_map(|step| &step.requires) {
            assert!(questionnaire.leading_to(*requirement).next().is_some());
        }
    }
}
