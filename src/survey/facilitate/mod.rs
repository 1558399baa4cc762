//! A survey that a team answers together: each member votes hidden, the votes are revealed as counts, and the team agrees
//! on an answer or records the dissent.
//!
//! A [`Meeting`] is a [`Session`](super::Session) of the agreed answers, which decides what is asked and where the team
//! is, with the sheets of the members beside it. It takes [`Move`]s; it knows no terminal, no file and no clock.
//! [`conduct`] stores every vote and every agreed answer before anything else is shown.

mod agreement;
mod conduct;
mod meeting;
mod member;
mod moves;
mod tally;

pub use agreement::{Agreement, agreement};
pub use conduct::{Archive, Host, News, Request, Said, conduct};
pub use meeting::{Meeting, Stage};
pub use member::{Member, Unnameable, name, same_name};
pub use moves::{Move, Outcome, Refusal, Whose, dissent_in};
pub use tally::{Basis, Proposal, Tally};
