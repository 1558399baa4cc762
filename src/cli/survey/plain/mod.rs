//! The survey in plain lines: for screen readers, pipes and terminals that cannot move their cursor.

pub mod parse;

use std::fmt;
use std::io::{self, BufRead, Write};
use std::time::Instant;

use standpoint::questionnaire::{Kind, QuestionIx};
use standpoint::survey::{Action, Card, Effect, Frontend, Notice, Place, Progress, Reply, Session};
use standpoint::text::printable;

use self::parse::{Line, Page};
use super::Desk;
use super::ability::{self, ABILITIES, Row};
use super::outlook;
use super::search;
use super::words;
use crate::cli::terminal;

/// What was last read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Question(QuestionIx),
    End,
}

/// Asks in plain lines.
pub struct Plain<R, W> {
    input: R,
    output: W,
    /// Whether the input does not show what is typed, so that a line must be ended for it.
    silent: bool,
    desk: Desk,
    /// What is told first.
    news: Vec<String>,
    greeted: bool,
    shown: Shown,
    /// Whether the input came to its end.
    pub ran_out: bool,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Returns a front end that reads lines here and writes there; `silent` if typed lines do not show.
    pub fn new(input: R, output: W, silent: bool, desk: Desk, news: Vec<String>) -> Self {
        Self { input, output, silent, desk, news, greeted: false, shown: Shown::Nothing, ran_out: false }
    }

    pub(super) fn say(&mut self, words: impl fmt::Display) -> io::Result<()> {
        writeln!(self.output, "{words}")
    }

    fn greet(&mut self, session: &Session<'_>) -> io::Result<()> {
        if std::mem::replace(&mut self.greeted, true) {
            return Ok(());
        }
        let title = printable(session.questionnaire().title()).into_owned();
        let progress = session.progress();
        let questions = words::count(progress.asked, "question");
        self.say(match &progress.budget {
            Some(budget) => {
                format!("{title}. Of {questions} those that tell most: {}", words::time_left(budget))
            }
            None => format!("{title}. {questions}"),
        })?;
        self.say(format_args!(
            "Answer with the number of an option. Other words: help, back, skip, unknown, na, note, open, quit."
        ))?;
        let file = self.desk.file.clone();
        self.say(format_args!("Every answer is saved to {file} before the next question."))?;
        for line in std::mem::take(&mut self.news) {
            self.say(printable(&line))?;
        }
        if progress.said() > 0 {
            self.say(words::progress(&progress))?;
        }
        Ok(())
    }

    fn show(&mut self, session: &Session<'_>) -> io::Result<()> {
        let here = session.cursor().map_or(Shown::End, Shown::Question);
        if std::mem::replace(&mut self.shown, here) == here {
            return Ok(());
        }
        self.say("")?;
        match session.view().place {
            Place::Question(card) => self.show_card(session, &card),
            Place::End => {
                for line in outlook::closing(session).lines(session) {
                    self.say(line)?;
                }
                if session.progress().budget.is_some() && session.progress().open > 0 {
                    let survey = self.desk.survey.clone();
                    self.say(format_args!("To answer the rest: {survey}"))?;
                }
                let report = self.desk.report.clone();
                self.say(format_args!("The report: {report}"))?;
                self.say("Type quit to leave, back or goto to change something.")
            }
        }
    }

    fn show_card(&mut self, session: &Session<'_>, card: &Card<'_>) -> io::Result<()> {
        for line in question(card, &session.progress()) {
            self.say(line)?;
        }
        for line in said(card) {
            self.say(line)?;
        }
        Ok(())
    }

    pub(super) fn line(&mut self) -> io::Result<Option<String>> {
        write!(self.output, "> ")?;
        self.output.flush()?;
        let mut bytes = Vec::new();
        let read = self.input.read_until(b'\n', &mut bytes)?;
        if self.silent || read == 0 {
            writeln!(self.output)?;
        }
        Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Reads out what the words of a table do.
    pub(super) fn words<A>(&mut self, table: &[Row<A>]) -> io::Result<()> {
        for row in table.iter().filter(|row| !row.words.is_empty()) {
            let words = ability::with_argument(&row.words.join(", "), row.argument);
            self.say(format_args!("  {words}: {}", row.what))?;
        }
        Ok(())
    }

    pub(super) fn page(&mut self, session: &Session<'_>, page: Page) -> io::Result<()> {
        match page {
            Page::Help => self.words(ABILITIES),
            Page::Explain => {
                let help = match session.view().place {
                    Place::Question(card) => card.question.help.as_deref(),
                    Place::End => None,
                };
                let help = help.map_or("There is no explanation.".into(), printable).into_owned();
                self.say(help)
            }
            Page::Open => {
                let open: Vec<_> = session.open().collect();
                if open.is_empty() {
                    return self.say("Nothing is open.");
                }
                for question in open {
                    let skipped = if session.is_skipped(question) { " (skipped)" } else { "" };
                    let asked = &session.questionnaire()[question];
                    let line = format!("  {}: {}{skipped}", asked.id, printable(&asked.text));
                    self.say(line)?;
                }
                self.say("Type goto and an id to go to one of them.")
            }
            Page::Placement => self.say(outlook::placement(session).join("\n")),
            Page::Report => self.say(outlook::page(session, 80, terminal::unicode()).join("\n")),
        }
    }
}

impl<R: BufRead, W: Write> Frontend for Plain<R, W> {
    type Error = io::Error;

    fn ask(&mut self, session: &Session<'_>) -> io::Result<Reply> {
        self.greet(session)?;
        let started = Instant::now();
        let reply = |action| Ok(Reply { action, took: started.elapsed() });
        loop {
            self.show(session)?;
            let Some(line) = self.line()? else {
                self.ran_out = true;
                return reply(Action::Quit);
            };
            let view = session.view();
            let card = match &view.place {
                Place::Question(card) => Some(card),
                Place::End => None,
            };
            match parse::parse(&line, card) {
                Ok(Line::Do(action)) => return reply(action),
                Ok(Line::Show(page)) => self.page(session, page)?,
                Ok(Line::Goto(words)) => match search::find(session, &words) {
                    Some(question) => return reply(Action::Jump(question)),
                    None => self.say(format_args!("Nothing is called like \"{}\".", printable(&words)))?,
                },
                Ok(Line::Empty) => match card {
                    Some(card) if card.entry.is_some_and(|entry| entry.response.is_some()) => {
                        return reply(Action::Forward);
                    }
                    Some(_) => self.say("Type an answer, or skip, unknown, na, help.")?,
                    None => return reply(Action::Quit),
                },
                Err(complaint) => self.say(printable(&complaint))?,
            }
        }
    }

    fn tell(&mut self, session: &Session<'_>, notice: Notice<'_>) {
        let words = match notice {
            Notice::Done(Action::Answer(_), effect) => Some(answered(session, effect)),
            Notice::Done(action, effect) => words::done(action, effect),
            Notice::Rejected(rejection) => Some(words::rejection(rejection)),
            Notice::NotStored(error) => {
                self.shown = Shown::Nothing;
                Some(format!("Not saved, and taken back. {}", words::sentence(&error.to_string())))
            }
            Notice::Reread => {
                Some("The file was changed by somebody else; their changes are read.".to_owned())
            }
        };
        if let Some(words) = words {
            // If the reader has gone, the next question finds that out.
            let _ = self.say(words);
        }
    }
}

/// A question and what can be answered, line by line.
pub(super) fn question(card: &Card<'_>, progress: &Progress) -> Vec<String> {
    let of = match &progress.budget {
        Some(budget) => format!(", {}", words::time_left(budget)),
        None => format!(" of {}", progress.asked),
    };
    let place = match (card.dimension, card.of) {
        (Some(dimension), Some(of)) => format!(" {}, {}.", printable(&dimension.title), printable(&of.title)),
        _ => String::new(),
    };
    let mut lines =
        vec![format!("Question {}{of}.{place}", card.number), printable(&card.question.text).into_owned()];
    let mut option = |index: usize, text: &str| lines.push(format!("  {}. {}", index + 1, printable(text)));
    match &card.question.kind {
        Kind::Choice(options) => {
            options.iter().enumerate().for_each(|(index, choice)| option(index, &choice.text));
        }
        Kind::Multiple { options, .. } => {
            options.iter().enumerate().for_each(|(index, item)| option(index, &item.text));
            lines.push("Several may hold: type their numbers, for example 1 3.".to_owned());
        }
        Kind::Number(number) => {
            let unit = number
                .unit
                .as_deref()
                .map_or("A number".to_owned(), |unit| format!("A number of {}", printable(unit)));
            let range =
                words::range(number.minimum, number.maximum).map_or(String::new(), |r| format!(", {r}"));
            lines.push(format!("{unit}{range}."));
        }
        Kind::YesNo => lines.push("Yes or no.".to_owned()),
        Kind::Text => lines.push(
            "In your own words, in one line. Commands begin with a slash here: /skip, /back.".to_owned(),
        ),
    }
    lines
}

/// What was said to a question before, and now, line by line.
pub(super) fn said(card: &Card<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(earlier) = card.earlier.and_then(|entry| entry.response.as_ref()) {
        let earlier = words::response(card.question, earlier);
        lines.push(format!("Earlier answer: {earlier} (type keep to take it over)"));
    }
    if let Some(entry) = card.entry {
        if let Some(response) = &entry.response {
            lines.push(format!("Answer so far: {}", words::response(card.question, response)));
        }
        lines.extend(words::remarks(entry).into_iter().map(|(name, text)| format!("{name}: {text}")));
    }
    lines
}

/// Repeats an answer that was saved, and says how far one is.
pub(super) fn answered(session: &Session<'_>, effect: &Effect) -> String {
    let saved = effect.changed.and_then(|question| {
        let response = session.sheet().get(question)?.response.as_ref()?;
        Some(words::response(&session.questionnaire()[question], response))
    });
    let answer = words::sentence(&saved.unwrap_or_default());
    let more = words::done(&Action::Forward, effect).map_or(String::new(), |more| format!(" {more}"));
    format!("Saved: {answer} {}{more}", words::progress(&session.progress()))
}
