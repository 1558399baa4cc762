//! Where each format carries its stamp.

use crate::report::Stamp;

/// Returns the stamp of a report in any format but JSON, which is [read back](crate::report::read_back) instead; `None` if
/// the file carries none.
#[must_use]
pub fn stamp(file: &[u8]) -> Option<Stamp> {
    #[cfg(any(feature = "docx", feature = "xlsx"))]
    if file.starts_with(b"PK") {
        return Stamp::find(&properties(file)?);
    }
    // The metadata of a PDF stand in it as they are.
    Stamp::find(&String::from_utf8_lossy(file))
}

/// What a document or a workbook says of itself.
#[cfg(any(feature = "docx", feature = "xlsx"))]
fn properties(file: &[u8]) -> Option<String> {
    use std::io::{Cursor, Read as _};
    /// Properties are a few hundred bytes; a file that claims more is none of ours.
    const LARGEST: u64 = 1 << 20;

    let mut archive = zip::ZipArchive::new(Cursor::new(file)).ok()?;
    let part = archive.by_name("docProps/core.xml").ok()?;
    let mut text = String::new();
    part.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}
