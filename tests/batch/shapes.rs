//! The same answers in every shape that they come in: the same bytes come out, whatever the number of threads.

use std::fs;
use std::io::Cursor;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use standpoint::answers::{self, AnswerSheet};
use standpoint::batch::{self, Event, Format, Input, Plan};
use standpoint::questionnaire::Questionnaire;
use tempfile::TempDir;

use super::inputs::{gzip, zstandard};
use super::results::{built_in, cells, ndjson, sheets};

/// So many different answer sets, with every kind of answer and every kind of gap.
const DIFFERENT: usize = 60;

fn different(questionnaire: &Questionnaire) -> Vec<AnswerSheet> {
    let mut runner = TestRunner::deterministic();
    let mut all = Vec::new();
    while all.len() < DIFFERENT {
        all.extend(sheets(questionnaire, DIFFERENT).new_tree(&mut runner).unwrap().current());
    }
    all.truncate(DIFFERENT);
    for (sheet, number) in all.iter_mut().zip(0_u16..) {
        sheet.subject.team = Some(format!("{}team \"{number}\"", ["", "=", "é, "][usize::from(number) % 3]));
    }
    all
}

/// What a run writes of each set, without the input, which is named otherwise in each shape; and without the number of
/// the row, which files do not have.
fn written(questionnaire: &Questionnaire, inputs: Vec<Input>, format: Format, threads: usize) -> Vec<String> {
    let threads = NonZeroUsize::new(threads).unwrap();
    let mut written = Vec::new();
    let plan = Plan { threads, ..Plan::new(questionnaire, format) };
    batch::run(inputs, &plan, |event| {
        if let Event::Set { input, row, output, .. } = event {
            let text = std::str::from_utf8(output).unwrap();
            let row = row.map(|row| row.to_string()).unwrap_or_default();
            let origin = if format == Format::Csv { format!("{input},{row},") } else { String::new() };
            written.push(text.strip_prefix(&origin).unwrap_or_else(|| panic!("{text}")).to_owned());
        }
        ControlFlow::Continue(())
    });
    written
}

/// Files of a table in every shape.
fn tables(folder: &Path, questionnaire: &Questionnaire, sheets: &[AnswerSheet]) -> Vec<Input> {
    let commas = cells(questionnaire, sheets);
    let mut tabs = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    for record in csv::ReaderBuilder::new().has_headers(false).from_reader(commas.as_bytes()).records() {
        tabs.write_record(&record.unwrap()).unwrap();
    }
    let mut files = Vec::new();
    let mut add = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).unwrap();
        files.push(Input::file(&folder.join(name)).unwrap());
    };
    let objects = ndjson(questionnaire, sheets);
    for (name, text) in [
        ("t.csv", commas.as_bytes()),
        ("t.tsv", &tabs.into_inner().unwrap()),
        ("t.ndjson", objects.as_bytes()),
    ] {
        add(name, text);
        add(&format!("{name}.gz"), &gzip(text));
        add(&format!("{name}.zst"), &zstandard(text));
    }
    #[cfg(feature = "parquet")]
    {
        super::warehouse::texts(&folder.join("t.parquet"), &commas);
        files.push(Input::file(&folder.join("t.parquet")).unwrap());
    }
    files
}

/// The answer sets as files, in TOML and JSON by turns.
fn files(folder: &Path, questionnaire: &Questionnaire, sheets: &[AnswerSheet]) -> Vec<Input> {
    let mut files = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let (name, text) = if index % 2 == 0 {
            (format!("{index:03}.toml"), answers::to_toml(questionnaire, sheet))
        } else {
            (format!("{index:03}.json"), answers::to_json(questionnaire, sheet))
        };
        fs::write(folder.join(&name), text).unwrap();
        files.push(Input::file(&folder.join(name)).unwrap());
    }
    files
}

#[test]
fn every_shape_gives_the_same_rows_whatever_the_number_of_threads() {
    let questionnaire = built_in(0);
    let different = different(&questionnaire);
    let folder = TempDir::new().unwrap();
    let read = |threads| {
        written(&questionnaire, files(folder.path(), &questionnaire, &different), Format::Csv, threads)
    };
    let expected = read(1);
    assert!(expected.iter().all(|row| row.ends_with(",scored,\n")), "{expected:?}");
    assert!(read(2) == expected && read(8) == expected);
    // Enough rows for several parts, which several threads work on.
    let times = 20;
    let many: Vec<AnswerSheet> = different.iter().cycle().take(times * DIFFERENT).cloned().collect();
    for input in tables(folder.path(), &questionnaire, &many) {
        let name = input.name().to_owned();
        let path = Path::new(&name);
        for threads in [1, 2, 8] {
            let found = written(&questionnaire, vec![Input::file(path).unwrap()], Format::Csv, threads);
            assert_eq!(found.len(), times * DIFFERENT, "{name}");
            assert!(found.chunks(DIFFERENT).all(|rows| rows == expected), "{name}, {threads} threads");
        }
    }
}

#[test]
fn every_shape_gives_the_same_reports() {
    let questionnaire = built_in(1);
    let different = &different(&questionnaire)[..12];
    let folder = TempDir::new().unwrap();
    let files = files(folder.path(), &questionnaire, different);
    let expected = written(&questionnaire, files, Format::Ndjson, 2);
    assert!(expected.iter().all(|line| line.starts_with("{\"format\":\"standpoint.report/")));
    for input in tables(folder.path(), &questionnaire, different) {
        let name = input.name().to_owned();
        let found = written(&questionnaire, vec![input], Format::Ndjson, 8);
        assert!(found == expected, "{name}");
    }
}

#[test]
fn a_pipe_gives_what_a_file_does() {
    let questionnaire = built_in(0);
    let different = different(&questionnaire);
    let text = cells(&questionnaire, &different);
    let streams = || vec![Input::unknown_stream("t", Cursor::new(gzip(text.as_bytes())))];
    let expected = written(&questionnaire, streams(), Format::Csv, 1);
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("t.csv"), &text).unwrap();
    let file = vec![Input::file(&folder.path().join("t.csv")).unwrap()];
    assert!(written(&questionnaire, file, Format::Csv, 8) == expected);
}
