//! The same scores from answers that are given as small numbers: what a trait is worth by each combination of answers is
//! reckoned once, and looked up from then on.

use std::collections::HashMap;
use std::iter::repeat_n;

use super::aggregate::{Part, Pool, Terms, pool};
use super::assessment::{Coverage, Score};
use super::coding::{turn, worth};
use super::integration::{OverDimensions, together};
use super::placement::stand;
use super::scores::Scores;
use super::sum::{Exact, Sums};
use crate::questionnaire::{DimensionIx, Kind, Question, Questionnaire, Value};

/// What became of a question: one of the four states here, or [`ANSWERED`] and above it the option that was chosen.
pub(crate) type Code = u8;

/// Not asked after the other answers, or not in the form and nothing said.
pub(crate) const NOT_ASKED: Code = 0;
/// Said not to apply.
pub(crate) const NOT_APPLICABLE: Code = 1;
/// The respondent does not know.
pub(crate) const UNKNOWN: Code = 2;
/// Nothing was said.
pub(crate) const BLANK: Code = 3;
/// The first option, or any answer to a question without options.
pub(crate) const ANSWERED: Code = 4;

/// A question with more options is one without codes for them.
const MOST_OPTIONS: usize = 200;
/// A trait with more combinations of answers is reckoned anew for each set.
const MOST_COMBINATIONS: u32 = 4_096;

/// Returns the answers that have a code of their own, from [`ANSWERED`] on; `None` where answers are told apart by what
/// they are worth alone.
pub(crate) fn options(question: &Question) -> Option<Vec<Value>> {
    match &question.kind {
        Kind::Choice(options) if options.len() <= MOST_OPTIONS => {
            Some((0..options.len()).map(Value::Choice).collect())
        }
        Kind::YesNo => Some(vec![Value::YesNo(false), Value::YesNo(true)]),
        _ => None,
    }
}

/// Returns what an answer is worth after reversing, 0..=1; `None` if it is not scored.
pub(crate) fn value(question: &Question, answer: &Value) -> Option<f64> {
    question.is_scored().then(|| worth(&question.kind, answer).map(|worth| turn(question, worth))).flatten()
}

/// Returns what each option that has a code is worth.
fn values(question: &Question) -> Vec<f64> {
    let options = options(question).unwrap_or_default();
    options.iter().filter_map(|option| value(question, option)).collect()
}

/// Scores answers given as codes; equal to [`Scorer::scores`](super::Scorer::scores) to the last bit.
#[derive(Debug, Clone)]
pub(crate) struct CodedScorer<'q> {
    questionnaire: &'q Questionnaire,
    traits: Vec<Trait>,
    /// The questions of all traits.
    answers: Vec<Answer>,
    /// What each option of a question is worth, by the question; empty for those without codes for their options.
    values: Vec<Vec<f64>>,
    /// What each combination of answers to each trait with a table leads to.
    combinations: Vec<Combination>,
    /// The different scores of each trait, and for those without a table a place for theirs.
    scores: Vec<Score>,
    /// Which of its scores each trait has.
    current: Vec<u32>,
    /// Each dimension on each pole, as in [`Scores::dimensions`].
    means: Vec<Mean>,
    /// The parts of all means.
    parts: Vec<Weighted>,
    /// What each score of its trait adds to each part.
    terms: Vec<Terms>,
    /// The traits without a table, and the parts of means that they are.
    loose_traits: Vec<usize>,
    loose_parts: Vec<usize>,
    /// Whether the weights of dimensions add up exactly.
    exact: bool,
    /// What each dimension adds to each pole.
    dimensions: Vec<Terms>,
    /// The points of one dimension.
    points: Vec<f64>,
}

/// How a trait is scored.
#[derive(Debug, Clone, Copy)]
struct Trait {
    /// Which of the answers are its own.
    answers: (usize, usize),
    /// Which of the scores are its own.
    scores: (usize, usize),
    /// Where its combinations begin; `None` without a table.
    table: Option<usize>,
}

/// A question of a trait.
#[derive(Debug, Clone, Copy)]
struct Answer {
    question: u32,
    /// How far the combinations with two neighbouring codes lie apart.
    stride: u32,
}

/// What some answers to a trait lead to.
#[derive(Debug, Clone, Copy)]
struct Combination {
    /// Which of the scores of the trait.
    score: u32,
    counts: Few,
}

/// How many of at most 255 questions do not apply, are not known, were not answered, were answered: a byte each.
#[derive(Debug, Clone, Copy, Default)]
struct Few(u32);

impl Few {
    fn add(&mut self, code: Code) {
        const ONE: [u32; 5] = [0, 1, 1 << 8, 1 << 16, 1 << 24];
        self.0 += ONE[usize::from(code.min(ANSWERED))];
    }
}

/// The same of at most 65,535 questions: the first and third, the second and fourth number in two bytes each.
#[derive(Debug, Clone, Copy, Default)]
struct Counts(u32, u32);

impl Counts {
    fn add(&mut self, few: Few) {
        self.0 += few.0 & 0x00FF_00FF;
        self.1 += few.0 >> 8 & 0x00FF_00FF;
    }

    fn coverage(self) -> Coverage {
        let count = |count| usize::try_from(count).unwrap_or(0);
        Coverage {
            answered: count(self.1 >> 16),
            not_applicable: count(self.0 & 0xFFFF),
            unknown: count(self.1 & 0xFFFF),
            unanswered: count(self.0 >> 16),
        }
    }
}

/// A weighted mean of traits.
#[derive(Debug, Clone, Copy)]
struct Mean {
    parts: (usize, usize),
    exact: Exactness,
}

/// Which sums of a mean are exact whatever the answers, so that no addition cuts off anything to carry along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exactness {
    None,
    Weights,
    All,
}

#[derive(Debug, Clone, Copy)]
struct Weighted {
    weight: f64,
    of: usize,
    /// Where its terms begin.
    terms: usize,
}

impl<'q> CodedScorer<'q> {
    /// Returns a scorer; `None` for a questionnaire that has too many questions to be counted.
    pub(crate) fn new(questionnaire: &'q Questionnaire) -> Option<Self> {
        u16::try_from(questionnaire.questions().len()).ok()?;
        let mut scorer = Self {
            questionnaire,
            traits: Vec::new(),
            answers: Vec::new(),
            values: questionnaire.questions().iter().map(values).collect(),
            combinations: Vec::new(),
            scores: Vec::new(),
            current: vec![0; questionnaire.traits().len()],
            means: Vec::new(),
            parts: Vec::new(),
            terms: Vec::new(),
            loose_traits: Vec::new(),
            loose_parts: Vec::new(),
            exact: is_exact(questionnaire.dimensions().iter().map(|of| of.weight), [1.0]),
            dimensions: Vec::new(),
            points: Vec::with_capacity(questionnaire.poles().len()),
        };
        for of in questionnaire.traits() {
            scorer.add_trait(of);
        }
        for of in questionnaire.dimension_indices() {
            scorer.add_means(of);
        }
        Some(scorer)
    }

    fn add_trait(&mut self, of: &crate::questionnaire::Trait) {
        let begin = self.answers.len();
        let mut combinations = Some(1);
        for ix in &of.questions {
            let question = u32::try_from(ix.0).unwrap_or(u32::MAX);
            self.answers.push(Answer { question, stride: combinations.unwrap_or(0) });
            let options = self.values[ix.0].len();
            let all = combinations.map(|all| all * codes(options));
            combinations = all.filter(|all| options > 0 && *all <= MOST_COMBINATIONS);
        }
        let (answers, first) = ((begin, self.answers.len()), self.scores.len());
        let table = combinations.map(|all| {
            let begin = self.combinations.len();
            self.tabulate(of, answers, all);
            begin
        });
        if table.is_none() {
            self.loose_traits.push(self.traits.len());
            self.scores.push(Score::NotApplicable);
        }
        self.traits.push(Trait { answers, scores: (first, self.scores.len()), table });
    }

    /// Notes what each of so many combinations of answers to a trait leads to.
    fn tabulate(&mut self, of: &crate::questionnaire::Trait, answers: (usize, usize), all: u32) {
        let first = self.scores.len();
        let mut known: HashMap<[u64; 3], u32> = HashMap::new();
        for combination in 0..all {
            let code = |at: usize| {
                let Answer { question, stride } = self.answers[answers.0 + at];
                let code = combination / stride % codes(self.values[question as usize].len());
                Code::try_from(code).unwrap_or(BLANK)
            };
            let mut counts = Few::default();
            (0..of.questions.len()).for_each(|at| counts.add(code(at)));
            let value =
                |at: usize| self.values[of.questions[at].0].get(usize::from(code(at) - ANSWERED)).copied();
            let found = self.pool(answers, value, code);
            let (low, high) = found.bounds().unwrap_or((1.0, 0.0));
            let key = [found.point().unwrap_or(-1.0), low, high].map(f64::to_bits);
            let next = u32::try_from(self.scores.len() - first).unwrap_or(u32::MAX);
            let score = *known.entry(key).or_insert(next);
            if score == next {
                self.scores.push(found);
            }
            self.combinations.push(Combination { score, counts });
        }
    }

    /// Pools the questions of a trait, given what became of each of them and what it is worth if it was answered.
    fn pool(
        &self,
        answers: (usize, usize),
        value: impl Fn(usize) -> Option<f64>,
        code: impl Fn(usize) -> Code,
    ) -> Score {
        let parts = self.answers[answers.0..answers.1].iter().enumerate().map(|(at, answer)| {
            let part = match code(at) {
                NOT_ASKED | NOT_APPLICABLE => Part::NOT_APPLICABLE,
                UNKNOWN | BLANK => Part::MISSING,
                _ => value(at).map_or(Part::MISSING, Part::known),
            };
            (self.questionnaire.questions()[answer.question as usize].weight, part)
        });
        pool(parts).score
    }

    fn add_means(&mut self, of: DimensionIx) {
        for pole in self.questionnaire.pole_indices() {
            let begin = self.parts.len();
            for part in &self.questionnaire[of].traits {
                let weight = self.questionnaire[*part].weight_on(pole);
                if weight > 0.0 {
                    let Trait { scores, table, .. } = self.traits[part.0];
                    if table.is_none() {
                        self.loose_parts.push(self.parts.len());
                    }
                    self.parts.push(Weighted { weight, of: part.0, terms: self.terms.len() });
                    let scores = &self.scores[scores.0..scores.1];
                    self.terms.extend(scores.iter().map(|score| Terms::new(weight, *score)));
                }
            }
            let parts = (begin, self.parts.len());
            self.means.push(Mean { parts, exact: self.exactness(&self.parts[begin..]) });
        }
    }

    fn exactness(&self, parts: &[Weighted]) -> Exactness {
        let weights = parts.iter().map(|part| part.weight);
        let values = parts.iter().flat_map(|part| {
            let Trait { scores, table, .. } = self.traits[part.of];
            let scores = self.scores[scores.0..scores.1].iter();
            let ends = scores.clone().filter_map(|score| score.bounds()).flat_map(|(low, high)| [low, high]);
            // Without a table nothing is known of the values; that is as bad as a value without end.
            scores.filter_map(|score| score.point()).chain(ends).chain(table.is_none().then_some(f64::NAN))
        });
        if is_exact(weights.clone(), values) {
            Exactness::All
        } else if is_exact(weights, [1.0]) {
            Exactness::Weights
        } else {
            Exactness::None
        }
    }

    /// Scores a set: the code of each question, and for those without [options] what the answer is worth. The scores of
    /// the traits are left out.
    pub(crate) fn score(&mut self, codes: &[Code], values: &[f64], scores: &mut Scores) {
        scores.coverage = self.score_traits(codes, values);
        let questionnaire = self.questionnaire;
        let poles = questionnaire.poles().len();
        scores.dimensions.clear();
        self.dimensions.clear();
        let weights = questionnaire.dimensions().iter().flat_map(|of| repeat_n(of.weight, poles));
        let (parts, terms, current) = (&*self.parts, &*self.terms, &*self.current);
        scores.dimensions.extend(self.means.iter().map(|mean| {
            let parts = parts[mean.parts.0..mean.parts.1].iter();
            let terms = parts.map(|part| &terms[part.terms + current[part.of] as usize]);
            match mean.exact {
                Exactness::None => Pool::<Sums<1>, Sums<2>, Sums<2>>::mean(terms),
                Exactness::Weights => Pool::<Sums<1>, Sums<2>, Exact<2>>::mean(terms),
                Exactness::All => Pool::<Exact<1>, Exact<2>, Exact<2>>::mean(terms),
            }
        }));
        let terms = scores.dimensions.iter().zip(weights).map(|(score, weight)| Terms::new(weight, *score));
        self.dimensions.extend(terms);
        scores.poles.clear();
        scores.poles.extend((0..poles).map(|pole| {
            let terms = self.dimensions[pole.min(self.dimensions.len())..].iter().step_by(poles);
            if self.exact {
                Pool::<Sums<1>, Sums<2>, Exact<2>>::mean(terms)
            } else {
                Pool::<Sums<1>, Sums<2>, Sums<2>>::mean(terms)
            }
        }));
        scores.place = questionnaire.placement().map(|placement| stand(placement, &scores.poles));
        let mut integration = OverDimensions::default();
        for (of, parts) in questionnaire.dimension_indices().zip(scores.dimensions.chunks(poles)) {
            self.points.clear();
            self.points.extend(parts.iter().filter_map(|score| score.point()));
            if self.points.len() == poles
                && let Some((score, _)) = together(&self.points)
            {
                integration.add(of, questionnaire[of].weight, score);
            }
        }
        scores.integration = integration.value().map(|integration| integration.score);
    }

    /// Finds out which of its scores each trait has; returns how many questions were answered.
    fn score_traits(&mut self, codes: &[Code], values: &[f64]) -> Coverage {
        let mut counts = Counts::default();
        let (answers, combinations) = (&*self.answers, &*self.combinations);
        for (of, current) in self.traits.iter().zip(&mut self.current) {
            if let Some(mut combination) = of.table {
                for answer in &answers[of.answers.0..of.answers.1] {
                    combination += usize::from(codes[answer.question as usize]) * answer.stride as usize;
                }
                let combination = combinations[combination];
                *current = combination.score;
                counts.add(combination.counts);
            }
        }
        for of in &self.loose_traits {
            let Trait { answers, scores, .. } = self.traits[*of];
            let questions = &self.answers[answers.0..answers.1];
            for answer in questions {
                let mut one = Few::default();
                one.add(codes[answer.question as usize]);
                counts.add(one);
            }
            let code = |at: usize| codes[questions[at].question as usize];
            let value = |at: usize| {
                let (question, option) = (questions[at].question as usize, usize::from(code(at) - ANSWERED));
                self.values[question].get(option).or_else(|| values.get(question)).copied()
            };
            self.scores[scores.0] = self.pool(answers, value, code);
        }
        for part in &self.loose_parts {
            let Weighted { weight, of, terms } = self.parts[*part];
            self.terms[terms] = Terms::new(weight, self.scores[self.traits[of].scores.0]);
        }
        counts.coverage()
    }

    /// Returns the scores of the traits of the set that was scored last.
    pub(crate) fn traits(&self) -> impl Iterator<Item = Score> {
        let traits = self.traits.iter().zip(&self.current);
        traits.map(|(of, current)| self.scores[of.scores.0 + *current as usize])
    }
}

/// Returns how many codes a question with so many options has.
fn codes(options: usize) -> u32 {
    u32::try_from(options + usize::from(ANSWERED)).unwrap_or(u32::MAX)
}

/// Returns whether all sums of these values, 0..=1, with these weights can be represented.
fn is_exact(weights: impl Iterator<Item = f64> + Clone, values: impl IntoIterator<Item = f64>) -> bool {
    let whole: f64 = weights.clone().sum();
    let fits = |digits: u32| whole * 2.0_f64.powi(digits.cast_signed()) < 2.0_f64.powi(52);
    finest(weights).zip(finest(values.into_iter())).is_some_and(|(weights, values)| fits(weights + values))
}

/// Returns how many binary digits the finest of some numbers has behind the point, if they are few.
fn finest(mut numbers: impl Iterator<Item = f64>) -> Option<u32> {
    numbers.try_fold(0, |finest, number| Some(digits(number)?.max(finest)))
}

/// Returns how many binary digits a number has behind the point, if they are few.
fn digits(number: f64) -> Option<u32> {
    (0..=20).find(|digits| (number * f64::from(1_u32 << digits)).fract() == 0.0)
}
