//! Streams that may be packed as gzip or Zstandard, which is told by how they begin.

use std::fs::File;
use std::io::{self, Chain, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// No text begins like this.
const GZIP: &[u8] = b"\x1f\x8b";
const ZSTANDARD: &[u8] = b"\x28\xb5\x2f\xfd";
/// Frames that only hold notes may come first: `0x184d2a50` to `0x184d2a5f`, the lowest byte first.
const SKIPPABLE: &[u8] = b"\x2a\x4d\x18";

/// What a Zstandard frame may make us remember, in bytes; what `zstd` itself reads without being asked to.
const WINDOW: u64 = 128 << 20;

/// How a stream is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Zstandard,
}

impl Packing {
    fn of(start: &[u8]) -> Self {
        let skippable =
            start.first().is_some_and(|first| first & 0xf0 == 0x50) && start[1..].starts_with(SKIPPABLE);
        match start {
            _ if start.starts_with(GZIP) => Self::Gzip,
            _ if start.starts_with(ZSTANDARD) || skippable => Self::Zstandard,
            _ => Self::Plain,
        }
    }
}

/// Reads what is in a file, unpacked, or a little more than `most` bytes of it; returns how many bytes the file has.
pub(in crate::batch) fn contents(path: &Path, most: u64, bytes: &mut Vec<u8>) -> io::Result<u64> {
    bytes.clear();
    File::open(path)?.take(most + 1).read_to_end(bytes)?;
    let size = bytes.len() as u64;
    if Packing::of(bytes) != Packing::Plain {
        let packed = Cursor::new(std::mem::take(bytes));
        Unpacked::new(packed)?.take(most + 1).read_to_end(bytes)?;
    }
    Ok(size)
}

/// What a stream holds, unpacked if it is packed.
pub(in crate::batch) struct Unpacked {
    stream: Box<dyn Read + Send>,
    packing: Packing,
    taken: Taken,
}

/// How many bytes of a stream have been taken, packed as they are.
#[derive(Debug, Clone, Default)]
pub(in crate::batch) struct Taken(Arc<AtomicU64>);

impl Taken {
    /// Returns how many more bytes that are than the last time.
    pub fn more(&self) -> u64 {
        self.0.swap(0, Ordering::Relaxed)
    }
}

impl Unpacked {
    /// Looks at how the stream begins.
    pub fn new(stream: impl Read + Send + 'static) -> io::Result<Self> {
        let taken = Taken::default();
        let mut stream = Counted { stream, taken: taken.clone() };
        let mut start = Vec::with_capacity(4);
        stream.by_ref().take(4).read_to_end(&mut start)?;
        let packing = Packing::of(&start);
        let whole = Cursor::new(start).chain(stream);
        let stream: Box<dyn Read + Send> = match packing {
            Packing::Plain => Box::new(whole),
            Packing::Gzip => Box::new(MultiGzDecoder::new(whole)),
            Packing::Zstandard => Box::new(Frames {
                decoder: decoder(),
                source: io::BufReader::new(whole),
                state: State::Between,
            }),
        };
        Ok(Self { stream, packing, taken })
    }

    /// Returns what counts the bytes that are taken.
    pub fn taken(&self) -> Taken {
        self.taken.clone()
    }
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.read(buffer).map_err(|error| {
            let name = match self.packing {
                Packing::Plain => return error,
                _ if error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Interrupted => {
                    return error;
                }
                Packing::Gzip => "gzip",
                Packing::Zstandard => "Zstandard",
            };
            io::Error::new(
                io::ErrorKind::InvalidData,
                format!("its {name} data is damaged or cut off ({error})"),
            )
        })
    }
}

/// Counts what is read.
struct Counted<R> {
    stream: R,
    taken: Taken,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.taken.0.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Zstandard frames, one after the other.
struct Frames<R> {
    decoder: FrameDecoder,
    source: io::BufReader<Chain<Cursor<Vec<u8>>, R>>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Within,
}

fn decoder() -> FrameDecoder {
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(WINDOW);
    decoder
}

impl<R: Read> Frames<R> {
    /// Begins the next frame with something in it; `false` at the end of the stream.
    fn next(&mut self) -> io::Result<bool> {
        use std::io::BufRead as _;
        loop {
            if self.source.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let skipped = io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                    if skipped < u64::from(length) {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if self.state == State::Between {
                if !self.next()? {
                    return Ok(0);
                }
                self.state = State::Within;
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, one).map_err(io::Error::other)?;
            }
            let count = self.decoder.read(buffer)?;
            if count > 0 {
                return Ok(count);
            }
            let (given, found) =
                (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum());
            if given.is_some() && given != found {
                return Err(io::Error::other("the checksum differs"));
            }
            self.state = State::Between;
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn zstandard(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn unpacked(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        Unpacked::new(Cursor::new(bytes))?.read_to_end(&mut text)?;
        Ok(text)
    }

    #[test]
    fn what_is_not_packed_stays_as_it_is() {
        for text in ["", "a", "abc", "team,pace\n", "P*M"] {
            assert_eq!(unpacked(text.into()).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn members_and_frames_that_follow_each_other_are_one_text() {
        let text = b"team,pace\n".repeat(20_000);
        let (first, second) = text.split_at(77_777);
        assert_eq!(unpacked([gzip(first), gzip(b""), gzip(second)].concat()).unwrap(), text);
        let note = [&[0x5a][..], SKIPPABLE, &[3, 0, 0, 0], b"xyz"].concat();
        assert_eq!(
            unpacked([note.clone(), zstandard(first), note, zstandard(second)].concat()).unwrap(),
            text
        );
    }

    #[test]
    fn data_that_is_damaged_or_cut_off_is_told() {
        let text: Vec<u8> =
            (0..100_000_u32).flat_map(|number| (number ^ number >> 3).to_le_bytes()).collect();
        for (packed, name) in [(gzip(&text), "gzip"), (zstandard(&text), "Zstandard")] {
            let told = |bytes: Vec<u8>| unpacked(bytes).unwrap_err().to_string();
            for end in [5, packed.len() / 2, packed.len() - 1] {
                let error = told(packed[..end].to_vec());
                assert!(
                    error.starts_with(&format!("its {name} data is damaged or cut off (")),
                    "{end}: {error}"
                );
            }
            let mut damaged = packed.clone();
            let middle = packed.len() / 2;
            damaged[middle..middle + 8].iter_mut().for_each(|byte| *byte ^= 0x55);
            assert!(told(damaged).contains("damaged"));
            assert!(told([packed, b"more".to_vec()].concat()).contains("damaged"));
        }
    }

    #[test]
    fn a_frame_that_needs_too_much_memory_is_refused() {
        // No single segment, and a window of 2^38 bytes.
        let frame = [ZSTANDARD, &[0x00, 28 << 3, 0, 0, 0]].concat();
        assert!(unpacked(frame).unwrap_err().to_string().contains("damaged"));
    }
}
