//! Which format is meant, and whether this build of the program writes it.

use std::io::IsTerminal;
use std::path::Path;

use standpoint::render;

use super::args::Format;
use super::error::Error;
use super::output::Target;

/// Returns the format that was asked for, else the one of the file's extension, else text.
pub fn chosen(asked: Option<Format>, target: &Target) -> Result<render::Format, Error> {
    let format = match (asked, target) {
        (Some(format), _) => format,
        (None, Target::Stdout) => Format::Text,
        (None, Target::File(path)) => named_by(path)?,
    };
    let unshown = match format {
        Format::Xlsx => Some("xlsx"),
        Format::Docx => Some("docx"),
        Format::Pdf => Some("pdf"),
        Format::Text | Format::Markdown | Format::Html | Format::Json | Format::Csv => None,
    };
    if let Some(extension) = unshown
        && *target == Target::Stdout
        && std::io::stdout().is_terminal()
    {
        return Err(Error::usage("a terminal cannot show this format")
            .hint(format!("name a file for it: `-o report.{extension}`")));
    }
    rendered(format)
}

/// Returns the format that the extension of a file names.
pub fn of_file(path: &Path) -> Result<render::Format, Error> {
    rendered(named_by(path)?)
}

fn named_by(path: &Path) -> Result<Format, Error> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    of_extension(extension).ok_or_else(|| {
        Error::usage(format!("the extension of {} names no format", path.display()))
            .hint("use .txt, .md, .html, .pdf, .docx, .xlsx, .json or .csv, or say the format with --format")
    })
}

fn of_extension(extension: &str) -> Option<Format> {
    Some(match extension.to_ascii_lowercase().as_str() {
        "txt" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" => Format::Html,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "xlsx" => Format::Xlsx,
        "docx" => Format::Docx,
        "pdf" => Format::Pdf,
        _ => return None,
    })
}

/// Returns the library's name of a format.
#[cfg_attr(
    all(feature = "docx", feature = "pdf", feature = "xlsx"),
    expect(clippy::unnecessary_wraps, reason = "a build may go without some of the formats")
)]
pub fn rendered(format: Format) -> Result<render::Format, Error> {
    Ok(match format {
        Format::Text => render::Format::Text,
        Format::Markdown => render::Format::Markdown,
        Format::Html => render::Format::Html,
        Format::Json => render::Format::Json,
        Format::Csv => render::Format::Csv,
        #[cfg(feature = "xlsx")]
        Format::Xlsx => render::Format::Xlsx,
        #[cfg(not(feature = "xlsx"))]
        Format::Xlsx => return Err(left_out("workbooks", "xlsx")),
        #[cfg(feature = "docx")]
        Format::Docx => render::Format::Docx,
        #[cfg(not(feature = "docx"))]
        Format::Docx => return Err(left_out("documents for word processors", "docx")),
        #[cfg(feature = "pdf")]
        Format::Pdf => render::Format::Pdf,
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => return Err(left_out("PDF", "pdf")),
    })
}

/// What is said of a format that this build goes without.
#[cfg(not(all(feature = "docx", feature = "pdf", feature = "xlsx")))]
fn left_out(what: &str, feature: &str) -> Error {
    Error::usage(format!("this build of standpoint writes no {what}"))
        .hint(format!("build it with that: `cargo install --path . --features {feature}`"))
}
