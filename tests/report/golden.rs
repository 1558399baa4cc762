//! One report through every format. `SNAPSHOTS=overwrite cargo test` accepts what has changed.

use std::io;

use snapbox::{Data, assert_data_eq};
use standpoint::render::svg::{self, Place};
use standpoint::render::{self, Format, Options};
use standpoint::report::backlog::{self, Columns, Request};
use standpoint::report::document::Detail;
use standpoint::report::explain::{Topic, explain};
use standpoint::report::{Private, figure};

use super::fixture::{compiled, inspected, of_answers, questionnaire, rendered, report};

#[track_caller]
fn keeps_to(file: &str, found: String) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    assert_data_eq!(found, Data::read_from(&path, None).raw());
}

fn in_memory(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> String {
    let mut file = Vec::new();
    write(&mut file).expect("a vector takes everything");
    String::from_utf8(file).expect("every format of text is UTF-8")
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
    let inspections = [inspected(&report())];
    keeps_to("report.junit.xml", in_memory(|out| render::junit::write(&inspections, out)));
    keeps_to("report.sarif", in_memory(|out| render::sarif::write(&inspections, out)));
}

#[test]
fn plan() {
    let plan = backlog::backlog(&report(), None, &Request { team_size: 2, ..Request::default() });
    let page = |format| render::document(format, &backlog::document(&plan), &Options::default()).unwrap();
    keeps_to("plan.txt", page(Format::Text));
    keeps_to("plan.md", page(Format::Markdown));
    keeps_to("plan.html", page(Format::Html));
    keeps_to("plan.csv", in_memory(|out| render::csv::backlog(&plan, Columns::Own, out)));
    keeps_to("plan-jira.csv", in_memory(|out| render::csv::backlog(&plan, Columns::Jira, out)));
    keeps_to("plan-azure.csv", in_memory(|out| render::csv::backlog(&plan, Columns::Azure, out)));
    keeps_to("plan.json", in_memory(|out| render::json::backlog(&plan, out)));
}

#[test]
fn derivation() {
    let report = report();
    let line = explain(&report, &Topic::Placement(None), 9).expect("there is a placement");
    keeps_to("explain.txt", render::terminal::derivation(&line, &Options::default()));
    keeps_to("explain.md", render::markdown::derivation(&line));
    keeps_to("explain.json", in_memory(|out| render::json::derivation(&line, out)));
}

#[test]
fn redacted() {
    let report = report().without(&Private::ALL);
    keeps_to("redacted.md", rendered(Format::Markdown, &report, &Options::default()));
}

/// A workbook as a spreadsheet reads it: each sheet with its rows, what has no value as nothing.
#[cfg(feature = "xlsx")]
#[test]
fn workbook() {
    use calamine::{Data as Cell, Reader, Xlsx};

    let mut bytes = Vec::new();
    render::render(Format::Xlsx, &report(), &Options::default(), &mut bytes)
        .expect("a vector takes everything");
    let mut workbook = Xlsx::new(io::Cursor::new(bytes)).expect("it is a workbook");
    let mut text = String::new();
    for (name, sheet) in workbook.worksheets() {
        text.extend(["== ", &name, "\n"]);
        for row in sheet.rows() {
            let cells = row.iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::String(text) => text.clone(),
                Cell::Float(number) => number.to_string(),
                Cell::DateTime(day) => format!("day {}", day.as_f64()),
                other => format!("{other:?}"),
            });
            text.push_str(cells.collect::<Vec<_>>().join("\t").trim_end());
            text.push('\n');
        }
    }
    keeps_to("report.xlsx.txt", text);
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
