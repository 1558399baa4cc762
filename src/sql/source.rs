//! The table that the answers lie in.

use super::dialect::{Dialect, text};
use super::step::{Column, Step};
use crate::questionnaire::Questionnaire;

/// How the table of answers is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One row an answer set, one column a question.
    Wide {
        /// A column that identifies the set, to be carried along.
        key: Option<String>,
    },
    /// One row an answer: the columns `question` and `answer`, and one that identifies the set.
    Long {
        /// The column that identifies the set.
        key: String,
    },
}

impl Shape {
    /// Returns the column that identifies the set.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Self::Wide { key } => key.as_deref(),
            Self::Long { key } => Some(key),
        }
    }
}

/// A column of the table that says of whom a set speaks, or which form it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The team.
    Team,
    /// Who answered.
    Respondent,
    /// The role of whoever answered.
    Role,
    /// When.
    Date,
    /// The form that the set answers.
    Form,
}

impl Field {
    /// The fields that the result has, in its order.
    pub(super) const SUBJECT: [Self; 4] = [Self::Team, Self::Respondent, Self::Role, Self::Date];

    /// Returns the name of the column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Respondent => "respondent",
            Self::Role => "role",
            Self::Date => "date",
            Self::Form => "form",
        }
    }
}

/// Returns the name of a table, whose parts (schema, table) are joined by points.
pub(super) fn table(name: &str, dialect: Dialect) -> String {
    name.split('.').map(|part| dialect.name(part)).collect::<Vec<_>>().join(".")
}

/// The step that turns one row an answer into one row a set. A question that is answered twice in one set makes it a
/// bad one.
pub(super) fn pivot(
    questionnaire: &Questionnaire,
    key: &str,
    fields: &[Field],
    from: String,
    dialect: Dialect,
) -> Step {
    let name = |name: &str| dialect.name(name);
    let mut columns = vec![Column::new(name(key), name(key))];
    let fields = fields.iter().filter(|field| field.name() != key);
    columns
        .extend(fields.map(|field| Column::new(name(field.name()), format!("MAX({})", name(field.name())))));
    let (question, answer) =
        (name("question"), format!("CAST({} AS {})", name("answer"), dialect.text_type()));
    columns.push(Column::new(TWICE, format!("COUNT({question}) - COUNT(DISTINCT {question})")));
    columns.extend(questionnaire.questions().iter().map(|of| {
        Column::new(name(&of.id), format!("MAX(CASE WHEN {question} = {} THEN {answer} END)", text(&of.id)))
    }));
    Step { name: "sets".to_owned(), purpose: "One row a set", columns, from, group_by: Some(name(key)) }
}

/// The column that identifies the set, whatever it is called outside.
pub(super) const KEY: &str = "set_key";

/// The column that counts how many answers a set has too many.
pub(super) const TWICE: &str = "twice";
