//! A meeting as a card on the terminal. While somebody votes, nothing on it depends on what is typed.

mod draw;

use std::io;
use std::time::Instant;

use console::Key;

use standpoint::answers::Response;
use standpoint::questionnaire::{Kind, QuestionIx, Questionnaire};
use standpoint::survey::facilitate::{Host, Meeting, Move, News, Request, Said, Stage, dissent_in, name};
use standpoint::survey::{Action, Card, Place};
use standpoint::text::printable;

use self::draw::Scene;
use super::deed::{DEEDS, Deed};
use super::words;
use crate::cli::survey::Desk;
use crate::cli::survey::ability::{Ability, by_key};
use crate::cli::survey::card::frame::{Line, Tone};
use crate::cli::survey::card::layout;
use crate::cli::survey::card::prompt;
use crate::cli::survey::card::screen::Event;
use crate::cli::survey::card::state::{self, Prompt, State, Wish};
use crate::cli::survey::card::{Cards, Left, Look};
use crate::cli::survey::plain::parse;
use crate::cli::survey::start::Start;
use crate::cli::survey::words::{count, sentence};

/// The most options that single digits can name.
const DIGITS: usize = 9;
/// The longest vote that can be typed, in characters.
const LONGEST: usize = 60;

/// Hosts a meeting by cards.
pub struct CardHost {
    /// The terminal, and everything that a meeting has in common with the survey of a single respondent.
    pub cards: Cards,
    /// What the card's own memory is of.
    at: Option<(Option<QuestionIx>, Stage)>,
    state: State,
    /// How far down the options are read while somebody votes.
    scrolled: usize,
}

/// What a key asks for.
enum Want {
    Stay,
    Do(Move),
    Ask(Prompt),
    Dissent,
    Members,
    Show(Ability),
    Suspend,
}

impl CardHost {
    /// Takes the terminal over.
    pub fn open(look: Look, desk: Desk) -> io::Result<Self> {
        let cards = Cards::open(look, desk)?;
        Ok(Self { cards, at: None, state: State::default(), scrolled: 0 })
    }

    /// Asks who votes.
    pub fn ask_members(
        &mut self,
        questionnaire: &Questionnaire,
        start: &Start,
        complaint: Option<&str>,
        initial: &str,
    ) -> io::Result<Option<String>> {
        let width = self.cards.screen.size().columns.saturating_sub(2);
        let mut words = vec![
            (printable(questionnaire.title()).into_owned(), Tone::Strong),
            ("Who votes? Names separated by commas; pseudonyms will do.".to_owned(), Tone::Plain),
            (
                format!(
                    "Agreed answers go to {}, the votes of each member to a file of their own beside it.",
                    self.cards.desk.file
                ),
                Tone::Quiet,
            ),
        ];
        words.extend(start.news.iter().map(|news| (printable(news).into_owned(), Tone::Notice)));
        words.extend(complaint.map(|complaint| (printable(complaint).into_owned(), Tone::Notice)));
        let lines = words.into_iter().flat_map(|(text, tone)| {
            layout_lines(&text, width).into_iter().map(move |line| Line::new(line, tone))
        });
        let lines = lines.collect();
        prompt::text_line(&mut self.cards.screen, lines, "Members", initial)
    }

    /// Starts afresh where the meeting has come to another question, or to another vote.
    fn follow(&mut self, meeting: &Meeting<'_>) {
        let at = (meeting.team().cursor(), meeting.stage());
        let before = self.at.replace(at);
        if before == Some(at) {
            return;
        }
        if before.map(|(question, _)| question) != Some(at.0) {
            self.scrolled = 0;
        }
        let message = self.state.message.take();
        self.state = State::default();
        match meeting.team().view().place {
            Place::Question(card) if matches!(at.1, Stage::Vote(_)) => {
                self.state = State::new(&unsaid(&card));
                // Nothing of the last vote stays on the screen, and everybody sees that it was taken.
                self.cards.screen.forget();
            }
            Place::Question(card) => self.state = State::new(&card),
            Place::End => self.close(meeting),
        }
        self.state.message = message;
    }

    fn close(&mut self, meeting: &Meeting<'_>) {
        let (mut page, destinations) = self.cards.closing(meeting.team());
        let agreed = words::agreed(meeting);
        if !agreed.is_empty() {
            // Before the command of the report, which stands last.
            let at = page.lines.len().saturating_sub(3);
            let agreed = agreed.into_iter().map(|line| Line::new(line, Tone::Plain));
            page.lines.splice(at..at, std::iter::once(Line::default()).chain(agreed));
        }
        self.cards.end = page;
        self.cards.destinations = destinations;
    }

    fn draw(&mut self, meeting: &Meeting<'_>) -> io::Result<()> {
        let view = meeting.team().view();
        let size = self.cards.screen.size();
        let lines = match &view.place {
            Place::Question(card) => {
                let scene = Scene {
                    meeting,
                    card,
                    state: &self.state,
                    scrolled: self.scrolled,
                    explained: self.cards.explained,
                };
                draw::question(&view, &scene, size)
            }
            Place::End => {
                self.cards.end.message.clone_from(&self.state.message);
                layout::page(&view, &self.cards.end, size)
            }
        };
        self.cards.screen.draw(&lines)
    }

    fn press(&mut self, meeting: &Meeting<'_>, key: &Key) -> Want {
        if *key == Key::CtrlC {
            self.cards.left = Left::Interrupted;
            return Want::Do(Move::Team(Action::Quit));
        }
        if *key == Key::Char('\u{1a}') {
            return Want::Suspend;
        }
        let view = meeting.team().view();
        let Place::Question(card) = &view.place else {
            self.state.message = None;
            if by_key(DEEDS, key) == Some(Deed::Members) {
                return Want::Members;
            }
            return wanted(self.cards.press(meeting.team(), key));
        };
        match meeting.stage() {
            Stage::Vote(_) => self.press_voting(card, key),
            Stage::Ready => {
                self.state.message = None;
                match by_key(DEEDS, key) {
                    Some(Deed::Enter) => Want::Do(Move::Reveal),
                    Some(deed) => self.perform(deed),
                    None => Want::Stay,
                }
            }
            Stage::Revealed | Stage::Together | Stage::End => self.press_revealed(card, key),
        }
    }

    /// A key while somebody votes. What it changes is not shown.
    fn press_voting(&mut self, card: &Card<'_>, key: &Key) -> Want {
        self.state.message = None;
        // It takes back what was typed; typed blind once too often, it must not lead away.
        if *key == Key::Backspace {
            self.state.typed.pop();
            return Want::Stay;
        }
        match by_key(DEEDS, key) {
            Some(Deed::Enter) => return self.take(card),
            Some(Deed::StartOver) => {
                self.state = State::new(&unsaid(card));
                self.state.message = Some("Start over.".to_owned());
                return Want::Stay;
            }
            Some(Deed::Pass) => return Want::Do(Move::Abstain),
            Some(Deed::Survey(Ability::Unknown)) => return Want::Do(Move::Vote(Response::Unknown)),
            Some(Deed::Survey(Ability::NotApplicable)) => {
                return Want::Do(Move::Vote(Response::NotApplicable { reason: None }));
            }
            Some(Deed::Survey(Ability::Down)) => {
                self.scrolled += 1;
                return Want::Stay;
            }
            Some(Deed::Survey(Ability::Up)) => {
                self.scrolled = self.scrolled.saturating_sub(1);
                return Want::Stay;
            }
            Some(deed) => return self.perform(deed),
            None => {}
        }
        if state::options(&card.question.kind) > DIGITS {
            if let Key::Char(c @ ('0'..='9' | ' ' | ',')) = key
                && self.state.typed.len() < LONGEST
            {
                self.state.typed.push(*c);
            }
            return Want::Stay;
        }
        // A blank would mark an option that nobody sees to be under the mark.
        if *key == Key::Char(' ') {
            return Want::Stay;
        }
        match self.state.press(key, &unsaid(card)) {
            Wish::Do(Action::Answer(value)) => Want::Do(Move::Vote(Response::Answered(value))),
            _ => Want::Stay,
        }
    }

    /// Takes a vote of more than one key.
    fn take(&mut self, card: &Card<'_>) -> Want {
        let many = state::options(&card.question.kind) > DIGITS;
        if many {
            let typed = std::mem::take(&mut self.state.typed);
            return match parse::answer(&typed, card) {
                Ok(value) if !typed.trim().is_empty() => Want::Do(Move::Vote(Response::Answered(value))),
                _ => {
                    self.state.message = Some("Type the numbers of options, then press Enter.".to_owned());
                    Want::Stay
                }
            };
        }
        if matches!(card.question.kind, Kind::Choice(_) | Kind::YesNo) {
            self.state.message = Some("One key votes; d if you don't know, s to give no vote.".to_owned());
            return Want::Stay;
        }
        match self.state.press(&Key::Enter, &unsaid(card)) {
            Wish::Stay if matches!(card.question.kind, Kind::Multiple { .. }) => {
                self.state.message = Some("Type the digits of all that hold, then press Enter.".to_owned());
                Want::Stay
            }
            Wish::Do(Action::Answer(value)) => {
                // What does not fit is typed anew: nobody can see what to correct.
                self.state = State::new(&unsaid(card));
                Want::Do(Move::Vote(Response::Answered(value)))
            }
            _ => Want::Stay,
        }
    }

    fn press_revealed(&mut self, card: &Card<'_>, key: &Key) -> Want {
        let answered = card.entry.is_some_and(|entry| entry.response.is_some());
        let one = matches!(card.question.kind, Kind::Choice(_) | Kind::YesNo);
        let typing = !self.state.typed.is_empty();
        match by_key(DEEDS, key) {
            // Enter revealed the votes: pressed once more by mistake, it must not decide anything.
            Some(Deed::Enter) if one && !self.state.moved => {
                if answered {
                    return Want::Do(Move::Team(Action::Forward));
                }
                self.state.message = Some("a takes the proposed answer, a digit another one.".to_owned());
                Want::Stay
            }
            Some(deed @ (Deed::Agree | Deed::Again | Deed::Dissent | Deed::Members)) => {
                self.state.message = None;
                self.perform(deed)
            }
            Some(Deed::Back) if !typing => {
                self.state.message = None;
                Want::Do(Move::Back)
            }
            _ => wanted(self.state.press(key, card)),
        }
    }

    fn perform(&mut self, deed: Deed) -> Want {
        match deed {
            Deed::Agree => Want::Do(Move::Agree),
            Deed::Again => Want::Do(Move::Again),
            Deed::Dissent => Want::Dissent,
            Deed::Pass => Want::Do(Move::Team(Action::Skip)),
            Deed::Back => Want::Do(Move::Back),
            Deed::Members => Want::Members,
            Deed::Survey(ability) => match wanted(state::general(ability)) {
                Want::Ask(Prompt::Reason | Prompt::Note | Prompt::Evidence | Prompt::Text) => {
                    self.state.message =
                        Some(words::refusal(&standpoint::survey::facilitate::Refusal::NotRevealed));
                    Want::Stay
                }
                want => want,
            },
            Deed::Pick | Deed::Enter | Deed::StartOver | Deed::Join | Deed::Leave => Want::Stay,
        }
    }

    /// Asks what a dissent is about.
    fn dissent(&mut self, meeting: &Meeting<'_>) -> io::Result<Option<Request>> {
        let view = meeting.team().view();
        let Place::Question(card) = &view.place else { return Ok(None) };
        if !matches!(meeting.stage(), Stage::Revealed | Stage::Together) {
            let refusal = words::refusal(&standpoint::survey::facilitate::Refusal::NotRevealed);
            self.state.message = Some(refusal);
            return Ok(None);
        }
        let recorded = dissent_in(card.entry);
        let prompt = "Dissent: what is it about";
        let typed = prompt::line(&mut self.cards.screen, card, prompt, recorded.unwrap_or_default())?;
        Ok(match typed {
            Some(text) if text.trim().is_empty() && recorded.is_none() => {
                self.state.message = Some("Nothing recorded: say what the dissent is about.".to_owned());
                None
            }
            Some(text) => Some(Request::Move(Move::Dissent(text))),
            None => None,
        })
    }

    /// Shows who is there, and lets somebody join or leave.
    fn members(&mut self, meeting: &Meeting<'_>) -> io::Result<Option<Request>> {
        let mut titles = vec!["Somebody joins".to_owned()];
        titles.extend(meeting.members().iter().map(|member| {
            let name = printable(&member.name);
            if member.present { format!("{name} leaves") } else { format!("{name} is back") }
        }));
        let title = count(meeting.present().count(), "member");
        Ok(match prompt::choose(&mut self.cards.screen, &title, &titles)? {
            None => None,
            Some(0) => {
                let lines = vec![Line::new("Somebody joins. A pseudonym will do.", Tone::Strong)];
                let typed = prompt::text_line(&mut self.cards.screen, lines, "Name", "")?;
                match typed.map(|typed| name(&typed)) {
                    Some(Ok(name)) => Some(Request::Join(name)),
                    Some(Err(error)) => {
                        self.state.message = Some(sentence(&error.to_string()));
                        None
                    }
                    None => None,
                }
            }
            Some(chosen) if meeting.members()[chosen - 1].present => {
                Some(Request::Move(Move::Leave(chosen - 1)))
            }
            Some(chosen) => Some(Request::Move(Move::Return(chosen - 1))),
        })
    }

    fn gone(&mut self, started: Instant) -> Said {
        self.cards.left = Left::Closed;
        Said { request: Request::Move(Move::Team(Action::Quit)), took: started.elapsed() }
    }
}

impl Host for CardHost {
    type Error = io::Error;

    fn ask(&mut self, meeting: &Meeting<'_>) -> io::Result<Said> {
        let started = Instant::now();
        self.follow(meeting);
        loop {
            self.draw(meeting)?;
            let key = match self.cards.screen.event()? {
                Event::Redraw => continue,
                Event::Closed => return Ok(self.gone(started)),
                Event::Key(key) => key,
            };
            let said = |request| Ok(Said { request, took: started.elapsed() });
            let request = match self.press(meeting, &key) {
                Want::Stay => None,
                Want::Do(wanted) => Some(Request::Move(wanted)),
                Want::Ask(prompt) => match prompt::ask(&mut self.cards.screen, meeting.team(), prompt)? {
                    Ok(action) => Some(Request::Move(Move::Team(action))),
                    Err(message) => {
                        self.state.message = message;
                        None
                    }
                },
                Want::Dissent => self.dissent(meeting)?,
                Want::Members => self.members(meeting)?,
                Want::Show(Ability::Explain) => {
                    self.cards.explained = !self.cards.explained;
                    None
                }
                Want::Show(ability) => {
                    let page = match ability {
                        Ability::Placement => self.cards.placement(meeting.team()),
                        Ability::Report => self.cards.report(meeting.team()),
                        _ => self.cards.keys(DEEDS),
                    };
                    if !self.cards.read(meeting.team(), page)? {
                        return Ok(self.gone(started));
                    }
                    None
                }
                Want::Suspend => {
                    self.cards.screen.suspend()?;
                    None
                }
            };
            if let Some(request) = request {
                return said(request);
            }
        }
    }

    fn tell(&mut self, _: &Meeting<'_>, news: News<'_>) {
        self.state.message = match news {
            News::Done(wanted, outcome) => {
                if matches!(
                    wanted,
                    Move::Team(Action::Undo | Action::Clear) | Move::Back | Move::Again | Move::Dissent(_)
                ) {
                    // The same question may show another answer now, and the same member vote once more.
                    self.at = None;
                }
                words::done(wanted, outcome)
            }
            News::Refused(refusal) => Some(words::refusal(refusal)),
            News::NotOpened(error) => Some(sentence(&error.to_string())),
            News::NotStored(error) => {
                self.at = None;
                Some(format!("Not saved, taken back. {}", sentence(&error.to_string())))
            }
            News::Reread => {
                self.at = None;
                Some("A file was changed by somebody else; their changes are read.".to_owned())
            }
        };
    }
}

/// What a wish of the single respondent's card means here.
fn wanted(wish: Wish) -> Want {
    match wish {
        Wish::Stay => Want::Stay,
        Wish::Do(action) => Want::Do(Move::Team(action)),
        Wish::Ask(prompt) => Want::Ask(prompt),
        Wish::Show(ability) => Want::Show(ability),
        Wish::Suspend => Want::Suspend,
    }
}

/// The card as it is to somebody who votes: without what the team has agreed on, and without what it said earlier.
fn unsaid<'a>(card: &Card<'a>) -> Card<'a> {
    Card { entry: None, earlier: None, ..card.clone() }
}

fn layout_lines(text: &str, width: usize) -> Vec<String> {
    crate::cli::survey::card::frame::wrapped(text, width)
}
