use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::cli::error::{Error, display};

/// A file that is being written under a name of its own, `NAME.partial`, and gets its name when it is whole.
///
/// Unlike a file without a name it survives the program's end, so that a run can be continued.
#[derive(Debug)]
pub struct Partial {
    target: PathBuf,
    path: PathBuf,
    file: BufWriter<File>,
    /// How many bytes have been written, those that still wait in memory included.
    length: u64,
}

impl Partial {
    /// Begins a file; what an earlier run left under its partial name is lost.
    pub fn begin(target: &Path) -> Result<Self, Error> {
        Self::open(target, 0)
    }

    /// Continues a file behind so many bytes.
    pub fn resume(target: &Path, length: u64) -> Result<Self, Error> {
        let path = beside(target);
        let found = fs::metadata(&path).map_err(|error| Error::io("read", &display(&path), &error))?.len();
        if found < length {
            return Err(Error::environment(format!(
                "{} has {found} bytes where it should have {length} or more",
                display(&path)
            ))
            .hint("start over without --resume"));
        }
        Self::open(target, length)
    }

    fn open(target: &Path, length: u64) -> Result<Self, Error> {
        let path = beside(target);
        let name = display(&path);
        let failed = |error: io::Error| Error::io("write", &name, &error);
        if target.is_dir() {
            return Err(
                failed(io::ErrorKind::IsADirectory.into()).hint(format!("{} is a folder", display(target)))
            );
        }
        let mut file =
            File::options().write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        // Not every file system has locks; where there are none, nobody can be told apart.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(Error::environment(format!("another run is writing {name}"))
                .hint("wait for it, or choose another file with -o"));
        }
        // It is to have the mode of the file that it replaces.
        if let Ok(old) = fs::metadata(target) {
            file.set_permissions(old.permissions()).map_err(failed)?;
        }
        file.set_len(length).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed)?;
        Ok(Self { target: target.to_owned(), path, file: BufWriter::with_capacity(1 << 16, file), length })
    }

    /// Returns where it is being written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns its name when it is whole.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Hands over what waits in memory, and returns how many bytes the file has.
    pub fn flush(&mut self) -> io::Result<u64> {
        self.file.flush()?;
        Ok(self.length)
    }

    /// Leaves only so many bytes, those of whole rows, after something could not be written.
    pub fn cut(self, length: u64) {
        // What waits in memory is not wanted any more.
        let (file, _) = self.file.into_parts();
        // What cannot be cut is cut when the run is continued.
        let _ = file.set_len(length);
    }

    /// Gives it its name, once all of it is on the disk.
    pub fn commit(mut self) -> Result<(), Error> {
        let done = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        done.and_then(|()| fs::rename(&self.path, &self.target))
            .map_err(|error| Error::io("write", &display(&self.target), &error))
    }

    /// Removes it.
    pub fn discard(self) {
        // Nobody takes it for a result.
        let _ = fs::remove_file(&self.path);
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.length += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Returns the partial name of a file.
pub fn beside(target: &Path) -> PathBuf {
    with(target, ".partial")
}

/// Returns a file's name with something behind it.
pub fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(suffix);
    path.with_file_name(name)
}
