use std::cmp::Ordering;

use crate::answers::{Response, contradicts_itself, fits};
use crate::questionnaire::{Kind, Question, Value};

/// The votes on one question, counted. It does not say who gave which.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// How many voted in all.
    pub votes: usize,
    /// How many chose each option, in declared order; of yes or no, yes first. Empty for numbers.
    pub options: Vec<usize>,
    /// The numbers that were given, rising, and how often. Empty for all but numbers.
    pub numbers: Vec<(f64, usize)>,
    /// How many said "don't know".
    pub unknown: usize,
    /// How many said that it does not apply.
    pub not_applicable: usize,
    /// How many votes each different vote got, the most frequent first.
    different: Vec<(Response, usize)>,
}

/// The answer that the votes point to. It is a hint: the team decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The answer.
    pub response: Response,
    /// How the votes point to it.
    pub basis: Basis,
}

/// How votes point to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Everybody who voted said so.
    All,
    /// More voted for it than for anything else: so many.
    Most(usize),
    /// It stands in the middle: as many votes lie on either side.
    Middle,
    /// Each option in it was chosen by more than half of those who answered.
    Majority,
}

impl Tally {
    /// Counts the votes on a question.
    #[must_use]
    pub fn count<'a>(question: &Question, votes: impl IntoIterator<Item = &'a Response>) -> Self {
        let options = match &question.kind {
            Kind::Choice(options) => options.len(),
            Kind::Multiple { options, .. } => options.len(),
            Kind::YesNo => 2,
            Kind::Number(_) | Kind::Text => 0,
        };
        let mut tally = Self { options: vec![0; options], ..Self::default() };
        for vote in votes {
            tally.add(vote);
        }
        // Stable, so that votes of the same number stand in the order in which they came up.
        tally.different.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        tally
    }

    fn add(&mut self, vote: &Response) {
        self.votes += 1;
        let vote = match vote {
            Response::Answered(value) => {
                match value {
                    Value::Choice(option) => self.options[*option] += 1,
                    Value::YesNo(yes) => self.options[usize::from(!yes)] += 1,
                    Value::Multiple(chosen) => chosen.iter().for_each(|option| self.options[*option] += 1),
                    Value::Number(number) => count_number(&mut self.numbers, *number),
                    Value::Text(_) => {}
                }
                vote.clone()
            }
            Response::NotApplicable { .. } => {
                self.not_applicable += 1;
                // Different reasons make no different votes.
                Response::NotApplicable { reason: None }
            }
            Response::Unknown => {
                self.unknown += 1;
                Response::Unknown
            }
        };
        match self.different.iter_mut().find(|(known, _)| *known == vote) {
            Some((_, count)) => *count += 1,
            None => self.different.push((vote, 1)),
        }
    }

    /// Returns how many gave an answer: neither "don't know" nor "not applicable".
    #[must_use]
    pub fn answered(&self) -> usize {
        self.votes - self.unknown - self.not_applicable
    }

    /// Returns whether all who voted said the same; `None` with fewer than two votes.
    #[must_use]
    pub fn unanimous(&self) -> Option<bool> {
        (self.votes >= 2).then_some(self.different.len() == 1)
    }

    /// Returns how far the answers lie apart, as a share of the scale, 0..=1; `None` with fewer than two answers, and for
    /// numbers without a scale.
    ///
    /// Of a choice, the difference of what the outermost options are worth; of numbers, the distance of the outermost on
    /// the way from the first anchor to the last (without anchors, on what is accepted); of several options, the share
    /// on which not all agree; of yes and no, 1 where both were said.
    #[must_use]
    pub fn spread(&self, question: &Question) -> Option<f64> {
        if self.answered() < 2 {
            return None;
        }
        match &question.kind {
            Kind::Choice(options) => {
                let (low, high) = self.outermost()?;
                Some(options[high].value - options[low].value)
            }
            Kind::YesNo => Some(if self.options.iter().all(|count| *count > 0) { 1.0 } else { 0.0 }),
            Kind::Multiple { options, .. } => {
                let all = self.answered();
                let split = self.options.iter().filter(|count| **count > 0 && **count < all).count();
                Some(split as f64 / options.len() as f64)
            }
            Kind::Number(number) => {
                let (low, high) = (self.numbers.first()?.0, self.numbers.last()?.0);
                let anchors = number.anchors.first().zip(number.anchors.last());
                let (from, to) = match anchors {
                    Some((first, last)) => (first.0, last.0),
                    None => (number.minimum?, number.maximum?),
                };
                let share = (high.clamp(from, to) - low.clamp(from, to)) / (to - from);
                share.is_finite().then_some(share)
            }
            Kind::Text => None,
        }
    }

    /// Returns the first and the last option that anybody chose.
    #[must_use]
    pub fn outermost(&self) -> Option<(usize, usize)> {
        let chosen = |count: &usize| *count > 0;
        Some((self.options.iter().position(chosen)?, self.options.iter().rposition(chosen)?))
    }

    /// Returns the answer that the votes point to: what all said; else, if most gave an answer, what more chose than
    /// anything else or, in a tie, what stands in the middle (of numbers, always what stands in the middle; of several
    /// options, those that more than half chose); else what more said than anything else. `None` where the votes are
    /// split.
    #[must_use]
    pub fn proposal(&self, question: &Question) -> Option<Proposal> {
        if let [(response, _)] = self.different.as_slice() {
            return Some(Proposal { response: response.clone(), basis: Basis::All });
        }
        let answered = self.answered();
        if answered * 2 <= self.votes {
            return most(self.different.iter());
        }
        let answer = |value, basis| Proposal { response: Response::Answered(value), basis };
        match &question.kind {
            Kind::Choice(_) => self.most_answered().or_else(|| {
                let votes = self.options.iter().enumerate();
                let votes = votes.flat_map(|(option, count)| std::iter::repeat_n(option, *count));
                middle(&votes.collect::<Vec<_>>()).map(|option| answer(Value::Choice(option), Basis::Middle))
            }),
            Kind::Number(_) => {
                let votes = self.numbers.iter();
                let votes = votes.flat_map(|(number, count)| std::iter::repeat_n(*number, *count));
                middle(&votes.collect::<Vec<_>>()).map(|number| answer(Value::Number(number), Basis::Middle))
            }
            Kind::Multiple { .. } => {
                let chosen = self.options.iter().enumerate().filter(|(_, count)| **count * 2 > answered);
                let chosen: Vec<_> = chosen.map(|(option, _)| option).collect();
                let some = !chosen.is_empty();
                let value = Value::Multiple(chosen);
                let sound = fits(question, &value).is_ok() && !contradicts_itself(&question.kind, &value);
                (some && sound).then(|| answer(value, Basis::Majority))
            }
            Kind::YesNo | Kind::Text => self.most_answered(),
        }
    }

    fn most_answered(&self) -> Option<Proposal> {
        most(self.different.iter().filter(|(vote, _)| matches!(vote, Response::Answered(_))))
    }
}

/// Returns the first of these votes, the most frequent first, if it is more frequent than the second.
fn most<'a>(mut votes: impl Iterator<Item = &'a (Response, usize)>) -> Option<Proposal> {
    let (response, count) = votes.next()?;
    let alone = votes.next().is_none_or(|(_, second)| second < count);
    alone.then(|| Proposal { response: response.clone(), basis: Basis::Most(*count) })
}

/// Returns what stands in the middle of votes in rising order; `None` if two different ones do.
fn middle<T: Copy + PartialEq>(votes: &[T]) -> Option<T> {
    let upper = *votes.get(votes.len() / 2)?;
    let lower = *votes.get(votes.len().checked_sub(1)? / 2)?;
    (lower == upper).then_some(upper)
}

fn count_number(numbers: &mut Vec<(f64, usize)>, number: f64) {
    let at = numbers.partition_point(|(known, _)| known.total_cmp(&number) == Ordering::Less);
    match numbers.get_mut(at).filter(|(known, _)| known.total_cmp(&number) == Ordering::Equal) {
        Some((_, count)) => *count += 1,
        None => numbers.insert(at, (number, 1)),
    }
}
