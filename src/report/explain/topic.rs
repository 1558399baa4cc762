use std::fmt;

use crate::diagnostic::nearest;
use crate::report::model::Report;
use crate::text::printable;

/// The topics that are no ids.
const RESERVED: [&str; 5] = ["placement", "flip", "integration", "coverage", "effort"];

/// What can be explained, by the ids of the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Topic {
    /// `placement`, or `placement:automation` for that of a dimension.
    Placement(Option<String>),
    /// `flip`, or `flip:automation`: the fewest answers that lead to another zone.
    Flip(Option<String>),
    /// `integration`: how far the poles go together over all dimensions.
    Integration,
    /// `coverage`: how many of the scored questions are answered.
    Coverage,
    /// `coverage:devops`: how much of what counts for a pole is answered.
    PoleCoverage(String),
    /// `coverage:automation.itops`: how much of what counts for a pole in a dimension is answered.
    DimensionCoverage(String, String),
    /// `coverage:automation`: how many of the questions of a dimension are answered; `coverage:dimension:automation` where
    /// a pole has the same id.
    Answered(String),
    /// `coverage:ci-cd`: how much of a trait is answered; `coverage:trait:ci-cd` where a pole or a
    /// dimension has the same id.
    TraitCoverage(String),
    /// `share:pipeline-practice`: how much of the overall scores rests on a question that has no answer.
    Share(String),
    /// `devops`: a pole's overall score.
    Pole(String),
    /// `automation.itops`: a dimension's score on a pole.
    DimensionPole(String, String),
    /// `level:itops`: the level on a pole.
    Level(String),
    /// `level:automation.itops`: the level of a dimension on a pole.
    DimensionLevel(String, String),
    /// `automation`: how far the poles go together in a dimension.
    Dimension(String),
    /// `ci-cd`: a trait's score.
    Trait(String),
    /// `pipeline-practice`: what an answer is worth.
    Question(String),
    /// `pipeline-extend`: what a move is worth.
    Move(String),
    /// `effort`: what the moves to start with take together.
    Effort,
}

/// A topic that a report does not have, and what to ask for instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTopic {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to ask for instead.
    pub help: String,
}

impl fmt::Display for UnknownTopic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for UnknownTopic {}

impl Topic {
    /// Reads a topic and checks that the report has it.
    ///
    /// Where one id is that of several things, `pole:`, `dimension:`, `trait:`, `question:` or `move:` before it says
    /// which; without, the first of these that has it is meant.
    ///
    /// # Errors
    /// Says what does not exist, and what is near.
    pub fn parse(text: &str, report: &Report) -> Result<Self, UnknownTopic> {
        let text = text.trim();
        match text {
            "placement" => return present(report.placement.is_some(), Self::Placement(None), "placement"),
            "flip" => {
                let flip = report.placement.as_ref().and_then(|placement| placement.flip.as_ref());
                return present(flip.is_some(), Self::Flip(None), "way to another zone by single steps");
            }
            "integration" => {
                return present(report.integration.is_some(), Self::Integration, "integration");
            }
            "coverage" => return Ok(Self::Coverage),
            "effort" => {
                return present(report.first_effort().is_some(), Self::Effort, "effort of several moves");
            }
            _ => {}
        }
        let Some((kind, id)) = text.split_once(':') else {
            return bare(report, text).ok_or_else(|| unknown("", text, &all(report)));
        };
        let ids = |of: &dyn Fn(&Report) -> Vec<&str>| -> Vec<String> {
            of(report).into_iter().map(str::to_owned).collect()
        };
        let known = |what: &str, ids: Vec<String>, topic: Self| {
            if ids.iter().any(|known| known == id) { Ok(topic) } else { Err(unknown(what, id, &ids)) }
        };
        match kind {
            "placement" => {
                let topic = Self::Placement(Some(id.to_owned()));
                let topic = known("dimension", ids(&dimensions), topic)?;
                present(report.placement.is_some(), topic, "placement")
            }
            "flip" => {
                let topic = known("dimension", ids(&dimensions), Self::Flip(Some(id.to_owned())))?;
                let placement = report.dimension(id).and_then(|dimension| dimension.placement.as_ref());
                let flip = placement.and_then(|placement| placement.flip.as_ref());
                present(flip.is_some(), topic, "way to another zone by single steps")
            }
            "level" => {
                let topic = match on_pole(report, id) {
                    Some(Self::Pole(pole)) => Self::Level(pole),
                    Some(Self::DimensionPole(dimension, pole)) => Self::DimensionLevel(dimension, pole),
                    _ => return Err(unknown("pole", id, &scores(report))),
                };
                present(!report.method.levels.is_empty(), topic, "levels")
            }
            "coverage" => {
                let of_trait = |id: &str| {
                    let topic = Self::TraitCoverage(id.to_owned());
                    if report.trait_of(id).is_some() { Ok(topic) } else { Err(unknown("pole, dimension or trait", id, &covered(report))) }
                };
                let in_dimension = |id: &str| report.dimension(id).map(|_| Self::Answered(id.to_owned()));
                match on_pole(report, id) {
                    Some(Self::Pole(pole)) => Ok(Self::PoleCoverage(pole)),
                    Some(Self::DimensionPole(dimension, pole)) => Ok(Self::DimensionCoverage(dimension, pole)),
                    _ => match (id.strip_prefix("trait:"), id.strip_prefix("dimension:")) {
                        (Some(id), _) => of_trait(id),
                        (None, Some(id)) => in_dimension(id).ok_or_else(|| unknown("dimension", id, &ids(&dimensions))),
                        (None, None) => in_dimension(id).map_or_else(|| of_trait(id), Ok),
                    },
                }
            }
            "share" => {
                let open = report.ask_next.iter().map(|ask| ask.question.clone()).collect();
                known("open question", open, Self::Share(id.to_owned()))
            }
            "pole" => on_pole(report, id).ok_or_else(|| unknown("pole", id, &scores(report))),
            "dimension" => known("dimension", ids(&dimensions), Self::Dimension(id.to_owned())),
            "trait" => known("trait", ids(&traits), Self::Trait(id.to_owned())),
            "question" => known("question", ids(&questions), Self::Question(id.to_owned())),
            "move" => known("move that applies", ids(&moves), Self::Move(id.to_owned())),
            other => Err(UnknownTopic {
                message: format!("there is nothing to explain of the kind `{}`", printable(other)),
                help: "before the colon stands `placement`, `flip`, `level`, `coverage`, `share`, `pole`, `dimension`, `trait`, `question` or `move`"
                    .to_owned(),
            }),
        }
    }

    /// Returns what [`Topic::parse`] takes for the topic: its id, behind its kind where another thing has the same id.
    #[must_use]
    pub fn name(&self, report: &Report) -> String {
        let (kind, id) = match self {
            Self::Placement(None) => return "placement".to_owned(),
            Self::Placement(Some(dimension)) => return format!("placement:{dimension}"),
            Self::Flip(None) => return "flip".to_owned(),
            Self::Flip(Some(dimension)) => return format!("flip:{dimension}"),
            Self::Integration => return "integration".to_owned(),
            Self::Coverage => return "coverage".to_owned(),
            Self::PoleCoverage(pole) => return format!("coverage:{pole}"),
            Self::DimensionCoverage(dimension, pole) => return format!("coverage:{dimension}.{pole}"),
            Self::Answered(id) if on_pole(report, id).is_some() => {
                return format!("coverage:dimension:{id}");
            }
            Self::TraitCoverage(id) if on_pole(report, id).is_some() || report.dimension(id).is_some() => {
                return format!("coverage:trait:{id}");
            }
            Self::Effort => return "effort".to_owned(),
            Self::Answered(id) | Self::TraitCoverage(id) => return format!("coverage:{id}"),
            Self::Share(id) => return format!("share:{id}"),
            Self::Level(pole) => return format!("level:{pole}"),
            Self::DimensionLevel(dimension, pole) => return format!("level:{dimension}.{pole}"),
            Self::DimensionPole(dimension, pole) => return format!("{dimension}.{pole}"),
            Self::Pole(id) => ("pole", id),
            Self::Dimension(id) => ("dimension", id),
            Self::Trait(id) => ("trait", id),
            Self::Question(id) => ("question", id),
            Self::Move(id) => ("move", id),
        };
        let reserved = RESERVED.contains(&id.as_str());
        if !reserved && bare(report, id).as_ref() == Some(self) { id.clone() } else { format!("{kind}:{id}") }
    }
}

/// The topic that an id alone stands for.
fn bare(report: &Report, id: &str) -> Option<Topic> {
    on_pole(report, id)
        .or_else(|| report.dimension(id).map(|_| Topic::Dimension(id.to_owned())))
        .or_else(|| report.trait_of(id).map(|_| Topic::Trait(id.to_owned())))
        .or_else(|| report.question(id).map(|_| Topic::Question(id.to_owned())))
        .or_else(|| report.recommendation(id).map(|_| Topic::Move(id.to_owned())))
}

/// A pole, or a dimension and a pole.
fn on_pole(report: &Report, text: &str) -> Option<Topic> {
    let known = |pole: &str| report.poles.iter().any(|known| known.id == pole);
    match text.split_once('.') {
        None => known(text).then(|| Topic::Pole(text.to_owned())),
        Some((dimension, pole)) => {
            let found = report.dimension(dimension).is_some() && known(pole);
            found.then(|| Topic::DimensionPole(dimension.to_owned(), pole.to_owned()))
        }
    }
}

fn present(has: bool, topic: Topic, what: &str) -> Result<Topic, UnknownTopic> {
    if has {
        return Ok(topic);
    }
    Err(UnknownTopic {
        message: format!("there is no {what} in this report"),
        help: "ask for a pole, a dimension, a trait or a question".to_owned(),
    })
}

fn dimensions(report: &Report) -> Vec<&str> {
    report.dimensions.iter().map(|dimension| dimension.id.as_str()).collect()
}

fn traits(report: &Report) -> Vec<&str> {
    report.dimensions.iter().flat_map(|dimension| &dimension.traits).map(|of| of.id.as_str()).collect()
}

fn questions(report: &Report) -> Vec<&str> {
    report.scored_questions().chain(&report.unscored).map(|question| question.id.as_str()).collect()
}

fn moves(report: &Report) -> Vec<&str> {
    report.recommendations.iter().map(|step| step.id.as_str()).collect()
}

/// The poles, and each dimension on each pole.
fn scores(report: &Report) -> Vec<String> {
    let poles = || report.poles.iter().map(|pole| pole.id.as_str());
    let parts = dimensions(report);
    let parts = parts.iter().flat_map(|dimension| poles().map(move |pole| format!("{dimension}.{pole}")));
    poles().map(str::to_owned).chain(parts).collect()
}

/// What can be answered to some share.
fn covered(report: &Report) -> Vec<String> {
    let parts = [dimensions(report), traits(report)].concat();
    scores(report).into_iter().chain(parts.into_iter().map(str::to_owned)).collect()
}

fn all(report: &Report) -> Vec<String> {
    let ids = [dimensions(report), traits(report), questions(report), moves(report)];
    let named = RESERVED.iter().map(|word| (*word).to_owned());
    let levels = scores(report).into_iter().map(|score| format!("level:{score}"));
    named.chain(scores(report)).chain(levels).chain(ids.into_iter().flatten().map(str::to_owned)).collect()
}

/// How many ids are named where none is near.
const NAMED: usize = 8;

fn unknown(what: &str, id: &str, known: &[String]) -> UnknownTopic {
    let help = match nearest(id, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there is none at all".to_owned(),
        None => {
            let named: Vec<&str> = known.iter().take(NAMED).map(String::as_str).collect();
            let more = if known.len() > NAMED { " and others" } else { "" };
            format!("there is {}{more}", named.join(", "))
        }
    };
    let what = if what.is_empty() { "nothing called".to_owned() } else { format!("no {what}") };
    UnknownTopic { message: format!("there is {what} `{}` in this report", printable(id)), help }
}
