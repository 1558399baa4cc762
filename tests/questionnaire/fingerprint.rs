//! The fingerprint follows what a questionnaire says, not how it is laid out.

use standpoint::diagnostic::Source;
use standpoint::questionnaire::{catalogue, compile};

const HEAD: &str = r#"
[questionnaire]
id = "habits"
version = "1.0.0"
title = "Habits"

[[pole]]
id = "flow"
title = "Flow"

[[dimension]]
id = "delivery"
title = "Delivery"
"#;

const BODY: &str = r#"
[[trait]]
id = "rollback"
dimension = "delivery"
poles = ["flow"]
title = "Way back"
weight = 2

[[question]]
id = "tested"
trait = "rollback"
kind = "yes-no"
text = "Was the way back tried?"

[scale.share]
options = [{ id = "none", text = "None." }, { id = "all", text = "All." }]

[[question]]
id = "reach"
trait = "rollback"
kind = "choice"
scale = "share"
text = "How many services have one?"
"#;

fn fingerprint(files: &[&str]) -> String {
    let sources: Vec<Source> =
        files.iter().enumerate().map(|(index, text)| Source::new(format!("{index}.toml"), *text)).collect();
    compile(&sources).unwrap_or_else(|problems| panic!("{problems}")).questionnaire.fingerprint().to_owned()
}

fn whole() -> String {
    format!("{HEAD}{BODY}")
}

#[test]
fn it_is_32_hexadecimal_digits() {
    let fingerprint = fingerprint(&[&whole()]);
    assert_eq!(fingerprint.len(), 32);
    assert!(fingerprint.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{fingerprint}");
}

#[test]
fn layout_comments_key_order_and_files_do_not_matter() {
    let one = fingerprint(&[&whole()]);
    for same in [
        whole().replace('\n', "\r\n"),
        format!("# A comment.\n{}", whole().replace(" = ", "   =\t")),
        whole().replace(
            "id = \"habits\"\nversion = \"1.0.0\"",
            "version = '1.0.0'\n\"id\" = \"\"\"habits\"\"\"",
        ),
        whole().replace("weight = 2", "weight = 2.0"),
        whole().replace("weight = 2", "weight = 0x2"),
        whole().replace("text = \"Was the", "text = \"\\u0057as the"),
    ] {
        assert_ne!(same, whole());
        assert_eq!(fingerprint(&[&same]), one, "{same}");
    }
    assert_eq!(fingerprint(&[HEAD, BODY]), one);
    assert_eq!(fingerprint(&[BODY, HEAD]), one);
}

#[test]
fn every_word_number_and_order_matters() {
    let one = fingerprint(&[&whole()]);
    for (old, new) in [
        ("Was the way back tried?", "Was a way back tried?"),
        ("weight = 2", "weight = 3"),
        ("weight = 2\n", ""),
        ("None.", "None"),
        ("id = \"all\"", "id = \"every\""),
        ("\"1.0.0\"", "\"1.0.1\""),
        (
            "{ id = \"none\", text = \"None.\" }, { id = \"all\", text = \"All.\" }",
            "{ id = \"all\", text = \"All.\" }, { id = \"none\", text = \"None.\" }",
        ),
    ] {
        let other = whole().replace(old, new);
        assert_ne!(other, whole());
        assert_ne!(fingerprint(&[&other]), one, "{new}");
    }
    let (first, second) = BODY.split_once("[scale.share]").unwrap();
    let (question, rest) = first.split_at(first.find("[[question]]").unwrap());
    let swapped = format!("{HEAD}{question}[scale.share]{second}{rest}");
    assert_ne!(fingerprint(&[&swapped]), one, "the order of the questions");
}

#[test]
fn built_in_questionnaires_have_different_ones() {
    let mut all: Vec<String> = catalogue::ids()
        .map(|id| compile(&catalogue::sources(id).unwrap()).unwrap().questionnaire.fingerprint().to_owned())
        .collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}
