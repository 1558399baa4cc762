//! Findings in a text that a person wrote: what is wrong, where, and what to do.
//!
//! A leaf: it knows nothing of questionnaires or answers. A reader collects findings in a [`Sink`], which hands
//! them over sorted in source order, so that a file with ten problems is mended in one go.

mod sink;
mod snippet;
mod source;

pub use sink::Sink;
pub use snippet::render;
pub use source::{Position, Source, Span};

use std::fmt;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The text cannot be used until this is mended.
    Error,
    /// The text can be used; somebody should look.
    Warning,
}

/// A place in a source text and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The text the span lies in.
    pub source: Source,
    /// The bytes of the text that are meant.
    pub span: Span,
    /// What stands beside the caret; may be empty.
    pub message: String,
}

/// One finding: a stable code, what is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kebab-case and stable; each code has an entry in `docs/diagnostics.md`.
    pub code: &'static str,
    /// Whether the text can still be used.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where: the first label is the place itself, further ones are context. Empty only if there is no place.
    pub labels: Vec<Label>,
    /// What to do, where that can be said.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Returns an error without a place; add one with [`Diagnostic::at`].
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// Returns a warning without a place; add one with [`Diagnostic::at`].
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    fn new(code: &'static str, severity: Severity, message: String) -> Self {
        Self { code, severity, message, labels: Vec::new(), help: None }
    }

    /// Adds a place; the first one added is the place of the finding.
    #[must_use]
    pub fn at(mut self, source: &Source, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { source: source.clone(), span, message: message.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The finding in one line: `file:line:column: error[code]: message`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = self.labels.first() {
            write!(f, "{}:{}: ", label.source.name(), label.source.position(label.span.start))?;
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}[{}]: {}", self.code, self.message)
    }
}

/// All findings of one reading, in source order; an error type where a reading failed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Returns whether any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }

    /// Iterates over the findings in source order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One line a finding, each as [`Diagnostic`] displays it.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// Returns the candidate nearest to `word` by spelling, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let length = candidate.chars().count();
            let most = (length / 3).max(1);
            // A word that is much longer is far away; measuring how far takes long.
            if length.abs_diff(letters) > most {
                return None;
            }
            let distance = strsim::damerau_levenshtein(word, candidate);
            (distance <= most).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        assert_eq!(nearest("weigth", ["weight", "width"]), Some("weight"));
        assert_eq!(nearest("colour", ["weight", "width"]), None);
    }

    #[test]
    fn a_finding_displays_its_place() {
        let source = Source::new("team.toml", "a = 1\nb = 2\n");
        let finding = Diagnostic::error("unknown-key", "unknown key `b`").at(&source, Span::new(6, 7), "");
        assert_eq!(finding.to_string(), "team.toml:2:1: error[unknown-key]: unknown key `b`");
    }
}
