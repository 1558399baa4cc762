use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr2, memchr3, memmem, memrchr};

/// Parts of a table are about this many bytes; enough to be worth handing to another thread.
pub(super) const PART: usize = 128 * 1024;
/// No record of a table is longer than this many bytes, unless a quote is not closed.
const LONGEST: usize = 16 * 1024 * 1024;

/// The byte order mark that some programs put before a text.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// How records end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Records {
    /// At a line end outside quotes; a quote begins a quoted cell only at the start of a cell.
    Quoted {
        /// What separates cells.
        delimiter: u8,
    },
    /// At each line end.
    Lines,
}

/// Whole records that stand together in a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub bytes: Vec<u8>,
    /// How many records come before, empty ones not counted.
    pub row: u64,
    /// How many line feeds come before.
    pub line: u64,
}

impl Part {
    /// How many lines come before, as a place in a text counts them.
    pub fn lines_before(&self) -> usize {
        usize::try_from(self.line).unwrap_or(usize::MAX)
    }
}

/// Cuts a stream into parts of whole records, reading no more than it needs.
pub(super) struct Splitter<R> {
    input: R,
    begun: bool,
    buffer: Vec<u8>,
    /// How much of the buffer has been looked at.
    scanned: usize,
    ended: bool,
    /// Why there is no more, if that has not been told yet.
    failed: Option<io::Error>,
    state: State,
    row: u64,
    line: u64,
    /// The end of the last whole record, where the next one begins, and the counts there.
    whole: Mark,
}

/// A place in the buffer between two records.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    offset: usize,
    row: u64,
    line: u64,
}

/// What the bytes so far lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside quotes.
    Outside,
    /// Behind a carriage return that ends a record, to which a line feed may belong.
    Return,
    /// Within quotes.
    Quoted,
    /// Behind a quote within quotes: its end, or half of an escaped one.
    Quote,
}

/// Why a stream cannot be cut any further.
#[derive(Debug)]
pub(super) enum Uncut {
    /// It cannot be read.
    Unreadable(io::Error),
    /// A record has no end: it is longer than [`LONGEST`], or a quote in it is never closed.
    Endless {
        /// How many records come before it.
        row: u64,
        /// How many lines come before it.
        line: u64,
    },
}

impl<R: Read> Splitter<R> {
    pub fn new(input: R) -> Self {
        Self {
            input,
            begun: false,
            buffer: Vec::new(),
            scanned: 0,
            ended: false,
            failed: None,
            state: State::Outside,
            row: 0,
            line: 0,
            whole: Mark::default(),
        }
    }

    /// Returns the next record alone.
    pub fn record(&mut self, records: Records) -> Result<Option<Part>, Uncut> {
        self.cut(records, 1)
    }

    /// Returns how many records have been given out.
    pub fn rows(&self) -> u64 {
        self.row
    }

    /// Returns the next part, of about so many bytes; `None` at the end.
    pub fn part(&mut self, records: Records, least: usize) -> Result<Option<Part>, Uncut> {
        self.cut(records, least)
    }

    /// Cuts behind the first record that ends at or behind `least` bytes.
    fn cut(&mut self, records: Records, least: usize) -> Result<Option<Part>, Uncut> {
        if !self.begun {
            self.begun = true;
            self.fill(MARK.len());
            if self.buffer.starts_with(MARK) {
                self.buffer.clear();
            }
        }
        let (row, line) = (self.row, self.line);
        let end = loop {
            if let Some(end) = self.scan(records, least) {
                break end;
            }
            let endless = self.ended && self.state == State::Quoted || self.buffer.len() > LONGEST;
            if endless || self.failed.is_some() {
                if self.whole.offset == 0 {
                    return Err(self.failed.take().map_or(Uncut::Endless { row, line }, Uncut::Unreadable));
                }
                // What stands before it is good; the next call finds it alone.
                (self.row, self.line) = (self.whole.row, self.whole.line);
                break self.whole.offset;
            }
            if self.ended {
                self.row +=
                    u64::from(self.state != State::Return && !self.is_empty(records, self.buffer.len()));
                break self.buffer.len();
            }
            self.fill(self.buffer.len() + PART);
        };
        if end == 0 {
            return Ok(None);
        }
        let mut rest = Vec::with_capacity(self.buffer.len() - end + PART);
        rest.extend_from_slice(&self.buffer[end..]);
        self.buffer.truncate(end);
        self.state = State::Outside;
        self.scanned = 0;
        self.whole.offset = 0;
        Ok(Some(Part { bytes: std::mem::replace(&mut self.buffer, rest), row, line }))
    }

    /// Looks at what has been read and not looked at; returns where to cut, if that is known.
    fn scan(&mut self, records: Records, least: usize) -> Option<usize> {
        if let Some(end) = self.leap(records, least) {
            return Some(end);
        }
        while self.scanned < self.buffer.len() {
            let rest = &self.buffer[self.scanned..];
            match self.state {
                State::Outside => {
                    let found = match records {
                        Records::Quoted { .. } => memchr3(b'"', b'\n', b'\r', rest),
                        Records::Lines => memchr2(b'\n', b'\r', rest),
                    };
                    let Some(found) = found else {
                        self.scanned = self.buffer.len();
                        return None;
                    };
                    let at = self.scanned + found;
                    self.scanned = at + 1;
                    match self.buffer[at] {
                        b'"' if self.begins_cell(records, at) => self.state = State::Quoted,
                        b'"' => {}
                        end => {
                            self.row += u64::from(!self.is_empty(records, at));
                            if end == b'\r' {
                                self.state = State::Return;
                            } else {
                                self.line += 1;
                                if self.between_records(least) {
                                    return Some(self.scanned);
                                }
                            }
                        }
                    }
                }
                State::Return => {
                    let pair = u8::from(rest[0] == b'\n');
                    self.scanned += usize::from(pair);
                    self.line += u64::from(pair);
                    self.state = State::Outside;
                    if self.between_records(least) {
                        return Some(self.scanned);
                    }
                }
                State::Quoted => {
                    let length = memchr(b'"', rest).unwrap_or(rest.len());
                    self.line += memchr_iter(b'\n', &rest[..length]).count() as u64;
                    if length < rest.len() {
                        self.state = State::Quote;
                    }
                    self.scanned = (self.scanned + length + 1).min(self.buffer.len());
                }
                State::Quote if rest[0] == b'"' => {
                    self.state = State::Quoted;
                    self.scanned += 1;
                }
                State::Quote => self.state = State::Outside,
            }
        }
        None
    }

    /// Passes over whole records at once, if all of them are as plain as most: without quotes and carriage returns, and
    /// none of them empty. Returns where to cut, if that is known.
    fn leap(&mut self, records: Records, least: usize) -> Option<usize> {
        if records == Records::Lines || self.state != State::Outside {
            return None;
        }
        let (start, scanned) = (self.whole.offset, self.scanned);
        let enough = scanned.max(least.saturating_sub(1));
        let cut = self.buffer.get(enough..).and_then(|rest| Some(enough + memchr(b'\n', rest)? + 1));
        let end = cut.or_else(|| Some(scanned + memrchr(b'\n', &self.buffer[scanned..])? + 1))?;
        let whole = &self.buffer[start..end];
        if whole.starts_with(b"\n")
            || memchr2(b'"', b'\r', whole).is_some()
            || memmem::find(whole, b"\n\n").is_some()
        {
            return None;
        }
        let rows = memchr_iter(b'\n', whole).count() as u64;
        (self.row, self.line, self.scanned) = (self.row + rows, self.line + rows, end);
        self.between_records(least);
        cut
    }

    /// Whether a quote at this place is the first byte of a cell.
    fn begins_cell(&self, records: Records, at: usize) -> bool {
        at == self.whole.offset
            || matches!(records, Records::Quoted { delimiter } if self.buffer[at - 1] == delimiter)
    }

    /// Whether the record that ends at this place has nothing in it. A line of white space is an empty record.
    fn is_empty(&self, records: Records, end: usize) -> bool {
        match (&self.buffer[self.whole.offset..end], records) {
            (record, Records::Quoted { .. }) => record.is_empty(),
            (record, Records::Lines) => record.trim_ascii().is_empty(),
        }
    }

    /// Notes that a record has ended; returns whether enough has been looked at.
    fn between_records(&mut self, least: usize) -> bool {
        self.whole = Mark { offset: self.scanned, row: self.row, line: self.line };
        self.scanned >= least
    }

    /// Reads until the buffer holds so many bytes, to the end, or until that fails.
    fn fill(&mut self, wanted: usize) {
        let missing = wanted.saturating_sub(self.buffer.len());
        self.buffer.reserve(missing);
        let missing = missing as u64;
        match self.input.by_ref().take(missing).read_to_end(&mut self.buffer) {
            Ok(read) => self.ended |= (read as u64) < missing,
            Err(error) => self.failed = Some(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COMMAS: Records = Records::Quoted { delimiter: b',' };

    /// Gives out its text in pieces of this many bytes.
    struct Dripping<'t>(&'t [u8], usize);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    /// The records of a text, one at a time.
    fn records(text: &str, records: Records) -> Vec<(String, u64, u64)> {
        let mut splitter = Splitter::new(Dripping(text.as_bytes(), 3));
        let mut found = Vec::new();
        while let Some(part) = splitter.record(records).unwrap() {
            found.push((String::from_utf8(part.bytes).unwrap(), part.row, part.line));
        }
        found
    }

    #[test]
    fn a_line_end_within_quotes_does_not_end_a_record() {
        let found = records("a,\"b\nc\"\r\nd\"e,\"\"\"f\n\"\n\n\ng", COMMAS);
        let expected =
            [("a,\"b\nc\"\r\n", 0, 0), ("d\"e,\"\"\"f\n\"\n", 1, 2), ("\n", 2, 4), ("\n", 2, 5), ("g", 2, 6)];
        assert_eq!(found, expected.map(|(text, row, line)| (text.to_owned(), row, line)));
    }

    #[test]
    fn lines_end_at_each_line_end() {
        let found = records("{\"a\rb\r\n  \n\"", Records::Lines);
        let expected = [("{\"a\r", 0, 0), ("b\r\n", 1, 0), ("  \n", 2, 1), ("\"", 2, 2)];
        assert_eq!(found, expected.map(|(text, row, line)| (text.to_owned(), row, line)));
    }

    #[test]
    fn a_byte_order_mark_belongs_to_no_record() {
        assert_eq!(records("\u{feff}a;b\r\nc", COMMAS)[0].0, "a;b\r\n");
        assert_eq!(records("\u{feff}", COMMAS), []);
        assert_eq!(records("", COMMAS), []);
    }

    #[test]
    fn what_stands_before_a_quote_that_is_never_closed_is_kept() {
        let mut splitter = Splitter::new("a\nb\n\"c\nd\n".as_bytes());
        assert_eq!(splitter.part(COMMAS, PART).unwrap().unwrap().bytes, b"a\nb\n");
        assert!(matches!(splitter.part(COMMAS, PART), Err(Uncut::Endless { row: 2, line: 2 })));
    }

    #[test]
    fn a_record_without_end_does_not_fill_the_memory() {
        let mut splitter = Splitter::new(io::repeat(b'x'));
        assert!(matches!(splitter.part(Records::Lines, PART), Err(Uncut::Endless { row: 0, line: 0 })));
        assert!(matches!(Splitter::new(io::repeat(b'"')).part(COMMAS, PART), Err(Uncut::Endless { .. })));
    }

    proptest! {
        #[test]
        fn the_records_are_those_of_the_csv_crate(text in "[ab,\"\r\n]{0,40}", piece in 1_usize..5, least in 1_usize..20) {
            let mut splitter = Splitter::new(Dripping(text.as_bytes(), piece));
            let read = |bytes: &[u8]| -> Vec<csv::StringRecord> {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
                reader.records().map(Result::unwrap).collect()
            };
            let mut found: Vec<csv::StringRecord> = Vec::new();
            let mut whole = Vec::new();
            while let Ok(Some(part)) = splitter.cut(COMMAS, least) {
                prop_assert_eq!(part.row, found.len() as u64);
                prop_assert_eq!(part.line, whole.split(|byte| *byte == b'\n').count() as u64 - 1);
                found.extend(read(&part.bytes));
                whole.extend(part.bytes);
            }
            // All but a last record whose quote is never closed.
            prop_assert!(text.as_bytes().starts_with(&whole));
            let expected = read(text.as_bytes());
            prop_assert!(found == expected || whole.len() < text.len() && found == expected[..expected.len() - 1]);
        }
    }
}
