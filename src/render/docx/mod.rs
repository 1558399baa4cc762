//! A document for word processors, to be edited further: real headings, lists, tables with header rows and pictures with
//! alternative texts. Behind the feature `docx`.
//!
//! It is written part by part here, because the crates for it know neither header rows nor alternative texts.

mod package;
mod page;
mod parts;

use std::io;

use self::page::Page;
use super::markup;
use crate::report::Report;
use crate::report::document::{self, Detail};

/// Writes the document. Equal reports give equal bytes.
///
/// # Errors
/// Returns what the writer returns; says if a picture cannot be drawn.
pub fn write(report: &Report, detail: Detail, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(&markup::page(Page::new(report), &document::write(report, detail))?)
}
