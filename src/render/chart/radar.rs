//! The profile as a net: one spoke a dimension, one ring a pole.

use std::f64::consts::TAU;

use super::on_scale;
use crate::report::figure::Profile;

/// A net needs at least this many spokes with a point.
pub const FEWEST: usize = 3;

/// The net, laid out round the origin; a distance of 1 is a score of 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<'a> {
    /// The spokes, clockwise from the top.
    pub spokes: Vec<Spoke<'a>>,
    /// For each pole the distances of its ring from the middle, a gap where there is no point to show.
    pub rings: Vec<Vec<Option<f64>>>,
}

/// The direction of a dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spoke<'a> {
    /// The dimension's title.
    pub title: &'a str,
    /// Its direction: to the right.
    pub across: f64,
    /// Its direction: upwards.
    pub upwards: f64,
}

/// Lays out the net; `None` for fewer than [`FEWEST`] dimensions, or if no pole has a point to show in so many.
#[must_use]
pub fn lay_out(profile: &Profile) -> Option<Layout<'_>> {
    // The first group is the whole.
    let groups = profile.groups.get(1..).filter(|groups| groups.len() >= FEWEST)?;
    let spokes = groups
        .iter()
        .enumerate()
        .map(|(index, group)| {
            let angle = TAU * index as f64 / groups.len() as f64;
            Spoke { title: &group.title, across: angle.sin(), upwards: angle.cos() }
        })
        .collect();
    let rings: Vec<Vec<Option<f64>>> = (0..profile.poles.len())
        .map(|pole| {
            let bar = |group: &crate::report::figure::Group| {
                group.bars.iter().find(|bar| bar.pole == pole).and_then(|bar| bar.reading.point())
            };
            groups.iter().map(|group| bar(group).map(on_scale)).collect()
        })
        .collect();
    let has_shape = rings.iter().any(|ring| ring.iter().flatten().count() >= FEWEST);
    has_shape.then_some(Layout { spokes, rings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ScoreState;
    use crate::report::figure::{Bar, Group};
    use crate::report::number::Reading;

    fn profile(dimensions: usize) -> Profile {
        let reading = Reading::new(ScoreState::Scored, Some(0.5), None, None);
        let bar = || Bar { pole: 0, reading, level: None };
        let group = || Group { title: "a".to_owned(), bars: vec![bar()] };
        Profile {
            poles: vec!["P".to_owned()],
            cut: None,
            levels: Vec::new(),
            groups: (0..=dimensions).map(|_| group()).collect(),
        }
    }

    #[test]
    fn spokes_go_round_clockwise_from_the_top() {
        let profile = profile(4);
        let layout = lay_out(&profile).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        let [up, right, down, left] = layout.spokes.as_slice() else { panic!() };
        assert!(near(up.across, 0.0) && near(up.upwards, 1.0));
        assert!(near(right.across, 1.0) && near(right.upwards, 0.0));
        assert!(near(down.upwards, -1.0) && near(left.across, -1.0));
        assert_eq!(layout.rings, [[Some(0.5); 4]]);
    }

    #[test]
    fn two_spokes_make_no_net() {
        assert_eq!(lay_out(&profile(2)), None);
        let mut blank = profile(5);
        blank.groups[1..].iter_mut().take(3).for_each(|group| group.bars.clear());
        assert_eq!(lay_out(&blank), None);
    }
}
