//! What is said, and in which order: a report as a small tree of headings, paragraphs, lists, tables and figures that
//! every markup format renders. All wording is here; a renderer adds none.

pub(super) mod answers;
mod contradictions;
mod dimensions;
mod figures;
mod method;
mod moves;
pub(super) mod obstacles;
mod placement;
mod text;
mod topic;
mod tree;
mod unknowns;
mod words;

pub use text::{Span, Style, Text};
pub use tree::{
    Align, Answers, Block, Callout, Column, Document, Drawing, Fact, Line, List, Section, Table, Tone,
};

pub(crate) use words::{date, join, sentence};

use super::model::Report;
use super::stamp::Stamp;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// The placement, the pictures and the first moves.
    Summary,
    /// Everything, down to each answer.
    #[default]
    Full,
}

/// Puts a report into words.
#[must_use]
pub fn write(report: &Report, detail: Detail) -> Document {
    // Before the first answer there is nothing to draw, and nothing to list.
    let answered = report.coverage.answered > 0 || report.unscored.iter().any(|q| q.answer.is_some());
    let drawn = report.coverage.answered > 0;
    let sections = match detail {
        Detail::Summary => {
            vec![Some(placement::section(report)), drawn.then(|| figures::section(report, detail))]
        }
        Detail::Full => vec![
            Some(placement::section(report)),
            drawn.then(|| figures::section(report, detail)),
            drawn.then(|| dimensions::section(report)),
            Some(moves::section(report)),
            talk(report),
            Some(method::section(report)),
            answered.then(|| answers::section(report)),
        ],
    };
    Document {
        title: words::title(report),
        subtitle: words::subtitle(report),
        language: "en".to_owned(),
        sections: sections.into_iter().flatten().collect(),
        stamp: Some(Stamp::of(report).to_string()),
    }
}

/// What is worth talking about: what sits oddly together, what nobody knows, and what to ask next.
fn talk(report: &Report) -> Option<Section> {
    let parts = [contradictions::section(report), unknowns::section(report), unknowns::ask_next(report)];
    let mut section = Section::new("talk", "Worth talking about");
    section.sections = parts.into_iter().flatten().collect();
    (!section.sections.is_empty()).then_some(section)
}
