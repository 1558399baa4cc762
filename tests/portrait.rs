//! The portrait of a small questionnaire, reckoned by hand.

use standpoint::diagnostic::Source;
use standpoint::portrait::{FormPortrait, Portrait, Respondent, draw};
use standpoint::questionnaire::{Questionnaire, Value, compile};

/// Two poles, one trait of each and one that both share; each kind of question.
const SMALL: &str = r#"
[questionnaire]
id = "small"
version = "1.0.0"
title = "Small"
language = "en-GB"

[[pole]]
id = "left"
title = "Left"

[[pole]]
id = "right"
title = "Right"

[[form]]
id = "quick"
title = "Quick"
minutes = 2

[[level]]
id = "low"
title = "Low"
from = 0.0

[[level]]
id = "high"
title = "High"
from = 0.5

[placement]
[[placement.zone]]
id = "both"
title = "Both"
summary = "Both."
when = { left = "high", right = "high" }

[[placement.zone]]
id = "not-both"
title = "Left only"
summary = "Left only."
when = { left = "high", right = "low" }

[[placement.zone]]
id = "not-left"
title = "Not left"
summary = "Not left."
when = { left = "low" }

[scale.share]
options = [
  { id = "none", text = "None of the six words here." },
  { id = "some", text = "Some." },
  { id = "most", text = "Most." },
  { id = "nearly-all", text = "Nearly all." },
]

[[dimension]]
id = "one"
title = "One"
weight = 3

[[dimension]]
id = "two"
title = "Two"

[[trait]]
id = "left-side"
dimension = "one"
poles = ["left"]
title = "Left side"

[[trait]]
id = "right-side"
dimension = "one"
poles = ["right"]
title = "Right side"

[[trait]]
id = "shared"
dimension = "two"
poles = { left = 1.0, right = 0.5 }
title = "Shared"

[[question]]
id = "remark"
kind = "yes-no"
text = "Does it begin?"

[[question]]
id = "a"
trait = "left-side"
kind = "choice"
text = "How much of a?"
scale = "share"
weight = 2
forms = ["quick"]

[[question]]
id = "b"
trait = "left-side"
kind = "choice"
text = "How much of b?"
help = "Four words of help."
scale = "share"
reversed = true
forms = ["quick"]

[[question]]
id = "c"
trait = "right-side"
kind = "multiple"
text = "Which of c?"
cap = 2
options = [
  { id = "x", text = "X" },
  { id = "y", text = "Y" },
  { id = "z", text = "Z" },
  { id = "nothing", text = "None of these", none = true },
]

[[question]]
id = "d"
trait = "right-side"
kind = "number"
text = "How many d?"
minimum = 0
anchors = [[0, 1.0], [10, 0.6], [50, 0.0]]

[[question]]
id = "e"
trait = "shared"
kind = "yes-no"
text = "Is there e?"

[[question]]
id = "f"
trait = "shared"
kind = "yes-no"
text = "Is there f?"
reversed = true
"#;

fn small() -> Questionnaire {
    compile(&[Source::new("small.toml", SMALL)]).unwrap_or_else(|problems| panic!("{problems}")).questionnaire
}

fn full(portrait: &Portrait) -> &FormPortrait {
    portrait.forms.iter().find(|form| form.id == "full").unwrap()
}

#[test]
fn counts_are_those_of_the_definition() {
    let counts = draw(&small()).counts;
    assert_eq!((counts.questions, counts.scored, counts.reversed), (7, 6, 2));
    let kinds: Vec<_> = counts.kinds.iter().map(|kind| (kind.id.as_str(), kind.value)).collect();
    assert_eq!(kinds, [("choice", 2), ("multiple", 1), ("number", 1), ("yes-no", 3)]);
    let group = |group: &standpoint::portrait::GroupCount| (group.traits, group.questions, group.reversed);
    assert_eq!(counts.poles.iter().map(group).collect::<Vec<_>>(), [(2, 4, 2), (2, 4, 1)]);
    assert_eq!(counts.dimensions.iter().map(group).collect::<Vec<_>>(), [(2, 4, 1), (1, 2, 1)]);
}

#[test]
fn a_question_is_worth_its_share_of_its_trait_of_its_dimension_of_its_pole() {
    let portrait = draw(&small());
    let found: Vec<_> = full(&portrait)
        .shares
        .iter()
        .flat_map(|of| of.poles.iter().map(|share| (of.id.as_str(), share.id.as_str(), share.value)))
        .collect();
    // Dimension one counts three quarters; within a pole each dimension has one trait.
    let expected = [
        ("a", "left", 0.75 * 2.0 / 3.0),
        ("b", "left", 0.75 / 3.0),
        ("c", "right", 0.75 / 2.0),
        ("d", "right", 0.75 / 2.0),
        ("e", "left", 0.25 / 2.0),
        ("e", "right", 0.25 / 2.0),
        ("f", "left", 0.25 / 2.0),
        ("f", "right", 0.25 / 2.0),
    ];
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.into_iter().zip(expected) {
        assert_eq!((found.0, found.1), (expected.0, expected.1));
        assert!((found.2 - expected.2).abs() < 1e-12, "{found:?}");
    }
    let tie = &full(&portrait).ties[0];
    assert!((tie.overlap - 0.25).abs() < 1e-12, "{}", tie.overlap);
}

#[test]
fn in_a_form_that_holds_one_trait_its_questions_are_worth_everything() {
    let portrait = draw(&small());
    let quick = portrait.forms.iter().find(|form| form.id == "quick").unwrap();
    let shares: Vec<f64> = quick.shares.iter().flat_map(|of| &of.poles).map(|share| share.value).collect();
    assert_eq!(quick.shares.len(), 2);
    assert!((shares[0] - 2.0 / 3.0).abs() < 1e-12 && (shares[1] - 1.0 / 3.0).abs() < 1e-12, "{shares:?}");
    assert!(quick.respondents.iter().all(|standing| standing.zone.is_none()), "right has no question here");
}

#[test]
fn each_respondent_keeps_to_its_rule() {
    let questionnaire = small();
    let answers = |respondent: Respondent| -> Vec<(String, Value)> {
        let sheet = respondent.sheet(&questionnaire, questionnaire.full_form());
        let answered = sheet.entries().filter_map(|(index, entry)| match entry.response.clone()? {
            standpoint::answers::Response::Answered(value) => Some((questionnaire[index].id.clone(), value)),
            _ => None,
        });
        answered.collect()
    };
    let expect = |respondent: Respondent, expected: &[(&str, Value)]| {
        let found = answers(respondent);
        let found: Vec<_> = found.iter().map(|(id, value)| (id.as_str(), value.clone())).collect();
        assert_eq!(found, expected, "{}", respondent.name());
    };
    let choice = Value::Choice;
    let ticks = |ticked: &[usize]| Value::Multiple(ticked.to_vec());
    let number = Value::Number;
    let yes = Value::YesNo;
    expect(
        Respondent::Lowest,
        &[
            ("a", choice(0)),
            ("b", choice(3)),
            ("c", ticks(&[3])),
            ("d", number(50.0)),
            ("e", yes(false)),
            ("f", yes(true)),
        ],
    );
    // Where two answers are equally near, the higher value is taken first, then the lower; 0.5 lies a sixth of the way
    // from 0.6 to 0.
    expect(
        Respondent::Middle,
        &[
            ("a", choice(2)),
            ("b", choice(2)),
            ("c", ticks(&[0])),
            ("d", number(10.0 + 40.0 * ((0.5 - 0.6) / (0.0 - 0.6)))),
            ("e", yes(true)),
            ("f", yes(true)),
        ],
    );
    expect(
        Respondent::Highest,
        &[
            ("a", choice(3)),
            ("b", choice(0)),
            ("c", ticks(&[0, 1])),
            ("d", number(0.0)),
            ("e", yes(true)),
            ("f", yes(false)),
        ],
    );
    let straight = |option: usize, at: f64, said: [bool; 3]| {
        [
            ("remark", yes(said[0])),
            ("a", choice(option)),
            ("b", choice(option)),
            ("c", ticks(&[option])),
            ("d", number(at)),
            ("e", yes(said[1])),
            ("f", yes(said[2])),
        ]
    };
    expect(Respondent::FirstOption, &straight(0, 0.0, [true; 3]));
    expect(Respondent::MiddleOption, &straight(1, 25.0, [true, false, true]));
    expect(Respondent::LastOption, &straight(3, 50.0, [false; 3]));
}

#[test]
fn standard_respondents_stand_where_their_answers_put_them() {
    let portrait = draw(&small());
    let standing = |name: &str| full(&portrait).respondents.iter().find(|of| of.respondent == name).unwrap();
    let lowest = standing("lowest");
    assert_eq!((lowest.zone.as_deref(), lowest.label), (Some("not-left"), Some("decided")));
    assert!(lowest.levels.iter().all(|level| level.value.as_deref() == Some("low")));
    let highest = standing("highest");
    assert_eq!((highest.zone.as_deref(), highest.label), (Some("both"), Some("decided")));
    assert!(highest.poles.iter().all(|pole| pole.value.is_some_and(|score| (score - 1.0).abs() < 1e-12)));
}

#[test]
fn the_crowd_is_the_same_each_time_and_adds_up() {
    let questionnaire = small();
    let portrait = draw(&questionnaire);
    assert_eq!(portrait, draw(&questionnaire));
    let crowd = &full(&portrait).random;
    assert_eq!(crowd.respondents, 2000);
    let whole: f64 = crowd.zones.iter().map(|zone| zone.value).sum();
    assert!((whole - 1.0).abs() < 1e-9);
    for pole in &crowd.poles {
        let whole: f64 = pole.levels.iter().map(|level| level.value).sum();
        assert!((whole - 1.0).abs() < 1e-9);
    }
    // The mean value of a, b, e and f is 0.5 each.
    assert!((crowd.poles[0].mean - 0.5).abs() < 0.02, "{:?}", crowd.poles[0]);
    // A quarter of each pole is the same answers: 0.25² × var / √(var left × var right) is above 0.
    let correlation = full(&portrait).ties[0].correlation.unwrap();
    assert!((0.05..0.6).contains(&correlation), "{correlation}");
}

#[test]
fn a_shared_scale_is_read_once() {
    let portrait = draw(&small());
    let quick = portrait.forms.iter().find(|form| form.id == "quick").unwrap();
    // Two questions of four words, and a scale of ten.
    assert_eq!((quick.time.words, quick.time.help_words), (8 + 10, 4));
    assert_eq!(quick.time.declared, Some(2.0));
    assert!((quick.time.reading - 18.0 / 238.0).abs() < 1e-12);
    assert!((quick.time.reading_with_help - 22.0 / 238.0).abs() < 1e-12);
}

#[test]
fn the_reading_level_is_for_english_only() {
    assert!(!draw(&small()).reading.is_empty());
    let german = SMALL.replace("en-GB", "de");
    let german = compile(&[Source::new("small.toml", german)]).unwrap().questionnaire;
    assert!(draw(&german).reading.is_empty());
}

#[test]
fn a_portrait_is_written_as_json_by_id() {
    let json = serde_json::to_value(draw(&small())).unwrap();
    assert_eq!(json["format"], "standpoint.questionnaire-stats/1");
    assert_eq!(json["counts"]["kinds"][0]["id"], "choice");
    assert_eq!(json["forms"][1]["id"], "full");
    assert_eq!(json["forms"][0]["respondents"][0]["zone"], serde_json::Value::Null);
}
