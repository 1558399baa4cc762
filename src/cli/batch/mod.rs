//! What becomes of a batch's results while they come: files that appear whole, what was rejected, one report a set,
//! progress, and how a run that was interrupted goes on.

mod asked;
mod interrupt;
mod partial;
mod progress;
mod rejected;
mod reports;
mod results;
pub mod state;
mod summary;
mod work;

pub use asked::Asked;
pub use interrupt::Shared;
pub use progress::Progress;
pub use rejected::Rejected;
pub use reports::Reports;
pub use results::{Results, Sink};
pub use state::State;
pub use summary::tell;
pub use work::{End, Work};
