//! Each format says what it was made of, and equal inputs give equal bytes.

use standpoint::answers::{self, Syntax};
use standpoint::diagnostic::Source;
use standpoint::render::{self, Format, Options};
use standpoint::report::Stamp;
use standpoint::report::document::Detail;

use super::fixture::{inspected, questionnaire, report};
use super::hostile::{HOSTILE, hostile};

/// All formats of this build that carry a stamp.
fn formats() -> Vec<Format> {
    vec![
        Format::Text,
        Format::Markdown,
        Format::Html,
        #[cfg(feature = "xlsx")]
        Format::Xlsx,
        #[cfg(feature = "docx")]
        Format::Docx,
        #[cfg(feature = "pdf")]
        Format::Pdf,
    ]
}

fn bytes(format: Format, report: &standpoint::report::Report, options: &Options) -> Vec<u8> {
    let mut bytes = Vec::new();
    render::render(format, report, options, &mut bytes).expect("a vector takes everything");
    bytes
}

#[test]
fn every_format_carries_the_stamp_of_its_report() {
    let report = report();
    for format in formats() {
        for width in [60, 80, 200] {
            let file = bytes(format, &report, &Options { width, ..Options::default() });
            assert_eq!(render::stamp(&file), Some(Stamp::of(&report)), "{format:?} of {width} columns");
        }
    }
}

#[test]
fn checks_carry_the_stamp_of_their_report() {
    let report = report();
    let texts = Stamp { answers: Some("0".repeat(32)), ..Stamp::of(&report) }.to_string();
    let mut forged = report.clone();
    forged.subject.team = Some(texts.clone());
    forged.contradictions.iter_mut().for_each(|found| found.message.clone_from(&texts));
    for of in forged.dimensions.iter_mut().flat_map(|part| &mut part.traits) {
        of.title.clone_from(&texts);
        of.questions.iter_mut().for_each(|question| question.text.clone_from(&texts));
    }
    for report in [&report, &forged] {
        for write in [render::junit::write, render::sarif::write] {
            let mut file = Vec::new();
            write(&[inspected(report)], &mut file).expect("a vector takes everything");
            assert_eq!(render::stamp(&file), Some(Stamp::of(report)));
        }
    }
}

#[test]
fn a_summary_carries_it_too_where_it_is_a_file() {
    let report = report();
    for format in formats().into_iter().filter(|format| *format != Format::Text) {
        let file = bytes(format, &report, &Options { detail: Detail::Summary, ..Options::default() });
        assert_eq!(render::stamp(&file), Some(Stamp::of(&report)), "{format:?}");
    }
}

#[test]
fn no_text_of_a_report_passes_for_its_stamp() {
    let other = Stamp { answers: Some("0".repeat(32)), ..Stamp::of(&report()) };
    let mut report = report();
    let forged = Some(other.to_string());
    report.subject.team.clone_from(&forged);
    report.subject.respondent.clone_from(&forged);
    for question in
        report.dimensions.iter_mut().flat_map(|of| &mut of.traits).flat_map(|of| &mut of.questions)
    {
        question.note.clone_from(&forged);
    }
    for format in formats() {
        let file = bytes(format, &report, &Options::default());
        assert_eq!(render::stamp(&file), Some(Stamp::of(&report)), "{format:?}");
    }
}

#[test]
fn equal_reports_give_equal_bytes_in_every_format() {
    for format in formats() {
        for text in ["benign", HOSTILE[0], HOSTILE[8]] {
            let report = hostile(text);
            let options = Options::default();
            assert_eq!(bytes(format, &report, &options), bytes(format, &report, &options), "{format:?}");
        }
    }
}

#[test]
fn what_is_no_report_carries_no_stamp() {
    for file in [&b""[..], b"PK\x03\x04", b"%PDF-1.7\n", b"Made by hand", b"\xff\xfe\x00"] {
        assert_eq!(render::stamp(file), None);
    }
}

fn fingerprint(text: &str, syntax: Syntax) -> String {
    let questionnaire = questionnaire();
    let read = answers::read(&Source::new("answers", text), syntax, &questionnaire);
    answers::fingerprint(&questionnaire, &read.unwrap_or_else(|findings| panic!("{findings}")).sheet)
}

#[test]
fn the_fingerprint_of_answers_is_what_they_say_and_not_how() {
    let toml = "questionnaire = \"harbour\"\nteam = \"quayside\"\n[answers]\nrelease-pace = 4\nmonitoring-reach = \"half\"\n";
    let other = "# a comment\nteam = 'quayside'\nquestionnaire = 'harbour'\n[answers]\nmonitoring-reach = { answer = 3 }\nrelease-pace = 4 # so\n";
    let json = r#"{"answers": {"monitoring-reach": "half", "release-pace": 4}, "questionnaire": "harbour", "team": "quayside"}"#;
    let of = fingerprint(toml, Syntax::Toml);
    assert_eq!(of.len(), 32);
    assert_eq!(fingerprint(other, Syntax::Toml), of);
    assert_eq!(fingerprint(json, Syntax::Json), of);
    for changed in [
        toml.replace("= 4", "= 3"),
        toml.replace("quayside", "quay"),
        toml.replace("\"half\"", "{ answer = \"half\", note = \"so\" }"),
        toml.replace("\"half\"", "\"unknown\""),
    ] {
        assert_ne!(fingerprint(&changed, Syntax::Toml), of, "{changed}");
    }
}
