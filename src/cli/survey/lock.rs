//! One survey at a time writes a file.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::cli::error::{Error, display};

/// How often to try again when the lock disappears while it is taken.
const ATTEMPTS: usize = 16;

/// The right to write a file, held by a locked file beside it. The system takes the lock back when the program ends,
/// however it ends; what a killed program leaves behind locks nobody out.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum Locked {
    /// Somebody else holds it: the number of their process, if they have noted it.
    Elsewhere(Option<String>),
    /// The file beside cannot be made.
    Failed(io::Error),
}

/// Takes the lock for a file of answers, or says who has it.
pub fn hold(path: &Path) -> Result<Lock, Error> {
    let name = display(path);
    Lock::take(path).map_err(|locked| match locked {
        Locked::Elsewhere(process) => {
            let process = process.map_or(String::new(), |process| format!(" (process {process})"));
            Error::environment(format!("another survey{process} is writing {name}"))
                .hint("end it first, or choose another file: -o FILE")
        }
        Locked::Failed(error) => Error::io("write", &name, &error)
            .hint("the survey writes beside this file too, so its folder must exist and be open to writing"),
    })
}

impl Lock {
    /// Takes the lock for a file.
    pub fn take(target: &Path) -> Result<Self, Locked> {
        let path = beside(target);
        for _ in 0..ATTEMPTS {
            let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
            let mut file = opened.map_err(Locked::Failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Locked::Elsewhere(holder(&mut file))),
                Err(TryLockError::Error(error)) => return Err(Locked::Failed(error)),
            }
            // Whoever held it before may have removed it after it was opened here: then it locks nothing.
            if is_still(&path, &file) {
                // Who holds it is a courtesy; on a full disk the lock holds without it.
                let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", process::id()));
                return Ok(Self { path, file });
            }
        }
        Err(Locked::Elsewhere(None))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody can take it in between. If that fails, it stays, and locks nobody.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

fn beside(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".lock");
    target.with_file_name(name)
}

fn holder(file: &mut File) -> Option<String> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(20).read_to_string(&mut text).ok()?;
    let number = text.trim();
    (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit())).then(|| number.to_owned())
}

#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(path), file.metadata()) {
        (Ok(named), Ok(open)) => (named.dev(), named.ino()) == (open.dev(), open.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(path: &Path, _: &File) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_locked_once_and_free_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("team.toml");
        let lock = Lock::take(&target).unwrap();
        let Err(Locked::Elsewhere(Some(holder))) = Lock::take(&target) else { panic!("locked twice") };
        assert_eq!(holder, process::id().to_string());
        drop(lock);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
        Lock::take(&target).unwrap();
    }

    #[test]
    fn what_a_killed_program_left_behind_locks_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("team.toml");
        fs::write(beside(&target), "1\n").unwrap();
        Lock::take(&target).unwrap();
    }
}
