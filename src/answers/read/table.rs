use super::Reader;
use super::decode::date;
use crate::answers::diags::{self, At};
use crate::answers::judge::{Raw, judge};
use crate::answers::route::discounted;
use crate::answers::sheet::{AnswerSheet, Entry, Subject};
use crate::diagnostic::{Diagnostic, Diagnostics, Sink, Source, Span};
use crate::questionnaire::{QuestionIx, Questionnaire};

/// The columns of a table of answers: one row an answer set, one column a question.
#[derive(Debug, Clone)]
pub struct Columns<'q> {
    questionnaire: &'q Questionnaire,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Team,
    Respondent,
    Role,
    Date,
    Form,
    Answer(QuestionIx),
}

/// The columns that are not questions.
const SUBJECT: [(&str, Column); 5] = [
    ("team", Column::Team),
    ("respondent", Column::Respondent),
    ("role", Column::Role),
    ("date", Column::Date),
    ("form", Column::Form),
];

impl<'q> Columns<'q> {
    /// Reads the row of titles. `place` says where a column stands, and for `None` where the row does; it is asked only
    /// if something is wrong.
    ///
    /// # Errors
    ///
    /// All titles that are not known, or given twice; a table without any question.
    pub fn new<'c>(
        reader: &Reader<'q>,
        titles: impl IntoIterator<Item = &'c str>,
        place: impl Fn(Option<usize>) -> (Source, Span),
    ) -> Result<Self, Diagnostics> {
        let questionnaire = reader.questionnaire();
        let mut columns: Vec<Column> = Vec::new();
        let mut sink = Sink::new();
        for (index, title) in titles.into_iter().enumerate() {
            let title = title.trim();
            let subject = SUBJECT.iter().find(|(name, _)| *name == title).map(|(_, column)| *column);
            let column = subject.or_else(|| reader.question(title).map(Column::Answer));
            let (source, span) = match column {
                Some(column) if !columns.contains(&column) => {
                    columns.push(column);
                    continue;
                }
                _ => place(Some(index)),
            };
            let at = At(&source, span);
            sink.push(match column {
                Some(_) => diags::repeated_column(at, title),
                None => diags::unknown_column(at, title, &SUBJECT.map(|(name, _)| name), questionnaire),
            });
        }
        if !sink.has_errors() && !columns.iter().any(|column| matches!(column, Column::Answer(_))) {
            let (source, span) = place(None);
            sink.push(diags::no_question_column(At(&source, span), questionnaire));
        }
        if sink.has_errors() { Err(sink.finish()) } else { Ok(Self { questionnaire, columns }) }
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
                Column::Form | Column::Answer(_) => {}
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
