mod guided;
mod shown;

use std::time::Duration;

use jiff::civil::Date;

use self::guided::Guided;
use super::action::{Action, Effect, Rejection};
use super::conduct::Reply;
use super::pace::{self, Pace};
use crate::answers::{self, AnswerSheet, Entry, Response};
use crate::questionnaire::{FormIx, QuestionIx, Questionnaire, Reading, Truth, Value};

/// What a session is told from outside.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day on which answers are given; it is noted with each answer where it differs from the sheet's date.
    pub today: Option<Date>,
    /// The answers of an earlier survey, to be shown beside the questions and taken over.
    pub earlier: Option<AnswerSheet>,
}

/// One respondent's way through the questions. Pure: the same actions from the same sheet lead to the same sheet.
///
/// What is asked are the questions of the sheet's form whose `when` is true as the answers stand. Answers to questions
/// that are hidden by a later change are kept and come back. The cursor is always at a question that is asked, or at
/// the end.
#[derive(Debug, Clone)]
pub struct Session<'q> {
    questionnaire: &'q Questionnaire,
    options: Options,
    sheet: AnswerSheet,
    asked: Vec<bool>,
    skipped: Vec<bool>,
    cursor: Option<QuestionIx>,
    log: Vec<Reply>,
    /// The time spent since the last entry of the log.
    waited: Duration,
    undo: Vec<(QuestionIx, Option<Entry>)>,
    pace: Pace,
    /// What expected times are multiplied by, so that they add up to what the form declares.
    scale: f64,
    /// How many votes are given on each question, before it is answered.
    votes: usize,
    spent: Vec<Duration>,
    /// Where the session is kept short.
    guided: Option<Guided<'q>>,
    ended: bool,
}

impl<'q> Session<'q> {
    /// Starts at the first question that is open, or at the end if none is.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire, sheet: AnswerSheet, options: Options) -> Self {
        let count = questionnaire.questions().len();
        let mut session = Self {
            questionnaire,
            options,
            asked: Vec::new(),
            skipped: vec![false; count],
            cursor: None,
            log: Vec::new(),
            waited: Duration::ZERO,
            undo: Vec::new(),
            scale: scale(questionnaire, sheet.form),
            votes: 0,
            sheet,
            pace: Pace::default(),
            spent: vec![Duration::ZERO; count],
            guided: None,
            ended: false,
        };
        session.ask();
        let first = session.open().next();
        session.cursor = first;
        session
    }

    /// Does what the respondent wants, or says why that is not possible and changes nothing.
    ///
    /// # Errors
    ///
    /// See [`Rejection`].
    pub fn apply(&mut self, action: Action) -> Result<Effect, Rejection> {
        if self.ended {
            return Err(Rejection::Ended);
        }
        let before = self.asked.clone();
        let used = self.used();
        let effect = self.perform(&action)?;
        self.visit(used);
        self.log.push(Reply { action, took: std::mem::take(&mut self.waited) });
        Ok(self.compare(&before, effect))
    }

    fn perform(&mut self, action: &Action) -> Result<Effect, Rejection> {
        match action {
            Action::Answer(value) => {
                let question = self.current()?;
                self.judge(question, value)?;
                Ok(self.say(question, Response::Answered(value.clone())))
            }
            Action::TakeOver => self.take_over(),
            Action::NotApplicable { reason } => {
                let reason = reason.as_deref().map(str::trim).filter(|r| !r.is_empty()).map(str::to_owned);
                let question = self.current()?;
                Ok(self.say(question, Response::NotApplicable { reason }))
            }
            Action::Unknown => {
                let question = self.current()?;
                Ok(self.say(question, Response::Unknown))
            }
            Action::Clear => {
                let question = self.current()?;
                if self.sheet.get(question).is_none_or(|entry| entry.response.is_none()) {
                    return Err(Rejection::NothingToClear);
                }
                Ok(self.edit(question, |entry| {
                    entry.response = None;
                    entry.date = None;
                }))
            }
            Action::Note(note) => {
                let question = self.current()?;
                let note = note.as_deref().map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned);
                Ok(self.edit(question, |entry| entry.note = note))
            }
            Action::Evidence(places) => {
                let question = self.current()?;
                let places = places.iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
                Ok(self.edit(question, |entry| entry.evidence = places))
            }
            Action::Confidence(confidence) => {
                let question = self.current()?;
                Ok(self.edit(question, |entry| entry.confidence = *confidence))
            }
            Action::Back => self.step_back(),
            Action::Forward => {
                let question = self.cursor.ok_or(Rejection::AtEnd)?;
                self.cursor = if self.guided.is_some() {
                    self.neighbour(true).or_else(|| self.follow_guide(Some(question)))
                } else {
                    self.questions().find(|next| *next > question)
                };
                Ok(Effect::default())
            }
            Action::Skip => {
                let question = self.current()?;
                self.skipped[question.0] |= self.is_open(question);
                self.advance(question);
                Ok(Effect::default())
            }
            Action::Jump(question) => {
                if !self.asked.get(question.0).copied().unwrap_or(false) {
                    return Err(Rejection::NotAsked(*question));
                }
                self.cursor = Some(*question);
                Ok(Effect::default())
            }
            Action::JumpToEnd => {
                self.follow_guide(None);
                self.cursor = None;
                Ok(Effect::default())
            }
            Action::Undo => self.take_back(),
            Action::Reread(sheet) => {
                let waiting = self.cursor.filter(|question| self.is_open(*question));
                self.sheet = (**sheet).clone();
                self.undo.clear();
                self.ask();
                self.settle();
                // What somebody else has answered meanwhile need not be asked any more.
                if let Some(question) = waiting.filter(|question| !self.is_open(*question)) {
                    self.advance(question);
                }
                Ok(Effect::default())
            }
            Action::Quit => {
                self.ended = true;
                Ok(Effect { ended: true, ..Effect::default() })
            }
            Action::QuitWithoutLast => {
                let effect = self.take_back().unwrap_or_default();
                self.ended = true;
                Ok(Effect { ended: true, ..effect })
            }
        }
    }

    fn current(&self) -> Result<QuestionIx, Rejection> {
        self.cursor.ok_or(Rejection::NoQuestion)
    }

    /// A survey is stricter than a file: it does not take an answer that takes itself back.
    pub(in crate::survey) fn judge(&self, question: QuestionIx, value: &Value) -> Result<(), Rejection> {
        let question = &self.questionnaire[question];
        answers::fits(question, value).map_err(|problem| Rejection::Unfit(problem.to_string()))?;
        if answers::contradicts_itself(&question.kind, value) {
            return Err(Rejection::Unfit("\"none of these\" excludes the other options".to_owned()));
        }
        Ok(())
    }

    fn say(&mut self, question: QuestionIx, response: Response) -> Effect {
        let date = self.options.today.filter(|today| self.sheet.subject.date != Some(*today));
        let first = self.is_open(question);
        let effect = self.edit(question, |entry| {
            entry.response = Some(response);
            entry.date = date;
        });
        self.skipped[question.0] = false;
        if first {
            self.pace.learn(self.spent[question.0], self.expected(question));
        }
        self.spent[question.0] = Duration::ZERO;
        self.advance(question);
        effect
    }

    fn take_over(&mut self) -> Result<Effect, Rejection> {
        let question = self.current()?;
        let mut entry = self.earlier(question).cloned().ok_or(Rejection::NothingEarlier)?;
        if let Some(Response::Answered(value)) = &entry.response {
            self.judge(question, value)?;
        }
        let response = entry.response.take().ok_or(Rejection::NothingEarlier)?;
        let kept = self.sheet.get(question).cloned().unwrap_or_default();
        self.edit(question, |now| {
            now.note = kept.note.or(entry.note);
            now.confidence = kept.confidence.or(entry.confidence);
            if now.evidence.is_empty() {
                now.evidence = entry.evidence;
            }
        });
        // One key is one step to take back, although it changes the entry twice.
        let effect = self.say(question, response);
        self.undo.pop();
        Ok(effect)
    }

    /// Changes what is said of a question, and remembers what was said before.
    fn edit(&mut self, question: QuestionIx, change: impl FnOnce(&mut Entry)) -> Effect {
        let mut entry = self.sheet.get(question).cloned().unwrap_or_default();
        change(&mut entry);
        let entry = (entry != Entry::default()).then_some(entry);
        let before = self.sheet.set(question, entry);
        self.undo.push((question, before));
        self.ask();
        Effect { changed: Some(question), ..Effect::default() }
    }

    fn take_back(&mut self) -> Result<Effect, Rejection> {
        let (question, before) = self.undo.pop().ok_or(Rejection::NothingToUndo)?;
        self.sheet.set(question, before);
        self.ask();
        self.cursor = Some(question);
        self.settle();
        Ok(Effect { changed: Some(question), ..Effect::default() })
    }

    fn step_back(&mut self) -> Result<Effect, Rejection> {
        let before = if self.guided.is_some() {
            self.neighbour(false)
        } else {
            self.questions().rfind(|question| self.cursor.is_none_or(|here| *question < here))
        };
        self.cursor = Some(before.ok_or(Rejection::AtStart)?);
        Ok(Effect::default())
    }

    /// Goes to the next open question; after the last one to those before that were not skipped; then to the end.
    /// Where there is a guide, it chooses.
    fn advance(&mut self, from: QuestionIx) {
        if self.guided.is_some() {
            self.cursor = self.follow_guide(None);
            return;
        }
        let next = self.open().find(|open| *open > from);
        self.cursor = next.or_else(|| self.open().find(|open| *open < from && !self.skipped[open.0]));
    }

    /// Moves the cursor from a question that is not asked to the next one that is.
    fn settle(&mut self) {
        let Some(here) = self.cursor.filter(|here| !self.asked[here.0]) else { return };
        self.cursor = if self.guided.is_some() {
            self.follow_guide(None)
        } else {
            self.questions().find(|question| *question > here)
        };
    }

    /// Finds out what is asked as the answers stand.
    fn ask(&mut self) {
        let form = self.sheet.form;
        let shown = answers::route(self.questionnaire, &self.sheet, Reading::AsItStands);
        self.asked = self
            .questionnaire
            .question_indices()
            .map(|question| shown[question.0] == Truth::True && self.questionnaire.in_form(question, form))
            .collect();
    }

    fn compare(&self, before: &[bool], mut effect: Effect) -> Effect {
        for (question, entry) in self.sheet.entries() {
            if entry.response.is_some() && effect.changed != Some(question) {
                match (before[question.0], self.asked[question.0]) {
                    (true, false) => effect.hidden.push(question),
                    (false, true) => effect.restored.push(question),
                    _ => {}
                }
            }
        }
        effect
    }

    /// Adds to the time that the current question has taken.
    pub fn spend(&mut self, time: Duration) {
        self.waited += time;
        if let Some(question) = self.cursor {
            self.spent[question.0] += time;
        }
    }

    /// Reckons with so many votes on each question: each takes as long as it takes to decide.
    pub fn reckon_votes(&mut self, votes: usize) {
        self.votes = votes;
    }

    fn is_open(&self, question: QuestionIx) -> bool {
        self.sheet.get(question).is_none_or(|entry| entry.response.is_none())
    }
}

fn scale(questionnaire: &Questionnaire, form: FormIx) -> f64 {
    let questions =
        questionnaire.question_indices().filter(|question| questionnaire.in_form(*question, form));
    let by_length: Duration = questions.map(|question| pace::expected(&questionnaire[question])).sum();
    match questionnaire[form].minutes {
        Some(minutes) if !by_length.is_zero() => minutes * 60.0 / by_length.as_secs_f64(),
        _ => 1.0,
    }
}
