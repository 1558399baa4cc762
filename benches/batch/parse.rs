//! What cannot be avoided: reading files and parsing them.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fmt, fs, io, thread};

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, Visitor};

const THREADS: usize = 2;

#[derive(Deserialize)]
struct File {
    #[serde(rename = "questionnaire")]
    _questionnaire: String,
    #[serde(rename = "team")]
    _team: String,
    answers: Answers,
}

/// How many answers there are.
struct Answers(usize);

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Count;

        impl<'de> Visitor<'de> for Count {
            type Value = usize;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
                let mut count = 0;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    count += 1;
                }
                Ok(count)
            }
        }

        deserializer.deserialize_map(Count).map(Self)
    }
}

/// Reads and parses all files of a folder with two threads into typed values; returns how many answers there are.
pub fn folder(folder: &Path) -> io::Result<usize> {
    let paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let count = || {
            let mut count = 0;
            while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                let file: File = toml::from_str(&fs::read_to_string(path)?).map_err(io::Error::other)?;
                count += file.answers.0;
            }
            Ok(count)
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(count)).collect();
        threads.into_iter().map(|thread| thread.join().expect("nothing panics")).sum()
    })
}
