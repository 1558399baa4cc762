use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::record::Field;
use parquet::schema::types::ColumnDescPtr;

use super::{moment, value};

/// A column of which some rows are held at a time.
pub(super) trait Column: Send {
    /// Reads so many rows; those from before are dropped.
    fn read(&mut self, rows: usize) -> Result<(), ParquetError>;

    /// Writes the next cell: what is not there is empty, and several values are joined by `;`.
    fn cell(&mut self, out: &mut Vec<u8>);
}

/// The column of one type of value.
struct Typed<T: DataType, W> {
    about: ColumnDescPtr,
    reader: ColumnReaderImpl<T>,
    /// Writes one value.
    write: W,
    values: Vec<T::T>,
    /// How deep each place is filled, where that differs, and whether it goes on with the cell before.
    filled: Vec<i16>,
    repeated: Vec<i16>,
    value: usize,
    place: usize,
}

/// Opens a column of a group of rows.
pub(super) fn open(about: ColumnDescPtr, reader: ColumnReader) -> Box<dyn Column> {
    match reader {
        ColumnReader::BoolColumnReader(reader) => {
            typed(about, reader, |about, of, out| value(&Field::convert_bool(about, *of), out))
        }
        ColumnReader::Int32ColumnReader(reader) => {
            typed(about, reader, |about, of, out| value(&Field::convert_int32(about, *of), out))
        }
        ColumnReader::Int64ColumnReader(reader) => {
            typed(about, reader, |about, of, out| whole(about, *of, out))
        }
        ColumnReader::Int96ColumnReader(reader) => {
            typed(about, reader, |about, of, out| value(&Field::convert_int96(about, *of), out))
        }
        ColumnReader::FloatColumnReader(reader) => {
            typed(about, reader, |about, of, out| value(&Field::convert_float(about, *of), out))
        }
        ColumnReader::DoubleColumnReader(reader) => {
            typed(about, reader, |about, of, out| value(&Field::convert_double(about, *of), out))
        }
        ColumnReader::ByteArrayColumnReader(reader) => typed(about, reader, bytes),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            typed(about, reader, |about, of, out| bytes(about, &ByteArray::from(of.clone()), out))
        }
    }
}

/// Writes a number, or the time that it stands for.
fn whole(about: &ColumnDescPtr, number: i64, out: &mut Vec<u8>) {
    let nanoseconds =
        |of: &LogicalType| matches!(of, LogicalType::Timestamp(at) if at.unit == TimeUnit::NANOS);
    if about.logical_type_ref().is_some_and(nanoseconds) {
        out.extend(moment(number.div_euclid(1_000_000_000)).bytes());
    } else {
        value(&Field::convert_int64(about, number), out);
    }
}

/// Writes a text, or what the bytes stand for otherwise. Whether a text is one is found out with its row.
fn bytes(about: &ColumnDescPtr, bytes: &ByteArray, out: &mut Vec<u8>) {
    let plain = match about.converted_type() {
        ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => true,
        ConvertedType::NONE => about.physical_type() == Type::BYTE_ARRAY,
        _ => false,
    };
    match if plain { None } else { Field::convert_byte_array(about, bytes.clone()).ok() } {
        Some(field) => value(&field, out),
        None => out.extend_from_slice(bytes.data()),
    }
}

fn typed<T: DataType>(
    about: ColumnDescPtr,
    reader: ColumnReaderImpl<T>,
    write: impl Fn(&ColumnDescPtr, &T::T, &mut Vec<u8>) + Send + 'static,
) -> Box<dyn Column> {
    Box::new(Typed {
        about,
        reader,
        write,
        values: Vec::new(),
        filled: Vec::new(),
        repeated: Vec::new(),
        value: 0,
        place: 0,
    })
}

impl<T: DataType, W: Fn(&ColumnDescPtr, &T::T, &mut Vec<u8>) + Send> Column for Typed<T, W> {
    fn read(&mut self, rows: usize) -> Result<(), ParquetError> {
        let Self { reader, values, filled, repeated, .. } = self;
        values.clear();
        filled.clear();
        repeated.clear();
        (self.value, self.place) = (0, 0);
        let mut found = 0;
        while found < rows {
            let (more, ..) = reader.read_records(rows - found, Some(filled), Some(repeated), values)?;
            if more == 0 {
                return Err(ParquetError::General("a column is shorter than the table".to_owned()));
            }
            found += more;
        }
        Ok(())
    }

    fn cell(&mut self, out: &mut Vec<u8>) {
        let whole = self.about.max_def_level();
        let start = out.len();
        loop {
            if self.filled.get(self.place).is_none_or(|filled| *filled == whole) {
                if out.len() > start {
                    out.push(b';');
                }
                if let Some(value) = self.values.get(self.value) {
                    (self.write)(&self.about, value, out);
                }
                self.value += 1;
            }
            self.place += 1;
            if self.repeated.get(self.place).is_none_or(|repeated| *repeated == 0) {
                break;
            }
        }
    }
}
