//! From an [`AnswerSheet`](super::AnswerSheet) back to a file: whole, into a file that somebody edits, or onto the disk.

mod blank;
mod canonical;
mod edit;
mod save;
mod shape;
mod update;

pub use blank::blank;
pub(super) use canonical::Whole;
pub use canonical::{to_json, to_toml};
pub use save::save;
pub use update::update;
