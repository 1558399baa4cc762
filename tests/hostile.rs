//! Answers of somebody who means harm, through the program: every format is read back by a reader of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://example.org\")",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "a\nb,c;\"d\"",
    "\u{1b}[31mred\u{7}\u{0}",
    "\u{202e}desrever \u{2066}isolated\u{feff}",
    "\u{fffe}\u{ffff}]]>&#0;",
    "[a](1) {0} | `b` **c** # d",
];

fn answers(text: &str) -> String {
    json!({
        "questionnaire": "devops-itops",
        "team": text,
        "respondent": text,
        "role": text,
        "answers": {
            "ci-cd-practice": { "answer": 2, "note": text, "evidence": [text, text] },
            "system-monitoring-practice": { "answer": "n/a", "reason": text },
        },
    })
    .to_string()
}

fn standpoint(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output =
        Command::new(env!("CARGO_BIN_EXE_standpoint")).args(arguments).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
    output.stdout
}

/// A folder with one answer file for each text.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("teams")).unwrap();
    for (index, text) in HOSTILE.iter().enumerate() {
        fs::write(folder.path().join(format!("teams/{index:02}.json")), answers(text)).unwrap();
    }
    folder
}

/// Whether somebody's spreadsheet would reckon it.
fn is_formula(cell: &str) -> bool {
    cell.parse::<f64>().is_err() && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

#[test]
fn a_batch_gives_one_row_a_set_and_no_formula() {
    let folder = folder();
    let table = standpoint(folder.path(), &["batch", "teams", "--quiet"]);
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let team = reader.headers().unwrap().iter().position(|title| title == "team").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), HOSTILE.len());
    for (row, text) in rows.iter().zip(HOSTILE) {
        assert!(row.iter().all(|cell| !is_formula(cell)), "{row:?}");
        assert_eq!(standpoint::report::row::meant(&row[team]), standpoint::text::legible(text));
    }
    let lines =
        String::from_utf8(standpoint(folder.path(), &["batch", "teams", "--quiet", "--format", "ndjson"]));
    let lines = lines.unwrap();
    assert_eq!(lines.lines().count(), HOSTILE.len());
    for (line, text) in lines.lines().zip(HOSTILE) {
        let report: Value = serde_json::from_str(line).unwrap();
        assert_eq!(report["subject"]["team"], *text);
    }
}

#[test]
fn a_portfolio_shows_every_name_as_text() {
    let folder = folder();
    let page =
        |format| String::from_utf8(standpoint(folder.path(), &["portfolio", "teams", "--format", format]));
    let (html, markdown) = (page("html").unwrap(), page("markdown").unwrap());
    for page in [&html, &markdown] {
        let steers = |c: char| {
            (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!page.contains(steers));
    }
    assert!(!html.contains("<script>alert") && html.contains("&lt;script&gt;alert"));
    let portfolio: Value = serde_json::from_str(&page("json").unwrap()).unwrap();
    let teams: Vec<&str> =
        portfolio["teams"].as_array().unwrap().iter().map(|team| team["name"].as_str().unwrap()).collect();
    assert!(HOSTILE.iter().all(|text| teams.contains(&text.trim())), "{teams:?}");
}

#[test]
fn each_report_of_hostile_answers_is_read_by_its_reader() {
    let folder = folder();
    for (index, text) in HOSTILE.iter().enumerate() {
        let file = format!("teams/{index:02}.json");
        let written = |format| {
            String::from_utf8(standpoint(folder.path(), &["report", &file, "--format", format])).unwrap()
        };
        for format in ["text", "markdown", "html", "junit"] {
            let page = written(format);
            let steers = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}'..='\u{ffff}')
            };
            assert!(!page.contains(steers), "{format} of {text:?}");
            assert!(format == "text" || !page.contains("<script>alert"), "{format}");
        }
        let report: Value = serde_json::from_str(&written("json")).unwrap();
        assert_eq!(report["subject"]["role"], *text);
        let log: Value = serde_json::from_str(&written("sarif")).unwrap();
        assert_eq!(log["runs"][0]["artifacts"][0]["location"]["uri"], file);
        let xml = written("junit");
        let mut reader = quick_xml::Reader::from_str(&xml);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }
}
