//! What a thread does with a job.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::chunk::{Chunk, Judge, Read};
use super::event::Warning;
use super::jobs::{Job, Layout};
use super::plan::Plan;
use super::rejection::Rejection;
use super::split::Part;
use super::{cells, codes, rows};
use crate::answers::{Reader, Syntax};
use crate::diagnostic::{Position, Source};

/// No answer file that people make is larger, in bytes.
const LARGEST: u64 = 64 << 20;

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
            Job::Rows { table, part } => match &table.layout {
                Layout::Objects => self.objects(&table.input, &part),
                Layout::Cells { delimiter, columns } => {
                    let mut chunk = self.judge.chunk(Arc::clone(&table.input));
                    rows::read(&mut chunk, &part, *delimiter, columns);
                    chunk.finish(part.bytes.len() as u64)
                }
            },
            Job::Rejected { input, row, rejection } => {
                let mut chunk = self.judge.chunk(input);
                chunk.add(row, || Err(rejection.into()));
                chunk.finish(0)
            }
        }
    }

    fn file(&self, input: &Arc<str>, path: &Path, syntax: Syntax) -> Chunk {
        let bytes = contents(path);
        let size = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let mut chunk = self.judge.chunk(Arc::clone(input));
        chunk.add(None, || {
            let bytes = match &bytes {
                Ok(bytes) if size > LARGEST => Err(codes::too_large(LARGEST)),
                Ok(bytes) => Ok(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)),
                Err(error) => Err(codes::unreadable(error)),
            };
            self.set(input, text(bytes?, 0)?, syntax, 0)
        });
        chunk.finish(size)
    }

    fn objects(&self, input: &Arc<str>, part: &Part) -> Chunk {
        let mut chunk = self.judge.chunk(Arc::clone(input));
        let mut row = part.row;
        for (index, line) in part.bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            row += 1;
            let before = part.lines_before() + index;
            chunk.add(Some(row), || self.set(input, text(line, before)?, Syntax::Json, before));
        }
        chunk.finish(part.bytes.len() as u64)
    }

    /// Reads one answer set in TOML or JSON that begins behind so many lines of its input.
    fn set(&self, input: &str, text: &str, syntax: Syntax, lines_before: usize) -> Read {
        let findings = match self.reader.read(&Source::new(input, text), syntax) {
            Ok(read) => {
                let warnings = read.warnings.iter().map(|finding| Warning {
                    code: finding.code,
                    message: finding.message.clone(),
                    place: finding.labels.first().map(|label| {
                        let within = label.source.position(label.span.start);
                        Position { line: within.line + lines_before, ..within }
                    }),
                });
                return Ok((read.sheet, warnings.collect()));
            }
            Err(findings) => findings,
        };
        Err(Rejection::of(&findings, lines_before).into())
    }
}

/// What is in a file, or a little more than is taken from one.
fn contents(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the text in bytes that begin behind so many lines.
pub(super) fn text(bytes: &[u8], lines_before: usize) -> Result<&str, Rejection> {
    std::str::from_utf8(bytes)
        .map_err(|error| codes::not_text().at(cells::position(bytes, error.valid_up_to(), lines_before)))
}
