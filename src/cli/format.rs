//! Which format is meant, and whether this build of the program writes it.

use std::io::IsTerminal;

use standpoint::render;

use super::args::Format;
use super::error::Error;
use super::output::Target;

/// Returns the format that was asked for, else the one of the file's extension, else text.
pub fn chosen(asked: Option<Format>, target: &Target) -> Result<render::Format, Error> {
    let format = match (asked, target) {
        (Some(format), _) => format,
        (None, Target::Stdout) => Format::Text,
        (None, Target::File(path)) => {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            of_extension(extension).ok_or_else(|| {
                Error::usage(format!("the extension of {} names no format", path.display()))
                    .hint("use .txt, .md, .html, .xlsx, .json or .csv, or say the format with --format")
            })?
        }
    };
    if *target == Target::Stdout && format == Format::Xlsx && std::io::stdout().is_terminal() {
        return Err(Error::usage("a workbook is nothing that a terminal can show")
            .hint("name a file for it: `-o report.xlsx`"));
    }
    rendered(format)
}

fn of_extension(extension: &str) -> Option<Format> {
    Some(match extension.to_ascii_lowercase().as_str() {
        "txt" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" => Format::Html,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "xlsx" => Format::Xlsx,
        _ => return None,
    })
}

/// Returns the library's name of a format.
#[cfg_attr(
    feature = "xlsx",
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
    })
}

/// What is said of a format that this build goes without.
#[cfg(not(feature = "xlsx"))]
fn left_out(what: &str, feature: &str) -> Error {
    Error::usage(format!("this build of standpoint writes no {what}"))
        .hint(format!("build it with them: `cargo install --path . --features {feature}`"))
}
