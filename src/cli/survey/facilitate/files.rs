//! The files of a meeting: the agreed answers, and one file beside it for each member.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use standpoint::answers::AnswerSheet;
use standpoint::questionnaire::{QuestionIx, Questionnaire};
use standpoint::survey::facilitate::{Archive, Member, Whose, same_name};
use standpoint::survey::{Store, Stored};

use crate::cli::error::{Error, Invalid, display};
use crate::cli::input;
use crate::cli::survey::lock::{self, Lock};
use crate::cli::survey::salvage::{Renewed, salvage};
use crate::cli::survey::start::Start;
use crate::cli::survey::store::{self, FileStore};

/// The longest part of a file name that is made from a member's name, in characters.
const LONGEST: usize = 40;

/// The votes of a member, as they were found.
struct Kept {
    name: String,
    path: PathBuf,
    sheet: AnswerSheet,
    /// What the file says.
    text: String,
    /// What it must say before a vote is written, where some answers do not fit the questionnaire any more.
    rewrite: Option<Renewed>,
}

/// Keeps the answers of a team and its members in files.
pub struct TeamFiles<'q> {
    questionnaire: &'q Questionnaire,
    today: Date,
    path: PathBuf,
    team: FileStore<'q>,
    members: Vec<(PathBuf, FileStore<'q>)>,
    /// Files of members who are not there, found beside the agreed answers.
    kept: Vec<Kept>,
    /// The rights to write; given back when the meeting ends.
    locks: Vec<Lock>,
}

impl<'q> TeamFiles<'q> {
    /// Returns the files of the meeting whose agreed answers this store keeps in this file, and looks for the members'
    /// files beside it. A file beside that cannot be read is named in `news` and left alone.
    pub fn find(
        path: &Path,
        team: FileStore<'q>,
        questionnaire: &'q Questionnaire,
        today: Date,
        lock: Lock,
        news: &mut Vec<String>,
    ) -> Self {
        let mut kept = Vec::new();
        for beside in beside(path) {
            match read(&beside, questionnaire) {
                Ok(Some(found)) => kept.push(found),
                Ok(None) => {}
                Err(error) => {
                    news.push(format!("{} is left alone: {}", display(&beside), first_line(&error)));
                }
            }
        }
        Self {
            questionnaire,
            today,
            path: path.to_owned(),
            team,
            members: Vec::new(),
            kept,
            locks: vec![lock],
        }
    }

    /// Returns the names of the members whose votes were found.
    pub fn known(&self) -> Vec<String> {
        self.kept.iter().map(|kept| kept.name.clone()).collect()
    }

    /// Returns the sheet of somebody whose votes were found, for what it says of the meeting as a whole.
    pub fn example(&self) -> Option<&AnswerSheet> {
        self.kept.first().map(|kept| &kept.sheet)
    }

    /// Returns whether nothing was agreed on before.
    pub fn is_new(&self) -> bool {
        self.team.is_new() && self.kept.is_empty()
    }

    /// Writes what the file of the agreed answers must say before the first vote.
    pub fn begin(&mut self, start: &Start) -> Result<(), Error> {
        start.write(&mut self.team)
    }

    /// Returns whether the agreed answers have a file.
    pub fn holds_agreed(&self) -> bool {
        !self.team.is_new()
    }

    /// Returns the members of the meeting: those of these names are there; whoever else has voted before is away.
    pub fn assemble(&mut self, present: &[String], team: &AnswerSheet) -> Result<Vec<Member>, Error> {
        let mut members = Vec::new();
        for name in present {
            let sheet = self.open(name, team)?;
            let name = sheet.subject.respondent.clone().unwrap_or_else(|| name.clone());
            members.push(Member { name, sheet, present: true });
        }
        for name in self.known() {
            let sheet = self.open(&name, team)?;
            members.push(Member { name, sheet, present: false });
        }
        Ok(members)
    }

    /// Returns the file of the agreed answers and those of the members that hold something.
    pub fn written(&self) -> Vec<String> {
        let members = self.members.iter().map(|(path, _)| path);
        members.filter(|path| path.exists()).map(|path| display(path)).collect()
    }

    /// Finds the file for a member: the one that holds their votes, else the first of its kind that is not there yet.
    fn place(&self, name: &str) -> Result<PathBuf, Error> {
        for number in 1.. {
            let path = member_file(&self.path, &slug(name), number);
            if self.members.iter().any(|(taken, _)| *taken == path)
                || self.kept.iter().any(|kept| kept.path == path)
            {
                continue;
            }
            if !path.exists() {
                return Ok(path);
            }
            // What is somebody else's is passed over.
            if read(&path, self.questionnaire)?.is_none() {
                let file = display(&path);
                return Err(Error::environment(format!(
                    "{file} is there already and does not say whose it is"
                ))
                .hint(format!(
                    "if it is {name}'s, add `respondent = \"{name}\"` to it; else move it, or choose another file: -o FILE"
                )));
            }
        }
        unreachable!("there is always a number that is not taken")
    }

    fn take(&mut self, path: &Path) -> Result<(), Error> {
        self.locks.push(lock::hold(path)?);
        Ok(())
    }
}

impl Archive for TeamFiles<'_> {
    type Error = Error;

    fn save(&mut self, whose: Whose, sheet: &AnswerSheet, changed: QuestionIx) -> Result<Stored, Error> {
        // No signal ends the program while a file is written.
        #[cfg(unix)]
        let _uninterrupted = crate::cli::survey::card::screen::writing();
        let store = match whose {
            Whose::Team => &mut self.team,
            Whose::Member(member) => &mut self.members[member].1,
        };
        store.save(sheet, changed).map_err(|error| Error::environment(error.to_string()))
    }

    fn open(&mut self, name: &str, team: &AnswerSheet) -> Result<AnswerSheet, Error> {
        let found = self.kept.iter().position(|kept| same_name(&kept.name, name));
        let path = match found {
            Some(found) => self.kept[found].path.clone(),
            None => self.place(name)?,
        };
        self.take(&path)?;
        let (mut sheet, text, rewrite) = match found.map(|found| self.kept.remove(found)) {
            Some(kept) => (kept.sheet, Some(kept.text), kept.rewrite),
            None => (AnswerSheet::new(self.questionnaire), None, None),
        };
        let subject = &mut sheet.subject;
        subject.respondent.get_or_insert_with(|| name.to_owned());
        subject.team = team.subject.team.clone().or(subject.team.take());
        subject.date.get_or_insert(self.today);
        sheet.form = team.form;
        sheet.version = Some(self.questionnaire.version().to_owned());
        sheet.fingerprint = Some(self.questionnaire.fingerprint().to_owned());
        let mut store = FileStore::new(path.clone(), self.questionnaire, text);
        if let Some(renewed) = rewrite {
            store.renew(&renewed).map_err(|error| Error::environment(error.to_string()))?;
        }
        self.members.push((path, store));
        Ok(sheet)
    }
}

/// Reads the votes of a member; `None` if it does not say whose they are, or if nothing stands in it.
fn read(path: &Path, questionnaire: &Questionnaire) -> Result<Option<Kept>, Error> {
    let source = input::read(path)?;
    let invalid = |findings| Error::Invalid(Invalid::Answers, findings);
    // Answers of a member may be to questions that are asked because of what the team has agreed on: no warning.
    let salvaged = salvage(path, &source, store::syntax(path), questionnaire).map_err(invalid)?;
    let (sheet, rewrite) = (salvaged.read.sheet, salvaged.renewed);
    let Some(name) = sheet.subject.respondent.clone() else { return Ok(None) };
    Ok(Some(Kept { name, path: path.to_owned(), sheet, text: source.text().to_owned(), rewrite }))
}

/// The first line of what is wrong: enough to find the place.
fn first_line(error: &Error) -> String {
    match error {
        Error::Invalid(_, findings) => {
            findings.iter().next().map_or_else(String::new, |finding| finding.message.clone())
        }
        other => other.to_string().lines().next().unwrap_or_default().to_owned(),
    }
}

/// Returns the files beside the agreed answers that are named like those of members, by name.
fn beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else { return Vec::new() };
    let (stem, extension) = parts(path);
    let of_a_member = |name: &String| {
        let middle = name.strip_prefix(&format!("{stem}.")).and_then(|rest| rest.strip_suffix(&extension));
        middle.is_some_and(|middle| !middle.is_empty() && !middle.contains('.'))
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(of_a_member).collect();
    names.sort();
    names.into_iter().map(|name| path.with_file_name(name)).filter(|path| path.is_file()).collect()
}

/// Returns the file of a member; those whose names make the same file are numbered.
fn member_file(path: &Path, slug: &str, number: usize) -> PathBuf {
    let (stem, extension) = parts(path);
    let number = if number == 1 { String::new() } else { format!("-{number}") };
    path.with_file_name(format!("{stem}.{slug}{number}{extension}"))
}

/// The name of a file without its extension, and the extension with its point.
fn parts(path: &Path) -> (String, String) {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let extension = text(path.extension());
    let extension = if extension.is_empty() { extension } else { format!(".{extension}") };
    (text(path.file_stem()), extension)
}

/// Returns what of a name can stand in the name of a file anywhere: letters and digits, and hyphens for all else.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(LONGEST).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "member".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_file_name_that_is_safe_anywhere() {
        for (name, expected) in [
            ("Ann", "ann"),
            ("r-03", "r-03"),
            ("../../etc/passwd", "etc-passwd"),
            ("Mary  O'Neill (ops)", "mary-o-neill-ops"),
            ("\u{202e}x", "x"),
            ("...", "member"),
            ("\u{1f600}", "member"),
            ("Zo\u{eb}", "zo\u{eb}"),
            ("a\\b:c*?", "a-b-c"),
        ] {
            assert_eq!(slug(name), expected, "{name:?}");
        }
    }

    #[test]
    fn members_stand_beside_the_agreed_answers_and_are_numbered_where_they_collide() {
        let file = |path: &str, number| member_file(Path::new(path), "ann", number).display().to_string();
        assert_eq!(file("teams/payments.toml", 1), "teams/payments.ann.toml");
        assert_eq!(file("payments.v2.json", 2), "payments.v2.ann-2.json");
        assert_eq!(file("payments", 1), "payments.ann");
    }

    #[test]
    fn only_files_of_this_meeting_are_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        for name in
            ["a.toml", "a.ann.toml", "a.ann.b.toml", "ab.toml", ".a.ann.toml.lock", "a.bo.json", "a..toml"]
        {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let found = beside(&folder.path().join("a.toml"));
        assert_eq!(found, [folder.path().join("a.ann.toml")]);
    }
}
