//! Answer sets by team, role or date: what each group has in common, without what only a few of its persons said.
//!
//! A [`Grouping`] says what to group by; [`Groups`] count the scores of answer sets as they come, on any number of threads,
//! in memory that grows with the number of groups and not of sets; [`Groups::table`] reckons at the end and decides what may be seen.

mod by;
mod counts;
mod persons;
mod reckon;
mod sets;
mod table;
mod tally;

pub use by::{Axis, By, ByError, Grain};
pub use table::{FORMAT, Group, GroupTable, Measure, Reason, Share, Zones};
pub use tally::{Adder, Groups};

use crate::stats::LEAST;

/// How answer sets are grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    by: By,
    least: u64,
}

impl Grouping {
    /// The number of persons that a group needs unless somebody says otherwise.
    pub const USUAL: u64 = 5;

    /// Returns a grouping in which a group needs five persons to be shown.
    #[must_use]
    pub fn new(by: By) -> Self {
        Self { by, least: Self::USUAL }
    }

    /// Returns the grouping with another number of persons that a group needs, which is never less than
    /// [`LEAST`].
    #[must_use]
    pub fn at_least(self, persons: u64) -> Self {
        Self { least: persons.max(LEAST), ..self }
    }

    /// Returns what sets are grouped by.
    #[must_use]
    pub fn by(&self) -> &By {
        &self.by
    }

    /// Returns how many persons a group needs to be shown.
    #[must_use]
    pub fn least(&self) -> u64 {
        self.least
    }
}
