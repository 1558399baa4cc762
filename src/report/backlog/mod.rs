//! The moves of a report as a backlog: tickets with effort, prerequisites and a place in the calendar, perhaps only those
//! that lead to a target or fit into a budget.

mod build;
mod document;
mod schedule;
mod target;
mod ticket;

use serde::Serialize;

pub use build::{Request, backlog};
pub use document::document;
pub use target::Target;
pub use ticket::{COLUMNS, Columns};

/// The value of [`Backlog::format`] that this version writes.
pub const FORMAT: &str = "standpoint.plan/1";

/// Moves as tickets, in the order in which they are best taken.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Backlog {
    /// The format and its version: `standpoint.plan/1`.
    pub format: String,
    /// The program that made the report.
    pub generator: String,
    /// The id of the questionnaire.
    pub questionnaire: String,
    /// Its version.
    pub version: String,
    /// The team.
    pub team: Option<String>,
    /// What is to be reached, as it was asked for; empty without a target.
    pub target: Vec<String>,
    /// The most that the moves may cost, in person-days.
    pub budget: Option<f64>,
    /// Whether the tickets reach the target; `null` without one.
    pub reached: Option<bool>,
    /// What the target needs that no moves bring.
    pub missing: Vec<String>,
    /// What the cheapest path to the target costs, in person-days, where that is more than the budget.
    pub over_budget: Option<f64>,
    /// The overall scores now, and once all tickets are done; empty where no path was asked for.
    pub poles: Vec<Shift>,
    /// The titles of the poles of which too little is answered to rely on their scores.
    pub uncertain: Vec<String>,
    /// What all tickets cost.
    pub effort: Effort,
    /// How many people work on them.
    pub team_size: usize,
    /// In how many working days the tickets are done, by the middles of their efforts.
    pub days: f64,
    /// What may still be won by another path: person-days on the way to a target, a gain within a budget. 0 if the path is
    /// proved to be the best.
    pub gap: f64,
    /// Other paths of equal cost, as ids of recommendations.
    pub alternatives: Vec<Vec<String>>,
    /// The same paths, as titles for people.
    #[serde(skip)]
    pub alternative_titles: Vec<Vec<String>>,
    /// Whether there may be more alternatives than are listed.
    pub more_alternatives: bool,
    /// How many moves are left out because no known move leads to what they need.
    pub blocked: usize,
    /// The tickets.
    pub tickets: Vec<Ticket>,
}

/// An effort in person-days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Effort {
    /// If everything goes well.
    pub low: f64,
    /// What is reckoned with: the middle, or the method's own effort where none is stated.
    pub middle: f64,
    /// If it does not.
    pub high: f64,
}

/// An overall score now and then, 0..=1.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Shift {
    /// The pole's id.
    pub pole: String,
    /// The pole's title.
    pub title: String,
    /// The score now.
    pub now: Span,
    /// The score once all tickets are done, as far as the lifts of the moves are right.
    pub then: Span,
}

/// A score with the range that missing answers leave, 0..=1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Span {
    /// The score.
    pub score: f64,
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// A move as a ticket.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Ticket {
    /// The recommendation's id.
    pub id: String,
    /// Its place, from 1.
    pub number: usize,
    /// The move as an imperative.
    pub title: String,
    /// The id of the trait that it raises.
    #[serde(rename = "trait")]
    pub of: String,
    /// The trait's title.
    pub trait_title: String,
    /// The id of the trait's dimension.
    pub dimension: String,
    /// The dimension's title.
    pub dimension_title: String,
    /// What to do first.
    pub first_step: Option<String>,
    /// How one sees that it worked.
    pub sign: Option<String>,
    /// What it costs.
    pub effort: Effort,
    /// Whether the definition states the effort.
    pub estimated: bool,
    /// How much of the trait it brings at its place, 0..=1.
    pub closes: f64,
    /// How much the overall scores rise by it, added over the poles.
    pub gain: f64,
    /// The ids of the tickets that come before it.
    pub after: Vec<String>,
    /// The working day on which it begins, from 0.
    pub start: f64,
    /// The working day on which it ends.
    pub end: f64,
    /// Words to file it under: the program's name, the dimension, the trait and the poles.
    pub labels: Vec<String>,
    /// Where to read on.
    pub reading: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::Backlog;
    use crate::report::schema::is_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        is_published::<Backlog>("plan", "Moves as a backlog");
    }
}
