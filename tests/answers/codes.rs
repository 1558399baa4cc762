//! Each finding about answers, as people see it: `tests/invalid/<code>/answers.*` and what is said of it.

use std::fs;
use std::path::Path;

use snapbox::{Data, assert_data_eq};
use standpoint::answers::{self, CODES, Syntax};
use standpoint::diagnostic::{Diagnostics, Source, render};

use super::small;

#[test]
fn every_code_has_an_example_and_an_explanation() {
    let manual = fs::read_to_string("docs/diagnostics.md").unwrap();
    for code in CODES {
        let folder = Path::new("tests/invalid").join(code);
        if folder.join("table.csv").exists() {
            // Only a table can have it; `tests/batch/codes.rs` shows it.
            assert!(
                manual.contains(&format!("\n### `{code}`\n")),
                "docs/diagnostics.md does not explain {code}"
            );
            continue;
        }
        let (file, syntax) = [("answers.toml", Syntax::Toml), ("answers.json", Syntax::Json)]
            .into_iter()
            .find(|(file, _)| folder.join(file).exists())
            .unwrap_or_else(|| panic!("{} has no example", folder.display()));
        let findings = findings(file, &fs::read_to_string(folder.join(file)).unwrap(), syntax);
        assert!(findings.iter().any(|finding| finding.code == *code), "{code} is not among\n{findings}");
        let shown: Vec<_> = findings.iter().map(|finding| render(finding, false, false)).collect();
        assert_data_eq!(shown.join("\n\n") + "\n", Data::read_from(&folder.join("findings.txt"), None));
        assert!(manual.contains(&format!("\n### `{code}`\n")), "docs/diagnostics.md does not explain {code}");
    }
}

/// What is said of a file, from the look at its header to the answers.
fn findings(name: &str, text: &str, syntax: Syntax) -> Diagnostics {
    let source = Source::new(name, text);
    if let Err(findings) = answers::questionnaire_id(&source, syntax) {
        return findings;
    }
    answers::read(&source, syntax, small()).map_or_else(|findings| findings, |read| read.warnings)
}
