//! Where everything stands on the plane.

use super::{Area, Extent, Point, on_scale};
use crate::report::figure::{Mark, Plane};
use crate::report::number::Reading;

/// The plane, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<'a> {
    /// The four zones with their titles: bottom left, bottom right, top left, top right.
    pub zones: [(Area, &'a str); 4],
    /// The cut, the same on both axes.
    pub cut: f64,
    /// The band round the cut, the same on both axes.
    pub band: Extent,
    /// The team.
    pub team: Placed<'a>,
    /// The dimensions, in the order of the definition; their numbers count from 1.
    pub dimensions: Vec<Placed<'a>>,
}

/// A mark and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<'a> {
    /// The mark.
    pub mark: &'a Mark,
    /// Its point, if both scores have one.
    pub point: Option<Point>,
    /// What the missing answers leave open, if anything.
    pub range: Option<Area>,
}

/// Lays out the plane.
#[must_use]
pub fn lay_out(plane: &Plane) -> Layout<'_> {
    let cut = on_scale(plane.cut);
    let (low, high) = (Extent::new(0.0, cut), Extent::new(cut, 1.0));
    let zones = &plane.zones;
    let area = |across, upwards| Area { across, upwards };
    Layout {
        zones: [
            (area(low, low), zones.low_low.as_str()),
            (area(high, low), zones.high_low.as_str()),
            (area(low, high), zones.low_high.as_str()),
            (area(high, high), zones.high_high.as_str()),
        ],
        cut,
        band: Extent::new(cut - plane.band, cut + plane.band),
        team: place(&plane.team),
        dimensions: plane.dimensions.iter().map(place).collect(),
    }
}

fn place(mark: &Mark) -> Placed<'_> {
    let point = |reading: &Reading| reading.point().map(on_scale);
    let range = |reading: &Reading| reading.bounds().map(|(low, high)| Extent::new(low, high));
    let area = range(&mark.across)
        .zip(range(&mark.upwards))
        .map(|(across, upwards)| Area { across, upwards })
        .filter(|area| area.across.length() > 0.0 || area.upwards.length() > 0.0);
    Placed {
        mark,
        point: point(&mark.across)
            .zip(point(&mark.upwards))
            .map(|(across, upwards)| Point { across, upwards }),
        range: area,
    }
}
