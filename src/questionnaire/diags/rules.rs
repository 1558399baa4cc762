//! Findings about levels, zones and recommendations.

use std::borrow::Cow;

use super::super::codes;
use super::super::reader::Place;
use super::{error, short, warning};
use crate::diagnostic::Diagnostic;

pub fn first_level_not_zero(place: Place<'_>) -> Diagnostic {
    error(codes::LEVELS_NOT_RISING, place, "the first level does not start at 0", "")
        .help("every score has a level: let the lowest one start `from = 0.0`")
}

pub fn levels_not_rising(place: Place<'_>, before: Place<'_>) -> Diagnostic {
    error(codes::LEVELS_NOT_RISING, place, "the levels do not rise", "not above the one before")
        .at(before.source, before.span, "the one before")
        .help("write the levels from the lowest to the highest, each starting above the one before")
}

pub fn unknown_level(place: Place<'_>, level: usize, levels: usize) -> Diagnostic {
    let there_are = match levels {
        0 => "there are no levels".to_owned(),
        levels => format!("the highest level is {levels}"),
    };
    error(codes::UNKNOWN_LEVEL, place, format!("there is no level {level}"), there_are)
        .help("levels are counted from 1 in declared order")
}

pub fn overlapping_zones(place: Place<'_>, first: Place<'_>, combination: &str) -> Diagnostic {
    error(codes::OVERLAPPING_ZONES, place, format!("two zones hold {combination}"), "this one")
        .at(first.source, first.span, "and this one")
        .help("each combination of high and low poles belongs to exactly one zone")
}

pub fn missing_zones(place: Place<'_>, combinations: &[String]) -> Diagnostic {
    const NAMED: usize = 4;
    let mut named = combinations[..combinations.len().min(NAMED)].join(", ");
    if combinations.len() > NAMED {
        named = format!("{named} and {} more", combinations.len() - NAMED);
    }
    error(codes::MISSING_ZONE, place, format!("no zone holds {named}"), "")
        .help("each combination of high and low poles belongs to exactly one zone; a pole left out of `when` may be either")
}

pub fn never_applies(place: Place<'_>) -> Diagnostic {
    error(codes::NEVER_APPLIES, place, "the recommendation can never apply", "no score is below 0")
        .help("it applies while the trait's score is below this number; choose one above 0")
}

pub fn bad_effort(place: Place<'_>) -> Diagnostic {
    error(codes::BAD_EFFORT, place, "the effort is not a range above 0", "")
        .help("person-days, low and high: `[2, 5]`; the same number twice if it is certain")
}

pub fn unreachable_requirement(place: Place<'_>, of: &str, at_least: f64, top: f64) -> Diagnostic {
    let label = if top > 0.0 {
        format!("the recommendations of `{}` end at {top}", short(of))
    } else {
        format!("`{}` has no recommendations", short(of))
    };
    warning(codes::UNREACHABLE_REQUIREMENT, place, format!("no recommendation leads to {at_least}"), label)
        .help("lower the requirement, or add a recommendation for the required trait")
}

pub fn cycle(place: Place<'_>, path: &[&str]) -> Diagnostic {
    let named: Vec<Cow<'_, str>> = path.iter().map(|id| short(id)).collect();
    let message = format!("recommendations wait for each other: {}", named.join(" -> "));
    let help = if path.len() == 2 {
        "a step cannot require its own trait above the point where its rung begins: the next lower `below` of the trait"
    } else {
        "a recommendation waits for those of a required trait whose rung begins below the required score, and for those of the rung below its own; lower or remove a requirement"
    };
    error(codes::CYCLE, place, message, "this requirement closes the circle").help(help)
}
