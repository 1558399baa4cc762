//! Reads the files of a questionnaire.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::{error, fmt};

use crate::diagnostic::{Position, Source};

/// A larger file is not a questionnaire.
pub const LARGEST: u64 = 16 << 20;

/// Reads a questionnaire's texts: one file, or the `*.toml` files of a folder in name order.
///
/// Folders in the folder and files whose name begins with a dot are left out. A byte order mark is removed.
///
/// # Errors
/// The first file that cannot be read, or a folder without files.
pub fn load(path: &Path) -> Result<Vec<Source>, LoadError> {
    let metadata = fs::metadata(path).map_err(|source| LoadError::io(path, source))?;
    if !metadata.is_dir() {
        return Ok(vec![read(path)?]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(|source| LoadError::io(path, source))? {
        let name = entry.map_err(|source| LoadError::io(path, source))?.file_name();
        let file = path.join(&name);
        let hidden = name.as_encoded_bytes().starts_with(b".");
        if !hidden && file.extension().is_some_and(|extension| extension == "toml") && !file.is_dir() {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(LoadError::NoFiles { path: path.to_owned() });
    }
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn read(path: &Path) -> Result<Source, LoadError> {
    let file = File::open(path).map_err(|source| LoadError::io(path, source))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|source| LoadError::io(path, source))?;
    if bytes.len() as u64 > LARGEST {
        return Err(LoadError::TooLarge { path: path.to_owned() });
    }
    let name = path.display().to_string();
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(Source::new(name, text))
        }
        Err(problem) => {
            let offset = problem.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&problem.as_bytes()[..offset]);
            let position = Source::new(name, text).position(offset);
            Err(LoadError::NotText { path: path.to_owned(), offset, position })
        }
    }
}

/// Why a questionnaire could not be read from disk.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadError {
    /// There is no such file or folder.
    NotFound {
        /// What was asked for.
        path: PathBuf,
    },
    /// The folder holds no `*.toml` file.
    NoFiles {
        /// The folder.
        path: PathBuf,
    },
    /// The file is not UTF-8.
    NotText {
        /// The file.
        path: PathBuf,
        /// The first byte that is not, from 0.
        offset: usize,
        /// The same place by line and column.
        position: Position,
    },
    /// The file is larger than [`LARGEST`].
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The operating system refused.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl LoadError {
    fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            _ => Self::Io { path, source },
        }
    }

    /// Returns the file or folder that could not be read.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound { path }
            | Self::NoFiles { path }
            | Self::NotText { path, .. }
            | Self::TooLarge { path }
            | Self::Io { path, .. } => path,
        }
    }
}

/// Names the file, and the place in it where there is one.
impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path().display();
        match self {
            Self::NotFound { .. } => write!(f, "{path}: no such file or folder"),
            Self::NoFiles { .. } => write!(f, "{path}: there is no `.toml` file in this folder"),
            Self::NotText { offset, position, .. } => {
                write!(f, "{path}:{position}: not UTF-8 text (byte {offset})")
            }
            Self::TooLarge { .. } => write!(f, "{path}: larger than {} MiB", LARGEST >> 20),
            Self::Io { .. } => write!(f, "{path}: cannot be read"),
        }
    }
}

impl error::Error for LoadError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_toml_files_in_name_order() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in
            [("b.toml", "b"), ("a.toml", "\u{feff}a\r\n"), ("notes.md", "n"), (".hidden.toml", "h")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fs::create_dir(folder.path().join("c.toml")).unwrap();
        let sources = load(folder.path()).unwrap();
        let texts: Vec<&str> = sources.iter().map(Source::text).collect();
        assert_eq!(texts, ["a\r\n", "b"]);
        assert!(sources[0].name().ends_with("a.toml"));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(load(folder.path()), Err(LoadError::NoFiles { .. })));
        assert!(matches!(load(&folder.path().join("x.toml")), Err(LoadError::NotFound { .. })));

        let binary = folder.path().join("binary.toml");
        fs::write(&binary, b"a = 1\nb = \"\xff\"").unwrap();
        let message = load(&binary).unwrap_err().to_string();
        assert!(message.ends_with("binary.toml:2:6: not UTF-8 text (byte 11)"), "{message}");

        let large = folder.path().join("large.toml");
        File::create(&large).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(matches!(load(&large), Err(LoadError::TooLarge { .. })));
    }
}
