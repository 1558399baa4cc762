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
    assert!(matches!(
        splitter.part(COMMAS, PART),
        Err(Uncut::Endless { row: 2, line: 2, why: Endless::Quote })
    ));
}

#[test]
fn a_record_without_end_does_not_fill_the_memory() {
    let why = |input: &mut dyn Read, records| match Splitter::new(input).part(records, PART) {
        Err(Uncut::Endless { row: 0, line: 0, why }) => why,
        other => panic!("{other:?}"),
    };
    for records in [COMMAS, Records::Lines] {
        assert_eq!(why(&mut io::repeat(b'x'), records), Endless::Long { quoted: false });
    }
    assert_eq!(why(&mut b"\"".chain(io::repeat(b'x')), COMMAS), Endless::Long { quoted: true });
    let mut splitter = Splitter::new(io::repeat(b'x'));
    assert!(splitter.part(Records::Lines, PART).is_err() && !splitter.pass());
    assert!(splitter.buffer.capacity() <= 3 * LONGEST);
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let long = || io::repeat(b'x').take(2 * LONGEST as u64);
    for end in ["\n", "\r\n"] {
        let end = || end.as_bytes();
        let text = b"a\n\nb\n".chain(long()).chain(end()).chain(long()).chain(end()).chain(&b"c\nd\n"[..]);
        let mut splitter = Splitter::new(text.chain(long()));
        let mut found = Vec::new();
        loop {
            match splitter.part(Records::Lines, PART) {
                Ok(Some(part)) => found.push((part.bytes.trim_ascii().to_owned(), part.row, part.line)),
                Ok(None) => break,
                Err(Uncut::Endless { row, line, why: Endless::Long { quoted: false } }) => {
                    assert!(splitter.pass());
                    found.push((b"long".to_vec(), row, line));
                }
                Err(other) => panic!("{other:?}"),
            }
        }
        let expected = [("a\n\nb", 0, 0), ("long", 2, 3), ("long", 3, 4), ("c\nd", 4, 5), ("long", 6, 7)];
        assert_eq!(found, expected.map(|(text, row, line)| (text.as_bytes().to_vec(), row, line)));
        assert_eq!(splitter.rows(), 7);
    }
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
