//! How a portfolio looks. As with reports, every format is a function of the [`Portfolio`] alone.

mod heat;
mod html;
mod page;

use std::io;

use super::markdown::Markdown;
use super::{json, markup};
use crate::portfolio::{Portfolio, document};

/// A format that a portfolio can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One self-contained page of HTML.
    Html,
    /// The portfolio itself, exact.
    Json,
    /// A workbook for spreadsheets.
    #[cfg(feature = "xlsx")]
    Xlsx,
}

/// Writes a portfolio. Equal portfolios give equal bytes.
///
/// # Errors
/// Returns what the writer returns.
pub fn write(format: Format, portfolio: &Portfolio, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Markdown => {
            out.write_all(markup::page(Markdown::default(), &document::write(portfolio)).as_bytes())
        }
        Format::Html => out.write_all(page::write(portfolio).as_bytes()),
        Format::Json => json::pretty(portfolio, out),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => super::xlsx::write_portfolio(portfolio, out),
    }
}
