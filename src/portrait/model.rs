//! What a portrait shows. Everything is named by id, so that it can be read without the questionnaire.

use serde::Serialize;

/// The name and version of the portrait as JSON.
pub const FORMAT: &str = "standpoint.questionnaire-stats/1";

/// What an author wants to see of a questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Portrait {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// Which questionnaire it is.
    pub questionnaire: Identity,
    /// How much of what it holds.
    pub counts: Counts,
    /// How hard its texts read; empty unless they are in English.
    pub reading: Vec<ReadingLevel>,
    /// Each form, in the order of the definition.
    pub forms: Vec<FormPortrait>,
}

/// Which questionnaire it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its fingerprint.
    pub fingerprint: String,
}

/// How much of what the questionnaire holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All questions.
    pub questions: usize,
    /// Questions that enter a score.
    pub scored: usize,
    /// Questions that list the best option first.
    pub reversed: usize,
    /// Questions of each kind that occurs.
    pub kinds: Vec<Named<usize>>,
    /// Each pole.
    pub poles: Vec<GroupCount>,
    /// Each dimension.
    pub dimensions: Vec<GroupCount>,
    /// All recommendations.
    pub recommendations: usize,
    /// All contradictions.
    pub contradictions: usize,
}

/// What belongs to a pole or a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupCount {
    /// Its id.
    pub id: String,
    /// Its traits.
    pub traits: usize,
    /// Their scored questions.
    pub questions: usize,
    /// Those of them that list the best option first.
    pub reversed: usize,
    /// The recommendations of its traits.
    pub recommendations: usize,
}

/// What is to be said of something with an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named<T> {
    /// The id.
    pub id: String,
    /// A count, a score or a share, 0..=1.
    pub value: T,
}

/// How hard a kind of text reads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadingLevel {
    /// `questions`, `options`, `helps` or `recommendations`.
    pub texts: &'static str,
    /// How many words they have.
    pub words: usize,
    /// How many words a sentence has on average.
    pub words_per_sentence: f64,
    /// The years of school in the United States that make them readable by the Flesch–Kincaid formula.
    pub grade: f64,
}

/// One form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormPortrait {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many questions it holds.
    pub questions: usize,
    /// How long it takes.
    pub time: Time,
    /// What each of its scored questions is worth on each pole, in the order of the survey.
    pub shares: Vec<QuestionShare>,
    /// How each pair of poles is tied together.
    pub ties: Vec<Tie>,
    /// Where the standard respondents stand.
    pub respondents: Vec<Standing>,
    /// Where many random respondents stand.
    pub random: Crowd,
}

/// How long a form takes, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Time {
    /// What the definition says, if it does.
    pub declared: Option<f64>,
    /// How long it takes to read the questions with their options.
    pub reading: f64,
    /// How long it takes to read all helps as well.
    pub reading_with_help: f64,
    /// The words of questions and options, those of a shared scale once.
    pub words: usize,
    /// The words of the helps.
    pub help_words: usize,
}

/// What a question is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionShare {
    /// The question's id.
    pub id: String,
    /// Its share in the overall score of each pole, 0..=1: how much the score rises from its lowest answer to its highest
    /// when all questions of the form are answered.
    pub poles: Vec<Named<f64>>,
}

/// How two poles are tied together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tie {
    /// The ids of the poles.
    pub poles: [String; 2],
    /// The share of the overall scores that rests on the same questions, 0..=1.
    pub overlap: f64,
    /// How the poles of random respondents correlate, -1..=1 (Pearson); `None` if a pole does not vary.
    pub correlation: Option<f64>,
}

/// Where a respondent stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Who it is: `lowest`, `middle`, `highest`, `first-option`, `middle-option` or `last-option`.
    pub respondent: &'static str,
    /// The overall score of each pole, 0..=1; `None` where nothing is scored.
    pub poles: Vec<Named<Option<f64>>>,
    /// The level on each pole; empty if the questionnaire has no levels.
    pub levels: Vec<Named<Option<String>>>,
    /// The zone; `None` if the questionnaire has none.
    pub zone: Option<String>,
    /// What can be said of the zone: `decided`, `borderline`, `central` or `no-data`.
    pub label: Option<&'static str>,
}

/// Where many random respondents stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crowd {
    /// How many they are.
    pub respondents: usize,
    /// The generator of their answers.
    pub generator: &'static str,
    /// Its seed.
    pub seed: u64,
    /// The overall score on each pole.
    pub poles: Vec<Spread>,
    /// The share in each zone by the cut alone, in the order of the definition; empty without zones.
    pub zones: Vec<Named<f64>>,
    /// The share whose zone is not decided (borderline or central); `None` without zones.
    pub undecided: Option<f64>,
}

/// How a score is spread.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    /// The pole's id.
    pub id: String,
    /// The mean, 0..=1.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
    /// The share at each level, in the order of the ladder; empty without levels.
    pub levels: Vec<Named<f64>>,
}
