//! Answers to another version of the questionnaire: what still fits is kept, the rest is set aside.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use standpoint::answers::{self, Read, Syntax};
use standpoint::diagnostic::{Diagnostics, Severity, Source};
use standpoint::questionnaire::Questionnaire;
use toml_edit::{Document, Item};

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
    /// In TOML, their lines are comments; JSON knows none, so there they are gone.
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
    let mut text = source.text().to_owned();
    let mut unfit: Vec<(String, String)> = Vec::new();
    let mut first = None;
    // Findings are shortened where there are many, so one look may not tell all.
    loop {
        let attempt = Source::new(source.name(), text.as_str());
        let findings = match answers::read(&attempt, syntax, questionnaire) {
            Ok(read) => {
                let version = read.sheet.version.clone().unwrap_or_default();
                let aside = || (syntax == Syntax::Json).then(|| beside(path, &version));
                let renewed = (!unfit.is_empty()).then(|| Renewed { text, aside: aside() });
                return Ok(Salvaged { read, renewed, version, unfit });
            }
            Err(findings) => findings,
        };
        let other = version(&text, syntax).is_some_and(|version| version != questionnaire.version());
        let found = if other { misfits(&attempt, syntax, &findings) } else { Vec::new() };
        if found.is_empty() {
            return Err(first.unwrap_or(findings));
        }
        first.get_or_insert(findings);
        let places: Vec<Range<usize>> = found.iter().map(|misfit| misfit.place.clone()).collect();
        text = match syntax {
            Syntax::Toml => commented(&text, &places),
            Syntax::Json => without(&text, found.iter().map(|misfit| misfit.id.as_str())),
        };
        unfit.extend(found.into_iter().map(|misfit| (misfit.id, misfit.why)));
    }
}

/// Where a file is kept as it was: under a name that no folder takes for answers.
fn beside(path: &Path, version: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{version}.kept"));
    path.with_file_name(name)
}

/// The version that a file says it answers.
fn version(text: &str, syntax: Syntax) -> Option<String> {
    #[derive(Deserialize)]
    struct Answered {
        version: String,
    }
    let answered: Option<Answered> = match syntax {
        Syntax::Toml => toml::from_str(text).ok(),
        Syntax::Json => serde_json::from_str(text.trim_start_matches('\u{feff}')).ok(),
    };
    answered.map(|answered| answered.version).filter(|version| !version.is_empty())
}

/// An answer that does not fit.
struct Misfit {
    id: String,
    place: Range<usize>,
    why: String,
}

/// The answers that something is wrong with, in the order of the file.
fn misfits(source: &Source, syntax: Syntax, findings: &Diagnostics) -> Vec<Misfit> {
    let wrong = |(id, place): (String, Range<usize>)| {
        let why = findings.iter().find(|finding| {
            let at = finding.labels.first().map(|label| label.span.start);
            finding.severity == Severity::Error && at.is_some_and(|at| place.contains(&at))
        })?;
        Some(Misfit { id, place, why: why.message.clone() })
    };
    let mut found: Vec<Misfit> = match syntax {
        Syntax::Toml => lines(source.text()).into_iter().filter_map(wrong).collect(),
        Syntax::Json => {
            let places = answers::places(source, syntax).into_iter();
            places.map(|(id, span)| (id, span.start..span.end)).filter_map(wrong).collect()
        }
    };
    found.sort_by_key(|misfit| misfit.place.start);
    found
}

/// The places of the answers of a file in which each has lines of its own.
fn lines(text: &str) -> Vec<(String, Range<usize>)> {
    let Ok(document) = Document::parse(text) else { return Vec::new() };
    let answers = document.get("answers").and_then(Item::as_table);
    let place = |(key, value): (&str, &Item)| {
        let name = answers?.key(key).and_then(toml_edit::Key::span)?;
        Some((key.to_owned(), name.start..value.span()?.end.max(name.end)))
    };
    answers.into_iter().flat_map(|table| table.iter()).filter_map(place).collect()
}

/// An answer file in JSON without some answers.
fn without<'a>(text: &str, ids: impl Iterator<Item = &'a str>) -> String {
    let mut whole: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    if let Some(answers) = whole.get_mut("answers").and_then(Value::as_object_mut) {
        ids.for_each(|id| {
            answers.remove(id);
        });
    }
    format!("{whole:#}\n")
}

/// Makes the lines that hold these places comments.
fn commented(text: &str, places: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len() + 2 * places.len());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if places.iter().any(|place| place.start < end && start < place.end) {
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
        assert_eq!(ids, ["gone", "changed"]);
        assert_eq!(salvaged.read.sheet.entries().count(), 1);
        let Renewed { text, aside } = salvaged.renewed.expect("not all fit");
        assert_eq!(aside.as_deref(), Some(Path::new("there/team.json.1.0.0.kept")));
        let read = answers::read(&Source::new("team.json", text), Syntax::Json, &questionnaire()).unwrap();
        assert_eq!(read.sheet, salvaged.read.sheet);
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
