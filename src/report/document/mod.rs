//! What is said, and in which order: a report as a small tree of headings, paragraphs, lists, tables and figures that
//! every markup format renders. All wording is here; a renderer adds none.

mod answers;
mod contradictions;
mod figures;
mod method;
mod moves;
mod obstacles;
mod placement;
mod text;
mod tree;
mod unknowns;
mod words;

pub use text::{Span, Style, Text};
pub use tree::{
    Align, Answers, Block, Callout, Column, Document, Drawing, Fact, Line, List, Section, Table, Tone,
};

pub(crate) use words::{date, join};

use super::model::Report;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// The placement, the pictures and the first moves.
    Summary,
    /// Everything, down to each answer.
    #[default]
    Full,
}

/// Returns the first moves in short, for a page that has them on its first screen.
#[must_use]
pub fn first_moves(report: &Report) -> Option<List> {
    moves::first(report)
}

/// Puts a report into words.
#[must_use]
pub fn write(report: &Report, detail: Detail) -> Document {
    // Before the first answer there is nothing to draw, and nothing to list.
    let answered = report.coverage.answered > 0 || report.unscored.iter().any(|q| q.answer.is_some());
    let drawn = report.coverage.answered > 0;
    let sections = match detail {
        Detail::Summary => vec![
            Some(placement::section(report)),
            figures::plane(report).filter(|_| drawn),
            drawn.then(|| figures::profile(report)),
            moves::summary(report),
        ],
        Detail::Full => vec![
            Some(placement::section(report)),
            figures::plane(report).filter(|_| drawn),
            drawn.then(|| figures::profile(report)),
            drawn.then(|| obstacles::section(report)),
            Some(moves::section(report)),
            contradictions::section(report),
            unknowns::section(report),
            unknowns::ask_next(report),
            answered.then(|| answers::section(report)),
            Some(method::section(report)),
        ],
    };
    Document {
        title: words::title(report),
        subtitle: words::subtitle(report),
        language: "en".to_owned(),
        sections: sections.into_iter().flatten().collect(),
    }
}
