//! What the program says about its work, on standard error.

use std::io::Write;

use standpoint::diagnostic::{Diagnostics, render};
use standpoint::text::printable;

use super::error::{Error, Message};
use super::terminal;

const ERROR: anstyle::Style =
    anstyle::Style::new().bold().fg_color(Some(anstyle::Color::Ansi(anstyle::AnsiColor::Red)));
const HINT: anstyle::Style = anstyle::Style::new().bold();

/// Shows findings, each with its place.
pub fn findings(findings: &Diagnostics) {
    let mut out = anstream::stderr().lock();
    for finding in findings {
        // Standard error is the last place to complain to; if it is gone, nobody listens.
        let _ = writeln!(out, "{}\n", render(finding, true, terminal::unicode()));
    }
}

/// Says why a command stopped and what helps.
pub fn error(error: &Error) {
    match error {
        Error::Usage(message) | Error::Environment(message) | Error::Unreadable(_, message) => say(message),
        Error::Invalid(_, diagnostics) => {
            findings(diagnostics);
            let errors =
                diagnostics.iter().filter(|d| d.severity == standpoint::diagnostic::Severity::Error).count();
            if errors > 1 {
                note(&format!("{errors} errors"));
            }
        }
        Error::BrokenPipe => {}
    }
}

/// Says something in passing, in one line or several.
pub fn note(text: &str) {
    let mut out = anstream::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(out, "{}", printable(line));
    }
}

fn say(message: &Message) {
    let mut out = anstream::stderr().lock();
    let _ = writeln!(out, "{ERROR}error{ERROR:#}: {}", printable(&message.text));
    for hint in &message.hints {
        let _ = writeln!(out, "{HINT}help{HINT:#}: {}", printable(hint));
    }
}
