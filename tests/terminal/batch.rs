//! Progress of a batch: on a terminal, and only there.

use std::fs;
use std::process::Command;

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use super::harness::{QUESTIONNAIRE, Terminal, surroundings};

/// A batch of a file and then of a pipe.
fn batch(more: &[&str]) -> (TempDir, Terminal) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("twelve.toml"), QUESTIONNAIRE).unwrap();
    fs::create_dir(folder.path().join("teams")).unwrap();
    fs::write(folder.path().join("teams/a.toml"), "team = \"a\"\n").unwrap();
    fs::write(folder.path().join("teams/b.toml"), "team = 1\n").unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join("late.csv")).status().unwrap().success());
    // What the program has sent is all there when the shell's last word is.
    let mut command = CommandBuilder::new("sh");
    surroundings(&mut command, folder.path());
    command.args([
        "-c",
        "\"$@\"; status=$?; echo over; exit $status",
        "sh",
        env!("CARGO_BIN_EXE_standpoint"),
    ]);
    command.args(["batch", "-Q", "twelve.toml", "teams", "late.csv", "-o", "r.csv"]);
    command.args(more);
    (folder, Terminal::start(command, (80, 24)))
}

/// Writes the last answer set, for which the batch waits.
fn end(folder: &TempDir, terminal: &mut Terminal) -> String {
    fs::write(folder.path().join("late.csv"), "team,owns\nc,yes\n").unwrap();
    let last = terminal.shows("over");
    assert_eq!(terminal.ends_well(), 4);
    assert_eq!(fs::read_to_string(folder.path().join("r.csv")).unwrap().lines().count(), 4);
    last.replace("over", "").trim_end().to_owned()
}

#[test]
fn progress_is_shown_on_a_terminal_and_gives_way_to_the_summary() {
    let (folder, mut terminal) = batch(&[]);
    let shown = terminal.shows("rows/s");
    assert!(shown.contains("rejected"), "{shown}");
    let last = end(&folder, &mut terminal);
    assert!(last.starts_with("2 answer sets scored, 1 rejected"), "{last}");
    assert!(!last.contains("rows/s"), "{last}");
}

#[test]
fn a_quiet_batch_says_nothing_on_a_terminal() {
    for more in [&["-q"][..], &["--quiet", "--progress", "json"]] {
        let (folder, mut terminal) = batch(more);
        assert_eq!(end(&folder, &mut terminal), "");
    }
}
