use jiff::civil::date;
use standpoint::answers::{self, Confidence, Entry, Response, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Value, catalogue, compile};

use super::{read, read_with_warnings, refused, small};

const WHOLE: &str = r#"
questionnaire = "small"
version = "1.2.0"
form = "quick"
team = "payments"
respondent = "r-01"
role = "operations"
date = 2026-11-23

[answers]
pace = "monthly"
by-hand = { answer = true, note = "only on Fridays", evidence = ["wiki: releases", "log"], confidence = "unsure" }
days = { answer = "n/a", reason = "nothing breaks", date = "2026-11-20" }
parts = ["runbook", 1]
extras = "unknown"
remarks = { note = "ask again", evidence = "mail", confidence = "sure" }
"#;

#[test]
fn everything_that_a_file_can_say_is_read() {
    let sheet = read(WHOLE);
    let small = small();
    let entry = |id: &str| sheet.get(small.find_question(id).unwrap()).cloned();
    assert_eq!(small[sheet.form].id, "quick");
    assert_eq!(sheet.version.as_deref(), Some("1.2.0"));
    assert_eq!(sheet.subject.team.as_deref(), Some("payments"));
    assert_eq!(sheet.subject.respondent.as_deref(), Some("r-01"));
    assert_eq!(sheet.subject.role.as_deref(), Some("operations"));
    assert_eq!(sheet.subject.date, Some(date(2026, 11, 23)));
    assert_eq!(entry("pace"), Some(Response::Answered(Value::Choice(1)).into()));
    assert_eq!(
        entry("by-hand"),
        Some(Entry {
            response: Some(Response::Answered(Value::YesNo(true))),
            note: Some("only on Fridays".to_owned()),
            evidence: vec!["wiki: releases".to_owned(), "log".to_owned()],
            confidence: Some(Confidence::Low),
            date: None,
        })
    );
    assert_eq!(
        entry("days"),
        Some(Entry {
            response: Some(Response::NotApplicable { reason: Some("nothing breaks".to_owned()) }),
            date: Some(date(2026, 11, 20)),
            ..Entry::default()
        })
    );
    assert_eq!(entry("parts"), Some(Response::Answered(Value::Multiple(vec![0, 1])).into()));
    assert_eq!(entry("extras"), Some(Response::Unknown.into()));
    assert_eq!(
        entry("remarks"),
        Some(Entry {
            note: Some("ask again".to_owned()),
            evidence: vec!["mail".to_owned()],
            confidence: Some(Confidence::High),
            ..Entry::default()
        })
    );
}

#[test]
fn json_of_the_same_shape_says_the_same() {
    let json = r#"{
        "questionnaire": "small", "version": "1.2.0", "form": "quick",
        "team": "payments", "respondent": "r-01", "role": "operations", "date": "2026-11-23",
        "answers": {
            "pace": 2.0,
            "by-hand": { "answer": "yes", "note": "only on Fridays", "evidence": ["wiki: releases", "log"], "confidence": "low" },
            "days": { "answer": "n/a", "reason": "nothing breaks", "date": "2026-11-20" },
            "parts": "roles;runbook",
            "extras": "unknown",
            "remarks": { "answer": null, "note": "ask \u0061gain", "evidence": ["mail"], "confidence": "high" }
        }
    }"#;
    let (sheet, warnings) = read_with_warnings(json, Syntax::Json);
    assert_eq!(warnings.to_string(), "");
    assert_eq!(sheet, read(WHOLE));
}

#[test]
fn what_is_empty_is_unanswered() {
    let sheet = read(
        "team = \"\"\ndate = \" \"\n[answers]\npace = \"\"\ndays = {}\nparts = { answer = \"\", note = \" \" }\n",
    );
    assert_eq!(sheet.entries().count(), 0);
    assert_eq!(sheet.subject.team, None);
    let (sheet, _) =
        read_with_warnings(r#"{"role": null, "answers": {"pace": null, "days": ""}}"#, Syntax::Json);
    assert_eq!(sheet.entries().count(), 0);
    assert_eq!(read(""), read_with_warnings("{}", Syntax::Json).0);
}

#[test]
fn all_layouts_of_toml_are_the_same_answers() {
    let expected = read("[answers]\npace = \"daily\"\ndays = { answer = 3, note = \"n\" }\n");
    for text in [
        "answers = { pace = \"daily\", days = { answer = 3, note = \"n\" } }",
        "answers.pace = 'daily'\nanswers.days.answer = 3\nanswers.days.note = \"n\"",
        "[answers]\npace = 3\n[answers.days]\nanswer = \"3\"\nnote = \"\"\"n\"\"\"",
        "[answers]\r\n\"pace\" = \"daily\"\r\ndays.answer = 3\r\ndays.note = \"n\"\r\n",
        "\u{feff}[answers]\npace = \"daily\"\ndays = { answer = 0x3, note = \"n\" }",
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn answers_to_another_questionnaire_have_that_one_problem() {
    let text = "questionnaire = \"other\"\nversion = \"9.0.0\"\nform = \"long\"\n[answers]\nspeed = 3\nsize = \"x\"\n";
    let expected =
        "a:1:17: error[other-questionnaire]: these are answers to the questionnaire `other`, not to `small`";
    assert_eq!(refused(text, Syntax::Toml), expected);
}

#[test]
fn all_problems_are_found_in_one_run_at_their_places() {
    let text = "\
questionnaire = \"smal\"
version = 1
form = \"quik\"
taem = \"x\"
date = 2026-11-23T10:00:00
pace = \"daily\"

[answers]
pase = \"daily\"
pace = { answer = \"dayly\", nite = \"x\", confidence = \"certain\" }
days = { answer = 3, reason = \"x\" }
parts = [\"roles\", { a = 1 }]
extras = { evidence = [1], date = \"2026-02-30\" }
remarks = 1979-05-27
";
    let expected = "\
a:1:17: error[other-questionnaire]: these are answers to the questionnaire `smal`, not to `small`
a:2:11: error[answers-shape]: `version` must be a text, not a number
a:3:8: error[unknown-form]: `small` has no form `quik`
a:4:1: error[unknown-answers-key]: `taem` is not a key of an answer file
a:5:8: error[invalid-date]: a date with a time is not a date
a:6:1: error[unknown-answers-key]: `pace` is not a key of an answer file
a:9:1: error[unknown-question]: `small` has no question `pase`
a:10:19: error[no-such-option]: `pace`: there is no option `dayly`
a:10:28: error[unknown-answers-key]: `pace`: `nite` is not a key of an answer
a:10:53: error[invalid-confidence]: `pace`: `certain` does not say how sure the answer is
a:11:22: error[stray-reason]: `days`: a reason can only be given for \"n/a\"
a:12:19: error[answer-type]: `parts`: expected an option's id or number, found a table
a:13:24: error[answers-shape]: `evidence` must be a text or a list of texts, not a number
a:13:35: error[invalid-date]: `2026-02-30` is not a date
a:14:11: error[answer-type]: `remarks`: expected a text, found a date";
    assert_eq!(refused(text, Syntax::Toml), expected);
}

#[test]
fn broken_syntax_does_not_hide_the_other_problems_and_has_no_echo() {
    let text = "team = \"a\\qb\"\n[answers]\npace = dayly\ndays = -1\nparts = [\"roles\"\nextras = nothing\n";
    assert_eq!(
        refused(text, Syntax::Toml),
        "\
a:1:11: error[answers-syntax]: not valid TOML: missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U`
a:3:8: error[answers-syntax]: not valid TOML: texts stand in quotes
a:4:8: error[number-out-of-range]: `days`: -1 days is not between 0 and 3650
a:6:1: error[answers-syntax]: not valid TOML: missing comma between array elements, expected `,`"
    );
}

#[test]
fn problems_of_json_have_their_places() {
    let text = "{\n  \"taem\": \"x\",\n  \"answers\": {\n    \"p\\u0061se\": 1,\n    \"days\": 1e999,\n    \"parts\": [\"é\", \"roles\"]\n  }\n}";
    assert_eq!(
        refused(text, Syntax::Json),
        "\
a:2:3: error[unknown-answers-key]: `taem` is not a key of an answer file
a:4:5: error[unknown-question]: `small` has no question `pase`
a:5:13: error[not-a-number]: `days`: the number is not finite
a:6:15: error[no-such-option]: `parts`: there is no option `é`"
    );
    for (text, expected) in [
        ("", "a:1:1: error[answers-syntax]: not valid JSON: the text ends within a value"),
        ("[1]", "a:1:1: error[answers-shape]: an answer file must be a table, not a list"),
        ("{\"team\": \"é\" 1}", "a:1:14: error[answers-syntax]: not valid JSON: expected `,` or `}`"),
        ("{\n\"team\": \"x\",\n}", "a:3:1: error[answers-syntax]: not valid JSON: key must be a string"),
        (
            "{\"team\": \"x\"\n",
            "a:2:1: error[answers-syntax]: not valid JSON: the text ends within an object",
        ),
        ("{\"a\\\"b\": 1, \"a\\\"b\": 2}", "a:1:13: error[repeated-key]: the key is given twice"),
        (
            "{\"team\": \"\\ud800\"}",
            "a:1:17: error[answers-syntax]: not valid JSON: unexpected end of hex escape",
        ),
        ("{} {}", "a:1:4: error[answers-syntax]: not valid JSON: trailing characters"),
    ] {
        assert_eq!(refused(text, Syntax::Json), expected, "{text}");
    }
}

#[test]
fn versions_of_the_questionnaire_are_compared() {
    let warned = |text: &str| read_with_warnings(text, Syntax::Toml).1.to_string();
    assert_eq!(
        warned("version = \"1.1.9\"\nfingerprint = \"0\""),
        "a:1:11: warning[other-version]: the answers were given to version `1.1.9` of `small`; this is version 1.2.0"
    );
    assert_eq!(
        warned("version = \"1.2.0\"\nfingerprint = \"0\""),
        "a:2:15: warning[other-definition]: the answers were given to another definition of `small` with the same version"
    );
    assert_eq!(warned(&format!("fingerprint = \"{}\"", small().fingerprint())), "");
    assert_eq!(
        refused("version = \"2.2.0\"", Syntax::Toml),
        "a:1:11: error[other-major-version]: the answers were given to version `2.2.0` of `small`; this is version 1.2.0, whose answers cannot be compared"
    );
    assert_eq!(
        refused("version = \"two\"", Syntax::Toml),
        "a:1:11: error[malformed-version]: `two` is not a version"
    );
}

#[test]
fn answers_that_do_not_count_are_kept_with_a_warning() {
    let (sheet, warnings) = read_with_warnings(
        "[answers]\npace = \"daily\"\nby-hand = \"yes\"\nparts = [\"none\", \"roles\"]\n",
        Syntax::Toml,
    );
    assert_eq!(
        warnings.to_string(),
        "\
a:3:1: warning[answer-not-asked]: `by-hand` is not asked after the other answers; the answer is kept and does not count
a:4:9: warning[none-with-others]: `parts`: `none` takes the other options back; the answer counts as missing"
    );
    assert_eq!(sheet.entries().count(), 3);
}

#[test]
fn an_answer_outside_the_form_is_an_answer() {
    assert_eq!(read("form = \"quick\"\n[answers]\nextras = [\"drills\"]\n").entries().count(), 1);
}

#[test]
fn the_questionnaire_is_known_before_the_answers_are_read() {
    let id = |text: &str, syntax| {
        answers::questionnaire_id(&Source::new("a", text), syntax).map_err(|e| e.to_string())
    };
    assert_eq!(id("questionnaire = \"x\"\nbroken = \n", Syntax::Toml), Ok("x".to_owned()));
    assert_eq!(id("{\"questionnaire\": \"x\", \"answers\": 3}", Syntax::Json), Ok("x".to_owned()));
    assert_eq!(
        id("team = \"x\"", Syntax::Toml),
        Err("a:1:1: error[missing-questionnaire]: the answers do not say which questionnaire they belong to"
            .to_owned())
    );
    assert_eq!(
        id("questionnaire = 3", Syntax::Toml),
        Err("a:1:17: error[answers-shape]: `questionnaire` must be a text, not a number".to_owned())
    );
    assert_eq!(
        id("{\"questionnaire\"", Syntax::Json),
        Err("a:1:17: error[answers-syntax]: not valid JSON: the text ends within an object".to_owned())
    );
}

#[test]
fn the_examples_of_the_manual_are_valid() {
    let manual = std::fs::read_to_string("docs/answers-format.md").unwrap();
    let flagship = compile(&catalogue::sources("devops-itops").unwrap()).unwrap().questionnaire;
    let mut read = 0;
    for block in
        manual.split("\n```").filter(|block| block.starts_with("toml\n") || block.starts_with("json\n"))
    {
        let (syntax, text) = match block.split_once('\n').unwrap() {
            ("toml", text) => (Syntax::Toml, text),
            (_, text) => (Syntax::Json, text),
        };
        let answers = answers::read(&Source::new("manual", text), syntax, &flagship).unwrap();
        assert_eq!(answers.warnings.to_string(), "");
        assert!(answers.sheet.entries().count() > 1);
        read += 1;
    }
    assert_eq!(read, 2);
}
