use standpoint::answers::{self, AnswerSheet, Confidence, Entry, Response, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Value, catalogue, compile};

use super::{read, read_with_warnings, small};

fn sheet() -> AnswerSheet {
    let small = small();
    let mut sheet = AnswerSheet::new(small);
    sheet.form = small.find_form("quick").unwrap();
    sheet.version = Some("1.2.0".to_owned());
    sheet.fingerprint = Some(small.fingerprint().to_owned());
    sheet.subject.team = Some("pay\"ments\u{1b}[31m".to_owned());
    sheet.subject.date = Some("2026-11-23".parse().unwrap());
    let mut set = |id: &str, entry: Entry| sheet.set(small.find_question(id).unwrap(), Some(entry));
    set("pace", Response::Answered(Value::Choice(1)).into());
    set(
        "by-hand",
        Entry {
            note: Some("two\nlines".to_owned()),
            evidence: vec!["wiki".to_owned()],
            confidence: Some(Confidence::Low),
            ..Response::Answered(Value::YesNo(true)).into()
        },
    );
    set("days", Response::Answered(Value::Number(0.1)).into());
    set("parts", Response::Answered(Value::Multiple(vec![0, 1])).into());
    set("extras", Response::NotApplicable { reason: Some("a \\ b".to_owned()) }.into());
    set("remarks", Response::Unknown.into());
    sheet
}

#[test]
fn a_sheet_is_written_in_the_order_of_the_definition() {
    let small = small();
    let text = answers::to_toml(small, &sheet());
    let expected = r#"questionnaire = "small"
version = "1.2.0"
fingerprint = "FINGERPRINT"
form = "quick"
team = "pay\"ments\u001B[31m"
date = 2026-11-23

[answers]
pace = "monthly"
by-hand = { answer = "yes", note = "two\nlines", evidence = "wiki", confidence = "low" }
days = 0.1
parts = ["roles", "runbook"]
extras = { answer = "n/a", reason = "a \\ b" }
remarks = "unknown"
"#;
    assert_eq!(text, expected.replace("FINGERPRINT", small.fingerprint()));
    assert_eq!(read(&text), sheet());
}

#[test]
fn json_is_written_in_the_same_order_and_shape() {
    let small = small();
    let text = answers::to_json(small, &sheet());
    let keys: Vec<_> =
        text.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
    assert_eq!(
        keys,
        [
            "questionnaire",
            "version",
            "fingerprint",
            "form",
            "team",
            "date",
            "answers",
            "pace",
            "by-hand",
            "answer",
            "note",
            "evidence",
            "confidence",
            "days",
            "parts",
            "roles",
            "runbook",
            "extras",
            "answer",
            "reason",
            "remarks",
        ]
    );
    assert_eq!(read_with_warnings(&text, Syntax::Json).0, sheet());
}

#[test]
fn a_blank_file_reads_as_no_answers_and_shows_every_question() {
    for id in catalogue::ids() {
        let questionnaire = compile(&catalogue::sources(id).unwrap()).unwrap().questionnaire;
        for (index, form) in questionnaire.forms().iter().enumerate() {
            let form_index = questionnaire.find_form(&form.id).unwrap();
            assert_eq!(form_index.0, index);
            let text = answers::blank(&questionnaire, form_index);
            let source = Source::new("blank.toml", text.as_str());
            let read = answers::read(&source, Syntax::Toml, &questionnaire).unwrap();
            assert_eq!(read.warnings.to_string(), "");
            assert_eq!(read.sheet.form, form_index);
            assert_eq!(read.sheet.entries().count(), 0);
            assert!(text.lines().all(|line| line.chars().count() <= 120));
            for question in questionnaire.question_indices() {
                let key = format!("\n# {} = ", questionnaire[question].id);
                assert_eq!(text.contains(&key), questionnaire.in_form(question, form_index), "{key}");
            }
        }
    }
}

#[test]
fn every_key_of_a_blank_file_can_be_uncommented_and_left_empty() {
    let small = small();
    let text = answers::blank(small, small.full_form());
    let keys = ["team", "respondent", "role", "date", "pace", "by-hand", "days", "extras", "remarks"];
    let uncommented: String = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if keys.iter().any(|key| rest.starts_with(&format!("{key} = "))) => {
                format!("{rest}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    assert_ne!(uncommented, text);
    assert_eq!(read(&uncommented).subject.team, None);
}

#[test]
fn a_saved_file_is_replaced_whole_and_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.toml");
    answers::save(&path, "a = 1\n").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    answers::save(&path, "b").unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "b");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    assert!(answers::save(&folder.path().join("missing/answers.toml"), "a").is_err());
    assert!(answers::save(folder.path(), "a").is_err());
}
