//! Contradictions: each can be shown, none rests on one answer, and no consistent team trips over one.

use standpoint::portrait::Respondent;
use standpoint::questionnaire::{
    Condition, Contradiction, Fact, Kind, Operand, QuestionIx, Questionnaire, Reading, Truth, Value,
    catalogue,
};
use standpoint::scoring::score;

use super::{built_in, flagship, forms, sheet};

/// Answers to a question that differ for conditions: each option, each set of options, yes and no.
pub fn answers(kind: &Kind) -> Vec<Value> {
    match kind {
        Kind::Choice(options) => (0..options.len()).map(Value::Choice).collect(),
        Kind::Multiple { options, .. } => {
            let none = options.iter().position(|option| option.none);
            let some: Vec<usize> = (0..options.len()).filter(|option| Some(*option) != none).collect();
            let subset = |bits: usize| {
                let ticked = some.iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
                Value::Multiple(ticked.map(|(_, option)| *option).collect())
            };
            let subsets = (1..1 << some.len()).map(subset);
            subsets.chain(none.map(|none| Value::Multiple(vec![none]))).collect()
        }
        Kind::Number(number) => number.anchors.iter().map(|(at, _)| Value::Number(*at)).collect(),
        Kind::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        Kind::Text => Vec::new(),
    }
}

/// The numbers that a condition compares a question with, and their neighbours.
fn compared(condition: &Condition, question: QuestionIx) -> Vec<Value> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().flat_map(|part| compared(part, question)).collect()
        }
        Condition::Not(part) => compared(part, question),
        Condition::Compare(of, _, Operand::Number(at)) if *of == question => {
            [at - 1.0, *at, at + 1.0].map(Value::Number).to_vec()
        }
        _ => Vec::new(),
    }
}

/// The answers that make a contradiction hold, as few as possible; `None` if there are none.
fn sample(questionnaire: &Questionnaire, contradiction: &Contradiction) -> Option<Vec<(QuestionIx, Value)>> {
    let candidates: Vec<Vec<Option<Value>>> = contradiction
        .questions
        .iter()
        .map(|question| {
            let mut values = answers(&questionnaire[*question].kind);
            values.extend(compared(&contradiction.when, *question));
            std::iter::once(None).chain(values.into_iter().map(Some)).collect()
        })
        .collect();
    let mut best: Option<Vec<(QuestionIx, Value)>> = None;
    let mut chosen = vec![0; candidates.len()];
    loop {
        let given = |question: QuestionIx| {
            let place = contradiction.questions.iter().position(|of| *of == question)?;
            candidates[place][chosen[place]].as_ref()
        };
        let fact = |question| given(question).map_or(Fact::Open, Fact::Answered);
        if contradiction.when.evaluate(Reading::AsItMayBecome, &fact) == Truth::True {
            let answers: Vec<_> = contradiction
                .questions
                .iter()
                .filter_map(|question| Some((*question, given(*question)?.clone())))
                .collect();
            if best.as_ref().is_none_or(|best| answers.len() < best.len()) {
                best = Some(answers);
            }
        }
        // The next combination.
        let Some(place) = (0..chosen.len()).find(|place| chosen[*place] + 1 < candidates[*place].len())
        else {
            return best;
        };
        chosen[place] += 1;
        chosen[..place].fill(0);
    }
}

#[test]
fn each_contradiction_is_found_in_a_sample_of_at_least_two_answers_and_not_without_one_of_them() {
    for id in catalogue::ids() {
        let questionnaire = built_in(id);
        for (index, contradiction) in questionnaire.contradictions().iter().enumerate() {
            let answers = sample(&questionnaire, contradiction)
                .unwrap_or_else(|| panic!("no answers make `{}` hold", contradiction.id));
            let finds = |answers: &[(QuestionIx, Value)]| {
                let found = score(&questionnaire, &sheet(&questionnaire, answers)).contradictions;
                found.iter().any(|found| found.0 == index)
            };
            assert!(answers.len() >= 2, "`{}` rests on one answer", contradiction.id);
            assert!(finds(&answers), "`{}` is not found in {answers:?}", contradiction.id);
            for left_out in 0..answers.len() {
                let mut fewer = answers.clone();
                fewer.remove(left_out);
                assert!(!finds(&fewer), "`{}` is found in {fewer:?}", contradiction.id);
            }
        }
    }
}

#[test]
fn teams_that_are_low_middling_or_high_throughout_do_not_contradict_themselves() {
    for id in catalogue::ids() {
        let questionnaire = built_in(id);
        for form in forms(&questionnaire) {
            for respondent in [Respondent::Lowest, Respondent::Middle, Respondent::Highest] {
                let found = score(&questionnaire, &respondent.sheet(&questionnaire, form)).contradictions;
                let found: Vec<_> = found.iter().map(|index| &questionnaire[*index].id).collect();
                assert!(found.is_empty(), "{id}, {}: {found:?}", respondent.name());
            }
        }
    }
}

#[test]
fn the_flagship_has_at_least_twenty_contradictions() {
    assert!(flagship().contradictions().len() >= 20);
}
