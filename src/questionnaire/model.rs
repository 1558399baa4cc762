//! What is true of a questionnaire once it has been checked.
//!
//! Every value here has passed [`compile`](super::compile): ids are unique, references are indices that exist, weights
//! are above 0, scores lie in 0..=1. Nothing outside this room can build a [`Questionnaire`], so code that holds one
//! has nothing left to check.

use std::ops::Index;

use super::condition::Condition;

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
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) language: Option<String>,
    pub(super) license: Option<String>,
    pub(super) fingerprint: String,
    pub(super) poles: Vec<Pole>,
    pub(super) forms: Vec<Form>,
    pub(super) levels: Vec<Level>,
    pub(super) placement: Option<Placement>,
    pub(super) method: Method,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) traits: Vec<Trait>,
    pub(super) questions: Vec<Question>,
    pub(super) recommendations: Vec<Recommendation>,
    pub(super) contradictions: Vec<Contradiction>,
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

/// Returns where the rung that ends at `below` begins among those of a ladder.
pub(super) fn rung_start(below: f64, ladder: impl Iterator<Item = f64>) -> f64 {
    ladder.filter(|other| *other < below).fold(0.0, f64::max)
}

/// The id of the form that holds every question.
pub const FULL: &str = "full";

/// One axis that teams are scored on.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Pole {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What the pole means, if the definition says so.
    pub description: Option<String>,
}

/// A named subset of the questions.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Form {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// How long it takes by the author's estimate, in minutes.
    pub minutes: Option<f64>,
}

/// A rung of the ladder.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Level {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The lowest score of the level, 0..=1; the first level has 0 and each next one more.
    pub from: f64,
    /// What the level means, if the definition says so.
    pub description: Option<String>,
}

/// How teams are placed by their scores on the poles.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Placement {
    /// A pole's score from here on counts as high, 0..=1.
    pub cut: f64,
    /// A score nearer to the cut than this is borderline.
    pub band: f64,
    /// If all poles are in the band and no two differ by this much, the team is central.
    pub central: f64,
    /// The zones; each combination of high and low poles belongs to exactly one.
    pub zones: Vec<Zone>,
    /// The zone of each combination: bit `p` of the index is set where pole `p` is high.
    pub(super) by_combination: Vec<ZoneIx>,
}

impl Placement {
    /// Returns the zone of a combination; bit `p` is set where the pole with index `p` is high.
    #[must_use]
    pub fn zone(&self, combination: usize) -> ZoneIx {
        self.by_combination[combination]
    }
}

impl Index<ZoneIx> for Placement {
    type Output = Zone;

    fn index(&self, index: ZoneIx) -> &Zone {
        &self.zones[index.0]
    }
}

/// A part of the plane that the poles span.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Zone {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What it means to be there, in a sentence or two.
    pub summary: String,
}

/// The constants of the method; the defaults are those of `docs/method.md`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Method {
    /// A trait's score needs at least this share of its questions answered (0.5).
    pub trait_coverage: f64,
    /// A pole's score needs at least this share of its weight answered (0.6).
    pub pole_coverage: f64,
    /// A trait or dimension this far below its pole is a weak link (0.2).
    pub weak_link: f64,
    /// A trait below this is a weak link while its pole is high (0.3).
    pub weak_trait: f64,
    /// A trait from here on is practised, for the search of unsupported practice (0.6).
    pub practised: f64,
    /// A prerequisite below this does not support the practice (0.4).
    pub unsupported: f64,
    /// The balance of two poles is undefined while both are below this (0.2).
    pub balance: f64,
    /// Exponents that recode the answers, to see whether the zone depends on the spacing of the options (2/3 and 3/2).
    pub spacing: [f64; 2],
    /// How much a gain one prerequisite further away counts (0.5).
    pub leverage: f64,
    /// How many moves a report puts first (5).
    pub moves: usize,
    /// The effort assumed for a recommendation that states none, in person-days (3).
    pub effort: f64,
}

impl Default for Method {
    fn default() -> Self {
        Self {
            trait_coverage: 0.5,
            pole_coverage: 0.6,
            weak_link: 0.2,
            weak_trait: 0.3,
            practised: 0.6,
            unsupported: 0.4,
            balance: 0.2,
            spacing: [2.0 / 3.0, 1.5],
            leverage: 0.5,
            moves: 5,
            effort: 3.0,
        }
    }
}

/// A part of the subject, scored on the poles by its traits.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Dimension {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What the dimension is about, if the definition says so.
    pub description: Option<String>,
    /// Its weight in a pole's overall score, above 0.
    pub weight: f64,
    /// Its traits, at least one.
    pub traits: Vec<TraitIx>,
}

/// Something a team can have more or less of, measured by its questions.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Trait {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What is measured, if the definition says so.
    pub description: Option<String>,
    /// The dimension it belongs to.
    pub dimension: DimensionIx,
    /// Its weight among the traits of its dimension, above 0.
    pub weight: f64,
    /// The poles it counts for, at least one, each with a factor above 0 on the weight.
    pub poles: Vec<(PoleIx, f64)>,
    /// The levels that need it, by rising level.
    pub essential: Vec<Gate>,
    /// Its scored questions, at least one.
    pub questions: Vec<QuestionIx>,
    /// Its recommendations by rising [`Recommendation::below`].
    pub recommendations: Vec<RecommendationIx>,
}

impl Trait {
    /// Returns the weight with which the trait counts for a pole within its dimension; 0 if it does not count.
    #[must_use]
    pub fn weight_on(&self, pole: PoleIx) -> f64 {
        self.poles.iter().find(|(p, _)| *p == pole).map_or(0.0, |(_, factor)| self.weight * factor)
    }
}

/// A condition on a trait for a level and all above it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Gate {
    /// The rank of the lowest level that needs the trait, from 2.
    pub level: usize,
    /// The score the trait must have, 0..=1.
    pub minimum: f64,
}

/// Something that is asked.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Question {
    /// Stable kebab-case id; the key in answer files.
    pub id: String,
    /// The question itself.
    pub text: String,
    /// An explanation, if the definition gives one.
    pub help: Option<String>,
    /// The trait it measures; a question without one is asked but not scored.
    pub of: Option<TraitIx>,
    /// How it is answered and what an answer is worth.
    pub kind: Kind,
    /// Its weight among the questions of its trait, above 0.
    pub weight: f64,
    /// The forms that hold it, beside the full one.
    pub forms: Vec<FormIx>,
    /// Whether the value of an answer is turned round (1 - value).
    pub reversed: bool,
    /// It is asked only if this holds; it refers to earlier questions only.
    pub when: Option<Condition>,
    /// Free words of the author.
    pub tags: Vec<String>,
}

impl Question {
    /// Returns whether answers to it enter a score: it belongs to a trait and asks for more than free text.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.of.is_some() && !matches!(self.kind, Kind::Text)
    }
}

/// How a question is answered and what an answer is worth.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One of several options.
    Choice(Vec<Choice>),
    /// Any number of options; value = min(1, sum of points / cap).
    Multiple {
        /// The options, one of which may mean "none of these".
        options: Vec<Item>,
        /// The points that make a value of 1, above 0.
        cap: f64,
    },
    /// A number; its value lies on the lines between the anchors.
    Number(Number),
    /// Yes (value 1) or no (value 0).
    YesNo,
    /// Free text, not scored.
    Text,
}

/// An option of a choice question.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Choice {
    /// Kebab-case id, unique within the question.
    pub id: String,
    /// What people read.
    pub text: String,
    /// What it is worth before reversing, 0..=1; never falling in declared order.
    pub value: f64,
}

/// An option of a question with several answers.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Item {
    /// Kebab-case id, unique within the question.
    pub id: String,
    /// What people read.
    pub text: String,
    /// The points it brings, 0 or more.
    pub points: f64,
    /// Whether it means that none of the others holds.
    pub none: bool,
}

/// A question for a number.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Number {
    /// What is counted, if the definition says so ("days", "%").
    pub unit: Option<String>,
    /// The smallest answer that is accepted.
    pub minimum: Option<f64>,
    /// The largest answer that is accepted.
    pub maximum: Option<f64>,
    /// Pairs of number and value (0..=1) by rising number; piecewise linear, constant outside. Empty only if not scored.
    pub anchors: Vec<(f64, f64)>,
}

/// A step that a team can take.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Recommendation {
    /// Stable kebab-case id.
    pub id: String,
    /// The trait it raises.
    pub of: TraitIx,
    /// It applies while the trait's score is below this, 0..=1.
    pub below: f64,
    /// How much of the trait it is expected to bring, above 0 to 1.
    pub lift: f64,
    /// Effort in person-days, low and high, if the definition states it.
    pub effort: Option<(f64, f64)>,
    /// The step as an imperative.
    pub title: String,
    /// What to do first, if the definition says so.
    pub first_step: Option<String>,
    /// How one sees that it worked, if the definition says so.
    pub sign: Option<String>,
    /// What must be in place before.
    pub requires: Vec<Requirement>,
    /// Where to read on.
    pub reading: Vec<Reading>,
}

/// A trait that must have reached a score.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Requirement {
    /// The trait.
    pub of: TraitIx,
    /// The score it needs, above 0 to 1.
    pub at_least: f64,
}

/// A public source.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reading {
    /// Its title.
    pub title: String,
    /// Who published it, if stated.
    pub publisher: Option<String>,
}

/// Answers that cannot all be true.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Contradiction {
    /// Stable kebab-case id.
    pub id: String,
    /// When it holds.
    pub when: Condition,
    /// What to talk about.
    pub message: String,
    /// The questions its condition names, in the order of the survey.
    pub questions: Vec<QuestionIx>,
}
