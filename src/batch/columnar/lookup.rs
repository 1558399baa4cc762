use super::texts::Texts;
use crate::answers::{Raw, Response, Said, contradicts_itself, judge, judge_json};
use crate::questionnaire::{Kind, Question, Value};
use crate::scoring::coded::{ANSWERED, BLANK, Code, NOT_APPLICABLE, UNKNOWN, options, value};

/// Longer texts are judged each time.
const LONGEST: usize = 64;
/// What conditions know of a text: that it is one.
static NO_TEXT: Value = Value::Text(String::new());

/// How answers are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As the cell of a table.
    Cell,
    /// As a value in JSON.
    Json,
}

/// What the answers to one question mean: each spelling is judged once and looked up from then on.
#[derive(Debug, Clone)]
pub(super) struct Lookup<'q> {
    question: &'q Question,
    spelling: Spelling,
    /// The answers that have a code, from [`ANSWERED`] on.
    options: Vec<Value>,
    texts: Texts,
    meanings: Vec<Meaning>,
    /// How many meanings are kept.
    most: usize,
}

/// What an answer means.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub code: Code,
    /// What it is worth; 0 where that is not asked for.
    pub value: f64,
    answer: Option<Value>,
}

impl<'q> Lookup<'q> {
    /// Keeps the meanings of so many spellings.
    pub fn new(question: &'q Question, spelling: Spelling, most: usize) -> Self {
        let options = options(question).unwrap_or_default();
        Self { question, spelling, options, texts: Texts::new(), meanings: Vec::new(), most }
    }

    /// Returns the number of the meaning of a text; `None` if it is no answer, or one that somebody should look at.
    pub fn find(&mut self, text: &str) -> Option<usize> {
        if let Some(number) = self.texts.get(text.as_bytes()) {
            return Some(number as usize);
        }
        let meaning = self.judge(text)?;
        if self.meanings.len() >= self.most {
            self.texts = Texts::new();
            self.meanings.clear();
        }
        let number = self.meanings.len();
        self.meanings.push(meaning);
        // Free texts hardly ever come twice.
        if text.len() <= LONGEST && !matches!(self.question.kind, Kind::Text) {
            self.texts.insert(text.as_bytes(), u32::try_from(number).ok()?);
        }
        Some(number)
    }

    /// Whether the code of an answer says all of it.
    pub fn is_coded(&self) -> bool {
        !self.options.is_empty()
    }

    /// Returns a meaning that was found for the current set.
    pub fn meaning(&self, number: usize) -> &Meaning {
        &self.meanings[number]
    }

    /// Returns the answer that a code of at least [`ANSWERED`] stands for, with the number of its meaning if it was
    /// looked up.
    pub fn answer(&self, code: Code, number: usize) -> &Value {
        let option = self.options.get(usize::from(code - ANSWERED));
        option.or_else(|| self.meanings.get(number)?.answer.as_ref()).unwrap_or(&NO_TEXT)
    }

    fn judge(&self, text: &str) -> Option<Meaning> {
        let state = |code| Some(Meaning { code, value: 0.0, answer: None });
        let judged = match self.spelling {
            Spelling::Cell if text.trim().is_empty() => Said::Nothing,
            Spelling::Cell => Said::Something(judge(self.question, &Raw::Text(text))),
            Spelling::Json => judge_json(self.question, text)?,
        };
        let Said::Something(judged) = judged else { return state(BLANK) };
        match judged {
            Err(_) => None,
            Ok(Response::NotApplicable { .. }) => state(NOT_APPLICABLE),
            Ok(Response::Unknown) => state(UNKNOWN),
            Ok(Response::Answered(answer)) if contradicts_itself(&self.question.kind, &answer) => None,
            Ok(Response::Answered(answer)) => {
                let value = value(self.question, &answer);
                if value.is_none() && self.question.is_scored() {
                    return None;
                }
                let option = self.options.iter().position(|option| *option == answer);
                let option = option.and_then(|option| Code::try_from(option).ok()).unwrap_or(0);
                let answer = (self.options.is_empty() && !matches!(answer, Value::Text(_))).then_some(answer);
                Some(Meaning { code: ANSWERED + option, value: value.unwrap_or(0.0), answer })
            }
        }
    }
}
