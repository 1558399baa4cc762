//! What must hold for any bytes that a reader is given. Beside that, no reader panics or takes more memory than it may.

use std::io::Cursor;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use standpoint::answers::{self, Syntax};
use standpoint::batch::{self, Content, Event, Format, Input, Make, Outcome, Plan, TableFormat};
use standpoint::diagnostic::{Diagnostics, Source, render};
use standpoint::questionnaire::{Questionnaire, compile};
use standpoint::report;

/// The questionnaire that is answered.
static SMALL: LazyLock<Questionnaire> = LazyLock::new(|| {
    compile(&[Source::new("small.toml", include_str!("../../tests/answers/small.toml"))])
        .expect("the questionnaire of the tests is valid")
        .questionnaire
});

/// A questionnaire is valid, or each of its problems has a place that can be shown.
pub fn questionnaire(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match compile(&[Source::new("made-up.toml", text)]) {
        Ok(compiled) => shown(&compiled.warnings),
        Err(findings) => shown(&findings),
    }
}

/// Answers that can be read are written and read again as the same.
pub fn answers_toml(bytes: &[u8]) {
    answers(bytes, Syntax::Toml);
}

/// The same in JSON.
pub fn answers_json(bytes: &[u8]) {
    answers(bytes, Syntax::Json);
}

fn answers(bytes: &[u8], syntax: Syntax) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match answers::read(&Source::new("made-up", text), syntax, &SMALL) {
        Ok(read) => {
            shown(&read.warnings);
            for (syntax, text) in [
                (Syntax::Toml, answers::to_toml(&SMALL, &read.sheet)),
                (Syntax::Json, answers::to_json(&SMALL, &read.sheet)),
            ] {
                let again = answers::read(&Source::new("written", text.as_str()), syntax, &SMALL);
                let again = again.unwrap_or_else(|findings| panic!("{text}\n{findings}"));
                assert_eq!(again.sheet.subject, read.sheet.subject, "{text}");
                for index in SMALL.question_indices() {
                    assert_eq!(again.sheet.get(index), read.sheet.get(index), "{text}");
                }
            }
        }
        Err(findings) => shown(&findings),
    }
}

/// A report that can be read is written and read again as the same.
pub fn report(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match report::read_back(&Source::new("made-up.json", text)) {
        Ok(found) => {
            let mut written = Vec::new();
            standpoint::render::json::write(&found, &mut written).expect("memory can be written to");
            let written = String::from_utf8(written).expect("JSON is text");
            let again = report::read_back(&Source::new("written.json", written.as_str()));
            assert_eq!(again.unwrap_or_else(|findings| panic!("{written}\n{findings}")), found);
        }
        Err(findings) => shown(&findings),
    }
}

/// A table with commas, semicolons or tabs.
pub fn csv(bytes: &[u8]) {
    table(bytes, Some(TableFormat::Csv.into()));
}

/// A table with tabs.
pub fn tsv(bytes: &[u8]) {
    table(bytes, Some(TableFormat::Tsv.into()));
}

/// Lines of JSON.
pub fn ndjson(bytes: &[u8]) {
    table(bytes, Some(TableFormat::Ndjson.into()));
}

/// Anything, packed or not, that is told by how it begins.
pub fn packed(bytes: &[u8]) {
    table(bytes, None);
}

/// A file of Parquet.
#[cfg(feature = "parquet")]
pub fn parquet(bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("standpoint-fuzz-{}.parquet", std::process::id()));
    std::fs::write(&path, bytes).expect("a temporary file can be written");
    same(&|| vec![Input::of(&path, TableFormat::Parquet.into())]);
    let _ = std::fs::remove_file(path);
}

fn table(bytes: &[u8], content: Option<Content>) {
    same(&|| {
        let stream = Cursor::new(bytes.to_vec());
        vec![match content {
            Some(content) => Input::stream("made-up", content, stream),
            None => Input::unknown_stream("made-up", stream),
        }]
    });
}

/// Results are the same bytes for any number of threads and whichever way rows go, one line a set, and every line is whole.
fn same(inputs: &dyn Fn() -> Vec<Input>) {
    let plan = Plan { threads: NonZeroUsize::MIN, ..Plan::new(&SMALL, Format::Csv) };
    let results = |plan: &Plan<'_>| results(inputs(), plan);
    let one = results(&plan);
    // Each takes time, and which inputs get it follows from them alone.
    if one.len().is_multiple_of(8) {
        let threads = NonZeroUsize::new(3).expect("there are threads");
        assert!(results(&Plan { threads, ..plan }) == one, "the number of threads changes results");
    } else if one.len() % 8 < 4 {
        // Whoever wants reports gets them the long way, beside the same rows.
        let report: &Make = &|report| report.questionnaire.id.clone().into_bytes();
        assert!(results(&Plan { report: Some(report), ..plan }) == one, "the short way changes results");
    }
}

fn results(inputs: Vec<Input>, plan: &Plan<'_>) -> Vec<u8> {
    let (mut lines, mut sets) = (Vec::new(), 0_u64);
    let summary = batch::run(inputs, plan, |event| {
        if let Event::Set { outcome, output, .. } = event {
            sets += 1;
            lines.extend_from_slice(output);
            if let Outcome::Rejected(rejection) = outcome {
                assert_ne!(rejection.code, "crashed", "{rejection}");
            }
        }
        ControlFlow::Continue(())
    });
    assert_eq!(summary.scored + summary.rejected, sets);
    let text = std::str::from_utf8(&lines).expect("results are text");
    let ends = text.bytes().fold((0_u64, false), |(ends, quoted), byte| match byte {
        b'"' => (ends, !quoted),
        b'\n' if !quoted => (ends + 1, quoted),
        _ => (ends, quoted),
    });
    assert_eq!(ends, (sets, false), "{text}");
    lines
}

fn shown(findings: &Diagnostics) {
    for finding in findings {
        assert!(!render(finding, false, true).is_empty());
    }
}
