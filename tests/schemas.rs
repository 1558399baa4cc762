//! What the program writes as JSON keeps to the schemas in `docs/schema`.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn run(folder: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_standpoint")).args(arguments).current_dir(folder).output();
    let output = status.expect("the program starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[track_caller]
fn keeps_to(schema: &str, file: &Path) {
    let read = |path: &Path| -> Value {
        serde_json::from_str(&fs::read_to_string(path).expect("it is there")).expect("it is JSON")
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema").join(schema).with_extension("json");
    let validator = jsonschema::validator_for(&read(&path)).expect("the schema is one");
    let value = read(file);
    let problems: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(problems.is_empty(), "{schema}: {problems:#?}");
    // A schema that takes anything would show nothing.
    let mut broken = value;
    broken.as_object_mut().expect("it is an object").remove("format");
    assert!(!validator.is_valid(&broken), "{schema}");
}

#[test]
fn reports_plans_portfolios_and_groups_keep_to_their_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let teams = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/teams");
    let teams = teams.to_str().unwrap();
    let ledger = &format!("{teams}/ledger.toml");
    let file = |name: &str| folder.path().join(name);
    run(folder.path(), &["report", ledger, "-o", "report.json"]);
    keeps_to("report", &file("report.json"));
    run(folder.path(), &["plan", ledger, "--format", "json", "-o", "all.json"]);
    keeps_to("plan", &file("all.json"));
    run(folder.path(), &["plan", ledger, "--target", "integrated", "--budget", "9", "-o", "target.json"]);
    keeps_to("plan", &file("target.json"));
    run(folder.path(), &["portfolio", teams, "-o", "portfolio.json"]);
    keeps_to("portfolio", &file("portfolio.json"));
    run(folder.path(), &["batch", teams, "-o", "out.csv", "--by", "team,role", "--groups", "groups.json"]);
    keeps_to("groups", &file("groups.json"));
}
