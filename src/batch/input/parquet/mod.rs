//! Tables in Parquet, read as the rows of cells that they hold.

use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::{SignedDuration, civil::DateTime};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

/// So much text is made at a time, in bytes.
const PIECE: usize = 64 * 1024;

/// A table in Parquet as one with commas: what reads it need not know where it comes from.
pub(super) struct Cells {
    rows: RowIter<'static>,
    text: Vec<u8>,
    /// How much of the text has been taken.
    taken: usize,
}

impl Cells {
    /// Opens a file.
    pub fn new(file: File) -> io::Result<Self> {
        whole(|| {
            let reader = SerializedFileReader::new(file)?;
            let schema = reader.metadata().file_metadata().schema();
            // A title stands in one line.
            let titles = schema.get_fields().iter().map(|field| field.name().replace(['\r', '\n'], " "));
            let text = line(titles.map(String::into_bytes));
            Ok(Self { rows: RowIter::from_file_into(Box::new(reader)), text, taken: 0 })
        })
    }

    fn next(&mut self) -> io::Result<Option<Row>> {
        whole(|| self.rows.next().transpose())
    }
}

impl Read for Cells {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.text.len() {
            self.text.clear();
            self.taken = 0;
            while self.text.len() < PIECE {
                let Some(row) = self.next()? else { break };
                self.text.extend(line(row.get_column_iter().map(|(_, field)| cell(field))));
            }
        }
        let mut rest = &self.text[self.taken..];
        let count = rest.read(buffer)?;
        self.taken += count;
        Ok(count)
    }
}

/// Does something with a file that may be damaged in any way, which its reader does not always survive.
fn whole<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> io::Result<T> {
    let damaged = |why: &dyn std::fmt::Display| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("it is not whole Parquet that can be read here ({why})"),
        )
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| damaged(&error)),
        Err(_) => Err(damaged(&"its reader failed")),
    }
}

fn line(cells: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Memory can be written to.
    let _ = writer.write_record(cells);
    writer.into_inner().unwrap_or_default()
}

/// A value as people write it into a cell; what is not there is empty, and several values are joined by `;`.
fn cell(field: &Field) -> Vec<u8> {
    match field {
        Field::Null => Vec::new(),
        Field::Str(text) => text.clone().into_bytes(),
        Field::Bytes(bytes) => bytes.data().to_vec(),
        // The shortest decimal: a whole number that was kept as a fraction is a whole number.
        Field::Float(number) => number.to_string().into_bytes(),
        Field::Double(number) => number.to_string().into_bytes(),
        Field::Date(days) => moment(i64::from(*days) * 86_400).into_bytes(),
        Field::TimestampMillis(at) => moment(at.div_euclid(1_000)).into_bytes(),
        Field::TimestampMicros(at) => moment(at.div_euclid(1_000_000)).into_bytes(),
        Field::ListInternal(list) => list.elements().iter().map(cell).collect::<Vec<_>>().join(&b';'),
        other => other.to_string().into_bytes(),
    }
}

/// A day, or a moment that is not the beginning of one.
fn moment(seconds: i64) -> String {
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    match epoch.checked_add(SignedDuration::from_secs(seconds)) {
        Ok(at) if at.time() == jiff::civil::Time::midnight() => at.date().to_string(),
        Ok(at) => at.to_string(),
        Err(_) => format!("{seconds} seconds after 1970"),
    }
}
