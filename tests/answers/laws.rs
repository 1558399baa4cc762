//! What holds for every sheet and every file.

use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use standpoint::answers::{self, AnswerSheet, Confidence, Entry, Response, Subject, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{FormIx, Kind, Question, QuestionIx, Questionnaire, Value};

use super::small;

/// Texts with everything that needs care when it is quoted.
fn text() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[ -~\\n\\t\"'\\\\#=\\[\\]{},éß東\u{1}\u{7f}\u{85}\u{202e}\r]{0,20}x")
        .expect("a regular expression")
}

fn date() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28)
        .prop_map(|(y, m, d)| Date::new(y, m, d).expect("a date that exists"))
}

fn value(question: &Question) -> BoxedStrategy<Value> {
    match &question.kind {
        Kind::Choice(options) => (0..options.len()).prop_map(Value::Choice).boxed(),
        Kind::Multiple { options, .. } => {
            let least = usize::from(options.iter().any(|option| option.none));
            let all: Vec<usize> = (0..options.len()).collect();
            let count = all.len();
            proptest::sample::subsequence(all, least..=count).prop_map(Value::Multiple).boxed()
        }
        Kind::Number(_) => prop_oneof![(0_i32..3650).prop_map(f64::from), 0.0..3650.0, Just(5e-324)]
            .prop_map(Value::Number)
            .boxed(),
        Kind::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
        Kind::Text => text().prop_map(Value::Text).boxed(),
    }
}

fn entry(question: &Question) -> impl Strategy<Value = Entry> + use<> {
    let response = prop_oneof![
        4 => value(question).prop_map(|value| Some(Response::Answered(value))),
        1 => option::of(text()).prop_map(|reason| Some(Response::NotApplicable { reason })),
        1 => Just(Some(Response::Unknown)),
        1 => Just(None),
    ];
    let confidence =
        option::of(prop_oneof![Just(Confidence::High), Just(Confidence::Medium), Just(Confidence::Low)]);
    (response, option::of(text()), vec(text(), 0..3), confidence, option::of(date())).prop_map(
        |(response, note, evidence, confidence, date)| Entry { response, note, evidence, confidence, date },
    )
}

fn sheet(questionnaire: &Questionnaire) -> impl Strategy<Value = AnswerSheet> + use<> {
    let entries: Vec<_> = questionnaire
        .questions()
        .iter()
        .map(|question| {
            prop_oneof![
                1 => Just(None),
                1 => value(question).prop_map(|value| Some(Response::Answered(value).into())),
                1 => entry(question).prop_map(|entry| (entry != Entry::default()).then_some(entry)),
            ]
            .boxed()
        })
        .collect();
    let subject = (option::of(text()), option::of(text()), option::of(text()), option::of(date()))
        .prop_map(|(team, respondent, role, date)| Subject { team, respondent, role, date });
    let blank = AnswerSheet::new(questionnaire);
    let forms = questionnaire.forms().len();
    let version = questionnaire.version().to_owned();
    (subject, 0..forms, any::<bool>(), option::of(text()), entries).prop_map(
        move |(subject, form, versioned, fingerprint, entries)| {
            let mut sheet = blank.clone();
            sheet.subject = subject;
            sheet.form = FormIx(form);
            sheet.version = versioned.then(|| version.clone());
            sheet.fingerprint = fingerprint;
            for (index, entry) in entries.into_iter().enumerate() {
                sheet.set(QuestionIx(index), entry);
            }
            sheet
        },
    )
}

fn read(text: &str, syntax: Syntax) -> AnswerSheet {
    answers::read(&Source::new("a", text), syntax, small())
        .unwrap_or_else(|e| panic!("{e}\nin\n{text}"))
        .sheet
}

proptest! {
    #[test]
    fn what_is_written_as_toml_is_read_back(sheet in sheet(small())) {
        let text = answers::to_toml(small(), &sheet);
        prop_assert_eq!(read(&text, Syntax::Toml), sheet);
    }

    #[test]
    fn what_is_written_as_json_is_read_back(sheet in sheet(small())) {
        let text = answers::to_json(small(), &sheet);
        prop_assert_eq!(read(&text, Syntax::Json), sheet);
    }

    #[test]
    fn an_updated_file_says_what_was_meant_keeps_all_comments_and_changes_no_more(
        before in sheet(small()),
        after in sheet(small()),
        comments in vec((0..60_usize, "[ -~é]{0,8}"), 0..12),
    ) {
        // A file with comments between its lines and behind some of them.
        let mut lines: Vec<String> = answers::to_toml(small(), &before).lines().map(str::to_owned).collect();
        for (index, (place, comment)) in comments.iter().enumerate() {
            let place = place % lines.len();
            let comment = format!("# {index}:{comment}");
            if place.is_multiple_of(2) || lines[place].is_empty() || lines[place].contains('#') {
                lines.insert(place, comment);
            } else {
                lines[place] = format!("{}  {comment}", lines[place]);
            }
        }
        let text = lines.join("\n");
        let small = small();
        let once = answers::update(&Source::new("a", text.as_str()), small, &after).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        prop_assert_eq!(read(&once, Syntax::Toml), after.clone());
        for (index, (_, comment)) in comments.iter().enumerate() {
            let comment = format!("# {index}:{comment}");
            prop_assert!(once.contains(comment.trim_end()), "{} is lost:\n{}", comment, once);
        }
        let twice = answers::update(&Source::new("a", once.as_str()), small, &after).unwrap();
        prop_assert_eq!(&once, &twice);
        let back = answers::update(&Source::new("a", once.as_str()), small, &before).unwrap();
        prop_assert_eq!(read(&back, Syntax::Toml), before);
    }
}
