//! A typeset PDF: tagged for screen readers (PDF/UA-1), with bookmarks, charts as vectors and fonts embedded. Behind the
//! feature `pdf`.
//!
//! The page is data to a template (`report.typ`); no text of a report is ever read as markup. Nothing is loaded from
//! anywhere: no file, no font of the system, no clock, so equal reports give equal bytes on each machine.

mod letters;
mod page;
mod world;

use std::io;

use self::letters::{Drawn, Letters};
use self::page::Page;
use super::markup;
use crate::report::Report;
use crate::report::document::{self, Detail};

pub use world::Fonts;

/// A report as PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// The writing systems that the report uses and the fonts lack, such as `Han`. Their characters are shown as `�`, and
    /// the report says so.
    pub missing: Vec<String>,
}

/// Sizes of text in points; a summary takes the first that lets it end on its second page.
const SIZES: [f64; 5] = [10.0, 9.0, 8.0, 7.0, 6.0];
/// The pages of a summary.
const SUMMARY: usize = 2;

/// Typesets a report. A summary has two pages.
///
/// # Errors
/// Says what typesetting failed at; no report is known that it fails at.
pub fn compose(report: &Report, detail: Detail, fonts: &Fonts) -> io::Result<Pdf> {
    compose_with(report, detail, &Letters::new(fonts, Drawn::All), fonts)
        .or_else(|_| compose_with(report, detail, &Letters::new(fonts, Drawn::First), fonts))
}

fn compose_with(report: &Report, detail: Detail, letters: &Letters, fonts: &Fonts) -> io::Result<Pdf> {
    let page = markup::page(Page::new(report, letters, detail), &document::write(report, detail));
    let mut missing = letters.missing();
    missing.sort();
    let sizes = if detail == Detail::Summary { &SIZES[..] } else { &SIZES[..1] };
    let mut bytes = Vec::new();
    for (index, size) in sizes.iter().enumerate() {
        let set = world::set(fonts, &page, *size).map_err(io::Error::other)?;
        if detail == Detail::Full || set.pages().len() <= SUMMARY || index + 1 == sizes.len() {
            bytes = world::export(&set).map_err(io::Error::other)?;
            break;
        }
    }
    Ok(Pdf { bytes, missing })
}
