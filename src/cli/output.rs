//! Where results go: to standard output or, whole or not at all, to a file.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;

use super::error::{Error, display};

/// Results are handed on in pieces of so many bytes.
const BUFFER: usize = 256 * 1024;
/// Of so many inputs it is looked up which file each one is.
const FOLLOWED: usize = 1000;

/// Where a command writes its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file, which is replaced whole or left as it was.
    File(PathBuf),
}

impl Target {
    /// Returns where `-o` points; nothing and `-` mean standard output.
    pub fn new(path: Option<&Path>) -> Self {
        match path {
            None => Self::Stdout,
            Some(path) if path == Path::new("-") => Self::Stdout,
            Some(path) => Self::File(path.to_owned()),
        }
    }

    /// Refuses to write over something that is read, whose names `inputs` are; `option` is where the place was named.
    pub fn spare<'i>(&self, option: &str, inputs: impl Iterator<Item = &'i Path>) -> Result<(), Error> {
        let Self::File(path) = self else { return Ok(()) };
        if is_stream(path) {
            return Ok(());
        }
        let Ok(place) = fs::canonicalize(path) else { return Ok(()) };
        // A link has another name; where there are very many inputs, only those of the same name are looked for.
        let same = |(index, input): (usize, &Path)| {
            let near = index < FOLLOWED || input.file_name() == path.file_name();
            near && fs::canonicalize(input).is_ok_and(|input| input == place)
        };
        if inputs.enumerate().any(same) {
            return Err(Error::usage(format!("{} is an input, and would be written over", display(path)))
                .hint(format!("name another file with {option}")));
        }
        Ok(())
    }

    /// Lets `fill` write the result. A file appears under its name only once all of it is on the disk.
    pub fn write(&self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        match self {
            Self::Stdout => {
                let mut out = io::BufWriter::with_capacity(BUFFER, io::stdout().lock());
                fill(&mut out)
                    .and_then(|()| out.flush())
                    .map_err(|error| Error::io("write to", "standard output", &error))
            }
            Self::File(path) => {
                let name = display(path);
                let failed = |error: io::Error| Error::io("write", &name, &error);
                if is_stream(path) {
                    let mut out = io::BufWriter::with_capacity(
                        BUFFER,
                        OpenOptions::new().write(true).open(path).map_err(failed)?,
                    );
                    return fill(&mut out).and_then(|()| out.flush()).map_err(failed);
                }
                let mut out =
                    io::BufWriter::with_capacity(BUFFER, AtomicWriteFile::open(path).map_err(failed)?);
                fill(&mut out).map_err(failed)?;
                out.into_inner().map_err(|error| failed(error.into_error()))?.commit().map_err(failed)
            }
        }
    }
}

/// Returns whether the path names a device or pipe, which is written to and never replaced.
pub fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Creates a new file with this text; refuses to touch one that exists.
pub fn create_new(path: &Path, text: &str) -> Result<(), Error> {
    let name = display(path);
    if path.exists() {
        return Err(Error::environment(format!("{name} exists already"))
            .hint("choose another name, or remove the file first"));
    }
    Target::File(path.to_owned()).write(|out| out.write_all(text.as_bytes()))
}
