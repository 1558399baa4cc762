//! A meeting in plain lines. Votes are not repeated; what a terminal shows of what is typed is not ours to hide.

use std::io::{self, BufRead, Write};
use std::time::Instant;

use standpoint::answers::Response;
use standpoint::questionnaire::{Kind, QuestionIx};
use standpoint::survey::facilitate::{Host, Meeting, Move, News, Request, Said, Stage};
use standpoint::survey::{Action, Card, Place, Session};
use standpoint::text::printable;

use super::deed::{DEEDS, Deed};
use super::words;
use crate::cli::survey::ability::{Ability, by_word};
use crate::cli::survey::plain::parse::{self, Line, Page};
use crate::cli::survey::plain::{Plain, answered, question, said};
use crate::cli::survey::words::{count, progress, sentence};
use crate::cli::survey::{Desk, outlook, search};

/// Hosts a meeting in plain lines.
pub struct PlainHost<R, W> {
    plain: Plain<R, W>,
    desk: Desk,
    /// What is told first.
    news: Vec<String>,
    greeted: bool,
    /// What was read out last: at which question (`None` at the end), and what it waited for.
    shown: Option<(Option<QuestionIx>, Stage)>,
    /// Whether what it waits for is to be read out again.
    again: bool,
}

/// What a line asks for.
enum Wish {
    Do(Request),
    Show(Page),
    Goto(String),
    Members,
    Help,
    Complain(String),
}

impl<R: BufRead, W: Write> PlainHost<R, W> {
    /// Returns a host that reads lines here and writes there; `silent` if typed lines do not show.
    pub fn new(input: R, output: W, silent: bool, desk: Desk, news: Vec<String>) -> Self {
        let plain = Plain::new(input, output, silent, desk.clone(), Vec::new());
        Self { plain, desk, news, greeted: false, shown: None, again: false }
    }

    fn greet(&mut self, meeting: &Meeting<'_>) -> io::Result<()> {
        if std::mem::replace(&mut self.greeted, true) {
            return Ok(());
        }
        let team = meeting.team();
        let title = printable(team.questionnaire().title()).into_owned();
        let done = team.progress();
        self.plain.say(format_args!("{title}. {}", count(done.asked, "question")))?;
        self.plain
            .say("Each member votes, the votes are revealed as counts, and the team agrees on an answer.")?;
        self.plain.say("A terminal shows what is typed in plain lines: let nobody look at a vote.")?;
        self.plain.say("Other words: help, back, skip, unknown, na, members, open, quit.")?;
        self.members(meeting)?;
        let file = self.desk.file.clone();
        self.plain.say(format_args!(
            "Agreed answers are saved to {file}, votes to a file beside it for each member."
        ))?;
        for line in std::mem::take(&mut self.news) {
            self.plain.say(printable(&line))?;
        }
        if done.said() > 0 {
            self.plain.say(progress(&done))?;
        }
        Ok(())
    }

    fn members(&mut self, meeting: &Meeting<'_>) -> io::Result<()> {
        let names: Vec<_> =
            meeting.present().map(|member| printable(&meeting.members()[member].name).into_owned()).collect();
        self.plain.say(format_args!("{}: {}.", count(names.len(), "member"), names.join(", ")))?;
        let away: Vec<_> = meeting.members().iter().filter(|member| !member.present).collect();
        if !away.is_empty() {
            let names: Vec<_> = away.iter().map(|member| printable(&member.name).into_owned()).collect();
            self.plain.say(format_args!("Away: {}.", names.join(", ")))?;
        }
        Ok(())
    }

    fn show(&mut self, meeting: &Meeting<'_>) -> io::Result<()> {
        let (at, stage) = (meeting.team().cursor(), meeting.stage());
        let before = self.shown.replace((at, stage));
        if before == Some((at, stage)) && !std::mem::take(&mut self.again) {
            return Ok(());
        }
        self.again = false;
        let moved = before.is_none_or(|(question, _)| question != at);
        let view = meeting.team().view();
        let Place::Question(card) = &view.place else { return self.end(meeting) };
        if moved {
            self.plain.say("")?;
            for line in question(card, &view.progress) {
                self.plain.say(line)?;
            }
        }
        match stage {
            Stage::Vote(member) => {
                let name = printable(&meeting.members()[member].name).into_owned();
                let (turn, all) = meeting.turns();
                self.plain.say(format_args!("{name}, your vote ({} of {all}).", turn + 1))
            }
            Stage::Ready => self.plain.say("Everybody has voted. Press Enter to reveal the votes."),
            Stage::Revealed => self.reveal(meeting, card),
            Stage::Together => {
                for line in said(card) {
                    self.plain.say(line)?;
                }
                self.plain.say("One answer for the whole team.")
            }
            Stage::End => Ok(()),
        }
    }

    fn reveal(&mut self, meeting: &Meeting<'_>, card: &Card<'_>) -> io::Result<()> {
        let tally = meeting.tally(card.index);
        self.plain.say(format_args!("{}:", sentence(&count(tally.votes, "vote")).trim_end_matches('.')))?;
        for (name, count) in words::votes(card.question, &tally, words::without(meeting)) {
            self.plain.say(format_args!("  {name}: {count}"))?;
        }
        if let Some(apart) = words::apart(card.question, &tally) {
            self.plain.say(apart)?;
        }
        let agreed = card.entry.is_some_and(|entry| entry.response.is_some());
        for line in said(card) {
            self.plain.say(line)?;
        }
        if agreed {
            return self.plain.say("Type another answer to change it, again to vote again, or next.");
        }
        let proposal = tally.proposal(card.question);
        self.plain.say(words::proposed(card.question, &tally, proposal.as_ref(), false))?;
        let agree =
            if proposal.is_some() { "Type agree to take it, or another answer;" } else { "Type an answer;" };
        self.plain.say(format_args!(
            "{agree} again to vote again, dissent and why to record that some do not agree."
        ))
    }

    fn end(&mut self, meeting: &Meeting<'_>) -> io::Result<()> {
        self.plain.say("")?;
        for line in outlook::closing(meeting.team()).lines(meeting.team()) {
            self.plain.say(line)?;
        }
        for line in words::agreed(meeting) {
            self.plain.say(line)?;
        }
        let report = self.desk.report.clone();
        self.plain.say(format_args!("The report: {report}"))?;
        self.plain.say("Type quit to leave, back or goto to change something.")
    }
}

impl<R: BufRead, W: Write> Host for PlainHost<R, W> {
    type Error = io::Error;

    fn ask(&mut self, meeting: &Meeting<'_>) -> io::Result<Said> {
        self.greet(meeting)?;
        let started = Instant::now();
        loop {
            self.show(meeting)?;
            let said = |request| Ok(Said { request, took: started.elapsed() });
            let Some(line) = self.plain.line()? else {
                return said(Request::Move(Move::Team(Action::Quit)));
            };
            match read(&line, meeting) {
                Wish::Do(request) => return said(request),
                Wish::Show(page) => self.plain.page(meeting.team(), page)?,
                Wish::Help => self.plain.words(DEEDS)?,
                Wish::Members => self.members(meeting)?,
                Wish::Goto(words) => match search::find(meeting.team(), &words) {
                    Some(question) => return said(Request::Move(Move::Team(Action::Jump(question)))),
                    None => {
                        self.plain.say(format_args!("Nothing is called like \"{}\".", printable(&words)))?;
                    }
                },
                Wish::Complain(complaint) => self.plain.say(printable(&complaint))?,
            }
        }
    }

    fn tell(&mut self, meeting: &Meeting<'_>, news: News<'_>) {
        let words = match news {
            News::Done(Move::Agree | Move::Team(Action::Answer(_)), outcome) => {
                Some(answered(meeting.team(), &outcome.effect))
            }
            News::Done(wanted, outcome) => {
                if matches!(wanted, Move::Dissent(_) | Move::Team(Action::Undo | Action::Clear)) {
                    self.again = true;
                }
                words::done(wanted, outcome)
            }
            News::Refused(refusal) => Some(words::refusal(refusal)),
            News::NotOpened(error) => Some(sentence(&error.to_string())),
            News::NotStored(error) => {
                self.again = true;
                Some(format!("Not saved, and taken back. {}", sentence(&error.to_string())))
            }
            News::Reread => Some("A file was changed by somebody else; their changes are read.".to_owned()),
        };
        if let Some(words) = words {
            // If the reader has gone, the next question finds that out.
            let _ = self.plain.say(words);
        }
    }
}

/// Finds out what a line means where the meeting is.
fn read(line: &str, meeting: &Meeting<'_>) -> Wish {
    let view = meeting.team().view();
    let card = match &view.place {
        Place::Question(card) => Some(card),
        Place::End => None,
    };
    let stage = meeting.stage();
    let line = line.trim();
    if line.is_empty() {
        return empty(meeting.team(), stage);
    }
    let free_text = card.is_some_and(|card| matches!(card.question.kind, Kind::Text));
    let (slash, bare) = line.strip_prefix('/').map_or((false, line), |bare| (true, bare));
    let (word, argument) = bare.split_once(char::is_whitespace).map_or((bare, ""), |(w, a)| (w, a.trim()));
    let deed = by_word(DEEDS, word).filter(|deed| *deed != Deed::Pick && (slash || !free_text));
    let go = |wanted| Wish::Do(Request::Move(wanted));
    match deed {
        Some(Deed::Enter) => return go(Move::Reveal),
        Some(Deed::Agree) => return go(Move::Agree),
        Some(Deed::Again) => return go(Move::Again),
        Some(Deed::Dissent) if argument.is_empty() => {
            let recorded = card.and_then(|card| standpoint::survey::facilitate::dissent_in(card.entry));
            return match recorded {
                Some(_) => go(Move::Dissent(String::new())),
                None => Wish::Complain(
                    "Say what the dissent is about, for example \"dissent two of us see it daily\"."
                        .to_owned(),
                ),
            };
        }
        Some(Deed::Dissent) => return go(Move::Dissent(argument.to_owned())),
        Some(Deed::Back) => return go(Move::Back),
        Some(Deed::Members) => return Wish::Members,
        Some(Deed::Join) => {
            return match standpoint::survey::facilitate::name(argument) {
                Ok(name) => Wish::Do(Request::Join(name)),
                Err(error) => Wish::Complain(sentence(&error.to_string())),
            };
        }
        Some(Deed::Leave) => {
            return match meeting.find(argument) {
                Some(member) => go(Move::Leave(member)),
                None => Wish::Complain("Nobody of that name is there; \"members\" lists who is.".to_owned()),
            };
        }
        Some(Deed::Pass) if matches!(stage, Stage::Vote(_)) => return go(Move::Abstain),
        Some(Deed::Survey(Ability::Unknown)) if matches!(stage, Stage::Vote(_)) => {
            return go(Move::Vote(Response::Unknown));
        }
        Some(Deed::Survey(Ability::NotApplicable)) if matches!(stage, Stage::Vote(_)) => {
            let reason = (!argument.is_empty()).then(|| argument.to_owned());
            return go(Move::Vote(Response::NotApplicable { reason }));
        }
        Some(Deed::Survey(Ability::Help)) => return Wish::Help,
        _ => {}
    }
    if let (Stage::Vote(_), None, false, Some(card)) = (stage, deed, slash, card) {
        return match parse::answer(line, card) {
            Ok(value) => go(Move::Vote(Response::Answered(value))),
            Err(complaint) => Wish::Complain(complaint),
        };
    }
    if stage == Stage::Ready && deed.is_none() {
        return Wish::Complain(
            "Press Enter to reveal the votes first; back lets the last one vote again.".to_owned(),
        );
    }
    match parse::parse(line, card) {
        Ok(Line::Do(action)) => go(Move::Team(action)),
        Ok(Line::Show(page)) => Wish::Show(page),
        Ok(Line::Goto(words)) => Wish::Goto(words),
        Ok(Line::Empty) => empty(meeting.team(), stage),
        Err(complaint) => Wish::Complain(complaint),
    }
}

/// What an empty line means.
fn empty(team: &Session<'_>, stage: Stage) -> Wish {
    let answered = team.cursor().and_then(|question| team.sheet().get(question)?.response.as_ref()).is_some();
    match stage {
        Stage::Ready => Wish::Do(Request::Move(Move::Reveal)),
        Stage::End => Wish::Do(Request::Move(Move::Team(Action::Quit))),
        Stage::Vote(_) => Wish::Complain("Type a vote, or unknown, na, or skip to give none.".to_owned()),
        Stage::Revealed | Stage::Together if answered => Wish::Do(Request::Move(Move::Team(Action::Forward))),
        Stage::Revealed => Wish::Complain("Type agree, an answer, or skip to leave it open.".to_owned()),
        Stage::Together => Wish::Complain("Type an answer, or /skip to leave it open.".to_owned()),
    }
}
