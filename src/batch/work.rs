//! What a thread does with a job.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::chunk::{Chunk, Filling, Judge, Read};
use super::event::Warning;
use super::jobs::{Job, Layout};
use super::plan::Plan;
use super::rejection::Rejection;
use super::split::Part;
use super::{cells, codes, input, rows};
use crate::answers::{Reader, Syntax};
use crate::diagnostic::Source;

/// No answer file that people make is larger, in bytes.
pub(super) const LARGEST: u64 = 64 << 20;

/// What all threads share.
pub(super) struct Worker<'r, 'q> {
    reader: &'r Reader<'q>,
    judge: Judge<'q>,
}

impl<'r, 'q> Worker<'r, 'q> {
    pub fn new(plan: &Plan<'q>, reader: &'r Reader<'q>) -> Self {
        Self { reader, judge: Judge::new(plan) }
    }

    pub fn work(&self, job: Job<'_>) -> Chunk {
        match job {
            Job::File { input, path, syntax } => self.file(&input, &path, syntax),
            Job::Text { input, bytes, syntax } => self.text(&input, Ok(bytes), syntax).finish(0),
            Job::Rows { table, part, taken } => {
                let mut chunk = self.judge.chunk(Arc::clone(&table.input));
                match &table.layout {
                    Layout::Objects => self.objects(&mut chunk, &part),
                    Layout::Cells { delimiter, columns } => {
                        rows::read(&mut chunk, &part, *delimiter, columns);
                    }
                }
                chunk.finish(taken)
            }
            Job::Odd { input, warnings } => Chunk { odd: warnings, ..self.judge.chunk(input).finish(0) },
            Job::Rejected { input, row, rejection } => {
                let mut chunk = self.judge.chunk(input);
                chunk.add(row, || Err(rejection.into()));
                chunk.finish(0)
            }
        }
    }

    fn file(&self, input: &Arc<str>, path: &Path, syntax: Syntax) -> Chunk {
        let (bytes, size) = match input::contents(path, LARGEST) {
            Ok((bytes, size)) => (Ok(bytes), size),
            Err(error) => (Err(error), 0),
        };
        self.text(input, bytes, syntax).finish(size)
    }

    /// One answer set, if it could be read and is not too large.
    fn text(&self, input: &Arc<str>, bytes: io::Result<Vec<u8>>, syntax: Syntax) -> Filling<'_, 'q> {
        let mut chunk = self.judge.chunk(Arc::clone(input));
        chunk.add(None, || {
            let bytes = bytes.map_err(|error| codes::unreadable(&error))?;
            if bytes.len() as u64 > LARGEST {
                return Err(codes::too_large(LARGEST).into());
            }
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            self.set(input, text(bytes, 0)?, syntax, 0)
        });
        chunk
    }

    fn objects(&self, chunk: &mut Filling<'_, '_>, part: &Part) {
        let input = chunk.input();
        let mut row = part.row;
        for (index, line) in part.bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            row += 1;
            let before = part.lines_before() + index;
            chunk.add(Some(row), || self.set(&input, text(line, before)?, Syntax::Json, before));
        }
    }

    /// Reads one answer set in TOML or JSON that begins behind so many lines of its input.
    fn set(&self, input: &str, text: &str, syntax: Syntax, lines_before: usize) -> Read {
        let findings = match self.reader.read(&Source::new(input, text), syntax) {
            Ok(read) => {
                let warnings = read.warnings.iter().map(|finding| Warning::of(finding, lines_before));
                return Ok((read.sheet, warnings.collect()));
            }
            Err(findings) => findings,
        };
        Err(Rejection::of(&findings, lines_before).into())
    }
}

/// Returns the text in bytes that begin behind so many lines.
pub(super) fn text(bytes: &[u8], lines_before: usize) -> Result<&str, Rejection> {
    std::str::from_utf8(bytes)
        .map_err(|error| codes::not_text().at(cells::position(bytes, error.valid_up_to(), lines_before)))
}
