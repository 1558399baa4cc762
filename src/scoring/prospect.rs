//! What the answers that are still open can do to the placement.

use super::aggregate::{Aggregate, Part};
use super::assessment::{QuestionOutcome, Score};
use super::coding;
use super::placement::{combination, combinations, corners, zones};
use super::scorer::{all_points, part};
use super::share::Shares;
use super::sum::Sum;
use super::threshold::SLACK;
use crate::answers::{AnswerSheet, route};
use crate::questionnaire::{Placement, Questionnaire, Reading, Truth, ZoneIx};

/// How far the placement can still move with answers to the questions that are open.
///
/// It differs from the range of an [`Assessment`](super::Assessment) in what is taken as settled: "don't know" is, and a
/// question that can no longer be asked. What is left is what a survey can still find out.
#[derive(Debug, Clone, PartialEq)]
pub struct Prospect {
    /// The zone of the points so far, by the cut alone; `None` without zones, or if a pole has no point.
    pub zone: Option<ZoneIx>,
    /// The zones that open answers can lead to, in the order of the definition; none without zones, or if a pole cannot
    /// get a point.
    pub possible: Vec<ZoneIx>,
    /// For each pole, how far it can still move, 0..=1.
    pub widths: Vec<f64>,
    /// For each pole, whether the zone can still depend on it, or be lost with its point; where there is no zone to settle,
    /// whether it can move.
    pub undecided: Vec<bool>,
    /// For each question, how much less the undecided poles can move, added up, once it is settled; 0 for one that is.
    pub weights: Vec<f64>,
}

impl Prospect {
    /// Returns whether no open answer can change the zone.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.zone.is_some() && !self.undecided.contains(&true)
    }

    /// Returns how far the poles for which `counts` holds can still move, added up.
    #[must_use]
    pub fn range(&self, counts: &[bool]) -> f64 {
        let counting = self.widths.iter().zip(counts).filter(|(_, counts)| **counts);
        counting.map(|(width, _)| *width).collect::<Sum>().value()
    }
}

/// Finds out what open answers can still do.
///
/// The range is that of `docs/method.md`, reckoned over what is open: it holds for every way to answer all or some of the
/// open questions, "don't know" and "not applicable" included, whatever conditions then show or hide.
#[must_use]
pub fn prospect(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Prospect {
    let so_far = coding::outcomes(questionnaire, sheet, &route(questionnaire, sheet, Reading::AsItMayBecome));
    let may = route(questionnaire, sheet, Reading::AsItMayTurnOut);
    let in_the_end = coding::outcomes(questionnaire, sheet, &may);
    let unsettled = unsettled(questionnaire, sheet, &may, &in_the_end);
    let parts: Vec<Part> = questionnaire
        .question_indices()
        .map(|ix| if unsettled[ix.0] { open_part(in_the_end[ix.0]) } else { settled_part(so_far[ix.0]) })
        .collect();
    let scores = Aggregate::new(questionnaire, |ix| parts[ix.0]);
    let ranges: Vec<Score> = scores.poles.iter().map(|pole| pole.score).collect();
    let points = all_points(&Aggregate::new(questionnaire, |ix| part(so_far[ix.0])).poles);

    let width = |range: &Score| range.bounds().map_or(0.0, |(low, high)| high - low);
    let widths: Vec<f64> = ranges.iter().map(width).collect();
    let movable = || widths.iter().map(|width| *width > SLACK).collect();
    let mut prospect = Prospect {
        zone: None,
        possible: Vec::new(),
        undecided: Vec::new(),
        weights: vec![0.0; parts.len()],
        widths: widths.clone(),
    };
    let corners =
        questionnaire.placement().and_then(|placement| Some((placement, corners(placement, &ranges)?)));
    prospect.undecided = match corners {
        Some((placement, (high, open))) => {
            prospect.possible = zones(placement, high, open);
            prospect.zone = points.map(|points| placement.zone(combination(placement, &points)));
            let decisive = decisive(placement, ranges.len(), high, open);
            // A pole whose answers all may come to count no more can lose its point, and the zone with it.
            let stands = ranges.iter().map(|range| range.point().is_some());
            let undecided = decisive.into_iter().zip(stands).map(|(decisive, stands)| decisive || !stands);
            if prospect.zone.is_some() { undecided.collect() } else { movable() }
        }
        None => movable(),
    };
    weigh(questionnaire, &parts, &scores, &mut prospect);
    prospect
}

/// Returns for each question whether open answers can still change what it brings to its trait: it is open itself, or
/// it rests on a question that is.
fn unsettled(
    questionnaire: &Questionnaire,
    sheet: &AnswerSheet,
    may: &[Truth],
    outcomes: &[QuestionOutcome],
) -> Vec<bool> {
    let now = route(questionnaire, sheet, Reading::AsItStands);
    let mut unsettled: Vec<bool> = Vec::with_capacity(may.len());
    for ix in questionnaire.question_indices() {
        let rests_on_open = may[ix.0] == Truth::Open
            && questionnaire[ix]
                .when
                .as_ref()
                .is_some_and(|when| when.questions().iter().any(|earlier| unsettled[earlier.0]));
        let unsaid = sheet.get(ix).is_none_or(|entry| entry.response.is_none())
            && outcomes[ix.0] != QuestionOutcome::NotInForm
            && outcomes[ix.0] != QuestionOutcome::NotShown;
        unsettled.push(rests_on_open || unsaid && now[ix.0] == Truth::True);
    }
    unsettled
}

/// Returns what a question brings to its trait if open answers can change that: anything, or nothing.
fn open_part(outcome: QuestionOutcome) -> Part {
    match outcome {
        QuestionOutcome::Answered(Some(_)) | QuestionOutcome::Unanswered => Part::MISSING,
        _ => Part::NOT_APPLICABLE,
    }
}

/// Returns what a question brings to its trait if open answers cannot change that: its value, or nothing.
fn settled_part(outcome: QuestionOutcome) -> Part {
    match outcome {
        QuestionOutcome::Answered(Some(value)) => Part::known(value),
        _ => Part::NOT_APPLICABLE,
    }
}

/// Returns for each pole whether the zone depends on it somewhere in the range.
fn decisive(placement: &Placement, poles: usize, high: usize, open: usize) -> Vec<bool> {
    let corners: Vec<usize> = combinations(high, open).collect();
    let depends = |pole: usize| {
        open >> pole & 1 == 1
            && corners.iter().any(|corner| placement.zone(*corner) != placement.zone(corner ^ 1 << pole))
    };
    (0..poles).map(depends).collect()
}

/// Notes how much each question weighs in the range of the undecided poles.
fn weigh(questionnaire: &Questionnaire, parts: &[Part], scores: &Aggregate, prospect: &mut Prospect) {
    let applies = |part: &Part| part.score.bounds().is_some();
    let shares = Shares::among(questionnaire, |of| applies(&scores.traits[of.0]));
    for of in questionnaire.trait_indices() {
        let undecided = questionnaire.pole_indices().filter(|pole| prospect.undecided[pole.0]);
        let share = undecided.map(|pole| shares.overall(of, pole)).collect::<Sum>().value();
        let questions = || questionnaire[of].questions.iter().filter(|ix| applies(&parts[ix.0]));
        let whole = questions().map(|ix| questionnaire[*ix].weight).collect::<Sum>().value();
        for ix in questions().filter(|ix| parts[ix.0] == Part::MISSING) {
            prospect.weights[ix.0] = share * questionnaire[*ix].weight / whole;
        }
    }
}
