//! The one result, and what is said of it.

mod model;

pub use model::*;
