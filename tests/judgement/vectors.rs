//! The test vectors, as far as they concern one respondent, through the public interface.

use std::fmt::Write as _;

use serde_json::Value;
use standpoint::answers::AnswerSheet;
use standpoint::questionnaire::Questionnaire;
use standpoint::scoring::{Assessment, Label, QuestionOutcome, score};

use crate::fixture::{PLANE, close, questionnaire, sheet};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("the vectors are JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("the vector has a list here")
}

/// A questionnaire whose two poles are what is answered to `d` and `o`.
fn plane() -> Questionnaire {
    let mut text = format!("{PLANE}\n[[dimension]]\nid = 'all'\ntitle = 'All'\n");
    for (id, pole) in [("d", "devops"), ("o", "itops")] {
        writeln!(
            text,
            "[[trait]]\nid = '{id}'\ndimension = 'all'\npoles = ['{pole}']\ntitle = 'T'\n\
             [[question]]\nid = '{id}'\ntrait = '{id}'\nkind = 'number'\ntext = 'Q?'\nanchors = [[0, 0.0], [1, 1.0]]",
        )
        .expect("a string");
    }
    questionnaire(&text)
}

/// Places a pair of scores.
fn at(questionnaire: &Questionnaire, d: &Value, o: &Value) -> Assessment {
    let answers = [("d", d.to_string()), ("o", o.to_string())];
    let answers: Vec<(&str, &str)> = answers
        .iter()
        .filter(|(_, answer)| answer != "null")
        .map(|(id, answer)| (*id, answer.as_str()))
        .collect();
    score(questionnaire, &sheet(questionnaire, &answers))
}

fn check_placement(questionnaire: &Questionnaire, assessment: &Assessment, expected: &Value) {
    let placed = assessment.placement.as_ref().expect("there are zones");
    let name = |zone: standpoint::questionnaire::ZoneIx| {
        let placement = questionnaire.placement().expect("there are zones");
        Value::from(placement[zone].id.replace('-', "_"))
    };
    assert_eq!(placed.zone.map(name).unwrap_or_default(), expected["quadrant"], "{expected}");
    let label = match placed.label {
        Label::Decided => placed.zone.map(name).unwrap_or_default(),
        Label::Borderline => "borderline".into(),
        Label::Central => "central".into(),
        Label::NoData => "no_data".into(),
    };
    assert_eq!(label, expected["label"], "{expected}");
    let mut candidates: Vec<String> =
        placed.candidates.iter().map(|zone| name(*zone).as_str().unwrap_or_default().to_owned()).collect();
    candidates.sort();
    assert_eq!(Value::from(candidates), expected["candidates"], "{expected}");
}

#[test]
fn placements_hold() {
    let vectors = parse(include_str!("../vectors/method_placement.json"));
    let questionnaire = plane();
    let cases = list(&vectors["placement"]);
    assert_eq!(cases.len(), 12);
    for case in cases {
        let assessment = at(&questionnaire, &case["D"], &case["O"]);
        check_placement(&questionnaire, &assessment, &case["expected"]);
    }
}

#[test]
fn placement_and_integration_of_the_worked_dimensions_hold() {
    let vectors = parse(include_str!("../vectors/method_scoring.json"));
    let questionnaire = plane();
    for dimension in ["delivery", "reliability"] {
        let points = &vectors["expected"]["dimensions"][dimension];
        let expected = &vectors["expected"]["placement"][dimension];
        let assessment = at(&questionnaire, &points["devops"]["point"], &points["itops"]["point"]);
        check_placement(&questionnaire, &assessment, &expected["place"]);
        let found = assessment.dimensions[0].integration.expect("both poles have a score");
        let expected = &expected["integration"];
        close(found.strength, expected["am"].as_f64());
        close(found.score, expected["gm"].as_f64());
        close(found.penalty, expected["imbalance_penalty"].as_f64());
        close(found.minimum, expected["min"].as_f64());
        close(found.lean, expected["lean"].as_f64());
        close(found.balance, expected["balance"].as_f64());
    }
}

/// Writes the model of the scoring vector as a questionnaire.
fn model(vectors: &Value) -> Questionnaire {
    let model = &vectors["model"];
    let id = |value: &Value| value.as_str().expect("an id").replace('.', "-");
    let mut text = PLANE.to_owned();
    for dimension in list(&model["dimensions"]) {
        writeln!(text, "[[dimension]]\nid = {dimension}\ntitle = 'D'").expect("a string");
    }
    for of in list(&model["traits"]) {
        let (name, dimension, pole, weight) = (id(&of["id"]), &of["dim"], &of["pole"], &of["w"]);
        writeln!(
            text,
            "[[trait]]\nid = '{name}'\ndimension = {dimension}\npoles = [{pole}]\nweight = {weight}\ntitle = 'T'"
        )
        .expect("a string");
    }
    for item in list(&model["items"]) {
        let (name, of, weight) = (id(&item["id"]), id(&item["trait"]), &item["w"]);
        writeln!(text, "[[question]]\nid = '{name}'\ntrait = '{of}'\nweight = {weight}\ntext = 'Q?'")
            .expect("a string");
        if let Some(anchors) = item.get("anchors") {
            writeln!(text, "kind = 'number'\nanchors = {anchors}").expect("a string");
            continue;
        }
        let multiple = item.get("multi").is_some();
        let (kind, key) = if multiple { ("multiple", "points") } else { ("choice", "value") };
        let table = if multiple { &item["points"] } else { &item["scores"] };
        let mut options: Vec<(&String, f64)> = table
            .as_object()
            .into_iter()
            .flatten()
            .map(|(option, value)| (option, value.as_f64().expect("a value")))
            .collect();
        options.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut options: Vec<String> = options
            .into_iter()
            .map(|(option, value)| format!("{{ id = 'o-{option}', text = '{option}', {key} = {value:?} }}"))
            .collect();
        if let Some(none) = item.get("none_option").and_then(Value::as_str) {
            options.push(format!("{{ id = 'o-{none}', text = '{none}', none = true }}"));
            writeln!(text, "cap = {}", item["cap"]).expect("a string");
        }
        if item.get("reverse").is_some() {
            writeln!(text, "reversed = true").expect("a string");
        }
        writeln!(text, "kind = '{kind}'\noptions = [{}]", options.join(", ")).expect("a string");
    }
    questionnaire(&text)
}

fn respondent(questionnaire: &Questionnaire, raw: &Value) -> AnswerSheet {
    let answers: Vec<(&String, String)> = raw
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(question, answer)| {
            let option = |value: &Value| format!("o-{}", value.as_str().unwrap_or_default());
            let answer = match answer {
                Value::Null => return None,
                Value::String(text) if text == "NA" => "n/a".to_owned(),
                Value::String(text) if text == "DK" => "unknown".to_owned(),
                Value::Array(chosen) => chosen.iter().map(option).collect::<Vec<_>>().join(";"),
                Value::Number(number) => number.to_string(),
                text => option(text),
            };
            Some((question, answer))
        })
        .collect();
    let answers: Vec<(&str, &str)> =
        answers.iter().map(|(id, answer)| (id.as_str(), answer.as_str())).collect();
    sheet(questionnaire, &answers)
}

#[test]
fn every_answer_of_the_scoring_vector_is_coded_as_it_should() {
    let vectors = parse(include_str!("../vectors/method_scoring.json"));
    let questionnaire = model(&vectors);
    let (raw, coded) = (list(&vectors["raw"]), list(&vectors["coded"]));
    assert_eq!((raw.len(), coded.len()), (6, 6));
    for (raw, coded) in raw.iter().zip(coded) {
        let assessment = score(&questionnaire, &respondent(&questionnaire, raw));
        for (question, expected) in coded.as_object().into_iter().flatten() {
            let ix = questionnaire.find_question(question).expect("the model has the question");
            match assessment.questions[ix.0] {
                QuestionOutcome::Answered(value) => close(value, expected.as_f64()),
                QuestionOutcome::NotApplicable => assert_eq!(expected, "NA"),
                QuestionOutcome::Invalid => {
                    assert!(expected.is_null());
                    assert_eq!(raw[question], serde_json::json!(["none", "roles"]));
                }
                QuestionOutcome::Unknown => {
                    assert_eq!((expected, &raw[question]), (&Value::Null, &"DK".into()));
                }
                QuestionOutcome::Unanswered => {
                    assert_eq!((expected, &raw[question]), (&Value::Null, &Value::Null));
                }
                outcome => panic!("{question}: {outcome:?}"),
            }
        }
    }
}
