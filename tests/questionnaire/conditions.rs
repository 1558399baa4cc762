//! Conditions mean what they say, are written back as they were meant, and are refused if nothing makes them true.

use proptest::prelude::*;
use standpoint::answers::{AnswerSheet, Entry, Response, fact, route};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Condition, Kind, QuestionIx, Questionnaire, Reading, Truth, Value, compile};

const QUESTIONS: &str = r#"
[questionnaire]
id = "conditions"
version = "1.0.0"
title = "Conditions"

[[pole]]
id = "p"
title = "P"

[[dimension]]
id = "d"
title = "D"

[[trait]]
id = "t"
dimension = "d"
poles = ["p"]
title = "T"

[[question]]
id = "owns"
trait = "t"
kind = "yes-no"
text = "Does the team own servers?"

[[question]]
id = "pace"
trait = "t"
kind = "choice"
text = "How often are they patched?"
when = "owns = 'yes'"
options = [{ id = "never", text = "N." }, { id = "yearly", text = "Y." }, { id = "weekly", text = "W." }]

[[question]]
id = "count"
trait = "t"
kind = "number"
minimum = 0
maximum = 10
anchors = [[0, 0.0], [10, 1.0]]
text = "How many are there?"
when = "pace > 'never' or not owns = 'yes'"

[[question]]
id = "parts"
trait = "t"
kind = "multiple"
text = "What is written down?"
options = [{ id = "roles", text = "R." }, { id = "steps", text = "S." }, { id = "none", text = "None.", none = true }]

[[question]]
id = "story"
kind = "text"
text = "What happened?"
when = "count >= 5"
"#;

fn with(condition: &str) -> Source {
    let contradiction = "[[contradiction]]\nid = \"c\"\nmessage = \"Which?\"\nwhen = ";
    Source::new("q.toml", format!("{QUESTIONS}\n{contradiction}\"{condition}\"\n"))
}

/// The code of the one finding, or the condition as it is written back.
fn judged(condition: &str) -> String {
    match compile(&[with(condition)]) {
        Ok(compiled) => {
            let questionnaire = compiled.questionnaire;
            questionnaire.contradictions()[0].when.display(&questionnaire).to_string()
        }
        Err(problems) => {
            let codes: Vec<&str> = problems.iter().map(|finding| finding.code).collect();
            codes.join(" ")
        }
    }
}

#[test]
fn what_can_hold_is_written_back() {
    for (condition, written) in [
        ("owns='no'", "owns = 'no'"),
        ("((pace in ('never','weekly')))", "pace in ('never', 'weekly')"),
        ("not(owns = 'no' and count>=5)", "not (owns = 'no' and count >= 5)"),
        ("not not answered(story)", "not not answered(story)"),
        (
            "owns = 'no' or count = 1.50 and parts != 'roles'",
            "owns = 'no' or count = 1.5 and parts != 'roles'",
        ),
        (
            "(owns = 'yes' or count = 1) and pace < 'weekly'",
            "(owns = 'yes' or count = 1) and pace < 'weekly'",
        ),
        (
            "owns = 'yes' and (count = 1 and pace = 'weekly')",
            "owns = 'yes' and (count = 1 and pace = 'weekly')",
        ),
    ] {
        assert_eq!(judged(condition), written, "{condition}");
    }
}

#[test]
fn what_cannot_hold_is_refused() {
    for condition in [
        "owns = 'yes' and owns = 'no'",
        "pace < 'never'",
        "pace >= 'yearly' and not pace >= 'yearly'",
        "count > 10",
        "count < 3 and count > 3",
        "parts = 'none' and parts = 'roles'",
        "answered(parts) and parts != 'roles' and parts != 'steps' and parts != 'none'",
        // These rest on what is asked.
        "owns = 'no' and answered(pace)",
        "pace = 'never' and answered(count)",
        "answered(story) and count < 5",
        "answered(story) and pace = 'never'",
    ] {
        assert_eq!(judged(condition), "never-holds", "{condition}");
    }
}

#[test]
fn a_gap_between_two_numbers_is_found() {
    for condition in
        ["count > 3 and count < 4", "count > 9.5", "not answered(count) and owns = 'yes'", "count != 0"]
    {
        assert_eq!(judged(condition), condition);
    }
}

fn comparison() -> impl Strategy<Value = String> {
    let relation = || prop::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let equality = || prop::sample::select(vec!["=", "!="]);
    prop_oneof![
        (equality(), prop::sample::select(vec!["yes", "no"])).prop_map(|(r, o)| format!("owns {r} '{o}'")),
        (relation(), prop::sample::select(vec!["never", "yearly", "weekly"]))
            .prop_map(|(r, o)| format!("pace {r} '{o}'")),
        (relation(), -1..12).prop_map(|(r, n)| format!("count {r} {n}")),
        (equality(), prop::sample::select(vec!["roles", "steps", "none"]))
            .prop_map(|(r, o)| format!("parts {r} '{o}'")),
        Just("pace in ('never', 'yearly')".to_owned()),
        Just("count in (2, 5)".to_owned()),
        prop::sample::select(vec!["owns", "pace", "count", "parts", "story"])
            .prop_map(|id| format!("answered({id})")),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    comparison().prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" and "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" or "))),
            inner.prop_map(|part| format!("not ({part})")),
        ]
    })
}

/// Every answer that matters to the conditions above; `None` is a question that does not apply.
fn answers(questionnaire: &Questionnaire, question: QuestionIx) -> Vec<Option<Value>> {
    let mut answers = vec![None];
    answers.extend(match &questionnaire[question].kind {
        Kind::YesNo => vec![Some(Value::YesNo(true)), Some(Value::YesNo(false))],
        Kind::Choice(options) => (0..options.len()).map(|option| Some(Value::Choice(option))).collect(),
        Kind::Number(_) => (0..=20_u8).map(|half| Some(Value::Number(f64::from(half) / 2.0))).collect(),
        Kind::Multiple { .. } => {
            [vec![0], vec![1], vec![0, 1], vec![2]].map(|chosen| Some(Value::Multiple(chosen))).to_vec()
        }
        Kind::Text => vec![Some(Value::Text("x".to_owned()))],
    });
    answers
}

/// Returns whether some way to leave nothing open on the sheet gives the condition this truth.
fn can_become(
    questionnaire: &Questionnaire,
    condition: &Condition,
    sheet: &mut AnswerSheet,
    truth: Truth,
) -> bool {
    let open = |ix: &QuestionIx| sheet.get(*ix).is_none();
    let Some(question) = questionnaire.question_indices().find(open) else {
        return evaluated(questionnaire, condition, sheet, Reading::AsItStands) == truth;
    };
    let found = answers(questionnaire, question).into_iter().any(|answer| {
        sheet.set(question, Some(given(answer)));
        can_become(questionnaire, condition, sheet, truth)
    });
    sheet.set(question, None);
    found
}

fn evaluated(
    questionnaire: &Questionnaire,
    condition: &Condition,
    sheet: &AnswerSheet,
    reading: Reading,
) -> Truth {
    let shown = route(questionnaire, sheet, reading);
    condition.evaluate(reading, &|question| fact(questionnaire, sheet, &shown, question))
}

fn given(answer: Option<Value>) -> Entry {
    answer.map_or(Response::NotApplicable { reason: None }, Response::Answered).into()
}

/// A questionnaire with the condition, read where nothing checks whether it can hold: beside one that always can.
fn lenient(condition: &str) -> (Questionnaire, Condition) {
    let either = format!("not answered(owns) or ({condition})");
    let questionnaire = compile(&[with(&either)]).unwrap().questionnaire;
    let Condition::Any(parts) = &questionnaire.contradictions()[0].when else { panic!("two parts") };
    let condition = parts[1].clone();
    (questionnaire, condition)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_condition_is_refused_exactly_if_no_answers_make_it_true(text in condition()) {
        let (questionnaire, condition) = lenient(&text);
        let mut empty = AnswerSheet::new(&questionnaire);
        let can_hold = can_become(&questionnaire, &condition, &mut empty, Truth::True);
        prop_assert_eq!(judged(&text) == "never-holds", !can_hold, "{}", text);
    }

    #[test]
    fn what_a_condition_will_turn_out_to_be_it_turns_out_to_be(
        text in condition(), dice in prop::collection::vec(prop::option::of(any::<prop::sample::Index>()), 5)
    ) {
        let (questionnaire, condition) = lenient(&text);
        let mut sheet = AnswerSheet::new(&questionnaire);
        for (question, roll) in questionnaire.question_indices().zip(&dice) {
            let answers = answers(&questionnaire, question);
            sheet.set(question, roll.map(|roll| given(roll.get(&answers).clone())));
        }
        let other = match evaluated(&questionnaire, &condition, &sheet, Reading::AsItMayTurnOut) {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Open => return Ok(()),
        };
        prop_assert!(!can_become(&questionnaire, &condition, &mut sheet, other), "{}, {:?}", text, sheet);
    }

    #[test]
    fn a_condition_written_back_and_read_again_is_the_same(text in condition()) {
        let either = format!("not answered(owns) or ({text})");
        let first = compile(&[with(&either)]).unwrap().questionnaire;
        let when = &first.contradictions()[0].when;
        let written = when.display(&first).to_string();
        let second = compile(&[with(&written)]).unwrap().questionnaire;
        prop_assert_eq!(&second.contradictions()[0].when, when, "{}", written);
    }
}
