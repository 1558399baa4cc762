use std::fmt::Write as _;
use std::ops::ControlFlow;

use standpoint::batch::{self, Format, Make, Plan, TableFormat};
use standpoint::questionnaire::{catalogue, compile};
use standpoint::report::Report;

use super::{column, rows, run, run_plan, small, table};

fn scored(text: &str, format: TableFormat) -> String {
    let run = run(table(text, format), Format::Csv, 2);
    assert_eq!(run.rejected, Vec::<String>::new());
    run.text
}

const COMMAS: &str = "\
team,respondent,role,date,form,pace,by-hand,days,parts,extras,remarks
ledger,r-01,ops,2026-11-23,full,daily,,21,roles;runbook,unknown,\"so, so\"
portal,,,,quick,1,YES,0.5,none,n/a,
";

#[test]
fn one_table_gives_the_same_results_in_every_shape() {
    let expected = scored(COMMAS, TableFormat::Csv);
    assert_eq!(column(&expected, "team"), ["ledger", "portal"]);
    assert_eq!(column(&expected, "row"), ["1", "2"]);
    assert_eq!(column(&expected, "status"), ["scored", "scored"]);
    let semicolons = "\
team;respondent;role;date;form;pace;by-hand;days;parts;extras;remarks\r\n\
ledger;r-01;ops;2026-11-23;full;daily;;21;\"roles;runbook\";unknown;so, so\r\n\
portal;;;;quick;1;YES;0.5;none;n/a;\r\n";
    let tabs = COMMAS.replace("\"so, so\"", "so  so").replace(',', "\t");
    let ndjson = r#"
{"team": "ledger", "respondent": "r-01", "role": "ops", "date": "2026-11-23", "answers": {"pace": "daily", "days": 21, "parts": ["roles", "runbook"], "extras": "unknown", "remarks": "so, so"}}

{"team": "portal", "form": "quick", "answers": {"pace": 1, "by-hand": true, "days": 0.5, "parts": "none", "extras": "n/a"}}"#;
    for (text, format) in [
        (semicolons.to_owned(), TableFormat::Csv),
        (format!("\u{feff}{semicolons}"), TableFormat::Csv),
        (tabs.clone(), TableFormat::Tsv),
        (tabs, TableFormat::Csv),
        (ndjson.to_owned(), TableFormat::Ndjson),
        (format!("\u{feff}{}", ndjson.trim().replace('\n', "\r\n")), TableFormat::Ndjson),
        (COMMAS.replace('\n', "\r"), TableFormat::Csv),
        (COMMAS.trim_end().to_owned(), TableFormat::Csv),
    ] {
        assert_eq!(scored(&text, format), expected, "{text}");
    }
}

#[test]
fn rows_with_nothing_in_them_are_counted_and_left_out() {
    let text = scored("pace,days\n\ndaily,1\n,\n\n ,\ndaily,2\n", TableFormat::Csv);
    assert_eq!(column(&text, "row"), ["1", "4"]);
    // The same whichever way the rows go, also if they are uneven or the last.
    let text = "team,pace,days\n,,\r\na,daily,1\n,,,,\n , ,\n\t\n\"\",,\nb,never,2\n, ,";
    let long = |_: &Report| Vec::new();
    for report in [None, Some(&long as &Make)] {
        let inputs = table(text, TableFormat::Csv);
        let found = run_plan(inputs, &Plan { report, ..Plan::new(small(), Format::Csv) });
        assert_eq!(column(&found.text, "row"), ["2", "7"], "{}", found.text);
        assert_eq!((found.summary.scored, found.summary.rejected), (1, 1));
    }
}

#[test]
fn a_byte_order_mark_amid_a_table_belongs_to_its_cell_whichever_way_the_row_goes() {
    let text = "team,pace\na,daily\n\u{feff}b,daily\n\u{feff}c,never\n";
    for report in [None, Some(&(|_: &Report| Vec::new()) as &Make)] {
        let plan = Plan { report, ..Plan::new(small(), Format::Csv) };
        let found = run_plan(table(text, TableFormat::Csv), &plan);
        assert_eq!(column(&found.text, "team"), ["a", "\u{fffd}b", "\u{fffd}c"]);
        assert_eq!(found.rejected.len(), 1);
        assert!(found.rejected[0].starts_with("t set 3: 4:4: "), "{:?}", found.rejected);
    }
}

#[test]
fn a_table_without_rows_gives_none() {
    assert_eq!(scored("pace\n", TableFormat::Csv), "");
    assert_eq!(scored(" \n\n", TableFormat::Ndjson), "");
}

#[test]
fn a_bad_row_keeps_its_place_and_its_subject_and_the_rest_goes_on() {
    let text = "\
team,date,pace,remarks,days
a,2026-11-23,daily,\"two
lines\",3

\"=b\",23.11.2026,\"dayly\",x,3
c,,daily,,\"1,000\"
d,,daily,,1
";
    let run = run(table(text, TableFormat::Csv), Format::Csv, 2);
    assert_eq!(
        run.rejected,
        [
            "t set 2: 5:6: `23.11.2026` is not a date; a date has year, month and day, for instance 2026-11-23 \
             [invalid-date] (and 1 more)",
            "t set 3: 6:11: `days`: `1,000` is not a number; write the digits alone, without a unit or separators, \
             with a point before decimals: 1500 or 0.25 [not-a-number]",
        ]
    );
    assert_eq!(column(&run.text, "row"), ["1", "2", "3", "4"]);
    assert_eq!(column(&run.text, "team"), ["a", "'=b", "c", "d"]);
    assert_eq!(column(&run.text, "status"), ["scored", "rejected", "rejected", "scored"]);
    let rejected = &rows(&run.text)[1];
    let empty = rejected.iter().filter(|(_, cell)| cell.is_empty()).count();
    assert_eq!(empty, rejected.len() - 5, "{rejected:?}");
    assert!(column(&run.text, "error")[2].starts_with("6:11: `days`"));
    assert_eq!((run.summary.scored, run.summary.rejected), (2, 2));
}

#[test]
fn bad_lines_of_ndjson_are_rejected_with_their_places() {
    let text = "{\"answers\": {\"pace\": 1}}\n\n{\"team\": \n  {\"team\": \"b\", \"answers\": {\"pace\": 9}}\n[]\n{}\n";
    let run = run(table(text, TableFormat::Ndjson), Format::Csv, 3);
    assert_eq!(
        run.rejected,
        [
            "t set 2: 3:10: not valid JSON: the text ends within a value [answers-syntax]",
            "t set 3: 4:37: `pace`: there is no option with the number 9; options count from 1 to 3; an option's id \
             can be written as well [option-number]",
            "t set 4: 5:1: an answer file must be a table, not a list; an answer file has keys such as \
             `questionnaire` and `team`, and the answers in a table `answers` [answers-shape]",
        ]
    );
    assert_eq!(column(&run.text, "row"), ["1", "2", "3", "4", "5"]);
}

#[test]
fn a_table_with_unknown_columns_is_rejected_as_a_whole() {
    let run = run(table("team,pase,x\na,daily,1\n", TableFormat::Csv), Format::Csv, 2);
    assert_eq!(
        run.rejected,
        ["t: 1:6: the column `pase` is not known; did you mean `pace`? [unknown-column] (and 1 more)"]
    );
    assert_eq!(column(&run.text, "status"), ["rejected"]);
}

#[test]
fn what_is_odd_is_counted() {
    let text = "pace,by-hand,parts\ndaily,yes,\nmonthly,yes,roles;none\nmonthly,yes,none;roles\n";
    let run = run(table(text, TableFormat::Csv), Format::Csv, 2);
    let warnings: Vec<_> =
        run.summary.warnings.iter().map(|reason| (reason.code.as_ref(), reason.count, reason.row)).collect();
    assert_eq!(warnings, [("answer-not-asked", 1, Some(1)), ("none-with-others", 2, Some(2))]);
    assert_eq!(run.summary.scored, 3);
}

/// A table of which each fifth row is bad and each row takes two lines.
fn large(rows: usize, padding: usize) -> String {
    let mut text = "team,pace,days,remarks\n".to_owned();
    for row in 0..rows {
        let pace = ["yearly", "monthly", "daily", "", "never"][row % 5];
        writeln!(text, "team {row},{pace},{},\"a\nremark, {}\"", row % 300, "x".repeat(row % padding))
            .unwrap();
    }
    text
}

#[test]
fn a_large_table_gives_the_same_bytes_whatever_the_number_of_threads() {
    for (format, text) in [(Format::Csv, large(6_000, 40)), (Format::Ndjson, large(500, 2_000))] {
        let one = run(table(text.as_str(), TableFormat::Csv), format, 1);
        assert_eq!(one.summary.scored, one.summary.rejected * 4);
        for threads in [2, 8] {
            let many = run(table(text.as_str(), TableFormat::Csv), format, threads);
            assert!(many.text == one.text, "{threads} threads");
            assert_eq!(many.summary, one.summary);
        }
        if format == Format::Csv {
            let numbers: Vec<String> = (1..=6_000).map(|row| row.to_string()).collect();
            assert!(column(&one.text, "row") == numbers);
            assert!(column(&one.text, "error")[5_999].starts_with("12000:"));
        }
    }
}

#[test]
fn what_comes_before_a_quote_that_is_never_closed_is_scored() {
    let mut text = "team,pace\n".to_owned();
    for row in 0..20_000 {
        writeln!(text, "t{row},daily").unwrap();
    }
    text.push_str("\"t,daily\nu,daily\n");
    let run = run(table(text, TableFormat::Csv), Format::Csv, 2);
    assert_eq!((run.summary.scored, run.summary.rejected), (20_000, 1));
    assert_eq!(
        run.rejected,
        ["t set 20001: 20002:1: the row has no end, and nothing behind it was read; \
          close the quote that begins in it [endless-row]"]
    );
}

#[test]
fn a_row_that_is_too_long_is_told_with_what_was_not_read() {
    let long = "x".repeat(17 << 20);
    for (quote, help) in
        [("", "end each answer set with a line end"), ("\"", "close the quote that begins in it")]
    {
        let text = format!("team,pace\na,daily\n{quote}{long},daily\nb,daily\n");
        let run = run(table(text, TableFormat::Csv), Format::Csv, 2);
        assert_eq!((run.summary.scored, run.summary.rejected), (1, 1));
        let said = "t set 2: 3:1: the row is longer than 16 MiB, and what follows it was not read";
        assert_eq!(run.rejected, [format!("{said}; {help} [endless-row]")]);
    }
    let titles = run(table(long, TableFormat::Csv), Format::Csv, 2);
    assert!(titles.rejected[0].contains("1:1: the row is longer than 16 MiB"), "{:?}", titles.rejected);
}

#[test]
fn behind_a_line_of_json_that_is_too_long_the_next_ones_are_read() {
    let line = |team: &str| format!("{{\"team\":\"{team}\",\"answers\":{{\"pace\":\"daily\"}}}}\n");
    let long = line(&"\"".repeat(17 << 20));
    let text = [line("a"), long.clone(), "\n".to_owned(), line("b"), long, line("c")].concat();
    for threads in [1, 3] {
        for format in [Format::Csv, Format::Ndjson] {
            let run = run(table(text.clone(), TableFormat::Ndjson), format, threads);
            assert_eq!((run.summary.scored, run.summary.rejected), (3, 2));
            let said = "the line is longer than 16 MiB; end each answer set with a line end [endless-row]";
            let expected = [(2, 2), (4, 5)].map(|(row, line)| format!("t set {row}: {line}:1: {said}"));
            assert_eq!(run.rejected, expected);
            if format == Format::Csv {
                assert_eq!(column(&run.text, "row"), ["1", "2", "3", "4", "5"]);
                assert_eq!(column(&run.text, "team"), ["a", "", "b", "", "c"]);
            }
        }
    }
}

#[test]
fn the_example_of_the_manual_is_valid() {
    let manual = std::fs::read_to_string("docs/answers-format.md").unwrap();
    let example = manual.split("\n```csv\n").nth(1).unwrap().split("```").next().unwrap();
    let flagship = compile(&catalogue::sources("devops-itops").unwrap()).unwrap().questionnaire;
    let summary = batch::run(table(example, TableFormat::Csv), &Plan::new(&flagship, Format::Csv), |_| {
        ControlFlow::Continue(())
    });
    assert_eq!((summary.scored, summary.reasons, summary.warnings), (2, Vec::new(), Vec::new()));
}

#[test]
fn hostile_tables_are_rejected_row_by_row() {
    let mut text = b"team,pace\n".to_vec();
    text.extend_from_slice(b"caf\xe9,daily\n");
    text.extend_from_slice(b"a\x1b[31m,\x1b[2J\n");
    // Spreadsheets leave such rows behind; they say nothing and are passed over.
    text.extend_from_slice(b",,,,\n");
    text.extend_from_slice(b"=SUM(A1),daily\n");
    let run = run(table(text, TableFormat::Csv), Format::Csv, 2);
    assert_eq!((run.summary.scored, run.summary.rejected), (1, 2), "{:?}", run.rejected);
    assert_eq!(column(&run.text, "team"), ["", "a\u{241b}[31m", "'=SUM(A1)"]);
    assert_eq!(column(&run.text, "row"), ["1", "2", "4"]);
}
