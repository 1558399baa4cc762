//! A questionnaire as SQL says what the program itself says, to the last digits, in real engines.
//!
//! Rows are made up for the built-in questionnaires and for random ones (`tests/reference/generate.py`), scored by
//! `standpoint batch` and by the query of `standpoint sql`. Numbers have to agree to 1e-12, everything else exactly.
//! Where an engine is missing its tests are skipped, unless `CI` is set: then they fail.

mod engines;
mod rows;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use standpoint::questionnaire::{self, Questionnaire, catalogue};

use engines::Engine;

/// How many rows are made up for each questionnaire.
const ROWS: usize = 10_000;
/// How many questionnaires are made up.
const QUESTIONNAIRES: usize = 10;
const TOLERANCE: f64 = 1e-12;

#[test]
fn duckdb_agrees_on_the_built_in_questionnaires() {
    agree_on_built_in(&Engine::DuckDb);
}

#[test]
fn duckdb_agrees_on_random_questionnaires() {
    agree_on_random(&Engine::DuckDb);
}

#[test]
fn postgres_agrees_on_the_built_in_questionnaires() {
    if let Some(engine) = engines::postgres("built-in") {
        agree_on_built_in(&engine);
    }
}

#[test]
fn postgres_agrees_on_random_questionnaires() {
    if let Some(engine) = engines::postgres("random") {
        agree_on_random(&engine);
    }
}

#[test]
fn a_set_that_answers_a_question_twice_is_rejected() {
    let engines = [Some(Engine::DuckDb), engines::postgres("twice")];
    for engine in engines.into_iter().flatten().filter(Engine::is_there) {
        let folder = folder(&format!("{}-twice", engine.dialect()));
        let (table, found) = (folder.join("long.csv"), folder.join("found.csv"));
        let rows = "respondent,question,answer\nr1,support-hours,office\nr1,support-hours,office\nr2,support-hours,office\n";
        fs::write(&table, rows).unwrap();
        let more = ["--long", "--key", "respondent", "--fields", "none", "--dialect", engine.dialect()];
        let query = standpoint(&[&["sql", "ops-readiness"][..], &more].concat());
        engine.run(&table, &String::from_utf8(query.stdout).unwrap(), &found);
        let found = by_respondent(&found);
        assert_eq!(found["r1"]["error"], "a question is answered twice");
        assert_eq!((found["r1"]["status"].as_str(), found["r2"]["status"].as_str()), ("rejected", "scored"));
        assert!(found["r1"]["coverage"].is_empty());
    }
}

fn agree_on_built_in(engine: &Engine) {
    if !engine.is_there() {
        return;
    }
    let folder = folder(&format!("{}-built-in", engine.dialect()));
    for id in catalogue::ids() {
        let of = questionnaire::compile(&catalogue::sources(id).unwrap()).unwrap().questionnaire;
        Case { of: &of, name: id, folder: folder.join(id), engine }.agrees();
    }
}

fn agree_on_random(engine: &Engine) {
    if !engine.is_there() {
        return;
    }
    let folder = folder(&format!("{}-random", engine.dialect()));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/generate.py");
    let made = Command::new("python3")
        .arg(script)
        .args(["pairs", folder.to_str().unwrap(), "--seed", "sql", "--count", &QUESTIONNAIRES.to_string()])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let paths: Vec<String> = String::from_utf8(made.stdout)
        .unwrap()
        .lines()
        .map(|line| line.split('\t').next().unwrap().to_owned())
        .collect();
    assert_eq!(paths.len(), QUESTIONNAIRES);
    for path in paths {
        let of =
            questionnaire::compile(&questionnaire::load(Path::new(&path)).unwrap()).unwrap().questionnaire;
        let folder = Path::new(&path).parent().unwrap().to_owned();
        Case { of: &of, name: &path, folder, engine }.agrees();
    }
}

/// One questionnaire in one engine.
struct Case<'a> {
    of: &'a Questionnaire,
    name: &'a str,
    folder: PathBuf,
    engine: &'a Engine,
}

impl Case<'_> {
    /// Scores a table by the program and by both queries, the one over sets and the one over answers.
    fn agrees(&self) {
        fs::create_dir_all(&self.folder).unwrap();
        let (wide, long) = (self.folder.join("wide.csv"), self.folder.join("long.csv"));
        rows::write(self.of, ROWS, &wide, &long);
        let native = self.folder.join("native.csv");
        // Status 4: some rows are made to be rejected.
        let rejected =
            standpoint(&["batch", path(&wide), "-Q", self.name, "-o", path(&native)]).status.code();
        assert!(matches!(rejected, Some(0 | 4)), "{}: {rejected:?}", self.name);
        let expected = by_respondent(&native);
        assert_eq!(expected.len(), ROWS);
        let scored = expected.values().filter(|row| row["status"] == "scored").count();
        assert!(scored > ROWS / 2 && scored < ROWS, "{}: {scored} rows are scored", self.name);

        let dialect = self.engine.dialect();
        let sql = |more: &[&str]| {
            let common = ["sql", self.name, "--dialect", dialect, "--fields", "respondent,form"];
            let written = standpoint(&[&common, more].concat());
            assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
            String::from_utf8(written.stdout).unwrap()
        };
        for (kind, table, query) in
            [("wide", &wide, sql(&[])), ("long", &long, sql(&["--long", "--key", "respondent"]))]
        {
            let found = self.folder.join(format!("{kind}-{dialect}.csv"));
            self.engine.run(table, &query, &found);
            self.compare(kind, &expected, &by_respondent(&found));
        }
    }

    fn compare(&self, kind: &str, expected: &Table, found: &Table) {
        let mut differences = Vec::new();
        for (respondent, expected) in expected {
            // A set without a single answer has no row in a table of answers.
            let Some(found) = found.get(respondent) else {
                if kind != "long" || expected["coverage"] != "0" && !expected["coverage"].is_empty() {
                    differences.push(format!("{respondent}: not in the result"));
                }
                continue;
            };
            for (column, expected) in expected {
                if ["input", "row"].contains(&column.as_str()) {
                    continue;
                }
                let found = found.get(column).unwrap_or_else(|| panic!("there is no column {column}"));
                let same = match column.as_str() {
                    // The program says much more of what is wrong.
                    "error" => expected.is_empty() == found.is_empty(),
                    _ => same(expected, found),
                };
                if !same {
                    differences.push(format!("{respondent}, {column}: {expected} and not {found}"));
                }
            }
        }
        let few: Vec<&String> = differences.iter().take(20).collect();
        let count = differences.len();
        assert!(differences.is_empty(), "{} {kind}: {count} differences, the first: {few:#?}", self.name);
    }
}

/// Rows by respondent, cells by column.
type Table = BTreeMap<String, BTreeMap<String, String>>;

fn by_respondent(file: &Path) -> Table {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let titles = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| -> BTreeMap<String, String> {
        titles.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).map(|row| (row["respondent"].clone(), row)).collect()
}

fn same(expected: &str, found: &str) -> bool {
    match (expected.parse::<f64>(), found.parse::<f64>()) {
        (Ok(expected), Ok(found)) => (expected - found).abs() <= TOLERANCE,
        _ => expected == found,
    }
}

fn standpoint(arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint")).args(arguments).output().unwrap()
}

/// Returns an empty folder that outlives the test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sql").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}
