//! The portrait of a questionnaire: what its author wants to see before anybody answers it.
//!
//! What it holds and how long it takes, how hard it reads, what each question is worth in the end, and where standard
//! respondents are placed: those who always choose the lowest, the middle or the highest value, those who tick the same
//! place everywhere, and many who answer at random.

mod count;
mod crowd;
mod draw;
mod model;
mod random;
mod reading;
mod respondent;
mod share;

pub use draw::draw;
pub use model::*;
pub use random::SplitMix64;
pub use reading::WORDS_PER_MINUTE;
pub use respondent::Respondent;
