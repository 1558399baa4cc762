//! From the poles' scores to a zone, and how far to trust it.

use super::assessment::{Confidence, Label, Placed, Score};
use super::threshold::{SLACK, reaches};
use crate::questionnaire::{Placement, ZoneIx};

/// Returns where the scores, one for each pole, put a team. What other answers would change (`flips_after`,
/// `by_spacing`) is left open.
pub(super) fn place(placement: &Placement, scores: &[Score]) -> Placed {
    let possible = possible(placement, scores);
    let missing_robust = possible.len() == 1;
    let points: Option<Vec<f64>> = scores.iter().map(|score| score.point()).collect();
    let Some(points) = points else {
        return Placed {
            zone: None,
            label: Label::NoData,
            candidates: Vec::new(),
            possible,
            missing_robust,
            confidence: Confidence::Open,
            flips_after: None,
            by_spacing: Vec::new(),
        };
    };
    let high = combination(placement, &points);
    let open = mask(&points, |point| in_band(placement, point));
    let label = if open == 0 {
        Label::Decided
    } else if open == mask(&points, |_| true) && are_close(placement, &points) {
        Label::Central
    } else {
        Label::Borderline
    };
    Placed {
        zone: Some(placement.zone(high)),
        label,
        candidates: zones(placement, high, open),
        possible,
        missing_robust,
        // One answer set is a single view of the team: it can point to a zone and no more.
        confidence: if missing_robust { Confidence::Tentative } else { Confidence::Open },
        flips_after: None,
        by_spacing: Vec::new(),
    }
}

/// Returns the combination of high poles: bit `p` is set where pole `p` reaches the cut.
pub(super) fn combination(placement: &Placement, points: &[f64]) -> usize {
    mask(points, |point| reaches(point, placement.cut))
}

/// Returns whether a point is nearer to the cut than the band; its edge is decided.
fn in_band(placement: &Placement, point: f64) -> bool {
    (point - placement.cut).abs() < placement.band - SLACK
}

fn are_close(placement: &Placement, points: &[f64]) -> bool {
    let lowest = points.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    highest - lowest < placement.central - SLACK
}

/// Returns the zones of all corners of the scores' ranges; none if a pole does not apply.
fn possible(placement: &Placement, scores: &[Score]) -> Vec<ZoneIx> {
    let mut high = 0;
    let mut open = 0;
    for (pole, score) in scores.iter().enumerate() {
        let Some((lowest, highest)) = score.bounds() else { return Vec::new() };
        match (reaches(lowest, placement.cut), reaches(highest, placement.cut)) {
            (true, _) => high |= 1 << pole,
            (false, true) => open |= 1 << pole,
            (false, false) => {}
        }
    }
    zones(placement, high, open)
}

/// Returns the zones of all combinations that differ from `high` in no pole but the open ones, in the order of the
/// definition.
fn zones(placement: &Placement, high: usize, open: usize) -> Vec<ZoneIx> {
    let mut zones = Vec::new();
    let mut chosen = open;
    loop {
        zones.push(placement.zone(high & !open | chosen));
        if chosen == 0 {
            break;
        }
        chosen = (chosen - 1) & open;
    }
    zones.sort_unstable();
    zones.dedup();
    zones
}

fn mask(points: &[f64], holds: impl Fn(f64) -> bool) -> usize {
    points.iter().enumerate().filter(|(_, point)| holds(**point)).map(|(pole, _)| 1 << pole).sum()
}
