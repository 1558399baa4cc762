//! The words that stand for a placement in every data format.

use crate::questionnaire;
use crate::scoring::{Confidence, Label, Place};

/// Returns the id of the zone if the placement is decided, else `borderline`, `central` or `no-data`.
#[must_use]
pub fn label(zones: &questionnaire::Placement, place: Place) -> &str {
    match (place.label, place.zone) {
        (Label::Decided, Some(zone)) => &zones[zone].id,
        (Label::Borderline, Some(_)) => "borderline",
        (Label::Central, Some(_)) => "central",
        (Label::NoData, _) | (_, None) => "no-data",
    }
}

/// Returns `firm`, `likely`, `tentative` or `open`.
#[must_use]
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Open => "open",
        Confidence::Tentative => "tentative",
        Confidence::Likely => "likely",
        Confidence::Firm => "firm",
    }
}
