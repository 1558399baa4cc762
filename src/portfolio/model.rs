use serde::{Deserialize, Serialize};

use crate::report::ScoreState;
use crate::report::number::Reading;

/// The value of [`Portfolio::format`] that this version writes and reads.
pub const FORMAT: &str = "standpoint.portfolio/1";

/// Many teams side by side. What has no value is `null`; numbers are exact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Portfolio {
    /// The format and its version: `standpoint.portfolio/1`.
    pub format: String,
    /// The program that made it.
    pub generator: String,
    /// The questionnaire that all teams answered.
    pub questionnaire: QuestionnaireRef,
    /// The poles, in the order of the definition.
    pub poles: Vec<Named>,
    /// The dimensions, in the order of the definition.
    pub dimensions: Vec<Named>,
    /// How teams are placed; `null` without zones.
    pub placement: Option<PlacementMethod>,
    /// What the teams are sorted by: `name` unless somebody asked for another order.
    pub sorted_by: String,
    /// From when to when the sets that count were answered; `null` if none has a date.
    pub dates: Option<Dates>,
    /// The teams.
    pub teams: Vec<Team>,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
    /// How much the teams answered.
    pub coverage: Distribution,
    /// How many teams are in each zone, in the order of the definition.
    pub zones: Vec<ZoneShare>,
    /// How many placements are as sure as this, the surest first.
    pub confidence: Vec<Counted>,
    /// How the scores are spread: each pole, then each dimension on each pole.
    pub distributions: Vec<ScoreDistribution>,
    /// The traits that hold teams back, those that hold most first; `null` if no input tells.
    pub traits: Option<Vec<TraitFinding>>,
    /// The steps that help teams, those that help most first; `null` if no input tells.
    pub steps: Option<Vec<StepFinding>>,
    /// How many of the teams the traits and steps are known of.
    pub detailed: usize,
    /// Scores far from those of the other teams, in the order of the teams.
    pub outliers: Vec<Outlier>,
    /// What the findings rest on.
    pub method: Method,
}

/// A questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionnaireRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The fingerprint of its definition.
    pub fingerprint: String,
}

/// Something with an id and a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Named {
    /// The id.
    pub id: String,
    /// What people read.
    pub title: String,
}

/// The first and the last of some days, which may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Dates {
    /// The first, as `YYYY-MM-DD`.
    pub first: String,
    /// The last, as `YYYY-MM-DD`.
    pub last: String,
}

/// How teams are placed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlacementMethod {
    /// A pole's score from here on counts as high, 0..=1.
    pub cut: f64,
    /// A score nearer to the cut than this is borderline.
    pub band: f64,
    /// The zones, in the order of the definition.
    pub zones: Vec<Zone>,
}

/// A zone of the plane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Zone {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The combinations that belong to it: for each, which poles are high, in the order of the poles.
    pub combinations: Vec<Vec<bool>>,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Team {
    /// Its name.
    pub name: String,
    /// How many answer sets stand behind it; of several, scores are means.
    pub sets: usize,
    /// The last date of its answers, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Answered / applicable questions, 0..=1; `null` if none applies.
    pub coverage: Option<f64>,
    /// Its score on each pole, in the order of the poles.
    pub poles: Vec<Score>,
    /// Each dimension's score on each pole.
    pub dimensions: Vec<Vec<Score>>,
    /// How far the poles go together, 0..=1.
    pub integration: Option<f64>,
    /// The id of its zone by the cut alone; `null` without data.
    pub zone: Option<String>,
    /// The zone's id if decided, else `borderline`, `central` or `no-data`; `null` without zones.
    pub label: Option<String>,
    /// `firm`, `likely`, `tentative` or `open`; `null` for the mean of several sets, and without zones.
    pub confidence: Option<String>,
}

/// A score of a team.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Score {
    /// Whether there is a score, or why not.
    pub state: ScoreState,
    /// The score, 0..=1.
    pub score: Option<f64>,
    /// The score if all missing answers were worth nothing, 0..=1; `null` where that is not known.
    pub low: Option<f64>,
    /// The score if all missing answers were worth the most, 0..=1; `null` where that is not known.
    pub high: Option<f64>,
}

impl Score {
    /// Returns whether the range is not known, though the team left something unanswered.
    #[must_use]
    pub fn is_rough(&self, team: &Team) -> bool {
        let whole = team.coverage.is_some_and(|share| share >= 1.0);
        self.score.is_some() && self.low.is_none() && !whole
    }

    /// Returns the score, ready to be worded.
    #[must_use]
    pub fn reading(&self) -> Reading {
        Reading::new(self.state, self.score, self.low, self.high)
    }
}

/// What was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// Why.
    pub reason: Omission,
    /// How many answer sets.
    pub sets: usize,
    /// The teams that they belong to, in the order of their names; none for sets that name no team.
    pub teams: Vec<String>,
}

/// Why answer sets were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Omission {
    /// The team has several sets, of fewer persons than a mean needs.
    TooFew,
    /// A row of a table names no team.
    Nameless,
    /// The respondent, or the team, has a later set.
    Earlier,
    /// It was rejected when it was to be scored.
    Rejected,
}

/// How values of 0..=1 are spread over the teams.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Distribution {
    /// How many teams have a value.
    pub n: usize,
    /// The arithmetic mean.
    pub mean: Option<f64>,
    /// The standard deviation of a sample (n - 1).
    pub sd: Option<f64>,
    /// The lowest.
    pub min: Option<f64>,
    /// The lower quartile (type 7).
    pub q25: Option<f64>,
    /// The median.
    pub median: Option<f64>,
    /// The upper quartile.
    pub q75: Option<f64>,
    /// The highest.
    pub max: Option<f64>,
    /// How many values lie in each twentieth of the scale; 1 belongs to the last.
    pub bins: Vec<usize>,
}

/// How a score is spread over the teams.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ScoreDistribution {
    /// The id of the dimension; `null` for the overall score.
    pub dimension: Option<String>,
    /// The id of the pole.
    pub pole: String,
    /// The teams' scores, those that are sure enough to show.
    #[serde(flatten)]
    pub of: Distribution,
}

/// The teams in a zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ZoneShare {
    /// The zone's id.
    pub zone: String,
    /// How many teams.
    pub teams: usize,
    /// Their share of the teams that have a zone, 0..=1.
    pub share: f64,
    /// How many of them are decided: outside the band round the cut.
    pub decided: usize,
}

/// A word and how many teams have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Counted {
    /// The word.
    pub word: String,
    /// How many teams.
    pub teams: usize,
}

/// A trait that holds teams back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TraitFinding {
    /// The trait's id.
    #[serde(rename = "trait")]
    pub of: String,
    /// The trait's title.
    pub title: String,
    /// The id of its dimension.
    pub dimension: String,
    /// How many teams it holds back in any of these ways.
    pub teams: usize,
    /// In how many it is far below its pole.
    pub weak: usize,
    /// In how many it keeps a level from being reached.
    pub gate: usize,
    /// In how many something is practised that rests on it.
    pub missed: usize,
    /// Its median score over the teams that have one, 0..=1.
    pub median: Option<f64>,
}

/// A step that helps teams.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StepFinding {
    /// The recommendation's id.
    pub id: String,
    /// The step as an imperative.
    pub title: String,
    /// The id of the trait that it raises.
    #[serde(rename = "trait")]
    pub of: String,
    /// The trait's title.
    pub trait_title: String,
    /// The id of the trait's dimension.
    pub dimension: String,
    /// How many teams' overall scores it lifts.
    pub teams: usize,
    /// In how many it is among the first five moves.
    pub early: usize,
    /// The median of what it adds to their overall scores, summed over the poles, 0..=1 for each pole.
    pub gain: Option<f64>,
    /// The sum over all teams.
    pub total_gain: f64,
    /// Person-days, low and high; `null` if the definition states none.
    pub effort: Option<(f64, f64)>,
}

/// A score far from those of the other teams.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Outlier {
    /// The team's name.
    pub team: String,
    /// The id of the dimension; `null` for the overall score.
    pub dimension: Option<String>,
    /// The id of the pole.
    pub pole: String,
    /// The team's score, 0..=1.
    pub score: f64,
    /// The median of all teams, 0..=1.
    pub median: f64,
    /// How many times the usual distance from the median it is away, below it negative: 0.6745 (score - median) / MAD.
    pub distance: f64,
}

/// What the findings rest on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Method {
    /// A mean of several answer sets of a team needs so many persons.
    pub min_group: usize,
    /// Outliers are looked for among so many teams or more.
    pub outlier_teams: usize,
    /// An outlier is further from the median than so many usual distances.
    pub outlier_distance: f64,
    /// And further than this, 0..=1.
    pub outlier_least: f64,
    /// A team that answered less than this share is named, 0..=1.
    pub low_coverage: f64,
    /// A step is early if it is among the first so many.
    pub early: usize,
}

impl Portfolio {
    /// Returns what people read for a pole; an id that is not known speaks for itself.
    #[must_use]
    pub fn pole_title<'a>(&'a self, id: &'a str) -> &'a str {
        title(&self.poles, id)
    }

    /// Returns what people read for a dimension; an id that is not known speaks for itself.
    #[must_use]
    pub fn dimension_title<'a>(&'a self, id: &'a str) -> &'a str {
        title(&self.dimensions, id)
    }

    /// Returns what people read for a zone or a label; one that is not known speaks for itself.
    #[must_use]
    pub fn zone_title<'a>(&'a self, id: &'a str) -> &'a str {
        let zones = self.placement.iter().flat_map(|placement| &placement.zones);
        match id {
            "borderline" => "Borderline",
            "central" => "Central",
            "no-data" => "No data",
            id => zones.into_iter().find(|zone| zone.id == id).map_or(id, |zone| &zone.title),
        }
    }
}

fn title<'a>(of: &'a [Named], id: &'a str) -> &'a str {
    of.iter().find(|named| named.id == id).map_or(id, |named| &named.title)
}

#[cfg(test)]
mod tests {
    use super::Portfolio;
    use crate::report::schema::is_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        is_published::<Portfolio>("portfolio", "Many teams side by side");
    }
}
