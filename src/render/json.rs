//! The report itself: JSON, indented, keys in the order of the model, every number exact.

use std::io;

use serde::Serialize;

use crate::report::Report;
use crate::report::backlog::Backlog;
use crate::report::explain::Line;

/// Writes the report.
///
/// # Errors
/// Returns what the writer returns.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    pretty(report, out)
}

/// Writes several reports as one array.
///
/// # Errors
/// Returns what the writer returns.
pub fn write_all(reports: &[Report], out: &mut dyn io::Write) -> io::Result<()> {
    pretty(reports, out)
}

/// Writes a backlog.
///
/// # Errors
/// Returns what the writer returns.
pub fn backlog(backlog: &Backlog, out: &mut dyn io::Write) -> io::Result<()> {
    pretty(backlog, out)
}

/// Writes a derivation.
///
/// # Errors
/// Returns what the writer returns.
pub fn derivation(line: &Line, out: &mut dyn io::Write) -> io::Result<()> {
    pretty(line, out)
}

/// Writes a value, indented.
///
/// # Errors
/// Returns what the writer returns.
pub(super) fn pretty<T: Serialize + ?Sized>(value: &T, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}
