//! The file that keeps the answers of a survey.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use standpoint::answers::{self, AnswerSheet, Syntax};
use standpoint::diagnostic::{Diagnostics, Source};
use standpoint::questionnaire::{QuestionIx, Questionnaire};
use standpoint::survey::{Store, Stored};

use super::salvage::Renewed;
use crate::cli::error::describe;

/// Keeps the answers in a file: after each change the file is replaced whole. What somebody writes into it by hand in
/// the meantime is read, and its comments and order are kept.
pub struct FileStore<'q> {
    path: PathBuf,
    questionnaire: &'q Questionnaire,
    /// What the file held when it was last seen; `None` while there is none.
    known: Option<String>,
}

/// Why answers could not be kept.
#[derive(Debug)]
pub enum StoreError {
    /// The file could not be read.
    Read(io::Error),
    /// The file could not be written.
    Write(io::Error),
    /// Somebody has changed the file, and it cannot be read any more.
    Changed(Diagnostics),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "the answer file cannot be read: {}", describe(error)),
            Self::Write(error) => write!(f, "the answer file cannot be written: {}", describe(error)),
            Self::Changed(findings) => match findings.iter().next() {
                Some(finding) => write!(f, "the file was changed and has a problem: {finding}"),
                None => write!(f, "the file was changed and cannot be read"),
            },
        }
    }
}

impl std::error::Error for StoreError {}

impl<'q> FileStore<'q> {
    /// Returns a store for this file, which held `known` when it was read.
    pub fn new(path: PathBuf, questionnaire: &'q Questionnaire, known: Option<String>) -> Self {
        Self { path, questionnaire, known }
    }

    /// Returns whether there was no file yet.
    pub fn is_new(&self) -> bool {
        self.known.is_none()
    }

    /// Writes a new file that says what the sheet says.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; then there is none.
    pub fn create(&mut self, sheet: &AnswerSheet) -> Result<(), StoreError> {
        let text = self.text(None, sheet)?;
        self.replace(&text)
    }

    /// Replaces the whole file.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; then it is as it was.
    pub fn replace(&mut self, text: &str) -> Result<(), StoreError> {
        answers::save(&self.path, text).map_err(StoreError::Write)?;
        self.known = Some(text.to_owned());
        Ok(())
    }

    /// Replaces the whole file by what it must say without the answers that do not fit; what it said is kept first, where
    /// that is due.
    ///
    /// # Errors
    ///
    /// If a file cannot be written; then this one is as it was.
    pub fn renew(&mut self, renewed: &Renewed) -> Result<(), StoreError> {
        if let (Some(aside), Some(known)) = (&renewed.aside, &self.known) {
            // The same answers may have been set aside before.
            if fs::read_to_string(aside).ok().as_ref() != Some(known) {
                answers::save(&free(aside), known).map_err(StoreError::Write)?;
            }
        }
        self.replace(&renewed.text)
    }

    fn source(&self, text: &str) -> Source {
        Source::new(self.path.display().to_string(), text)
    }

    fn on_disk(&self) -> Result<Option<String>, StoreError> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::Read(error)),
        }
    }

    /// Returns the text that says what the sheet says, made from what the file holds.
    fn text(&self, held: Option<&str>, sheet: &AnswerSheet) -> Result<String, StoreError> {
        match held {
            _ if syntax(&self.path) == Syntax::Json => Ok(answers::to_json(self.questionnaire, sheet)),
            None => Ok(answers::to_toml(self.questionnaire, sheet)),
            Some(text) => {
                answers::update(&self.source(text), self.questionnaire, sheet).map_err(StoreError::Changed)
            }
        }
    }
}

impl Store for FileStore<'_> {
    type Error = StoreError;

    fn save(&mut self, sheet: &AnswerSheet, changed: QuestionIx) -> Result<Stored, StoreError> {
        let held = self.on_disk()?;
        let by_somebody_else = held.is_some() && held != self.known;
        let merged = match held.as_deref().filter(|_| by_somebody_else) {
            None => None,
            Some(text) => {
                let theirs = answers::read(&self.source(text), syntax(&self.path), self.questionnaire);
                let mut theirs = theirs.map_err(StoreError::Changed)?.sheet;
                theirs.set(changed, sheet.get(changed).cloned());
                Some(theirs)
            }
        };
        let text = self.text(held.as_deref(), merged.as_ref().unwrap_or(sheet))?;
        self.replace(&text)?;
        Ok(merged.map_or(Stored::AsGiven, |sheet| Stored::Merged(Box::new(sheet))))
    }
}

/// The name, or the first with a number behind it that no file has yet.
fn free(path: &Path) -> PathBuf {
    let numbered = (2..).map(|number: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!("-{number}"));
        PathBuf::from(name)
    });
    let mut names = std::iter::once(path.to_owned()).chain(numbered);
    names.find(|name| !name.exists()).unwrap_or_else(|| path.to_owned())
}

/// Returns how a file of this name is written.
pub fn syntax(path: &Path) -> Syntax {
    let json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if json { Syntax::Json } else { Syntax::Toml }
}
