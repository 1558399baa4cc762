//! What happens when the machine does not play along: signals, full disks, pipes without an end.

use std::fs;
use std::io::{BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::command::{folder, standpoint};
use super::inputs::gzip;

/// A run that waits for `one.csv` and `two.csv`, two pipes, after it has dealt with what comes first.
fn waiting(folder: &Path, arguments: &[&str]) -> (Child, BufReader<std::process::ChildStderr>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["batch", "-Q", "small.toml", "--progress", "json", "teams", "table.csv", "one.csv", "two.csv"])
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    (child, stderr)
}

/// Waits until the run says that it is at work.
fn at_work(stderr: &mut impl std::io::BufRead) {
    let mut line = String::new();
    stderr.read_line(&mut line).unwrap();
    assert!(line.contains("standpoint.progress/1"), "{line}");
}

fn pipes() -> TempDir {
    let folder = folder();
    for name in ["one.csv", "two.csv"] {
        let made = Command::new("mkfifo").arg(folder.path().join(name)).status().unwrap();
        assert!(made.success());
    }
    folder
}

/// Feeds a pipe whoever reads it.
fn feed(folder: &Path, name: &str, text: &str) {
    let mut pipe = fs::OpenOptions::new().write(true).open(folder.join(name)).unwrap();
    pipe.write_all(text.as_bytes()).unwrap();
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("sh").args(["-c", &format!("kill -{name} {}", child.id())]).status().unwrap();
    assert!(sent.success());
}

fn whole(folder: &Path, child: Child) -> Option<i32> {
    feed(folder, "one.csv", "team,pace\nx,daily\n");
    feed(folder, "two.csv", "team,pace\ny,daily\nz,never\n");
    child.wait_with_output().unwrap().status.code()
}

#[test]
fn an_interrupted_run_keeps_its_rows_and_goes_on_to_the_same_end() {
    let folder = pipes();
    let path = folder.path();
    let (child, _stderr) = waiting(path, &["-o", "whole.csv"]);
    assert_eq!(whole(path, child), Some(4));
    for name in ["INT", "TERM"] {
        fs::write(path.join("r.csv"), "old").unwrap();
        let (child, mut stderr) = waiting(path, &["-o", "r.csv"]);
        at_work(&mut stderr);
        let second = standpoint(path, &["batch", "-Q", "small.toml", "teams", "-o", "r.csv"], b"");
        assert_eq!(second.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&second.stderr).contains("another run is writing r.csv.partial"));
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130));
        let mut said = String::new();
        stderr.read_to_string(&mut said).unwrap();
        assert!(said.contains("interrupted after "), "{said}");
        assert!(
            said.contains("r.csv.partial has their rows; go on with the same command and --resume"),
            "{said}"
        );
        assert_eq!(fs::read_to_string(path.join("r.csv")).unwrap(), "old");
        let partial = fs::read_to_string(path.join("r.csv.partial")).unwrap();
        let complete = fs::read_to_string(path.join("whole.csv")).unwrap();
        assert!(complete.starts_with(&partial) && partial.ends_with('\n'), "{partial}");
        assert!(partial.lines().count() > 1);

        let (child, _stderr) = waiting(path, &["-o", "r.csv", "--resume"]);
        assert_eq!(whole(path, child), Some(4));
        assert_eq!(fs::read_to_string(path.join("r.csv")).unwrap(), complete);
        assert!(!path.join("r.csv.partial").exists() && !path.join("r.csv.partial.json").exists());
    }
}

#[test]
fn whole_rows_have_gone_to_standard_output_before_a_run_is_interrupted() {
    let folder = pipes();
    let (child, mut stderr) = waiting(folder.path(), &[]);
    at_work(&mut stderr);
    signal(&child, "INT");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(output.stdout.ends_with(b"\n"));
}

#[test]
fn a_killed_run_leaves_no_results_under_their_name_and_goes_on() {
    let folder = pipes();
    let path = folder.path();
    let (child, _stderr) = waiting(path, &["-o", "whole.csv", "--errors", "all.csv"]);
    assert_eq!(whole(path, child), Some(4));

    let (mut child, mut stderr) = waiting(path, &["-o", "r.csv", "--errors", "bad.csv"]);
    at_work(&mut stderr);
    // How far it is has been saved once it has been at work for a while.
    std::thread::sleep(std::time::Duration::from_secs(3));
    feed(path, "one.csv", "team,pace\nx,daily\n");
    while !path.join("r.csv.partial.json").exists() {
        assert!(child.try_wait().unwrap().is_none(), "the run waits for the second pipe");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    signal(&child, "KILL");
    child.wait().unwrap();
    assert!(!path.join("r.csv").exists());
    // Half a row that had been written when it was killed.
    let mut partial = fs::OpenOptions::new().append(true).open(path.join("r.csv.partial")).unwrap();
    partial.write_all(b"two.csv,1,hal").unwrap();
    drop(partial);

    let (child, _stderr) = waiting(path, &["-o", "r.csv", "--errors", "bad.csv", "--resume"]);
    // The end of the first pipe had not been saved: it is read again, and its row is not told again.
    assert_eq!(whole(path, child), Some(4));
    for (name, expected) in [("r.csv", "whole.csv"), ("bad.csv", "all.csv")] {
        let read = |name: &str| fs::read_to_string(path.join(name)).unwrap();
        assert_eq!(read(name), read(expected));
    }
}

#[test]
fn a_run_that_was_killed_early_is_started_over() {
    let folder = pipes();
    let path = folder.path();
    let (mut child, mut stderr) = waiting(path, &["-o", "r.csv"]);
    at_work(&mut stderr);
    signal(&child, "KILL");
    child.wait().unwrap();
    assert!(!path.join("r.csv").exists());
    let (child, _stderr) = waiting(path, &["-o", "r.csv"]);
    assert_eq!(whole(path, child), Some(4));
    assert!(fs::read_to_string(path.join("r.csv")).unwrap().starts_with("input,row,"));
}

#[test]
fn what_an_earlier_run_noted_does_not_hold_for_one_that_starts_over() {
    let folder = pipes();
    let path = folder.path();
    let (child, mut stderr) = waiting(path, &["-o", "r.csv"]);
    at_work(&mut stderr);
    signal(&child, "INT");
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(130));
    assert!(path.join("r.csv.partial.json").exists());
    // The second run, asked otherwise and killed before it notes anything, has written rows of its own.
    let (mut child, mut stderr) = waiting(path, &["-o", "r.csv", "--select", "team"]);
    at_work(&mut stderr);
    signal(&child, "KILL");
    child.wait().unwrap();
    assert!(path.join("r.csv.partial").exists() && !path.join("r.csv.partial.json").exists());
}

#[test]
fn nothing_is_written_over_an_input() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("bad.csv"), "team,pace\na,weekly\n").unwrap();
    fs::write(path.join("bad-inputs.csv"), "team,pace\na,daily\n").unwrap();
    fs::create_dir(path.join("sets")).unwrap();
    let set = "{\"questionnaire\": \"small\", \"team\": \"a\", \"answers\": {\"pace\": \"daily\"}}";
    fs::write(path.join("sets/a.json"), set).unwrap();
    fs::create_dir(path.join("links")).unwrap();
    std::os::unix::fs::symlink("../bad.csv", path.join("links/other.csv")).unwrap();
    let said = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(arguments)
            .args(["-Q", "small.toml"])
            .current_dir(path)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (arguments, hint) in [
        (&["batch", "bad.csv", "-o", "./bad.csv"][..], "-o"),
        (&["batch", "*.csv", "-o", "r.csv", "--errors", "bad"], "--errors"),
        (&["batch", "bad-inputs.csv", "-o", "r.csv", "--errors", "bad.csv"], "--errors"),
        (&["batch", "bad.csv", "-o", "r.csv", "--by", "team", "--groups", "sets/../bad.csv"], "--groups"),
        (&["batch", "links/other.csv", "-o", "bad.csv"], "-o"),
        (&["portfolio", "sets", "-o", "sets/a.json"], "-o"),
    ] {
        let (code, said) = said(arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert!(said.contains("is an input, and would be written over"), "{said}");
        assert!(said.contains(&format!("name another file with {hint}\n")), "{said}");
    }
    // Reports step aside, and twice the same.
    for _ in 0..2 {
        let (code, said) = said(&["batch", "sets/a.json", "--reports", "sets", "--format", "json"]);
        assert_eq!(code, Some(0), "{said}");
        assert_eq!(fs::read_to_string(path.join("sets/a.json")).unwrap(), set);
        assert_eq!(fs::read_dir(path.join("sets")).unwrap().count(), 2);
    }
    assert_eq!(fs::read_to_string(path.join("bad.csv")).unwrap(), "team,pace\na,weekly\n");
}

#[test]
fn a_full_disk_is_told_and_leaves_no_results_under_their_name() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("many.csv"), format!("team,pace\n{}", "a,daily\n".repeat(20_000))).unwrap();
    let shell = |script: &str| {
        let script = script.replace("standpoint", &format!("'{}'", env!("CARGO_BIN_EXE_standpoint")));
        let output = Command::new("sh").args(["-c", &script]).current_dir(path).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    if Path::new("/dev/full").exists() {
        for script in [
            "exec standpoint batch many.csv -Q small.toml > /dev/full",
            "exec standpoint batch many.csv -Q small.toml -o /dev/full --format csv",
        ] {
            let (code, said) = shell(script);
            assert_eq!(code, Some(1), "{said}");
            assert!(said.contains("the disk is full"), "{said}");
        }
    }
    // A file that may not grow over 64 KiB, in place of a disk that cannot hold more.
    for format in ["csv", "ndjson"] {
        fs::write(path.join(format!("r.{format}")), "old").unwrap();
        let (code, said) = shell(&format!(
            "trap '' XFSZ; ulimit -f 64; exec standpoint batch many.csv -Q small.toml -o r.{format}"
        ));
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(&format!("cannot write r.{format}.partial")), "{said}");
        assert_eq!(fs::read_to_string(path.join(format!("r.{format}"))).unwrap(), "old");
        assert!(!path.join(format!("r.{format}.partial")).exists());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file_in_a_folder_is_one_rejected_set() {
    let folder = folder();
    // Even who may read everything cannot read this.
    std::os::unix::fs::symlink("/proc/self/mem", folder.path().join("teams/b.toml")).unwrap();
    fs::write(folder.path().join("teams/c.toml"), "team = \"c\"\n[answers]\npace = \"daily\"\n").unwrap();
    let output =
        standpoint(folder.path(), &["batch", "teams", "-Q", "small.toml", "--select", "input,status"], b"");
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "input,status\nteams/a.toml,scored\nteams/b.toml,rejected\nteams/c.toml,scored\n"
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("[unreadable-input] first in teams/b.toml"));
}

#[test]
fn a_run_that_met_a_full_disk_goes_on_once_there_is_room() {
    let folder = pipes();
    let path = folder.path();
    let run = |name: &str, limit: &str, more: &str| {
        let call = format!(
            "{limit} exec '{}' batch -Q small.toml --progress json teams one.csv two.csv -o {name} {more}",
            env!("CARGO_BIN_EXE_standpoint")
        );
        let mut command = Command::new("sh");
        command.args(["-c", &call]).current_dir(path).stderr(Stdio::piped()).spawn().unwrap()
    };
    let first = || feed(path, "one.csv", "team,pace\nx,daily\nz,never\n");
    let many = format!("team,pace\n{}y,never\n", "y,daily\n".repeat(3_000));
    let end = |child: Child| {
        feed(path, "two.csv", &many);
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let child = run("whole.csv", "", "");
    first();
    assert_eq!(end(child).0, Some(4));

    // A file that may not grow over 64 KiB, in place of a disk that cannot hold more.
    let mut child = run("r.csv", "trap '' XFSZ; ulimit -f 64;", "");
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    at_work(&mut stderr);
    // How far it is has been saved once it has been at work for a while.
    std::thread::sleep(std::time::Duration::from_secs(3));
    first();
    while !path.join("r.csv.partial.json").exists() {
        assert!(child.try_wait().unwrap().is_none(), "the run waits for the second pipe");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(end(child).0, Some(1));
    let mut said = String::new();
    stderr.read_to_string(&mut said).unwrap();
    assert!(said.contains("cannot write r.csv.partial"), "{said}");
    assert!(said.contains("has the rows before; go on with the same command and --resume"), "{said}");
    let whole = fs::read_to_string(path.join("whole.csv")).unwrap();
    let partial = fs::read_to_string(path.join("r.csv.partial")).unwrap();
    assert!(whole.starts_with(&partial) && partial.ends_with('\n') && partial.lines().count() > 1);

    let child = run("r.csv", "", "--resume");
    first();
    assert_eq!(end(child).0, Some(4));
    assert_eq!(fs::read_to_string(path.join("r.csv")).unwrap(), whole);
}

#[test]
fn links_that_lead_to_themselves_and_inputs_that_vanish_are_rejected_sets() {
    use std::os::unix::fs::symlink;
    let folder = pipes();
    let path = folder.path();
    symlink("b.toml", path.join("teams/b.toml")).unwrap();
    symlink("../teams", path.join("teams/around")).unwrap();
    fs::write(path.join("teams/c.toml"), "team = \"c\"\n[answers]\npace = \"daily\"\n").unwrap();
    fs::write(path.join("gone.csv"), "team,pace\ng,daily\n").unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["batch", "-Q", "small.toml", "--select", "input,status", "--threads", "1"])
        .args(["one.csv", "teams", "gone.csv", "table.csv"])
        .current_dir(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The pipe can be opened for writing once the run reads it, and by then it has found all inputs.
    let mut pipe = fs::OpenOptions::new().write(true).open(path.join("one.csv")).unwrap();
    fs::remove_file(path.join("gone.csv")).unwrap();
    pipe.write_all(b"team,pace\nx,daily\n").unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "input,status\none.csv,scored\nteams/a.toml,scored\nteams/b.toml,rejected\nteams/c.toml,scored\n\
         gone.csv,rejected\ntable.csv,scored\ntable.csv,rejected\ntable.csv,rejected\n"
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("rejected 2 times: [unreadable-input] first in teams/b.toml"), "{said}");
}

/// Gzip of a beginning and then so many MiB of the same byte.
fn bomb(beginning: &[u8], byte: u8, mebibytes: usize) -> Vec<u8> {
    [gzip(beginning), gzip(&vec![byte; 1 << 20]).repeat(mebibytes)].concat()
}

#[cfg(target_os = "linux")]
#[test]
fn bombs_and_endless_lines_end_in_little_memory() {
    let folder = folder();
    let path = folder.path();
    // 4 GiB each, in a few megabytes.
    fs::write(path.join("set.toml.gz"), bomb(b"", b' ', 4096)).unwrap();
    fs::write(path.join("line.csv.gz"), bomb(b"", b'x', 4096)).unwrap();
    fs::write(path.join("quote.csv.gz"), bomb(b"team,pace\n\"", b'x', 4096)).unwrap();
    fs::write(path.join("object.ndjson.gz"), bomb(b"", b'{', 4096)).unwrap();
    let deep = "[".repeat(1 << 20);
    fs::write(path.join("deep.ndjson"), format!("{{\"answers\":{deep}\n")).unwrap();
    fs::write(path.join("deep.toml"), format!("a = {deep}\n")).unwrap();
    let inputs = "set.toml.gz line.csv.gz quote.csv.gz object.ndjson.gz deep.ndjson deep.toml teams";
    // All that the program may ask for, what it never touches included.
    let call = format!(
        "ulimit -v 1000000; exec '{}' batch -Q small.toml --threads 2 --select input,status,error {inputs}",
        env!("CARGO_BIN_EXE_standpoint")
    );
    let output = Command::new("sh").args(["-c", &call]).current_dir(path).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(4), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let told: Vec<&str> = text.lines().skip(1).collect();
    for (line, says) in told.iter().zip([
        "set.toml.gz,rejected,larger than 64 MiB",
        "line.csv.gz,rejected,1:1: the row is longer than 16 MiB",
        "quote.csv.gz,rejected,2:1: the row is longer than 16 MiB",
        "object.ndjson.gz,rejected,1:1: the row is longer than 16 MiB",
        "deep.ndjson,rejected,",
        "deep.toml,rejected,",
        "teams/a.toml,scored,",
    ]) {
        assert!(line.starts_with(says) || line.replace('"', "").starts_with(says), "{line}");
    }
    assert_eq!(told.len(), 7, "{text}");
}

#[cfg(all(target_os = "linux", feature = "parquet"))]
#[test]
fn parquet_gets_no_more_memory_than_it_may_whatever_its_pages_say() {
    let folder = folder();
    let path = folder.path();
    // Damaged: a page of some bytes says that it is 1.9 GB unpacked.
    fs::write(path.join("t.parquet"), include_bytes!("../../fuzz/corpus/parquet/boasting")).unwrap();
    let call = format!(
        "ulimit -v 1000000; exec '{}' batch -Q small.toml --threads 2 --select input,status,error t.parquet teams",
        env!("CARGO_BIN_EXE_standpoint")
    );
    let output = Command::new("sh").args(["-c", &call]).current_dir(path).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(4), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("t.parquet,rejected,cannot be read: it is not whole Parquet"), "{text}");
    assert!(text.ends_with("teams/a.toml,scored,\n"), "{text}");
}
