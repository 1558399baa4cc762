//! The rows of a table with a cell a question.

use std::io::Read as _;
use std::ops::Range;

use super::chunk::{Filling, Read, Refused};
use super::event::Warning;
use super::jobs::Places;
use super::rejection::Rejection;
use super::split::Part;
use super::{cells, codes, work};
use crate::answers::Columns;
use crate::diagnostic::{Source, Span};

/// The rows of a part of a table.
#[derive(Clone, Copy)]
pub(super) struct Rows<'p> {
    pub input: &'p str,
    pub part: &'p Part,
    pub delimiter: u8,
    pub columns: &'p Columns<'p>,
    pub places: Places,
}

impl Rows<'_> {
    /// Reads and scores some rows, from the one that begins at an offset and has a number; returns where they end. Rows
    /// without anything in them are counted and left out.
    pub fn read(self, chunk: &mut Filling<'_, '_>, start: usize, mut number: u64, most: usize) -> usize {
        // The reader takes away a byte order mark that it begins with, which is one only at the beginning of a table: it
        // begins with a line end, which it passes over.
        const BEFORE: &[u8] = b"\n";
        let bytes = &self.part.bytes[start..];
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(BEFORE.chain(bytes));
        let mut record = csv::ByteRecord::new();
        let mut end = start;
        // Bytes in memory can be read, and any bytes are a table of bytes: there is no error.
        for _ in 0..most {
            let Ok(true) = reader.read_byte_record(&mut record) else { break };
            let begin = end;
            let read = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX) - BEFORE.len();
            end = start + read.min(bytes.len());
            let row = Row { of: self, range: begin..end };
            if !record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                chunk.add(Some(number), || row.read(&record).map_err(|refused| row.refused(refused)));
            }
            number += 1;
        }
        end.max(start + 1)
    }
}

/// A row in the bytes of its part, perhaps with line ends around it.
struct Row<'p> {
    of: Rows<'p>,
    range: Range<usize>,
}

impl<'p> Row<'p> {
    fn read(&self, record: &csv::ByteRecord) -> Read {
        let columns = self.of.columns;
        let Ok(cells) = csv::StringRecord::from_byte_record(record.clone()) else {
            let rejection = work::text(self.raw(), self.lines_before()).err();
            return Err(rejection.unwrap_or_else(codes::not_text).into());
        };
        match columns.read(cells.iter(), |column| self.place(column)) {
            Ok(sheet) => {
                let warnings = columns.discounted(&sheet);
                let warnings =
                    warnings.into_iter().map(|(code, message)| Warning { code, message, place: None });
                Ok((sheet, warnings.collect()))
            }
            Err(findings) => Err(Box::new(Refused {
                subject: columns.subject(cells.iter()),
                rejection: Rejection::of(&findings, self.lines_before()),
                raw: None,
            })),
        }
    }

    /// Adds how the row stands in the table, and takes away a place that nobody could find there.
    fn refused(&self, refused: Box<Refused>) -> Box<Refused> {
        let mut refused = refused.row(self.raw());
        refused.rejection.place = self.of.places.told(refused.rejection.place);
        refused
    }

    /// Where a cell stands, or for `None` the row.
    fn place(&self, column: Option<usize>) -> (Source, Span) {
        let text = String::from_utf8_lossy(self.raw());
        let span = cells::span(&text, self.of.delimiter, column);
        (Source::new(self.of.input, text), span)
    }

    fn raw(&self) -> &'p [u8] {
        let bytes = &self.of.part.bytes[self.start()..self.range.end];
        let ends = bytes.iter().rev().take_while(|byte| is_line_end(**byte)).count();
        &bytes[..bytes.len() - ends]
    }

    /// How many lines of the input come before the row.
    fn lines_before(&self) -> usize {
        let before = &self.of.part.bytes[..self.start()];
        self.of.part.lines_before() + before.split(|byte| *byte == b'\n').count() - 1
    }

    fn start(&self) -> usize {
        let bytes = &self.of.part.bytes[self.range.clone()];
        self.range.start + bytes.iter().take_while(|byte| is_line_end(**byte)).count()
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}
