//! `standpoint batch --by`, as people call it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::answers;

fn standpoint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint")).args(arguments).current_dir(folder).output().unwrap()
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("two.toml"), include_str!("two.toml")).unwrap();
    fs::write(folder.path().join("t.csv"), answers(400, 9)).unwrap();
    folder
}

#[test]
fn groups_come_beside_the_results_and_are_the_same_for_all_threads_and_formats() {
    let folder = folder();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let call = |more: &[&str]| {
        let arguments = [&["batch", "t.csv", "-Q", "two.toml", "--by", "team,date:quarter"], more].concat();
        let output = standpoint(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        output
    };
    call(&["-o", "r.csv", "--threads", "1"]);
    let groups = read("r.groups.csv");
    assert!(groups.starts_with("level,team,date:quarter,measure,n,mean,low,high,sd,q10"), "{groups}");
    assert_eq!(read("r.csv").lines().count(), 401);
    call(&["-o", "s.ndjson", "--threads", "3"]);
    assert_eq!(read("s.groups.csv"), groups);
    let output = call(&["--groups", "g.json"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), read("r.csv"));
    let json: Value = serde_json::from_str(&read("g.json")).unwrap();
    assert_eq!(json["format"], "standpoint.groups/1");
    assert_eq!(json["by"], serde_json::json!(["team", "date:quarter"]));
    assert_eq!(json["groups"][0]["n"], 400);
    call(&["-o", "r.csv", "--groups", "-"]);
}

#[test]
fn names_that_a_spreadsheet_could_reckon_stay_names() {
    let folder = folder();
    fs::write(folder.path().join("evil.csv"), format!("team,watch\n{}", "\"=1+1,\"\"\n\",yes\n".repeat(12)))
        .unwrap();
    let output =
        standpoint(folder.path(), &["batch", "evil.csv", "-Q", "two.toml", "-o", "r.csv", "--by", "team"]);
    assert_eq!(output.status.code(), Some(0));
    let text = fs::read_to_string(folder.path().join("r.groups.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let teams: Vec<String> = reader.records().map(|row| row.unwrap()[1].to_owned()).collect();
    assert!(teams.iter().any(|team| team == "'=1+1,\""), "{teams:?}");
}

#[test]
fn a_wrong_call_is_told_before_anything_is_written() {
    let folder = folder();
    for (more, says) in [
        (&["--by", "week"][..], "only by team, role, date"),
        (&["--by", "team,team"], "divides no further"),
        (&["--by", "team", "--min-group", "2"], "2 is not in 3.."),
        (&["--by", "team"], "--groups"),
        (&["--by", "team", "-o", "r.csv", "--groups", "r.csv"], "the same place"),
        (&["--by", "team", "-o", "r.csv", "--groups", "g.xlsx"], "names no format of groups"),
        (&["--groups", "g.csv"], "--by"),
        (&["--min-group", "6"], "--by"),
    ] {
        let arguments = [&["batch", "t.csv", "-Q", "two.toml"], more].concat();
        let output = standpoint(folder.path(), &arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{more:?}: {said}");
        assert!(said.contains(says), "{more:?}: {said}");
        assert!(output.stdout.is_empty() && !folder.path().join("r.csv").exists());
    }
}
