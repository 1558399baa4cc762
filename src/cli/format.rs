//! Which format is meant, and whether this build of the program writes it.

use std::io::{self, IsTerminal};
use std::path::Path;

use standpoint::render;
use standpoint::report::inspection::Inspection;

use super::args::Format;
use super::error::Error;
use super::output::Target;

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The report itself.
    Report(render::Format),
    /// What a pipeline looks at.
    Checks(Checks),
}

/// How checks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checks {
    Junit,
    Sarif,
}

impl Checks {
    /// Writes what was looked at.
    pub fn write(self, inspections: &[Inspection], out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Junit => render::junit::write(inspections, out),
            Self::Sarif => render::sarif::write(inspections, out),
        }
    }
}

/// Returns the format that was asked for, else the one of the file's extension, else text.
pub fn chosen(asked: Option<Format>, target: &Target) -> Result<Chosen, Error> {
    let format = match (asked, target) {
        (Some(format), _) => format,
        (None, Target::Stdout) => Format::Text,
        (None, Target::File(path)) => named_by(path)?,
    };
    let unshown = match format {
        Format::Xlsx => Some("xlsx"),
        Format::Docx => Some("docx"),
        Format::Pdf => Some("pdf"),
        _ => None,
    };
    if let Some(extension) = unshown
        && *target == Target::Stdout
        && io::stdout().is_terminal()
    {
        return Err(Error::usage("a terminal cannot show this format")
            .hint(format!("name a file for it: `-o report.{extension}`")));
    }
    built(format)
}

/// Returns the format that the extension of a file names.
pub fn of_file(path: &Path) -> Result<Chosen, Error> {
    built(named_by(path)?)
}

fn named_by(path: &Path) -> Result<Format, Error> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    of_name(&name).ok_or_else(|| {
        Error::usage(format!("the extension of {} names no format", path.display())).hint(
            "use .txt, .md, .html, .pdf, .docx, .xlsx, .json, .csv, .sarif or .junit.xml, or say the format with --format",
        )
    })
}

/// The format of a file of this name in small letters.
fn of_name(name: &str) -> Option<Format> {
    if name.ends_with(".junit.xml") {
        return Some(Format::Junit);
    }
    if name.ends_with(".sarif.json") {
        return Some(Format::Sarif);
    }
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension {
        "txt" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" => Format::Html,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "xlsx" => Format::Xlsx,
        "docx" => Format::Docx,
        "pdf" => Format::Pdf,
        "sarif" => Format::Sarif,
        "junit" => Format::Junit,
        _ => return None,
    })
}

/// Returns the library's name of a format, if this build writes it.
fn built(format: Format) -> Result<Chosen, Error> {
    Ok(Chosen::Report(match format {
        Format::Junit => return Ok(Chosen::Checks(Checks::Junit)),
        Format::Sarif => return Ok(Chosen::Checks(Checks::Sarif)),
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
    }))
}

/// What is said of a format that this build goes without.
#[cfg(not(all(feature = "docx", feature = "pdf", feature = "xlsx")))]
pub fn left_out(what: &str, feature: &str) -> Error {
    Error::usage(format!("this build of standpoint writes no {what}"))
        .hint(format!("build it with that: `cargo install --path . --features {feature}`"))
}
