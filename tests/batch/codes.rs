//! What is wrong with tables, as people see it: `tests/invalid/<code>/table.csv` and what is said of it.

use std::fs;
use std::path::Path;

use snapbox::{Data, assert_data_eq};
use standpoint::batch::{CODES, Format, Plan, TableFormat};
use standpoint::{answers, batch};

use super::{run_plan, small};

/// What cannot be kept as an example: the state of a disk, a large file, a fault of the program, what
/// was asked for.
const WITHOUT_EXAMPLE: [&str; 4] = ["unreadable-input", "too-large", "missing-column", "crashed"];

#[test]
fn every_code_of_tables_has_an_example_and_an_explanation() {
    let manual = fs::read_to_string("docs/diagnostics.md").unwrap();
    for code in CODES.iter().chain(answers::CODES) {
        assert!(manual.contains(&format!("\n### `{code}`\n")), "docs/diagnostics.md does not explain {code}");
        let folder = Path::new("tests/invalid").join(code);
        let Ok(bytes) = fs::read(folder.join("table.csv")) else {
            let elsewhere = !CODES.contains(code) || WITHOUT_EXAMPLE.contains(code);
            assert!(elsewhere, "{} has no example", folder.display());
            continue;
        };
        let stream = std::io::Cursor::new(bytes);
        let input = batch::Input::stream("table.csv", TableFormat::Csv, stream);
        let run = run_plan(vec![input], &Plan { strict: true, ..Plan::new(small(), Format::Csv) });
        assert!(run.summary.reasons.iter().any(|reason| reason.code == *code), "{code}: {:?}", run.rejected);
        assert_data_eq!(
            run.rejected.join("\n") + "\n",
            Data::read_from(&folder.join("findings.txt"), None).raw()
        );
    }
}
