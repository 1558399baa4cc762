//! Answers to another version of the questionnaire: what still fits is kept, the rest is set aside.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use standpoint::answers::{self, Read, Syntax};
use standpoint::diagnostic::{Diagnostics, Severity, Source};
use standpoint::questionnaire::Questionnaire;
use toml_edit::{Document, DocumentMut, Item, TableLike};

/// Answers that fit, taken from a file in which not all did.
#[derive(Debug)]
pub struct Salvaged {
    /// What was read.
    pub read: Read,
    /// What the file must say instead, if some answers do not fit.
    pub renewed: Option<Renewed>,
    /// The version that the answers were given to.
    pub version: String,
    /// The questions whose answers do not fit, and why.
    pub unfit: Vec<(String, String)>,
}

/// A file without the answers that do not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// In TOML, the lines of those are comments, where each has lines of its own. Elsewhere they are gone.
    pub text: String,
    /// Where the file is kept as it was, if nothing in it tells any more.
    pub aside: Option<PathBuf>,
}

/// Reads answers as far as they fit. A file that says it answers this very version gets no such help: then something in
/// it is wrong, and the findings are returned.
///
/// # Errors
///
/// The findings of the file, if they are not about single answers or the version is the same.
pub fn salvage(
    path: &Path,
    source: &Source,
    syntax: Syntax,
    questionnaire: &Questionnaire,
) -> Result<Salvaged, Diagnostics> {
    let read = |text: &str| answers::read(&Source::new(source.name(), text), syntax, questionnaire);
    let salvaged = |read: Read, renewed, unfit| {
        let version = read.sheet.version.clone().unwrap_or_default();
        Salvaged { read, renewed, version, unfit }
    };
    let findings = match read(source.text()) {
        Ok(read) => return Ok(salvaged(read, None, Vec::new())),
        Err(findings) => findings,
    };
    let Some(file) = File::parse(source.text(), syntax) else { return Err(findings) };
    let other = file.version().is_some_and(|version| version != questionnaire.version());
    // What is wrong beside the answers is wrong without them, too.
    if !other || read(&file.with(|_| false)).is_err() {
        return Err(findings);
    }
    let why = |id: &String| {
        let findings = read(&file.with(|kept| kept == id)).err()?;
        let error = findings.iter().find(|finding| finding.severity == Severity::Error)?;
        Some((id.clone(), error.message.clone()))
    };
    let unfit: Vec<(String, String)> = file.answers().iter().filter_map(why).collect();
    if unfit.is_empty() {
        return Err(findings);
    }
    let is_unfit = |id: &str| unfit.iter().any(|(known, _)| known == id);
    if syntax == Syntax::Toml {
        let places: Vec<_> = lines(source.text()).into_iter().filter(|(id, _)| is_unfit(id)).collect();
        let text = commented(source.text(), &places);
        if places.len() == unfit.len()
            && let Ok(read) = read(&text)
        {
            return Ok(salvaged(read, Some(Renewed { text, aside: None }), unfit));
        }
    }
    let text = file.with(|id| !is_unfit(id));
    let Ok(read) = read(&text) else { return Err(findings) };
    let version = read.sheet.version.clone().unwrap_or_default();
    Ok(salvaged(read, Some(Renewed { text, aside: Some(beside(path, &version)) }), unfit))
}

/// An answer file whose answers can be taken out, however it is written.
enum File {
    Toml(DocumentMut),
    Json(Value),
}

impl File {
    fn parse(text: &str, syntax: Syntax) -> Option<Self> {
        match syntax {
            Syntax::Toml => text.parse().ok().map(Self::Toml),
            Syntax::Json => serde_json::from_str(text.trim_start_matches('\u{feff}')).ok().map(Self::Json),
        }
    }

    /// The version that it says it answers.
    fn version(&self) -> Option<&str> {
        match self {
            Self::Toml(document) => document.get("version")?.as_str(),
            Self::Json(value) => value.get("version")?.as_str(),
        }
    }

    /// The ids of the questions that it has something for.
    fn answers(&self) -> Vec<String> {
        match self {
            Self::Toml(document) => {
                let answers = document.get("answers").and_then(Item::as_table_like);
                answers.into_iter().flat_map(TableLike::iter).map(|(id, _)| id.to_owned()).collect()
            }
            Self::Json(value) => {
                let answers = value.get("answers").and_then(Value::as_object);
                answers.into_iter().flat_map(Map::keys).cloned().collect()
            }
        }
    }

    /// The text with the answers for which `kept` holds.
    fn with(&self, kept: impl Fn(&str) -> bool) -> String {
        let gone: Vec<String> = self.answers().into_iter().filter(|id| !kept(id)).collect();
        match self {
            Self::Toml(document) => {
                let mut document = document.clone();
                if let Some(answers) = document.get_mut("answers").and_then(Item::as_table_like_mut) {
                    for id in &gone {
                        answers.remove(id);
                    }
                }
                document.to_string()
            }
            Self::Json(value) => {
                let mut value = value.clone();
                if let Some(answers) = value.get_mut("answers").and_then(Value::as_object_mut) {
                    for id in &gone {
                        answers.remove(id);
                    }
                }
                format!("{value:#}\n")
            }
        }
    }
}

/// Where a file is kept as it was: under a name that no folder takes for answers.
fn beside(path: &Path, version: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{version}.kept"));
    path.with_file_name(name)
}

/// The places of the answers of a file in which each has lines of its own.
fn lines(text: &str) -> Vec<(String, Range<usize>)> {
    let Ok(document) = Document::parse(text) else { return Vec::new() };
    let answers = document.get("answers").and_then(Item::as_table);
    let place = |(key, value): (&str, &Item)| {
        let name = answers?.key(key).and_then(toml_edit::Key::span)?;
        Some((key.to_owned(), name.start..value.span()?.end.max(name.end)))
    };
    let values = answers.into_iter().flat_map(|table| table.iter()).filter(|(_, value)| value.is_value());
    values.filter_map(place).collect()
}

/// Makes the lines that hold these places comments.
fn commented(text: &str, places: &[(String, Range<usize>)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if places.iter().any(|(_, place)| place.start < end && start < place.end) {
            out.push_str("# ");
        }
        out.push_str(line);
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint::questionnaire::compile;

    fn questionnaire() -> Questionnaire {
        let text = r#"
[questionnaire]
id = "small"
version = "1.1.0"
title = "Small"
[[pole]]
id = "one"
title = "One"
[[dimension]]
id = "all"
title = "All"
[[trait]]
id = "whole"
dimension = "all"
poles = ["one"]
title = "Whole"
[[question]]
id = "kept"
trait = "whole"
kind = "yes-no"
text = "Kept?"
[[question]]
id = "changed"
trait = "whole"
kind = "number"
text = "How many?"
anchors = [[0, 0.0], [9, 1.0]]
"#;
        compile(&[Source::new("small.toml", text)]).unwrap_or_else(|e| panic!("{e}")).questionnaire
    }

    fn file(version: &str) -> Source {
        let text = format!(
            "questionnaire = \"small\"\nversion = \"{version}\"\n\n[answers]\n# ours\nkept = true\nchanged = [\n  \"a\",\n]\n\
             gone = {{ answer = \"x\", note = \"n\" }} # why\n"
        );
        Source::new("team.toml", text)
    }

    #[test]
    fn answers_to_another_version_are_kept_where_they_fit_and_set_aside_where_not() {
        let path = Path::new("team.toml");
        let salvaged = salvage(path, &file("1.0.0"), Syntax::Toml, &questionnaire()).unwrap();
        let ids: Vec<_> = salvaged.unfit.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!((ids, salvaged.version.as_str()), (vec!["changed", "gone"], "1.0.0"));
        assert_eq!(salvaged.read.sheet.entries().count(), 1);
        let Renewed { text, aside } = salvaged.renewed.expect("not all fit");
        assert_eq!(aside, None);
        assert_eq!(
            text,
            "questionnaire = \"small\"\nversion = \"1.0.0\"\n\n[answers]\n# ours\nkept = true\n# changed = [\n#   \"a\",\n# ]\n\
             # gone = { answer = \"x\", note = \"n\" } # why\n"
        );
    }

    #[test]
    fn json_keeps_no_comments_so_the_file_is_kept_as_it_was() {
        let source = Source::new(
            "team.json",
            r#"{"questionnaire": "small", "version": "1.0.0", "answers": {"gone": {"answer": "x"}, "kept": true, "changed": ["a"]}}"#,
        );
        let salvaged =
            salvage(Path::new("there/team.json"), &source, Syntax::Json, &questionnaire()).unwrap();
        let ids: Vec<_> = salvaged.unfit.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["changed", "gone"]);
        assert_eq!(salvaged.read.sheet.entries().count(), 1);
        let Renewed { text, aside } = salvaged.renewed.expect("not all fit");
        assert_eq!(aside.as_deref(), Some(Path::new("there/team.json.1.0.0.kept")));
        let read = answers::read(&Source::new("team.json", text), Syntax::Json, &questionnaire()).unwrap();
        assert_eq!(read.sheet, salvaged.read.sheet);
    }

    #[test]
    fn where_an_answer_has_no_lines_of_its_own_the_file_is_kept_as_it_was() {
        for answers in [
            "[answers]\nkept = true\nchanged.answer = [\"a\"]\nchanged.note = \"n\"\n",
            "[answers.changed]\nanswer = [\"a\"]\nnote = \"n\"\n[answers.kept]\nanswer = true\n",
            "answers.changed.answer = [\"a\"]\nanswers.kept = true\n",
            "answers = { changed = [\"a\"], kept = true }\n",
        ] {
            let text = format!("questionnaire = \"small\"\nversion = \"1.0.0\"\n{answers}");
            let source = Source::new("team.toml", text);
            let salvaged = salvage(Path::new("team.toml"), &source, Syntax::Toml, &questionnaire()).unwrap();
            assert_eq!((salvaged.read.sheet.entries().count(), salvaged.unfit.len()), (1, 1), "{answers}");
            let Renewed { text, aside } = salvaged.renewed.expect("not all fit");
            assert_eq!(aside.as_deref(), Some(Path::new("team.toml.1.0.0.kept")), "{answers}");
            assert!(text.contains("kept") && !text.contains("changed"), "{text}");
        }
    }

    #[test]
    fn however_many_answers_do_not_fit_the_others_are_kept() {
        let mut text = "questionnaire = \"small\"\nversion = \"1.0.0\"\n[answers]\nkept = true\n".to_owned();
        text.extend((0..200).map(|index| format!("gone-{index} = 1\n")));
        let source = Source::new("team.toml", text);
        let salvaged = salvage(Path::new("team.toml"), &source, Syntax::Toml, &questionnaire()).unwrap();
        assert_eq!((salvaged.read.sheet.entries().count(), salvaged.unfit.len()), (1, 200));
    }

    #[test]
    fn a_mistake_in_answers_to_this_version_stays_a_mistake() {
        let path = Path::new("team.toml");
        assert!(salvage(path, &file("1.1.0"), Syntax::Toml, &questionnaire()).unwrap_err().has_errors());
    }
}
