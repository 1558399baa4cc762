use std::collections::BTreeMap;

use crate::questionnaire::{Method as Constants, Placement, Questionnaire, ZoneIx};
use crate::report::model::{LevelMethod, Method, PlacementMethod, Zone};

/// The method's own cut, band and central distance (`docs/method.md`).
const PLACEMENT: [(&str, f64); 3] = [("cut", 0.5), ("band", 0.05), ("central", 0.1)];

pub(super) fn method(questionnaire: &Questionnaire) -> Method {
    let constants = by_name(questionnaire.method());
    let defaults = by_name(&Constants::default());
    let mut differing: Vec<String> = constants
        .iter()
        .filter(|(name, value)| defaults.get(*name) != Some(value))
        .map(|(name, _)| name.clone())
        .collect();
    if let Some(placement) = questionnaire.placement() {
        let stated = [placement.cut, placement.band, placement.central];
        let others =
            PLACEMENT.iter().zip(stated).filter(|((_, default), value)| default.to_bits() != value.to_bits());
        differing.splice(0..0, others.map(|((name, _), _)| (*name).to_owned()));
    }
    Method {
        placement: questionnaire.placement().map(|placement| PlacementMethod {
            cut: placement.cut,
            band: placement.band,
            central: placement.central,
            zones: zones(placement, questionnaire.poles().len()),
        }),
        levels: questionnaire
            .levels()
            .iter()
            .map(|level| LevelMethod { id: level.id.clone(), title: level.title.clone(), from: level.from })
            .collect(),
        constants,
        differing,
    }
}

fn zones(placement: &Placement, poles: usize) -> Vec<Zone> {
    let combinations = |of: ZoneIx| {
        (0..1_usize << poles)
            .filter(|bits| placement.zone(*bits) == of)
            .map(|bits| (0..poles).map(|pole| bits >> pole & 1 == 1).collect())
            .collect()
    };
    let zone = |(index, zone): (usize, &crate::questionnaire::Zone)| Zone {
        id: zone.id.clone(),
        title: zone.title.clone(),
        summary: zone.summary.clone(),
        combinations: combinations(ZoneIx(index)),
    };
    placement.zones.iter().enumerate().map(zone).collect()
}

fn by_name(method: &Constants) -> BTreeMap<String, f64> {
    [
        ("trait-coverage", method.trait_coverage),
        ("pole-coverage", method.pole_coverage),
        ("weak-link", method.weak_link),
        ("weak-trait", method.weak_trait),
        ("practised", method.practised),
        ("unsupported", method.unsupported),
        ("balance", method.balance),
        ("spacing-low", method.spacing[0]),
        ("spacing-high", method.spacing[1]),
        ("leverage", method.leverage),
        ("moves", method.moves as f64),
        ("effort", method.effort),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}
