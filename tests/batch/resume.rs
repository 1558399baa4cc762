//! `--resume`: from where a run goes on, and when there is nothing to go on with.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::command::{folder, standpoint};

fn batch(folder: &Path, arguments: &[&str]) -> Output {
    standpoint(folder, &[&["batch", "-Q", "small.toml"], arguments].concat(), b"")
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn there_is_nothing_to_go_on_with() {
    let folder = folder();
    for (arguments, says) in [
        (&["teams", "-o", "r.csv", "--resume"][..], "no interrupted run of r.csv"),
        (&["teams", "--resume"], "--resume goes on with a file of results"),
        (&["-", "-o", "r.csv", "--resume"], "standard input cannot be read again"),
        #[cfg(feature = "parquet")]
        (&["teams", "-o", "r.parquet", "--resume"], "a Parquet file is written as a whole"),
    ] {
        let output = batch(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn a_run_that_was_killed_before_it_saved_how_far_it_was_starts_over() {
    let folder = folder();
    let path = folder.path();
    let whole = batch(path, &["table.csv", "teams", "-o", "whole.csv"]);
    for (more, notes) in [(&[][..], 1), (&["-q"], 0)] {
        fs::write(path.join("r.csv.partial"), "input,row,te").unwrap();
        let output = batch(path, &[&["table.csv", "teams", "-o", "r.csv", "--resume"], more].concat());
        assert_eq!(output.status, whole.status);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.matches("r.csv.partial had not saved how far it was; starting over").count(), notes);
        assert_eq!(read(path, "r.csv"), read(path, "whole.csv"));
        assert!(!path.join("r.csv.partial").exists() && !path.join("r.csv.partial.json").exists());
    }
    // With whole results alone there is nothing to go on with either, and they stay.
    let output = batch(path, &["table.csv", "-o", "r.csv", "--resume"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(read(path, "r.csv"), read(path, "whole.csv"));
}

#[test]
fn a_run_goes_on_behind_a_line_that_is_too_long() {
    let folder = folder();
    let path = folder.path();
    let line = |team: &str| format!("{{\"team\":\"{team}\",\"answers\":{{\"pace\":\"daily\"}}}}\n");
    let long = line(&"x".repeat(17 << 20));
    fs::write(
        path.join("t.ndjson"),
        [&line("a"), &long, &line("b"), &long, &line("c")].map(String::as_str).concat(),
    )
    .unwrap();
    let call = |name: &str, more: &[&str]| {
        let errors = name.replace(".csv", ".errors");
        let output = batch(path, &[&["t.ndjson", "-o", name, "--errors", &errors], more].concat());
        assert_eq!(output.status.code(), Some(4));
    };
    call("whole.csv", &[]);
    call("r.csv", &["--max-errors", "1"]);
    call("r.csv", &["--resume"]);
    assert_eq!(read(path, "r.csv").lines().count(), 6);
    assert_eq!(read(path, "r.csv"), read(path, "whole.csv"));
    assert_eq!(read(path, "r.errors-inputs.csv"), read(path, "whole.errors-inputs.csv"));
}
