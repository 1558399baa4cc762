//! The answers: read from TOML or JSON, judged against the questionnaire, written back without losing a comment.

mod codes;
mod diags;
mod fingerprint;
mod judge;
mod read;
mod route;
mod sheet;
mod write;

pub use codes::CODES;
pub use fingerprint::fingerprint;
pub use judge::{Problem, Raw, fits, judge};
pub(crate) use read::{
    Column, {Said, judge_json},
};
pub use read::{Columns, Read, Reader, Syntax, date, places, questionnaire_id, read};
pub use route::{Discount, contradicts_itself, discounted, fact, route};
pub use sheet::{AnswerSheet, Confidence, Entry, Response, Subject};
pub use write::{blank, save, to_json, to_toml, update};
