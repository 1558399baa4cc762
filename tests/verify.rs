//! `standpoint verify`: reports and the answers that they are said to be made of.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn standpoint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint")).args(arguments).current_dir(folder).output().unwrap()
}

fn answers() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/teams/ledger.toml");
    fs::read_to_string(path).unwrap()
}

/// The extensions of the formats that this build writes and that carry a stamp.
fn extensions() -> Vec<&'static str> {
    vec![
        "json",
        "txt",
        "md",
        "html",
        "junit.xml",
        "sarif",
        #[cfg(feature = "xlsx")]
        "xlsx",
        #[cfg(feature = "docx")]
        "docx",
        #[cfg(feature = "pdf")]
        "pdf",
    ]
}

/// A folder with answers and a report on them.
fn folder(extension: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("answers.toml"), answers()).unwrap();
    let report = format!("report.{extension}");
    let output = standpoint(folder.path(), &["report", "answers.toml", "-o", &report]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// The findings of a verification, each by what was compared, and the exit status.
fn verify(folder: &TempDir, report: &str) -> (Vec<(String, String)>, i32) {
    let output = standpoint(folder.path(), &["verify", report, "answers.toml"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let findings = text.lines().map(|line| {
        let mut words = line.split_whitespace().map(str::to_owned);
        (words.next().unwrap(), words.next().unwrap())
    });
    (findings.collect(), output.status.code().unwrap())
}

fn findings(of: [&str; 4]) -> Vec<(String, String)> {
    ["program", "questionnaire", "answers", "content"]
        .iter()
        .zip(of)
        .map(|(what, finding)| ((*what).to_owned(), finding.to_owned()))
        .collect()
}

#[test]
fn a_report_in_any_format_fits_its_answers() {
    for extension in extensions() {
        let folder = folder(extension);
        let found = verify(&folder, &format!("report.{extension}"));
        assert_eq!(found, (findings(["same", "same", "same", "same"]), 0), "{extension}");
    }
}

#[test]
fn a_summary_fits_as_the_whole_report_does() {
    for extension in ["txt", "md", "html"] {
        let folder = folder(extension);
        let report = format!("summary.{extension}");
        let output = standpoint(folder.path(), &["report", "answers.toml", "--summary", "-o", &report]);
        assert!(output.status.success());
        assert_eq!(verify(&folder, &report).1, 0, "{extension}");
    }
}

#[test]
fn comments_and_order_do_not_matter_and_answers_do() {
    for extension in extensions() {
        let folder = folder(extension);
        let report = format!("report.{extension}");
        fs::write(folder.path().join("answers.toml"), format!("# a comment\n{}", answers())).unwrap();
        assert_eq!(verify(&folder, &report).1, 0, "{extension}");
        fs::write(folder.path().join("answers.toml"), answers().replacen("\"most\"", "\"unknown\"", 1))
            .unwrap();
        let (found, status) = verify(&folder, &report);
        let content = if extension == "json" { "DIFFERS" } else { "open" };
        assert_eq!((found, status), (findings(["same", "same", "DIFFERS", content]), 5), "{extension}");
    }
}

#[test]
fn a_saved_report_that_was_edited_differs() {
    let folder = folder("json");
    let path = folder.path().join("report.json");
    let edited =
        fs::read_to_string(&path).unwrap().replacen("\"weak_link\": false", "\"weak_link\": true", 1);
    fs::write(&path, edited).unwrap();
    let found = verify(&folder, "report.json");
    assert_eq!(found, (findings(["same", "same", "same", "DIFFERS"]), 5));
}

#[test]
fn a_page_that_was_edited_still_says_what_it_was_made_of() {
    let folder = folder("html");
    let path = folder.path().join("report.html");
    let edited = fs::read_to_string(&path).unwrap().replacen("<main", "<!-- read on 3 May --><main", 1);
    fs::write(&path, edited).unwrap();
    assert_eq!(verify(&folder, "report.html"), (findings(["same", "same", "same", "open"]), 0));
}

#[test]
fn another_questionnaire_differs() {
    let folder = folder("md");
    let other = "questionnaire = \"ops-readiness\"\n[answers]\n";
    fs::write(folder.path().join("answers.toml"), other).unwrap();
    let (found, status) = verify(&folder, "report.md");
    assert_eq!((found, status), (findings(["same", "DIFFERS", "DIFFERS", "open"]), 5));
}

#[test]
fn what_is_no_report_is_refused() {
    let folder = folder("csv");
    for report in ["report.csv", "answers.toml"] {
        let output = standpoint(folder.path(), &["verify", report, "answers.toml"]);
        assert_eq!(output.status.code(), Some(4), "{report}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("does not say what it was made of"));
    }
}

#[test]
fn no_format_depends_on_place_time_zone_or_language() {
    let reports = extensions().into_iter().chain(["csv"]).map(|extension| ("report", extension));
    let others = [
        ("plan", "txt"),
        ("plan", "md"),
        ("plan", "html"),
        ("plan", "csv"),
        ("plan", "json"),
        ("explain", "txt"),
        ("chart", "svg"),
        ("badge", "svg"),
        ("portfolio", "html"),
        ("portfolio", "md"),
        ("portfolio", "json"),
    ];
    for (command, extension) in reports.chain(others) {
        let [one, other] = [TempDir::new().unwrap(), TempDir::new().unwrap()];
        let report = format!("report.{extension}");
        for (folder, zone, locale) in
            [(&one, "Pacific/Auckland", "C.UTF-8"), (&other, "America/Lima", "de_DE.UTF-8")]
        {
            fs::write(folder.path().join("answers.toml"), answers()).unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
                .args([command, "answers.toml", "-o", &report])
                .current_dir(folder.path())
                .env("TZ", zone)
                .env("LANG", locale)
                .env("LC_ALL", locale)
                .env("COLUMNS", if zone.contains("Lima") { "200" } else { "70" })
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let read = |folder: &TempDir| fs::read(folder.path().join(&report)).unwrap();
        assert_eq!(read(&one), read(&other), "{command} {extension}");
    }
}
