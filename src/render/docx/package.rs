//! The parts of a document in one file.

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A part: its name and what it holds.
pub(super) type Part = (String, Vec<u8>);

/// Packs the parts in their order, without times.
pub(super) fn pack(parts: &[Part]) -> io::Result<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // Pictures are compressed already.
        let method =
            if name.contains("media/") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        file.start_file(name.as_str(), options)?;
        file.write_all(bytes)?;
    }
    Ok(file.finish()?.into_inner())
}
