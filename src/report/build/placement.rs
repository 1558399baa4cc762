use super::Context;
use super::question::{as_written, in_words};
use crate::answers::Response;
use crate::questionnaire::{Kind, Value, ZoneIx};
use crate::report::model::{Doubt, Flip, FlipStep, HeldBack, Level, Placement, Pole, ScoreState};
use crate::report::word;
use crate::scoring::{self, Label, LevelReached, Placed, PoleScore, Score};

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

    /// The answer that a step leads to, in words.
    fn other_answer(&self, step: &scoring::FlipStep) -> String {
        let kind = &self.questionnaire[step.question].kind;
        let now = self.sheet.get(step.question).and_then(|entry| entry.response.as_ref());
        if let (
            Kind::Multiple { options, .. },
            Some(Response::Answered(Value::Multiple(now))),
            Value::Multiple(then),
        ) = (kind, now, &step.to)
        {
            let difference = |of: &[usize], other: &[usize], word: &str| {
                let item = of.iter().find(|item| !other.contains(item) && !options[**item].none)?;
                Some(format!("{word} “{}”", options[*item].text))
            };
            let changed = difference(then, now, "with").or_else(|| difference(now, then, "without"));
            return changed.unwrap_or_else(|| in_words(kind, &step.to));
        }
        in_words(kind, &step.to)
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
            flip: placed.flip.as_ref().map(|flip| self.flip(flip, &zones[flip.zone].id)),
            by_spacing: ids(&placed.by_spacing),
        })
    }

    fn flip(&self, flip: &scoring::Flip, zone: &str) -> Flip {
        let step = |step: &scoring::FlipStep| {
            let question = &self.questionnaire[step.question];
            FlipStep {
                question: question.id.clone(),
                to: as_written(&question.kind, &step.to),
                to_text: self.other_answer(step),
                from_value: step.from_value,
                to_value: step.to_value,
                share: step.share,
            }
        };
        Flip {
            pole: self.questionnaire[flip.pole].id.clone(),
            zone: zone.to_owned(),
            steps: flip.steps.iter().map(step).collect(),
        }
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
