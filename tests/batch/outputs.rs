//! What `standpoint batch` writes beside the whole table: chosen columns, reports, rejected rows, progress.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::command::{folder, lines, standpoint};

fn batch(folder: &Path, arguments: &[&str]) -> Output {
    standpoint(folder, &[&["batch", "-Q", "small.toml"], arguments].concat(), b"")
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names of what is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn chosen_columns_come_in_the_order_in_which_they_are_named() {
    let folder = folder();
    let output = batch(folder.path(), &["table.csv", "--select", "status,team,row", "-q"]);
    assert_eq!(lines(&output.stdout), ["status,team,row", "scored,b,1", "rejected,c,2", "rejected,d,3"]);
    let one = batch(folder.path(), &["teams", "--select", "error"]);
    assert_eq!(lines(&one.stdout), ["error", "\"\""]);
    for (select, says) in [
        ("team,flw", "did you mean `flow`?"),
        ("team,team", "selected twice"),
        ("zzzzzzzz", "no column `zzzzzzzz`"),
    ] {
        let output = batch(folder.path(), &["table.csv", "--select", select, "-o", "r.csv"]);
        assert_eq!(output.status.code(), Some(2), "{select}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(says), "{select}");
    }
    let output = batch(folder.path(), &["table.csv", "--select", "team", "-o", "r.ndjson"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("r.csv").exists() && !folder.path().join("r.ndjson").exists());
}

#[test]
fn each_set_has_its_report_whatever_the_number_of_threads() {
    let folder = folder();
    let mut first = None;
    for threads in ["1", "2", "8"] {
        let arguments = ["table.csv", "teams", "teams", "--reports", threads, "--threads", threads];
        let output = batch(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(4));
        assert!(output.stdout.is_empty());
        let reports = folder.path().join(threads);
        assert_eq!(names(&reports), ["a-2.html", "a.html", "b.html"]);
        let texts: Vec<String> = names(&reports).iter().map(|name| read(&reports, name)).collect();
        assert!(texts.iter().all(|text| text.starts_with("<!DOCTYPE html>")));
        assert_eq!(&texts, first.get_or_insert(texts.clone()));
    }
    let arguments = ["teams", "--reports", "md", "--format", "markdown", "-o", "r.csv"];
    assert_eq!(batch(folder.path(), &arguments).status.code(), Some(0));
    let alone = standpoint(folder.path(), &["report", "teams/a.toml", "-Q", "small.toml", "-o", "a.md"], b"");
    assert_eq!(alone.status.code(), Some(0));
    assert_eq!(read(folder.path(), "md/a.md"), read(folder.path(), "a.md"));
    assert_eq!(read(folder.path(), "r.csv").lines().count(), 2);
}

#[test]
fn rejected_rows_can_be_corrected_and_scored() {
    let folder = folder();
    let table =
        "team;note;pace\nb;\"x, \"\"y\"\"\nz\";monthly\nc;\"kept, as it is\";weekly\nd;;sometimes;much\n";
    fs::write(folder.path().join("table.csv"), table).unwrap();
    fs::write(folder.path().join("other.csv"), "pace,team\noften,e\n").unwrap();
    let json =
        "{\"team\": \"f\", \"answers\": {\"pace\": \"hourly\"}}\n{\"team\": \"g\"\n{\"team\": \"h\"}\n";
    fs::write(folder.path().join("lines.ndjson"), json).unwrap();
    fs::write(folder.path().join("teams/bad.toml"), "team = 1\n").unwrap();
    let output = batch(
        folder.path(),
        &["table.csv", "other.csv", "lines.ndjson", "teams", "-o", "r.csv", "--errors", "bad.csv"],
    );
    assert_eq!(output.status.code(), Some(4));
    let said = String::from_utf8(output.stderr).unwrap();
    for line in [
        "2 rejected rows: bad.csv",
        "1 rejected row: bad-2.csv",
        "2 rejected rows: bad.ndjson",
        "the name of 1 rejected input: bad-inputs.csv",
    ] {
        assert!(said.contains(line), "{said}");
    }
    let rows = read(folder.path(), "bad.csv");
    assert_eq!(
        rows,
        "rejected,team,note,pace\n\
         \"table.csv:4:20: `pace`: there is no option `weekly`; its options: yearly, monthly, daily [no-such-option]\",c,\"kept, as it is\",weekly\n\
         \"table.csv:5:1: the row has 4 cells, the titles have 3; put quotes round cells that hold a separator, and leave \
         cells without an answer empty [uneven-row]\",d,,sometimes,much\n"
    );
    assert!(read(folder.path(), "bad-2.csv").contains("e\n"));
    assert!(read(folder.path(), "bad-inputs.csv").contains(",teams/bad.toml\n"));

    // As it is, it is rejected again and keeps its shape.
    let again = batch(folder.path(), &["bad.csv", "bad.ndjson", "-o", "r.csv", "--errors", "again.csv"]);
    assert_eq!(again.status.code(), Some(4));
    let again = read(folder.path(), "again.csv");
    assert_eq!(again.lines().count(), 3);
    assert!(
        again.starts_with("rejected,team,note,pace\n") && again.contains(",d,,sometimes,much\n"),
        "{again}"
    );
    assert_eq!(read(folder.path(), "again.ndjson").lines().count(), 2);
    assert_eq!(read(folder.path(), "again.ndjson").matches("rejected").count(), 2);

    let correct = |text: String| text.replace("weekly", "daily").replace("sometimes,much", "daily");
    fs::write(folder.path().join("bad.csv"), correct(rows)).unwrap();
    let objects = read(folder.path(), "bad.ndjson").replace("hourly", "daily").replace("\"g\"\n", "\"g\"}\n");
    fs::write(folder.path().join("bad.ndjson"), objects).unwrap();
    let output =
        batch(folder.path(), &["bad.csv", "bad.ndjson", "--select", "team,status", "--columns", "team=team"]);
    assert_eq!(lines(&output.stdout), ["team,status", "c,scored", "d,scored", "f,scored", "g,scored"]);
}

#[test]
fn a_run_without_rejected_rows_leaves_no_file_of_them() {
    let folder = folder();
    let output = batch(folder.path(), &["teams", "-o", "r.csv", "--errors", "bad.csv"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(names(folder.path()), ["r.csv", "small.toml", "table.csv", "teams"]);
}

#[test]
fn a_quiet_run_says_nothing_and_a_wordy_one_says_it_to_machines() {
    let folder = folder();
    let quiet = batch(folder.path(), &["table.csv", "-q", "--progress", "json"]);
    assert_eq!((quiet.status.code(), quiet.stderr), (Some(4), Vec::new()));
    let wordy = batch(folder.path(), &["table.csv", "teams", "--progress", "json"]);
    let lines: Vec<serde_json::Value> =
        lines(&wordy.stderr).iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let last = lines.last().unwrap();
    assert_eq!(last["format"], "standpoint.progress/1");
    assert_eq!((&last["sets"], &last["rejected"], &last["inputs"]), (&4.into(), &2.into(), &2.into()));
    assert_eq!((&last["done"], &last["seconds_left"]), (&true.into(), &0.0.into()));
    let size = fs::metadata(folder.path().join("table.csv")).unwrap().len()
        + fs::metadata(folder.path().join("teams/a.toml")).unwrap().len();
    assert_eq!((&last["bytes"], &last["bytes_total"]), (&size.into(), &size.into()));
}

#[test]
fn enough_rejected_sets_stop_a_run_that_can_go_on() {
    let folder = folder();
    let whole = batch(folder.path(), &["table.csv", "teams", "-o", "whole.csv", "--errors", "all.csv"]);
    assert_eq!(whole.status.code(), Some(4));
    fs::write(folder.path().join("r.csv"), "old").unwrap();
    let arguments = ["table.csv", "teams", "-o", "r.csv", "--errors", "bad.csv"];
    let stopped = batch(folder.path(), &[&arguments[..], &["--max-errors", "1"]].concat());
    assert_eq!(stopped.status.code(), Some(4));
    let said = String::from_utf8(stopped.stderr).unwrap();
    assert!(said.contains("stopped after 1 answer set rejected (--max-errors)"), "{said}");
    assert!(
        said.contains("r.csv.partial has their rows; go on with --resume and a higher --max-errors, or none"),
        "{said}"
    );
    assert_eq!(read(folder.path(), "r.csv"), "old");
    assert_eq!(read(folder.path(), "r.csv.partial").lines().count(), 3);

    for (more, says) in [
        (&["--select", "team"][..], "--select was another"),
        (&["--columns", "team=Team"], "--columns was another"),
        (&["--strict"], "--strict was another"),
    ] {
        let other = batch(folder.path(), &[&arguments[..], more, &["--resume"]].concat());
        assert_eq!(other.status.code(), Some(2));
        let said = String::from_utf8(other.stderr).unwrap();
        assert!(said.contains(says), "{said}");
    }
    let resumed = batch(folder.path(), &[&arguments[..], &["--resume"]].concat());
    assert_eq!(resumed.status.code(), Some(4));
    assert_eq!(read(folder.path(), "r.csv"), read(folder.path(), "whole.csv"));
    assert_eq!(read(folder.path(), "bad.csv"), read(folder.path(), "all.csv"));
    let sums = |bytes: &[u8]| lines(bytes)[..2].to_vec();
    assert_eq!(sums(&resumed.stderr), sums(&whole.stderr));
    assert!(!names(folder.path()).iter().any(|name| name.contains("partial")));
}

#[test]
fn a_run_goes_on_in_the_middle_of_a_large_table() {
    use std::fmt::Write as _;
    let folder = folder();
    let mut table = "team,pase,pace\n".to_owned();
    for row in 0..20_000 {
        let pace = if row % 3_333 == 3_332 { "never" } else { "daily" };
        writeln!(table, "\"team\n{row}\",,{pace}").unwrap();
    }
    fs::write(folder.path().join("large.csv"), &table).unwrap();
    for (name, rest) in [("whole.csv", &[][..]), ("whole.ndjson", &["--errors", "all.csv"])] {
        let whole = batch(folder.path(), &[&["teams", "large.csv", "teams", "-o", name], rest].concat());
        assert_eq!(whole.status.code(), Some(4));
        let resumed = format!("r{name}");
        let call = |more: &[&str]| {
            let rest: Vec<&str> =
                rest.iter().map(|of| if *of == "all.csv" { "some.csv" } else { *of }).collect();
            batch(
                folder.path(),
                &[&["teams", "large.csv", "teams", "-o", &resumed], &rest[..], more].concat(),
            )
        };
        assert_eq!(call(&["--max-errors", "2"]).status.code(), Some(4));
        assert_eq!(call(&["--max-errors", "3", "--resume", "--threads", "3"]).status.code(), Some(4));
        let last = call(&["--resume", "--threads", "1"]);
        assert_eq!(last.status.code(), Some(4));
        assert!(read(folder.path(), &resumed) == read(folder.path(), name), "{name}");
        assert_eq!(lines(&last.stderr)[..3], lines(&whole.stderr)[..3]);
    }
    assert_eq!(read(folder.path(), "some.csv"), read(folder.path(), "all.csv"));
    // What has changed since is not the same run.
    assert_eq!(
        batch(folder.path(), &["large.csv", "-o", "r.csv", "--max-errors", "1"]).status.code(),
        Some(4)
    );
    fs::write(folder.path().join("large.csv"), table.replace("team", "Team")).unwrap();
    let changed = batch(folder.path(), &["large.csv", "-o", "r.csv", "--resume"]);
    assert_eq!(changed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&changed.stderr).contains("the inputs have changed since"));
}

#[test]
fn rejected_rows_get_their_names_if_a_run_cannot_be_continued() {
    let folder = folder();
    let text = fs::read(folder.path().join("table.csv")).unwrap();
    for (arguments, partial) in [
        (&["table.csv"][..], false),
        (&["-", "-o", "r.csv"], true),
        (&["-", "-o", "r.csv", "--by", "team"], true),
    ] {
        let rest = ["-Q", "small.toml", "--errors", "bad.csv", "--max-errors", "1", "-q"];
        let output = standpoint(folder.path(), &[&["batch"], arguments, &rest].concat(), &text);
        assert_eq!(output.status.code(), Some(4));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("stopped after 1 answer set rejected"), "{said}");
        assert!(said.ends_with("  1 rejected row: bad.csv\n"), "{said}");
        assert_eq!(said.contains("the run cannot be continued"), partial, "{said}");
        assert!(read(folder.path(), "bad.csv").ends_with(",c,weekly\n"));
        fs::remove_file(folder.path().join("bad.csv")).unwrap();
        let names = names(folder.path());
        assert!(!names.iter().any(|name| name.starts_with("bad.") || name.contains("groups")), "{names:?}");
    }
}

#[test]
fn a_run_goes_on_to_the_same_folder_of_reports() {
    let folder = folder();
    fs::write(
        folder.path().join("many.csv"),
        format!("team,pace\n{}", "a,daily\na,never\nb,yearly\n".repeat(9)),
    )
    .unwrap();
    let run = |to: &str, more: &[&str]| {
        let results = format!("{to}.csv");
        let arguments = ["many.csv", "teams", "-o", &results, "--reports", to, "--format", "text"];
        assert_eq!(batch(folder.path(), &[&arguments[..], more].concat()).status.code(), Some(4));
    };
    run("whole", &[]);
    run("parts", &["--max-errors", "2"]);
    run("parts", &["--max-errors", "5", "--resume", "--threads", "1"]);
    run("parts", &["--resume"]);
    let whole = names(&folder.path().join("whole"));
    assert_eq!(whole.len(), 19);
    assert_eq!(names(&folder.path().join("parts")), whole);
    for name in whole {
        assert_eq!(
            read(folder.path(), &format!("parts/{name}")),
            read(folder.path(), &format!("whole/{name}"))
        );
    }
    assert_eq!(read(folder.path(), "parts.csv"), read(folder.path(), "whole.csv"));
}

#[test]
fn reports_for_sharing_name_nobody_not_even_by_their_files() {
    let folder = folder();
    fs::write(folder.path().join("ann.csv"), "team,respondent,role,pace\nHarriers,ann,smith,daily\n")
        .unwrap();
    let reports = |to: &str, more: &[&str]| {
        let arguments = ["ann.csv", "--reports", to, "--format", "json"];
        assert_eq!(batch(folder.path(), &[&arguments[..], more].concat()).status.code(), Some(0));
        let to = folder.path().join(to);
        let texts: Vec<String> =
            names(&to).iter().map(|name| format!("{name} {}", read(&to, name))).collect();
        texts.concat()
    };
    let (open, shared) = (reports("open", &[]), reports("shared", &["--redact", "names"]));
    for name in ["Harriers", "ann", "smith"] {
        assert!(open.contains(&format!("\"{name}\"")), "{open}");
        assert!(!shared.contains(&format!("\"{name}\"")), "{shared}");
    }
    assert!(open.starts_with("Harriers.json ") && shared.starts_with("report-1.json "));
    // The table is not redacted, and so nothing is promised of it.
    let output = batch(folder.path(), &["ann.csv", "-o", "r.csv", "--redact", "names"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--select"));
}

#[test]
fn groups_are_never_written_for_a_part_of_a_run() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("r.groups.csv"), "old").unwrap();
    let grouped = ["table.csv", "teams", "-o", "r.csv", "--by", "team"];
    let stopped = batch(path, &[&grouped[..], &["--max-errors", "1"]].concat());
    assert_eq!(stopped.status.code(), Some(4));
    assert_eq!(read(path, "r.groups.csv"), "old");
    assert_eq!(batch(path, &grouped).status.code(), Some(4));
    assert!(read(path, "r.groups.csv").starts_with("level,team,"));
}

#[test]
fn groups_count_the_sets_of_an_interrupted_run_too() {
    use std::fmt::Write as _;
    let folder = folder();
    let path = folder.path();
    let mut table = "team,pase,pace\n".to_owned();
    for row in 0..20_000 {
        let pace = ["daily", "monthly", "yearly"][row % 3];
        let pace = if row % 3_333 == 3_332 { "never" } else { pace };
        writeln!(table, "team {},,{pace}", row % 7).unwrap();
    }
    fs::write(path.join("large.csv"), &table).unwrap();
    let call = |name: &str, more: &[&str]| {
        batch(path, &[&["teams", "large.csv", "teams", "-o", name], more].concat())
    };
    let grouped = ["--by", "team,date"];
    assert_eq!(call("whole.csv", &grouped).status.code(), Some(4));
    // Whether the interrupted run was to group or not, and wherever it ended.
    for (name, first) in [("r.csv", &grouped[..]), ("s.csv", &[])] {
        assert_eq!(call(name, &[first, &["--max-errors", "2"]].concat()).status.code(), Some(4));
        assert_eq!(
            call(name, &[&grouped[..], &["--max-errors", "3", "--resume"]].concat()).status.code(),
            Some(4)
        );
        let last = call(name, &[&grouped[..], &["--resume", "--progress", "json"]].concat());
        assert_eq!(last.status.code(), Some(4));
        assert!(read(path, name) == read(path, "whole.csv"));
        let groups = name.replace(".csv", ".groups.csv");
        assert_eq!(read(path, &groups), read(path, "whole.groups.csv"));
        let progress =
            lines(&last.stderr).iter().filter_map(|line| serde_json::from_str(line).ok()).next_back();
        let progress: serde_json::Value = progress.unwrap();
        assert_eq!(progress["inputs"], progress["inputs_total"]);
        assert_eq!(progress["bytes"], progress["bytes_total"]);
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_how_to_get_it() {
    let folder = folder();
    fs::write(folder.path().join("t.parquet"), "PAR1").unwrap();
    for arguments in [&["teams", "-o", "r.parquet"][..], &["t.parquet"]] {
        let output = batch(folder.path(), arguments);
        assert!(!output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("cargo install --path . --features parquet"), "{said}");
    }
}
