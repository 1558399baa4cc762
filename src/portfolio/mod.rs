//! Many teams side by side: where each stands, how the scores are spread, what holds most of them back, and which step
//! would help most of them.
//!
//! [`Entry`] is what a portfolio takes of one answer set, from a [report](Entry::of_report) or from a
//! [row of results](results). [`build`] makes one versioned, serialisable [`Portfolio`] of them; every output is a
//! function of it alone, and [`document`] puts it into words. There is no league table: teams stand in the order of their
//! names unless somebody asks for another.

mod build;
mod crowd;
pub mod document;
mod entry;
mod model;
mod redact;
pub mod results;
mod sort;
mod teams;

pub use build::{Plan, build};
pub use entry::{Details, Entry, Hold, Origin, Step};
pub use model::*;
pub use sort::{Sort, SortError};
