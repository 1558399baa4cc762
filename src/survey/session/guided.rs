//! A session that is kept short: a guide chooses the next question, as long as there is time.

use std::time::Duration;

use super::super::pace;
use super::super::short::{Budget, Choice, Short, Stop};
use super::Session;
use crate::questionnaire::QuestionIx;

/// What a session knows of being kept short.
#[derive(Debug, Clone)]
pub(super) struct Guided<'q> {
    short: Short<'q>,
    /// The time that was used up to the last entry of the log.
    used: Duration,
    /// The questions in the order in which they came up.
    trail: Vec<QuestionIx>,
    stop: Option<Stop>,
}

impl<'q> Session<'q> {
    /// Keeps the session short: from here on the guide chooses each next question, until the time is up or none can
    /// change the result. Whatever else is open can still be gone to.
    #[must_use]
    pub fn shortened(mut self, short: Short<'q>) -> Self {
        let trail = self.questions().filter(|question| !self.is_open(*question)).collect();
        self.guided = Some(Guided { short, used: Duration::ZERO, trail, stop: None });
        self.cursor = self.follow_guide(None);
        self.visit(Duration::ZERO);
        self
    }

    /// Returns how far a survey that is kept short is.
    #[must_use]
    pub fn budget(&self) -> Option<Budget> {
        let guided = self.guided.as_ref()?;
        Some(Budget { time: guided.short.time, used: self.used(), stop: guided.stop })
    }

    /// Returns the question that the guide chooses, `passed` left aside, and notes why if there is none.
    pub(super) fn follow_guide(&mut self, passed: Option<QuestionIx>) -> Option<QuestionIx> {
        let Short { guide, .. } = self.guided.as_ref()?.short;
        let open = self.open().filter(|open| !self.skipped[open.0] && passed != Some(*open));
        let open: Vec<_> = open.map(|open| (open, self.pace.predict(self.expected(open)))).collect();
        let left = self.budget()?.left();
        let affordable = || open.iter().copied().filter(|(_, time)| *time <= left).collect::<Vec<_>>();
        let (next, stop) = match guide.choose(&self.sheet, &open) {
            Choice::Settled => (None, Some(Stop::Settled)),
            Choice::Nothing if passed.is_some() => (None, None),
            Choice::Nothing => (None, Some(Stop::NothingLeft)),
            Choice::Ask(_) => match guide.choose(&self.sheet, &affordable()) {
                Choice::Ask(next) => (Some(next), None),
                Choice::Settled | Choice::Nothing => (None, Some(Stop::TimeUp)),
            },
        };
        if let Some(guided) = &mut self.guided {
            guided.stop = stop;
        }
        next
    }

    /// Returns how long the survey has taken; a longer break counts as a short one.
    pub(super) fn used(&self) -> Duration {
        let before = self.guided.as_ref().map_or(Duration::ZERO, |guided| guided.used);
        let here = if self.cursor.is_some() { self.waited.min(pace::BREAK) } else { Duration::ZERO };
        before + here
    }

    /// Notes that the question which the session is at has come up, and how much time was used before.
    pub(super) fn visit(&mut self, used: Duration) {
        let Some(guided) = &mut self.guided else { return };
        guided.used = used;
        if let Some(here) = self.cursor.filter(|here| !guided.trail.contains(here)) {
            guided.trail.push(here);
        }
    }

    /// Returns where a question stands among those that have come up, from 0.
    pub(super) fn came_up(&self, question: QuestionIx) -> Option<usize> {
        let trail = &self.guided.as_ref()?.trail;
        trail.iter().filter(|other| self.asked[other.0]).position(|other| *other == question)
    }

    /// Returns the question that came up before, or after, this one or the end.
    pub(super) fn neighbour(&self, forward: bool) -> Option<QuestionIx> {
        let trail: Vec<_> = self.guided.as_ref()?.trail.iter().filter(|q| self.asked[q.0]).collect();
        let here = self.cursor.and_then(|here| trail.iter().position(|other| **other == here));
        let here = here.unwrap_or(trail.len());
        let to = if forward { here + 1 } else { here.checked_sub(1)? };
        trail.get(to).map(|to| **to)
    }
}
