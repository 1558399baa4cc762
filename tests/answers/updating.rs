use standpoint::answers::{self, AnswerSheet, Entry, Response, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::Value;

use super::{read_with_warnings, small};

/// Updates a text with changes to what it says.
fn updated(
    text: &str,
    change: impl FnOnce(&mut AnswerSheet, &dyn Fn(&mut AnswerSheet, &str, Option<Entry>)),
) -> String {
    let small = small();
    let (mut sheet, _) = read_with_warnings(text, Syntax::Toml);
    change(&mut sheet, &|sheet, id, entry| {
        sheet.set(small.find_question(id).unwrap(), entry);
    });
    answers::update(&Source::new("a", text), small, &sheet).unwrap_or_else(|problems| panic!("{problems}"))
}

fn choice(index: usize) -> Entry {
    Response::Answered(Value::Choice(index)).into()
}

const COMMENTED: &str = "\
# our answers
questionnaire = 'small' # the id

# who
team = \"payments\"

[answers] # below
# often?
pace = 'monthly'   # since May

days = { answer = 30, note = 'about' }
parts = [ # what helps
  \"roles\", # names
]
# the end
";

#[test]
fn what_does_not_change_stays_byte_for_byte() {
    assert_eq!(updated(COMMENTED, |_, _| {}), COMMENTED);
    let changed = updated(COMMENTED, |sheet, set| set(sheet, "pace", Some(choice(2))));
    assert_eq!(changed, COMMENTED.replace("'monthly'", "\"daily\""));
}

#[test]
fn members_change_one_by_one() {
    let changed = updated(COMMENTED, |sheet, set| {
        let entry = Entry {
            note: Some("about".to_owned()),
            evidence: vec!["log".to_owned()],
            ..Response::Answered(Value::Number(31.0)).into()
        };
        set(sheet, "days", Some(entry));
    });
    assert_eq!(
        changed,
        COMMENTED.replace(
            "{ answer = 30, note = 'about' }",
            "{ answer = 31, note = 'about', evidence = \"log\" }"
        )
    );
}

#[test]
fn an_entry_that_loses_a_member_is_written_anew() {
    let changed = updated(COMMENTED, |sheet, set| {
        set(sheet, "days", Some(Response::Answered(Value::Number(30.0)).into()));
    });
    assert_eq!(changed, COMMENTED.replace("{ answer = 30, note = 'about' }", "30"));
}

#[test]
fn comments_within_a_changed_value_move_above_it() {
    let changed = updated(COMMENTED, |sheet, set| {
        set(sheet, "parts", Some(Response::Answered(Value::Multiple(vec![0, 1])).into()));
    });
    assert_eq!(
        changed,
        COMMENTED.replace(
            "parts = [ # what helps\n  \"roles\", # names\n]",
            "# what helps\n# names\nparts = [\"roles\", \"runbook\"]"
        )
    );
}

#[test]
fn a_removed_answer_leaves_its_comments() {
    let changed = updated(COMMENTED, |sheet, set| {
        set(sheet, "pace", None);
        set(sheet, "days", None);
        set(sheet, "parts", None);
        sheet.subject.team = None;
    });
    assert_eq!(
        changed,
        "\
# our answers
questionnaire = 'small' # the id

# who

[answers] # below
# often?
# since May

# what helps
# names
# the end
"
    );
}

#[test]
fn new_answers_and_keys_find_their_places() {
    let changed = updated(COMMENTED, |sheet, set| {
        set(sheet, "by-hand", Some(Response::Answered(Value::YesNo(false)).into()));
        set(sheet, "extras", Some(Response::Unknown.into()));
        set(sheet, "remarks", Some(Response::NotApplicable { reason: None }.into()));
        sheet.version = Some("1.2.0".to_owned());
        sheet.subject.role = Some("lead".to_owned());
    });
    assert_eq!(
        changed,
        COMMENTED
            .replace("# the id\n", "# the id\nversion = \"1.2.0\"\n")
            .replace("\"payments\"\n", "\"payments\"\nrole = \"lead\"\n")
            .replace("# since May\n", "# since May\nby-hand = \"no\"\n")
            .replace("\n]\n", "\n]\nextras = \"unknown\"\nremarks = \"n/a\"\n")
    );
}

#[test]
fn the_first_answer_goes_before_the_comments_of_the_next() {
    let changed =
        updated("[answers]\n\n# text\nremarks = \"x\"\n", |sheet, set| set(sheet, "pace", Some(choice(0))));
    assert_eq!(changed, "[answers]\n\npace = \"yearly\"\n# text\nremarks = \"x\"\n");
}

#[test]
fn a_file_without_answers_gets_a_section() {
    let set_pace = |sheet: &mut AnswerSheet, set: &dyn Fn(&mut AnswerSheet, &str, Option<Entry>)| {
        set(sheet, "pace", Some(choice(0)));
    };
    assert_eq!(updated("", set_pace), "[answers]\npace = \"yearly\"\n");
    assert_eq!(updated("team = \"x\"", set_pace), "team = \"x\"\n\n[answers]\npace = \"yearly\"\n");
    assert_eq!(
        updated("team = \"x\"\r\n[answers]", set_pace),
        "team = \"x\"\r\n[answers]\r\npace = \"yearly\""
    );
    assert_eq!(
        updated("# only this\n\n# above\n[answers]\n", |sheet, _| sheet.subject.team = Some("x".to_owned())),
        "# only this\n\nteam = \"x\"\n# above\n[answers]\n"
    );
    assert_eq!(updated("", |sheet, _| sheet.subject.team = Some("x".to_owned())), "team = \"x\"\n");
}

#[test]
fn every_layout_can_be_changed() {
    let small = small();
    for text in [
        "answers = { pace = \"daily\", days = { answer = 3, note = \"n\" } } # all\n",
        "answers.pace = 'daily' # all\nanswers.days.answer = 3\nanswers.days.note = \"n\"\n",
        "[answers.days] # all\nanswer = \"3\"\nnote = \"\"\"n\"\"\"\n[answers]\npace = 3",
        "[answers.days] # all\nanswer = \"3\"\nnote = \"n\"",
        "[answers] # all\n\"pace\" = \"daily\"\ndays.answer = 3\n\"days\".note = \"n\"\n",
        "[answers.days] # all\n",
        "answers = {} # all",
        "\u{feff}[answers] # all\ndays = { note = '''\n# pace = \"\"\n''' }",
    ] {
        let (before, _) = read_with_warnings(text, Syntax::Toml);
        let full = {
            let mut sheet = before.clone();
            sheet.subject.team = Some("t".to_owned());
            for (question, response) in small.question_indices().zip([
                Response::Answered(Value::Choice(1)),
                Response::Answered(Value::YesNo(true)),
                Response::Answered(Value::Number(2.5)),
                Response::Unknown,
                Response::NotApplicable { reason: Some("r".to_owned()) },
                Response::Answered(Value::Text("t".to_owned())),
            ]) {
                sheet.set(question, Some(Entry { note: Some("m".to_owned()), ..response.into() }));
            }
            sheet
        };
        let mut current = text.to_owned();
        for target in [&full, &before, &AnswerSheet::new(small), &full] {
            let source = Source::new("a", current.as_str());
            current = answers::update(&source, small, target).unwrap_or_else(|e| panic!("{e}\n{current}"));
            assert_eq!(read_with_warnings(&current, Syntax::Toml).0, *target, "{current}");
            assert!(current.contains("# all"), "{current}");
        }
    }
}

#[test]
fn answers_fill_a_blank_file_below_their_questions() {
    let small = small();
    let mut text = answers::blank(small, small.full_form());
    let comments: Vec<String> =
        text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect();
    let (mut sheet, _) = read_with_warnings(&text, Syntax::Toml);
    for question in small.question_indices().rev() {
        sheet.set(question, Some(Response::Unknown.into()));
        text = answers::update(&Source::new("a", text.as_str()), small, &sheet).unwrap();
    }
    for question in small.questions() {
        let lines: Vec<&str> = text.lines().collect();
        let answer = lines.iter().position(|line| *line == format!("{} = \"unknown\"", question.id)).unwrap();
        assert!(lines[answer - 1].starts_with(&format!("# {} = ", question.id)), "{text}");
    }
    let kept: Vec<String> = text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect();
    assert_eq!(kept, comments);
}

#[test]
fn a_text_that_is_not_valid_is_not_touched() {
    let small = small();
    let sheet = AnswerSheet::new(small);
    let problems = answers::update(&Source::new("a", "team = \n"), small, &sheet).unwrap_err();
    assert!(problems.has_errors());
}

#[test]
fn what_cannot_be_changed_in_place_is_written_anew_below_the_comments() {
    let small = small();
    // A note that says nothing is not read back, so that the result never says what the sheet says.
    let mut sheet = AnswerSheet::new(small);
    let entry = Entry { note: Some(" ".to_owned()), ..choice(0) };
    sheet.set(small.find_question("pace").unwrap(), Some(entry));
    let text = answers::update(&Source::new("a", "# one\n[answers] # two\n"), small, &sheet).unwrap();
    assert_eq!(text, format!("# one\n# two\n{}", answers::to_toml(small, &sheet)));
}
