//! What the pictures of a report show: plain data, free of any geometry. Renderers draw it.

use super::model::{Dimension, Pole, Report, ScoreState, Trait};
pub use super::number::Shade;
use super::number::{self, Reading};

/// A picture of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// The plane that two poles span.
    Plane(Box<Plane>),
    /// Every dimension on every pole.
    Profile(Profile),
    /// Every trait on every pole.
    Heat(Heat),
    /// Which moves open the way to which.
    Path(Path),
}

/// The plane that two poles span: where the team and its dimensions stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// The title of the pole from left to right.
    pub across: String,
    /// The title of the pole from bottom to top.
    pub upwards: String,
    /// A score from here on is high, 0..=1.
    pub cut: f64,
    /// A score nearer to the cut is borderline.
    pub band: f64,
    /// The titles of the four zones.
    pub zones: Quadrants,
    /// The team as a whole.
    pub team: Mark,
    /// The dimensions, in the order of the definition.
    pub dimensions: Vec<Mark>,
}

/// The titles of the zones; `across` is the first word, `upwards` the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quadrants {
    /// Bottom left.
    pub low_low: String,
    /// Bottom right.
    pub high_low: String,
    /// Top left.
    pub low_high: String,
    /// Top right.
    pub high_high: String,
}

/// What stands for the team on the plane.
pub const TEAM: &str = "\u{25cf}";

/// Something that stands on the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What stands for it on the plane: [`TEAM`], or the number of a dimension.
    pub key: String,
    /// What it is.
    pub title: String,
    /// Its score from left to right.
    pub across: Reading,
    /// Its score from bottom to top.
    pub upwards: Reading,
}

/// Every dimension on every pole, and the whole before them.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The titles of the poles.
    pub poles: Vec<String>,
    /// A score from here on is high, 0..=1; `None` without zones.
    pub cut: Option<f64>,
    /// The lowest scores of the levels above the first, 0..=1.
    pub levels: Vec<f64>,
    /// The whole, then the dimensions.
    pub groups: Vec<Group>,
}

/// The bars of one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What it is.
    pub title: String,
    /// One bar for each pole that applies to it.
    pub bars: Vec<Bar>,
}

/// One score of the profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The index of the pole.
    pub pole: usize,
    /// The score.
    pub reading: Reading,
    /// The level in words (`4 Managed`), if there is one.
    pub level: Option<String>,
}

/// Every trait on every pole.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// The titles of the poles.
    pub poles: Vec<String>,
    /// The dimensions.
    pub groups: Vec<HeatGroup>,
}

/// The traits of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatGroup {
    /// The dimension's title.
    pub title: String,
    /// Its traits.
    pub rows: Vec<HeatRow>,
}

/// A trait on every pole.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatRow {
    /// The trait's id.
    pub id: String,
    /// The trait's title.
    pub title: String,
    /// Its score under each pole it counts for.
    pub cells: Vec<Option<Reading>>,
}

/// Which moves open the way to which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The moves that wait for others or are waited for, by rank.
    pub steps: Vec<PathStep>,
    /// How many such moves there are beside these.
    pub left_out: usize,
}

/// A move of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathStep {
    /// Its place in the plan, from 1.
    pub rank: usize,
    /// The move as an imperative.
    pub title: String,
    /// The indices of the moves that come first, among those of the path.
    pub after: Vec<usize>,
}

/// How many moves can be drawn so that the lines between them are still followed by eye.
const DRAWN: usize = 33;

/// Returns the path; `None` if no move waits for another one.
#[must_use]
pub fn path(report: &Report) -> Option<Path> {
    let moves = &report.recommendations;
    let place = |id: &str| moves.iter().position(|step| step.id == id);
    let mut after = vec![Vec::new(); moves.len()];
    for (index, step) in moves.iter().enumerate() {
        for later in step.unlocks.iter().filter_map(|id| place(id)) {
            if later > index {
                after[later].push(index);
            }
        }
    }
    let mut joined: Vec<bool> = after.iter().map(|before| !before.is_empty()).collect();
    after.iter().flatten().for_each(|earlier| joined[*earlier] = true);
    let all: Vec<usize> = (0..moves.len()).filter(|index| joined[*index]).collect();
    // The first moves, and of those only such as still hang together.
    let first = &all[..all.len().min(DRAWN)];
    let kept = |index: usize| first.contains(&index);
    let drawn: Vec<usize> = first
        .iter()
        .copied()
        .filter(|&index| {
            after[index].iter().any(|earlier| kept(*earlier))
                || first.iter().any(|later| after[*later].contains(&index))
        })
        .collect();
    let step = |index: &usize| PathStep {
        rank: moves[*index].rank,
        title: moves[*index].title.clone(),
        after: after[*index].iter().filter_map(|of| drawn.iter().position(|other| other == of)).collect(),
    };
    (!drawn.is_empty())
        .then(|| Path { steps: drawn.iter().map(step).collect(), left_out: all.len() - drawn.len() })
}

/// Returns the heat map.
#[must_use]
pub fn heat(report: &Report) -> Heat {
    let row = |of: &Trait| HeatRow {
        id: of.id.clone(),
        title: of.title.clone(),
        cells: report.poles.iter().map(|pole| of.poles.contains(&pole.id).then(|| of.into())).collect(),
    };
    let group = |dimension: &Dimension| HeatGroup {
        title: dimension.title.clone(),
        rows: dimension.traits.iter().map(row).collect(),
    };
    Heat {
        poles: report.poles.iter().map(|pole| pole.title.clone()).collect(),
        groups: report.dimensions.iter().map(group).collect(),
    }
}

/// Returns the plane, if the questionnaire has zones and exactly two poles.
#[must_use]
pub fn plane(report: &Report) -> Option<Plane> {
    let method = report.method.placement.as_ref()?;
    let [across, upwards] = report.poles.as_slice() else { return None };
    let zone = |high: [bool; 2]| {
        let of = method.zones.iter().find(|zone| zone.combinations.iter().any(|c| *c == high));
        of.map(|zone| zone.title.clone()).unwrap_or_default()
    };
    Some(Plane {
        across: across.title.clone(),
        upwards: upwards.title.clone(),
        cut: method.cut,
        band: method.band,
        zones: Quadrants {
            low_low: zone([false, false]),
            high_low: zone([true, false]),
            low_high: zone([false, true]),
            high_high: zone([true, true]),
        },
        team: Mark {
            key: TEAM.to_owned(),
            title: report.subject.team.clone().unwrap_or_else(|| "The team".to_owned()),
            across: across.into(),
            upwards: upwards.into(),
        },
        dimensions: report
            .dimensions
            .iter()
            .enumerate()
            .filter_map(|(index, dimension)| {
                let [across, upwards] = dimension.poles.as_slice() else { return None };
                Some(Mark {
                    key: (index + 1).to_string(),
                    title: dimension.title.clone(),
                    across: across.into(),
                    upwards: upwards.into(),
                })
            })
            .collect(),
    })
}

/// Returns the profile.
#[must_use]
pub fn profile(report: &Report) -> Profile {
    let whole = Group { title: "Overall".to_owned(), bars: bars(report, &report.poles) };
    let dimensions = report
        .dimensions
        .iter()
        .map(|dimension| Group { title: dimension.title.clone(), bars: bars(report, &dimension.poles) });
    Profile {
        poles: report.poles.iter().map(|pole| pole.title.clone()).collect(),
        cut: report.method.placement.as_ref().map(|placement| placement.cut),
        levels: report.method.levels.iter().skip(1).map(|level| level.from).collect(),
        groups: std::iter::once(whole).chain(dimensions).collect(),
    }
}

fn bars(report: &Report, poles: &[Pole]) -> Vec<Bar> {
    poles
        .iter()
        .filter(|pole| pole.state != ScoreState::NotApplicable)
        .filter_map(|pole| {
            let index = report.poles.iter().position(|known| known.id == pole.id)?;
            Some(Bar { pole: index, reading: pole.into(), level: level(pole) })
        })
        .collect()
}

/// The level of a pole in words: `4 Managed`, or `2 to 4` where the missing answers leave several.
pub(super) fn level(pole: &Pole) -> Option<String> {
    let level = pole.level.as_ref()?;
    Some(if level.low_rank == level.high_rank || level.rank == 0 {
        format!("{} {}", level.rank, level.title)
    } else {
        number::ranks(level.low_rank, level.high_rank)
    })
}
