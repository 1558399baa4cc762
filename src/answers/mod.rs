//! The answers: read from TOML or JSON, judged against the questionnaire, written back without losing a comment.

mod route;
mod sheet;

pub use route::{contradicts_itself, fact, route};
pub use sheet::{AnswerSheet, Confidence, Entry, Response, Subject};
