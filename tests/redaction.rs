//! `--redact`: what a result says of people is gone from every format, and would be seen if it were not.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const QUESTIONNAIRE: &str = include_str!("report/fixture/questionnaire.toml");

/// Words that stand nowhere else: those of notes, of names, of evidence, and of the file.
const NOTES: [&str; 4] = ["kanarnote", "kanarother", "kanarreason", "kanarwords"];
const NAMES: [&str; 3] = ["kanarteam", "kanarperson", "kanarrole"];
const EVIDENCE: [&str; 2] = ["kanarproof", "kanarwiki"];
const FILE: [&str; 2] = ["kanarfolder", "kanarfile"];

fn answers(team: &str) -> String {
    format!(
        "questionnaire = \"harbour\"\nversion = \"2.1.0\"\nteam = \"{team}\"\nrespondent = \"kanarperson\"\nrole = \"kanarrole\"\n\
         date = 2026-11-03\n\n[answers]\nowns-servers = {{ answer = \"yes\", note = \"kanarnote\" }}\nrelease-pace = \"daily\"\n\
         by-hand = \"all\"\ntests-automated = {{ answer = \"some\", evidence = [\"kanarproof\", \"kanarwiki\"] }}\n\
         planning-reach = \"all\"\nmonitoring-reach = {{ answer = \"unknown\", note = \"kanarother\" }}\n\
         backup-reach = \"all\"\nrebuild = {{ answer = \"n/a\", reason = \"kanarreason\" }}\nremarks = \"kanarwords\"\n"
    )
}

/// A folder with the answers of two teams on a questionnaire that also asks for free text.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let free = "\n[[question]]\nid = \"remarks\"\nkind = \"text\"\ntext = \"What else is there to say?\"\n";
    fs::write(folder.path().join("harbour.toml"), format!("{QUESTIONNAIRE}{free}")).unwrap();
    let teams = folder.path().join("kanarfolder");
    fs::create_dir(&teams).unwrap();
    fs::write(teams.join("kanarfile.toml"), answers("kanarteam")).unwrap();
    fs::write(teams.join("kanarfile-2.toml"), answers("kanarteam two")).unwrap();
    folder
}

fn standpoint(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(arguments)
        .args(["-Q", "harbour.toml"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Everything that a file holds, as it is, unpacked and as its readers see it.
fn everything(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let mut all = String::from_utf8_lossy(&bytes).into_owned();
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            all.push_str(&part.name().unwrap());
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            all.push_str(&String::from_utf8_lossy(&content));
        }
    }
    if bytes.starts_with(b"%PDF") {
        for (tool, further) in [("pdftotext", Some("-")), ("pdfinfo", None)] {
            match Command::new(tool).arg(path).args(further).output() {
                Ok(output) => all.push_str(&String::from_utf8_lossy(&output.stdout)),
                Err(_) => assert!(std::env::var_os("CI").is_none(), "install poppler-utils"),
            }
        }
    }
    all
}

/// What a command writes: its arguments without the output, the output's name, and the canaries that it must show.
struct Case {
    arguments: Vec<&'static str>,
    output: &'static str,
    shows: Vec<&'static str>,
}

const ANSWERS: &str = "kanarfolder/kanarfile.toml";

fn cases() -> Vec<Case> {
    let whole: Vec<&str> = [&NOTES[..], &NAMES, &EVIDENCE].concat();
    let case = |command: &'static str, further: &[&'static str], output, shows: &[&'static str]| Case {
        arguments: [&[command, ANSWERS], further].concat(),
        output,
        shows: shows.to_vec(),
    };
    let mut cases: Vec<Case> =
        ["r.txt", "r.md", "r.html", "r.json"].map(|output| case("report", &[], output, &whole)).into();
    cases.extend([
        case("report", &[], "r.csv", &NAMES),
        case("report", &[], "r.junit.xml", &FILE),
        case("report", &[], "r.sarif", &FILE),
        case("report", &["--summary"], "summary.md", &NAMES),
        case("plan", &[], "plan.txt", &["kanarteam"]),
        case("plan", &[], "plan.md", &["kanarteam"]),
        case("plan", &[], "plan.html", &["kanarteam"]),
        case("plan", &[], "plan.json", &["kanarteam"]),
        case("plan", &[], "plan.csv", &[]),
        case("explain", &["--format", "text", "--depth", "9"], "why.txt", &[]),
        case("explain", &["--format", "markdown", "--depth", "9"], "why.md", &[]),
        case("explain", &["--format", "json"], "why.json", &[]),
        case("chart", &["--kind", "plane"], "plane.svg", &[]),
        case("chart", &["--kind", "bars"], "bars.svg", &[]),
        case("chart", &["--kind", "heatmap"], "heat.svg", &[]),
        case("badge", &[], "badge.svg", &[]),
    ]);
    #[cfg(feature = "xlsx")]
    cases.push(case("report", &[], "r.xlsx", &whole));
    #[cfg(feature = "docx")]
    cases.push(case("report", &[], "r.docx", &whole));
    #[cfg(feature = "pdf")]
    cases.push(case("report", &[], "r.pdf", &whole));
    #[cfg(feature = "png")]
    cases.push(case("chart", &[], "plane.png", &[]));
    for output in ["teams.md", "teams.html", "teams.json"] {
        cases.push(Case { arguments: vec!["portfolio", "kanarfolder"], output, shows: vec!["kanarteam"] });
    }
    cases
}

#[test]
fn nothing_of_people_stays_in_any_format_and_all_of_it_is_there_without_redaction() {
    let folder = folder();
    let canaries = [&NOTES[..], &NAMES, &EVIDENCE, &FILE].concat();
    for Case { arguments, output, shows } in cases() {
        let file = folder.path().join(output);
        standpoint(folder.path(), &[&arguments, &["-o", output][..]].concat());
        let before = everything(&file);
        for canary in shows {
            assert!(before.contains(canary), "{arguments:?} -o {output} does not show {canary}");
        }
        for redact in ["all", "notes,names,evidence"] {
            standpoint(folder.path(), &[&arguments, &["-o", output, "--redact", redact][..]].concat());
            let after = everything(&file);
            for canary in &canaries {
                assert!(!after.contains(canary), "{arguments:?} -o {output} still says {canary}");
            }
        }
    }
    for format in ["text", "markdown", "html", "json", "csv", "junit", "sarif"] {
        let arguments = ["score", ANSWERS, "--format", format];
        let before = String::from_utf8(standpoint(folder.path(), &arguments).stdout).unwrap();
        assert!(before.contains("kanar"), "{format}");
        let output = standpoint(folder.path(), &[&arguments[..], &["--redact", "all"]].concat());
        let after = String::from_utf8(output.stdout).unwrap();
        assert!(!after.contains("kanar") && after.len() > 100, "{format}: {after}");
    }
}

fn report(folder: &Path, further: &[&str]) -> Value {
    let output = standpoint(folder, &[&["report", ANSWERS, "--format", "json"], further].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn each_part_goes_alone_and_numbers_stay() {
    let folder = folder();
    let whole = report(folder.path(), &[]);
    for (part, gone, stays) in [
        ("notes", &NOTES[..], [&NAMES[..], &EVIDENCE].concat()),
        ("names", &NAMES, [&NOTES[..], &EVIDENCE].concat()),
        ("evidence", &EVIDENCE, [&NOTES[..], &NAMES].concat()),
    ] {
        let redacted = report(folder.path(), &["--redact", part]);
        let text = redacted.to_string();
        assert!(gone.iter().all(|canary| !text.contains(canary)), "{part}");
        assert!(stays.iter().all(|canary| text.contains(canary)), "{part}");
        assert_eq!(redacted["redacted"], serde_json::json!([part]));
        assert!(redacted["subject"]["fingerprint"].is_null(), "it covers {part}");
        for key in ["poles", "placement", "coverage", "recommendations", "contradictions", "questionnaire"] {
            assert_eq!(redacted[key], whole[key], "{key} without {part}");
        }
        assert_eq!(redacted["subject"]["date"], whole["subject"]["date"]);
    }
    assert_eq!(whole["redacted"], serde_json::json!([]));
}

#[test]
fn a_saved_result_can_be_redacted_and_stays_so() {
    let folder = folder();
    standpoint(folder.path(), &["report", ANSWERS, "-o", "some.json", "--redact", "names"]);
    standpoint(folder.path(), &["report", "some.json", "-o", "more.json", "--redact", "evidence,notes"]);
    standpoint(folder.path(), &["report", ANSWERS, "-o", "all.json", "--redact", "all"]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("more.json"), read("all.json"));
    let page = standpoint(folder.path(), &["report", "all.json"]).stdout;
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("without notes, names and evidence"), "{page}");
    assert!(page.contains("answers (redacted:notes+names+evidence)"), "{page}");
}

#[test]
fn verify_says_what_was_redacted_and_checks_the_rest() {
    let folder = folder();
    let verify = |report: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(["verify", report, ANSWERS, "-Q", "harbour.toml"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
    };
    let mut files = vec!["r.json", "r.txt", "r.md", "r.html", "r.sarif", "r.junit.xml"];
    files.extend(cfg!(feature = "xlsx").then_some("r.xlsx"));
    files.extend(cfg!(feature = "docx").then_some("r.docx"));
    files.extend(cfg!(feature = "pdf").then_some("r.pdf"));
    for file in &files {
        standpoint(folder.path(), &["report", ANSWERS, "-o", file, "--redact", "all"]);
        let (says, status) = verify(file);
        assert_eq!(status, 0, "{file}: {says}");
        let lines: Vec<&str> = says.lines().collect();
        assert!(lines[2].contains("open") && lines[2].contains("redacted"), "{file}: {says}");
        assert!(lines[2].ends_with("notes, names, evidence"), "{file}: {says}");
        assert!(lines[3].contains("same"), "{file}: {says}");
    }
    // Another answer is still found out.
    let path = folder.path().join(ANSWERS);
    let changed = fs::read_to_string(&path).unwrap().replace("by-hand = \"all\"", "by-hand = \"none\"");
    fs::write(&path, changed).unwrap();
    assert_eq!(verify("r.json").1, 5);
}
