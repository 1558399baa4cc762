use std::io::{self, Write as _};
use std::path::Path;

use atomic_write_file::AtomicWriteFile;

/// Writes a text to a file: afterwards the file holds all of it, on the disk, or is as it was before.
///
/// # Errors
///
/// If the file cannot be written or replaced, or the disk is full.
pub fn save(path: &Path, text: &str) -> io::Result<()> {
    let mut file = AtomicWriteFile::open(path)?;
    file.write_all(text.as_bytes())?;
    file.commit()
}
