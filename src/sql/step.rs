//! The steps of a query.

use std::fmt::Write as _;

use super::dialect::Dialect;

/// A column that a step adds, and what stands behind it for whoever reads the query.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub expression: String,
    pub name: String,
    pub remark: Option<String>,
}

impl Column {
    /// Returns a column under a name that needs no quotes.
    pub fn new(name: impl Into<String>, expression: impl Into<String>) -> Self {
        Self { expression: expression.into(), name: name.into(), remark: None }
    }

    /// Adds what a reader should know of it.
    pub fn remark(mut self, remark: &str) -> Self {
        self.remark = Some(remark.to_owned());
        self
    }
}

/// One common table expression.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub name: String,
    /// What the step is for.
    pub purpose: &'static str,
    pub columns: Vec<Column>,
    /// The step before, or the table.
    pub from: String,
    /// Grouping, if any.
    pub group_by: Option<String>,
}

/// Writes the columns of a `SELECT` and where they come from.
pub(super) fn select(out: &mut String, columns: &[Column], from: &str, indent: &str) {
    let _ = writeln!(out, "{indent}SELECT");
    for (index, column) in columns.iter().enumerate() {
        let Column { expression, name, remark } = column;
        let named = if expression == name { name.clone() } else { format!("{expression} AS {name}") };
        let comma = if index + 1 < columns.len() { "," } else { "" };
        let remark = remark.as_ref().map(|remark| format!(" -- {remark}")).unwrap_or_default();
        let _ = writeln!(out, "{indent}  {named}{comma}{remark}");
    }
    let _ = write!(out, "{indent}FROM {from}");
}

/// Writes the steps, up to where the last `SELECT` begins.
pub(super) fn with(out: &mut String, steps: &[Step], dialect: Dialect) {
    for (index, step) in steps.iter().enumerate() {
        let word = if index == 0 { "WITH " } else { "" };
        let _ = writeln!(out, "-- {}\n{word}{} AS (", step.purpose, step.name);
        select(out, &step.columns, &step.from, "  ");
        if let Some(by) = &step.group_by {
            let _ = write!(out, "\n  GROUP BY {by}");
        }
        let comma = if index + 1 < steps.len() { "," } else { "" };
        let _ = writeln!(out, "{}\n){comma}", dialect.fence());
    }
}
