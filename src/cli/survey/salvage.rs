//! Answers to another version of the questionnaire: what still fits is kept, the rest is set aside in the file.

use std::ops::Range;

use standpoint::answers::{self, Read, Syntax};
use standpoint::diagnostic::{Diagnostics, Severity, Source};
use standpoint::questionnaire::Questionnaire;
use toml_edit::{Document, Item};

/// Answers that fit, taken from a file in which not all did.
#[derive(Debug)]
pub struct Salvaged {
    /// What was read.
    pub read: Read,
    /// The file with the lines of the answers that do not fit made comments.
    pub text: String,
    /// The version that the answers were given to.
    pub version: String,
    /// The questions whose answers do not fit, and why.
    pub unfit: Vec<(String, String)>,
}

/// Reads answers in TOML as far as they fit. A file that says it answers this very version gets no such help: then
/// something in it is wrong, and the findings are returned.
///
/// # Errors
///
/// The findings of the file, if they are not about single answers or the version is the same.
pub fn salvage(source: &Source, questionnaire: &Questionnaire) -> Result<Salvaged, Diagnostics> {
    let read = |text: &str| answers::read(&Source::new(source.name(), text), Syntax::Toml, questionnaire);
    let findings = match read(source.text()) {
        Ok(read) => {
            let version = read.sheet.version.clone().unwrap_or_default();
            return Ok(Salvaged { read, text: source.text().to_owned(), version, unfit: Vec::new() });
        }
        Err(findings) => findings,
    };
    let Ok(document) = Document::parse(source.text()) else { return Err(findings) };
    let version = document.get("version").and_then(Item::as_str).unwrap_or_default().to_owned();
    if version.is_empty() || version == questionnaire.version() {
        return Err(findings);
    }
    let mut unfit = Vec::new();
    let mut lines: Vec<Range<usize>> = Vec::new();
    let answers = document.get("answers").and_then(Item::as_table);
    for (key, value) in answers.into_iter().flat_map(|table| table.iter()) {
        let name = answers.and_then(|table| table.key(key)).and_then(toml_edit::Key::span);
        let (Some(name), Some(value)) = (name, value.span()) else { continue };
        let place = name.start..value.end.max(name.end);
        let why = findings.iter().find(|finding| {
            let at = finding.labels.first().map(|label| label.span.start);
            finding.severity == Severity::Error && at.is_some_and(|at| place.contains(&at))
        });
        if let Some(why) = why {
            unfit.push((key.to_owned(), why.message.clone()));
            lines.push(place);
        }
    }
    let text = commented(source.text(), &lines);
    match read(&text) {
        Ok(read) if !unfit.is_empty() => Ok(Salvaged { read, text, version, unfit }),
        _ => Err(findings),
    }
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
        let salvaged = salvage(&file("1.0.0"), &questionnaire()).unwrap();
        let ids: Vec<_> = salvaged.unfit.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!((ids, salvaged.version.as_str()), (vec!["changed", "gone"], "1.0.0"));
        assert_eq!(salvaged.read.sheet.entries().count(), 1);
        assert_eq!(
            salvaged.text,
            "questionnaire = \"small\"\nversion = \"1.0.0\"\n\n[answers]\n# ours\nkept = true\n# changed = [\n#   \"a\",\n# ]\n\
             # gone = { answer = \"x\", note = \"n\" } # why\n"
        );
    }

    #[test]
    fn a_mistake_in_answers_to_this_version_stays_a_mistake() {
        assert!(salvage(&file("1.1.0"), &questionnaire()).unwrap_err().has_errors());
    }
}
