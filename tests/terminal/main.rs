//! The survey in a real pseudo-terminal, and in plain lines; a batch's progress.
#![cfg(all(unix, feature = "cli"))]

mod again;
mod batch;
mod facilitate;
mod harness;
mod hostile;
mod interrupted;
mod picture;
mod plain;
mod random;
mod short;
mod walk;
