//! Zones: each combination of high and low poles belongs to exactly one.

use super::super::diags;
use super::super::draft::{Side, Zone};
use super::super::merged::Draft;
use super::super::reader::{Id, Place};
use super::ids::Names;
use super::sections::POLES;
use crate::diagnostic::Sink;

/// The poles that a zone wants high and those it wants low, a bit each; what is in neither may be either.
#[derive(Debug, Clone, Copy)]
pub struct Sides {
    high: usize,
    low: usize,
}

impl Sides {
    /// Returns what a zone wants; `None` if that could not be read.
    pub fn of(zone: &Zone<'_>, names: &Names<'_>) -> Option<Self> {
        let mut sides = Self { high: 0, low: 0 };
        for (pole, side) in &zone.when.as_ref()?.value.0 {
            let bit = 1 << names.poles.find(pole.value)?;
            match side.value {
                Side::High => sides.high |= bit,
                Side::Low => sides.low |= bit,
            }
        }
        Some(sides)
    }

    /// Returns whether the combination (a bit for each high pole) is one of the zone's.
    pub fn contain(self, combination: usize) -> bool {
        combination & self.high == self.high && combination & self.low == 0
    }

    /// Returns whether no combination is in both.
    fn apart(self, other: Self) -> bool {
        self.high & other.low != 0 || self.low & other.high != 0
    }
}

pub fn check<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    let poles: Vec<Id<'_>> = draft.poles.iter().filter_map(|pole| pole.value.id).map(|id| id.value).collect();
    let Some(placement) = draft.placements.first() else { return };
    if !(2..=POLES).contains(&poles.len()) || poles.len() < draft.poles.len() {
        return;
    }
    let zones: Option<Vec<(Sides, Place<'_>)>> = draft
        .zones()
        .map(|zone| Some((Sides::of(&zone.value, names)?, zone.value.when.as_ref()?.place)))
        .collect();
    let Some(zones) = zones else { return };
    for (index, (sides, place)) in zones.iter().enumerate() {
        for (other, first) in &zones[..index] {
            if !sides.apart(*other) {
                let both = words(sides.high | other.high, &poles);
                sink.push(diags::overlapping_zones(*place, *first, &both));
            }
        }
    }
    let missing: Vec<String> = (0..1_usize << poles.len())
        .filter(|combination| !zones.iter().any(|(sides, _)| sides.contain(*combination)))
        .map(|combination| words(combination, &poles))
        .collect();
    if !missing.is_empty() && placement.value.zones.is_some() {
        sink.push(diags::missing_zones(placement.place, &missing));
    }
}

/// Returns a combination as one would write it in `when`.
fn words(combination: usize, poles: &[Id<'_>]) -> String {
    let side = |index: usize| if combination & (1 << index) == 0 { Side::Low } else { Side::High };
    let sides: Vec<String> = poles
        .iter()
        .enumerate()
        .map(|(index, pole)| format!("{} = \"{}\"", pole.0, side(index).word()))
        .collect();
    format!("{{ {} }}", sides.join(", "))
}
