//! From the poles' scores to a zone, and how far to trust it.

use super::assessment::{Confidence, Label, Placed, Score};
use super::scores::Place;
use super::threshold::{SLACK, reaches};
use crate::questionnaire::{Placement, PoleIx, ZoneIx};

/// Returns where the scores, one for each pole, put a team. What other answers would change (`flips_after`,
/// `flip`, `by_spacing`) is left open.
pub(super) fn place(placement: &Placement, scores: &[Score]) -> Placed {
    let Place { zone, label, confidence } = stand(placement, scores);
    let candidates = match points(scores) {
        Some(points) => zones(
            placement,
            combination(placement, &points),
            mask(&points, |point| in_band(placement, point)),
        ),
        None => Vec::new(),
    };
    let possible =
        corners(placement, scores).map_or_else(Vec::new, |(high, open)| zones(placement, high, open));
    Placed {
        zone,
        label,
        candidates,
        missing_robust: possible.len() == 1,
        possible,
        confidence,
        flips_after: None,
        flip: None,
        by_spacing: Vec::new(),
    }
}

/// Returns the zone that the scores, one for each pole, put a team in, and what can be said of it.
#[must_use]
pub fn stand(placement: &Placement, scores: &[Score]) -> Place {
    let nowhere = Place { zone: None, label: Label::NoData, confidence: Confidence::Open };
    let (mut high, mut open, mut lowest, mut highest) = (0, 0, f64::INFINITY, f64::NEG_INFINITY);
    for (pole, score) in scores.iter().enumerate() {
        let Some(point) = score.point() else { return nowhere };
        high |= usize::from(reaches(point, placement.cut)) << pole;
        open |= usize::from(in_band(placement, point)) << pole;
        lowest = lowest.min(point);
        highest = highest.max(point);
    }
    let all = (1 << scores.len()) - 1;
    let zone = placement.zone(high);
    // Where a pole that the zone does not ask for stands is no matter.
    let asked = |pole: usize| open >> pole & 1 == 1 && placement.asks(zone, PoleIx(pole));
    let label = if open == 0 || !(0..scores.len()).any(asked) {
        Label::Decided
    } else if open == all && highest - lowest < placement.central - SLACK {
        Label::Central
    } else {
        Label::Borderline
    };
    // One answer set is a single view of the team: it can point to a zone and no more.
    let confidence = if is_robust(placement, scores) { Confidence::Tentative } else { Confidence::Open };
    Place { zone: Some(zone), label, confidence }
}

/// Returns whether the missing answers leave only one zone possible.
fn is_robust(placement: &Placement, scores: &[Score]) -> bool {
    corners(placement, scores).is_some_and(|(high, open)| {
        let zone = placement.zone(high);
        combinations(high, open).all(|combination| placement.zone(combination) == zone)
    })
}

fn points(scores: &[Score]) -> Option<Vec<f64>> {
    scores.iter().map(|score| score.point()).collect()
}

/// Returns the combination of high poles: bit `p` is set where pole `p` reaches the cut.
pub(super) fn combination(placement: &Placement, points: &[f64]) -> usize {
    mask(points, |point| reaches(point, placement.cut))
}

/// Returns whether a point is nearer to the cut than the band; its edge is decided.
fn in_band(placement: &Placement, point: f64) -> bool {
    (point - placement.cut).abs() < placement.band - SLACK
}

/// Returns the poles that are high at the low ends of the scores' ranges, and those that are high only at the high ends;
/// `None` if a pole does not apply.
pub(super) fn corners(placement: &Placement, scores: &[Score]) -> Option<(usize, usize)> {
    let mut high = 0;
    let mut open = 0;
    for (pole, score) in scores.iter().enumerate() {
        let (lowest, highest) = score.bounds()?;
        match (reaches(lowest, placement.cut), reaches(highest, placement.cut)) {
            (true, _) => high |= 1 << pole,
            (false, true) => open |= 1 << pole,
            (false, false) => {}
        }
    }
    Some((high, open))
}

/// Returns the zones of all combinations that differ from `high` in no pole but the open ones, in the order of the
/// definition.
pub(super) fn zones(placement: &Placement, high: usize, open: usize) -> Vec<ZoneIx> {
    let mut zones: Vec<ZoneIx> =
        combinations(high, open).map(|combination| placement.zone(combination)).collect();
    zones.sort_unstable();
    zones.dedup();
    zones
}

/// Iterates over all combinations that differ from `high` in no pole but the open ones.
pub(super) fn combinations(high: usize, open: usize) -> impl Iterator<Item = usize> {
    let next = move |chosen: &usize| (*chosen != 0).then(|| (chosen - 1) & open);
    std::iter::successors(Some(open), next).map(move |chosen| high & !open | chosen)
}

fn mask(points: &[f64], holds: impl Fn(f64) -> bool) -> usize {
    points.iter().enumerate().filter(|(_, point)| holds(**point)).map(|(pole, _)| 1 << pole).sum()
}
