//! What stops a command.

use std::fmt;
use std::io;
use std::path::PathBuf;

use standpoint::diagnostic::Diagnostics;

use super::exit::Exit;

/// Why a command could not do what was asked, and what the user can do about it.
#[derive(Debug)]
pub enum Error {
    /// The command line asks for something that cannot be.
    Usage(Message),
    /// A file that people write is not valid.
    Invalid(Invalid, Diagnostics),
    /// A file that people write is no text at all, or far too large for one.
    Unreadable(Invalid, Message),
    /// The environment is in the way.
    Environment(Message),
    /// Whoever read our output has left; that is no failure.
    BrokenPipe,
}

/// A message with what caused it and what helps.
#[derive(Debug)]
pub struct Message {
    /// What is wrong, in one sentence without a full stop.
    pub text: String,
    /// What helps.
    pub hints: Vec<String>,
}

/// Which kind of file is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invalid {
    /// A questionnaire.
    Definition,
    /// Answers, or a saved report.
    Answers,
}

impl Invalid {
    fn exit(self) -> Exit {
        match self {
            Self::Definition => Exit::Definition,
            Self::Answers => Exit::Answers,
        }
    }
}

impl Error {
    /// Returns a misuse of the command line.
    pub fn usage(text: impl Into<String>) -> Self {
        Self::Usage(Message { text: text.into(), hints: Vec::new() })
    }

    /// Returns a failure of the environment.
    pub fn environment(text: impl Into<String>) -> Self {
        Self::Environment(Message { text: text.into(), hints: Vec::new() })
    }

    /// Returns a file that cannot be read as text.
    pub fn unreadable(kind: Invalid, text: impl Into<String>) -> Self {
        Self::Unreadable(kind, Message { text: text.into(), hints: Vec::new() })
    }

    /// Returns a failure to read or write a file; a broken pipe is told apart.
    pub fn io(action: &str, path: &str, source: &io::Error) -> Self {
        if source.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        Self::environment(format!("cannot {action} {path}: {}", describe(source)))
    }

    /// Adds what helps.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Self::Usage(message) | Self::Environment(message) | Self::Unreadable(_, message) = &mut self {
            message.hints.push(hint.into());
        }
        self
    }

    /// Returns how the program ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Invalid(kind, _) | Self::Unreadable(kind, _) => kind.exit(),
            Self::Environment(_) => Exit::Unexpected,
            Self::BrokenPipe => Exit::Done,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) | Self::Environment(message) | Self::Unreadable(_, message) => {
                write!(f, "{}", message.text)
            }
            Self::Invalid(_, findings) => write!(f, "{findings}"),
            Self::BrokenPipe => write!(f, "the reader of the output has gone"),
        }
    }
}

impl std::error::Error for Error {}

/// What an I/O error means to somebody who does not program.
pub fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Returns how a path is named in messages.
pub fn display(path: &std::path::Path) -> String {
    PathBuf::from(path).display().to_string()
}
