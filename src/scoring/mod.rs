//! The judgement: from answers to traits, dimensions, poles and a place on the plane. Pure: no files, no clock, no
//! rounding.

mod assessment;
mod sum;
mod threshold;

pub use assessment::*;
pub use sum::{Sum, WeightedMean};
pub use threshold::{SLACK, reaches};
