//! The survey's front ends and its file. Cards need a terminal of the Unix kind; elsewhere the survey is asked in plain
//! lines.

mod ability;
#[cfg(unix)]
pub mod card;
mod desk;
pub mod facilitate;
pub mod lock;
mod outlook;
pub mod plain;
mod salvage;
mod search;
pub mod start;
pub mod store;
pub mod words;

pub use desk::Desk;
