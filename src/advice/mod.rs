//! What to do next: which recommendations apply, in which order, and what they are worth. The rules, with their sources,
//! are in `docs/method.md`.

mod action;
mod advise;
mod graph;
mod model;
mod path;
mod plan;
mod solve;
mod steps;
mod turns;

pub use advise::advise;
pub use model::{Advice, Prerequisite};
pub use path::{Goal, Lack, Missing, Path, PathMove, path, within};
