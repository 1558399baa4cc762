//! Numbers in, numbers out: what can be said of many values, and what must not be. A leaf that knows only the standard
//! library.
//!
//! What is undefined says why ([`Undefined`]); it is never 0. Formulas are pinned to worked examples in `tests/vectors`.

mod interval;
mod moments;
mod quantile;
mod spread;
mod suppression;

pub use interval::{Z95, wilson};
pub use moments::Moments;
pub use quantile::{deviation, median, quantile};
pub use spread::{CELLS, Spread};
pub use suppression::{LEAST, Suppression, Visibility, suppress, suppress_by};

use std::{error, fmt};

/// Why a statistic has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Undefined {
    /// There is no value to reckon with.
    NoValues,
    /// It needs two values or more.
    OneValue,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoValues => "there are no values",
            Self::OneValue => "there is one value only",
        })
    }
}

impl error::Error for Undefined {}
