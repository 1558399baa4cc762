//! How a report looks. Every format is a function of the [`Report`] alone: none computes, judges or sorts.
//!
//! There are two families. Data formats ([`json`], [`csv`], `xlsx`) write the report itself. Markup formats ([`terminal`],
//! [`markdown`], [`html`]) implement [`Markup`], a handful of building blocks, and get the rendering of the whole
//! [`Document`] from it.

pub mod chart;
pub mod csv;
#[cfg(feature = "docx")]
pub mod docx;
#[cfg(any(feature = "pdf", feature = "png"))]
mod font;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
mod markup;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "png")]
pub mod png;
pub mod portfolio;
pub mod sarif;
mod stamp;
pub mod svg;
pub mod terminal;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use markup::Markup;
pub use stamp::stamp;

use std::io;

use crate::report::Report;
use crate::report::document::{self, Detail, Document};

/// A format that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text for a terminal.
    Text,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One self-contained page of HTML.
    Html,
    /// The report itself, exact.
    Json,
    /// One row, exact, under a row of titles.
    Csv,
    /// A workbook for spreadsheets.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// A document for word processors.
    #[cfg(feature = "docx")]
    Docx,
    /// Typeset pages.
    #[cfg(feature = "pdf")]
    Pdf,
}

/// How a page is laid out. Data formats take no notice of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The columns of a text page, brought to 60..=200.
    pub width: usize,
    /// Whether text may carry terminal styles.
    pub styled: bool,
    /// Whether pictures may use Unicode; otherwise all that the program itself draws and says is ASCII.
    pub unicode: bool,
    /// How much is said.
    pub detail: Detail,
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 80, styled: false, unicode: true, detail: Detail::Full }
    }
}

/// Writes a report. Equal reports and options give equal bytes; texts end with a line feed.
///
/// # Errors
/// Returns what the writer returns.
pub fn render(format: Format, report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Text => markup::write(terminal::Terminal::new(options), report, options.detail, out),
        Format::Markdown => markup::write(markdown::Markdown::default(), report, options.detail, out),
        Format::Html => {
            let document = document::write(report, options.detail);
            let page = html::Page::explained(report, &document);
            out.write_all(markup::page(page, &document).as_bytes())
        }
        Format::Json => json::write(report, out),
        Format::Csv => csv::write(report, out),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => xlsx::write(report, out),
        #[cfg(feature = "docx")]
        Format::Docx => docx::write(report, options.detail, out),
        #[cfg(feature = "pdf")]
        Format::Pdf => out.write_all(&pdf::compose(report, options.detail, &pdf::Fonts::default())?.bytes),
    }
}

/// Returns the page that shows a document; `None` for formats of data, which show none.
#[must_use]
pub fn document(format: Format, document: &Document, options: &Options) -> Option<String> {
    match format {
        Format::Text => Some(markup::page(terminal::Terminal::new(options), document)),
        Format::Markdown => Some(markup::page(markdown::Markdown::default(), document)),
        Format::Html => Some(markup::page(html::Page::default(), document)),
        _ => None,
    }
}
