//! One set of answers to one questionnaire.

use jiff::civil::Date;

use crate::questionnaire::{FormIx, QuestionIx, Questionnaire, Value};

/// The answers of one respondent, or of a team that answered together.
///
/// Every answer in it has been judged to fit its question; see [`judge`](super::judge). Answers to questions that are
/// not asked (see [`route`](super::route)) are kept, and do not count.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerSheet {
    /// Who answered, and when.
    pub subject: Subject,
    /// The form that was answered.
    pub form: FormIx,
    /// The version of the questionnaire that the answers were given to, if they say so.
    pub version: Option<String>,
    /// The fingerprint of the questionnaire that the answers were given to, if they say so.
    pub fingerprint: Option<String>,
    entries: Vec<Option<Entry>>,
}

impl AnswerSheet {
    /// Returns a sheet without answers for the full form.
    #[must_use]
    pub fn new(questionnaire: &Questionnaire) -> Self {
        Self {
            subject: Subject::default(),
            form: questionnaire.full_form(),
            version: None,
            fingerprint: None,
            entries: vec![None; questionnaire.questions().len()],
        }
    }

    /// Returns what was said to a question; `None` if nothing was.
    #[must_use]
    pub fn get(&self, question: QuestionIx) -> Option<&Entry> {
        self.entries[question.0].as_ref()
    }

    /// Replaces what was said to a question and returns what was said before. The caller has judged the answer.
    pub fn set(&mut self, question: QuestionIx, entry: Option<Entry>) -> Option<Entry> {
        std::mem::replace(&mut self.entries[question.0], entry)
    }

    /// Iterates over everything that was said, in the order of the survey.
    pub fn entries(&self) -> impl Iterator<Item = (QuestionIx, &Entry)> {
        self.entries
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| Some((QuestionIx(index), entry.as_ref()?)))
    }
}

/// Who answered, and when. Each part is optional; a respondent may be a pseudonym.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The team that the answers speak of.
    pub team: Option<String>,
    /// Who answered.
    pub respondent: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// What was said to one question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// The answer; `None` where there is only a note.
    pub response: Option<Response>,
    /// A remark.
    pub note: Option<String>,
    /// Places where the answer can be checked.
    pub evidence: Vec<String>,
    /// How sure the respondent is, if they said so.
    pub confidence: Option<Confidence>,
    /// When the answer was given, where it differs from the sheet's date.
    pub date: Option<Date>,
}

impl From<Response> for Entry {
    fn from(response: Response) -> Self {
        Self { response: Some(response), ..Self::default() }
    }
}

/// An answer, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Response {
    /// An answer.
    Answered(Value),
    /// The question does not apply to the team; it leaves the score.
    NotApplicable {
        /// Why, if they said so.
        reason: Option<String>,
    },
    /// The respondent does not know; it counts as missing and is reported as a lack of visibility.
    Unknown,
}

/// How sure a respondent is of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Sure.
    High,
    /// Fairly sure.
    Medium,
    /// Unsure.
    Low,
}
