use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{error, fmt};

use crate::answers::Syntax;

/// How a table of answers is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// Separated by commas, semicolons or tabs: whichever the row of titles has most of.
    Csv,
    /// Separated by tabs.
    Tsv,
    /// One JSON object a line.
    Ndjson,
}

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
    /// A table that comes from elsewhere.
    Stream(Box<dyn Read + Send>, TableFormat),
    /// A folder that was found and cannot be listed.
    Unlisted(io::Error),
}

impl Input {
    /// Returns the input in a file, by the extension: `.toml` and `.json` hold one answer set, `.csv`, `.tsv`, `.ndjson`
    /// and `.jsonl` a table. The file need not exist yet.
    #[must_use]
    pub fn file(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let path_buf = path.to_owned();
        let kind = match extension.as_str() {
            "toml" => InputKind::File(path_buf, Syntax::Toml),
            "json" => InputKind::File(path_buf, Syntax::Json),
            "csv" => InputKind::Table(path_buf, TableFormat::Csv),
            "tsv" => InputKind::Table(path_buf, TableFormat::Tsv),
            "ndjson" | "jsonl" => InputKind::Table(path_buf, TableFormat::Ndjson),
            _ => return None,
        };
        Some(Self { name: path.display().to_string().into(), kind })
    }

    /// Returns a table that is read from a stream, and the name it is known by.
    pub fn stream(name: &str, format: TableFormat, stream: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), kind: InputKind::Stream(Box::new(stream), format) }
    }

    /// Returns the name it is known by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns how many bytes it has, if that can be known before it is read.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match &self.kind {
            InputKind::File(path, _) | InputKind::Table(path, _) => {
                fs::metadata(path).ok().map(|file| file.len())
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

/// Returns the inputs that a path names: a file, a folder, or a pattern such as `teams/*/2026-*.toml`.
///
/// Of a folder, all `.toml` and `.json` files in it and in its folders, in the order of their names; what begins with a
/// dot is left out, and links to folders are not followed. What a pattern matches comes in the order of the names too.
///
/// # Errors
///
/// If there is nothing of that name, or nothing in it that could hold answers.
pub fn find(named: &Path) -> Result<Vec<Input>, FindError> {
    match fs::metadata(named) {
        Ok(metadata) if metadata.is_dir() => {
            let mut inputs = Vec::new();
            let entries = list(named).map_err(|source| FindError::Io { path: named.to_owned(), source })?;
            walk(entries, &mut inputs);
            if inputs.is_empty() { Err(FindError::NoAnswers { path: named.to_owned() }) } else { Ok(inputs) }
        }
        Ok(_) => match Input::file(named) {
            Some(input) => Ok(vec![input]),
            None => Err(FindError::UnknownFormat { path: named.to_owned() }),
        },
        Err(source) => match named.to_str() {
            Some(pattern) if pattern.contains(['*', '?', '[']) => matching(pattern),
            _ if source.kind() == io::ErrorKind::NotFound => {
                Err(FindError::NotFound { path: named.to_owned() })
            }
            _ => Err(FindError::Io { path: named.to_owned(), source }),
        },
    }
}

fn matching(pattern: &str) -> Result<Vec<Input>, FindError> {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let paths = glob::glob_with(pattern, options)
        .map_err(|error| FindError::Pattern { pattern: pattern.to_owned(), message: error.msg.to_owned() })?;
    let mut inputs = Vec::new();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => match list(&path) {
                Ok(entries) => walk(entries, &mut inputs),
                Err(error) => inputs.push(unlisted(&path, error)),
            },
            Ok(path) => inputs.extend(Input::file(&path)),
            Err(error) => {
                let path = error.path().to_owned();
                inputs.push(unlisted(&path, error.into()));
            }
        }
    }
    if inputs.is_empty() { Err(FindError::NoAnswers { path: pattern.into() }) } else { Ok(inputs) }
}

/// What is in a folder, in the order of the names, without what is hidden.
fn list(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            entries.push(entry);
        }
    }
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

fn walk(entries: Vec<fs::DirEntry>, inputs: &mut Vec<Input>) {
    for entry in entries {
        let path = entry.path();
        // A link counts as what it is, not as what it leads to: folders that hold themselves have no end.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            match list(&path) {
                Ok(entries) => walk(entries, inputs),
                Err(error) => inputs.push(unlisted(&path, error)),
            }
        } else if !path.is_dir() {
            let answers = Input::file(&path).filter(|input| matches!(input.kind, InputKind::File(..)));
            inputs.extend(answers);
        }
    }
}

fn unlisted(path: &Path, error: io::Error) -> Input {
    Input { name: path.display().to_string().into(), kind: InputKind::Unlisted(error) }
}

/// Why a path names no input.
#[derive(Debug)]
#[non_exhaustive]
pub enum FindError {
    /// There is nothing of this name.
    NotFound {
        /// What was named.
        path: PathBuf,
    },
    /// The folder has no answer file in it, or nothing matches the pattern.
    NoAnswers {
        /// The folder or pattern.
        path: PathBuf,
    },
    /// The extension does not say what the file holds.
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// The pattern cannot be read.
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        message: String,
    },
    /// The operating system refused.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl fmt::Display for FindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { path } => write!(f, "{}: there is no such file or folder", path.display()),
            Self::NoAnswers { path } => {
                write!(f, "{}: there is no answer file (.toml or .json) here", path.display())
            }
            Self::UnknownFormat { path } => {
                write!(f, "{}: the extension does not say what the file holds", path.display())
            }
            Self::Pattern { pattern, message } => write!(f, "{pattern}: not a pattern: {message}"),
            Self::Io { path, .. } => write!(f, "{}: cannot be read", path.display()),
        }
    }
}

impl error::Error for FindError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
