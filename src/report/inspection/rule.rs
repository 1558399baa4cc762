/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The least score or level that a pipeline asks for.
    Gate,
    /// A trait that keeps a level shut.
    Essential,
    /// A trait far below its dimension.
    WeakTrait,
    /// A dimension far below the whole.
    WeakDimension,
    /// A trait that has to carry practices and cannot.
    Unsupported,
    /// Answers that cannot all be true.
    Contradiction,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 6] = [
        Self::Gate,
        Self::Essential,
        Self::WeakTrait,
        Self::WeakDimension,
        Self::Unsupported,
        Self::Contradiction,
    ];

    /// Returns the rule's id, which never changes.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Essential => "essential-trait",
            Self::WeakTrait => "weak-trait",
            Self::WeakDimension => "weak-dimension",
            Self::Unsupported => "unsupported-practice",
            Self::Contradiction => "contradiction",
        }
    }

    /// Returns what the checks of the rule are called together.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Gate => "Gates",
            Self::Essential => "Essential traits",
            Self::WeakTrait => "Weak traits",
            Self::WeakDimension => "Weak dimensions",
            Self::Unsupported => "Unsupported practices",
            Self::Contradiction => "Contradictions",
        }
    }

    /// Returns what the rule finds, in one sentence.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Gate => "A score or level is below what the pipeline asks for.",
            Self::Essential => "A trait keeps a level shut.",
            Self::WeakTrait => "A trait is far below its dimension.",
            Self::WeakDimension => "A dimension is far below the overall score of a pole.",
            Self::Unsupported => "A practice is without what it rests on.",
            Self::Contradiction => "Answers cannot all be true.",
        }
    }

    /// Returns what the rule finds, and when.
    #[must_use]
    pub fn full(self) -> &'static str {
        match self {
            Self::Gate => {
                "The option --fail-under names the least score or level that a pole must have, overall or in a dimension. \
                 A score that rests on too few answers meets no gate."
            }
            Self::Essential => {
                "The questionnaire names traits that a level needs. While such a trait is below its minimum, neither that \
                 level nor a higher one is reached, however high the score."
            }
            Self::WeakTrait => {
                "A trait lags far behind the score of its dimension on a pole, or is low while that score is high."
            }
            Self::WeakDimension => "A dimension lags far behind the overall score of a pole.",
            Self::Unsupported => "A trait is practised while another one that it rests on is low.",
            Self::Contradiction => {
                "The questionnaire names answers that cannot all be true of one team at the same time, and they were given."
            }
        }
    }

    /// Returns what to do about what the rule finds.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Gate => {
                "`standpoint explain ANSWERS TOPIC` derives the score down to the answers, and `standpoint plan ANSWERS \
                 --target GATE` lists the cheapest moves that reach the gate. If the team means to stay where it is, \
                 lower the gate."
            }
            Self::Essential => {
                "Raise the trait before anything else that counts for the level: `standpoint plan ANSWERS` lists the moves."
            }
            Self::WeakTrait => {
                "The next trouble is likely to start here. `standpoint plan ANSWERS` lists the moves that raise the trait. \
                 If an answer is out of date, correct it."
            }
            Self::WeakDimension => {
                "Look at the traits of the dimension that pull it down, and at whether the team means it to be so."
            }
            Self::Unsupported => {
                "That works while somebody makes up for it by hand. Put the footing in place before building further."
            }
            Self::Contradiction => {
                "Talk about what was meant: often people mean different parts of the work. Then correct the answers or add \
                 a note."
            }
        }
    }
}
