use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::shape::{self, Shape};
use crate::answers::sheet::AnswerSheet;
use crate::questionnaire::Questionnaire;

/// Returns the sheet as a new answer file in TOML 1.0, in the order of the definition.
///
/// Reading it gives the same sheet again.
#[must_use]
pub fn to_toml(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> String {
    let mut text = String::new();
    for (key, value) in shape::header(questionnaire, sheet) {
        let _ = writeln!(text, "{key} = {value}"); // a String takes everything
    }
    text.push_str("\n[answers]\n");
    for (question, entry) in sheet.entries() {
        let question = &questionnaire[question];
        let _ = writeln!(text, "{} = {}", question.id, shape::entry(question, entry));
    }
    text
}

/// Returns the sheet as an answer file in JSON, in the order of the definition.
///
/// Reading it gives the same sheet again.
#[must_use]
#[allow(clippy::missing_panics_doc)] // what is written can always be written
pub fn to_json(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> String {
    let mut text = serde_json::to_string_pretty(&Whole { questionnaire, sheet })
        .expect("texts, finite numbers and maps with text keys can be written as JSON");
    text.push('\n');
    text
}

/// A sheet as an answer file has it.
pub(in crate::answers) struct Whole<'a> {
    pub questionnaire: &'a Questionnaire,
    pub sheet: &'a AnswerSheet,
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in shape::header(self.questionnaire, self.sheet) {
            map.serialize_entry(key, &value)?;
        }
        let answers: Vec<(&str, Shape)> = self
            .sheet
            .entries()
            .map(|(question, entry)| {
                let question = &self.questionnaire[question];
                (question.id.as_str(), shape::entry(question, entry))
            })
            .collect();
        map.serialize_entry("answers", &Answers(answers))?;
        map.end()
    }
}

struct Answers<'a>(Vec<(&'a str, Shape)>);

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
