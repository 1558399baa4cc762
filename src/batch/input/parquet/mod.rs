//! Tables in Parquet, read as the rows of cells that they hold.

mod column;
mod pages;

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use column::Column;
use jiff::{SignedDuration, civil::DateTime};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader as _, FileReader as _};
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::Field;

/// So much text is made at a time, in bytes.
const PIECE: usize = 64 * 1024;
/// So many rows of each column are held.
const ROWS: usize = 1024;
/// The pages that are held at a time, one of each column and its dictionary, take no more bytes than this.
const MEMORY: u64 = 512 << 20;
/// The lists in one column of a group of rows have no more values than this together.
const LISTED: u64 = 1 << 24;
/// What stands for a value that has parts of its own, and is an answer to no question.
const PARTS: &[u8] = b"(a value with parts)";

/// A table in Parquet as one with commas: what reads it need not know where it comes from.
pub(super) struct Cells {
    raw: File,
    file: SerializedFileReader<File>,
    /// For each column of the table the one of the file that holds it, if a single one does.
    places: Vec<Option<usize>>,
    /// Which group of rows comes next.
    group: usize,
    columns: Vec<Option<Box<dyn Column>>>,
    /// How many rows of the group have not been read, and how many have not been made text.
    unread: usize,
    ready: usize,
    text: Vec<u8>,
    /// How much of the text has been taken.
    taken: usize,
}

impl Cells {
    /// Opens a file.
    pub fn new(file: File) -> io::Result<Self> {
        whole(|| {
            let raw = file.try_clone()?;
            let file = SerializedFileReader::new(file)?;
            let schema = file.metadata().file_metadata().schema_descr_ptr();
            let fields = schema.root_schema().get_fields();
            let mut places = vec![None; fields.len()];
            let mut leaves = vec![0_usize; fields.len()];
            for leaf in 0..schema.num_columns() {
                let field = schema.get_column_root_idx(leaf);
                leaves[field] += 1;
                // A list has one level of repetition; a list of lists is no answer.
                let single = leaves[field] == 1 && schema.column(leaf).max_rep_level() <= 1;
                places[field] = single.then_some(leaf);
            }
            if places.iter().all(Option::is_none) {
                return Err(failed("no column holds plain values".to_owned()));
            }
            let mut text = Vec::new();
            // A title stands in one line.
            let mut titles = fields.iter().map(|field| field.name().replace(['\r', '\n'], " "));
            line(&mut text, fields.len(), |_, out| out.extend(titles.next().unwrap_or_default().bytes()));
            Ok(Self { raw, file, places, group: 0, columns: Vec::new(), unread: 0, ready: 0, text, taken: 0 })
        })
    }

    /// Makes text of more rows; none is left if there are no more.
    fn more(&mut self) -> Result<(), ParquetError> {
        while self.text.len() < PIECE {
            if self.ready == 0 && !self.rows()? {
                return Ok(());
            }
            self.ready -= 1;
            let Self { columns, text, .. } = self;
            line(text, columns.len(), |index, out| match &mut columns[index] {
                Some(column) => column.cell(out),
                None => out.extend_from_slice(PARTS),
            });
        }
        Ok(())
    }

    /// Reads some rows; returns whether there are any.
    fn rows(&mut self) -> Result<bool, ParquetError> {
        while self.unread == 0 {
            if self.group == self.file.num_row_groups() {
                return Ok(false);
            }
            let group = self.file.get_row_group(self.group)?;
            self.group += 1;
            self.unread = usize::try_from(group.metadata().num_rows())
                .map_err(|_| failed("a group has fewer rows than none".to_owned()))?;
            let mut memory = 0;
            for &place in self.places.iter().flatten() {
                let column = group.metadata().column(place);
                let (start, length) = column.byte_range();
                let pages = pages::look(self.raw.get_read(start)?, length)?;
                memory += pages.memory;
                if column.column_descr().max_rep_level() > 0 && pages.values > LISTED {
                    return Err(failed(format!("the lists of `{}` are too long", column.column_path())));
                }
            }
            if memory > MEMORY {
                return Err(failed(format!("its pages take {} MiB of memory", memory >> 20)));
            }
            let open = |place: usize| {
                let about = group.metadata().schema_descr().column(place);
                Ok(column::open(about, group.get_column_reader(place)?))
            };
            let columns = self.places.iter().map(|place| place.map(open).transpose());
            self.columns = columns.collect::<Result<_, ParquetError>>()?;
        }
        self.ready = self.unread.min(ROWS);
        self.unread -= self.ready;
        for column in self.columns.iter_mut().flatten() {
            column.read(self.ready)?;
        }
        Ok(true)
    }
}

impl Read for Cells {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.text.len() {
            self.text.clear();
            self.taken = 0;
            whole(|| self.more())?;
        }
        let mut rest = &self.text[self.taken..];
        let count = rest.read(buffer)?;
        self.taken += count;
        Ok(count)
    }
}

fn failed(why: String) -> ParquetError {
    ParquetError::General(why)
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

/// Writes a row of so many cells, in quotes where they need them.
fn line(out: &mut Vec<u8>, width: usize, mut cell: impl FnMut(usize, &mut Vec<u8>)) {
    for index in 0..width {
        if index > 0 {
            out.push(b',');
        }
        let start = out.len();
        cell(index, out);
        // A line of one empty cell would be no line at all.
        let empty = width == 1 && out.len() == start;
        if empty || out[start..].iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            let plain = out.split_off(start);
            out.push(b'"');
            for byte in plain {
                out.push(byte);
                if byte == b'"' {
                    out.push(byte);
                }
            }
            out.push(b'"');
        }
    }
    out.push(b'\n');
}

/// Writes a value as people write it into a cell.
fn value(field: &Field, out: &mut Vec<u8>) {
    // Memory can be written to.
    let _ = match field {
        Field::Str(text) => out.write_all(text.as_bytes()),
        Field::Bytes(bytes) => out.write_all(bytes.data()),
        // The shortest decimal: a whole number that was kept as a fraction is a whole number.
        Field::Float(number) => write!(out, "{number}"),
        Field::Double(number) => write!(out, "{number}"),
        Field::Date(days) => out.write_all(moment(i64::from(*days) * 86_400).as_bytes()),
        Field::TimestampMillis(at) => out.write_all(moment(at.div_euclid(1_000)).as_bytes()),
        Field::TimestampMicros(at) => out.write_all(moment(at.div_euclid(1_000_000)).as_bytes()),
        other => write!(out, "{other}"),
    };
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
