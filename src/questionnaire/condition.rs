//! Conditions on answers: what `when` means.
//!
//! The logic has three values (Kleene's): a comparison with a question that has no answer yet is neither true nor
//! false, and whatever rests on it alone is open too. What is asked is asked only if its condition is true.

use std::fmt;

use super::model::{Kind, QuestionIx, Questionnaire};

/// The outcome of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// It rests on an answer that is missing.
    Open,
}

impl Truth {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Open,
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, Self::False) => Self::False,
            _ => Self::Open,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Open => Self::Open,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// An answer as such, free of notes and states.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// The chosen option of a choice question, from 0.
    Choice(usize),
    /// The chosen options of a question with several answers, from 0, rising.
    Multiple(Vec<usize>),
    /// A number, finite.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// Free text.
    Text(String),
}

/// What a condition can know of a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fact<'a> {
    /// It is answered.
    Answered(&'a Value),
    /// It is answered, and the answer does not count should the question come to be not asked.
    Doubtful(&'a Value),
    /// It does not apply, or was not asked: nothing said of its answer is true.
    Absent,
    /// It may still be answered.
    Open,
}

impl Fact<'_> {
    /// Returns whether this can be said of the answer.
    fn says(self, reading: Reading, holds: impl Fn(&Value) -> bool) -> Truth {
        match self {
            Self::Doubtful(value) if reading == Reading::AsItMayTurnOut && holds(value) => Truth::Open,
            Self::Answered(value) | Self::Doubtful(value) => holds(value).into(),
            Self::Absent => Truth::False,
            Self::Open => Truth::Open,
        }
    }
}

/// What a condition makes of a question on which the last word is not spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// It has no answer: what the survey asks next depends on what has been said so far.
    AsItStands,
    /// It may get an answer, and one that it has counts: what a score can become depends on all that may still be said.
    AsItMayBecome,
    /// It may get an answer, and one that it has may come to count no more: what a survey can still find out depends also
    /// on what it will then not have asked.
    AsItMayTurnOut,
}

/// A condition that was checked against its questionnaire.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The question has an answer.
    Answered(QuestionIx),
    /// The answer stands in this relation to the operand.
    Compare(QuestionIx, Relation, Operand),
    /// The answer is one of the operands.
    In(QuestionIx, Vec<Operand>),
}

/// How an answer is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `=`; of several answers, one is equal.
    Equal,
    /// `!=`; of several answers, none is equal.
    NotEqual,
    /// `<`, by declared order or by value.
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What an answer is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Operand {
    /// An option of the question, from 0.
    Option(usize),
    /// A number.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
}

impl Condition {
    /// Returns whether the condition holds, given what is known of each question.
    pub fn evaluate<'a>(&self, reading: Reading, fact: &impl Fn(QuestionIx) -> Fact<'a>) -> Truth {
        match self {
            Self::All(parts) => {
                parts.iter().fold(Truth::True, |truth, part| truth.and(part.evaluate(reading, fact)))
            }
            Self::Any(parts) => {
                parts.iter().fold(Truth::False, |truth, part| truth.or(part.evaluate(reading, fact)))
            }
            Self::Not(part) => part.evaluate(reading, fact).not(),
            Self::Answered(question) => match fact(*question) {
                Fact::Open if reading == Reading::AsItStands => Truth::False,
                fact => fact.says(reading, |_| true),
            },
            Self::Compare(question, relation, operand) => {
                fact(*question).says(reading, |value| relation.holds(value, *operand))
            }
            Self::In(question, operands) => fact(*question)
                .says(reading, |value| operands.iter().any(|operand| Relation::Equal.holds(value, *operand))),
        }
    }

    /// Returns the questions that the condition names, in the order of the survey, each once.
    #[must_use]
    pub fn questions(&self) -> Vec<QuestionIx> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found.sort();
        found.dedup();
        found
    }

    /// Returns the condition as one writes it.
    ///
    /// ```
    /// use standpoint::questionnaire::{catalogue, compile};
    ///
    /// let questionnaire = compile(&catalogue::sources("ops-readiness").unwrap())?.questionnaire;
    /// let asked_if = questionnaire.questions().iter().find_map(|question| question.when.as_ref()).unwrap();
    /// assert_eq!(asked_if.display(&questionnaire).to_string(), "not support-hours = 'office'");
    /// # Ok::<(), standpoint::diagnostic::Diagnostics>(())
    /// ```
    #[must_use]
    pub fn display<'a>(&'a self, questionnaire: &'a Questionnaire) -> impl fmt::Display + 'a {
        Written { condition: self, questionnaire }
    }

    fn collect(&self, found: &mut Vec<QuestionIx>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.collect(found);
                }
            }
            Self::Not(part) => part.collect(found),
            Self::Answered(question) | Self::Compare(question, ..) | Self::In(question, _) => {
                found.push(*question);
            }
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        })
    }
}

impl Relation {
    fn holds(self, value: &Value, operand: Operand) -> bool {
        let ordering = match (value, operand) {
            (Value::Choice(chosen), Operand::Option(option)) => Some(chosen.cmp(&option)),
            (Value::Number(number), Operand::Number(other)) => number.partial_cmp(&other),
            (Value::YesNo(answer), Operand::YesNo(other)) => Some(answer.cmp(&other)),
            (Value::Multiple(chosen), Operand::Option(option)) => {
                let contains = chosen.contains(&option);
                return match self {
                    Self::Equal => contains,
                    Self::NotEqual => !contains,
                    _ => false,
                };
            }
            _ => None,
        };
        ordering.is_some_and(|ordering| match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        })
    }
}

/// A condition with the questionnaire that its indices point into.
#[derive(Clone, Copy)]
struct Written<'a> {
    condition: &'a Condition,
    questionnaire: &'a Questionnaire,
}

impl<'a> Written<'a> {
    fn part(self, condition: &'a Condition) -> Self {
        Self { condition, ..self }
    }

    fn parts(self, f: &mut fmt::Formatter<'_>, parts: &'a [Condition], word: &str) -> fmt::Result {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                write!(f, " {word} ")?;
            }
            let looser = matches!(part, Condition::Any(_));
            let alike = matches!((self.condition, part), (Condition::All(_), Condition::All(_)));
            self.bracketed(f, part, looser || alike)?;
        }
        Ok(())
    }

    fn bracketed(self, f: &mut fmt::Formatter<'_>, part: &'a Condition, brackets: bool) -> fmt::Result {
        if brackets { write!(f, "({})", self.part(part)) } else { write!(f, "{}", self.part(part)) }
    }

    fn operand(self, f: &mut fmt::Formatter<'_>, question: QuestionIx, operand: Operand) -> fmt::Result {
        match operand {
            Operand::Number(number) => write!(f, "{number}"),
            Operand::YesNo(yes) => f.write_str(if yes { "'yes'" } else { "'no'" }),
            Operand::Option(index) => match &self.questionnaire[question].kind {
                Kind::Choice(options) => write!(f, "'{}'", options[index].id),
                Kind::Multiple { options, .. } => write!(f, "'{}'", options[index].id),
                Kind::Number(_) | Kind::YesNo | Kind::Text => Ok(()),
            },
        }
    }
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = |question: &QuestionIx| &self.questionnaire[*question].id;
        match self.condition {
            Condition::All(parts) => self.parts(f, parts, "and"),
            Condition::Any(parts) => self.parts(f, parts, "or"),
            Condition::Not(part) => {
                f.write_str("not ")?;
                self.bracketed(f, part, matches!(**part, Condition::All(_) | Condition::Any(_)))
            }
            Condition::Answered(question) => write!(f, "answered({})", id(question)),
            Condition::Compare(question, relation, operand) => {
                write!(f, "{} {relation} ", id(question))?;
                self.operand(f, *question, *operand)
            }
            Condition::In(question, operands) => {
                write!(f, "{} in (", id(question))?;
                for (index, operand) in operands.iter().enumerate() {
                    if index > 0 {
                        f.write_str(", ")?;
                    }
                    self.operand(f, *question, *operand)?;
                }
                f.write_str(")")
            }
        }
    }
}
