//! Bad input of every kind: refused with a place, never a panic.

use proptest::collection::vec;
use proptest::prelude::*;
use standpoint::answers::{self, Syntax};
use standpoint::diagnostic::{Source, render};

use super::small;

const TOML: &str = "\
questionnaire = \"small\"
form = \"quick\"
team = \"é\"
date = 2026-11-23

[answers] # here
pace = \"daily\"
days = { answer = 3.5, note = '''n''', evidence = [\"a\", # c
\"b\"], confidence = \"low\" }
parts = [\"roles\", 2]
extras = { answer = \"n/a\", reason = \"r\" }
";
const JSON: &str = r#"{"questionnaire": "small", "team": "é", "answers": {"pace": 2, "days": {"answer": 3.5e0, "note": "\u00e9"}, "parts": ["roles"]}}"#;

/// Reads a text both ways, updates it and shows all findings.
fn exercise(text: &str) {
    let small = small();
    for syntax in [Syntax::Toml, Syntax::Json] {
        let source = Source::new("a\u{1b}[31m", text);
        let _ = answers::questionnaire_id(&source, syntax);
        match answers::read(&source, syntax, small) {
            Ok(read) if syntax == Syntax::Toml => {
                let mut sheet = read.sheet;
                for question in small.question_indices().step_by(2) {
                    sheet.set(question, Some(answers::Response::Unknown.into()));
                }
                let _ = answers::update(&source, small, &sheet);
            }
            Ok(_) => {}
            Err(findings) => {
                assert!(findings.has_errors());
                for finding in &findings {
                    assert!(!render(finding, false, true).contains(['\u{1b}', '\u{7}', '\u{202e}']));
                }
            }
        }
    }
}

#[test]
fn every_prefix_of_a_file_is_read_or_refused() {
    for text in [TOML, JSON] {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            exercise(&text[..end]);
        }
    }
}

#[test]
fn strange_texts_are_read_or_refused() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(20_000), close.repeat(20_000));
    for text in [
        String::new(),
        "\u{feff}".to_owned(),
        "\0\u{1}\u{1b}[2J\u{7f}".to_owned(),
        "\r\r\n\r".to_owned(),
        TOML.replace('\n', "\r\n"),
        format!("\u{feff}{TOML}"),
        format!("\u{feff}{JSON}"),
        format!("team = \"{}\"", "x".repeat(5_000_000)),
        format!("{} = 1", "k".repeat(500_000)),
        format!("[answers]\npace = \"{}\"", "x".repeat(500_000)),
        "a\n".repeat(20_000),
        keys(20_000),
        format!("answers = {}", deep("[", "]")),
        format!("answers = {}", deep("{a=", "}")),
        format!("{}.a = 1", "a.".repeat(20_000).trim_end_matches('.')),
        format!("{{\"answers\": {}}}", deep("[", "]")),
        format!("{{\"answers\": {}}}", deep("{\"a\":", "}")),
        deep("[", ""),
        "[answers]\ndays = nan\npace = inf\nparts = [nan]\n".to_owned(),
        "[answers]\ndays = 99999999999999999999999999\npace = 0xffffffffffffffffffffff\n".to_owned(),
        "{\"answers\": {\"days\": 1e999, \"pace\": 99999999999999999999, \"parts\": [-0]}}".to_owned(),
        "team = \"\\u001b[31m\"\n[answers]\n\"\\u001b]0;x\\u0007\" = 1\npace = \"\\u202e\"\n".to_owned(),
        "[[answers]]\npace = 1\n[[answers]]\n".to_owned(),
        "[answers]\n[[answers.pace]]\nanswer = 1\n".to_owned(),
        "[answers.pace.answer.deeper]\nx = 1\n".to_owned(),
    ] {
        exercise(&text);
    }
}

/// Lines that each hold another unknown key.
fn keys(count: usize) -> String {
    let lines: Vec<String> = (0..count).map(|number| format!("k{number} = 1")).collect();
    lines.join("\n")
}

#[test]
fn endless_problems_are_cut_short() {
    let problems = answers::read(&Source::new("a", keys(1000)), Syntax::Toml, small()).unwrap_err();
    assert_eq!(problems.iter().count(), 50);
    let last = problems.iter().last().unwrap();
    assert!(last.to_string().starts_with("a:50:1: "), "{last}");
    assert!(last.help.as_deref().unwrap().ends_with("; 950 more findings are not shown"), "{last:?}");
}

#[test]
fn deep_nesting_is_refused_with_a_place() {
    let text = format!("{{\"answers\": {}1{}}}", "[".repeat(50), "]".repeat(50));
    let problems = answers::read(&Source::new("a", text), Syntax::Json, small()).unwrap_err().to_string();
    assert_eq!(problems, "a:1:29: error[answers-syntax]: not valid JSON: nested deeper than 16 levels");
}

proptest! {
    #[test]
    fn a_file_with_damage_is_read_or_refused(
        json: bool,
        damage in vec((any::<prop::sample::Index>(), 0_usize..4, "[\\x00-\\x7fé\"'\\[\\]{}=,#\n]{0,3}"), 1..6),
    ) {
        let mut text: Vec<char> = if json { JSON } else { TOML }.chars().collect();
        for (place, length, new) in damage {
            let start = place.index(text.len() + 1);
            let end = (start + length).min(text.len());
            text.splice(start..end, new.chars());
        }
        exercise(&text.into_iter().collect::<String>());
    }
}
