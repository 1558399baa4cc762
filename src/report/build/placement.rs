use super::Context;
use crate::questionnaire::ZoneIx;
use crate::report::model::{Doubt, HeldBack, Level, Placement, Pole, ScoreState};
use crate::report::word;
use crate::scoring::{Label, LevelReached, Placed, PoleScore, Score};

impl Context<'_> {
    pub(super) fn poles(&self, scores: &[PoleScore]) -> Vec<Pole> {
        self.questionnaire
            .poles()
            .iter()
            .zip(scores)
            .map(|(pole, score)| Pole {
                id: pole.id.clone(),
                title: pole.title.clone(),
                state: state(score.score, score.sufficient),
                score: score.score.point(),
                low: score.score.bounds().map(|(low, _)| low),
                high: score.score.bounds().map(|(_, high)| high),
                coverage: score.coverage,
                level: score.level.as_ref().map(|level| self.level(level)),
            })
            .collect()
    }

    fn level(&self, reached: &LevelReached) -> Level {
        let level = &self.questionnaire.levels()[reached.rank - 1];
        Level {
            id: level.id.clone(),
            title: level.title.clone(),
            rank: reached.rank,
            raw_rank: reached.raw,
            low_rank: reached.low_rank,
            high_rank: reached.high_rank,
            held_back_by: reached
                .held_back_by
                .iter()
                .map(|held| HeldBack {
                    of: self.questionnaire[held.of].id.clone(),
                    title: self.questionnaire[held.of].title.clone(),
                    score: self.assessment.traits[held.of.0].score.point(),
                    minimum: held.minimum,
                    level: held.level,
                })
                .collect(),
        }
    }

    pub(super) fn placement(&self, placed: Option<&Placed>, poles: &[PoleScore]) -> Option<Placement> {
        let zones = self.questionnaire.placement()?;
        let placed = placed?;
        let ids = |of: &[ZoneIx]| of.iter().map(|ix| zones[*ix].id.clone()).collect();
        let zone = placed.zone.map(|ix| &zones[ix]);
        Some(Placement {
            zone: zone.map(|zone| zone.id.clone()),
            title: zone.map(|zone| zone.title.clone()),
            summary: zone.map(|zone| zone.summary.clone()),
            label: word::label(zones, placed.into()).to_owned(),
            candidates: ids(&placed.candidates),
            possible: ids(&placed.possible),
            missing_robust: placed.missing_robust,
            confidence: word::confidence(placed.confidence).to_owned(),
            reasons: doubts(placed, poles),
            flips_after: placed.flips_after,
            by_spacing: ids(&placed.by_spacing),
        })
    }
}

/// Why a placement is not surer, in the order of weight. A report on one answer set always rests on one view.
fn doubts(placed: &Placed, poles: &[PoleScore]) -> Vec<Doubt> {
    let no_data = placed.zone.is_none();
    let missing = !placed.missing_robust;
    let near = !no_data && matches!(placed.label, Label::Borderline | Label::Central);
    let insufficient = poles.iter().any(|pole| !pole.sufficient);
    [
        (no_data, Doubt::NoData),
        (missing && !no_data, Doubt::MissingAnswers),
        (insufficient && !missing && !no_data, Doubt::LowCoverage),
        (near, Doubt::NearTheCut),
        (!placed.by_spacing.is_empty(), Doubt::Spacing),
        (true, Doubt::SingleInformant),
    ]
    .into_iter()
    .filter_map(|(holds, doubt)| holds.then_some(doubt))
    .collect()
}

pub(super) fn state(score: Score, sufficient: bool) -> ScoreState {
    match score {
        Score::Scored(_) if sufficient => ScoreState::Scored,
        Score::Scored(_) => ScoreState::Insufficient,
        Score::Unanswered => ScoreState::Unanswered,
        Score::NotApplicable => ScoreState::NotApplicable,
    }
}
