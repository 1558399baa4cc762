use super::Reader;
use super::decode::date;
use crate::answers::diags::{self, At};
use crate::answers::judge::{Raw, judge};
use crate::answers::route::discounted;
use crate::answers::sheet::{AnswerSheet, Entry, Subject};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Sink, Source, Span};
use crate::questionnaire::{QuestionIx, Questionnaire};

/// The columns of a table of answers: one row an answer set, one column a question.
#[derive(Debug, Clone)]
pub struct Columns<'q> {
    questionnaire: &'q Questionnaire,
    columns: Vec<Column>,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Team,
    Respondent,
    Role,
    Date,
    Form,
    Answer(QuestionIx),
    /// Not known, and passed over.
    Unknown,
}

/// The column that says why a row was rejected at an earlier time; it is passed over.
const REASON: &str = "rejected";

/// What [`Columns::SUBJECT`] holds.
const SUBJECT: [Column; 5] = [Column::Team, Column::Respondent, Column::Role, Column::Date, Column::Form];

impl<'q> Columns<'q> {
    /// The columns that are not questions.
    pub const SUBJECT: [&'static str; 5] = ["team", "respondent", "role", "date", "form"];

    /// Reads the row of titles. `place` says where a column stands, and for `None` where the row does; it is asked only
    /// if something is wrong. Columns that are not known are passed over, with a warning each.
    ///
    /// # Errors
    ///
    /// All titles that are given twice; a table without any question, where titles that are not known are errors too.
    pub fn new<'c>(
        reader: &Reader<'q>,
        titles: impl IntoIterator<Item = &'c str>,
        place: impl Fn(Option<usize>) -> (Source, Span),
    ) -> Result<(Self, Diagnostics), Diagnostics> {
        let questionnaire = reader.questionnaire();
        let mut columns: Vec<Column> = Vec::new();
        let mut sink = Sink::new();
        for (index, title) in titles.into_iter().enumerate() {
            let title = title.trim();
            let subject = Self::SUBJECT.iter().position(|name| *name == title).map(|index| SUBJECT[index]);
            let known = subject.or_else(|| reader.question(title).map(Column::Answer));
            // What was rejected comes back with its reason.
            let reason = known.is_none() && title == REASON;
            if !reason && known.is_none_or(|column| columns.contains(&column)) {
                let (source, span) = place(Some(index));
                let at = At(&source, span);
                sink.push(match known {
                    Some(_) => diags::repeated_column(at, title),
                    None => diags::unknown_column(at, title, &Self::SUBJECT, questionnaire),
                });
            }
            columns.push(known.unwrap_or(Column::Unknown));
        }
        let questions = columns.iter().any(|column| matches!(column, Column::Answer(_)));
        if sink.is_empty() && !questions {
            let (source, span) = place(None);
            sink.push(diags::no_question_column(At(&source, span), questionnaire));
        }
        let mut findings = sink.finish();
        if !questions {
            findings.0.iter_mut().for_each(|finding| finding.severity = Severity::Error);
        }
        if findings.has_errors() { Err(findings) } else { Ok((Self { questionnaire, columns }, findings)) }
    }

    /// Returns the columns in their order.
    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Reads a row. An empty cell says nothing; `place` is as in [`Columns::new`].
    ///
    /// # Errors
    ///
    /// All problems of the row.
    pub fn read<'c>(
        &self,
        cells: impl Iterator<Item = &'c str> + Clone,
        place: impl Fn(Option<usize>) -> (Source, Span),
    ) -> Result<AnswerSheet, Diagnostics> {
        let count = cells.clone().count();
        if count != self.columns.len() {
            let (source, span) = place(None);
            let finding = diags::uneven_row(At(&source, span), count, self.columns.len());
            return Err(Diagnostics(vec![finding]));
        }
        let mut sheet = AnswerSheet::new(self.questionnaire);
        let mut sink = Sink::new();
        for (index, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            if cell.trim().is_empty() {
                continue;
            }
            if let Err(finding) = self.cell(*column, cell, &mut sheet, || place(Some(index))) {
                sink.push(finding);
            }
        }
        if sink.has_errors() { Err(sink.finish()) } else { Ok(sheet) }
    }

    /// Returns whom a row speaks of, as far as it says so; for rows that cannot be read.
    #[must_use]
    pub fn subject<'c>(&self, cells: impl Iterator<Item = &'c str>) -> Subject {
        let mut subject = Subject::default();
        for (column, cell) in self.columns.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty()) {
            match column {
                Column::Team => subject.team = Some(cell.to_owned()),
                Column::Respondent => subject.respondent = Some(cell.to_owned()),
                Column::Role => subject.role = Some(cell.to_owned()),
                Column::Date => subject.date = date(cell.trim()),
                Column::Form | Column::Answer(_) | Column::Unknown => {}
            }
        }
        subject
    }

    /// Returns the codes and messages of what somebody should look at in a row that was read.
    #[must_use]
    pub fn discounted(&self, sheet: &AnswerSheet) -> Vec<(&'static str, String)> {
        let findings = discounted(self.questionnaire, sheet).into_iter();
        findings.map(|(of, why)| (why.code(), why.message(&self.questionnaire[of]))).collect()
    }

    fn cell(
        &self,
        column: Column,
        cell: &str,
        sheet: &mut AnswerSheet,
        place: impl Fn() -> (Source, Span),
    ) -> Result<(), Diagnostic> {
        let refuse = |finding: &dyn Fn(At<'_>) -> Diagnostic| {
            let (source, span) = place();
            finding(At(&source, span))
        };
        match column {
            Column::Team => sheet.subject.team = Some(cell.to_owned()),
            Column::Respondent => sheet.subject.respondent = Some(cell.to_owned()),
            Column::Role => sheet.subject.role = Some(cell.to_owned()),
            Column::Date => {
                let given = cell.trim();
                let date = date(given)
                    .ok_or_else(|| refuse(&|at| diags::invalid_date(at, &diags::given_date(given))))?;
                sheet.subject.date = Some(date);
            }
            Column::Form => {
                let id = cell.trim();
                let form = self.questionnaire.find_form(id);
                sheet.form =
                    form.ok_or_else(|| refuse(&|at| diags::unknown_form(at, id, self.questionnaire)))?;
            }
            Column::Unknown => {}
            Column::Answer(question) => {
                let asked = &self.questionnaire[question];
                let response = judge(asked, &Raw::Text(cell))
                    .map_err(|problem| refuse(&|at| diags::problem(at, &asked.id, &problem)))?;
                sheet.set(question, Some(Entry::from(response)));
            }
        }
        Ok(())
    }
}
