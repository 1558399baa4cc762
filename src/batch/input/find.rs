use std::path::{Path, PathBuf};
use std::{error, fmt, fs, io};

use super::{Content, Input, InputKind};

/// Returns the inputs that a path names: a file, a folder, or a pattern such as `teams/*/2026-*.toml`.
///
/// Of a folder, all `.toml` and `.json` files in it and in its folders, in the order of their names; what begins with a
/// dot is left out, and links to folders are not followed. What a pattern matches comes in the order of the names too.
/// `from` says what named and matched files hold; without it their extension does, as it always does in a folder.
///
/// # Errors
///
/// If there is nothing of that name, or nothing in it that could hold answers.
pub fn find(named: &Path, from: Option<Content>) -> Result<Vec<Input>, FindError> {
    match fs::metadata(named) {
        Ok(metadata) if metadata.is_dir() => {
            let mut inputs = Vec::new();
            let entries = list(named).map_err(|source| FindError::Io { path: named.to_owned(), source })?;
            walk(entries, &mut inputs);
            if inputs.is_empty() { Err(FindError::NoAnswers { path: named.to_owned() }) } else { Ok(inputs) }
        }
        Ok(_) => match from.or_else(|| Content::of(named)) {
            Some(content) => Ok(vec![Input::of(named, content)]),
            None => Err(FindError::UnknownFormat { path: named.to_owned() }),
        },
        Err(source) => match named.to_str() {
            Some(pattern) if pattern.contains(['*', '?', '[']) => matching(pattern, from),
            _ if source.kind() == io::ErrorKind::NotFound => {
                Err(FindError::NotFound { path: named.to_owned() })
            }
            _ => Err(FindError::Io { path: named.to_owned(), source }),
        },
    }
}

fn matching(pattern: &str, from: Option<Content>) -> Result<Vec<Input>, FindError> {
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
            Ok(path) => {
                inputs.extend(from.or_else(|| Content::of(&path)).map(|content| Input::of(&path, content)));
            }
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
    entries.sort_by_cached_key(fs::DirEntry::file_name);
    Ok(entries)
}

fn walk(entries: Vec<fs::DirEntry>, inputs: &mut Vec<Input>) {
    for entry in entries {
        let path = entry.path();
        // A link counts as what it is, not as what it leads to: folders that hold themselves have no end.
        let kind = entry.file_type();
        if kind.as_ref().is_ok_and(fs::FileType::is_dir) {
            match list(&path) {
                Ok(entries) => walk(entries, inputs),
                Err(error) => inputs.push(unlisted(&path, error)),
            }
        } else if kind.is_ok_and(|kind| kind.is_file()) || !path.is_dir() {
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
