//! The fingerprint: what a questionnaire says, in 32 hexadecimal digits.
//!
//! SHA-256 over the tables of all files taken together, with keys sorted, lists in order and numbers by value. Layout,
//! comments, the order of keys and the way in which the text is cut into files do not matter; every word does, but for
//! the lists called `accept`, in which authors talk to themselves.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

use super::quantity::number;

/// How many bytes of the hash are kept; two digits each.
const BYTES: usize = 16;

/// Returns the fingerprint of the files, given in the order in which they are taken together.
#[must_use]
pub fn fingerprint(files: &[&DeTable<'_>]) -> String {
    let mut merged: BTreeMap<&str, Vec<&DeValue<'_>>> = BTreeMap::new();
    for file in files {
        for (key, value) in *file {
            merged.entry(key.get_ref()).or_default().push(value.get_ref());
        }
    }
    let mut canonical = Canonical(Sha256::new());
    canonical.count(b't', merged.len());
    for (key, values) in merged {
        canonical.text(key);
        canonical.merged(&values);
    }
    digits(canonical.0)
}

/// Returns the part of a hash that makes a fingerprint, in hexadecimal digits.
#[must_use]
pub(crate) fn digits(hash: Sha256) -> String {
    let mut digits = String::with_capacity(2 * BYTES);
    for byte in &hash.finalize()[..BYTES] {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Feeds values to the hash in a form that no two different values share: tag, length, content.
struct Canonical(Sha256);

impl Canonical {
    fn count(&mut self, tag: u8, count: usize) {
        let mut bytes = [tag; 9];
        bytes[1..].copy_from_slice(&(count as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn text(&mut self, text: &str) {
        self.count(b's', text.len());
        self.0.update(text.as_bytes());
    }

    /// The values of one top-level key in several files: lists one after the other, tables as one.
    fn merged(&mut self, values: &[&DeValue<'_>]) {
        if let [value] = values {
            return self.value(value);
        }
        let lists: Vec<_> = values.iter().filter_map(|value| value.as_array()).collect();
        if lists.len() == values.len() {
            self.count(b'l', lists.iter().map(|list| list.len()).sum());
            for item in lists.into_iter().flatten() {
                self.value(item.get_ref());
            }
            return;
        }
        let mut entries: Vec<_> = values.iter().filter_map(|value| value.as_table()).flatten().collect();
        entries.sort_by_key(|(key, _)| key.get_ref());
        self.count(b't', entries.len());
        for (key, value) in entries {
            self.text(key.get_ref());
            self.value(value.get_ref());
        }
    }

    fn value(&mut self, value: &DeValue<'_>) {
        match value {
            DeValue::String(text) => self.text(text),
            DeValue::Boolean(flag) => self.count(b'b', usize::from(*flag)),
            DeValue::Datetime(datetime) => self.text(&datetime.to_string()),
            DeValue::Integer(_) | DeValue::Float(_) => {
                // -0 and 0 are the same number.
                let number = number(value).unwrap_or(f64::NAN) + 0.0;
                let mut bytes = [b'n'; 9];
                bytes[1..].copy_from_slice(&number.to_bits().to_le_bytes());
                self.0.update(bytes);
            }
            DeValue::Array(list) => {
                self.count(b'l', list.len());
                for item in list {
                    self.value(item.get_ref());
                }
            }
            DeValue::Table(table) => {
                // The keys of a table are sorted.
                let told =
                    || table.iter().filter(|(key, value)| !is_acceptance(key.get_ref(), value.get_ref()));
                self.count(b't', told().count());
                for (key, value) in told() {
                    self.text(key.get_ref());
                    self.value(value.get_ref());
                }
            }
        }
    }
}

/// Returns whether the value is a list of accepted warnings. A pole or scale may be called `accept`, but is no list.
fn is_acceptance(key: &str, value: &DeValue<'_>) -> bool {
    key == "accept" && value.is_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        fingerprint(&[&DeTable::parse(text).expect("the text is TOML").into_inner()])
    }

    #[test]
    fn an_accepted_warning_does_not_change_what_is_asked() {
        let question = "[[question]]\nid = \"a\"\n";
        assert_eq!(of(question), of(&format!("{question}accept = [{{ check = \"c\", reason = \"r\" }}]\n")));
        assert_ne!(of("poles = { accept = 1 }"), of("poles = { accept = 2 }"));
    }
}
