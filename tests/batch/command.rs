//! `standpoint batch`, as people call it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub fn standpoint(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever does not read its input ends without it.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

pub fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8(bytes.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

pub fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("small.toml"), include_str!("../answers/small.toml")).unwrap();
    fs::create_dir(folder.path().join("teams")).unwrap();
    fs::write(folder.path().join("teams/a.toml"), "team = \"a\"\n[answers]\npace = \"daily\"\n").unwrap();
    fs::write(folder.path().join("table.csv"), "team,pace\nb,monthly\nc,weekly\nd,sometimes\n").unwrap();
    folder
}

#[test]
fn results_come_in_the_order_of_the_inputs_and_the_summary_on_standard_error() {
    let folder = folder();
    let output = standpoint(folder.path(), &["batch", "table.csv", "teams", "-Q", "small.toml"], b"");
    assert_eq!(output.status.code(), Some(4));
    let rows = lines(&output.stdout);
    let starts: Vec<&str> = rows.iter().map(|row| &row[..row.len().min(16)]).collect();
    assert_eq!(
        starts,
        ["input,row,team,r", "table.csv,1,b,,,", "table.csv,2,c,,,", "table.csv,3,d,,,", "teams/a.toml,,a,"]
    );
    assert_eq!(
        lines(&output.stderr),
        [
            "2 answer sets scored, 2 rejected",
            "  rejected 2 times: [no-such-option] first in table.csv:3:3 (row 2): `pace`: there is no option `weekly`",
        ]
    );
}

#[test]
fn a_file_of_results_is_written_whole_also_if_sets_were_rejected() {
    let folder = folder();
    for (name, starts) in [("r.csv", "input,row,"), ("r.ndjson", "{\"format\":\"standpoint.report/1\"")] {
        let arguments = ["batch", "table.csv", "-Q", "small.toml", "-o", name, "--threads", "3"];
        let output = standpoint(folder.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(4));
        assert!(output.stdout.is_empty());
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.starts_with(starts), "{text}");
        assert_eq!(text.lines().count(), if name == "r.csv" { 4 } else { 3 });
    }
}

#[test]
fn standard_input_is_a_table() {
    let folder = folder();
    let call = |from: &str, input: &[u8]| {
        let output = standpoint(folder.path(), &["batch", "-", "--from", from, "-Q", "small.toml"], input);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        lines(&output.stdout)
    };
    let csv = call("csv", b"team,pace\nx,daily\n");
    assert_eq!(csv.len(), 2);
    assert!(csv[1].starts_with("<stdin>,1,x,"));
    assert_eq!(call("tsv", b"team\tpace\nx\tdaily\n"), csv);
    assert_eq!(call("ndjson", b"{\"team\": \"x\", \"answers\": {\"pace\": 3}}\n"), csv);
}

#[test]
fn a_wrong_call_is_told_before_anything_is_written() {
    let folder = folder();
    for (arguments, code, says) in [
        (&["batch", "missing/"][..], 1, "there is no such file or folder"),
        (&["batch", "none-*.toml"], 1, "no answer file and no table matches"),
        (&["batch", "-", "-"], 2, "only once"),
        (&["batch", "teams", "-o", "r.xyz"], 2, "names no format"),
        (&["batch", "teams", "-o", "r.csv", "-Q", "nothing-like-it"], 2, "no built-in questionnaire"),
        (&["batch", "teams", "-o", "missing/r.csv", "-Q", "small.toml"], 1, "missing/r.csv"),
        (&["batch", "teams", "--threads", "0"], 2, "threads"),
    ] {
        let output = standpoint(folder.path(), arguments, b"");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert!(!folder.path().join("r.csv").exists());
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let folder = folder();
    let table = format!("team,pace\n{}", "a,daily\n".repeat(50_000));
    fs::write(folder.path().join("many.csv"), table).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["batch", "many.csv", "-Q", "small.toml"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_steers_a_terminal_does_not_reach_it() {
    let folder = folder();
    fs::write(folder.path().join("evil.csv"), "team,pace\n\u{1b}[31mx,\u{1b}[2J\n").unwrap();
    let output = standpoint(folder.path(), &["batch", "evil.csv", "-Q", "small.toml", "-o", "r.csv"], b"");
    assert_eq!(output.status.code(), Some(4));
    assert!(!output.stderr.contains(&0x1b));
}

#[test]
fn a_folder_of_teams_is_scored_around_a_broken_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder();
    let teams = folder.path().join("teams");
    fs::copy(root.join("examples/teams/ledger.toml"), teams.join("a.toml")).unwrap();
    fs::copy(root.join("examples/teams/intranet.toml"), teams.join("c.toml")).unwrap();
    fs::write(teams.join("b.toml"), "questionnaire = \"devops-itops\"\n[answers\n").unwrap();
    let output = standpoint(folder.path(), &["batch", "teams", "-o", "results.csv"], b"");
    assert_eq!(output.status.code(), Some(4));
    let said = lines(&output.stderr);
    assert_eq!(said[0], "2 answer sets scored, 1 rejected");
    assert!(said[1].contains("teams/b.toml:2:"), "{said:?}");
    let results = fs::read_to_string(folder.path().join("results.csv")).unwrap();
    let inputs: Vec<_> = results.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(inputs, ["teams/a.toml", "teams/b.toml", "teams/c.toml"]);
}
