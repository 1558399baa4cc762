//! Data flows one way: each room imports only from the rooms that `docs/architecture.md` allows it.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may know; the table of `docs/architecture.md`.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("stats", &[]),
    ("diagnostic", &["text"]),
    ("questionnaire", &["diagnostic", "text"]),
    ("answers", &["diagnostic", "questionnaire", "text"]),
    ("survey", &["questionnaire", "answers", "text"]),
    ("scoring", &["questionnaire", "answers"]),
    ("guide", &["questionnaire", "answers", "survey", "scoring"]),
    ("advice", &["questionnaire", "scoring"]),
    ("portrait", &["questionnaire", "answers", "scoring"]),
    ("sql", &["questionnaire", "scoring"]),
    ("report", &["diagnostic", "text", "questionnaire", "answers", "scoring", "advice"]),
    ("portfolio", &["questionnaire", "report", "scoring", "stats"]),
    ("render", &["portfolio", "report", "text"]),
    ("groups", &["answers", "questionnaire", "report", "scoring", "stats"]),
    ("batch", &["diagnostic", "text", "questionnaire", "answers", "scoring", "advice", "report"]),
];

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src")) {
        let room = room_of(&file);
        if ["lib", "main", "cli"].contains(&room.as_str()) {
            continue;
        }
        let allowed = ROOMS
            .iter()
            .find(|(name, _)| *name == room)
            .unwrap_or_else(|| panic!("the room `{room}` is not in the table"))
            .1;
        for (line, known) in imports(&production(&fs::read_to_string(&file).unwrap()), "crate::") {
            if known != room && !allowed.contains(&known.as_str()) {
                wrong.push(format!("{}:{line}: `{room}` must not know `{known}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_in_the_docs_is_the_one_that_is_tested() {
    let docs = fs::read_to_string("docs/architecture.md").unwrap();
    for (room, allowed) in ROOMS {
        let row =
            format!("| {room} | {} |", if allowed.is_empty() { "–".to_owned() } else { allowed.join(", ") });
        assert!(docs.contains(&row), "docs/architecture.md lacks the row\n{row}");
    }
}

#[test]
fn only_the_program_knows_the_terminal() {
    for file in rust_files(Path::new("src")) {
        if ["main", "cli"].contains(&room_of(&file).as_str()) {
            continue;
        }
        let text = production(&fs::read_to_string(&file).unwrap());
        for word in
            ["clap::", "dialoguer::", "indicatif::", "console::", "anstream::", "println!", "std::env::"]
        {
            assert!(!text.contains(word), "{} uses {word}", file.display());
        }
    }
}

#[test]
fn no_file_holds_more_than_one_concept_can_need() {
    for file in rust_files(Path::new("src")) {
        let lines = production(&fs::read_to_string(&file).unwrap()).lines().count();
        assert!(lines <= 500, "{} has {lines} lines without its tests", file.display());
    }
}

/// The text before the unit tests.
fn production(text: &str) -> String {
    text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned()
}

/// The first path segment after each `prefix`, with its line.
fn imports(text: &str, prefix: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (at, _) in line.match_indices(prefix) {
            let rest = &line[at + prefix.len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(group) => group.split(['}', ',']).collect(),
                None => vec![rest],
            };
            for name in names {
                let name: String =
                    name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !name.is_empty() {
                    found.push((index + 1, name));
                }
            }
        }
    }
    found
}

fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix("src").unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
