//! The answers: read from TOML or JSON, judged against the questionnaire.

mod diags;
mod judge;
mod read;
mod route;
mod sheet;

pub use judge::{Problem, Raw, fits, judge};
pub use read::{Read, Reader, Syntax, questionnaire_id, read};
pub use route::{contradicts_itself, fact, route};
pub use sheet::{AnswerSheet, Confidence, Entry, Response, Subject};
