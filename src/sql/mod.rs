//! A questionnaire as one SQL query: scores where the answers lie, on whatever engine they lie in.
//!
//! [`write()`] makes the query from the same compiled [`Questionnaire`](crate::questionnaire::Questionnaire) that
//! [`scoring`](crate::scoring) judges by, so that both say the same. The query is a chain of steps, each a common table
//! expression over the one before: cells → answers → what is asked → what answers are worth → traits → dimensions →
//! poles → the place on the plane.
//!
//! Three-valued conditions need no translation: an answer that is still to come is `NULL`, and SQL's `AND`, `OR` and
//! `NOT` are Kleene's.

mod answer;
mod condition;
mod dialect;
mod pool;
mod query;
mod source;
mod standing;
mod step;

pub use dialect::Dialect;
pub use query::{NameTooLong, Options, write};
pub use source::{Field, Shape};
