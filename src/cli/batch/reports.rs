use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use standpoint::batch::Event;

use crate::cli::error::{Error, display};
use crate::cli::output::Target;

/// A name has at most so many bytes, its number and extension not counted.
const LONGEST: usize = 100;

/// One report a set, in a folder.
pub struct Reports {
    folder: PathBuf,
    extension: &'static str,
    /// The names that are taken, in small letters: some file systems do not tell letters apart by their size.
    taken: BTreeSet<String>,
    /// The names of inputs in the folder, in small letters, which are not written over.
    inputs: BTreeSet<String>,
    /// Whether reports are numbered, because names are not to be told.
    nameless: bool,
}

impl Reports {
    /// Begins a folder of reports, or continues one in which these names are taken. Without names, reports are numbered.
    pub fn open(
        folder: &Path,
        extension: &'static str,
        taken: Vec<String>,
        nameless: bool,
    ) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(|error| Error::io("make the folder", &display(folder), &error))?;
        let taken = taken.into_iter().collect();
        Ok(Self { folder: folder.to_owned(), extension, taken, inputs: BTreeSet::new(), nameless })
    }

    /// Spares those of the inputs that lie in the folder.
    pub fn beside<'i>(mut self, inputs: impl Iterator<Item = &'i Path>) -> Self {
        let Ok(place) = fs::canonicalize(&self.folder) else { return self };
        let mut last = None;
        for input in inputs.filter(|input| input.extension().is_some_and(|of| of == self.extension)) {
            let Some(folder) = input.parent() else { continue };
            // Inputs of one folder come together.
            let here = match last {
                Some((before, here)) if before == folder => here,
                _ => {
                    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                    fs::canonicalize(listed).is_ok_and(|folder| folder == place)
                }
            };
            last = Some((folder, here));
            if let Some(stem) = input.file_stem().filter(|_| here) {
                self.inputs.insert(stem.to_string_lossy().to_lowercase());
            }
        }
        self
    }

    /// Writes the report that an event brings.
    pub fn note(&mut self, event: &Event<'_>) -> Result<(), Error> {
        let Event::Set { input, row, scored, report: Some(report), .. } = event else { return Ok(()) };
        let team = scored.and_then(|scored| scored.subject.team.as_deref()).unwrap_or_default();
        let name = self.name(team, input, *row);
        Target::File(self.folder.join(name)).write(|out| out.write_all(report))
    }

    /// Returns the names that are taken.
    pub fn taken(&self) -> Vec<String> {
        self.taken.iter().cloned().collect()
    }

    /// A free name: the team's, or else that of the input with the row.
    fn name(&mut self, team: &str, input: &str, row: Option<u64>) -> String {
        let mut name = if self.nameless { format!("report-{}", self.taken.len() + 1) } else { safe(team) };
        if name.is_empty() {
            let row = row.map(|row| format!("-{row}")).unwrap_or_default();
            name = safe(&format!("{}{row}", stem(input)));
        }
        if name.is_empty() {
            "report".clone_into(&mut name);
        }
        let mut free = name.clone();
        let mut number = 1_u64;
        while self.inputs.contains(&free.to_lowercase()) || !self.taken.insert(free.to_lowercase()) {
            number += 1;
            free = format!("{name}-{number}");
        }
        format!("{free}.{}", self.extension)
    }
}

/// The name of a file without folders and extensions.
fn stem(input: &str) -> &str {
    let name = input.rsplit(['/', '\\']).next().unwrap_or_default();
    name.split('.').find(|part| !part.is_empty()).unwrap_or_default()
}

/// A text as the name of a file on any system: letters and digits of any script, and single dashes between them.
fn safe(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        let letter = if letter.is_alphanumeric() || letter == '_' { letter } else { '-' };
        if name.len() + letter.len_utf8() > LONGEST {
            break;
        }
        if letter != '-' || !(name.is_empty() || name.ends_with('-')) {
            name.push(letter);
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    // Windows keeps some names for devices.
    let device = |name: &str| match name.len() {
        3 => ["con", "prn", "aux", "nul"].contains(&name),
        4 => (name.starts_with("com") || name.starts_with("lpt")) && name.as_bytes()[3].is_ascii_digit(),
        _ => false,
    };
    if device(&name.to_lowercase()) {
        name.push('-');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_differ() {
        let mut reports = Reports {
            folder: PathBuf::new(),
            extension: "html",
            taken: BTreeSet::new(),
            inputs: BTreeSet::from(["ledger".to_owned()]),
            nameless: false,
        };
        let mut name = |team: &str, input: &str, row| reports.name(team, input, row);
        assert_eq!(name("Zahlungen & Köln", "t.csv", Some(1)), "Zahlungen-Köln.html");
        assert_eq!(name("zahlungen KÖLN", "t.csv", Some(2)), "zahlungen-KÖLN-2.html");
        assert_eq!(name("zahlungen-köln-2", "t.csv", Some(3)), "zahlungen-köln-2-2.html");
        assert_eq!(name("../../etc/passwd", "t.csv", Some(4)), "etc-passwd.html");
        assert_eq!(name("", "a/b.csv.gz", Some(4)), "b-4.html");
        assert_eq!(name("...", "a/b.toml", None), "b.html");
        assert_eq!(name("\u{202e}\u{1b}", "...", None), "report.html");
        assert_eq!(name("CON", "t", None), "CON-.html");
        assert_eq!(name("Ledger", "Ledger.json", None), "Ledger-2.html");
        assert!(name(&"ß".repeat(500), "t", None).len() <= LONGEST + 5);
        let mut reports = Reports { nameless: true, taken: BTreeSet::new(), ..reports };
        assert_eq!(reports.name("Zahlungen", "t.csv", Some(7)), "report-1.html");
        assert_eq!(reports.name("", "teams/ann.toml", None), "report-2.html");
    }
}
