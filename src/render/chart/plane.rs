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
    let zones = &plane.zones;
    let [low_low, high_low, low_high, high_high] = areas(cut);
    Layout {
        zones: [
            (low_low, zones.low_low.as_str()),
            (high_low, zones.high_low.as_str()),
            (low_high, zones.low_high.as_str()),
            (high_high, zones.high_high.as_str()),
        ],
        cut,
        band: Extent::new(cut - plane.band, cut + plane.band),
        team: place(&plane.team),
        dimensions: plane.dimensions.iter().map(place).collect(),
    }
}

/// Returns the areas of the four zones: bottom left, bottom right, top left, top right.
#[must_use]
pub fn areas(cut: f64) -> [Area; 4] {
    let cut = on_scale(cut);
    let (low, high) = (Extent::new(0.0, cut), Extent::new(cut, 1.0));
    [(low, low), (high, low), (low, high), (high, high)].map(|(across, upwards)| Area { across, upwards })
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

/// Moves points apart until no two are nearer than `distance`, as far as a few rounds can; the order decides who moves.
#[must_use]
pub fn spread(points: &[Point], distance: f64) -> Vec<Point> {
    /// Enough for some dozens of points; a rest of overlap does no harm.
    const ROUNDS: usize = 60;
    let mut places = points.to_vec();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for later in 1..places.len() {
            for earlier in 0..later {
                let (a, b) = (places[earlier], places[later]);
                let (across, upwards) = (b.across - a.across, b.upwards - a.upwards);
                let apart = across.hypot(upwards);
                if apart >= distance - 1e-9 {
                    continue;
                }
                // Points in one place part in all directions, each by the golden angle from the last.
                let (across, upwards) = if apart > 1e-9 {
                    (across / apart, upwards / apart)
                } else {
                    let angle = later as f64 * 2.4;
                    (angle.cos(), angle.sin())
                };
                // The first point stays where it is, so that the team is never moved.
                let (back, forth) = if earlier == 0 { (0.0, 1.0) } else { (0.5, 0.5) };
                let gap = distance - apart;
                places[earlier] = shifted(a, -across * gap * back, -upwards * gap * back);
                places[later] = shifted(b, across * gap * forth, upwards * gap * forth);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    places
}

fn shifted(point: Point, across: f64, upwards: f64) -> Point {
    Point { across: on_scale(point.across + across), upwards: on_scale(point.upwards + upwards) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_in_one_place_are_spread_and_the_first_stays() {
        let middle = Point { across: 0.5, upwards: 0.5 };
        let places = spread(&[middle; 4], 0.05);
        assert_eq!(places[0], middle);
        for (index, a) in places.iter().enumerate() {
            for b in &places[index + 1..] {
                assert!((a.across - b.across).hypot(a.upwards - b.upwards) > 0.045, "{places:?}");
            }
        }
    }

    #[test]
    fn points_apart_stay_where_they_are() {
        let points = [Point { across: 0.1, upwards: 0.9 }, Point { across: 0.9, upwards: 0.1 }];
        assert_eq!(spread(&points, 0.1), points);
    }
}
