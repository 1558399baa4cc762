//! A second way to get answers: a survey, as a pure state machine.
//!
//! A [`Session`] takes [`Action`]s and shows [`View`]s; it knows no terminal, no file and no clock. What draws and
//! reads keys is a [`Frontend`], what writes to disk is a [`Store`], and [`conduct`] brings the three together so that
//! every answer is stored before the next question is shown.

mod action;
mod carry;
mod conduct;
pub mod facilitate;
mod pace;
mod session;
mod short;
mod view;

pub use action::{Action, Effect, Rejection};
pub use carry::{Carried, carry_over};
pub use conduct::{Frontend, Notice, Reply, Store, Stored, conduct};
pub use pace::{Pace, expected};
pub use session::{Options, Session};
pub use short::{Budget, Choice, Guide, Short, Stop};
pub use view::{Card, Place, Progress, View};
