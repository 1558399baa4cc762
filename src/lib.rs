//! Finds out where a team stands between `DevOps` and `ITOps`.

pub mod advice;
pub mod answers;
pub mod batch;
pub mod diagnostic;
pub mod groups;
pub mod guide;
pub mod portfolio;
pub mod portrait;
pub mod questionnaire;
pub mod render;
pub mod report;
pub mod scoring;
pub mod sql;
pub mod stats;
pub mod survey;
pub mod text;
