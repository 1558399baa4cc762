use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::cli::error::Error;

/// What a run was asked, as far as results depend on it: a run can be continued only if it is asked the same again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Asked(BTreeMap<String, String>);

impl Asked {
    /// Adds something that results depend on, under the name that people know it by.
    pub fn with(mut self, name: &str, value: &impl ToString) -> Self {
        self.0.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds the inputs, with size and time of change of each that is a file.
    pub fn inputs<'i>(self, names: impl Iterator<Item = &'i str>) -> Self {
        let mut digest = Sha256::new();
        for name in names {
            let state = fs::metadata(Path::new(name)).ok().filter(fs::Metadata::is_file).map(|of| {
                let changed = of.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                (of.len(), changed.unwrap_or_default().as_nanos())
            });
            digest.update(format!("{name}\0{state:?}\n"));
        }
        let mut text = String::new();
        for byte in digest.finalize() {
            let _ = write!(text, "{byte:02x}"); // a String takes everything
        }
        self.with("the inputs", &text)
    }

    /// Tells what is asked otherwise than before, if anything is.
    pub fn compare(&self, before: &Self) -> Result<(), Error> {
        let names = self.0.keys().chain(before.0.keys());
        for name in names {
            if self.0.get(name) != before.0.get(name) {
                let what = if name == "the inputs" {
                    "have changed since it was interrupted"
                } else {
                    "was another when it was interrupted"
                };
                return Err(Error::usage(format!("the run cannot be continued: {name} {what}"))
                    .hint("start over without --resume"));
            }
        }
        Ok(())
    }
}
