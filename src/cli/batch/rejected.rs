use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use csv::ByteRecord;
use standpoint::batch::{Event, Outcome, Rejection, Titles};
use standpoint::report::row::harmless;

use super::partial::Partial;
use super::state::{Holds, Kept};
use crate::cli::error::{Error, display};

/// The column, and the key of a line, that say why something was rejected. Tables and lines may have it: it is passed over.
const REASON: &str = "rejected";

/// What was rejected, as it came in, with the reason: to be corrected and scored again.
///
/// Rows under the same titles share a file, lines of JSON have one, and so have inputs that were rejected as a whole.
pub struct Rejected {
    /// The name of the first file, without its extension.
    stem: PathBuf,
    /// The titles of the table that is being read.
    table: Option<Titles>,
    files: Vec<(Kept, Partial)>,
}

impl Rejected {
    /// Returns the files that it writes, as far as tables of many titles do not make it more.
    pub fn names(path: &Path) -> impl Iterator<Item = PathBuf> {
        let stem = stem(path);
        let ends = [".csv", ".ndjson", "-inputs.csv"].into_iter().map(str::to_owned);
        ends.chain((2..=20).map(|number| format!("-{number}.csv")))
            .map(move |end| super::partial::with(&stem, &end))
    }

    /// Begins with nothing, or continues what an earlier run kept.
    pub fn open(path: &Path, kept: Vec<Kept>) -> Result<Self, Error> {
        let mut rejected = Self { stem: stem(path), table: None, files: Vec::new() };
        for kept in kept {
            let partial = Partial::resume(&rejected.name(&kept.holds), kept.length)?;
            rejected.files.push((kept, partial));
        }
        Ok(rejected)
    }

    /// Keeps what an event tells of, if it was rejected.
    pub fn note(&mut self, event: &Event<'_>) -> Result<(), Error> {
        match event {
            Event::Table { table, .. } => self.table = Some((*table).clone()),
            Event::Ended { .. } => self.table = None,
            Event::Set { input, outcome: Outcome::Rejected(rejection), raw, .. } => {
                self.keep(&reason(input, rejection), input, *raw)?;
            }
            Event::Set { .. } | Event::Sets { .. } | Event::Read { .. } => {}
        }
        Ok(())
    }

    fn keep(&mut self, reason: &str, input: &str, raw: Option<&[u8]>) -> Result<(), Error> {
        let (holds, text) = match (&self.table, raw) {
            (_, None) => (Holds::Inputs, cells([reason.as_bytes(), input.as_bytes()])),
            (None, Some(line)) => (Holds::Lines, with_reason(line, reason)),
            (Some(Titles { titles, delimiter, .. }), Some(row)) => {
                let old = titles.iter().position(|title| title == REASON);
                let without = |index: &usize| Some(*index) != old;
                let row = split(row, *delimiter);
                let kept = row.iter().enumerate().filter(|(index, _)| without(index)).map(|(_, cell)| cell);
                let text = cells([reason.as_bytes()].into_iter().chain(kept));
                let titles = titles.iter().enumerate().filter(|(index, _)| without(index));
                (Holds::Rows(titles.map(|(_, title)| title.clone()).collect()), text)
            }
        };
        let index = match self.files.iter().position(|(kept, _)| kept.holds == holds) {
            Some(index) => index,
            None => self.begin(holds)?,
        };
        let (kept, file) = &mut self.files[index];
        kept.count += 1;
        file.write_all(&text).map_err(|error| Error::io("write", &display(file.path()), &error))
    }

    fn begin(&mut self, holds: Holds) -> Result<usize, Error> {
        let mut file = Partial::begin(&self.name(&holds))?;
        let head = match &holds {
            Holds::Rows(titles) => {
                cells([REASON].into_iter().chain(titles.iter().map(String::as_str)).map(str::as_bytes))
            }
            Holds::Lines => Vec::new(),
            Holds::Inputs => cells([REASON.as_bytes(), b"input"]),
        };
        file.write_all(&head).map_err(|error| Error::io("write", &display(file.path()), &error))?;
        self.files.push((Kept { holds, length: 0, count: 0 }, file));
        Ok(self.files.len() - 1)
    }

    /// The name of the next file: `rejected.csv`, `rejected-2.csv` under other titles, `rejected.ndjson`,
    /// `rejected-inputs.csv`.
    fn name(&self, holds: &Holds) -> PathBuf {
        let tables = self.files.iter().filter(|(kept, _)| matches!(kept.holds, Holds::Rows(_))).count();
        let end = match holds {
            Holds::Rows(_) if tables == 0 => ".csv".to_owned(),
            Holds::Rows(_) => format!("-{}.csv", tables + 1),
            Holds::Lines => ".ndjson".to_owned(),
            Holds::Inputs => "-inputs.csv".to_owned(),
        };
        super::partial::with(&self.stem, &end)
    }

    /// Hands over what waits in memory, and returns what is kept.
    pub fn flush(&mut self) -> Result<Vec<Kept>, Error> {
        let flushed = self.files.iter_mut().map(|(kept, file)| {
            kept.length = file.flush()?;
            Ok(kept.clone())
        });
        flushed.collect::<io::Result<_>>().map_err(|error| Error::io("write", &display(&self.stem), &error))
    }

    /// Leaves only what is whole, after something could not be written.
    pub fn cut(self, kept: &[Kept]) {
        for (index, (_, file)) in self.files.into_iter().enumerate() {
            match kept.get(index) {
                Some(kept) => file.cut(kept.length),
                None => file.discard(),
            }
        }
    }

    /// Says what the files hold that have not got their names yet.
    pub fn told(&self) -> Vec<String> {
        self.files.iter().map(|(kept, file)| told(kept, file.path())).collect()
    }

    /// Gives the files their names, and says what they hold.
    pub fn commit(self) -> Result<Vec<String>, Error> {
        let mut said = Vec::new();
        for (kept, file) in self.files {
            said.push(told(&kept, file.target()));
            file.commit()?;
        }
        Ok(said)
    }
}

/// The name that was asked for, without its extension.
fn stem(path: &Path) -> PathBuf {
    let named = path.extension().is_some_and(|extension| extension == "csv" || extension == "ndjson");
    if named { path.with_extension("") } else { path.to_owned() }
}

fn told(Kept { holds, count, .. }: &Kept, path: &Path) -> String {
    let what = match (holds, count) {
        (Holds::Inputs, 1) => "the name of 1 rejected input".to_owned(),
        (Holds::Inputs, _) => format!("the names of {count} rejected inputs"),
        (_, 1) => "1 rejected row".to_owned(),
        _ => format!("{count} rejected rows"),
    };
    format!("{what}: {}", display(path))
}

fn reason(input: &str, rejection: &Rejection) -> String {
    let space = if rejection.place.is_some() { "" } else { " " };
    harmless(&format!("{input}:{space}{rejection}"))
}

/// The cells of a row, which may have more or fewer than it should.
fn split(row: &[u8], delimiter: u8) -> ByteRecord {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(row);
    let mut record = ByteRecord::new();
    // Bytes in memory can be read, and any bytes are a row.
    let _ = reader.read_byte_record(&mut record);
    record
}

fn cells<'c>(cells: impl IntoIterator<Item = &'c [u8]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    // Memory can be written to.
    let _ = writer.write_byte_record(&cells.into_iter().collect());
    writer.into_inner().unwrap_or_default()
}

/// A line of JSON with the reason as its first key; in place of one that it has from an earlier time.
fn with_reason(line: &[u8], reason: &str) -> Vec<u8> {
    let text = |text: &str| serde_json::to_string(text).expect("a text is JSON");
    let mut begun = format!("{{\"{REASON}\":{}", text(reason)).into_bytes();
    let Some(members) = line.strip_prefix(b"{") else {
        // No object, and so nothing that could be corrected in place.
        let line = text(&String::from_utf8_lossy(line));
        return [&begun, &b",\"line\":"[..], line.as_bytes(), b"}\n"].concat();
    };
    let members = without_reason(members).trim_ascii_start();
    if !members.starts_with(b"}") {
        begun.push(b',');
    }
    [&begun, members, b"\n"].concat()
}

fn without_reason(members: &[u8]) -> &[u8] {
    let Some(value) = members.strip_prefix(format!("\"{REASON}\":").as_bytes()) else { return members };
    let mut values = serde_json::Deserializer::from_slice(value).into_iter::<String>();
    match values.next() {
        Some(Ok(_)) => {
            let rest = &value[values.byte_offset()..];
            rest.strip_prefix(b",").unwrap_or(rest)
        }
        _ => members,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gets_its_reason_and_loses_an_old_one() {
        let with = |line: &str| String::from_utf8(with_reason(line.as_bytes(), "a \"b\"")).unwrap();
        assert_eq!(with("{\"team\": 1}"), "{\"rejected\":\"a \\\"b\\\"\",\"team\": 1}\n");
        assert_eq!(with("{ }"), "{\"rejected\":\"a \\\"b\\\"\"}\n");
        assert_eq!(with("{\"team\": "), "{\"rejected\":\"a \\\"b\\\"\",\"team\": \n");
        assert_eq!(with("[1]"), "{\"rejected\":\"a \\\"b\\\"\",\"line\":\"[1]\"}\n");
        for line in ["{\"team\": 1}", "{}"] {
            assert_eq!(with(with(line).trim_end()), with(line));
        }
    }
}
