//! Many answer sets: from folders, patterns and tables to rows of scores or lines of reports.
//!
//! [`find`] says what a path holds, [`run`] scores it. Jobs go to worker threads, their results through a bounded window
//! back to the calling thread, in the order of the inputs. A job is one file, or some whole rows of a table; what becomes
//! of it is a chunk of lines, ready to be written, so that another way to work on rows can stand beside this one.

mod cells;
mod chunk;
mod codes;
mod columnar;
mod event;
mod input;
mod jobs;
mod numbers;
mod ordered;
mod output;
mod plan;
mod rejection;
mod row;
mod rows;
mod run;
mod select;
mod split;
mod titles;
mod work;

pub use codes::CODES;
pub use event::{Event, Outcome, Reason, Scored, Summary, Titles, Warning};
pub use input::{Content, FindError, Input, NO_PARQUET, TableFormat, find, text, unpacked};
#[cfg(feature = "parquet")]
pub use output::ParquetWriter;
pub use plan::{Format, Make, Plan, Position, Rename, Tallies, Tally};
pub use rejection::Rejection;
pub use run::{head, run};
pub use select::{SelectError, Selection};
pub use titles::columns;
