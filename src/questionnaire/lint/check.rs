use crate::questionnaire::keys::Shape;
use crate::questionnaire::reader::{Read, words};

words! {
    /// What a warning is about. The word is the code of the finding, and what an acceptance names.
    Check {
        /// A question has too many words.
        LongQuestion = "long-question",
        /// An option has too many words.
        LongOption = "long-option",
        /// The title of a recommendation has too many words.
        LongTitle = "long-title",
        /// A question may ask two things at once.
        DoubleBarrelled = "double-barrelled",
        /// A question or an option leaves no exception.
        AbsoluteWord = "absolute-word",
        /// Two questions read much the same.
        SimilarQuestions = "similar-questions",
        /// One option is far longer than another.
        UnevenOptions = "uneven-options",
        /// A question has no help.
        MissingHelp = "missing-help",
        /// A trait rests on one question.
        SingleQuestion = "single-question",
        /// The best option comes first too seldom or too often.
        UnbalancedKeys = "unbalanced-keys",
        /// A contradiction names one question only.
        LoneContradiction = "lone-contradiction",
        /// A recommendation does not say what it costs.
        MissingEffort = "missing-effort",
        /// A recommendation does not say what to do first.
        MissingFirstStep = "missing-first-step",
        /// A recommendation does not say how one sees that it worked.
        MissingSign = "missing-sign",
        /// A trait has no recommendation.
        NoRecommendation = "no-recommendation",
        /// The recommendations of a trait do not lead from one to the next, or not to the top.
        LadderGap = "ladder-gap",
    }
}

/// The code of an acceptance that accepts nothing; it cannot be accepted itself.
pub const UNUSED_ACCEPTANCE: &str = "unused-acceptance";

/// Iterates over every code that a warning about texts and shape can have.
pub fn lints() -> impl Iterator<Item = &'static str> {
    let checks: &[&str] = match <Check as Read<'_>>::SHAPE {
        Shape::Word(words) => words,
        _ => &[],
    };
    checks.iter().copied().chain([UNUSED_ACCEPTANCE])
}
