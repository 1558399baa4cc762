//! The report from outside: built, read back, and written in every format.

mod codes;
mod derivations;
#[cfg(feature = "docx")]
mod editable;
mod explain;
mod fixture;
mod golden;
mod hostile;
mod inspection;
#[cfg(feature = "pdf")]
mod pages;
mod plan;
mod read_back;
mod rows;
mod stamps;
mod words;
#[cfg(feature = "xlsx")]
mod workbook;
