//! What a real browser makes of the pages: Chromium, driven by `check.mjs` through playwright-core, with axe-core.
//!
//! `npm ci --prefix tests/browser` and a Chromium are needed; without them the tests say so and pass, unless `CI` is set.
//! `PICTURES=folder cargo test --test browser` keeps screenshots and prints of the same pages there, to look at;
//! `EXAMPLES=docs/img cargo test --test browser` makes the pictures of the documentation again (with poppler-utils, and the
//! fonts of fonts-noto-core).

#[expect(dead_code, reason = "the reports of the other tests; not all of them are needed here")]
#[path = "../report/fixture.rs"]
mod fixture;
mod large;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use standpoint::answers::Subject;
use standpoint::diagnostic::Source;
use standpoint::portfolio::results::Results;
use standpoint::portfolio::{self, Entry, Origin, Plan};
use standpoint::render;
use standpoint::render::{Format, Options};
use standpoint::report::Report;

use self::fixture::{built_in, compiled, of_answers, of_sheet, rendered, sheet};

/// Where a Chromium may be.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

#[test]
fn pages_are_sound_in_a_real_browser() {
    let Some(browser) = browser() else { return };
    let pages = [
        ("team", team("records-office")),
        ("half-filled", team("half-filled")),
        ("nothing-answered", nothing_answered()),
        ("one-pole", one_pole()),
        ("large", large::report()),
    ];
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let pages =
        pages.iter().map(|(name, report)| (*name, rendered(Format::Html, report, &Options::default())));
    let files: Vec<PathBuf> = pages
        .chain([("portfolio", portfolio_of(500))])
        .map(|(name, page)| {
            let file = folder.join(name).with_extension("html");
            fs::write(&file, page).expect("the page can be written");
            file
        })
        .collect();
    if let Some(pictures) = env::var_os("PICTURES") {
        fs::create_dir_all(&pictures).expect("the folder can be made");
        findings(
            Command::new("node").arg(script()).arg("--pictures").arg(pictures).arg(&browser).args(&files),
        );
    }
    if let Some(folder) = env::var_os("EXAMPLES") {
        let [team, .., portfolio] = files.as_slice() else { panic!("there are several pages") };
        findings(
            Command::new("node")
                .arg(script())
                .arg("--examples")
                .arg(folder)
                .arg(&browser)
                .args([team, portfolio]),
        );
    }
    let found = findings(Command::new("node").arg(script()).arg(&browser).args(&files));
    assert!(found.is_empty(), "{found}");
}

/// The page of one of the example teams.
fn team(name: &str) -> Report {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/teams").join(name).with_extension("toml");
    let answers = fs::read_to_string(file).expect("the example is there");
    of_answers(&built_in("devops-itops"), &answers)
}

fn nothing_answered() -> Report {
    of_answers(&fixture::questionnaire(), "questionnaire = \"harbour\"\nteam = \"quayside\"\n")
}

fn one_pole() -> Report {
    let one = Source::new("one.toml", include_str!("../report/fixture/one-pole.toml"));
    of_answers(&compiled(&[one]), "questionnaire = \"lamp\"\n[answers]\nlit = \"most\"\ncleaned = \"no\"\n")
}

/// The page of many teams, some of which answered little.
fn portfolio_of(teams: u64) -> String {
    let questionnaire = built_in("devops-itops");
    let entry = |seed: u64| {
        let mut answers = sheet(&questionnaire, seed);
        answers.subject = Subject { team: Some(format!("Team {seed:03}")), ..Subject::default() };
        let origin = Origin { input: "teams".to_owned(), row: Some(seed) };
        Entry::of_report(&of_sheet(&questionnaire, &answers), origin)
    };
    let results = Results { entries: (1..=teams).map(entry).collect(), rejected: 0 };
    let portfolio = portfolio::build(&questionnaire, results, &Plan::default());
    let mut page = Vec::new();
    render::portfolio::write(render::portfolio::Format::Html, &portfolio, &mut page)
        .expect("a vector takes everything");
    String::from_utf8(page).expect("a page is UTF-8")
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/check.mjs")
}

/// Runs the script and returns what it found.
fn findings(command: &mut Command) -> String {
    let output = command.output().expect("node can be started");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the checks did not run through:\n{errors}");
    String::from_utf8(output.stdout).expect("findings are UTF-8")
}

/// Returns the browser, if all is there that the tests need; where they run unattended, it has to be.
fn browser() -> Option<PathBuf> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/playwright-core");
    let on_path = |name: &&str| {
        let path = env::var_os("PATH")?;
        env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    };
    let found = BROWSERS.iter().find_map(on_path).filter(|_| packages.is_dir());
    let found = found.filter(|_| on_path(&"node").is_some());
    assert!(
        found.is_some() || env::var_os("CI").is_none(),
        "node, a Chromium and `npm ci --prefix tests/browser` are needed"
    );
    if found.is_none() {
        eprintln!("skipped: there is no node, no Chromium or no tests/browser/node_modules");
    }
    found
}
