//! An independent implementation, written in Python from the method alone, reads the same files and agrees.
//!
//! `tests/reference/generate.py` writes random questionnaires with an answer file each, and random answer files to the
//! built-in questionnaires; `tests/reference/standpoint_reference.py` judges them. Every number has to agree to 1e-9,
//! and everything else exactly. Where there is no Python, the tests are skipped, unless `CI` is set: then they fail.

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;
use standpoint::answers::{self, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{self, Questionnaire, catalogue};
use standpoint::{advice, report, scoring};

/// How many questionnaires are made up, each with one answer file.
const PAIRS: usize = 200;
/// How many answer files are made up for each built-in questionnaire.
const SHEETS: usize = 50;
const PYTHON: &str = "python3";
const SEED: &str = "standpoint";
const TOLERANCE: f64 = 1e-9;

/// Keys of a report that the reference may leave out: words, what was merely copied, and what the tests of derivations
/// and of fragility prove.
const LEFT_OUT: [&str; 25] = [
    "after",
    "flip",
    "answer",
    "answer_text",
    "confidence",
    "description",
    "evidence",
    "first_step",
    "format",
    "generator",
    "message",
    "needs_title",
    "note",
    "practice_title",
    "questionnaire",
    "reading",
    "reason",
    "reasons",
    "redacted",
    "sign",
    "subject",
    "summary",
    "text",
    "title",
    "trait_title",
];

#[test]
fn an_independent_implementation_agrees_on_random_questionnaires() {
    if !python_is_there() {
        return;
    }
    let pairs = generate(&["pairs", text(&folder("pairs"))], PAIRS);
    compare(&pairs, &judge_by_reference(&pairs));
}

#[test]
fn an_independent_implementation_agrees_on_the_built_in_questionnaires() {
    if !python_is_there() {
        return;
    }
    let folder = folder("sheets");
    let pairs: Vec<Pair> = catalogue::ids()
        .flat_map(|id| {
            let definition = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires").join(id);
            generate(&["sheets", text(&definition), text(&folder.join(id))], SHEETS)
        })
        .collect();
    compare(&pairs, &judge_by_reference(&pairs));
}

/// A questionnaire, one file or a folder, and an answer file to it.
struct Pair {
    questionnaire: PathBuf,
    answers: PathBuf,
}

/// Returns whether a Python is there that can run the reference; where the tests run unattended, it has to be.
fn python_is_there() -> bool {
    let tried = Command::new(PYTHON).args(["-c", "import tomllib"]).output();
    let found = tried.is_ok_and(|output| output.status.success());
    assert!(found || env::var_os("CI").is_none(), "{PYTHON} 3.11 or later is needed to run the reference");
    if !found {
        eprintln!("skipped: there is no {PYTHON} 3.11 or later to run the reference");
    }
    found
}

/// Returns an empty folder that outlives the test, so that files which the two do not agree on can be looked at.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reference").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what an earlier run left can be removed");
    }
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// Returns a command that runs a script of `tests/reference`.
fn script(name: &str) -> Command {
    let mut command = Command::new(PYTHON);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name));
    command
}

/// Lets files be written, and returns where they are.
fn generate(arguments: &[&str], count: usize) -> Vec<Pair> {
    let mut command = script("generate.py");
    command.args(arguments).args(["--seed", SEED, "--count", &count.to_string()]);
    let pairs: Vec<Pair> = output(&mut command, String::new())
        .lines()
        .map(|line| {
            let (questionnaire, answers) = line.split_once('\t').expect("a line names two files");
            Pair { questionnaire: questionnaire.into(), answers: answers.into() }
        })
        .collect();
    assert_eq!(pairs.len(), count);
    pairs
}

/// Judges all pairs by the reference, in one process.
fn judge_by_reference(pairs: &[Pair]) -> Vec<Value> {
    let line = |pair: &Pair| format!("{}\t{}\n", text(&pair.questionnaire), text(&pair.answers));
    let input = pairs.iter().map(line).collect();
    output(script("standpoint_reference.py").arg("--pairs"), input)
        .lines()
        .map(|line| serde_json::from_str(line).expect("the reference prints JSON"))
        .collect()
}

/// Runs a command with an input and returns what it prints.
fn output(command: &mut Command, input: String) -> String {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python3 can be started");
    let mut stdin = child.stdin.take().expect("the input is a pipe");
    let writer = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("python3 ends");
    assert!(output.status.success(), "{command:?} failed");
    writer.join().expect("the writer does not panic").expect("python3 reads its input");
    String::from_utf8(output.stdout).expect("python3 prints UTF-8")
}

/// Judges one pair by this crate.
fn judge(pair: &Pair) -> Value {
    let questionnaire = questionnaire(&pair.questionnaire);
    let syntax = if pair.answers.extension().is_some_and(|extension| extension == "json") {
        Syntax::Json
    } else {
        Syntax::Toml
    };
    let source =
        Source::new(text(&pair.answers), fs::read_to_string(&pair.answers).expect("the file was written"));
    let sheet = answers::read(&source, syntax, &questionnaire)
        .unwrap_or_else(|problems| panic!("the answers are sound:\n{problems}"))
        .sheet;
    let assessment = scoring::score(&questionnaire, &sheet);
    let advice = advice::advise(&questionnaire, &assessment);
    let report = report::build(&report::Inputs {
        questionnaire: &questionnaire,
        sheet: &sheet,
        assessment: &assessment,
        advice: &advice,
        generator: report::GENERATOR,
    });
    serde_json::to_value(report).expect("a report is JSON")
}

fn questionnaire(path: &Path) -> Questionnaire {
    let sources = questionnaire::load(path).expect("the files were written");
    questionnaire::compile(&sources)
        .unwrap_or_else(|problems| panic!("the questionnaire is sound:\n{problems}"))
        .questionnaire
}

/// Compares all pairs, and names those that differ with the keys and both values.
fn compare(pairs: &[Pair], references: &[Value]) {
    assert_eq!(pairs.len(), references.len());
    let mut findings = Vec::new();
    for (pair, reference) in pairs.iter().zip(references) {
        let mut report = judge(pair);
        sort_by_question(&mut report["ask_next"]);
        let mut differences = Vec::new();
        differ("", reference, &report, &mut differences);
        if !differences.is_empty() {
            let files = format!("{}\t{}", text(&pair.questionnaire), text(&pair.answers));
            findings.push(format!("{files}\n  {}", differences.join("\n  ")));
        }
    }
    assert!(findings.is_empty(), "reference and report differ:\n{}", findings.join("\n"));
}

/// Puts a list of questions in the order of their ids: its own order may hang on the last bit of a weight.
fn sort_by_question(list: &mut Value) {
    let list = list.as_array_mut().expect("the report has the list");
    list.sort_by(|one, other| one["question"].as_str().cmp(&other["question"].as_str()));
}

/// Collects where a report differs from the reference.
fn differ(key: &str, reference: &Value, report: &Value, differences: &mut Vec<String>) {
    match (reference, report) {
        (Value::Object(expected), Value::Object(found)) => {
            for (name, value) in expected {
                let key = format!("{key}.{name}");
                match found.get(name) {
                    Some(found) => differ(&key, value, found, differences),
                    None => differences.push(format!("{key}: not in the report")),
                }
            }
            for name in found.keys().filter(|name| !expected.contains_key(*name)) {
                if !LEFT_OUT.contains(&name.as_str()) {
                    differences.push(format!("{key}.{name}: not in the reference"));
                }
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (place, (expected, found)) in expected.iter().zip(found).enumerate() {
                differ(&format!("{key}[{place}]"), expected, found, differences);
            }
        }
        (Value::Number(expected), Value::Number(found)) if near(expected, found) => {}
        _ if reference == report => {}
        _ => differences.push(format!("{key}: reference {reference}, report {report}")),
    }
}

fn near(expected: &serde_json::Number, found: &serde_json::Number) -> bool {
    expected
        .as_f64()
        .zip(found.as_f64())
        .is_some_and(|(expected, found)| (expected - found).abs() <= TOLERANCE)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("paths of the tests are UTF-8")
}
