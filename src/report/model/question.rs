use serde::{Deserialize, Serialize};

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum QuestionState {
    /// Answered.
    Answered,
    /// The answer contradicts itself and counts as missing.
    Invalid,
    /// Don't know.
    Unknown,
    /// Nothing said.
    Unanswered,
    /// Does not apply.
    NotApplicable,
    /// Not asked: its condition does not hold.
    NotShown,
    /// Not asked: the form does not hold it.
    NotInForm,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The question itself.
    pub text: String,
    /// What became of it.
    pub state: QuestionState,
    /// The answer as an answer file has it: an option's id, several ids, a number, `yes` or `no`, or a text; else `null`.
    pub answer: Option<Answer>,
    /// The answer in words (option texts, number with unit); `null` without an answer.
    pub answer_text: Option<String>,
    /// What the answer is worth, 0..=1; `null` if not scored.
    pub value: Option<f64>,
    /// How the answer comes to be worth that, before reversing; `null` if not scored.
    #[serde(default)]
    pub coding: Option<Coding>,
    /// Whether the question is reversed: an answer is worth 1 - what its coding says.
    #[serde(default)]
    pub reversed: bool,
    /// Its weight within the trait; `null` if not scored.
    pub weight: Option<f64>,
    /// Why it does not apply.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Places where the answer can be checked.
    pub evidence: Vec<String>,
    /// `high`, `medium` or `low`, if the respondent said how sure they are.
    pub confidence: Option<String>,
}

/// An answer as an answer file has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Answer {
    /// A number.
    Number(f64),
    /// An option's id, `yes` or `no`, or a text.
    Text(String),
    /// The ids of several options.
    Several(Vec<String>),
}

/// How an answer comes to be worth something, before reversing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Coding {
    /// The chosen option has its worth.
    Option {
        /// The option's place among all, from 1.
        place: usize,
        /// How many options there are.
        of: usize,
        /// What the option is worth, 0..=1.
        value: f64,
    },
    /// The chosen options bring points: min(1, points / cap).
    Points {
        /// The points of the chosen options, 0 or more.
        points: f64,
        /// The points that make a worth of 1, above 0.
        cap: f64,
    },
    /// The number lies on the straight line between two anchors, or beyond the outermost, whose worth it has.
    Line {
        /// The number.
        number: f64,
        /// The anchors, as number and worth: two, or the outermost alone.
        anchors: Vec<(f64, f64)>,
    },
    /// Yes is worth 1, no is worth 0.
    YesNo {
        /// Whether the answer is yes.
        yes: bool,
    },
}
