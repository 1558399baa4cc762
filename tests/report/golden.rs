//! One report through every format. `SNAPSHOTS=overwrite cargo test` accepts what has changed.

use std::io::{self, Write};

use snapbox::{Data, assert_data_eq};
use standpoint::render::svg::{self, Place};
use standpoint::render::{self, Format, Options};
use standpoint::report::document::Detail;
use standpoint::report::figure;
use standpoint::report::inspection::Inspection;

use super::fixture::{compiled, inspected, of_answers, questionnaire, rendered, report};

#[track_caller]
fn keeps_to(file: &str, found: String) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    assert_data_eq!(found, Data::read_from(&path, None).raw());
}

fn text(options: Options) -> String {
    rendered(Format::Text, &report(), &options)
}

#[test]
fn json() {
    keeps_to("report.json", rendered(Format::Json, &report(), &Options::default()));
}

#[test]
fn csv() {
    keeps_to("report.csv", rendered(Format::Csv, &report(), &Options::default()));
}

#[test]
fn markdown() {
    keeps_to("report.md", rendered(Format::Markdown, &report(), &Options::default()));
}

#[test]
fn html() {
    keeps_to("report.html", rendered(Format::Html, &report(), &Options::default()));
}

#[test]
fn checks() {
    let written = |write: fn(&[Inspection], &mut dyn Write) -> io::Result<()>| {
        let mut file = Vec::new();
        write(&[inspected(&report())], &mut file).expect("a vector takes everything");
        String::from_utf8(file).expect("both formats are UTF-8")
    };
    keeps_to("report.junit.xml", written(render::junit::write));
    keeps_to("report.sarif", written(render::sarif::write));
}

#[test]
fn charts() {
    let report = report();
    let plane = figure::plane(&report).expect("two poles and zones span a plane");
    keeps_to("plane.svg", svg::plane(&plane, Place::Alone));
    keeps_to("profile.svg", svg::profile(&figure::profile(&report), Place::Alone));
    keeps_to("heatmap.svg", svg::heatmap(&figure::heat(&report), Place::Alone));
    assert_eq!(svg::radar(&figure::profile(&report), Place::Alone), None, "two dimensions make no net");
    keeps_to("badge.svg", svg::badge(&report));
}

#[test]
fn text_of_80_columns() {
    keeps_to("report.txt", text(Options::default()));
}

#[test]
fn text_of_60_columns_in_ascii() {
    let page = text(Options { width: 60, unicode: false, ..Options::default() });
    assert!(page.is_ascii());
    keeps_to("report-60-ascii.txt", page);
}

#[test]
fn text_of_120_columns() {
    keeps_to("report-120.txt", text(Options { width: 120, ..Options::default() }));
}

#[test]
fn styled_text() {
    keeps_to(
        "report-styled.txt",
        text(Options { styled: true, detail: Detail::Summary, ..Options::default() }),
    );
}

#[test]
fn summary() {
    keeps_to("summary.txt", text(Options { detail: Detail::Summary, ..Options::default() }));
}

#[test]
fn half_filled() {
    let answers =
        "questionnaire = \"harbour\"\n[answers]\nrelease-pace = 4\nmonitoring-reach = 2\nbackup-reach = 5\n";
    let report = of_answers(&questionnaire(), answers);
    keeps_to("half-filled.txt", rendered(Format::Text, &report, &Options::default()));
}

#[test]
fn nothing_answered() {
    let report = of_answers(&questionnaire(), "questionnaire = \"harbour\"\nteam = \"quayside\"\n");
    keeps_to("nothing-answered.txt", rendered(Format::Text, &report, &Options::default()));
}

#[test]
fn one_pole() {
    let one = standpoint::diagnostic::Source::new("one.toml", include_str!("fixture/one-pole.toml"));
    let report = of_answers(
        &compiled(&[one]),
        "questionnaire = \"lamp\"\nteam = \"quayside\"\n[answers]\nlit = \"most\"\ncleaned = \"no\"\n",
    );
    keeps_to("one-pole.txt", rendered(Format::Text, &report, &Options::default()));
}
