//! The survey of a team at one screen: what it writes, and how it is shown.

#[cfg(unix)]
pub mod card;
mod deed;
pub mod files;
pub mod plain;
mod words;

pub use words::farewell;
