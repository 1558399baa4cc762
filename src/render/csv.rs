//! The report in one row, under a row of titles; see [`row`] for the columns.

use std::io;

use crate::report::{Report, row};

/// Writes the titles and the row.
///
/// # Errors
/// Returns what the writer returns.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(row::of_report(report))?;
    table.write_record(row::cells(report))?;
    table.flush()
}
