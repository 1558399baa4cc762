//! The short survey: which of the open questions to ask next, and when none of them is worth asking any more.
//!
//! A [`Narrowing`] knows the judgement and leads a [`Session`](crate::survey::Session), which knows none. See "A short
//! survey" in `docs/method.md`.

mod narrowing;
mod trial;

pub use narrowing::Narrowing;
