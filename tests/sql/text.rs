//! The query as a text: one golden page a dialect, and what the command refuses.

use snapbox::{Data, assert_data_eq, file};

use super::{path, standpoint};

fn query(arguments: &[&str]) -> String {
    let questionnaire = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql/small.toml");
    let written = standpoint(&[&["sql", path(&questionnaire)], arguments].concat());
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    String::from_utf8(written.stdout).unwrap()
}

#[test]
fn each_dialect_has_its_golden_page() {
    assert_data_eq!(query(&[]), file!["golden/duckdb.sql"].raw());
    assert_data_eq!(
        query(&["--dialect", "postgres", "--fields", "none"]),
        file!["golden/postgres.sql"].raw()
    );
    assert_data_eq!(
        query(&["--dialect", "spark", "--fields", "team,form", "--key", "id"]),
        file!["golden/spark.sql"].raw()
    );
    assert_data_eq!(
        query(&[
            "--dialect",
            "ansi",
            "--long",
            "--key",
            "id",
            "--fields",
            "date,team",
            "--table",
            "survey.answers"
        ]),
        file!["golden/ansi.sql"].raw()
    );
}

#[test]
fn a_form_that_is_not_there_and_a_missing_key_are_refused() {
    for (arguments, words) in [
        (&["sql", "devops-itops", "--form", "quik"][..], "did you mean `quick`?"),
        (&["sql", "devops-itops", "--long"][..], "--key"),
        (&["sql", "devops-itopz"][..], "did you mean `devops-itops`?"),
    ] {
        let refused = standpoint(arguments);
        assert_eq!(refused.status.code(), Some(2));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_name_that_postgres_would_cut_is_refused() {
    let folder = super::folder("long-name");
    let long = "a".repeat(64);
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql/small.toml"),
    )
    .unwrap()
    .replace("deploys", &long);
    let file = folder.join("long.toml");
    std::fs::write(&file, text).unwrap();
    let refused = standpoint(&["sql", path(&file), "--dialect", "postgres"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("64 bytes"));
    assert!(standpoint(&["sql", path(&file)]).status.success());
}

#[test]
fn equal_calls_write_equal_queries() {
    let _: Data = query(&[]).into();
    assert_eq!(query(&[]), query(&[]));
}
