use std::path::{Path, PathBuf};
use std::{error, fmt, fs, io};

use super::{Content, Input, InputKind};

/// Returns the inputs that a path names: a file, a folder, or a pattern such as `teams/*/2026-*.toml`.
///
/// Of a folder, all `.toml` and `.json` files in it and in its folders, in the order of their names; what begins with a
/// dot is left out, and links to folders are not followed. What a pattern matches comes in the order of the names too, each
/// file once; `**` follows no links to folders either.
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
    let mut inputs = Vec::new();
    // Before `**` each path has as many parts as the pattern; from there on folders are walked here, since those that
    // hold themselves have no end.
    let parts: Vec<&str> = pattern.split('/').collect();
    match parts.iter().position(|part| *part == "**") {
        Some(deep) => {
            let rest: Vec<&str> = parts[deep..].iter().copied().filter(|part| !part.is_empty()).collect();
            let wanted =
                glob::Pattern::new(&rest.join("/")).map_err(|error| not_a_pattern(pattern, &error))?;
            let walk = Deep { wanted, hidden: rest.iter().any(|part| part.starts_with('.')), from };
            let base = parts[..deep].join("/");
            match base.as_str() {
                "" if deep == 0 => walk.walk(Path::new(""), Path::new(""), false, &mut inputs),
                "" => walk.walk(Path::new("/"), Path::new(""), false, &mut inputs),
                base => {
                    for path in paths(base, pattern)? {
                        match path {
                            Ok(path) if path.is_dir() => {
                                walk.walk(&path, Path::new(""), false, &mut inputs);
                            }
                            Ok(_) => {}
                            Err(error) => inputs.push(unreached(error)),
                        }
                    }
                }
            }
        }
        None => {
            for path in paths(pattern, pattern)? {
                match path {
                    Ok(path) if path.is_dir() => match list(&path) {
                        Ok(entries) => walk(entries, &mut inputs),
                        Err(error) => inputs.push(unlisted(&path, error)),
                    },
                    Ok(path) => inputs.extend(held(&path, from)),
                    Err(error) => inputs.push(unreached(error)),
                }
            }
        }
    }
    if inputs.is_empty() { Err(FindError::NoMatch { pattern: pattern.to_owned() }) } else { Ok(inputs) }
}

const OPTIONS: glob::MatchOptions = glob::MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// What the pattern, or its beginning, matches.
fn paths(beginning: &str, pattern: &str) -> Result<glob::Paths, FindError> {
    glob::glob_with(beginning, OPTIONS).map_err(|error| not_a_pattern(pattern, &error))
}

fn not_a_pattern(pattern: &str, error: &glob::PatternError) -> FindError {
    FindError::Pattern { pattern: pattern.to_owned(), message: error.msg.to_owned() }
}

fn unreached(error: glob::GlobError) -> Input {
    let path = error.path().to_owned();
    unlisted(&path, error.into())
}

fn held(path: &Path, from: Option<Content>) -> Option<Input> {
    from.or_else(|| Content::of(path)).map(|content| Input::of(path, content))
}

/// The end of a pattern, from its first `**` on.
struct Deep {
    wanted: glob::Pattern,
    /// Whether it names something hidden.
    hidden: bool,
    from: Option<Content>,
}

impl Deep {
    /// Finds what is wanted in a folder `below` the base, and in its folders. `inside` a folder that is wanted as a whole all
    /// answer files are.
    fn walk(&self, base: &Path, below: &Path, inside: bool, inputs: &mut Vec<Input>) {
        let folder = base.join(below);
        let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let entries = match list_all(listed) {
            Ok(entries) => entries,
            Err(error) => return inputs.push(unlisted(&folder, error)),
        };
        for entry in entries {
            if is_hidden(&entry) && !self.hidden {
                continue;
            }
            let below = below.join(entry.file_name());
            let path = base.join(&below);
            let wanted = self.wanted.matches_path_with(&below, OPTIONS);
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.walk(base, &below, !is_hidden(&entry) && (inside || wanted), inputs);
            } else if !path.is_dir() {
                if wanted {
                    inputs.extend(held(&path, self.from));
                } else if inside && !is_hidden(&entry) {
                    inputs
                        .extend(Input::file(&path).filter(|input| matches!(input.kind, InputKind::File(..))));
                }
            }
        }
    }
}

/// What is in a folder, in the order of the names, without what is hidden.
fn list(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = list_all(folder)?;
    entries.retain(|entry| !is_hidden(entry));
    Ok(entries)
}

fn list_all(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_cached_key(fs::DirEntry::file_name);
    Ok(entries)
}

fn is_hidden(entry: &fs::DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
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
    /// The folder has no answer file in it.
    NoAnswers {
        /// The folder.
        path: PathBuf,
    },
    /// Nothing that the pattern matches could hold answers.
    NoMatch {
        /// The pattern.
        pattern: String,
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
            Self::NoMatch { pattern } => {
                write!(f, "{pattern}: no answer file and no table matches this pattern")
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
