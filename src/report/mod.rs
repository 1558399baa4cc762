//! The one result, and what is said of it.

mod gate;
mod model;

pub use gate::{Gate, GateError, Outcome};
pub use model::*;
