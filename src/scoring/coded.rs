//! The same scores from answers that are given as small numbers: what a trait is worth by each combination of answers is
//! reckoned once, and looked up from then on.

use super::aggregate::{Flat, Part, Pool, pool};
use super::assessment::{Coverage, Score};
use super::coding::{turn, worth};
use super::integration::{OverDimensions, together};
use super::placement::stand;
use super::scores::Scores;
use super::sum::{Exact, Sum, Total};
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
const MOST_COMBINATIONS: usize = 4_096;

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
    /// What the traits are worth by each combination of answers, and for those without a table a place for the result.
    entries: Vec<Entry>,
    /// Each dimension on each pole, as in [`Scores::dimensions`].
    means: Vec<Mean>,
    /// The parts of all means.
    parts: Vec<Weighted>,
    /// Which entry holds for each trait.
    current: Vec<usize>,
    /// The points of one dimension.
    points: Vec<f64>,
}

/// How a trait is scored.
#[derive(Debug, Clone, Copy)]
struct Trait {
    /// Where its entries begin.
    first: usize,
    /// Which of the answers are its own.
    answers: (usize, usize),
    /// Whether there is an entry for each combination.
    tabled: bool,
}

/// A question of a trait.
#[derive(Debug, Clone, Copy)]
struct Answer {
    question: usize,
    /// How far the entries of two neighbouring codes lie apart.
    stride: usize,
}

/// What a trait is worth, and the counts of its questions.
#[derive(Debug, Clone, Copy)]
struct Entry {
    score: Flat,
    counts: Counts,
}

/// A weighted mean of traits.
#[derive(Debug, Clone, Copy)]
struct Mean {
    parts: (usize, usize),
    /// Whether no addition can cut anything off, so that there is nothing to carry along.
    exact: bool,
}

#[derive(Debug, Clone, Copy)]
struct Weighted {
    weight: f64,
    of: usize,
}

/// Four counts of questions in one number, 16 bits each.
#[derive(Debug, Clone, Copy, Default)]
struct Counts(u64);

impl Counts {
    fn one(code: Code) -> Self {
        Self(match code {
            NOT_ASKED => 0,
            NOT_APPLICABLE => 1,
            UNKNOWN => 1 << 16,
            BLANK => 1 << 32,
            _ => 1 << 48,
        })
    }

    fn coverage(self) -> Coverage {
        let [not_applicable, unknown, unanswered, answered] =
            [0, 16, 32, 48].map(|at| usize::try_from((self.0 >> at) & 0xFFFF).unwrap_or(0));
        Coverage { answered, not_applicable, unknown, unanswered }
    }
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
            entries: Vec::new(),
            means: Vec::new(),
            parts: Vec::new(),
            current: vec![0; questionnaire.traits().len()],
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
        let options: Vec<usize> = of.questions.iter().map(|ix| self.values[ix.0].len()).collect();
        let begin = self.answers.len();
        let mut combinations = Some(1_usize);
        for (ix, options) in of.questions.iter().zip(&options) {
            self.answers.push(Answer { question: ix.0, stride: combinations.unwrap_or(0) });
            let all = combinations.map(|all| all * (options + usize::from(ANSWERED)));
            combinations = all.filter(|all| *options > 0 && *all <= MOST_COMBINATIONS);
        }
        let (first, answers) = (self.entries.len(), (begin, self.answers.len()));
        self.traits.push(Trait { first, answers, tabled: combinations.is_some() });
        let mut codes = vec![NOT_ASKED; of.questions.len()];
        for _ in 0..combinations.unwrap_or(1) {
            let entry = self.entry(
                answers,
                |at| {
                    let option = usize::from(codes[at] - ANSWERED);
                    self.values[of.questions[at].0].get(option).copied()
                },
                |at| codes[at],
            );
            self.entries.push(entry);
            // The next combination; the first question turns fastest.
            for (code, options) in codes.iter_mut().zip(&options) {
                *code += 1;
                if usize::from(*code) < options + usize::from(ANSWERED) {
                    break;
                }
                *code = NOT_ASKED;
            }
        }
    }

    /// Pools the questions of a trait, given what became of each of them and what it is worth if it was answered.
    fn entry(
        &self,
        answers: (usize, usize),
        value: impl Fn(usize) -> Option<f64>,
        code: impl Fn(usize) -> Code,
    ) -> Entry {
        let mut counts = Counts::default();
        let parts = self.answers[answers.0..answers.1].iter().enumerate().map(|(at, answer)| {
            let code = code(at);
            counts.0 += Counts::one(code).0;
            let part = match code {
                NOT_ASKED | NOT_APPLICABLE => Part::NOT_APPLICABLE,
                UNKNOWN | BLANK => Part::MISSING,
                _ => value(at).map_or(Part::MISSING, Part::known),
            };
            (self.questionnaire.questions()[answer.question].weight, part)
        });
        let score = Flat::from(pool(parts).score);
        Entry { score, counts }
    }

    fn add_means(&mut self, of: DimensionIx) {
        for pole in self.questionnaire.pole_indices() {
            let begin = self.parts.len();
            for part in &self.questionnaire[of].traits {
                let weight = self.questionnaire[*part].weight_on(pole);
                if weight > 0.0 {
                    self.parts.push(Weighted { weight, of: part.0 });
                }
            }
            let parts = (begin, self.parts.len());
            self.means.push(Mean { parts, exact: self.is_exact(&self.parts[begin..]) });
        }
    }

    /// Returns whether all sums over these parts can be represented, whatever the answers.
    fn is_exact(&self, parts: &[Weighted]) -> bool {
        let weights = finest(parts.iter().map(|part| part.weight));
        let values = finest(parts.iter().flat_map(|part| {
            let Trait { first, tabled, .. } = self.traits[part.of];
            let last = self.traits.get(part.of + 1).map_or(self.entries.len(), |next| next.first);
            let entries = self.entries[first..last].iter().map(|entry| entry.score);
            // Without a table nothing is known of the values; that is as bad as a value without end.
            let unknown = (!tabled).then_some(f64::NAN);
            entries.flat_map(|score| [score.point, score.low, score.high]).chain(unknown)
        }));
        let whole: f64 = parts.iter().map(|part| part.weight).sum();
        let fits = |digits: u32| whole * 2.0_f64.powi(digits.cast_signed()) < 2.0_f64.powi(52);
        weights.zip(values).is_some_and(|(weights, values)| fits(weights + values))
    }

    /// Scores a set: the code of each question, and for those without [options] what the answer is worth.
    pub(crate) fn score(&mut self, codes: &[Code], values: &[f64], scores: &mut Scores) {
        let mut counts = 0;
        for (of, current) in self.current.iter_mut().enumerate() {
            let Trait { first, answers, tabled } = self.traits[of];
            let answers = &self.answers[answers.0..answers.1];
            *current = first;
            if tabled {
                *current += answers
                    .iter()
                    .map(|answer| usize::from(codes[answer.question]) * answer.stride)
                    .sum::<usize>();
                counts += self.entries[*current].counts.0;
            }
        }
        for of in 0..self.traits.len() {
            let Trait { first, answers, tabled } = self.traits[of];
            if !tabled {
                let questions = &self.answers[answers.0..answers.1];
                let entry = self.entry(
                    answers,
                    |at| {
                        let question = questions[at].question;
                        let option = usize::from(codes[question] - ANSWERED);
                        self.values[question].get(option).or_else(|| values.get(question)).copied()
                    },
                    |at| codes[questions[at].question],
                );
                self.entries[first] = entry;
                counts += entry.counts.0;
            }
        }
        scores.coverage = Counts(counts).coverage();
        scores.traits.clear();
        scores.traits.extend(self.current.iter().map(|entry| Score::from(self.entries[*entry].score)));
        scores.dimensions.clear();
        scores.dimensions.extend(
            self.means
                .iter()
                .map(|mean| if mean.exact { self.mean::<Exact>(mean) } else { self.mean::<Sum>(mean) }),
        );
        let poles = self.questionnaire.poles().len();
        scores.poles.clear();
        scores.poles.extend((0..poles).map(|pole| {
            let mut pool = Pool::<Sum>::default();
            for (of, score) in
                self.questionnaire.dimensions().iter().zip(scores.dimensions[pole..].iter().step_by(poles))
            {
                pool.add(of.weight, Flat::from(*score));
            }
            pool.score()
        }));
        scores.place = self.questionnaire.placement().map(|placement| stand(placement, &scores.poles));
        let mut integration = OverDimensions::default();
        for (of, parts) in self.questionnaire.dimension_indices().zip(scores.dimensions.chunks(poles)) {
            self.points.clear();
            self.points.extend(parts.iter().filter_map(|score| score.point()));
            if self.points.len() == poles
                && let Some((score, _)) = together(&self.points)
            {
                integration.add(of, self.questionnaire[of].weight, score);
            }
        }
        scores.integration = integration.value().map(|integration| integration.score);
    }

    fn mean<S: Total>(&self, mean: &Mean) -> Score {
        let mut pool = Pool::<S>::default();
        for part in &self.parts[mean.parts.0..mean.parts.1] {
            pool.add(part.weight, self.entries[self.current[part.of]].score);
        }
        pool.score()
    }
}

/// Returns how many binary digits the finest of some numbers has behind the point, if they are few.
fn finest(mut numbers: impl Iterator<Item = f64>) -> Option<u32> {
    numbers.try_fold(0, |finest, number| Some(digits(number)?.max(finest)))
}

/// Returns how many binary digits a number has behind the point, if they are few.
fn digits(number: f64) -> Option<u32> {
    (0..=20).find(|digits| (number * f64::from(1_u32 << digits)).fract() == 0.0)
}
