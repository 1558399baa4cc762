//! What authors do with the program: check a questionnaire, and look at what it would measure.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use standpoint::portrait::draw;
use standpoint::questionnaire::{catalogue, compile};

fn standpoint(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .arg("questionnaire")
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn built_ins_the_example_and_a_new_questionnaire_pass_with_warnings_denied() {
    let folder = tempfile::tempdir().unwrap();
    assert!(standpoint(&["new", "ours"], folder.path()).status.success());
    let new = folder.path().join("ours");
    let mut all: Vec<&str> = catalogue::ids().collect();
    all.extend(["examples/code-review/questionnaire.toml", new.to_str().unwrap()]);
    for name in all {
        let output = standpoint(&["check", name, "--deny", "warnings"], root());
        assert!(output.status.success(), "{name}:\n{}", text(&output.stderr));
    }
}

#[test]
fn a_warning_is_shown_and_fails_the_check_only_where_warnings_are_denied() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("tests/invalid/missing-help/questionnaire.toml"), folder.path().join("ours.toml"))
        .unwrap();
    let shown = standpoint(&["check", "ours.toml"], folder.path());
    assert_eq!(shown.status.code(), Some(0));
    let denied = standpoint(&["check", "ours.toml", "--deny", "warnings"], folder.path());
    assert_eq!(denied.status.code(), Some(3));
    for output in [shown, denied] {
        let said = text(&output.stderr);
        assert!(said.contains("warning[missing-help]: `rollback-minutes` has no help"), "{said}");
        assert!(said.contains("ours.toml: valid: "), "{said}");
        assert!(said.trim_end().ends_with("; 1 warning"), "{said}");
    }
    let broken = standpoint(&["check", "ours.toml", "nowhere.toml", "--deny", "warnings"], folder.path());
    assert_ne!(broken.status.code(), Some(0));
}

#[test]
fn other_commands_do_not_repeat_what_the_check_says() {
    let questionnaire = "tests/invalid/missing-help/questionnaire.toml";
    for command in [["show", questionnaire], ["stats", questionnaire]] {
        let output = standpoint(&command, root());
        assert!(output.status.success());
        assert_eq!(text(&output.stderr), "", "{command:?}");
    }
}

#[test]
fn the_figures_as_json_are_those_of_the_library() {
    let output = standpoint(&["stats", "ops-readiness", "--format", "json"], root());
    assert!(output.status.success());
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let questionnaire = compile(&catalogue::sources("ops-readiness").unwrap()).unwrap().questionnaire;
    assert_eq!(found, serde_json::to_value(draw(&questionnaire)).unwrap());
}

#[test]
fn the_figures_are_laid_out_to_be_read() {
    let output = standpoint(&["stats", "examples/code-review/questionnaire.toml"], root());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let golden = snapbox::Data::read_from(&root().join("tests/golden/stats.txt"), None);
    snapbox::assert_data_eq!(text(&output.stdout), golden.raw());
}
