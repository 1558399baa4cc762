use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use jiff::civil::Date;
use memchr::memchr;
use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

/// So many rows are written together, and no more than have so many bytes as lines: both bound what waits in memory.
const GROUP: usize = 50_000;
const GROUP_BYTES: usize = 32 << 20;

/// Writes the lines of the result table as Parquet: the same columns and rows, with types.
///
/// Numbers are exact, since the lines hold them as decimals that read back as the same number. What is empty there is
/// null. Texts come without the apostrophe that keeps spreadsheets from reckoning them.
pub struct ParquetWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

/// The values of a column that wait; `present` has one entry a row.
struct Column {
    present: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Day(Vec<i32>),
    Number(Vec<f64>),
}

impl Values {
    fn of(title: &str) -> Self {
        match title {
            "row" => Self::Whole(Vec::new()),
            "date" => Self::Day(Vec::new()),
            "input" | "team" | "respondent" | "role" | "zone" | "label" | "confidence" | "status"
            | "error" => Self::Text(Vec::new()),
            _ => Self::Number(Vec::new()),
        }
    }

    fn field(&self, title: &str) -> Result<Type, ParquetError> {
        let (physical, converted) = match self {
            Self::Text(_) => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
            Self::Whole(_) => (Physical::INT64, ConvertedType::NONE),
            Self::Day(_) => (Physical::INT32, ConvertedType::DATE),
            Self::Number(_) => (Physical::DOUBLE, ConvertedType::NONE),
        };
        Type::primitive_type_builder(title, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_converted_type(converted)
            .build()
    }
}

impl Column {
    fn push(&mut self, cell: &str) {
        let known = !cell.is_empty()
            && match &mut self.values {
                Values::Text(texts) => keep(texts, Some(ByteArray::from(plain(cell).as_bytes().to_vec()))),
                Values::Whole(numbers) => keep(numbers, cell.parse().ok()),
                Values::Number(numbers) => keep(numbers, cell.parse().ok()),
                Values::Day(days) => keep(days, cell.parse().ok().and_then(day)),
            };
        self.present.push(i16::from(known));
    }
}

fn keep<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    let known = value.is_some();
    values.extend(value);
    known
}

/// A text without the apostrophe that it has in lines if it could be taken for a formula.
fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(formula) if formula.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => formula,
        _ => text,
    }
}

/// The days since 1970.
fn day(date: Date) -> Option<i32> {
    date.since(Date::constant(1970, 1, 1)).ok().map(|span| span.get_days())
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Begins a file; `head` is the line of titles.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    pub fn new(out: W, head: &[u8]) -> io::Result<Self> {
        let mut titles = Vec::new();
        each_cell(head, |title, _| titles.push(title.to_owned()));
        let columns: Vec<Column> =
            titles.iter().map(|title| Column { present: Vec::new(), values: Values::of(title) }).collect();
        let fields =
            titles.iter().zip(&columns).map(|(title, column)| column.values.field(title).map(Arc::new));
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let file = fields.collect::<Result<Vec<_>, _>>().and_then(|fields| {
            let schema = Type::group_type_builder("results").with_fields(fields).build()?;
            SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
        });
        Ok(Self { file: file.map_err(failed)?, columns, rows: 0, bytes: 0 })
    }

    /// Adds whole lines.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    pub fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        let Self { columns, rows, .. } = self;
        let mut index = 0;
        each_cell(lines, |cell, last| {
            if let Some(column) = columns.get_mut(index) {
                column.push(cell);
            }
            index = if last { 0 } else { index + 1 };
            *rows += usize::from(last);
        });
        self.bytes += lines.len();
        if self.rows >= GROUP || self.bytes >= GROUP_BYTES {
            self.group().map_err(failed)?;
        }
        Ok(())
    }

    /// Ends the file and returns the writer.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.group().and_then(|()| self.file.into_inner()).map_err(failed)
    }

    /// Writes the rows that wait.
    fn group(&mut self) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        (self.rows, self.bytes) = (0, 0);
        let mut group = self.file.next_row_group()?;
        for Column { present, values } in &mut self.columns {
            let Some(mut writer) = group.next_column()? else { break };
            match (writer.untyped(), &mut *values) {
                (ColumnWriter::ByteArrayColumnWriter(writer), Values::Text(texts)) => {
                    writer.write_batch(texts, Some(present), None)?;
                    texts.clear();
                }
                (ColumnWriter::Int64ColumnWriter(writer), Values::Whole(numbers)) => {
                    writer.write_batch(numbers, Some(present), None)?;
                    numbers.clear();
                }
                (ColumnWriter::Int32ColumnWriter(writer), Values::Day(days)) => {
                    writer.write_batch(days, Some(present), None)?;
                    days.clear();
                }
                (ColumnWriter::DoubleColumnWriter(writer), Values::Number(numbers)) => {
                    writer.write_batch(numbers, Some(present), None)?;
                    numbers.clear();
                }
                _ => return Err(ParquetError::General("a column has another type than its values".into())),
            }
            present.clear();
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// Hands over each cell of whole lines that this program wrote, and whether it is the last of its line.
fn each_cell(lines: &[u8], mut take: impl FnMut(&str, bool)) {
    let mut rest = str::from_utf8(lines).unwrap_or_default();
    while !rest.is_empty() {
        let (cell, behind) = if let Some(quoted) = rest.strip_prefix('"') {
            let end = closing(quoted);
            (Cow::Owned(quoted[..end].replace("\"\"", "\"")), quoted.get(end + 1..).unwrap_or_default())
        } else {
            let end = rest.find([',', '\n']).unwrap_or(rest.len());
            (Cow::Borrowed(&rest[..end]), &rest[end..])
        };
        take(&cell, !behind.starts_with(','));
        rest = behind.get(1..).unwrap_or_default();
    }
}

/// Where the quote stands that ends a cell; two of them are one that belongs to it.
fn closing(quoted: &str) -> usize {
    let mut from = 0;
    while let Some(found) = memchr(b'"', &quoted.as_bytes()[from..]) {
        let at = from + found;
        if quoted.as_bytes().get(at + 1) != Some(&b'"') {
            return at;
        }
        from = at + 2;
    }
    quoted.len()
}

/// What the writer below said, where it is to blame.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_those_that_were_written() {
        let rows = [["a", "", "b, \"c\""], ["\"", "d\ne", "\"\""], ["", "é", ","], ["\r", "", ""]];
        let mut lines = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            lines.write_record(row).unwrap();
        }
        let lines = lines.into_inner().unwrap();
        let mut found = vec![Vec::new()];
        each_cell(&lines, |cell, last| {
            found.last_mut().unwrap().push(cell.to_owned());
            if last {
                found.push(Vec::new());
            }
        });
        assert_eq!(found.pop(), Some(Vec::new()));
        assert_eq!(found, rows.map(|row| row.map(str::to_owned).to_vec()));
        each_cell(b"\"\"\n", |cell, last| assert_eq!((cell, last), ("", true)));
    }
}
