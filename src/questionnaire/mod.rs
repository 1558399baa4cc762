//! The definition: what is asked, what an answer is worth, how teams are placed and what they are advised.

mod condition;
mod model;

pub use condition::{Condition, Fact, Operand, Reading, Relation, Truth, Value};
pub use model::*;
