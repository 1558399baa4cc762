//! The pictures in the README and the docs are what the program really prints.

use std::process::Command;

use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq};

#[test]
fn the_picture_in_the_readme_is_the_real_report() {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["report", "examples/teams/ledger.toml"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .env("CLICOLOR_FORCE", "1")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    let opening: String = page.split("The dimensions").next().unwrap().lines().collect::<Vec<_>>().join("\n");
    // What stands before the heading on its line is cut off with it.
    let opening = opening.rsplit_once('\n').unwrap().0.trim_end().to_owned() + "\n";
    assert!(opening.contains("The plane"));
    let picture = Data::read_from("docs/img/report.svg".as_ref(), Some(DataFormat::TermSvg));
    assert_data_eq!(Data::text(opening).coerce_to(DataFormat::TermSvg), picture);
}
