//! The report from outside: built, read back, and written in every format.

mod codes;
mod explain;
mod fixture;
mod golden;
mod hostile;
mod plan;
mod read_back;
mod rows;
mod words;
#[cfg(feature = "xlsx")]
mod workbook;
