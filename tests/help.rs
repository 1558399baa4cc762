//! The help texts, whole: what people read first must not change by accident.

use std::process::Command;

use snapbox::{Data, assert_data_eq};

#[test]
fn every_command_explains_itself() {
    let commands = [
        "",
        "survey",
        "score",
        "report",
        "explain",
        "plan",
        "verify",
        "batch",
        "portfolio",
        "chart",
        "badge",
        "sql",
        "questionnaire",
        "questionnaire list",
        "questionnaire show",
        "questionnaire check",
        "questionnaire stats",
        "questionnaire new",
        "answers",
        "answers new",
        "answers check",
        "completions",
    ];
    for command in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(command.split_whitespace())
            .arg("--help")
            .env("COLUMNS", "100")
            .output()
            .unwrap();
        assert!(output.status.success(), "{command}");
        let text = String::from_utf8(output.stdout).unwrap();
        let leaf = !["", "questionnaire", "answers"].contains(&command);
        assert!(
            !leaf || command.ends_with("list") || text.contains("Example"),
            "`{command}` shows no example"
        );
        let name = if command.is_empty() { "standpoint".to_owned() } else { command.replace(' ', "-") };
        assert_data_eq!(text, Data::read_from(format!("tests/golden/help/{name}.txt").as_ref(), None));
    }
}
