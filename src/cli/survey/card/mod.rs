//! The survey as a card on the terminal: one question at a time, answered by single keys.

pub(super) mod body;
pub(super) mod frame;
pub(super) mod layout;
pub(super) mod prompt;
pub(super) mod screen;
pub(super) mod state;
mod welcome;

use std::io;
use std::time::Instant;

use console::Key;

use standpoint::answers::AnswerSheet;
use standpoint::questionnaire::{Kind, QuestionIx, Value};
use standpoint::survey::{Action, Card, Effect, Frontend, Notice, Place, Reply, Session, Store, Stored};
use standpoint::text::printable;

pub use self::frame::Look;

use self::frame::{Line, Tone};
use self::layout::{Page, Scene};
use self::screen::{Event, Screen};
use self::state::{State, Wish};
use super::Desk;
use super::ability::{self, ABILITIES, Ability, Row};
use super::outlook;
use super::words;

/// A store that no signal interrupts while it writes.
pub struct Guarded<S>(pub S);

impl<S: Store> Store for Guarded<S> {
    type Error = S::Error;

    fn save(&mut self, sheet: &AnswerSheet, changed: QuestionIx) -> Result<Stored, S::Error> {
        let _uninterrupted = screen::writing();
        self.0.save(sheet, changed)
    }
}

/// How a card came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The respondent quit.
    Quit,
    /// With Ctrl-C.
    Interrupted,
    /// The terminal has gone.
    Closed,
}

/// Which place the card's own memory is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Nowhere,
    Question(QuestionIx),
    End,
}

/// Asks by cards.
pub struct Cards {
    pub(super) screen: Screen,
    pub(super) desk: Desk,
    at: At,
    pub(super) state: State,
    pub(super) explained: bool,
    pub(super) end: Page,
    pub(super) destinations: Vec<QuestionIx>,
    pub(super) left: Left,
    /// How many votes are given on each question; none where somebody answers alone.
    pub votes: usize,
}

impl Cards {
    /// Takes the terminal over.
    pub fn open(look: Look, desk: Desk) -> io::Result<Self> {
        Ok(Self {
            screen: Screen::open(look)?,
            desk,
            at: At::Nowhere,
            state: State::default(),
            explained: false,
            end: Page::default(),
            destinations: Vec::new(),
            left: Left::Quit,
            votes: 0,
        })
    }

    /// Returns how the respondent left.
    pub fn left(&self) -> Left {
        self.left
    }

    /// Starts afresh where the session has gone to another question.
    fn follow(&mut self, session: &Session<'_>) {
        let at = session.cursor().map_or(At::End, At::Question);
        if std::mem::replace(&mut self.at, at) == at {
            return;
        }
        let message = self.state.message.take();
        match session.view().place {
            Place::Question(card) => self.state = State::new(&card),
            Place::End => {
                self.state = State::default();
                (self.end, self.destinations) = self.closing(session);
            }
        }
        self.state.message = message;
    }

    fn draw(&mut self, session: &Session<'_>) -> io::Result<()> {
        let view = session.view();
        let size = self.screen.size();
        let lines = match &view.place {
            Place::Question(card) => {
                let scene = Scene { state: &self.state, explained: self.explained };
                layout::question(&view, card, &scene, size)
            }
            Place::End => {
                self.end.message = self.state.message.clone();
                layout::page(&view, &self.end, size)
            }
        };
        self.screen.draw(&lines)
    }

    pub(super) fn press(&mut self, session: &Session<'_>, key: &Key) -> Wish {
        if *key == Key::CtrlC {
            self.left = Left::Interrupted;
            return Wish::Do(Action::Quit);
        }
        match session.view().place {
            Place::Question(card) => {
                let wish = self.state.press(key, &card);
                let told = about_number(&card, key, &wish);
                if told.is_none() {
                    return wish;
                }
                self.state.message = told;
                Wish::Stay
            }
            Place::End => {
                self.state.message = None;
                if let Some(question) = state::destination(key, &self.destinations) {
                    return Wish::Do(Action::Jump(question));
                }
                match (key, ability::of_key(key)) {
                    (Key::Char('\u{1a}'), _) => Wish::Suspend,
                    (Key::Enter, _) => Wish::Do(Action::Quit),
                    (_, Some(Ability::Up)) => {
                        self.end.top = self.end.top.saturating_sub(1);
                        Wish::Stay
                    }
                    (_, Some(Ability::Down)) => {
                        self.end.top =
                            (self.end.top + 1).min(layout::last_top(&self.end, self.screen.size()));
                        Wish::Stay
                    }
                    (_, Some(ability)) => state::general(ability),
                    (_, None) => Wish::Stay,
                }
            }
        }
    }

    /// Shows a page over the question until a key leaves it. Returns whether somebody is still there.
    pub(super) fn read(&mut self, session: &Session<'_>, mut page: Page) -> io::Result<bool> {
        let view = session.view();
        loop {
            let size = self.screen.size();
            page.top = page.top.min(layout::last_top(&page, size));
            page.hint = if layout::last_top(&page, size) > 0 {
                "up, down, space: read on \u{b7} any other key: back".to_owned()
            } else {
                "any key: back".to_owned()
            };
            self.screen.draw(&layout::page(&view, &page, size))?;
            match self.screen.event()? {
                Event::Redraw => {}
                Event::Closed => return Ok(false),
                Event::Key(Key::ArrowDown) => page.top += 1,
                Event::Key(Key::ArrowUp) => page.top = page.top.saturating_sub(1),
                Event::Key(Key::PageDown) => page.top += layout::leap(size),
                Event::Key(Key::Char(' ')) if layout::last_top(&page, size) > page.top => {
                    page.top += layout::leap(size);
                }
                Event::Key(Key::PageUp) => page.top = page.top.saturating_sub(layout::leap(size)),
                Event::Key(Key::Home) => page.top = 0,
                Event::Key(Key::End) => page.top = layout::last_top(&page, size),
                Event::Key(_) => return Ok(true),
            }
        }
    }

    pub(super) fn keys<A>(&self, table: &[Row<A>]) -> Page {
        let unicode = self.screen.look().unicode;
        let lines = table
            .iter()
            .map(|row| {
                let key = format!("{:<13}", ability::shown(row, unicode));
                Line::new(key, Tone::Accent).then(row.what, Tone::Plain)
            })
            .collect();
        Page { title: "All keys".to_owned(), lines, ..Page::default() }
    }

    pub(super) fn placement(&self, session: &Session<'_>) -> Page {
        let width = self.screen.size().columns.min(74).saturating_sub(2);
        let words = outlook::placement(session).into_iter().flat_map(|line| [line, String::new()]);
        let plane = outlook::plane(session, width, self.screen.look().unicode);
        let lines = words.chain(plane).map(|line| Line::new(line, Tone::Plain)).collect();
        Page { title: "Where the answers point so far".to_owned(), lines, ..Page::default() }
    }

    pub(super) fn report(&self, session: &Session<'_>) -> Page {
        let width = self.screen.size().columns.min(98).saturating_sub(2);
        let lines = outlook::page(session, width, self.screen.look().unicode).into_iter();
        let lines = lines.map(|line| Line::new(line, Tone::Plain)).collect();
        Page { title: "The report so far".to_owned(), lines, ..Page::default() }
    }

    pub(super) fn closing(&self, session: &Session<'_>) -> (Page, Vec<QuestionIx>) {
        let closing = outlook::closing(session);
        let mut lines = vec![Line::new(closing.headline, Tone::Plain), Line::default()];
        if let Some(line) = closing.placement {
            lines.extend([Line::new(line, Tone::Strong), Line::default()]);
        }
        let mut destinations: Vec<QuestionIx> = Vec::new();
        let mut offer = |lines: &mut Vec<Line>, question: QuestionIx| {
            if destinations.len() < 9 {
                destinations.push(question);
                let text = printable(&session.questionnaire()[question].text).into_owned();
                let number = destinations.len();
                lines.push(Line::new(format!("  {number} "), Tone::Accent).then(text, Tone::Plain));
            }
        };
        for (message, questions) in &closing.contradictions {
            lines.push(Line::new(message.clone(), Tone::Notice));
            for question in questions {
                offer(&mut lines, *question);
            }
            lines.push(Line::default());
        }
        if let Some(left_out) = &closing.left_out {
            lines.push(Line::new(left_out.clone(), Tone::Plain));
            lines.push(Line::new(format!("To answer the rest: {}", self.desk.survey), Tone::Plain));
            lines.push(Line::default());
        }
        if !closing.open.is_empty() {
            lines.push(Line::new("Still open:", Tone::Strong));
            let shown = closing.open.len().min(5);
            closing.open.iter().take(shown).for_each(|question| offer(&mut lines, *question));
            if closing.open.len() > shown {
                let more = format!("  and {} more: o lists them", closing.open.len() - shown);
                lines.push(Line::new(more, Tone::Quiet));
            }
            lines.push(Line::default());
        }
        lines.push(Line::new("The report, with reasons and next steps:", Tone::Plain));
        lines.push(Line::new(format!("  {}", self.desk.report), Tone::Strong));
        let hint = match destinations.len() {
            0 => "v report \u{b7} Enter quit \u{b7} g go to \u{b7} ? all keys".to_owned(),
            count => format!(
                "1-{count} go there \u{b7} v report \u{b7} o open \u{b7} Enter quit \u{b7} ? all keys"
            ),
        };
        (Page { title: "The end".to_owned(), lines, hint, ..Page::default() }, destinations)
    }

    /// Replies; what is to be saved is shown first, because a disk can take its time.
    fn reply(&mut self, session: &Session<'_>, action: Action, started: Instant) -> Reply {
        let took = started.elapsed();
        if action.is_saved() {
            self.state.saving(&action);
            // If nobody sees it any more, the next question finds that out; the answer is saved all the same.
            let _ = self.draw(session);
        }
        Reply { action, took }
    }

    fn gone(&mut self, started: Instant) -> Reply {
        self.left = Left::Closed;
        Reply { action: Action::Quit, took: started.elapsed() }
    }
}

impl Frontend for Cards {
    type Error = io::Error;

    fn ask(&mut self, session: &Session<'_>) -> io::Result<Reply> {
        let started = Instant::now();
        self.state.given = None;
        self.follow(session);
        loop {
            self.draw(session)?;
            let key = match self.screen.event()? {
                Event::Redraw => continue,
                Event::Closed => return Ok(self.gone(started)),
                Event::Key(key) => key,
            };
            match self.press(session, &key) {
                Wish::Stay => {}
                Wish::Do(action) => return Ok(self.reply(session, action, started)),
                Wish::Ask(prompt) => match prompt::ask(&mut self.screen, session, prompt)? {
                    Ok(action) => return Ok(self.reply(session, action, started)),
                    Err(message) => self.state.message = message,
                },
                Wish::Show(Ability::Explain) => self.explained = !self.explained,
                Wish::Show(ability) => {
                    let page = match ability {
                        Ability::Placement => self.placement(session),
                        Ability::Report => self.report(session),
                        _ => self.keys(ABILITIES),
                    };
                    if !self.read(session, page)? {
                        return Ok(self.gone(started));
                    }
                }
                Wish::Suspend => self.screen.suspend()?,
            }
        }
    }

    fn tell(&mut self, _: &Session<'_>, notice: Notice<'_>) {
        self.state.message = match notice {
            Notice::Done(Action::Answer(_), effect) => words::done(&Action::Forward, effect),
            Notice::Done(action, effect) => self.told(action, effect),
            Notice::Rejected(rejection) => Some(words::rejection(rejection)),
            Notice::NotStored(error) => {
                Some(format!("Not saved, taken back. {}", words::sentence(&error.to_string())))
            }
            Notice::Reread => {
                self.at = At::Nowhere;
                Some("The file was changed by somebody else; their changes are read.".to_owned())
            }
        };
    }
}

/// What is to be said of a number that is being typed. Nobody sees such a word while a team votes.
fn about_number(card: &Card<'_>, key: &Key, wish: &Wish) -> Option<String> {
    let Kind::Number(asked) = &card.question.kind else { return None };
    match (key, wish) {
        (Key::Char(','), _) => Some("Thousands are grouped for you; decimals follow a point.".to_owned()),
        (_, Wish::Do(Action::Answer(Value::Number(given)))) => {
            words::out_of_range(asked.minimum, asked.maximum, *given)
        }
        _ => None,
    }
}

impl Cards {
    fn told(&mut self, action: &Action, effect: &Effect) -> Option<String> {
        if matches!(action, Action::Undo | Action::Clear) {
            // The same question may show another answer now.
            self.at = At::Nowhere;
        }
        words::done(action, effect)
    }
}

#[cfg(test)]
mod tests;
