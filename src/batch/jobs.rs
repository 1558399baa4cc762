use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::vec;

use super::event::Warning;
use super::input::{self, Content, Input, InputKind, TableFormat, Taken, Unpacked};
use super::plan::Plan;
use super::rejection::Rejection;
use super::split::{Part, Records, Splitter, Uncut};
use super::{codes, titles, work};
use crate::answers::{Columns, Reader, Syntax};
use crate::diagnostic::Position;

/// A piece of work for one thread.
pub(super) enum Job<'q> {
    /// A file with one answer set.
    File { input: Arc<str>, path: PathBuf, syntax: Syntax },
    /// A text with one answer set.
    Text { input: Arc<str>, bytes: Vec<u8>, syntax: Syntax },
    /// What somebody should look at in a table as a whole.
    Odd { input: Arc<str>, warnings: Vec<Warning> },
    /// Some rows of a table, and how many bytes of the input were taken for them.
    Rows { table: Arc<Table<'q>>, part: Part, taken: u64 },
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
    taken: Taken,
}

/// The jobs that inputs make, in their order; tables are read as far as jobs are taken.
pub(super) struct Jobs<'r, 'q> {
    inputs: vec::IntoIter<Input>,
    plan: &'r Plan<'q>,
    reader: &'r Reader<'q>,
    open: Option<Open<'q>>,
}

impl<'r, 'q> Jobs<'r, 'q> {
    pub fn new(inputs: Vec<Input>, plan: &'r Plan<'q>, reader: &'r Reader<'q>) -> Self {
        Self { inputs: inputs.into_iter(), plan, reader, open: None }
    }

    /// The next rows of the open table.
    fn rows(&mut self) -> Option<Job<'q>> {
        let Open { table, splitter, taken } = self.open.as_mut()?;
        match splitter.part(table.layout.records()) {
            Ok(Some(part)) => Some(Job::Rows { table: Arc::clone(table), part, taken: taken.more() }),
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

    /// Begins an input; a job only if there is something to do or to tell at once.
    fn begin(&mut self, Input { name, kind }: Input) -> Option<Job<'q>> {
        let begun = match kind {
            InputKind::File(path, syntax) => return Some(Job::File { input: name, path, syntax }),
            InputKind::Unlisted(error) => Err(error),
            InputKind::Table(path, format) => {
                input::open(&path).and_then(|stream| self.stream(&name, stream, Some(format.into())))
            }
            InputKind::Stream(stream, content) => self.stream(&name, stream, content),
        };
        begun.unwrap_or_else(|error| {
            Some(Job::Rejected { input: name, row: None, rejection: codes::unreadable(&error) })
        })
    }

    fn stream(
        &mut self,
        input: &Arc<str>,
        stream: Box<dyn Read + Send>,
        content: Option<Content>,
    ) -> io::Result<Option<Job<'q>>> {
        let stream = Unpacked::new(stream)?;
        let taken = stream.taken();
        let mut stream: Box<dyn Read + Send> = Box::new(stream);
        let content = if let Some(content) = content {
            content
        } else {
            let start = start(&mut stream)?;
            let content = Content::of_text(&start);
            stream = Box::new(Cursor::new(start).chain(stream));
            content
        };
        Ok(match content {
            Content::Table(format) => self.table(Arc::clone(input), stream, taken, format),
            Content::Answers(syntax) => {
                let mut bytes = Vec::new();
                stream.take(work::LARGEST + 1).read_to_end(&mut bytes)?;
                Some(Job::Text { input: Arc::clone(input), bytes, syntax })
            }
        })
    }

    /// Opens a table and reads its titles; a job only if something about them is to be told.
    fn table(
        &mut self,
        input: Arc<str>,
        stream: Box<dyn Read + Send>,
        taken: Taken,
        format: TableFormat,
    ) -> Option<Job<'q>> {
        let mut splitter = Splitter::new(stream);
        let mut warnings = Vec::new();
        let layout = match format {
            TableFormat::Ndjson => Layout::Objects,
            TableFormat::Csv | TableFormat::Tsv => {
                let titles = match titles::row(&mut splitter) {
                    Ok(titles) => titles,
                    Err(uncut) => return Some(rejected(input, uncut, 0)),
                };
                match titles::layout(self.plan, self.reader, &input, format, &titles) {
                    Ok((layout, odd)) => {
                        warnings = odd;
                        layout
                    }
                    Err(rejection) => return Some(Job::Rejected { input, row: None, rejection }),
                }
            }
        };
        self.open =
            Some(Open { table: Arc::new(Table { input: Arc::clone(&input), layout }), splitter, taken });
        (!warnings.is_empty()).then_some(Job::Odd { input, warnings })
    }
}

/// As much of a stream may be looked at to tell its content, in bytes.
const START: usize = 64 * 1024;

/// Reads the first line with anything in it and what stands before it, or as much as is looked at.
fn start(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    let mut piece = [0; 4096];
    let whole_line = |start: &[u8]| {
        let begun = start.iter().position(|byte| !byte.is_ascii_whitespace());
        begun.is_some_and(|begun| start[begun..].contains(&b'\n'))
    };
    while start.len() < START && !whole_line(&start) {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => start.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(start)
}

impl<'q> Iterator for Jobs<'_, 'q> {
    type Item = Job<'q>;

    fn next(&mut self) -> Option<Job<'q>> {
        loop {
            if let Some(job) = self.rows() {
                return Some(job);
            }
            let input = self.inputs.next()?;
            if let Some(job) = self.begin(input) {
                return Some(job);
            }
        }
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
