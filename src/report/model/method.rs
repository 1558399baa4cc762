use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the scores rest on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Method {
    /// The placement's constants; `null` without zones.
    pub placement: Option<PlacementMethod>,
    /// The ladder.
    pub levels: Vec<LevelMethod>,
    /// The other constants by name; see `docs/method.md`.
    pub constants: BTreeMap<String, f64>,
    /// The names of the constants that differ from the method's defaults.
    pub differing: Vec<String>,
}

/// The placement's constants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlacementMethod {
    /// A pole's score from here on counts as high.
    pub cut: f64,
    /// A score nearer to the cut than this is borderline.
    pub band: f64,
    /// All poles in the band and none apart by this much: central.
    pub central: f64,
    /// The zones.
    pub zones: Vec<Zone>,
}

/// A zone of the plane.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Zone {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it means to be there.
    pub summary: String,
    /// The combinations that belong to it: for each, which poles are high, in the order of the poles.
    pub combinations: Vec<Vec<bool>>,
}

/// A level of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelMethod {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The lowest score of the level.
    pub from: f64,
}
