//! The rows of a table with a cell a question.

use std::ops::Range;

use super::chunk::{Filling, Read, Refused};
use super::event::Warning;
use super::rejection::Rejection;
use super::split::Part;
use super::{cells, codes, work};
use crate::answers::Columns;
use crate::diagnostic::{Source, Span};

/// Reads and scores all rows of a part. Rows without anything in them are counted and left out.
pub(super) fn read(chunk: &mut Filling<'_, '_>, part: &Part, delimiter: u8, columns: &Columns<'_>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(part.bytes.as_slice());
    let input = chunk.input();
    let mut record = csv::ByteRecord::new();
    let mut end = 0;
    // The row of titles is a row before, so that the first row of answers has the number 1.
    let mut number = part.row;
    // Bytes in memory can be read, and any bytes are a table of bytes: there is no error.
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let start = end;
        end = usize::try_from(reader.position().byte()).unwrap_or(part.bytes.len());
        let row = Row { input: &input, part, range: start..end, delimiter };
        if !record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            chunk.add(Some(number), || row.read(&record, columns));
        }
        number += 1;
    }
}

/// A row in the bytes of its part, perhaps with line ends around it.
struct Row<'p> {
    input: &'p str,
    part: &'p Part,
    range: Range<usize>,
    delimiter: u8,
}

impl<'p> Row<'p> {
    fn read(&self, record: &csv::ByteRecord, columns: &Columns<'_>) -> Read {
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
            })),
        }
    }

    /// Where a cell stands, or for `None` the row.
    fn place(&self, column: Option<usize>) -> (Source, Span) {
        let text = String::from_utf8_lossy(self.raw());
        let span = cells::span(&text, self.delimiter, column);
        (Source::new(self.input, text), span)
    }

    fn raw(&self) -> &'p [u8] {
        let bytes = &self.part.bytes[self.start()..self.range.end];
        let ends = bytes.iter().rev().take_while(|byte| is_line_end(**byte)).count();
        &bytes[..bytes.len() - ends]
    }

    /// How many lines of the input come before the row.
    fn lines_before(&self) -> usize {
        let before = &self.part.bytes[..self.start()];
        self.part.lines_before() + before.split(|byte| *byte == b'\n').count() - 1
    }

    fn start(&self) -> usize {
        let bytes = &self.part.bytes[self.range.clone()];
        self.range.start + bytes.iter().take_while(|byte| is_line_end(**byte)).count()
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}
