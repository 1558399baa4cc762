//! Each finding about a saved report, as people see it: `tests/invalid/<code>/result.json` and what is said of it.

use std::fs;
use std::path::Path;

use snapbox::{Data, assert_data_eq};
use standpoint::diagnostic::{Source, render};
use standpoint::report::{CODES, read_back};

#[test]
fn every_code_has_an_example_and_an_explanation() {
    let manual = fs::read_to_string("docs/diagnostics.md").unwrap();
    for code in CODES {
        let folder = Path::new("tests/invalid").join(code);
        let text = fs::read_to_string(folder.join("result.json"))
            .unwrap_or_else(|_| panic!("{} has no example", folder.display()));
        let findings = read_back(&Source::new("result.json", text)).expect_err("an example is refused");
        assert!(findings.iter().all(|finding| finding.code == *code), "{code} is not\n{findings}");
        let shown: Vec<_> = findings.iter().map(|finding| render(finding, false, false)).collect();
        assert_data_eq!(shown.join("\n\n") + "\n", Data::read_from(&folder.join("findings.txt"), None).raw());
        assert!(manual.contains(&format!("\n### `{code}`\n")), "docs/diagnostics.md does not explain {code}");
    }
}
