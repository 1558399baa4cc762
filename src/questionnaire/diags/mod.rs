//! The words of every finding about a questionnaire, each with its code; see `docs/diagnostics.md`.

mod conditions;
mod file;
mod kinds;
mod names;
mod rules;

use std::borrow::Cow;

use super::reader::Place;
use crate::diagnostic::{Diagnostic, nearest};

pub use conditions::*;
pub use file::*;
pub use kinds::*;
pub use names::*;
pub use rules::*;

/// How many names a help lists at most.
const LISTED: usize = 12;
/// How many characters of a name from the file a message repeats at most.
const NAME: usize = 60;

fn error(
    code: &'static str,
    place: Place<'_>,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(code, message).at(place.source, place.span, label)
}

fn warning(
    code: &'static str,
    place: Place<'_>,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::warning(code, message).at(place.source, place.span, label)
}

/// Returns a name as a message repeats it: a very long one is cut.
fn short(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(NAME) {
        None => Cow::Borrowed(name),
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
    }
}

/// Says which name is meant, or which there are.
fn suggestion<'k>(what: &str, name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return format!("did you mean `{}`?", short(near));
    }
    if known.is_empty() {
        return format!("there is no {what} in this questionnaire");
    }
    format!("known: {}", listed(&known))
}

fn listed(names: &[&str]) -> String {
    let mut list: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{}`", short(name))).collect();
    if names.len() > LISTED {
        list.push(format!("{} more", names.len() - LISTED));
    }
    list.join(", ")
}
