//! The judgement: from answers to traits, dimensions, poles and a place on the plane. Pure: no files, no clock, no
//! rounding. The formulas, with their sources and a worked example, are in `docs/method.md`.

mod aggregate;
mod assessment;
pub(crate) mod coded;
mod coding;
mod fragility;
mod integration;
mod level;
mod links;
mod placement;
mod prospect;
mod scorer;
mod scores;
mod share;
mod sum;
mod threshold;

pub use assessment::*;
pub use coding::{Basis, basis};
pub use placement::stand;
pub use prospect::{Prospect, prospect};
pub use scorer::{Scorer, score};
pub use scores::{Place, Scores};
pub use sum::{Sum, WeightedMean};
pub use threshold::{SLACK, reaches};
