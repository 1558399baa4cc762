//! How long each bar of the profile is.

use super::{Extent, on_scale};
use crate::report::figure::{Bar, Profile};

/// The profile, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<'a> {
    /// The cut, if there is one.
    pub cut: Option<f64>,
    /// The groups with their bars.
    pub groups: Vec<(&'a str, Vec<Placed<'a>>)>,
}

/// A bar and where its parts end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed<'a> {
    /// The bar.
    pub bar: &'a Bar,
    /// What is certain: from 0 to the lowest value that is possible.
    pub certain: Extent,
    /// What the missing answers leave open.
    pub open: Extent,
    /// The point, if there is one to show.
    pub point: Option<f64>,
}

/// Lays out the profile.
#[must_use]
pub fn lay_out(profile: &Profile) -> Layout<'_> {
    Layout {
        cut: profile.cut.map(on_scale),
        groups: profile
            .groups
            .iter()
            .map(|group| (group.title.as_str(), group.bars.iter().map(place).collect()))
            .collect(),
    }
}

fn place(bar: &Bar) -> Placed<'_> {
    let (low, high) = bar.reading.bounds().unwrap_or((0.0, 0.0));
    Placed {
        bar,
        certain: Extent::new(0.0, low),
        open: Extent::new(low, high),
        point: bar.reading.point().map(on_scale),
    }
}
