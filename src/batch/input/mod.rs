//! What holds answer sets, what is in it, and how to get at it.

mod content;
mod find;
#[cfg(feature = "parquet")]
mod parquet;
mod unpack;

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use content::{Content, TableFormat};
pub use find::{FindError, find};
pub(super) use unpack::{Taken, Unpacked, contents};

use crate::answers::Syntax;

/// Something that holds answer sets.
pub struct Input {
    pub(super) name: Arc<str>,
    pub(super) kind: InputKind,
}

pub(super) enum InputKind {
    /// A file with one answer set.
    File(PathBuf, Syntax),
    /// A file with a table.
    Table(PathBuf, TableFormat),
    /// What comes from elsewhere; without its content, that is told by how it begins.
    Stream(Box<dyn Read + Send>, Option<Content>),
    /// A folder that was found and cannot be listed.
    Unlisted(io::Error),
}

impl Input {
    /// Returns the input in a file, by the extension: `.toml` and `.json` hold one answer set, `.csv`, `.tsv`, `.ndjson`,
    /// `.jsonl` and `.parquet` a table; `.gz` or `.zst` may follow. The file need not exist yet.
    #[must_use]
    pub fn file(path: &Path) -> Option<Self> {
        Content::of(path).map(|content| Self::of(path, content))
    }

    /// Returns the input in a file of this content. The file need not exist yet.
    #[must_use]
    pub fn of(path: &Path, content: Content) -> Self {
        let kind = match content {
            Content::Answers(syntax) => InputKind::File(path.to_owned(), syntax),
            Content::Table(format) => InputKind::Table(path.to_owned(), format),
        };
        Self { name: path.display().to_string().into(), kind }
    }

    /// Returns an input that is read from a stream, and the name it is known by.
    pub fn stream(name: &str, content: impl Into<Content>, stream: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), kind: InputKind::Stream(Box::new(stream), Some(content.into())) }
    }

    /// Returns an input that is read from a stream whose content is told by how it begins.
    pub fn unknown_stream(name: &str, stream: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), kind: InputKind::Stream(Box::new(stream), None) }
    }

    /// Returns the name it is known by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns whether it holds one answer set.
    #[must_use]
    pub fn is_answer_file(&self) -> bool {
        matches!(self.kind, InputKind::File(..) | InputKind::Unlisted(_))
    }

    /// Returns how many bytes it has, if that can be known before it is read.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match &self.kind {
            InputKind::File(path, _) | InputKind::Table(path, _) => {
                fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len())
            }
            InputKind::Stream(..) => None,
            InputKind::Unlisted(_) => Some(0),
        }
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Input").field(&self.name).finish()
    }
}

/// Opens a table for reading. What is added to a file after this is not read: a file that grows has an end.
pub(super) fn open(path: &Path, format: TableFormat) -> io::Result<Box<dyn Read + Send>> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if format == TableFormat::Parquet {
        return cells(file);
    }
    // Pipes and devices have no size.
    Ok(if metadata.is_file() { Box::new(file.take(metadata.len())) } else { Box::new(file) })
}

/// Opens the text that a file holds: unpacked, and the rows of Parquet as a table with commas.
///
/// # Errors
///
/// If it cannot be read, or is Parquet that is damaged or that this build does not read.
pub fn text(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let mut file = File::open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(4).read_to_end(&mut start)?;
    file.rewind()?;
    if Content::of_text(&start) == TableFormat::Parquet.into() { cells(file) } else { unpacked(file) }
}

/// Returns what a stream holds, unpacked if it is packed.
///
/// # Errors
///
/// If its beginning cannot be read.
pub fn unpacked(stream: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    Ok(Box::new(Unpacked::new(stream)?))
}

#[cfg(feature = "parquet")]
fn cells(file: File) -> io::Result<Box<dyn Read + Send>> {
    Ok(Box::new(parquet::Cells::new(file)?))
}

#[cfg(not(feature = "parquet"))]
fn cells(_: File) -> io::Result<Box<dyn Read + Send>> {
    Err(io::Error::new(io::ErrorKind::Unsupported, NO_PARQUET))
}

/// What a build without Parquet says of it.
pub const NO_PARQUET: &str =
    "this build has no Parquet; `cargo install --path . --features parquet` makes one that has";
