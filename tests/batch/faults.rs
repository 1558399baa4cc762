//! What happens when the machine does not play along: signals, full disks, pipes without an end.

use std::fs;
use std::io::{BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::command::{folder, standpoint};

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
