//! Batches: in the order of the input, the same bytes whatever the number of threads, and one bad set stops nothing.

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use standpoint::batch::{self, CODES, Event, Format, Input, Outcome, Plan, Summary, TableFormat};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Questionnaire, catalogue, compile};
use tempfile::TempDir;

fn flagship() -> &'static Questionnaire {
    static FLAGSHIP: LazyLock<Questionnaire> =
        LazyLock::new(|| compile(&catalogue::sources("devops-itops").unwrap()).unwrap().questionnaire);
    &FLAGSHIP
}

fn small() -> Questionnaire {
    compile(&[Source::new("small.toml", include_str!("answers/small.toml"))]).unwrap().questionnaire
}

/// The output of a run, what was rejected (input, row, line of the message), and the summary.
fn run(
    questionnaire: &Questionnaire,
    inputs: Vec<Input>,
    format: Format,
    threads: usize,
) -> (String, Vec<String>, Summary) {
    let mut plan = Plan::new(questionnaire, format);
    plan.threads = NonZeroUsize::new(threads).unwrap();
    let (mut out, mut rejected) = (Vec::new(), Vec::new());
    let summary = batch::run(inputs, &plan, |event| {
        if let Event::Set { outcome, output, input, row } = event {
            out.extend_from_slice(output);
            if let Outcome::Rejected(rejection) = outcome {
                rejected.push(format!("{input} {row:?} {} {rejection}", rejection.code));
            }
        }
        ControlFlow::Continue(())
    });
    (String::from_utf8(out).unwrap(), rejected, summary)
}

fn table(text: impl Into<Vec<u8>>, format: TableFormat) -> Vec<Input> {
    vec![Input::stream("table", format, Cursor::new(text.into()))]
}

/// A table of so many rows in which every seventh row is wrong.
fn rows(count: usize) -> String {
    let mut text = String::from(
        "team,date,ci-cd-practice,ci-cd-reach,patch-security-result,service-continuity-practice\n",
    );
    for row in 0..count {
        let practice =
            if row % 7 == 6 { "no-such-option" } else { ["through", "2", "n/a", "unknown", ""][row % 5] };
        writeln!(
            text,
            "\"team {row}, the\nsecond line\",2026-01-{:02},{practice},{},{},health;copies",
            row % 28 + 1,
            row % 5 + 1,
            row % 200
        )
        .unwrap();
    }
    text
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let text = rows(3_000);
    for format in [Format::Csv, Format::Ndjson] {
        let one = run(flagship(), table(text.clone(), TableFormat::Csv), format, 1);
        assert_eq!(one.2.scored + one.2.rejected, 3_000);
        assert_eq!(one.2.rejected, 3_000 / 7);
        for threads in [2, 8] {
            assert_eq!(run(flagship(), table(text.clone(), TableFormat::Csv), format, threads), one);
        }
    }
}

#[test]
fn a_rejected_row_keeps_its_place_and_says_line_and_column() {
    let text = "team,ci-cd-practice\nalpha,through\nbeta,perfect\ngamma,2\n";
    let (out, rejected, summary) = run(flagship(), table(text, TableFormat::Csv), Format::Csv, 2);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("table,1,alpha,") && lines[0].ends_with(",scored,"), "{}", lines[0]);
    assert!(lines[1].starts_with("table,2,") && lines[1].contains(",rejected,"), "{}", lines[1]);
    assert!(lines[2].starts_with("table,3,gamma,"), "{}", lines[2]);
    assert!(rejected[0].contains("3:6"), "{}", rejected[0]);
    assert_eq!((summary.scored, summary.rejected), (2, 1));
}

#[test]
fn the_same_answers_score_alike_in_every_kind_of_table() {
    let csv = "team,ci-cd-practice,service-continuity-practice\nalpha,through,health;copies\nbeta,n/a,none\n";
    let tsv = csv.replace(',', "\t");
    let semicolons = csv.replace("health;copies", "\"health;copies\"").replace(',', ";");
    let windows = format!("\u{feff}{}", csv.replace('\n', "\r\n"));
    let ndjson = concat!(
        r#"{"questionnaire":"devops-itops","team":"alpha","answers":{"ci-cd-practice":"through","service-continuity-practice":["health","copies"]}}"#,
        "\n",
        r#"{"questionnaire":"devops-itops","team":"beta","answers":{"ci-cd-practice":"n/a","service-continuity-practice":["none"]}}"#,
        "\n"
    );
    let expected = run(flagship(), table(csv, TableFormat::Csv), Format::Csv, 2);
    assert_eq!(expected.2.scored, 2);
    for (text, format) in [
        (tsv.as_str(), TableFormat::Tsv),
        (tsv.as_str(), TableFormat::Csv),
        (semicolons.as_str(), TableFormat::Csv),
        (windows.as_str(), TableFormat::Csv),
        (ndjson, TableFormat::Ndjson),
    ] {
        assert_eq!(run(flagship(), table(text, format), Format::Csv, 2).0, expected.0, "{text}");
    }
}

#[test]
fn every_finding_about_a_table_has_an_example_and_an_explanation() {
    let manual = fs::read_to_string("docs/diagnostics.md").unwrap();
    for code in CODES {
        assert!(manual.contains(&format!("\n### `{code}`\n")), "docs/diagnostics.md does not explain {code}");
    }
    let mut seen = 0;
    for entry in fs::read_dir("tests/invalid").unwrap() {
        let folder = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(folder.join("table.csv")) else { continue };
        let code = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let (_, rejected, _) = run(&small(), table(text, TableFormat::Csv), Format::Csv, 1);
        assert!(
            rejected.iter().any(|line| line.contains(&format!(" {code} "))),
            "{code} is not among {rejected:?}"
        );
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn hostile_tables_are_rejected_row_by_row() {
    let mut text = b"team,ci-cd-practice\n".to_vec();
    text.extend_from_slice(b"caf\xe9,through\n");
    text.extend_from_slice(b"a\x1b[31m,\x1b[2J\n");
    // Spreadsheets leave such rows behind; they say nothing and are passed over.
    text.extend_from_slice(b",,,,\n");
    text.extend_from_slice("=SUM(A1),through\n".as_bytes());
    let (out, rejected, summary) = run(flagship(), table(text, TableFormat::Csv), Format::Csv, 2);
    assert_eq!((summary.scored, summary.rejected), (1, 2), "{rejected:?}");
    assert!(out.lines().last().unwrap().contains("'=SUM(A1)"), "{out}");
}

#[test]
fn a_folder_with_a_bad_file_ends_with_4_and_scores_the_rest() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("teams/b")).unwrap();
    fs::copy(root.join("examples/teams/ledger.toml"), folder.path().join("teams/a.toml")).unwrap();
    fs::write(folder.path().join("teams/b/broken.toml"), "questionnaire = \"devops-itops\"\n[answers\n")
        .unwrap();
    fs::copy(root.join("examples/teams/intranet.toml"), folder.path().join("teams/c.toml")).unwrap();
    fs::write(folder.path().join("teams/.hidden.toml"), "no").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["batch", "teams", "-o", "results.csv"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let messages = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{messages}");
    assert!(messages.contains("2 answer sets scored, 1 rejected"), "{messages}");
    assert!(messages.contains("broken.toml:2:"), "{messages}");
    let results = fs::read_to_string(folder.path().join("results.csv")).unwrap();
    let inputs: Vec<_> = results.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(inputs.len(), 3);
    assert!(inputs.is_sorted(), "{inputs:?}");
}
