use std::time::Duration;

use super::super::action::{Action, Effect, Rejection};
use super::super::session::{Options, Session};
use super::member::{Member, same_name};
use super::moves::{Move, Outcome, Refusal, Whose, with_dissent};
use super::tally::Tally;
use crate::answers::{AnswerSheet, Confidence, Entry, Response};
use crate::questionnaire::{Kind, QuestionIx, Questionnaire};

/// What a meeting waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The vote of this member.
    Vote(usize),
    /// That somebody reveals the votes.
    Ready,
    /// The agreed answer; the votes can be seen.
    Revealed,
    /// The agreed answer to a question for a text, which is not voted on.
    Together,
    /// Nothing: this is the end.
    End,
}

/// A team's way through the questions. Pure: the same moves from the same sheets lead to the same sheets.
///
/// Which questions are asked is decided by the agreed answers. At a question, all who are there and have not voted on it
/// are asked for their votes, in the order in which they came; then the votes are revealed, and the team agrees on an
/// answer or leaves the question open. What was revealed once stays so, until there is another vote. Votes that members
/// have brought with them need not be given again.
#[derive(Debug, Clone)]
pub struct Meeting<'q> {
    /// The agreed answers.
    team: Session<'q>,
    members: Vec<Member>,
    stage: Stage,
    /// Who is asked for a vote at this question, and how many of them have had their turn.
    round: Vec<usize>,
    turn: usize,
    revealed: Vec<bool>,
    undo: Vec<Step>,
    options: Options,
    log: Vec<Move>,
}

/// Something that can be taken back.
#[derive(Debug, Clone)]
enum Step {
    /// So many changes of the agreed answers.
    Team(usize),
    /// A change of a member's entry, with what it was before.
    Vote(usize, QuestionIx, Option<Entry>),
}

impl<'q> Meeting<'q> {
    /// Starts at the first question on which nothing is agreed, or at the end if there is none.
    #[must_use]
    pub fn new(
        questionnaire: &'q Questionnaire,
        team: AnswerSheet,
        members: Vec<Member>,
        options: Options,
    ) -> Self {
        let mut meeting = Self {
            team: Session::new(questionnaire, team, options.clone()),
            members,
            stage: Stage::End,
            round: Vec::new(),
            turn: 0,
            revealed: vec![false; questionnaire.questions().len()],
            undo: Vec::new(),
            options,
            log: Vec::new(),
        };
        meeting.reckon();
        meeting.arrive();
        meeting
    }

    /// Each of those who are there votes, and the team agrees in the time of one more vote.
    fn reckon(&mut self) {
        let votes = self.present().count();
        self.team.reckon_votes(votes);
    }

    /// Does what is wanted, or says why that is not possible and changes nothing.
    ///
    /// # Errors
    ///
    /// See [`Refusal`].
    pub fn apply(&mut self, wanted: Move) -> Result<Outcome, Refusal> {
        if self.team.ended() {
            return Err(Rejection::Ended.into());
        }
        let outcome = self.perform(&wanted)?;
        self.log.push(wanted);
        Ok(outcome)
    }

    fn perform(&mut self, wanted: &Move) -> Result<Outcome, Refusal> {
        match wanted {
            Move::Vote(response) => self.vote(response),
            Move::Abstain => {
                let (member, question) = self.voter()?;
                self.turn += 1;
                self.stage = self.next_stage();
                let voted = self.members[member].sheet.get(question).is_some_and(|e| e.response.is_some());
                Ok(if voted { self.write(member, question, None) } else { Outcome::default() })
            }
            Move::Reveal => {
                let question = self.team.cursor().filter(|_| self.stage == Stage::Ready);
                let question = question.ok_or(Refusal::NoVote)?;
                self.revealed[question.0] = true;
                self.stage = Stage::Revealed;
                Ok(Outcome::default())
            }
            Move::Again => {
                let question = self.team.cursor().filter(|_| self.stage == Stage::Revealed);
                let question = question.ok_or(Refusal::NoVote)?;
                self.revealed[question.0] = false;
                let everybody = self.present().collect();
                self.start(everybody);
                Ok(Outcome::default())
            }
            Move::Agree => {
                let question = self.team.cursor().filter(|_| self.stage == Stage::Revealed);
                let question = question.ok_or(Refusal::NotRevealed)?;
                let proposal = self.tally(question).proposal(&self.team.questionnaire()[question]);
                self.act(match proposal.ok_or(Refusal::NoProposal)?.response {
                    Response::Answered(value) => Action::Answer(value),
                    Response::NotApplicable { reason } => Action::NotApplicable { reason },
                    Response::Unknown => Action::Unknown,
                })
            }
            Move::Dissent(text) => self.dissent(text),
            Move::Back => {
                if matches!(self.stage, Stage::Vote(_) | Stage::Ready) && self.turn > 0 {
                    self.turn -= 1;
                    self.stage = self.next_stage();
                    return Ok(Outcome::default());
                }
                self.act(Action::Back)
            }
            Move::Join(member) => {
                if self.find(&member.name).is_some() {
                    return Err(Refusal::NameTaken);
                }
                self.members.push((**member).clone());
                self.come_in(self.members.len() - 1);
                Ok(Outcome::default())
            }
            Move::Return(member) => {
                let returning = self.members.get_mut(*member).ok_or(Refusal::NoMember)?;
                if std::mem::replace(&mut returning.present, true) {
                    return Err(Refusal::NameTaken);
                }
                self.come_in(*member);
                Ok(Outcome::default())
            }
            Move::Leave(member) => self.leave(*member),
            Move::Reread(member, sheet) => {
                self.members.get_mut(*member).ok_or(Refusal::NoMember)?.sheet = (**sheet).clone();
                self.undo.clear();
                Ok(Outcome::default())
            }
            Move::Team(action) => self.act(action.clone()),
        }
    }

    /// Who is to vote now, on what.
    fn voter(&self) -> Result<(usize, QuestionIx), Refusal> {
        match (self.stage, self.team.cursor()) {
            (Stage::Vote(member), Some(question)) => Ok((member, question)),
            _ => Err(Refusal::NoVote),
        }
    }

    fn vote(&mut self, response: &Response) -> Result<Outcome, Refusal> {
        let (member, question) = self.voter()?;
        if let Response::Answered(value) = response {
            self.team.judge(question, value).map_err(|_| Refusal::UnfitVote)?;
        }
        self.turn += 1;
        self.stage = self.next_stage();
        Ok(self.write(member, question, Some(response.clone())))
    }

    /// Changes a member's vote; what else their sheet says of the question stays.
    fn write(&mut self, member: usize, question: QuestionIx, response: Option<Response>) -> Outcome {
        let sheet = &mut self.members[member].sheet;
        let mut entry = sheet.get(question).cloned().unwrap_or_default();
        let today = self.options.today.filter(|today| sheet.subject.date != Some(*today));
        entry.date = today.filter(|_| response.is_some());
        entry.response = response;
        let before = sheet.set(question, (entry != Entry::default()).then_some(entry));
        self.undo.push(Step::Vote(member, question, before));
        Outcome { changed: Some((Whose::Member(member), question)), ..Outcome::default() }
    }

    /// Passes an action on to the agreed answers.
    fn act(&mut self, action: Action) -> Result<Outcome, Refusal> {
        let answers = matches!(
            action,
            Action::Answer(_)
                | Action::TakeOver
                | Action::NotApplicable { .. }
                | Action::Unknown
                | Action::Clear
                | Action::Note(_)
                | Action::Evidence(_)
                | Action::Confidence(_)
        );
        if answers && matches!(self.stage, Stage::Vote(_) | Stage::Ready) {
            return Err(Refusal::NotRevealed);
        }
        match action {
            Action::Undo => return self.take_back(),
            Action::QuitWithoutLast => {
                let outcome = self.take_back().unwrap_or_default();
                self.team.apply(Action::Quit)?;
                let effect = Effect { ended: true, ..outcome.effect };
                return Ok(Outcome { effect, ..outcome });
            }
            _ => {}
        }
        if matches!(action, Action::Reread(_)) {
            self.undo.clear();
        }
        let before = self.team.cursor();
        let effect = self.team.apply(action)?;
        if effect.changed.is_some() {
            self.undo.push(Step::Team(1));
        }
        if self.team.cursor() != before {
            self.arrive();
        }
        Ok(Outcome { changed: effect.changed.map(|question| (Whose::Team, question)), effect })
    }

    fn dissent(&mut self, text: &str) -> Result<Outcome, Refusal> {
        let question = match self.stage {
            Stage::Revealed | Stage::Together => self.team.cursor(),
            _ => None,
        };
        let question = question.ok_or(Refusal::NotRevealed)?;
        let entry = self.team.sheet().get(question);
        let note = with_dissent(entry.and_then(|entry| entry.note.as_deref()), text);
        let sure = (!text.trim().is_empty()).then_some(Confidence::Low);
        // One step to take back, although it changes the entry twice.
        self.team.apply(Action::Note(note))?;
        let effect = self.team.apply(Action::Confidence(sure))?;
        self.undo.push(Step::Team(2));
        Ok(Outcome { changed: Some((Whose::Team, question)), effect })
    }

    fn take_back(&mut self) -> Result<Outcome, Refusal> {
        match self.undo.pop().ok_or(Rejection::NothingToUndo)? {
            Step::Team(changes) => {
                let mut effect = Effect::default();
                for _ in 0..changes {
                    effect = self.team.apply(Action::Undo)?;
                }
                self.arrive();
                Ok(Outcome { changed: effect.changed.map(|question| (Whose::Team, question)), effect })
            }
            Step::Vote(member, question, before) => {
                self.members[member].sheet.set(question, before);
                self.vote_again(member, question);
                Ok(Outcome { changed: Some((Whose::Member(member), question)), ..Outcome::default() })
            }
        }
    }

    /// Goes to the vote of a member that was taken back.
    fn vote_again(&mut self, member: usize, question: QuestionIx) {
        let voting = matches!(self.stage, Stage::Vote(_) | Stage::Ready);
        let here = self.team.cursor() == Some(question) && voting;
        if let Some(turn) = self.round.iter().position(|other| *other == member).filter(|_| here) {
            self.turn = turn;
            self.stage = self.next_stage();
            return;
        }
        if self.team.apply(Action::Jump(question)).is_err() {
            // It is not asked any more; the vote is taken back all the same.
            return;
        }
        self.revealed[question.0] = false;
        let others = self.present().filter(|other| *other != member && !self.has_voted(*other, question));
        let round = std::iter::once(member).filter(|member| self.members[*member].present).chain(others);
        self.start(round.collect());
    }

    fn come_in(&mut self, member: usize) {
        self.reckon();
        let Some(question) = self.team.cursor() else { return };
        let voting = matches!(self.stage, Stage::Vote(_) | Stage::Ready);
        if voting && !self.round.contains(&member) && !self.has_voted(member, question) {
            self.round.push(member);
            self.stage = self.next_stage();
        }
    }

    fn leave(&mut self, member: usize) -> Result<Outcome, Refusal> {
        if !self.members.get(member).is_some_and(|member| member.present) {
            return Err(Refusal::NoMember);
        }
        if self.present().count() == 1 {
            return Err(Refusal::LastMember);
        }
        self.members[member].present = false;
        self.reckon();
        if let Some(at) = self.round.iter().position(|other| *other == member) {
            self.round.remove(at);
            self.turn -= usize::from(at < self.turn);
        }
        if matches!(self.stage, Stage::Vote(_)) {
            self.stage = self.next_stage();
        }
        Ok(Outcome::default())
    }

    /// Finds out what the question that the team has come to waits for.
    fn arrive(&mut self) {
        self.start(Vec::new());
        let Some(question) = self.team.cursor() else {
            self.stage = Stage::End;
            return;
        };
        let agreed = self.team.sheet().get(question).is_some_and(|entry| entry.response.is_some());
        if matches!(self.team.questionnaire()[question].kind, Kind::Text) {
            self.stage = Stage::Together;
        } else if agreed || self.revealed[question.0] {
            self.revealed[question.0] = true;
            self.stage = Stage::Revealed;
        } else {
            let waiting = self.present().filter(|member| !self.has_voted(*member, question)).collect();
            self.start(waiting);
        }
    }

    fn start(&mut self, round: Vec<usize>) {
        self.round = round;
        self.turn = 0;
        self.stage = self.next_stage();
    }

    fn next_stage(&self) -> Stage {
        self.round.get(self.turn).map_or(Stage::Ready, |member| Stage::Vote(*member))
    }

    fn has_voted(&self, member: usize, question: QuestionIx) -> bool {
        self.members[member].sheet.get(question).is_some_and(|entry| entry.response.is_some())
    }

    /// Adds to the time that the question has taken.
    pub fn spend(&mut self, time: Duration) {
        self.team.spend(time);
    }

    /// Returns the session of the agreed answers.
    #[must_use]
    pub fn team(&self) -> &Session<'q> {
        &self.team
    }

    /// Returns everybody who is or was there, in the order in which they came.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Iterates over those who are there, by their places among the members.
    pub fn present(&self) -> impl Iterator<Item = usize> + '_ {
        self.members.iter().enumerate().filter(|(_, member)| member.present).map(|(index, _)| index)
    }

    /// Returns the member of this name, if there is one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| same_name(&member.name, name))
    }

    /// Returns what the meeting waits for.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Returns how many of those who are asked for a vote now have had their turn, and how many they are.
    #[must_use]
    pub fn turns(&self) -> (usize, usize) {
        (self.turn, self.round.len())
    }

    /// Returns the votes on a question, counted. Show them only once they are revealed.
    #[must_use]
    pub fn tally(&self, question: QuestionIx) -> Tally {
        let votes = self.members.iter().filter_map(|member| member.sheet.get(question)?.response.as_ref());
        Tally::count(&self.team.questionnaire()[question], votes)
    }

    /// Returns everything that was done, in order; a new meeting that does the same gets to the same place.
    #[must_use]
    pub fn log(&self) -> &[Move] {
        &self.log
    }
}
