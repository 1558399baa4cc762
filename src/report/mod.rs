//! The one result, and what is said of it.
//!
//! [`build`] makes a [`Report`] of what was judged, [`read_back`] takes one from a file. [`document`] puts a report
//! into words and order, for every format alike; [`figure`] says what its pictures show; [`number`] is the only place
//! that rounds; [`row`] is a report in one row of a table; [`inspection`] is what a pipeline looks at.

pub mod backlog;
mod build;
pub mod document;
pub mod explain;
pub mod figure;
mod find;
mod gate;
pub mod inspection;
mod model;
pub mod number;
mod read_back;
mod redact;
pub mod row;
#[cfg(test)]
pub(crate) mod schema;
mod stamp;
pub mod word;

pub use build::{GENERATOR, Inputs, build};
pub use gate::{Gate, GateError, Outcome};
pub use model::*;
pub use read_back::{CODES, read_back};
pub use stamp::Stamp;
