use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;
use std::vec;

use super::cells;
use super::codes;
use super::input::{Input, InputKind, TableFormat};
use super::rejection::Rejection;
use super::split::{Part, Records, Splitter, Uncut};
use super::work;
use crate::answers::{Columns, Reader, Syntax};
use crate::diagnostic::{Position, Source};

/// A piece of work for one thread.
pub(super) enum Job<'q> {
    /// A file with one answer set.
    File { input: Arc<str>, path: PathBuf, syntax: Syntax },
    /// Some rows of a table.
    Rows { table: Arc<Table<'q>>, part: Part },
    /// What cannot be worked on: a whole input, or a table from one row on.
    Rejected { input: Arc<str>, row: Option<u64>, rejection: Rejection },
}

/// A table that is being read.
pub(super) struct Table<'q> {
    pub input: Arc<str>,
    pub layout: Layout<'q>,
}

pub(super) enum Layout<'q> {
    /// A cell a question.
    Cells { delimiter: u8, columns: Columns<'q> },
    /// A line an answer set.
    Objects,
}

impl Layout<'_> {
    fn records(&self) -> Records {
        match self {
            Self::Cells { delimiter, .. } => Records::Quoted { delimiter: *delimiter },
            Self::Objects => Records::Lines,
        }
    }
}

/// A table of which more rows are to come.
struct Open<'q> {
    table: Arc<Table<'q>>,
    splitter: Splitter<Box<dyn Read + Send>>,
}

/// The jobs that inputs make, in their order; tables are read as far as jobs are taken.
pub(super) struct Jobs<'r, 'q> {
    inputs: vec::IntoIter<Input>,
    reader: &'r Reader<'q>,
    open: Option<Open<'q>>,
}

impl<'r, 'q> Jobs<'r, 'q> {
    pub fn new(inputs: Vec<Input>, reader: &'r Reader<'q>) -> Self {
        Self { inputs: inputs.into_iter(), reader, open: None }
    }

    /// The next rows of the open table.
    fn rows(&mut self) -> Option<Job<'q>> {
        let Open { table, splitter } = self.open.as_mut()?;
        match splitter.part(table.layout.records()) {
            Ok(Some(part)) => Some(Job::Rows { table: Arc::clone(table), part }),
            Ok(None) => {
                self.open = None;
                None
            }
            Err(uncut) => {
                let input = Arc::clone(&table.input);
                let titles = u64::from(matches!(table.layout, Layout::Cells { .. }));
                self.open = None;
                Some(rejected(input, uncut, titles))
            }
        }
    }

    /// Opens a table and reads its titles; a job only if that fails.
    fn open(
        &mut self,
        input: Arc<str>,
        stream: Box<dyn Read + Send>,
        format: TableFormat,
    ) -> Option<Job<'q>> {
        let mut splitter = Splitter::new(stream);
        let layout = match format {
            TableFormat::Ndjson => Layout::Objects,
            TableFormat::Csv | TableFormat::Tsv => {
                let titles = match titles(&mut splitter) {
                    Ok(titles) => titles,
                    Err(uncut) => return Some(rejected(input, uncut, 0)),
                };
                match cell_layout(self.reader, &input, format, &titles) {
                    Ok(layout) => layout,
                    Err(rejection) => return Some(Job::Rejected { input, row: None, rejection }),
                }
            }
        };
        self.open = Some(Open { table: Arc::new(Table { input, layout }), splitter });
        None
    }
}

impl<'q> Iterator for Jobs<'_, 'q> {
    type Item = Job<'q>;

    fn next(&mut self) -> Option<Job<'q>> {
        loop {
            if let Some(job) = self.rows() {
                return Some(job);
            }
            let Input { name, kind } = self.inputs.next()?;
            let opened = match kind {
                InputKind::File(path, syntax) => return Some(Job::File { input: name, path, syntax }),
                InputKind::Unlisted(error) => Err(error),
                InputKind::Stream(stream, format) => Ok((stream, format)),
                InputKind::Table(path, format) => {
                    File::open(path).map(|file| (Box::new(file) as Box<dyn Read + Send>, format))
                }
            };
            let failed = match opened {
                Ok((stream, format)) => self.open(name, stream, format),
                Err(error) => {
                    Some(Job::Rejected { input: name, row: None, rejection: codes::unreadable(&error) })
                }
            };
            if failed.is_some() {
                return failed;
            }
        }
    }
}

/// The row of titles: the first line that has anything in it.
fn titles<R: Read>(splitter: &mut Splitter<R>) -> Result<Part, Uncut> {
    loop {
        match splitter.record(Records::Lines)? {
            Some(part) if part.bytes.trim_ascii().is_empty() => {}
            Some(part) => return Ok(part),
            None => return Ok(Part { bytes: Vec::new(), row: 0, line: 0 }),
        }
    }
}

fn cell_layout<'q>(
    reader: &Reader<'q>,
    input: &Arc<str>,
    format: TableFormat,
    titles: &Part,
) -> Result<Layout<'q>, Rejection> {
    let lines_before = titles.lines_before();
    let text = work::text(&titles.bytes, lines_before)?.trim_end_matches(['\r', '\n']);
    let delimiter = match format {
        TableFormat::Tsv => b'\t',
        _ => cells::delimiter(text),
    };
    let source = Source::new(&**input, text);
    let place = |column| (source.clone(), cells::span(text, delimiter, column));
    let titles = cells::split(text, delimiter);
    match Columns::new(reader, titles.iter(), place) {
        Ok(columns) => Ok(Layout::Cells { delimiter, columns }),
        Err(findings) => Err(Rejection::of(&findings, lines_before)),
    }
}

/// A table of which the rest cannot be read; `titles` rows of it are no answer sets.
fn rejected<'q>(input: Arc<str>, uncut: Uncut, titles: u64) -> Job<'q> {
    match uncut {
        Uncut::Unreadable(error) => Job::Rejected { input, row: None, rejection: codes::unreadable(&error) },
        Uncut::Endless { row, line } => {
            let place =
                Position { line: usize::try_from(line).unwrap_or(usize::MAX).saturating_add(1), column: 1 };
            Job::Rejected {
                input,
                row: Some(row + 1 - titles.min(row)),
                rejection: codes::endless_row().at(place),
            }
        }
    }
}
