//! What is true of a questionnaire once it has been checked.
//!
//! Every value here has passed [`compile`](super::compile): ids are unique, references are indices that exist, weights
//! are above 0, scores lie in 0..=1. Nothing outside this room can build a [`Questionnaire`], so code that holds one
//! has nothing left to check.

mod advice;
mod frame;
mod question;

use std::ops::Index;

pub(in crate::questionnaire) use advice::rung_start;
pub use advice::{Contradiction, Reading, Recommendation, Requirement};
pub use frame::{FULL, Form, Level, Method, Placement, Pole, Zone};
pub use question::{Choice, Dimension, Gate, Item, Kind, Number, Question, Trait};

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident => $field:ident: $item:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub usize);

            impl Index<$name> for Questionnaire {
                type Output = $item;

                fn index(&self, index: $name) -> &$item {
                    &self.$field[index.0]
                }
            }
        )*
    };
}

indices! {
    /// The place of a pole in the definition, from 0.
    PoleIx => poles: Pole;
    /// The place of a form in the definition, from 0.
    FormIx => forms: Form;
    /// The place of a dimension in the definition, from 0.
    DimensionIx => dimensions: Dimension;
    /// The place of a trait in the definition, from 0.
    TraitIx => traits: Trait;
    /// The place of a question in the definition, from 0.
    QuestionIx => questions: Question;
    /// The place of a recommendation in the definition, from 0.
    RecommendationIx => recommendations: Recommendation;
    /// The place of a contradiction in the definition, from 0.
    ContradictionIx => contradictions: Contradiction;
}

/// The place of a zone in [`Placement::zones`], from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneIx(pub usize);

/// A checked questionnaire. Everything in it is in the order of the definition.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    pub(in crate::questionnaire) id: String,
    pub(in crate::questionnaire) version: String,
    pub(in crate::questionnaire) title: String,
    pub(in crate::questionnaire) description: Option<String>,
    pub(in crate::questionnaire) language: Option<String>,
    pub(in crate::questionnaire) license: Option<String>,
    pub(in crate::questionnaire) fingerprint: String,
    pub(in crate::questionnaire) poles: Vec<Pole>,
    pub(in crate::questionnaire) forms: Vec<Form>,
    pub(in crate::questionnaire) levels: Vec<Level>,
    pub(in crate::questionnaire) placement: Option<Placement>,
    pub(in crate::questionnaire) method: Method,
    pub(in crate::questionnaire) dimensions: Vec<Dimension>,
    pub(in crate::questionnaire) traits: Vec<Trait>,
    pub(in crate::questionnaire) questions: Vec<Question>,
    pub(in crate::questionnaire) recommendations: Vec<Recommendation>,
    pub(in crate::questionnaire) contradictions: Vec<Contradiction>,
}

impl Questionnaire {
    /// Returns the stable kebab-case id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the semantic version: major means that answers are no longer comparable, minor that questions were
    /// added, patch that wording changed.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns the title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns what the questionnaire is about, if it says so.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// Returns the language of its texts as a BCP 47 tag, if it says so.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Returns the licence of its texts as an SPDX expression, if it says so.
    #[must_use]
    pub fn license(&self) -> Option<&str> {
        self.license.as_deref()
    }

    /// Returns 32 hexadecimal digits that change with any change of meaning or wording, and not with layout or comments.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Returns the poles, at least one.
    #[must_use]
    pub fn poles(&self) -> &[Pole] {
        &self.poles
    }

    /// Returns the forms; the one called `full` is always among them and holds every question.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// Returns the ladder from its lowest level, which starts at 0; empty if the questionnaire has no levels.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Returns how teams are placed, if the questionnaire has zones.
    #[must_use]
    pub fn placement(&self) -> Option<&Placement> {
        self.placement.as_ref()
    }

    /// Returns the constants of the method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the dimensions, at least one, each with at least one trait.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// Returns the traits, each with at least one scored question.
    #[must_use]
    pub fn traits(&self) -> &[Trait] {
        &self.traits
    }

    /// Returns the questions in the order of the survey.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Returns the recommendations.
    #[must_use]
    pub fn recommendations(&self) -> &[Recommendation] {
        &self.recommendations
    }

    /// Returns the combinations of answers that cannot both hold.
    #[must_use]
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions
    }

    /// Iterates over the indices of all questions in the order of the survey.
    pub fn question_indices(&self) -> impl DoubleEndedIterator<Item = QuestionIx> + use<> {
        (0..self.questions.len()).map(QuestionIx)
    }

    /// Iterates over the indices of all traits.
    pub fn trait_indices(&self) -> impl DoubleEndedIterator<Item = TraitIx> + use<> {
        (0..self.traits.len()).map(TraitIx)
    }

    /// Iterates over the indices of all dimensions.
    pub fn dimension_indices(&self) -> impl DoubleEndedIterator<Item = DimensionIx> + use<> {
        (0..self.dimensions.len()).map(DimensionIx)
    }

    /// Iterates over the indices of all poles.
    pub fn pole_indices(&self) -> impl DoubleEndedIterator<Item = PoleIx> + use<> {
        (0..self.poles.len()).map(PoleIx)
    }

    /// Returns the question of this id.
    #[must_use]
    pub fn find_question(&self, id: &str) -> Option<QuestionIx> {
        self.questions.iter().position(|q| q.id == id).map(QuestionIx)
    }

    /// Returns the trait of this id.
    #[must_use]
    pub fn find_trait(&self, id: &str) -> Option<TraitIx> {
        self.traits.iter().position(|t| t.id == id).map(TraitIx)
    }

    /// Returns the dimension of this id.
    #[must_use]
    pub fn find_dimension(&self, id: &str) -> Option<DimensionIx> {
        self.dimensions.iter().position(|d| d.id == id).map(DimensionIx)
    }

    /// Returns the pole of this id.
    #[must_use]
    pub fn find_pole(&self, id: &str) -> Option<PoleIx> {
        self.poles.iter().position(|p| p.id == id).map(PoleIx)
    }

    /// Returns the form of this id.
    #[must_use]
    pub fn find_form(&self, id: &str) -> Option<FormIx> {
        self.forms.iter().position(|f| f.id == id).map(FormIx)
    }

    /// Returns the form that holds every question.
    #[must_use]
    pub fn full_form(&self) -> FormIx {
        self.find_form(FULL).unwrap_or(FormIx(0))
    }

    /// Iterates over the recommendations that lead to a requirement, from the lowest rung: those of the required trait
    /// whose rung begins below the required score.
    ///
    /// The rung of a recommendation reaches from the next lower `below` among the recommendations of its trait (or 0) to
    /// its own.
    pub fn leading_to(&self, requirement: Requirement) -> impl Iterator<Item = RecommendationIx> + '_ {
        let ladder = self[requirement.of].recommendations.iter().copied();
        ladder.take_while(move |index| self.rung_start(*index) < requirement.at_least)
    }

    /// Returns where the rung of a recommendation begins: at the next lower `below` among the recommendations of its
    /// trait, or at 0.
    #[must_use]
    pub fn rung_start(&self, index: RecommendationIx) -> f64 {
        let ladder = &self[self[index].of].recommendations;
        rung_start(self[index].below, ladder.iter().map(|other| self[*other].below))
    }

    /// Returns whether the form holds the question.
    #[must_use]
    pub fn in_form(&self, question: QuestionIx, form: FormIx) -> bool {
        self[form].id == FULL || self[question].forms.contains(&form)
    }
}
