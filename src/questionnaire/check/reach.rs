//! Reach: each condition can hold for some team that has nothing left open.
//!
//! The questions that a condition rests on, directly or because they are asked under a condition themselves, are given
//! sample answers one after the other; a branch is left as soon as the condition is decided. What would take
//! too long to decide passes.

use super::super::condition::{Condition, Fact, Reading, Truth, Value};
use super::super::diags;
use super::super::merged::Draft;
use super::super::model::QuestionIx;
use super::conditions::Conditions;
use super::ids::Names;
use super::samples::samples;
use crate::diagnostic::Sink;

/// How many branches are looked at for one condition.
const BRANCHES: usize = 100_000;
/// How many questions a condition may rest on.
const QUESTIONS: usize = 24;

pub fn check<'a>(draft: &Draft<'a>, names: &Names<'a>, conditions: &Conditions, sink: &mut Sink) {
    for (question, condition) in draft.questions.iter().zip(&conditions.questions) {
        if let (Some(condition), Some(when)) = (condition, question.value.when)
            && !can_hold(draft, names, &conditions.questions, condition)
        {
            sink.push(diags::never_asked(when.place));
        }
    }
    for (contradiction, condition) in draft.contradictions.iter().zip(&conditions.contradictions) {
        if let (Some(condition), Some(when)) = (condition, contradiction.value.when)
            && !can_hold(draft, names, &conditions.questions, condition)
        {
            sink.push(diags::never_holds(when.place));
        }
    }
}

/// Returns whether some answers make the condition true, or it would take too long to tell.
fn can_hold<'a>(
    draft: &Draft<'a>,
    names: &Names<'a>,
    asked: &[Option<Condition>],
    condition: &Condition,
) -> bool {
    let Some(questions) = closure(asked, condition) else { return true };
    let mut all: Vec<&Condition> =
        questions.iter().filter_map(|question| asked[question.0].as_ref()).collect();
    all.push(condition);
    let mut answers = Vec::with_capacity(questions.len());
    for question in &questions {
        match samples(draft, names, *question, &all) {
            Some(values) => answers.push(values),
            None => return true,
        }
    }
    let mut search = Search {
        asked,
        condition,
        questions: &questions,
        answers: &answers,
        given: vec![None; questions.len()],
        left: BRANCHES,
    };
    search.holds_from(0)
}

/// Returns the questions that the condition rests on, directly or through what decides whether they are asked, in the order
/// of the survey; `None` if they are too many.
fn closure(asked: &[Option<Condition>], condition: &Condition) -> Option<Vec<QuestionIx>> {
    let mut found = condition.questions();
    let mut next = 0;
    while next < found.len() {
        if found.len() > QUESTIONS {
            return None;
        }
        let more = asked[found[next].0].as_ref().map(Condition::questions).unwrap_or_default();
        for question in more {
            if !found.contains(&question) {
                found.push(question);
            }
        }
        next += 1;
    }
    found.sort();
    Some(found)
}

/// What is given to a question.
#[derive(Clone, Copy)]
enum Given<'s> {
    Answer(&'s Value),
    /// No answer: it is not asked, or does not apply.
    Nothing,
}

struct Search<'s> {
    asked: &'s [Option<Condition>],
    condition: &'s Condition,
    questions: &'s [QuestionIx],
    answers: &'s [Vec<Value>],
    given: Vec<Option<Given<'s>>>,
    left: usize,
}

impl<'s> Search<'s> {
    /// Returns whether the condition can hold, where the questions before `next` have been given something.
    fn holds_from(&mut self, next: usize) -> bool {
        match self.evaluate(self.condition) {
            // Whatever is open may stay without an answer.
            Truth::True => return true,
            Truth::False => return false,
            Truth::Open => {}
        }
        let Some(question) = self.questions.get(next) else { return false };
        if self.left == 0 {
            return true;
        }
        self.left -= 1;
        let shown = self.asked[question.0].as_ref();
        if shown.is_none_or(|when| self.evaluate(when) == Truth::True) {
            let answers: &'s [Value] = &self.answers[next];
            for answer in answers {
                self.given[next] = Some(Given::Answer(answer));
                if self.holds_from(next + 1) {
                    return true;
                }
            }
        }
        self.given[next] = Some(Given::Nothing);
        let found = self.holds_from(next + 1);
        self.given[next] = None;
        found
    }

    fn evaluate(&self, condition: &Condition) -> Truth {
        condition.evaluate(Reading::AsItMayBecome, &|question| {
            // Every question that a condition names is in the closure.
            let given = self.questions.binary_search(&question).ok().and_then(|place| self.given[place]);
            match given {
                Some(Given::Answer(value)) => Fact::Answered(value),
                Some(Given::Nothing) => Fact::Absent,
                None => Fact::Open,
            }
        })
    }
}
