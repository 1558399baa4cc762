//! Each code has a fixture that produces it, and nothing else, with the findings as people read them beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use standpoint::diagnostic::{Diagnostics, Source, render};
use standpoint::questionnaire::{CODES, compile, lint, lints, load};

const FIXTURES: &str = "tests/invalid";

/// The fixtures about questionnaires; those about answers and saved reports hold other files.
fn fixtures() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(FIXTURES).unwrap().map(|entry| entry.unwrap().path()).collect();
    let about_questionnaires = |folder: &Path| {
        fs::read_dir(folder).unwrap().any(|file| {
            let path = file.unwrap().path();
            path.extension().is_some_and(|kind| kind == "toml")
                && path.file_stem().is_some_and(|stem| stem != "answers")
        })
    };
    folders.retain(|folder| about_questionnaires(folder));
    folders.sort();
    folders
}

fn code_of(fixture: &Path) -> &str {
    fixture.file_name().unwrap().to_str().unwrap()
}

/// The findings of a fixture, whose files go by their bare names.
fn findings(fixture: &Path) -> Diagnostics {
    let sources: Vec<Source> = load(fixture)
        .unwrap()
        .iter()
        .map(|source| {
            let name = Path::new(source.name()).file_name().unwrap().to_str().unwrap().to_owned();
            Source::new(name, source.text())
        })
        .collect();
    // What is said of texts and shape comes from looking closer, which each run does not do.
    let look = if lints().any(|code| code == code_of(fixture)) { lint } else { compile };
    match look(&sources) {
        Ok(compiled) => compiled.warnings,
        Err(problems) => problems,
    }
}

#[test]
fn each_fixture_renders_as_expected() {
    for fixture in fixtures() {
        let texts: Vec<String> =
            findings(&fixture).iter().map(|finding| render(finding, false, false)).collect();
        let expected = snapbox::Data::read_from(&fixture.join("findings.txt"), None);
        snapbox::Assert::new()
            .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
            .eq(texts.join("\n\n") + "\n", expected.raw());
    }
}

#[test]
fn each_fixture_produces_its_code_and_nothing_else() {
    for fixture in fixtures() {
        let findings = findings(&fixture);
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, BTreeSet::from([code_of(&fixture)]), "{}\n{findings}", fixture.display());
    }
}

#[test]
fn each_finding_has_a_place() {
    for fixture in fixtures() {
        for finding in &findings(&fixture) {
            assert!(!finding.labels.is_empty(), "{finding}");
        }
    }
}

#[test]
fn codes_are_unique_and_each_has_a_fixture() {
    let unique: BTreeSet<&str> = CODES.iter().copied().chain(lints()).collect();
    assert_eq!(unique.len(), CODES.len() + lints().count());
    let fixtures = fixtures();
    let shown: BTreeSet<&str> = fixtures.iter().map(|fixture| code_of(fixture)).collect();
    assert_eq!(shown, unique);
}
