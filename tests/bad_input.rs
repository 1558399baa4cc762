//! Bad input of every kind gets a documented exit code and a message that names file and place. Nothing panics, nothing
//! is half-written, and no escape sequence from a file reaches the terminal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const TEAM: &str = "examples/teams/ledger.toml";

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn standpoint(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    seen(output)
}

fn seen(output: Output) -> Run {
    let run = Run {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert!(!run.err.contains('\u{1b}') && !run.out.contains('\u{1b}'), "raw escapes: {:?}", run.err);
    run
}

fn flagship(answers: &str) -> String {
    format!("questionnaire = \"devops-itops\"\nversion = \"1.0.0\"\n{answers}")
}

/// A folder with one file of these bytes, and what `score` makes of it.
fn score(name: &str, bytes: &[u8]) -> Run {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    standpoint(folder.path(), &["score", name])
}

#[test]
fn broken_answers_end_with_4_and_name_file_and_place() {
    let deep = flagship(&format!("[answers]\nci-cd-practice = {}{}\n", "[".repeat(5_000), "]".repeat(5_000)));
    let deep_table =
        flagship(&format!("[answers]\nci-cd-practice = {}1{}\n", "{a=".repeat(5_000), "}".repeat(5_000)));
    let long = flagship(&format!("[answers]\nci-cd-practice = \"{}\"\n", "x".repeat(5 * 1024 * 1024)));
    let cases: &[(&str, &str, Vec<u8>)] = &[
        ("truncated", "a.toml:4:", flagship("[answers]\nci-cd-practice = \"thr").into_bytes()),
        ("truncated JSON", "a.json:1:", b"{\"questionnaire\": \"devops-itops\", \"answers\": {".to_vec()),
        ("binary", "a.toml", (0..=255).cycle().take(4096).collect()),
        ("not UTF-8", "a.toml", [flagship("team = \"caf").as_bytes(), b"\xe9\"\n"].concat()),
        ("nan", "a.toml:4:", flagship("[answers]\npatch-security-result = nan\n").into_bytes()),
        ("unknown option", "a.toml:4:", flagship("[answers]\nci-cd-practice = \"perfect\"\n").into_bytes()),
        ("unknown question", "a.toml:4:", flagship("[answers]\nci-cd-practise = 1\n").into_bytes()),
        ("deep arrays", "a.toml", deep.into_bytes()),
        ("deep tables", "a.toml", deep_table.into_bytes()),
        ("a line of 5 MB", "a.toml:4:", long.into_bytes()),
        ("escapes", "a.toml:4:", flagship("[answers]\nci-cd-practice = \"\\u001b[31m\"\n").into_bytes()),
        ("raw escapes", "a.toml:", flagship("[answers]\nci-cd-practice = \"\x1b[31m\"\n").into_bytes()),
        ("deep JSON", "a.json", format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes()),
        ("empty", "a.toml", Vec::new()),
    ];
    for (what, place, bytes) in cases {
        let name = if place.starts_with("a.json") { "a.json" } else { "a.toml" };
        let run = score(name, bytes);
        assert_eq!(run.code, 4, "{what}: {}", run.err);
        assert!(run.err.contains(place), "{what} does not name {place}:\n{}", run.err);
        assert!(run.err.len() < 20_000, "{what}: the message is {} bytes long", run.err.len());
        assert!(run.out.is_empty(), "{what} prints a result");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let answers = flagship("team = \"Zürich\"\r\n[answers]\r\nci-cd-practice = 3\r\n");
    let run = score("a.toml", format!("\u{feff}{answers}").as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("Zürich"));
}

#[test]
fn names_with_escapes_are_shown_and_not_sent() {
    let run = score(
        "a.toml",
        flagship("team = \"a\\u001b[2J\\u202eb\"\n[answers]\nci-cd-practice = 3\n").as_bytes(),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.out.contains('\u{202e}'));
    let folder = TempDir::new().unwrap();
    let run = standpoint(folder.path(), &["score", "no\u{1b}[31m.toml"]);
    assert_eq!(run.code, 1);
}

#[test]
fn a_missing_file_or_folder_ends_with_1_and_is_named() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        vec!["score", "nowhere.toml"],
        vec!["report", "nowhere.toml"],
        vec!["batch", "nowhere"],
        vec!["survey", "./nowhere/q.toml"],
        vec!["questionnaire", "check", "./nowhere"],
        vec!["answers", "check", "nowhere.toml"],
    ] {
        let run = standpoint(folder.path(), &arguments);
        assert_eq!(run.code, 1, "{arguments:?}: {}", run.err);
        assert!(run.err.contains("nowhere"), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_folder_in_place_of_a_file_ends_with_1_and_points_to_batch() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("teams")).unwrap();
    for command in ["report", "score", "plan", "explain", "chart"] {
        let run = standpoint(folder.path(), &[command, "teams"]);
        assert_eq!(run.code, 1, "{command}: {}", run.err);
        assert!(run.err.contains("it is a folder"), "{command}: {}", run.err);
        assert!(run.err.contains("standpoint batch teams"), "{command}: {}", run.err);
    }
}

#[test]
fn an_invalid_questionnaire_ends_with_3() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("q.toml"), "[questionnaire]\nid = \"Bad Id\"\nweight = nan\n").unwrap();
    for arguments in [vec!["questionnaire", "check", "q.toml"], vec!["questionnaire", "show", "q.toml"]] {
        let run = standpoint(folder.path(), &arguments);
        assert_eq!(run.code, 3, "{arguments:?}: {}", run.err);
        assert!(run.err.contains("q.toml:2:"), "{}", run.err);
    }
}

#[test]
fn misuse_ends_with_2_and_says_what_helps() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (arguments, help) in [
        (vec!["scor"], "score"),
        (vec!["score"], "Usage"),
        (vec!["score", TEAM, "-Q", "devops-itop"], "devops-itops"),
        (vec!["score", TEAM, "--fail-under", "devop=0.6"], "devops"),
        (vec!["score", TEAM, "--fail-under", "devops=7"], "0 to 1"),
        (vec!["score", TEAM, "--fail-under", "devops=level:9"], "level"),
        (vec!["answers", "new", "--form", "quik"], "quick"),
        (vec!["report", TEAM, "-o", "report.doc"], ".md"),
    ] {
        let run = standpoint(here, &arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(help), "{arguments:?} lacks `{help}`:\n{}", run.err);
    }
}

#[test]
fn a_missed_gate_ends_with_5_in_every_format() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for format in ["text", "json", "csv", "markdown"] {
        let run = standpoint(here, &["score", TEAM, "--format", format, "--fail-under", "devops=1,itops=0"]);
        assert_eq!(run.code, 5, "{format}: {}", run.err);
        assert!(run.err.contains("devops=1") && !run.err.contains("itops=0"), "{}", run.err);
        assert!(!run.out.is_empty());
    }
}

#[test]
fn a_report_that_cannot_be_written_leaves_what_was_there() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("no/such/folder/report.md");
    let run = standpoint(here, &["report", TEAM, "-o", missing.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("report.md"), "{}", run.err);

    let kept = folder.path().join("kept.md");
    fs::write(&kept, "before").unwrap();
    let broken = folder.path().join("broken.toml");
    fs::write(&broken, flagship("[answers]\nci-cd-practice = 99\n")).unwrap();
    let run = standpoint(here, &["report", broken.to_str().unwrap(), "-o", kept.to_str().unwrap()]);
    assert_eq!(run.code, 4, "{}", run.err);
    assert_eq!(fs::read_to_string(&kept).unwrap(), "before");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "a temporary file stayed behind");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_with_1_and_a_closed_pipe_with_0() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["report", TEAM])
        .current_dir(here)
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let run = seen(output);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("disk is full"), "{}", run.err);

    for arguments in
        [vec!["report", TEAM], vec!["completions", "bash"], vec!["questionnaire", "show", "devops-itops"]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(&arguments)
            .current_dir(here)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let run = seen(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;

    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    let run =
        standpoint(Path::new(env!("CARGO_MANIFEST_DIR")), &["report", TEAM, "-o", pipe.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(reader.join().unwrap().contains("Ledger"));
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
}
