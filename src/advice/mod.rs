//! What to do next: which recommendations apply, in which order, and what they are worth.

mod model;

pub use model::{Advice, Prerequisite};
