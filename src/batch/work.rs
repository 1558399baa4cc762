//! What a thread does with a job.

use std::io;
use std::sync::Arc;

use memchr::memchr_iter;

use super::chunk::{Chunk, Filling, Judge, Read, Refused};
use super::columnar::Columnar;
use super::event::Warning;
use super::jobs::{AnswerFile, Job, Layout};
use super::plan::Plan;
use super::rejection::Rejection;
use super::rows::Rows;
use super::split::Part;
use super::{cells, codes, input};
use crate::answers::{Reader, Syntax};
use crate::diagnostic::Source;

/// No answer file that people make is larger, in bytes.
pub(super) const LARGEST: u64 = 64 << 20;

/// What one thread works with.
pub(super) struct Worker<'r, 'q> {
    reader: &'r Reader<'q>,
    judge: Judge<'q>,
    /// The short way, which leads to rows of scores only.
    columnar: Option<Columnar<'q>>,
    /// What is in a file.
    bytes: Vec<u8>,
}

impl<'r, 'q> Worker<'r, 'q> {
    pub fn new(plan: &Plan<'q>, reader: &'r Reader<'q>) -> Self {
        let columnar = (!plan.makes_reports()).then(|| Columnar::new(plan));
        Self { reader, judge: Judge::new(plan), columnar, bytes: Vec::new() }
    }

    /// Does without the short way.
    #[cfg(test)]
    pub fn go_the_long_way(&mut self) {
        self.columnar = None;
    }

    pub fn work(&mut self, job: Job<'_>) -> Vec<Chunk> {
        let chunk = match job {
            Job::Files(files) => return files.iter().map(|file| self.file(file)).collect(),
            Job::Text { input, bytes, syntax } => self.text(&input, Ok(&bytes), syntax).end(0),
            Job::Rows { table, part, taken } => {
                let rows = match &table.layout {
                    Layout::Objects => self.objects(&table.input, &part),
                    Layout::Cells { delimiter, columns, places } => {
                        let (delimiter, places) = (*delimiter, *places);
                        let rows = Rows { input: &table.input, part: &part, delimiter, columns, places };
                        self.cells(&table.input, rows)
                    }
                };
                rows.finish(taken)
            }
            Job::Begun { input, table } => {
                let mut chunk = self.judge.chunk(input).finish(0);
                chunk.table = Some(table);
                chunk
            }
            Job::Ended { input, taken } => self.judge.chunk(input).end(taken),
            Job::Rejected { input, row, rejection } => {
                let mut chunk = self.judge.chunk(input);
                chunk.add(row, || Err(rejection.into()));
                chunk.end(0)
            }
            Job::Passed { input, row, rejection, taken } => {
                let mut chunk = self.judge.chunk(input);
                chunk.add(Some(row), || Err(rejection.into()));
                chunk.finish(taken)
            }
        };
        vec![chunk]
    }

    fn file(&mut self, AnswerFile { input, path, syntax }: &AnswerFile) -> Chunk {
        // Most files are as small as each other, and one that is not need not be remembered.
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.shrink_to(1 << 20);
        let size = input::contents(path, LARGEST, &mut bytes);
        let (read, size) = match size {
            Ok(size) => (Ok(&*bytes), size),
            Err(error) => (Err(error), 0),
        };
        let chunk = self.text(input, read, *syntax).end(size);
        self.bytes = bytes;
        chunk
    }

    /// One answer set, if it could be read and is not too large.
    fn text(&mut self, input: &Arc<str>, bytes: io::Result<&[u8]>, syntax: Syntax) -> Filling<'_, 'q> {
        let Self { reader, judge, columnar, .. } = self;
        let mut chunk = judge.chunk(Arc::clone(input));
        let bytes = match bytes {
            Ok(bytes) if bytes.len() as u64 > LARGEST => Err(codes::too_large(LARGEST)),
            Ok(bytes) => Ok(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)),
            Err(error) => Err(codes::unreadable(&error)),
        };
        if let (Ok(bytes), Some(short)) = (&bytes, columnar)
            && short.text(&mut chunk, None, bytes, syntax)
        {
            return chunk;
        }
        chunk.add(None, || {
            let bytes = bytes?;
            set(reader, input, text(bytes, 0)?, syntax, 0)
        });
        chunk
    }

    fn cells(&mut self, input: &Arc<str>, rows: Rows<'_>) -> Filling<'_, 'q> {
        let Rows { part, delimiter, columns, .. } = rows;
        let mut chunk = self.judge.chunk(Arc::clone(input));
        let long = |chunk: &mut Filling<'_, '_>, start, number| rows.read(chunk, start, number, 1);
        let short = self.columnar.as_mut();
        if !short.is_some_and(|short| short.cells(&mut chunk, part, delimiter, columns, long)) {
            rows.read(&mut chunk, 0, part.row, usize::MAX);
        }
        chunk
    }

    fn objects(&mut self, input: &Arc<str>, part: &Part) -> Filling<'_, 'q> {
        let Self { reader, judge, columnar, .. } = self;
        let mut chunk = judge.chunk(Arc::clone(input));
        let mut row = part.row;
        let mut start = 0;
        let ends = memchr_iter(b'\n', &part.bytes).chain([part.bytes.len()]);
        for (index, end) in ends.enumerate() {
            let line = &part.bytes[start..end];
            start = end + 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            row += 1;
            if !columnar.as_mut().is_some_and(|short| short.text(&mut chunk, Some(row), line, Syntax::Json)) {
                let before = part.lines_before() + index;
                chunk.add(Some(row), || {
                    let text = text(line, before).map_err(Box::<Refused>::from);
                    let read = text.and_then(|text| set(reader, input, text, Syntax::Json, before));
                    read.map_err(|refused| refused.row(line.trim_ascii()))
                });
            }
        }
        chunk
    }
}

/// Reads one answer set in TOML or JSON that begins behind so many lines of its input.
fn set(reader: &Reader<'_>, input: &str, text: &str, syntax: Syntax, lines_before: usize) -> Read {
    let findings = match reader.read(&Source::new(input, text), syntax) {
        Ok(read) => {
            let warnings = read.warnings.iter().map(|finding| Warning::of(finding, lines_before));
            return Ok((read.sheet, warnings.collect()));
        }
        Err(findings) => findings,
    };
    Err(Rejection::of(&findings, lines_before).into())
}

/// Returns the text in bytes that begin behind so many lines.
pub(super) fn text(bytes: &[u8], lines_before: usize) -> Result<&str, Rejection> {
    std::str::from_utf8(bytes)
        .map_err(|error| codes::not_text().at(cells::position(bytes, error.valid_up_to(), lines_before)))
}
