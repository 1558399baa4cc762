//! Reports in rows, under a row of titles; see [`row`] for the columns.

use std::io;

use crate::report::backlog::{Backlog, Columns};
use crate::report::{Report, row};

/// Writes the titles and the row.
///
/// # Errors
/// Returns what the writer returns.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    write_all(std::slice::from_ref(report), out)
}

/// Writes the titles of the first report and a row for each; the reports are all on one questionnaire.
///
/// # Errors
/// Returns what the writer returns.
pub fn write_all(reports: &[Report], out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    if let Some(first) = reports.first() {
        table.write_record(row::of_report(first))?;
    }
    for report in reports {
        table.write_record(row::cells(report))?;
    }
    table.flush()
}

/// Writes a backlog: a row for each ticket, in the columns of a tracker (see `docs/plan.md`).
///
/// # Errors
/// Returns what the writer returns.
pub fn backlog(backlog: &Backlog, columns: Columns, out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for row in columns.rows(backlog) {
        table.write_record(row)?;
    }
    table.flush()
}
