use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};

use super::partial::Partial;
use crate::cli::error::{Error, display};
use crate::cli::output::{Target, is_stream};

/// The result table on its way out.
pub struct Results {
    /// Where it goes.
    pub sink: Sink,
    #[cfg(feature = "parquet")]
    parquet: Option<parquet::Lines>,
}

/// Where results go.
pub enum Sink {
    /// Nowhere: only reports were asked for.
    Nowhere,
    /// To standard output, a pipe or a device, under this name.
    Stream(String, Box<dyn Write + Send>),
    /// To a file.
    File(Partial),
}

impl Results {
    /// Returns results that go nowhere.
    pub fn nowhere() -> Self {
        Self::to(Sink::Nowhere)
    }

    /// Begins the results, or continues them behind so many bytes.
    pub fn open(target: &Target, length: Option<u64>) -> Result<Self, Error> {
        let path = match target {
            Target::Stdout => {
                let out = Box::new(BufWriter::new(io::stdout()));
                return Ok(Self::to(Sink::Stream("standard output".into(), out)));
            }
            Target::File(path) => path,
        };
        if is_stream(path) {
            let file = OpenOptions::new().write(true).open(path);
            let file = file.map_err(|error| Error::io("write", &display(path), &error))?;
            return Ok(Self::to(Sink::Stream(display(path), Box::new(BufWriter::new(file)))));
        }
        let file = length.map_or_else(|| Partial::begin(path), |length| Partial::resume(path, length))?;
        Ok(Self::to(Sink::File(file)))
    }

    fn to(sink: Sink) -> Self {
        Self {
            sink,
            #[cfg(feature = "parquet")]
            parquet: None,
        }
    }

    /// Makes Parquet of what comes; `head` is the line of titles.
    #[cfg(feature = "parquet")]
    pub fn as_parquet(&mut self, head: &[u8]) -> Result<(), Error> {
        let lines = parquet::Lines::new(head).map_err(|error| self.failed(&error))?;
        self.parquet = Some(lines);
        Ok(())
    }

    /// Writes whole lines.
    pub fn write(&mut self, lines: &[u8]) -> Result<(), Error> {
        #[cfg(feature = "parquet")]
        if let Some(parquet) = &mut self.parquet {
            let made = parquet.make(lines).map_err(|error| self.failed(&error))?;
            return self.put(&made);
        }
        self.put(lines)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = match &mut self.sink {
            Sink::Nowhere => Ok(()),
            Sink::Stream(_, out) => out.write_all(bytes),
            Sink::File(file) => file.write_all(bytes),
        };
        written.map_err(|error| self.failed(&error))
    }

    /// Hands over what waits in memory, and returns how many bytes a file has.
    pub fn flush(&mut self) -> Result<u64, Error> {
        let flushed = match &mut self.sink {
            Sink::Nowhere => Ok(0),
            Sink::Stream(_, out) => out.flush().map(|()| 0),
            Sink::File(file) => file.flush(),
        };
        flushed.map_err(|error| self.failed(&error))
    }

    /// Ends the results; nothing may be written after that.
    pub fn end(&mut self) -> Result<(), Error> {
        #[cfg(feature = "parquet")]
        if let Some(parquet) = self.parquet.take() {
            let made = parquet.end().map_err(|error| self.failed(&error))?;
            self.put(&made)?;
        }
        self.flush().map(|_| ())
    }

    fn failed(&self, error: &io::Error) -> Error {
        match &self.sink {
            Sink::Nowhere => Error::io("write", "nothing", error),
            Sink::Stream(name, _) => Error::io("write to", name, error),
            Sink::File(file) => Error::io("write", &display(file.path()), error),
        }
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex, PoisonError};

    use standpoint::batch::ParquetWriter;

    /// Lines that become Parquet.
    pub struct Lines {
        writer: ParquetWriter<Pipe>,
        made: Pipe,
    }

    impl Lines {
        pub fn new(head: &[u8]) -> io::Result<Self> {
            let made = Pipe::default();
            Ok(Self { writer: ParquetWriter::new(made.clone(), head)?, made })
        }

        /// Takes lines, and returns what of the file is ready.
        pub fn make(&mut self, lines: &[u8]) -> io::Result<Vec<u8>> {
            self.writer.write(lines)?;
            Ok(self.made.take())
        }

        pub fn end(self) -> io::Result<Vec<u8>> {
            self.writer.finish()?;
            Ok(self.made.take())
        }
    }

    /// Bytes that are on their way from the writer to the file.
    #[derive(Clone, Default)]
    struct Pipe(Arc<Mutex<Vec<u8>>>);

    impl Pipe {
        fn take(&self) -> Vec<u8> {
            std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
        }
    }

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}
