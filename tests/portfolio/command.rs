//! `standpoint portfolio`, as people call it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

fn standpoint(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
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

/// A folder with the example teams.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("teams")).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/teams")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join("teams").join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[track_caller]
fn done(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn answers_reports_and_a_saved_portfolio_make_the_same_page() {
    let folder = folder();
    let call = |arguments: &[&str]| standpoint(folder.path(), arguments, b"");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    done(&call(&["portfolio", "teams", "-o", "a.html"]));
    assert!(read("a.html").starts_with("<!DOCTYPE html>"));
    done(&call(&["batch", "teams", "-o", "r.ndjson"]));
    done(&call(&["portfolio", "r.ndjson", "-o", "b.html"]));
    assert_eq!(read("b.html"), read("a.html"));
    let page = read("a.html");
    done(&call(&["portfolio", "teams", "-o", "p.json"]));
    done(&call(&["portfolio", "p.json", "-o", "c.html"]));
    assert_eq!(read("c.html"), page);
    let piped =
        standpoint(folder.path(), &["portfolio", "-", "--format", "html"], read("r.ndjson").as_bytes());
    assert_eq!(done(&piped), page);
    done(&call(&["report", "teams/ledger.toml", "-o", "ledger.json"]));
    assert!(done(&call(&["portfolio", "ledger.json"])).starts_with("# DevOps and ITOps placement: 1 team\n"));
}

#[test]
fn a_table_of_results_makes_a_portfolio_without_traits() {
    let folder = folder();
    fs::write(folder.path().join("teams/broken.toml"), "[answers\n").unwrap();
    let output = standpoint(folder.path(), &["batch", "teams", "-o", "r.csv"], b"");
    assert_eq!(output.status.code(), Some(4));
    let page = done(&standpoint(folder.path(), &["portfolio", "r.csv"], b""));
    assert!(page.contains("5 teams") && page.contains("holds no traits"), "{page}");
    assert!(page.contains("one answer set that could not be scored"), "{page}");
    // Scored now, what is wrong is told now.
    let output = standpoint(folder.path(), &["portfolio", "teams", "-o", "p.md"], b"");
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("teams/broken.toml:1:"));
    assert!(folder.path().join("p.md").exists());
}

#[test]
fn packed_results_make_the_same_portfolio() {
    let folder = folder();
    let call = |arguments: &[&str], input: &[u8]| standpoint(folder.path(), arguments, input);
    for (results, page) in
        [("r.csv", "# DevOps and ITOps"), ("r.ndjson", "# DevOps and ITOps"), ("p.json", "# DevOps")]
    {
        let make: &[&str] = if results == "p.json" { &["portfolio"] } else { &["batch"] };
        done(&call(&[make, &["teams", "-o", results]].concat(), b""));
        let whole = done(&call(&["portfolio", results], b""));
        assert!(whole.starts_with(page), "{whole}");
        let packed = gzip(&fs::read(folder.path().join(results)).unwrap());
        let name = format!("{results}.gz");
        fs::write(folder.path().join(&name), &packed).unwrap();
        assert_eq!(done(&call(&["portfolio", &name], b"")), whole);
        if results != "p.json" {
            assert_eq!(done(&call(&["portfolio", "-"], &packed)), whole);
        }
    }
    // Answers may be packed as ever, and packed data that is damaged is told with its name.
    let table = b"team,delivery-speed-practice\nLarch,1\n";
    let packed = gzip(table);
    fs::write(folder.path().join("t.csv.gz"), &packed).unwrap();
    assert!(done(&call(&["portfolio", "t.csv.gz"], b"")).contains("1 team"));
    assert!(done(&call(&["portfolio", "-"], &packed)).contains("1 team"));
    fs::write(folder.path().join("cut.csv.gz"), &packed[..packed.len() - 9]).unwrap();
    let output = call(&["portfolio", "cut.csv.gz"], b"");
    assert_eq!(output.status.code(), Some(4));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cut.csv.gz") && said.contains("damaged or cut off"), "{said}");
}

#[test]
fn results_with_columns_left_out_are_told_as_such() {
    let folder = folder();
    for columns in ["team,coverage", "input,devops", "team,coverage,status,error", "error"] {
        done(&standpoint(folder.path(), &["batch", "teams", "-o", "s.csv", "--select", columns], b""));
        let output = standpoint(folder.path(), &["portfolio", "s.csv"], b"");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{columns}: {said}");
        assert!(said.contains("s.csv:") && said.contains("results of"), "{columns}: {said}");
        assert!(said.contains("score the answers again without --select"), "{columns}: {said}");
        assert!(output.stdout.is_empty());
    }
    // Results on another questionnaire are not that.
    let output = standpoint(folder.path(), &["portfolio", "-"], b"team,coverage,status,error,other\n");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`devops` is missing") && !said.contains("--select"), "{said}");
}

#[test]
fn tables_of_answers_come_from_files_and_from_standard_input() {
    let folder = folder();
    let table = b"team,delivery-speed-practice\nLarch,1\nAlder,2\n";
    fs::write(folder.path().join("t.csv"), table).unwrap();
    let from_file = done(&standpoint(folder.path(), &["portfolio", "t.csv", "--sort", "coverage"], b""));
    assert_eq!(done(&standpoint(folder.path(), &["portfolio", "-", "--sort", "coverage"], table)), from_file);
    assert!(from_file.contains("Sorted by coverage"));
}

#[test]
fn a_wrong_call_is_told_before_anything_is_written() {
    let folder = folder();
    fs::write(folder.path().join("other.ndjson"), "{\"format\":\"standpoint.report/9\"}\n").unwrap();
    done(&standpoint(folder.path(), &["portfolio", "teams", "-o", "saved.json"], b""));
    for (arguments, code, says) in [
        (&["missing"][..], 1, "there is no such file or folder"),
        (&["teams", "-o", "p.docx"], 2, "names no format of portfolios"),
        (&["teams", "--sort", "height"], 2, "cannot be sorted by `height`"),
        (&["teams", "--min-group", "2"], 2, "2 is not in 3.."),
        (&["other.ndjson"], 4, "other.ndjson:1: not a report that this version reads"),
        (&["saved.json", "teams"], 2, "cannot be put together"),
        (&["teams", "-Q", "nothing-like-it"], 2, "no built-in questionnaire"),
    ] {
        let arguments = [&["portfolio"], arguments].concat();
        let output = standpoint(folder.path(), &arguments, b"");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty());
    }
}
