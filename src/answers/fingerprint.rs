//! The fingerprint of answers: what a sheet says, in 32 hexadecimal digits.

use std::io;

use sha2::{Digest, Sha256};

use super::sheet::AnswerSheet;
use super::write;
use crate::questionnaire::{Questionnaire, digits};

/// Returns the fingerprint of a sheet: SHA-256 over the sheet as compact JSON in the order of the definition, its first
/// 16 bytes.
///
/// Comments, layout, the order of keys and the syntax of the file do not matter, nor whether an option was named by its id
/// or by its number. Everything that was said does, notes and names included.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "what is written can always be written")]
pub fn fingerprint(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> String {
    let mut hash = Hash(Sha256::new());
    serde_json::to_writer(&mut hash, &write::Whole { questionnaire, sheet })
        .expect("texts, finite numbers and maps with text keys can be written as JSON");
    digits(hash.0)
}

/// A writer that only keeps the hash.
struct Hash(Sha256);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
