//! The report itself: JSON, indented, keys in the order of the model, every number exact.

use std::io;

use crate::report::Report;

/// Writes the report.
///
/// # Errors
/// Returns what the writer returns.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    out.write_all(b"\n")
}
