//! From the poles' scores to zone, label and confidence; how far the poles go together.

use std::fmt::Write as _;

use super::dialect::{Dialect, number, text};
use super::pool::{high, low, mean};
use crate::questionnaire::{Placement, PoleIx, Questionnaire, ZoneIx};
use crate::scoring::SLACK;

/// Returns the zone; `NULL` unless each pole has a point.
pub(super) fn zone(placement: &Placement, poles: &[String]) -> String {
    let cut = number(placement.cut - SLACK);
    let combinations = 1..1_usize << poles.len();
    let mut cases = String::new();
    for combination in combinations.rev() {
        let all: Vec<String> = poles
            .iter()
            .enumerate()
            .filter(|(pole, _)| combination >> pole & 1 == 1)
            .map(|(_, point)| format!("{point} >= {cut}"))
            .collect();
        let _ = write!(
            cases,
            " WHEN {} THEN {}",
            all.join(" AND "),
            zone_id(placement, placement.zone(combination))
        );
    }
    format!(
        "CASE WHEN {} THEN NULL{cases} ELSE {} END",
        missing(poles),
        zone_id(placement, placement.zone(0))
    )
}

/// Returns the label: the zone if it is decided, else `borderline`, `central` or `no-data`.
pub(super) fn label(placement: &Placement, poles: &[String], zone: &str) -> String {
    let band = number(placement.band - SLACK);
    let near: Vec<String> =
        poles.iter().map(|point| format!("ABS({point} - {}) < {band}", number(placement.cut))).collect();
    let close = if poles.len() > 1 {
        let all = poles.join(", ");
        format!("GREATEST({all}) - LEAST({all}) < {}", number(placement.central - SLACK))
    } else {
        format!("0.0 < {}", number(placement.central - SLACK))
    };
    format!(
        "CASE WHEN {} THEN 'no-data' WHEN NOT ({}) THEN {zone}{} WHEN {} AND {close} THEN 'central' ELSE 'borderline' END",
        missing(poles),
        near.join(" OR "),
        decided_anyhow(placement, &near, zone),
        near.join(" AND "),
    )
}

/// The zones that do not ask for all poles: there it is no matter if another one is near the cut.
fn decided_anyhow(placement: &Placement, near: &[String], zone: &str) -> String {
    let mut cases = String::new();
    for ix in (0..placement.zones.len()).map(ZoneIx) {
        let asked: Vec<&str> = near
            .iter()
            .enumerate()
            .filter(|(pole, _)| placement.asks(ix, PoleIx(*pole)))
            .map(|(_, near)| near.as_str())
            .collect();
        if asked.len() == near.len() {
            continue;
        }
        let decided =
            if asked.is_empty() { String::new() } else { format!(" AND NOT ({})", asked.join(" OR ")) };
        let id = zone_id(placement, ix);
        let _ = write!(cases, " WHEN {zone} = {id}{decided} THEN {id}");
    }
    cases
}

/// Returns the confidence: `tentative` if missing answers cannot lead to another zone, else `open`. One answer set is a
/// single view of the team, so there is nothing above.
pub(super) fn confidence(placement: &Placement, poles: &[String]) -> String {
    let cut = number(placement.cut - SLACK);
    let reachable = |zone: ZoneIx| {
        let corners = (0..1_usize << poles.len()).filter(|combination| placement.zone(*combination) == zone);
        let corners: Vec<String> = corners
            .map(|combination| {
                let sides = poles.iter().enumerate().map(|(pole, point)| {
                    if combination >> pole & 1 == 1 {
                        format!("{} >= {cut}", high(point))
                    } else {
                        format!("{} < {cut}", low(point))
                    }
                });
                sides.collect::<Vec<_>>().join(" AND ")
            })
            .collect();
        format!("CASE WHEN {} THEN 1 ELSE 0 END", corners.join(" OR "))
    };
    let zones: Vec<String> = (0..placement.zones.len()).map(|zone| reachable(ZoneIx(zone))).collect();
    format!(
        "CASE WHEN {} THEN 'open' WHEN {} = 1 THEN 'tentative' ELSE 'open' END",
        missing(poles),
        zones.join(" + ")
    )
}

fn missing(poles: &[String]) -> String {
    poles.iter().map(|point| format!("{point} IS NULL")).collect::<Vec<_>>().join(" OR ")
}

fn zone_id(placement: &Placement, zone: ZoneIx) -> String {
    text(&placement[zone].id)
}

/// Returns how far the poles of one dimension go together: the geometric mean, never above the arithmetic one; `NULL`
/// unless there are two poles at least and each has a point.
pub(super) fn integration(poles: &[String], dialect: Dialect) -> String {
    if poles.len() < 2 {
        return format!("CAST(NULL AS {})", dialect.double_type());
    }
    let count = number(poles.len() as f64);
    let product = poles.join(" * ");
    let geometric = if poles.len() == 2 {
        format!("SQRT({product})")
    } else {
        format!("POWER({product}, {})", number(1.0 / poles.len() as f64))
    };
    format!(
        "CASE WHEN NOT ({}) THEN LEAST({geometric}, ({}) / {count}) END",
        missing(poles),
        poles.join(" + ")
    )
}

/// Returns the weighted mean of the dimensions' integration, never below the lowest.
pub(super) fn overall_integration(
    questionnaire: &Questionnaire,
    dimensions: &[String],
    dialect: Dialect,
) -> String {
    let weighted: Vec<(f64, String)> =
        questionnaire.dimensions().iter().map(|of| of.weight).zip(dimensions.iter().cloned()).collect();
    if let [only] = dimensions {
        return only.clone();
    }
    let mean = mean(&weighted, dialect);
    let lowest: Vec<String> = dimensions.iter().map(|of| format!("COALESCE({of}, 1.0)")).collect();
    format!(
        "CASE WHEN COALESCE({}) IS NOT NULL THEN GREATEST({mean}, LEAST({})) END",
        dimensions.join(", "),
        lowest.join(", ")
    )
}
