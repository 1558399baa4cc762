//! Warnings about texts and shape: nothing of it keeps a questionnaire from being used, all of it makes answers worse.
//!
//! The checks look at the draft, where each value still has its place, beside the model, where everything is linked. An
//! author who means it so accepts a finding with a reason (`accept` in the table that the finding is about).

mod accept;
mod check;
mod diags;
mod ladder;
mod options;
mod shape;
mod texts;
mod words;

pub use check::{Check, UNUSED_ACCEPTANCE, lints};

use super::draft::Accepted;
use super::merged::Draft;
use super::model::Questionnaire;
use crate::diagnostic::{Diagnostic, Sink};

/// Reports what an author should look at. The draft is the one that the questionnaire was built from.
pub fn lint(draft: &Draft<'_>, questionnaire: &Questionnaire, sink: &mut Sink) {
    let case = Case { draft, questionnaire };
    let mut found = Vec::new();
    texts::look(&case, &mut found);
    options::look(&case, &mut found);
    shape::look(&case, &mut found);
    ladder::look(&case, &mut found);
    accept::sift(draft, found, sink);
}

/// What is looked at; the lists of the draft are in the same order as those of the model.
struct Case<'l, 'a> {
    draft: &'l Draft<'a>,
    questionnaire: &'l Questionnaire,
}

impl Case<'_, '_> {
    /// Returns whether the texts are in English, which is assumed where the questionnaire does not say.
    fn is_english(&self) -> bool {
        let language = self.questionnaire.language().unwrap_or("en");
        language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("en"))
    }
}

/// A finding, and where it could be accepted.
struct Found<'l, 'a> {
    check: Check,
    /// The acceptances of the table that the finding is about.
    accept: &'l Accepted<'a>,
    finding: Diagnostic,
}
