//! What the card knows beside the session: where the mark is, what is typed and not yet taken. Keys go in, wishes come
//! out; no terminal is needed.

use console::Key;

use standpoint::answers::{Confidence, Entry, Response};
use standpoint::questionnaire::{Kind, QuestionIx, Value};
use standpoint::survey::{Action, Card};

use super::super::ability::{self, Ability};
use super::super::words;

/// The longest number that can be typed, in characters.
const LONGEST_NUMBER: usize = 18;

/// The card's own memory of one question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The option under the mark, from 0.
    pub selected: usize,
    /// Whether the mark was moved since the question came up.
    pub moved: bool,
    /// Which of several options are marked.
    pub marked: Vec<bool>,
    /// The number that is being typed.
    pub typed: String,
    /// The answer that was just given and is being saved.
    pub given: Option<Value>,
    /// What there is to be said, until the next key.
    pub message: Option<String>,
}

/// What a key asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Nothing more than to be shown again.
    Stay,
    /// To do something.
    Do(Action),
    /// To be asked for more.
    Ask(Prompt),
    /// Something that changes nothing.
    Show(Ability),
    /// To leave for the shell and come back.
    Suspend,
}

/// What a respondent is asked for beside the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// The reason why it does not apply.
    Reason,
    /// A note.
    Note,
    /// A note, in the editor.
    NoteInEditor,
    /// Evidence.
    Evidence,
    /// The answer to a question for a text.
    Text,
    /// Where to go.
    Jump,
    /// Which of the open questions to go to.
    Open,
}

impl State {
    /// Returns the state in which a question comes up.
    pub fn new(card: &Card<'_>) -> Self {
        let answer = answer(card.entry).or_else(|| answer(card.earlier).filter(|_| card.entry.is_none()));
        let mut state = Self::default();
        match (&card.question.kind, answer) {
            (Kind::Choice(_), Some(Value::Choice(chosen))) => state.selected = *chosen,
            (Kind::YesNo, Some(Value::YesNo(yes))) => state.selected = usize::from(!yes),
            (Kind::Multiple { options, .. }, _) => {
                state.marked = vec![false; options.len()];
                if let Some(Value::Multiple(chosen)) = self::answer(card.entry) {
                    for option in chosen {
                        state.marked[*option] = true;
                    }
                }
            }
            _ => {}
        }
        state
    }

    /// Shows at once what was done, while it is being saved.
    pub fn saving(&mut self, action: &Action) {
        if let Action::Answer(value) = action {
            self.given = Some(value.clone());
        }
        self.message = Some("Saving ...".to_owned());
    }

    /// Takes a key at a question.
    pub fn press(&mut self, key: &Key, card: &Card<'_>) -> Wish {
        self.message = None;
        if let Some(wish) = self.answer_key(key, card) {
            return wish;
        }
        if *key == Key::Char('\u{1a}') {
            return Wish::Suspend;
        }
        match ability::of_key(key) {
            Some(ability) => self.perform(ability, card),
            None => Wish::Stay,
        }
    }

    /// Keys that belong to the answer, by the kind of question.
    fn answer_key(&mut self, key: &Key, card: &Card<'_>) -> Option<Wish> {
        match (&card.question.kind, key) {
            (Kind::Number(_), Key::Char(c)) if c.is_ascii_digit() || matches!(c, '.' | '-' | ',') => {
                if self.typed.len() < LONGEST_NUMBER && *c != ',' {
                    self.typed.push(*c);
                }
                Some(Wish::Stay)
            }
            (Kind::Number(_), Key::Backspace) if !self.typed.is_empty() => {
                self.typed.pop();
                Some(Wish::Stay)
            }
            (Kind::Number(_), Key::Escape) if !self.typed.is_empty() => {
                self.typed.clear();
                Some(Wish::Stay)
            }
            (Kind::YesNo, Key::Char('y' | 'Y' | '1')) => Some(Wish::Do(Action::Answer(Value::YesNo(true)))),
            (Kind::YesNo, Key::Char('n' | 'N' | '2')) => Some(Wish::Do(Action::Answer(Value::YesNo(false)))),
            (kind, Key::Char(c @ '0'..='9')) => Some(self.pick(kind, *c)),
            _ => None,
        }
    }

    fn pick(&mut self, kind: &Kind, digit: char) -> Wish {
        let count = options(kind);
        let index = digit
            .to_digit(10)
            .and_then(|digit| (digit as usize).checked_sub(1))
            .filter(|index| *index < count);
        let Some(index) = index else {
            if count > 0 {
                self.message = Some(if count > 9 {
                    format!("There are {count} options; arrows reach those after the ninth.")
                } else {
                    format!("There are {count} options: type 1 to {count}.")
                });
            }
            return Wish::Stay;
        };
        self.selected = index;
        if matches!(kind, Kind::Multiple { .. }) {
            self.toggle(kind);
            return Wish::Stay;
        }
        Wish::Do(Action::Answer(Value::Choice(index)))
    }

    fn toggle(&mut self, kind: &Kind) {
        let Kind::Multiple { options, .. } = kind else { return };
        let now = !self.marked[self.selected];
        if now {
            // "None of these" and the others exclude each other.
            let alone = options[self.selected].none;
            for (marked, option) in self.marked.iter_mut().zip(options) {
                *marked &= !alone && !option.none;
            }
        }
        self.marked[self.selected] = now;
    }

    fn perform(&mut self, ability: Ability, card: &Card<'_>) -> Wish {
        let count = options(&card.question.kind);
        match ability {
            Ability::Up | Ability::Down => {
                if count > 0 {
                    let step = if ability == Ability::Up { count - 1 } else { 1 };
                    self.selected = (self.selected + step) % count;
                }
                self.moved = true;
                Wish::Stay
            }
            Ability::Toggle => {
                if matches!(card.question.kind, Kind::Multiple { .. }) {
                    self.toggle(&card.question.kind);
                }
                Wish::Stay
            }
            Ability::Confirm => self.confirm(card),
            Ability::Confidence => Wish::Do(Action::Confidence(next_confidence(card.entry))),
            other => general(other),
        }
    }

    fn confirm(&mut self, card: &Card<'_>) -> Wish {
        match &card.question.kind {
            Kind::Choice(_) => Wish::Do(Action::Answer(Value::Choice(self.selected))),
            Kind::YesNo => Wish::Do(Action::Answer(Value::YesNo(self.selected == 0))),
            Kind::Multiple { .. } => {
                let chosen = self.marked.iter().enumerate().filter(|(_, marked)| **marked);
                let chosen: Vec<_> = chosen.map(|(index, _)| index).collect();
                if chosen.is_empty() {
                    self.message =
                        Some("Mark what holds with a digit or Space, then press Enter.".to_owned());
                    return Wish::Stay;
                }
                Wish::Do(Action::Answer(Value::Multiple(chosen)))
            }
            Kind::Number(kind) => {
                if self.typed.is_empty() {
                    if answer(card.entry).is_some() {
                        return Wish::Do(Action::Forward);
                    }
                    self.message = Some("Type a number, then press Enter.".to_owned());
                    return Wish::Stay;
                }
                if let Some(number) = words::parse_number(&self.typed, kind.unit.as_deref()) {
                    return Wish::Do(Action::Answer(Value::Number(number)));
                }
                self.message = Some("This is not a number yet; Esc clears it.".to_owned());
                Wish::Stay
            }
            Kind::Text => Wish::Ask(Prompt::Text),
        }
    }
}

/// What an ability means anywhere, at the end too.
pub fn general(ability: Ability) -> Wish {
    match ability {
        Ability::Back => Wish::Do(Action::Back),
        Ability::Forward => Wish::Do(Action::Forward),
        Ability::Skip => Wish::Do(Action::Skip),
        Ability::NotApplicable => Wish::Ask(Prompt::Reason),
        Ability::Unknown => Wish::Do(Action::Unknown),
        Ability::Clear => Wish::Do(Action::Clear),
        Ability::Keep => Wish::Do(Action::TakeOver),
        Ability::Note => Wish::Ask(Prompt::Note),
        Ability::NoteInEditor => Wish::Ask(Prompt::NoteInEditor),
        Ability::Evidence => Wish::Ask(Prompt::Evidence),
        Ability::Jump => Wish::Ask(Prompt::Jump),
        Ability::Open => Wish::Ask(Prompt::Open),
        Ability::Undo => Wish::Do(Action::Undo),
        Ability::End => Wish::Do(Action::JumpToEnd),
        Ability::Quit => Wish::Do(Action::Quit),
        Ability::QuitWithoutLast => Wish::Do(Action::QuitWithoutLast),
        Ability::Explain | Ability::Placement | Ability::Report | Ability::Help => Wish::Show(ability),
        Ability::Pick
        | Ability::Up
        | Ability::Down
        | Ability::Toggle
        | Ability::Confirm
        | Ability::Confidence => Wish::Stay,
    }
}

/// Returns the question that a digit at the end means.
pub fn destination(key: &Key, destinations: &[QuestionIx]) -> Option<QuestionIx> {
    let Key::Char(c @ '1'..='9') = key else { return None };
    destinations.get(c.to_digit(10)? as usize - 1).copied()
}

fn next_confidence(entry: Option<&Entry>) -> Option<Confidence> {
    match entry.and_then(|entry| entry.confidence) {
        None => Some(Confidence::Low),
        Some(Confidence::Low) => Some(Confidence::Medium),
        Some(Confidence::Medium) => Some(Confidence::High),
        Some(Confidence::High) => None,
    }
}

fn answer(entry: Option<&Entry>) -> Option<&Value> {
    match entry?.response.as_ref()? {
        Response::Answered(value) => Some(value),
        Response::NotApplicable { .. } | Response::Unknown => None,
    }
}

/// Returns how many options a question has.
pub fn options(kind: &Kind) -> usize {
    match kind {
        Kind::Choice(options) => options.len(),
        Kind::Multiple { options, .. } => options.len(),
        Kind::YesNo => 2,
        Kind::Number(_) | Kind::Text => 0,
    }
}
