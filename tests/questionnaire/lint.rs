//! Warnings about texts and shape: when they come, and how an author accepts them.

use standpoint::diagnostic::{Diagnostics, Source};
use standpoint::questionnaire::{compile, lint, lints};

/// A small questionnaire; further keys go into `[questionnaire]` and into its first question.
fn small(top: &str, question: &str) -> [Source; 1] {
    let text = format!(
        r#"
[questionnaire]
id = "small"
version = "1.0.0"
title = "Small"
{top}

[[pole]]
id = "only"
title = "Only"

[[dimension]]
id = "one"
title = "One"

[[trait]]
id = "habit"
dimension = "one"
poles = ["only"]
title = "Habit"
accept = [{{ check = "no-recommendation", reason = "It only measures." }}]

[[question]]
id = "written"
trait = "habit"
kind = "yes-no"
{question}

[[question]]
id = "kept"
trait = "habit"
kind = "yes-no"
text = "Was it kept last week?"
help = "Kept means that nobody did otherwise. A day off does not count."
"#
    );
    [Source::new("small.toml", text)]
}

const BOTH: &str = "text = \"Is it written down and known?\"\nhelp = \"A page counts. A talk does not.\"";

fn warnings(top: &str, question: &str) -> Vec<&'static str> {
    codes(&lint(&small(top, question)).unwrap_or_else(|problems| panic!("{problems}")).warnings)
}

fn codes(findings: &Diagnostics) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_run_that_is_not_a_check_warns_of_no_text() {
    assert_eq!(warnings("", BOTH), ["double-barrelled"]);
    assert_eq!(codes(&compile(&small("", BOTH)).unwrap().warnings), [""; 0]);
}

#[test]
fn a_warning_is_accepted_in_its_table_or_for_the_whole_questionnaire() {
    let accept = "accept = [{ check = \"double-barrelled\", reason = \"One cannot be without the other.\" }]";
    assert_eq!(warnings("", &format!("{BOTH}\n{accept}")), [""; 0]);
    assert_eq!(warnings(accept, BOTH), [""; 0]);
    // Where both accept, the one nearer to the text does it and the other has nothing to do.
    assert_eq!(warnings(accept, &format!("{BOTH}\n{accept}")), ["unused-acceptance"]);
}

#[test]
fn an_acceptance_does_not_reach_into_other_tables_or_to_other_checks() {
    let other = "accept = [{ check = \"long-question\", reason = \"Every word is needed.\" }]";
    assert_eq!(warnings("", &format!("{BOTH}\n{other}")), ["double-barrelled", "unused-acceptance"]);
}

#[test]
fn an_unknown_check_and_a_missing_reason_are_errors() {
    let errors = |accept: &str| codes(&compile(&small("", &format!("{BOTH}\n{accept}"))).unwrap_err());
    assert_eq!(errors("accept = [{ check = \"double-barreled\", reason = \"So.\" }]"), ["unknown-word"]);
    assert_eq!(errors("accept = [{ check = \"double-barrelled\", reason = \" \" }]"), ["empty-text"]);
    assert_eq!(errors("accept = [{ check = \"double-barrelled\" }]"), ["missing-key"]);
}

#[test]
fn an_acceptance_does_not_change_the_fingerprint() {
    let accept = "accept = [{ check = \"double-barrelled\", reason = \"One cannot be without the other.\" }]";
    let fingerprint =
        |question: &str| compile(&small("", question)).unwrap().questionnaire.fingerprint().to_owned();
    assert_eq!(fingerprint(BOTH), fingerprint(&format!("{BOTH}\n{accept}")));
}

#[test]
fn words_are_judged_in_english_only() {
    let german = "text = \"Gilt all das and mehr?\"\nhelp = \"Ja.\"";
    assert_eq!(warnings("language = \"de\"", german), [""; 0]);
    assert_eq!(warnings("language = \"en-GB\"", german), ["absolute-word", "double-barrelled"]);
}

#[test]
fn at_all_is_not_absolute_and_a_text_with_escapes_has_a_place() {
    assert_eq!(warnings("", "text = \"Is it used at all?\"\nhelp = \"Once counts.\""), [""; 0]);
    let escaped = small("", "text = \"Is \\\"all\\\" of it written?\"\nhelp = \"A page counts.\"");
    let findings = lint(&escaped).unwrap().warnings;
    assert_eq!(codes(&findings), ["absolute-word"]);
    let span = findings.iter().next().unwrap().labels[0].span;
    assert_eq!(&escaped[0].text()[span.start..span.end], "\"Is \\\"all\\\" of it written?\"");
}

#[test]
fn options_of_a_shared_scale_are_looked_at_once() {
    let scale = "
[scale.often]
options = [{ id = \"no\", text = \"Never.\" }, { id = \"some\", text = \"Weekly.\" }, { id = \"most\", text = \"Daily.\" }]
";
    let question = |id: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\ntrait = \"habit\"\nkind = \"choice\"\nscale = \"often\"\ntext = \"When was {id} last done?\"\nhelp = \"Half done counts.\"\n"
        )
    };
    let [source] = small("", BOTH);
    let text = format!("{}{scale}{}{}", source.text(), question("washing"), question("ironing"));
    let findings = lint(&[Source::new("small.toml", text)]).unwrap().warnings;
    assert_eq!(codes(&findings), ["double-barrelled", "absolute-word"]);
}

#[test]
fn each_warning_is_documented() {
    let page = std::fs::read_to_string("docs/diagnostics.md").unwrap();
    let (_, section) = page.split_once("## Warnings about texts and shape").expect("there is a section");
    let section = section.split("\n## ").next().unwrap();
    let documented: Vec<&str> =
        section.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    assert_eq!(documented, lints().collect::<Vec<_>>());
}
