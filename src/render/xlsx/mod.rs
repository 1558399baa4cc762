//! A workbook for spreadsheets: real numbers, exact, with formats that round them for the eye only.
//!
//! Nothing in it is a formula or a link, whatever the texts say. Scores are shaded in one colour from light to dark beside
//! their numbers, so that no meaning hangs on the colour.

mod answers;
mod moves;
mod portfolio;
mod profile;
mod sheet;
mod summary;

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::report::Report;
use crate::report::document::{self, Detail};
use crate::text::printable;

pub(super) use portfolio::write_portfolio;
use sheet::Looks;

/// Writes the workbook. Equal reports give equal bytes.
///
/// # Errors
/// Returns what the writer returns.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let bytes = workbook(report).and_then(|mut workbook| workbook.save_to_buffer());
    out.write_all(&bytes.map_err(io::Error::other)?)
}

fn workbook(report: &Report) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let document = document::write(report, Detail::Summary);
    workbook.set_properties(&properties(&document.title, document.stamp.as_deref().unwrap_or_default())?);
    let looks = Looks::new();
    summary::add(&mut workbook, &looks, report)?;
    profile::dimensions(&mut workbook, &looks, report)?;
    profile::traits(&mut workbook, &looks, report)?;
    answers::add(&mut workbook, &looks, report)?;
    moves::add(&mut workbook, &looks, report)?;
    Ok(workbook)
}

/// What a file says of itself. A workbook wants a time of making; the same for all keeps equal reports equal.
fn properties(title: &str, made_of: &str) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(property(title))
        .set_comment(property(made_of))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

/// The text as a property can hold it.
fn property(text: &str) -> String {
    printable(text).chars().take(255).collect()
}
