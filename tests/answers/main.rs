//! Answers: judged, read, written and updated.

mod codes;
mod judge;
mod laws;
mod reading;
mod robustness;
mod updating;
mod writing;

use std::sync::LazyLock;

use standpoint::answers::{self, AnswerSheet, Syntax};
use standpoint::diagnostic::{Diagnostics, Source};
use standpoint::questionnaire::{Questionnaire, compile};

/// The questionnaire that these tests answer.
fn small() -> &'static Questionnaire {
    static SMALL: LazyLock<Questionnaire> = LazyLock::new(|| {
        compile(&[Source::new("small.toml", include_str!("small.toml"))])
            .unwrap_or_else(|problems| panic!("{problems}"))
            .questionnaire
    });
    &SMALL
}

/// Reads a text without errors, and what was warned of.
fn read_with_warnings(text: &str, syntax: Syntax) -> (AnswerSheet, Diagnostics) {
    let read = answers::read(&Source::new("a", text), syntax, small())
        .unwrap_or_else(|problems| panic!("{problems}\nin\n{text}"));
    (read.sheet, read.warnings)
}

/// Reads TOML without errors or warnings.
fn read(text: &str) -> AnswerSheet {
    let (sheet, warnings) = read_with_warnings(text, Syntax::Toml);
    assert_eq!(warnings.to_string(), "", "in\n{text}");
    sheet
}

/// The findings of a text that cannot be read, one a line.
fn refused(text: &str, syntax: Syntax) -> String {
    answers::read(&Source::new("a", text), syntax, small()).expect_err("the text is refused").to_string()
}
