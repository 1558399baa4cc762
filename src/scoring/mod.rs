//! The judgement: from answers to traits, dimensions, poles and a place on the plane. Pure: no files, no clock, no
//! rounding.

mod assessment;

pub use assessment::*;
