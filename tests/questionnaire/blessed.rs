//! Files that are made from the program's own data.

use std::fs;
use std::path::Path;

/// Asserts that the file holds what was made; with `BLESS=1` it is written instead.
#[track_caller]
pub fn bless_or_compare(path: &Path, made: &str) {
    if std::env::var_os("BLESS").is_some() {
        // Other tests read the file meanwhile: they see the old one or the new one.
        let beside = path.with_extension("blessed");
        fs::write(&beside, made).unwrap();
        fs::rename(beside, path).unwrap();
        return;
    }
    let held = fs::read_to_string(path).unwrap_or_default();
    let hint = format!("{} is out of date: run `BLESS=1 cargo test` and read the diff", path.display());
    assert!(held == made, "{hint}");
}

/// Returns a text as it can stand in a cell of a Markdown table.
pub fn cell(text: &str) -> String {
    text.trim().replace('|', "\\|")
}
