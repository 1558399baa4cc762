//! What [`score`](super::score) finds out. Exact numbers, no words, nothing rounded.

use crate::questionnaire::{ContradictionIx, DimensionIx, PoleIx, QuestionIx, TraitIx, Value, ZoneIx};

/// The whole judgement of one answer sheet; vectors are indexed as the questionnaire is.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// What became of each question, by its index.
    pub questions: Vec<QuestionOutcome>,
    /// Each trait, by its index.
    pub traits: Vec<TraitScore>,
    /// Each dimension, by its index.
    pub dimensions: Vec<DimensionScore>,
    /// The overall score of each pole, by its index.
    pub poles: Vec<PoleScore>,
    /// Where the team stands on the plane; `None` if the questionnaire has no zones.
    pub placement: Option<Placed>,
    /// How far the poles go together over all dimensions; `None` for one pole, or if no dimension has it.
    pub integration: Option<OverallIntegration>,
    /// How much was answered.
    pub coverage: Coverage,
    /// Traits far below their pole, in the order of the definition.
    pub weak_traits: Vec<WeakTrait>,
    /// Dimensions far below a pole's overall score, in the order of the definition.
    pub weak_dimensions: Vec<WeakDimension>,
    /// Practices without what they rest on, in the order of the definition.
    pub unsupported: Vec<Unsupported>,
    /// Answers that cannot all be true, in the order of the definition.
    pub contradictions: Vec<ContradictionIx>,
}

/// A score is never a bare number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Score {
    /// At least one answer stands behind it.
    Scored(Estimate),
    /// It applies, and nothing is answered: anything from 0 to 1 is possible.
    Unanswered,
    /// It does not apply to this team, or was not asked.
    NotApplicable,
}

impl Score {
    /// Returns the point, 0..=1, if there is one.
    #[must_use]
    pub fn point(self) -> Option<f64> {
        match self {
            Self::Scored(estimate) => Some(estimate.point),
            Self::Unanswered | Self::NotApplicable => None,
        }
    }

    /// Returns the lowest and the highest value that the missing answers leave possible; `None` if it does not apply.
    #[must_use]
    pub fn bounds(self) -> Option<(f64, f64)> {
        match self {
            Self::Scored(estimate) => Some((estimate.low, estimate.high)),
            Self::Unanswered => Some((0.0, 1.0)),
            Self::NotApplicable => None,
        }
    }
}

/// A point with the range that missing answers leave possible: `low <= point <= high`, all 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The weighted mean of what was answered.
    pub point: f64,
    /// The score if every missing answer were worth 0.
    pub low: f64,
    /// The score if every missing answer were worth 1.
    pub high: f64,
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum QuestionOutcome {
    /// It was answered; the value after reversing, 0..=1, or `None` where the question is not scored.
    Answered(Option<f64>),
    /// The answer contradicts itself ("none of these" with others); it counts as missing.
    Invalid,
    /// The respondent does not know; it counts as missing.
    Unknown,
    /// Nothing was said; it counts as missing.
    Unanswered,
    /// The team said that it does not apply.
    NotApplicable,
    /// Its condition does not hold.
    NotShown,
    /// The form does not hold it, and nothing was said.
    NotInForm,
}

/// Counts of questions. Unscored questions do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Answered.
    pub answered: usize,
    /// Said not to apply.
    pub not_applicable: usize,
    /// Answered with "don't know".
    pub unknown: usize,
    /// Neither answered nor said anything of; answers that contradict themselves count here.
    pub unanswered: usize,
}

impl Coverage {
    /// Returns how many questions apply.
    #[must_use]
    pub fn applicable(&self) -> usize {
        self.answered + self.unknown + self.unanswered
    }

    /// Returns answered / applicable, 0..=1; `None` if nothing applies.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.applicable() > 0).then(|| self.answered as f64 / self.applicable() as f64)
    }
}

/// A trait's score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TraitScore {
    /// The weighted mean of its answered questions, with bounds.
    pub score: Score,
    /// Its questions by state.
    pub coverage: Coverage,
    /// Whether enough was answered to show the point (see `Method::trait_coverage`).
    pub sufficient: bool,
}

/// A dimension on each pole.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionScore {
    /// The dimension's score on each pole; not applicable where it has no trait for it.
    pub poles: Vec<PoleScore>,
    /// Where the dimension stands on the plane; `None` if the questionnaire has no zones.
    pub placement: Option<Placed>,
    /// How far the poles go together; `None` unless each pole has a point and there are at least two.
    pub integration: Option<Integration>,
}

/// A score on one pole, of a dimension or overall.
#[derive(Debug, Clone, PartialEq)]
pub struct PoleScore {
    /// The weighted mean of its parts, with bounds.
    pub score: Score,
    /// The share of the applicable weight that is answered, 0..=1; `None` if nothing applies.
    pub coverage: Option<f64>,
    /// Whether enough was answered to show the point (see `Method::pole_coverage`).
    pub sufficient: bool,
    /// The level reached; `None` without levels or without a point.
    pub level: Option<LevelReached>,
}

/// A level of the ladder; ranks count from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelReached {
    /// The level that the score alone reaches.
    pub raw: usize,
    /// The level that holds once the gates are applied.
    pub rank: usize,
    /// The gated level at the low end of the range.
    pub low_rank: usize,
    /// The gated level at the high end of the range.
    pub high_rank: usize,
    /// The essential traits that keep the team on `rank` rather than `raw`: those whose gates fail at the next level up.
    pub held_back_by: Vec<HeldBack>,
}

/// An essential trait that is not at its minimum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeldBack {
    /// The trait.
    pub of: TraitIx,
    /// What it needs, 0..=1.
    pub minimum: f64,
    /// The rank of the level that needs it.
    pub level: usize,
}

/// A place on the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The zone of the points by the cut alone; `None` if a pole has no point.
    pub zone: Option<ZoneIx>,
    /// What can be said of it.
    pub label: Label,
    /// The zones that are possible within the band round the cut, in the order of the definition; empty without a zone.
    pub candidates: Vec<ZoneIx>,
    /// The zones that the missing answers leave possible, in the order of the definition.
    pub possible: Vec<ZoneIx>,
    /// Whether the missing answers leave only one zone possible.
    pub missing_robust: bool,
    /// How sure the placement is.
    pub confidence: Confidence,
    /// The least number of answers which, each moved by one step, put the team into another zone; `None` if no number does.
    pub flips_after: Option<usize>,
    /// Such answers; of several sets that for the pole nearest to the cut, with the largest effects, and of equal ones
    /// the first questions.
    pub flip: Option<Flip>,
    /// The zones that other spacings of the options lead to, where they differ from `zone`, in the order of the definition.
    pub by_spacing: Vec<ZoneIx>,
}

/// The fewest answers which, each moved by one step, put the team into another zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The pole that crosses the cut.
    pub pole: PoleIx,
    /// The zone that they lead to.
    pub zone: ZoneIx,
    /// The answers, the one with the largest effect first.
    pub steps: Vec<FlipStep>,
}

/// An answer moved by one step.
#[derive(Debug, Clone, PartialEq)]
pub struct FlipStep {
    /// The question.
    pub question: QuestionIx,
    /// The other answer.
    pub to: Value,
    /// What the answer is worth as it is, after reversing, 0..=1.
    pub from_value: f64,
    /// What the other answer is worth, after reversing, 0..=1.
    pub to_value: f64,
    /// The answer's share in the pole's score, 0..=1.
    pub share: f64,
}

/// What can be said of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// Every pole is outside the band round the cut.
    Decided,
    /// At least one pole is in the band.
    Borderline,
    /// Every pole is in the band, and they are close together.
    Central,
    /// A pole has no score.
    NoData,
}

/// How sure a placement is; the weakest part decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Anything is still possible.
    Open,
    /// Points that way.
    Tentative,
    /// Likely.
    Likely,
    /// Firm.
    Firm,
}

/// How far two or more poles go together in one dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Integration {
    /// The geometric mean of the poles, 0..=1.
    pub score: f64,
    /// The arithmetic mean of the poles, 0..=1: `strength = score + penalty`.
    pub strength: f64,
    /// What the imbalance costs: strength - score, 0 or more.
    pub penalty: f64,
    /// The lowest pole, 0..=1.
    pub minimum: f64,
    /// First pole minus second pole, -1..=1; `None` unless there are exactly two.
    pub lean: Option<f64>,
    /// Lowest / highest pole, 0..=1; `None` while the highest is below `Method::balance`.
    pub balance: Option<f64>,
}

/// Integration over all dimensions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OverallIntegration {
    /// The weighted mean of the dimensions' integration, 0..=1.
    pub score: f64,
    /// The lowest integration of a dimension, 0..=1.
    pub minimum: f64,
    /// The dimension that has it.
    pub minimum_dimension: DimensionIx,
}

/// A trait that lags behind its pole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeakTrait {
    /// The trait.
    pub of: TraitIx,
    /// The pole it lags behind.
    pub pole: PoleIx,
    /// Whether no missing answer can lift it out.
    pub certain: bool,
    /// How much the dimension's integration gains if the trait rises to the dimension's score on the pole; `None` if undefined.
    pub bottleneck: Option<f64>,
}

/// A dimension that lags behind the overall score of a pole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeakDimension {
    /// The dimension.
    pub of: DimensionIx,
    /// The pole.
    pub pole: PoleIx,
    /// Whether no missing answer can lift it out.
    pub certain: bool,
}

/// A practice without what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unsupported {
    /// The trait that is practised.
    pub practice: TraitIx,
    /// The trait it rests on, which is low.
    pub needs: TraitIx,
}
