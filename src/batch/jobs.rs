use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::vec;

use super::event::Titles;
use super::input::{self, Content, Input, InputKind, TableFormat, Taken, Unpacked};
use super::plan::Plan;
use super::rejection::Rejection;
use super::split::{PART, Part, Records, Splitter, Uncut};
use super::{codes, titles, work};
use crate::answers::{Columns, Reader, Syntax};
use crate::diagnostic::Position;

/// A piece of work for one thread.
pub(super) enum Job<'q> {
    /// Files with one answer set each.
    Files(Vec<AnswerFile>),
    /// A text with one answer set.
    Text { input: Arc<str>, bytes: Vec<u8>, syntax: Syntax },
    /// The titles of a table.
    Begun { input: Arc<str>, table: Titles },
    /// The end of a table, and how many bytes of the input were taken to find it.
    Ended { input: Arc<str>, taken: u64 },
    /// Some rows of a table, and how many bytes of the input were taken for them.
    Rows { table: Arc<Table<'q>>, part: Part, taken: u64 },
    /// What cannot be worked on: a whole input, or a table from one row on.
    Rejected { input: Arc<str>, row: Option<u64>, rejection: Rejection },
    /// A row that cannot be worked on, and how many bytes of the input were taken for it; more rows may follow.
    Passed { input: Arc<str>, row: u64, rejection: Rejection, taken: u64 },
}

/// A file with one answer set.
pub(super) struct AnswerFile {
    pub input: Arc<str>,
    pub path: PathBuf,
    pub syntax: Syntax,
}

/// A job has so many files, if they are small work: enough to be worth handing to another thread.
const FILES: usize = 32;

/// A table that is being read.
pub(super) struct Table<'q> {
    pub input: Arc<str>,
    pub layout: Layout<'q>,
}

/// Whether lines and columns of the text are those of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Places {
    OfInput,
    /// Nobody could find them in it.
    OfCells,
}

impl Places {
    /// Returns a place if somebody could find it.
    pub fn told(self, place: Option<Position>) -> Option<Position> {
        place.filter(|_| self == Self::OfInput)
    }
}

pub(super) enum Layout<'q> {
    /// A cell a question.
    Cells { delimiter: u8, columns: Columns<'q>, places: Places },
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
    /// How many rows an earlier run has dealt with.
    after: u64,
}

/// The jobs that inputs make, in their order; tables are read as far as jobs are taken.
pub(super) struct Jobs<'r, 'q> {
    inputs: vec::IntoIter<Input>,
    plan: &'r Plan<'q>,
    reader: &'r Reader<'q>,
    open: Option<Open<'q>>,
    /// How many rows of the next input an earlier run has dealt with.
    after: u64,
}

impl<'r, 'q> Jobs<'r, 'q> {
    pub fn new(inputs: Vec<Input>, plan: &'r Plan<'q>, reader: &'r Reader<'q>) -> Self {
        let begin = plan.begin();
        let mut inputs = inputs.into_iter();
        inputs.by_ref().take(begin.inputs).for_each(drop);
        Self { inputs, plan, reader, open: None, after: begin.rows }
    }

    /// The next rows of the open table, behind those that an earlier run has dealt with; or its end.
    fn rows(&mut self) -> Option<Job<'q>> {
        let Open { table, splitter, taken, after } = self.open.as_mut()?;
        loop {
            let job = match splitter.part(table.layout.records(), part(self.plan)) {
                Ok(Some(_)) if splitter.rows() <= *after => continue,
                Ok(Some(part)) => {
                    return Some(Job::Rows { table: Arc::clone(table), part, taken: taken.more() });
                }
                Ok(None) => Job::Ended { input: Arc::clone(&table.input), taken: taken.more() },
                // The end of a line can be told whatever is in it, that of a row cannot.
                Err(Uncut::Endless { row, line, .. })
                    if matches!(table.layout, Layout::Objects) && splitter.pass() =>
                {
                    let (input, rejection) = (Arc::clone(&table.input), codes::long_line().at(begin(line)));
                    return Some(Job::Passed { input, row: row + 1, rejection, taken: taken.more() });
                }
                Err(uncut) => {
                    let titles = u64::from(matches!(table.layout, Layout::Cells { .. }));
                    rejected(Arc::clone(&table.input), uncut, titles)
                }
            };
            self.open = None;
            return Some(job);
        }
    }

    /// Begins an input; a job only if there is something to do or to tell at once.
    fn begin(&mut self, Input { name, kind }: Input) -> Option<Job<'q>> {
        let begun = match kind {
            InputKind::File(path, syntax) => {
                let files = self.files(AnswerFile { input: name, path, syntax });
                return Some(Job::Files(files));
            }
            InputKind::Unlisted(error) => Err(error),
            InputKind::Table(path, format) => input::open(&path, format)
                .and_then(|stream| self.stream(&name, stream, Some(format.into()), true)),
            InputKind::Stream(stream, content) => self.stream(&name, stream, content, false),
        };
        begun.unwrap_or_else(|error| {
            Some(Job::Rejected { input: name, row: None, rejection: codes::unreadable(&error) })
        })
    }

    /// The files that come next.
    fn files(&mut self, first: AnswerFile) -> Vec<AnswerFile> {
        let most = if self.plan.makes_reports() { 1 } else { FILES };
        let mut files = vec![first];
        while files.len() < most
            && let [Input { kind: InputKind::File(..), .. }, ..] = self.inputs.as_slice()
            && let Some(Input { name: input, kind: InputKind::File(path, syntax) }) = self.inputs.next()
        {
            files.push(AnswerFile { input, path, syntax });
        }
        files
    }

    /// Reads a stream; `cells` says whether Parquet comes as the cells that it holds.
    fn stream(
        &mut self,
        input: &Arc<str>,
        stream: Box<dyn Read + Send>,
        content: Option<Content>,
        cells: bool,
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
            Content::Table(TableFormat::Parquet) if !cells => {
                let why = "Parquet cannot be read from a pipe: save it to a file";
                return Err(io::Error::new(io::ErrorKind::Unsupported, why));
            }
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
        let (layout, begun) = match format {
            TableFormat::Ndjson => (Layout::Objects, None),
            TableFormat::Csv | TableFormat::Tsv | TableFormat::Parquet => {
                let titles = match titles::row(&mut splitter) {
                    Ok(titles) => titles,
                    Err(uncut) => return Some(rejected(input, uncut, 0)),
                };
                match titles::layout(self.plan, self.reader, &input, format, &titles) {
                    Ok((layout, table)) => (layout, Some(Job::Begun { input: Arc::clone(&input), table })),
                    Err(rejection) => return Some(Job::Rejected { input, row: None, rejection }),
                }
            }
        };
        self.open = Some(Open { table: Arc::new(Table { input, layout }), splitter, taken, after: 0 });
        begun
    }
}

/// How large parts of tables are: small where each row becomes a whole report, so that few wait at the same time.
fn part(plan: &Plan<'_>) -> usize {
    if plan.makes_reports() { PART / 16 } else { PART }
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
            let job = self.begin(input);
            // The rows of the first input are skipped as far as they are done.
            let after = std::mem::take(&mut self.after);
            if let Some(open) = &mut self.open {
                open.after = after;
            }
            if job.is_some() {
                return job;
            }
        }
    }
}

/// A table of which the rest cannot be read; `titles` rows of it are no answer sets.
fn rejected<'q>(input: Arc<str>, uncut: Uncut, titles: u64) -> Job<'q> {
    match uncut {
        Uncut::Unreadable(error) => Job::Rejected { input, row: None, rejection: codes::unreadable(&error) },
        Uncut::Endless { row, line, why } => Job::Rejected {
            input,
            row: Some(row + 1 - titles.min(row)),
            rejection: codes::endless_row(why).at(begin(line)),
        },
    }
}

/// Where a row begins behind so many lines.
fn begin(lines: u64) -> Position {
    Position { line: usize::try_from(lines).unwrap_or(usize::MAX).saturating_add(1), column: 1 }
}
