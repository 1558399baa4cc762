//! The pages about questionnaires are true: tables of keys, examples and codes are those of the program.
//!
//! `BLESS=1 cargo test` rewrites what is generated.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use standpoint::batch;
use standpoint::diagnostic::Source;
use standpoint::questionnaire::keys::{self, Key, Shape, Table};
use standpoint::questionnaire::{CODES, compile};

use crate::blessed::{bless_or_compare, cell};

const FORMAT: &str = "docs/questionnaire-format.md";
const DIAGNOSTICS: &str = "docs/diagnostics.md";

/// Every table of the format, each once, the file itself left out.
fn tables() -> Vec<&'static Table> {
    fn visit(shape: &Shape, found: &mut Vec<&'static Table>) {
        match shape {
            Shape::Table(table) if found.iter().all(|known| known.name != table.name) => {
                found.push(table);
                table.keys.iter().for_each(|key| visit(&key.shape, found));
            }
            Shape::List(item) | Shape::Map(item) => visit(item, found),
            Shape::Either(one, other) => {
                visit(one, found);
                visit(other, found);
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    keys::file().keys.iter().for_each(|key| visit(&key.shape, &mut found));
    found
}

/// The table of keys as it stands in the page.
fn rows(table: &Table) -> String {
    let row = |key: &Key| {
        let value = key.shape.describe() + if key.required { ", needed" } else { "" };
        format!("| `{}` | {} | {} |\n", key.name, cell(&value), cell(key.doc))
    };
    let rows: Vec<String> = table.keys.iter().map(row).collect();
    format!("| key | value | meaning |\n|---|---|---|\n{}", rows.concat())
}

#[test]
fn the_tables_of_keys_are_those_of_the_reader() {
    let page = fs::read_to_string(FORMAT).unwrap();
    let mut made = page.clone();
    for table in tables() {
        let (begin, end) = (format!("<!-- keys of {} -->\n", table.name), "<!-- end of keys -->");
        let start = made.find(&begin).unwrap_or_else(|| panic!("{FORMAT} lacks {begin}")) + begin.len();
        let length = made[start..].find(end).unwrap();
        made.replace_range(start..start + length, &rows(table));
    }
    assert_eq!(page.matches("<!-- keys of ").count(), tables().len());
    bless_or_compare(Path::new(FORMAT), &made);
}

#[test]
fn every_key_has_an_example() {
    let examples = fences(&fs::read_to_string(FORMAT).unwrap()).join("\n");
    for table in tables() {
        for key in table.keys {
            let shown = [format!("{} = ", key.name), format!("[[placement.{}]]", key.name)];
            assert!(
                shown.iter().any(|text| examples.contains(text)),
                "{}: no example of {}",
                table.name,
                key.name
            );
        }
    }
}

/// The examples in TOML of a page.
fn fences(page: &str) -> Vec<String> {
    let mut fences = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("```toml\n") {
        let (fence, after) = after.split_once("```").unwrap();
        fences.push(fence.to_owned());
        rest = after;
    }
    fences
}

#[test]
fn every_whole_questionnaire_in_the_docs_compiles() {
    let pages = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    let pages = pages.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let mut compiled = 0;
    for page in pages {
        for example in fences(&fs::read_to_string(&page).unwrap()) {
            if example.contains("[questionnaire]") && example.contains("[[question]]") {
                let name = page.display().to_string();
                let result = compile(&[Source::new(name, example)]);
                assert_eq!(result.unwrap_or_else(|problems| panic!("{problems}")).warnings.0, []);
                compiled += 1;
            }
        }
    }
    assert!(compiled > 0);
}

#[test]
fn all_examples_of_the_format_together_are_one_questionnaire() {
    let page = fs::read_to_string(FORMAT).unwrap();
    let (whole, parts): (Vec<String>, Vec<String>) = fences(&page)
        .into_iter()
        .partition(|example| example.contains("[questionnaire]") && example.contains("[[question]]"));
    assert_eq!(whole.len(), 1);
    let monitoring = r#"
        [[trait]]
        id = "monitoring"
        dimension = "delivery"
        poles = ["ground"]
        title = "Monitoring"

        [[question]]
        id = "monitoring-seen"
        trait = "monitoring"
        kind = "yes-no"
        text = "Is a failure seen before its users report it?"

        [[recommendation]]
        id = "monitoring-start"
        trait = "monitoring"
        below = 0.5
        lift = 0.5
        title = "Watch one service"
    "#;
    let mut sources: Vec<Source> = parts
        .iter()
        .enumerate()
        .map(|(index, example)| Source::new(format!("example {}", index + 1), example))
        .collect();
    sources.push(Source::new("monitoring", monitoring));
    let result = compile(&sources);
    assert_eq!(result.unwrap_or_else(|problems| panic!("{problems}")).warnings.to_string(), "");
}

/// The entries of the page: code, and everything that stands below it.
fn entries(page: &str) -> Vec<(&str, &str)> {
    let entry = |part| -> (&str, &str) { str::split_once(part, "`\n").unwrap() };
    let entries = page.split("\n### `").skip(1).map(entry);
    entries.map(|(code, text)| (code, text.split("\n## ").next().unwrap())).collect()
}

/// What the fixture of a code looks like to people: the first finding that has the code.
fn first_finding(code: &str) -> String {
    let path = format!("tests/invalid/{code}/findings.txt");
    let all =
        fs::read_to_string(&path).unwrap_or_else(|_| panic!("{code} is explained and {path} is not there"));
    // What is said of a table stands on one line, with the code in brackets.
    let in_brackets = format!(" [{code}]");
    if let Some(line) = all.lines().find(|line| line.contains(&in_brackets)) {
        return line.to_owned();
    }
    let heads = [format!("error[{code}]"), format!("warning[{code}]")];
    let start =
        heads.iter().find_map(|head| all.find(head)).unwrap_or_else(|| panic!("{path} lacks its code"));
    let finding = &all[start..];
    let end = ["\n\nerror[", "\n\nwarning["].iter().filter_map(|next| finding.find(next)).min();
    finding[..end.unwrap_or(finding.len())].trim_end().to_owned()
}

#[test]
fn each_code_is_explained_with_its_first_finding() {
    let page = fs::read_to_string(DIAGNOSTICS).unwrap();
    let mut made = page.clone();
    // Of what depends on a disk or on a fault of the program there is no example to keep.
    let shown = |code: &str| !batch::CODES.contains(&code) || Path::new("tests/invalid").join(code).exists();
    for (code, text) in entries(&page).into_iter().filter(|(code, _)| shown(code)) {
        let example = format!("\n```text\n{}\n```\n", first_finding(code));
        let (told, rest) = if let Some((told, after)) = text.split_once("\n```text\n") {
            (told, after.split_once("\n```\n").unwrap().1)
        } else {
            text.split_at(text.find("\n\n").map_or(text.len(), |end| end + 1))
        };
        assert!(told.trim().len() > 30, "{code} is not explained");
        made =
            made.replace(&format!("### `{code}`\n{text}"), &format!("### `{code}`\n{told}{example}{rest}"));
    }
    bless_or_compare(Path::new(DIAGNOSTICS), &made);
}

#[test]
fn each_code_of_a_questionnaire_is_explained_in_its_section() {
    let page = fs::read_to_string(DIAGNOSTICS).unwrap();
    let (_, section) = page.split_once("## Questionnaires\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let explained: Vec<&str> = entries(section).into_iter().map(|(code, _)| code).collect();
    assert_eq!(explained.iter().copied().collect::<BTreeSet<_>>(), CODES.iter().copied().collect());
    assert_eq!(explained.len(), CODES.len());
}
