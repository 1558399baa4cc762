//! Respondents who follow a simple rule.

use super::random::SplitMix64;
use crate::answers::{AnswerSheet, Entry, Response};
use crate::questionnaire::{Choice, FormIx, Item, Kind, Number, Question, Questionnaire, Value};
use crate::scoring::SLACK;

/// A respondent who answers each question of a form by one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Respondent {
    /// Gives the answer of the lowest value. Leaves unscored questions alone, as do the next two.
    Lowest,
    /// Gives the answer whose value is nearest to 0.5; where there is none in the middle, a higher and a lower one in turn.
    Middle,
    /// Gives the answer of the highest value.
    Highest,
    /// Ticks the first option, says yes, names the smallest number that matters.
    FirstOption,
    /// Ticks the option in the middle (the upper one of two), says yes and no in turn, names the number halfway.
    MiddleOption,
    /// Ticks the last option, says no, names the largest number that matters.
    LastOption,
}

impl Respondent {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Lowest, Self::Middle, Self::Highest, Self::FirstOption, Self::MiddleOption, Self::LastOption];

    /// Returns the stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lowest => "lowest",
            Self::Middle => "middle",
            Self::Highest => "highest",
            Self::FirstOption => "first-option",
            Self::MiddleOption => "middle-option",
            Self::LastOption => "last-option",
        }
    }

    /// Returns the answers to all questions of a form.
    #[must_use]
    pub fn sheet(self, questionnaire: &Questionnaire, form: FormIx) -> AnswerSheet {
        let mut turn = false;
        answered(questionnaire, form, |question| match self {
            Self::Lowest | Self::Middle | Self::Highest if question.of.is_none() => None,
            Self::Lowest => by_value(question, 0.0, &mut turn),
            Self::Middle => by_value(question, 0.5, &mut turn),
            Self::Highest => by_value(question, 1.0, &mut turn),
            Self::FirstOption => by_place(question, 0.0, &mut turn),
            Self::MiddleOption => by_place(question, 0.5, &mut turn),
            Self::LastOption => by_place(question, 1.0, &mut turn),
        })
    }
}

/// Returns answers drawn at random: each option is as likely as another, each option of several is ticked or not by the toss
/// of a coin ("none of these" if that leaves nothing), a number lies anywhere between any two neighbouring anchors.
pub(super) fn at_random(
    questionnaire: &Questionnaire,
    form: FormIx,
    generator: &mut SplitMix64,
) -> AnswerSheet {
    answered(questionnaire, form, |question| match &question.kind {
        Kind::Choice(options) => Some(Value::Choice(generator.below(options.len()))),
        Kind::Multiple { options, .. } => {
            let mut ticked = Vec::new();
            for (index, option) in options.iter().enumerate() {
                if !option.none && generator.below(2) == 1 {
                    ticked.push(index);
                }
            }
            Some(ticks(options, ticked))
        }
        Kind::Number(number) => {
            let segment = generator.below(number.anchors.len().saturating_sub(1));
            let share = generator.unit();
            let (from, _) = *number.anchors.get(segment)?;
            let (to, _) = *number.anchors.get(segment + 1)?;
            Some(accepted(number, from + (to - from) * share))
        }
        Kind::YesNo => Some(Value::YesNo(generator.below(2) == 1)),
        Kind::Text => None,
    })
}

/// Returns a sheet with the answers that `answer` gives.
fn answered(
    questionnaire: &Questionnaire,
    form: FormIx,
    mut answer: impl FnMut(&Question) -> Option<Value>,
) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(questionnaire);
    sheet.form = form;
    for index in questionnaire.question_indices().filter(|index| questionnaire.in_form(*index, form)) {
        if let Some(value) = answer(&questionnaire[index]) {
            sheet.set(index, Some(Entry::from(Response::Answered(value))));
        }
    }
    sheet
}

/// Returns the answer whose value comes nearest to `wanted` (0..=1, after reversing). Where a higher and a lower one are
/// equally near, they get their turns.
fn by_value(question: &Question, wanted: f64, turn: &mut bool) -> Option<Value> {
    let wanted = if question.reversed { 1.0 - wanted } else { wanted };
    let distance = |value: f64| (value - wanted).abs();
    match &question.kind {
        Kind::Choice(options) => {
            let smallest = options.iter().map(|option| distance(option.value)).fold(f64::INFINITY, f64::min);
            let is_nearest = |option: &Choice| distance(option.value) < smallest + SLACK;
            let first = options.iter().position(is_nearest)?;
            let last = options.iter().rposition(is_nearest)?;
            let is_tie = options[last].value - options[first].value > SLACK;
            // Values rise in declared order, and fall where the question is reversed.
            let takes_last = is_tie && next(turn) != question.reversed;
            Some(Value::Choice(if takes_last { last } else { first }))
        }
        Kind::Multiple { options, cap } => {
            let mut ticked = Vec::new();
            let mut points = 0.0_f64;
            for (index, option) in options.iter().enumerate().filter(|(_, option)| !option.none) {
                let more = points + option.points;
                if distance((more / cap).min(1.0)) < distance((points / cap).min(1.0)) {
                    ticked.push(index);
                    points = more;
                }
            }
            Some(ticks(options, ticked))
        }
        Kind::Number(number) => {
            let crossing = number.anchors.windows(2).find_map(|pair| {
                let ((from, low), (to, high)) = (pair[0], pair[1]);
                let share = (wanted - low) / (high - low);
                (0.0..=1.0).contains(&share).then_some(from + (to - from) * share)
            });
            let nearest =
                || number.anchors.iter().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|a| a.0);
            Some(accepted(number, crossing.or_else(nearest)?))
        }
        Kind::YesNo if wanted > 0.0 && wanted < 1.0 => Some(Value::YesNo(next(turn) != question.reversed)),
        Kind::YesNo => Some(Value::YesNo(wanted >= 1.0)),
        Kind::Text => None,
    }
}

/// Returns the answer that stands at a place: 0 for the first, 1 for the last.
fn by_place(question: &Question, place: f64, turn: &mut bool) -> Option<Value> {
    // A list of options is short, so its length as a float and back is exact.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let at = |options: usize| (place * options.saturating_sub(1) as f64).floor() as usize;
    match &question.kind {
        Kind::Choice(options) => Some(Value::Choice(at(options.len()))),
        Kind::Multiple { options, .. } => Some(Value::Multiple(vec![at(options.len())])),
        Kind::Number(number) => {
            let ((first, _), (last, _)) = (number.anchors.first()?, number.anchors.last()?);
            Some(accepted(number, first + (last - first) * place))
        }
        // Yes stands before no.
        Kind::YesNo if place > 0.0 && place < 1.0 => Some(Value::YesNo(next(turn))),
        Kind::YesNo => Some(Value::YesNo(place <= 0.0)),
        Kind::Text => None,
    }
}

/// Returns true and false in turn, true first.
fn next(turn: &mut bool) -> bool {
    *turn = !*turn;
    *turn
}

/// Returns the ticked options, or "none of these" if there are none.
fn ticks(options: &[Item], ticked: Vec<usize>) -> Value {
    if ticked.is_empty() {
        return Value::Multiple(options.iter().position(|option| option.none).into_iter().collect());
    }
    Value::Multiple(ticked)
}

/// Returns the accepted number nearest to this one.
fn accepted(number: &Number, at: f64) -> Value {
    let lowest = number.minimum.unwrap_or(f64::NEG_INFINITY);
    let highest = number.maximum.unwrap_or(f64::INFINITY);
    Value::Number(at.min(highest).max(lowest))
}
