use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr2, memchr3, memmem, memrchr};

/// Parts of a table are about this many bytes; enough to be worth handing to another thread.
pub(super) const PART: usize = 128 * 1024;
/// No record of a table is longer than this many bytes, unless a quote is not closed.
pub(super) const LONGEST: usize = 16 * 1024 * 1024;
/// The end of a line that is too long is looked for in so many bytes more: what has none must end all the same.
const FURTHEST: usize = 4 * LONGEST;

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
    /// A record has no end, or none that is near enough.
    Endless {
        /// How many records come before it.
        row: u64,
        /// How many lines come before it.
        line: u64,
        /// What is wrong with it.
        why: Endless,
    },
}

/// What is wrong with a record without an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endless {
    /// A quote in it is never closed; nothing comes behind it.
    Quote,
    /// It is longer than [`LONGEST`].
    Long {
        /// Whether a quote in it was still open there.
        quoted: bool,
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
            let endless = self.endless();
            if endless.is_some() || self.failed.is_some() {
                if self.whole.offset == 0 {
                    (self.row, self.line) = (row, line);
                    return Err(match (self.failed.take(), endless) {
                        (None, Some(why)) => Uncut::Endless { row, line, why },
                        (failed, _) => {
                            Uncut::Unreadable(failed.unwrap_or_else(|| io::ErrorKind::Other.into()))
                        }
                    });
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

    /// Why the record that has been looked at has no end, if that is known.
    fn endless(&self) -> Option<Endless> {
        let quoted = matches!(self.state, State::Quoted);
        if self.buffer.len() > LONGEST {
            Some(Endless::Long { quoted })
        } else {
            (self.ended && quoted).then_some(Endless::Quote)
        }
    }

    /// Passes over a line that is too long, without keeping it; returns whether its end was found.
    pub fn pass(&mut self) -> bool {
        let mut passed = 0;
        self.buffer.clear();
        (self.row, self.line, self.state, self.scanned) = (self.row + 1, self.line + 1, State::Outside, 0);
        while passed < FURTHEST && !self.ended && self.failed.is_none() {
            self.fill(PART);
            if let Some(end) = memchr(b'\n', &self.buffer) {
                self.buffer.drain(..=end);
                return true;
            }
            passed += self.buffer.len();
            self.buffer.clear();
        }
        // Where the stream ends, or fails, the next call tells.
        passed < FURTHEST
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
mod tests;
