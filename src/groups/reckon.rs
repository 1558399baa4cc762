use super::Groups;
use super::counts::{Count, Counts, Shape, Title, Whose, titles};
use super::persons::Persons;
use super::table::{FORMAT, Group, GroupTable, Measure, Reason, Share, Zones};
use super::tally::{CROWD, Tally};
use crate::questionnaire::Questionnaire;
use crate::report::GENERATOR;
use crate::stats::{Undefined, Visibility, Z95, suppress_by, wilson};

impl Groups {
    /// Reckons the results of all groups and leaves out what would speak of too few persons.
    ///
    /// Each group stands as one part of the group that holds it, beside which nothing may be shown from which a hidden
    /// part could be reckoned; this holds for the groups as such, and for each score, which fewer sets may have. Within
    /// a hidden group everything is hidden.
    #[must_use]
    pub fn table(&self, questionnaire: &Questionnaire) -> GroupTable {
        let zones = questionnaire.placement().map_or(&[][..], |placement| &placement.zones);
        let reckoner = Reckoner {
            least: self.grouping.least(),
            titles: titles(questionnaire),
            zones: zones.iter().map(|zone| zone.id.clone()).collect(),
            shape: self.shape,
        };
        let mut groups = Vec::new();
        // All sets are the one part of themselves.
        self.with_all(|leaves| {
            let total = Part { key: &[], leaves };
            reckoner.walk(&[total], &Verdict::open(reckoner.titles.len()), &mut groups);
        });
        GroupTable {
            format: FORMAT,
            generator: GENERATOR.to_owned(),
            questionnaire: questionnaire.id().to_owned(),
            version: questionnaire.version().to_owned(),
            fingerprint: questionnaire.fingerprint().to_owned(),
            by: self.grouping.by().axes().iter().map(|axis| axis.name()).collect(),
            min_group: self.grouping.least(),
            groups,
        }
    }
}

type Leaf<'g> = (&'g [Option<String>], &'g Tally);

/// A group and the narrowest groups in it.
struct Part<'g> {
    key: &'g [Option<String>],
    leaves: &'g [Leaf<'g>],
}

/// Why a group, its scores and its zones may not be seen; `None` for what may.
#[derive(Clone)]
struct Verdict {
    whole: Option<Reason>,
    measures: Vec<Option<Reason>>,
    zones: Option<Reason>,
}

impl Verdict {
    fn open(measures: usize) -> Self {
        Self { whole: None, measures: vec![None; measures], zones: None }
    }
}

struct Reckoner {
    least: u64,
    titles: Vec<Title>,
    zones: Vec<String>,
    shape: Shape,
}

impl Reckoner {
    /// What is known of all sets of a group. There may be very many groups: this is reckoned of one at a time.
    fn counts(&self, part: &Part<'_>) -> Counts {
        let mut counts = Counts::none(self.shape);
        for (_, tally) in part.leaves {
            tally.count(&mut counts);
        }
        counts
    }

    /// The persons behind a result of these groups together.
    fn persons<'p>(&self, parts: impl IntoIterator<Item = &'p Part<'p>>, whose: Whose) -> u64 {
        let mut persons = Persons::none(self.least.max(CROWD));
        for (_, tally) in parts.into_iter().flat_map(|part| part.leaves) {
            tally.gather(whose, &mut persons);
        }
        persons.count()
    }

    /// Puts down the parts of one group, each with its own parts behind it.
    fn walk(&self, parts: &[Part<'_>], above: &Verdict, groups: &mut Vec<Group>) {
        for (part, verdict) in parts.iter().zip(self.judge(parts, above)) {
            groups.push(self.group(part, &verdict));
            let depth = part.key.len();
            if part.leaves.first().is_some_and(|(key, _)| key.len() > depth) {
                let divided = part.leaves.chunk_by(|(a, _), (b, _)| a[..=depth] == b[..=depth]);
                let narrower = divided.map(|leaves| Part { key: &leaves[0].0[..=depth], leaves });
                self.walk(&narrower.collect::<Vec<_>>(), &verdict, groups);
            }
        }
    }

    /// What may be seen of the parts of a group of which may be seen what the verdict above says.
    fn judge(&self, parts: &[Part<'_>], above: &Verdict) -> Vec<Verdict> {
        let whole = self.hidden(parts, Whose::Everybody, self.least, above.whole.is_some(), &[]);
        let hidden: Vec<bool> = whole.iter().map(Option::is_some).collect();
        let measures: Vec<Vec<Option<Reason>>> = (0..self.titles.len())
            .map(|of| {
                let above = above.whole.or(above.measures[of]).is_some_and(is_hiding);
                self.hidden(parts, Whose::Measured(of), self.least, above, &hidden)
            })
            .collect();
        let above_zones = above.whole.or(above.zones).is_some_and(is_hiding);
        // Shares of a few could be reckoned from shares of many: the crowd that they need is their least.
        let least = self.least.max(CROWD);
        let zones = self.hidden(parts, Whose::Placed, least, above_zones, &hidden);
        (0..parts.len())
            .map(|part| Verdict {
                whole: whole[part],
                measures: measures.iter().map(|of| of[part]).collect(),
                zones: zones[part],
            })
            .collect()
    }

    /// Why a result of each part may not be seen, where the persons behind it must be so many at least; `above` says
    /// that their total is not seen either, `already` which parts are not seen anyway.
    fn hidden(
        &self,
        parts: &[Part<'_>],
        whose: Whose,
        least: u64,
        above: bool,
        already: &[bool],
    ) -> Vec<Option<Reason>> {
        let persons: Vec<u64> = parts.iter().map(|part| self.persons([part], whose)).collect();
        let too_few = |persons| if persons < self.least { Reason::TooFew } else { Reason::UnderTen };
        let small = |persons| if persons < least { too_few(persons) } else { Reason::Complement };
        if above {
            return persons.iter().map(|&persons| Some(small(persons))).collect();
        }
        let together = |indices: &[usize]| self.persons(indices.iter().map(|&index| &parts[index]), whose);
        let is_hidden = |index: usize| already.get(index).is_some_and(|hidden| *hidden);
        let found = suppress_by(&persons, is_hidden, least, together);
        let reasons = found.groups.iter().zip(&persons).map(|(group, &persons)| match (group, persons) {
            (_, 0) => Some(Reason::NoData),
            (Visibility::Shown, _) => None,
            (Visibility::Primary, _) => Some(too_few(persons)),
            (Visibility::Secondary, _) => Some(Reason::Complement),
        });
        reasons.collect()
    }

    fn group(&self, part: &Part<'_>, verdict: &Verdict) -> Group {
        let key = part.key.to_vec();
        if let Some(reason) = verdict.whole {
            return Group { key, n: None, reason: Some(reason), measures: Vec::new(), zones: None };
        }
        let counts = self.counts(part);
        let measures = self.titles.iter().zip(&counts.measures).zip(&verdict.measures);
        Group {
            key,
            n: Some(counts.persons.sets()),
            reason: None,
            measures: measures.map(|((title, count), reason)| measure(title, count, *reason)).collect(),
            zones: (!self.zones.is_empty()).then(|| self.zones(&counts, verdict.zones)),
        }
    }

    fn zones(&self, counts: &Counts, reason: Option<Reason>) -> Zones {
        let n = counts.placed.sets();
        let share = |(zone, &count): (&String, &u64)| {
            let (low, high) = wilson(count, n, Z95).ok()?;
            Some(Share { zone: zone.clone(), count, share: count as f64 / n as f64, low, high })
        };
        let shares = || self.zones.iter().zip(&counts.zones).filter_map(share).collect();
        Zones {
            n: (!reason.is_some_and(is_hiding)).then_some(n),
            reason,
            shares: if reason.is_none() { shares() } else { Vec::new() },
        }
    }
}

/// Whether a reason hides something, rather than that there is nothing.
fn is_hiding(reason: Reason) -> bool {
    matches!(reason, Reason::TooFew | Reason::Complement | Reason::UnderTen)
}

fn measure(title: &Title, count: &Count, reason: Option<Reason>) -> Measure {
    let shown = reason.is_none();
    let crowd = shown && count.persons.count() >= CROWD;
    let when = |holds: bool, value: Result<f64, Undefined>| if holds { value.ok() } else { None };
    let quantile = |p| when(crowd, count.spread.quantile(p));
    Measure {
        id: title.name.clone(),
        n: (!reason.is_some_and(is_hiding)).then_some(count.points.count()),
        mean: when(shown, count.points.mean()),
        low: when(shown && title.ranged, count.lows.mean()),
        high: when(shown && title.ranged, count.highs.mean()),
        sd: when(shown, count.points.deviation()),
        q10: quantile(0.1),
        q25: quantile(0.25),
        q50: quantile(0.5),
        q75: quantile(0.75),
        q90: quantile(0.9),
        q_error: crowd.then_some(count.spread.error()),
        reason: reason.or((!crowd).then_some(Reason::UnderTen)),
    }
}
