use std::io;

use crate::report::Report;
use crate::report::document::{
    self, Answers, Block, Callout, Detail, Document, Drawing, Fact, List, Section, Table, Text,
};

/// The building blocks of a page. A format that has them can render every report.
///
/// Blocks add to a page that the format keeps; [`Markup::finish`] hands it over.
pub trait Markup {
    /// What a page becomes.
    type Page;

    /// Opens the page with its title.
    fn open(&mut self, document: &Document);
    /// Opens a section with its heading; the first storey is 1.
    fn open_section(&mut self, storey: usize, section: &Section);
    /// Closes a section.
    fn close_section(&mut self, _storey: usize, _section: &Section) {}
    /// Adds a paragraph.
    fn paragraph(&mut self, text: &Text);
    /// Adds a list.
    fn list(&mut self, list: &List);
    /// Adds labels, each with what it stands for.
    fn facts(&mut self, facts: &[Fact]);
    /// Adds a table.
    fn table(&mut self, table: &Table);
    /// Adds a picture.
    fn drawing(&mut self, drawing: &Drawing);
    /// Adds something to notice.
    fn callout(&mut self, callout: &Callout);
    /// Adds questions with their answers.
    fn answers(&mut self, answers: &Answers);
    /// Returns the page; a text ends with a line feed.
    fn finish(self, document: &Document) -> Self::Page;
}

/// Puts a report into words and writes the page.
pub(super) fn write<M: Markup<Page = String>>(
    markup: M,
    report: &Report,
    detail: Detail,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    out.write_all(page(markup, &document::write(report, detail)).as_bytes())
}

/// Returns the page that shows a document.
pub(super) fn page<M: Markup>(mut markup: M, document: &Document) -> M::Page {
    markup.open(document);
    for section in &document.sections {
        walk(&mut markup, 1, section);
    }
    markup.finish(document)
}

fn walk(markup: &mut impl Markup, storey: usize, section: &Section) {
    markup.open_section(storey, section);
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) => markup.paragraph(text),
            Block::List(list) => markup.list(list),
            Block::Facts(facts) => markup.facts(facts),
            Block::Table(table) => markup.table(table),
            Block::Drawing(drawing) => markup.drawing(drawing),
            Block::Callout(callout) => markup.callout(callout),
            Block::Answers(answers) => markup.answers(answers),
        }
    }
    for part in &section.sections {
        walk(markup, storey + 1, part);
    }
    markup.close_section(storey, section);
}
