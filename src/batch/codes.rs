//! The codes of what is wrong with an input as a whole; what is wrong with the answers in it has the codes of
//! [`answers`](crate::answers::CODES). Each is explained in `docs/diagnostics.md`.

use std::io;

use super::plan::Rename;
use super::rejection::Rejection;
use super::split::{Endless, LONGEST};

/// Every code that a rejection can have beside those of answers.
pub const CODES: &[&str] = &[UNREADABLE, NOT_TEXT, TOO_LARGE, ENDLESS_ROW, MISSING_COLUMN, CRASHED];

const UNREADABLE: &str = "unreadable-input";
const NOT_TEXT: &str = "not-text";
const TOO_LARGE: &str = "too-large";
const ENDLESS_ROW: &str = "endless-row";
const MISSING_COLUMN: &str = "missing-column";
const CRASHED: &str = "crashed";

pub(super) fn unreadable(error: &io::Error) -> Rejection {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    Rejection::new(UNREADABLE, format!("cannot be read: {why}"))
}

pub(super) fn not_text() -> Rejection {
    Rejection::new(NOT_TEXT, "not a text in UTF-8").help("save it as UTF-8")
}

pub(super) fn too_large(most: u64) -> Rejection {
    Rejection::new(TOO_LARGE, format!("larger than {} MiB", most >> 20))
        .help("one file holds one answer set; for many sets use a table")
}

pub(super) fn endless_row(why: Endless) -> Rejection {
    let close = "close the quote that begins in it";
    let (message, help) = match why {
        Endless::Quote => ("the row has no end, and nothing behind it was read".to_owned(), close),
        Endless::Long { quoted } => (
            format!("the row is longer than {} MiB, and what follows it was not read", LONGEST >> 20),
            if quoted { close } else { ONE_A_LINE },
        ),
    };
    Rejection::new(ENDLESS_ROW, message).help(help)
}

pub(super) fn long_line() -> Rejection {
    Rejection::new(ENDLESS_ROW, format!("the line is longer than {} MiB", LONGEST >> 20)).help(ONE_A_LINE)
}

const ONE_A_LINE: &str = "end each answer set with a line end";

pub(super) fn missing_column(rename: &Rename, nearest: Option<&str>) -> Rejection {
    let Rename { column, title } = rename;
    let rejection = Rejection::new(
        MISSING_COLUMN,
        format!("no column has the title `{title}`, to be read as `{column}`"),
    );
    match nearest {
        Some(near) => rejection.help(format!("did you mean `{near}`?")),
        None => rejection,
    }
}

pub(super) fn crashed(what: &str) -> Rejection {
    Rejection::new(CRASHED, format!("the program failed on this answer set: {what}"))
        .help("this is a fault of the program; please report it with the answer set")
}
