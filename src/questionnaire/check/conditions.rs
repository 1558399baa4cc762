//! Conditions: they parse, name earlier questions and options that exist, and compare what can be compared.

use std::ops::Range;

use super::super::condition::{Condition, Operand, Relation};
use super::super::diags;
use super::super::draft::KindWord;
use super::super::expression::{self, Expression, Literal, LiteralValue, Name};
use super::super::merged::Draft;
use super::super::model::QuestionIx;
use super::super::reader::{At, Id, Place, When};
use super::ids::Names;
use crate::diagnostic::Sink;

/// The conditions of a questionnaire; `None` where there is none, or a problem was reported.
#[derive(Debug)]
pub struct Conditions {
    /// The `when` of each question.
    pub questions: Vec<Option<Condition>>,
    /// The `when` of each contradiction.
    pub contradictions: Vec<Option<Condition>>,
}

/// Checks all conditions.
pub fn check<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) -> Conditions {
    let questions = draft.questions.iter().enumerate().map(|(index, question)| {
        let when = question.value.when?;
        Resolver { draft, names, sink, when, before: Some(index) }.condition()
    });
    let questions = questions.collect();
    let contradictions = draft.contradictions.iter().map(|contradiction| {
        let when = contradiction.value.when?;
        Resolver { draft, names, sink, when, before: None }.condition()
    });
    Conditions { contradictions: contradictions.collect(), questions }
}

/// Gives the names in one condition their meaning.
struct Resolver<'r, 'a> {
    draft: &'r Draft<'a>,
    names: &'r Names<'a>,
    sink: &'r mut Sink,
    when: At<'a, When<'a>>,
    /// The question that has the condition; it may name earlier ones only.
    before: Option<usize>,
}

impl<'a> Resolver<'_, 'a> {
    fn condition(mut self) -> Option<Condition> {
        match expression::parse(self.when.value.0) {
            Ok(expression) => self.resolve(&expression),
            Err(error) => {
                self.sink.push(diags::bad_condition(self.place(&error.at), &error.message));
                None
            }
        }
    }

    /// Where a part of the condition stands in the file.
    fn place(&self, part: &Range<usize>) -> Place<'a> {
        self.when.place.part(self.when.value.0, part.clone())
    }

    fn resolve(&mut self, expression: &Expression<'_>) -> Option<Condition> {
        match expression {
            Expression::All(parts) => self.parts(parts).map(Condition::All),
            Expression::Any(parts) => self.parts(parts).map(Condition::Any),
            Expression::Not(part) => self.resolve(part).map(|part| Condition::Not(Box::new(part))),
            Expression::Answered(name) => self.question(name).map(Condition::Answered),
            Expression::Compare(name, relation, literal) => {
                let question = self.question(name)?;
                let operand = self.operand(question, *relation, name, literal)?;
                Some(Condition::Compare(question, *relation, operand))
            }
            Expression::In(name, literals) => {
                let question = self.question(name)?;
                let operands: Vec<_> = literals
                    .iter()
                    .map(|literal| self.operand(question, Relation::Equal, name, literal))
                    .collect();
                Some(Condition::In(question, operands.into_iter().collect::<Option<_>>()?))
            }
        }
    }

    /// Resolves all parts, so that the problems of each are reported.
    fn parts(&mut self, parts: &[Expression<'_>]) -> Option<Vec<Condition>> {
        let resolved: Vec<_> = parts.iter().map(|part| self.resolve(part)).collect();
        resolved.into_iter().collect()
    }

    fn question(&mut self, name: &Name<'_>) -> Option<QuestionIx> {
        let place = self.place(&name.at);
        let Some(index) = self.names.questions.find(Id(name.id)) else {
            let known = self.names.questions.iter();
            self.sink.push(diags::unknown_reference(place, "question", name.id, known));
            return None;
        };
        if self.before.is_some_and(|before| index >= before) {
            let other = self.draft.questions[index].place;
            self.sink.push(diags::later_question(place, name.id, self.before == Some(index), other));
            return None;
        }
        Some(QuestionIx(index))
    }

    fn operand(
        &mut self,
        question: QuestionIx,
        relation: Relation,
        name: &Name<'_>,
        literal: &Literal<'_>,
    ) -> Option<Operand> {
        let draft = &self.draft.questions[question.0].value;
        let place = self.place(&literal.at);
        let ordered = !matches!(relation, Relation::Equal | Relation::NotEqual);
        let kind = draft.kind?.value;
        match (kind, literal.value) {
            (KindWord::Choice | KindWord::Multiple, LiteralValue::Text(id)) => {
                let options = &self.draft.alternatives(draft, self.names)?.value;
                if ordered && kind == KindWord::Multiple {
                    self.sink.push(diags::wrong_comparison(
                        place,
                        name.id,
                        diags::Comparison::OrderOfMultiple,
                    ));
                    return None;
                }
                let ids = options.iter().map(|option| option.value.id);
                if let Some(index) =
                    ids.clone().position(|known| known.is_some_and(|known| known.value.0 == id))
                {
                    return Some(Operand::Option(index));
                }
                let known = ids.flatten().map(|known| known.value.0);
                self.sink.push(diags::unknown_option(place, name.id, id, known));
                None
            }
            (KindWord::Number, LiteralValue::Number(number)) => Some(Operand::Number(number)),
            (KindWord::YesNo, LiteralValue::Text(word @ ("yes" | "no"))) if !ordered => {
                Some(Operand::YesNo(word == "yes"))
            }
            (KindWord::YesNo, LiteralValue::Text(word)) if !ordered => {
                self.sink.push(diags::unknown_option(place, name.id, word, ["yes", "no"]));
                None
            }
            (kind, _) => {
                self.sink.push(diags::wrong_comparison(place, name.id, diags::Comparison::With(kind)));
                None
            }
        }
    }
}
