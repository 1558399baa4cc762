//! `score` and `report` in a pipeline: gates, checks and findings, whatever the format.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn standpoint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint")).args(arguments).current_dir(folder).output().unwrap()
}

/// A folder with an answer file at `teams/pay ments.toml`.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("teams")).unwrap();
    let answers = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/teams/ledger.toml");
    fs::copy(answers, folder.path().join("teams/pay ments.toml")).unwrap();
    folder
}

const ANSWERS: &str = "teams/pay ments.toml";

#[test]
fn a_missed_gate_gives_the_same_status_in_every_format_and_the_file_is_written() {
    let folder = folder();
    let formats = ["txt", "md", "html", "json", "csv", "junit.xml", "sarif", "sarif.json"];
    let optional =
        [("xlsx", cfg!(feature = "xlsx")), ("docx", cfg!(feature = "docx")), ("pdf", cfg!(feature = "pdf"))];
    let built = optional.into_iter().filter(|(_, built)| *built).map(|(extension, _)| extension);
    for extension in formats.into_iter().chain(built) {
        for (gates, status) in [("devops=1,itops=0.1", 5), ("devops=0.1", 0)] {
            let file = format!("report.{extension}");
            let output = standpoint(folder.path(), &["report", ANSWERS, "-o", &file, "--fail-under", gates]);
            assert_eq!(output.status.code(), Some(status), "{extension} {gates}");
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(said.contains("gate devops=1 missed"), status == 5, "{said}");
            assert!(!said.contains("itops=0.1"), "{said}");
            let file = folder.path().join(file);
            assert!(fs::metadata(&file).unwrap().len() > 100, "{extension}");
            fs::remove_file(&file).unwrap();
        }
    }
    for format in ["text", "markdown", "html", "json", "csv", "junit", "sarif"] {
        for command in ["score", "report"] {
            let arguments =
                [command, ANSWERS, "--format", format, "--fail-under", "devops=0.1,devops=level:5"];
            let output = standpoint(folder.path(), &arguments);
            assert_eq!(output.status.code(), Some(5), "{command} {format}");
            assert!(!output.stdout.is_empty(), "{command} {format}");
        }
    }
}

#[test]
fn a_gate_that_cannot_be_read_stops_before_anything_is_written() {
    let folder = folder();
    for command in [&["report", ANSWERS, "-o", "report.sarif"][..], &["score", ANSWERS, "--format", "sarif"]]
    {
        let output = standpoint(folder.path(), &[command, &["--fail-under", "devop=0.5"]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty() && !folder.path().join("report.sarif").exists());
        assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `devops`?"));
    }
}

fn sarif(folder: &Path, answers: &[&str]) -> serde_json::Value {
    let output = standpoint(folder, &[&["score", "--format", "sarif"], answers].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn addresses_are_relative_to_where_the_program_was_started() {
    let folder = folder();
    let within = folder.path().canonicalize().unwrap();
    let absolute = within.join(ANSWERS);
    let address = |place: &Path, answers: &str| {
        let log = sarif(place, &[answers]);
        let location = &log["runs"][0]["artifacts"][0]["location"];
        (location["uri"].as_str().unwrap().to_owned(), location["uriBaseId"].as_str().map(str::to_owned))
    };
    let relative = ("teams/pay%20ments.toml".to_owned(), Some("%SRCROOT%".to_owned()));
    assert_eq!(address(&within, ANSWERS), relative);
    assert_eq!(address(&within, "./teams/./pay ments.toml"), relative);
    assert_eq!(address(&within, absolute.to_str().unwrap()), relative);
    let elsewhere = TempDir::new().unwrap();
    let (uri, base) = address(elsewhere.path(), absolute.to_str().unwrap());
    assert!(uri.starts_with("file:///") && uri.ends_with("/teams/pay%20ments.toml"), "{uri}");
    assert_eq!(base, None);
}

#[test]
fn several_files_share_one_run_and_keep_their_own_lines() {
    let folder = folder();
    fs::write(
        folder.path().join("two.toml"),
        "questionnaire = \"devops-itops\"\n\n\n[answers]\nci-cd-practice = 1\n",
    )
    .unwrap();
    let log = sarif(folder.path(), &[ANSWERS, "two.toml"]);
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    let text = fs::read_to_string(folder.path().join(ANSWERS)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        for related in result["relatedLocations"].as_array().into_iter().flatten() {
            let place = &related["physicalLocation"];
            let line = usize::try_from(place["region"]["startLine"].as_u64().unwrap()).unwrap();
            if place["artifactLocation"]["index"] == 0 {
                let line = text.lines().nth(line - 1).unwrap();
                assert!(line.contains('=') && !line.starts_with(['#', '[']), "{line}");
            } else {
                assert_eq!(line, 5);
            }
        }
    }
}

#[test]
fn a_saved_result_and_standard_input_have_no_lines_and_are_checked_all_the_same() {
    let folder = folder();
    assert!(standpoint(folder.path(), &["report", ANSWERS, "-o", "result.json"]).status.success());
    let output = standpoint(folder.path(), &["report", "result.json", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "result.json");
    assert_eq!(place["region"]["startLine"], 1);

    let answers = fs::File::open(folder.path().join(ANSWERS)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["score", "-", "--format", "sarif"])
        .stdin(answers)
        .output()
        .unwrap();
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &log["runs"][0]["results"][0]["locations"][0];
    assert!(first["physicalLocation"].is_null() && first["logicalLocations"].is_array());
}
