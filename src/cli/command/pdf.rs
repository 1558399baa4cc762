//! Reports as PDF, with fonts of the user's own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use standpoint::render::pdf::{self, Fonts};
use standpoint::report::Report;
use standpoint::report::document::Detail;

use crate::cli::error::{Error, display};
use crate::cli::message;
use crate::cli::output::Target;

/// Writes a report as PDF, and says which characters no font has.
pub fn write(report: &Report, detail: Detail, folder: Option<&Path>, target: &Target) -> Result<(), Error> {
    let mut fonts = Fonts::default();
    if let Some(folder) = folder {
        add(&mut fonts, folder)?;
    }
    let pdf = pdf::compose(report, detail, &fonts).map_err(|error| Error::environment(error.to_string()))?;
    target.write(|out| out.write_all(&pdf.bytes))?;
    if !pdf.missing.is_empty() {
        message::note(&format!(
            "some characters ({}) are in none of the fonts and are shown as \u{fffd}; `--fonts DIR` adds fonts that have them",
            pdf.missing.join(", ")
        ));
    }
    Ok(())
}

/// Adds the fonts of a folder, in the order of their names.
fn add(fonts: &mut Fonts, folder: &Path) -> Result<(), Error> {
    let failed = |error: io::Error| Error::io("read", &display(folder), &error);
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(failed)?;
    paths.sort();
    let mut added = 0;
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if ["ttf", "otf", "ttc", "otc"].contains(&extension.to_ascii_lowercase().as_str()) {
            let file = fs::read(&path).map_err(|error| Error::io("read", &display(&path), &error))?;
            added += fonts.add(file);
        }
    }
    if added == 0 {
        return Err(Error::usage(format!("{} holds no fonts", display(folder)))
            .hint("fonts are files with the extension .ttf, .otf or .ttc"));
    }
    Ok(())
}
