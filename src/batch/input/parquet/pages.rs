//! What the pages of a column say of themselves, looked at before any is unpacked: the crate that unpacks them makes as
//! much room as they say they need.

use std::fs::File;
use std::io::{self, BufReader, Read, Take};

/// What a value of a dictionary takes in memory beside its bytes.
const VALUE: u64 = 40;
/// Headers hold no more structures within each other.
const DEEPEST: u8 = 4;

/// The pages of one column in a group of rows.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// What the dictionary and the largest other page take in memory, in bytes.
    pub memory: u64,
    /// How many values there are, gaps among them.
    pub values: u64,
}

/// What the header of a page says.
#[derive(Debug, Default)]
struct Header {
    unpacked: u64,
    packed: u64,
    values: u64,
    is_dictionary: bool,
}

/// Looks at the headers of the pages that take so many bytes.
pub(super) fn look(mut input: BufReader<File>, mut left: u64) -> io::Result<Pages> {
    let (mut dictionary, mut largest, mut values) = (0_u64, 0_u64, 0_u64);
    while left > 0 {
        let mut header = Header::default();
        let mut fields = Fields(input.by_ref().take(left));
        fields.read(None, 0, &mut header)?;
        let behind = fields.0.limit().checked_sub(header.packed);
        left = behind.ok_or_else(|| wrong("a page ends behind its column"))?;
        input.seek_relative(i64::try_from(header.packed).map_err(|_| wrong("a page has no end"))?)?;
        if header.is_dictionary {
            // Each value takes a byte at least.
            if header.values > header.unpacked {
                return Err(wrong("a dictionary has more values than bytes"));
            }
            dictionary = dictionary.max(header.unpacked + header.values * VALUE);
        } else {
            largest = largest.max(header.unpacked);
            values += header.values;
        }
    }
    Ok(Pages { memory: dictionary + largest, values })
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Fields in Thrift's compact protocol, as far as headers of pages have them.
struct Fields<'f>(Take<&'f mut BufReader<File>>);

impl Fields<'_> {
    /// Reads the fields of a header, or of the structure that is this field of it.
    fn read(&mut self, of: Option<i64>, depth: u8, header: &mut Header) -> io::Result<()> {
        if depth > DEEPEST {
            return Err(wrong("the header of a page is too deep"));
        }
        let mut id = 0_i64;
        loop {
            let byte = self.byte()?;
            let (step, kind) = (byte >> 4, byte & 0x0f);
            if kind == 0 {
                return Ok(());
            }
            id = if step == 0 { self.number()? } else { id.saturating_add(step.into()) };
            match kind {
                // Truth is in the kind.
                1 | 2 => {}
                3 => drop(self.byte()?),
                4..=6 => {
                    let number = self.number()?;
                    let place = match (of, id) {
                        (None, 2) => &mut header.unpacked,
                        (None, 3) => &mut header.packed,
                        // A page, a dictionary, a page of the second version.
                        (Some(5 | 7 | 8), 1) if depth == 1 => &mut header.values,
                        _ => continue,
                    };
                    // Whichever of several is believed, it is no larger.
                    *place = u64::try_from(number)
                        .map_err(|_| wrong("a page has a size below nothing"))?
                        .max(*place);
                }
                7 => self.pass(8)?,
                8 => {
                    let length = self.unsigned()?;
                    self.pass(length)?;
                }
                12 => {
                    header.is_dictionary |= of.is_none() && id == 7;
                    self.read(Some(id), depth + 1, header)?;
                }
                _ => return Err(wrong("the header of a page has a field that none has")),
            }
        }
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.0.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    fn unsigned(&mut self) -> io::Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(wrong("the header of a page has a number without an end"))
    }

    /// A number that may be below zero: every other one is.
    fn number(&mut self) -> io::Result<i64> {
        let number = self.unsigned()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn pass(&mut self, count: u64) -> io::Result<()> {
        let passed = io::copy(&mut self.0.by_ref().take(count), &mut io::sink())?;
        if passed < count { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A number as the protocol writes it.
    fn number(number: i32) -> Vec<u8> {
        let mut left = (number << 1 ^ number >> 31).cast_unsigned();
        let mut bytes = Vec::new();
        while left > 0x7f {
            bytes.push(u8::try_from(left & 0x7f).unwrap() | 0x80);
            left >>= 7;
        }
        bytes.push(u8::try_from(left).unwrap());
        bytes
    }

    /// A page of so many bytes: a dictionary (7) or one of values (5), with statistics in it.
    fn page(kind: u8, unpacked: i32, packed: i32, values: i32) -> Vec<u8> {
        let sizes = [&[0x15][..], &number(0), &[0x15], &number(unpacked), &[0x15], &number(packed)].concat();
        let about =
            [&[(kind - 3) << 4 | 0x0c, 0x15][..], &number(values), &[0x4c, 0x18, 2, b'a', b'z', 0, 0, 0]]
                .concat();
        [sizes, about, vec![0; usize::try_from(packed).unwrap()]].concat()
    }

    fn looked(bytes: &[u8]) -> io::Result<(u64, u64)> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("pages");
        fs::write(&path, bytes)?;
        let pages = look(BufReader::new(File::open(&path)?), bytes.len() as u64)?;
        Ok((pages.memory, pages.values))
    }

    #[test]
    fn what_pages_take_is_known_before_they_are_unpacked() {
        let pages = [page(7, 100, 10, 20), page(5, 1_900_000_000, 30, 1000), page(5, 8000, 20_000, 7)];
        assert_eq!(looked(&pages.concat()).unwrap(), (100 + 20 * VALUE + 1_900_000_000, 1007));
        assert_eq!(looked(b"").unwrap(), (0, 0));
    }

    #[test]
    fn pages_that_cannot_be_are_refused() {
        let good = page(5, 100, 10, 20);
        for bad in [
            &good[..good.len() - 1],
            &good[..5],
            &page(5, -1, 10, 20),
            &page(5, 100, 0, -20),
            &page(7, 19, 10, 20),
            &[0x15; 30],
            &[0x1c; 30],
            &[0x18, 0xff, 0xff, 0xff, 0xff, 0x0f],
            &[0x19; 30],
        ] {
            assert!(looked(bad).is_err(), "{bad:?}");
        }
    }
}
