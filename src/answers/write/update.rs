use std::collections::HashMap;
use std::ops::Range;

use toml_edit::{Document, InlineTable, Item, Key, Table, Value};

use super::canonical::to_toml;
use super::edit::{Edits, comments};
use super::shape::{self, Shape};
use crate::answers::diags::{self, At};
use crate::answers::read::{Syntax, read};
use crate::answers::sheet::{AnswerSheet, Entry};
use crate::diagnostic::{Diagnostics, Source, Span};
use crate::questionnaire::{QuestionIx, Questionnaire};

/// Returns the text of an answer file in TOML, changed so that it says what the sheet says.
///
/// Only what differs is touched: comments, order, blank lines and quoting stay. A key is removed only if the sheet has
/// nothing to say to it. An answer that is new goes below the comment that holds its key (`# ci-cd = ""`), if there is
/// one, and otherwise behind the question before it.
///
/// # Errors
///
/// If the text is not a valid answer file.
pub fn update(
    source: &Source,
    questionnaire: &Questionnaire,
    sheet: &AnswerSheet,
) -> Result<String, Diagnostics> {
    let before = read(source, Syntax::Toml, questionnaire)?.sheet;
    if before == *sheet {
        return Ok(source.text().to_owned());
    }
    let document = Document::parse(source.text()).map_err(|error| {
        let span = error.span().map_or_else(Span::default, Span::from);
        Diagnostics(vec![diags::syntax(At(source, span), Syntax::Toml, error.message())])
    })?;
    let mut update = Update {
        questionnaire,
        before: &before,
        after: sheet,
        edits: Edits::new(source.text()),
        text: source.text(),
    };
    update.header(document.as_table());
    update.answers(document.as_table());
    let text = update.edits.apply();
    let written = Source::new(source.name(), text.as_str());
    match read(&written, Syntax::Toml, questionnaire) {
        Ok(read) if read.sheet == *sheet => Ok(text),
        // A layout that nobody thought of: answers and comments matter more than where they stand.
        _ => Ok(rewritten(source.text(), questionnaire, sheet)),
    }
}

/// The comments of a text, and below them the sheet as a new file.
fn rewritten(text: &str, questionnaire: &Questionnaire, sheet: &AnswerSheet) -> String {
    let mut lines = comments(text);
    let sheet = to_toml(questionnaire, sheet);
    lines.push(&sheet);
    lines.join("\n")
}

struct Update<'a> {
    questionnaire: &'a Questionnaire,
    before: &'a AnswerSheet,
    after: &'a AnswerSheet,
    edits: Edits<'a>,
    text: &'a str,
}

impl Update<'_> {
    fn header(&mut self, root: &Table) {
        let before: HashMap<_, _> = shape::header(self.questionnaire, self.before).into_iter().collect();
        let mut after: HashMap<_, _> = shape::header(self.questionnaire, self.after).into_iter().collect();
        for (place, key) in shape::HEADER.iter().enumerate() {
            let new = after.remove(key);
            if before.get(key) == new.as_ref() {
                continue;
            }
            match (position(root, key), new) {
                (Some((_, value)), Some(new)) => self.edits.replace_value(value, new.to_string()),
                (Some((key, value)), None) => self.edits.remove_line(key, value),
                (None, Some(new)) => self.insert_header(root, place, &format!("{key} = {new}")),
                (None, None) => {}
            }
        }
    }

    fn insert_header(&mut self, root: &Table, place: usize, line: &str) {
        let present = |key: &&str| position(root, key);
        if let Some((_, value)) = shape::HEADER[..place].iter().rev().find_map(present) {
            self.edits.insert_line_behind(value.end, line);
        } else if let Some((key, _)) = shape::HEADER[place..].iter().find_map(present) {
            self.edits.insert_line_before(key, line);
        } else if let Some(first) = first_header(root) {
            self.edits.insert_line_before(first, line);
        } else {
            self.edits.insert_line_behind(self.text.len(), line);
        }
    }

    fn answers(&mut self, root: &Table) {
        let changed: Vec<QuestionIx> = self
            .questionnaire
            .question_indices()
            .filter(|question| self.before.get(*question) != self.after.get(*question))
            .collect();
        if changed.is_empty() {
            return;
        }
        match root.get("answers") {
            Some(Item::Value(value)) => {
                if let Some(span) = value.span() {
                    let all = self.inline_answers();
                    self.edits.replace_value(span, all);
                }
            }
            Some(Item::Table(table)) => self.entries(table, &changed),
            _ => self.append_section(&changed),
        }
    }

    /// All answers as one inline table.
    fn inline_answers(&self) -> String {
        let entries: Vec<String> =
            self.after.entries().map(|(question, entry)| self.line(question, entry)).collect();
        if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
    }

    fn append_section(&mut self, questions: &[QuestionIx]) {
        let line_end = self.edits.line_end();
        let mut section = String::new();
        if !self.text.is_empty() {
            section.push_str(if self.text.ends_with('\n') { "" } else { line_end });
            section.push_str(line_end);
        }
        section.push_str("[answers]");
        section.push_str(line_end);
        for question in questions {
            if let Some(entry) = self.after.get(*question) {
                section.push_str(&self.line(*question, entry));
                section.push_str(line_end);
            }
        }
        self.edits.insert(self.text.len(), section);
    }

    fn line(&self, question: QuestionIx, entry: &Entry) -> String {
        let question = &self.questionnaire[question];
        format!("{} = {}", question.id, shape::entry(question, entry))
    }

    fn entries(&mut self, table: &Table, changed: &[QuestionIx]) {
        let mut added = Vec::new();
        for question in changed {
            let id = self.questionnaire[*question].id.as_str();
            match (table.get_key_value(id), self.after.get(*question)) {
                (Some((key, Item::Value(value))), after) => self.entry(*question, key, value, after),
                (Some((_, Item::Table(members))), _) => self.members(*question, members),
                (None, Some(_)) => added.push(*question),
                _ => {}
            }
        }
        if added.is_empty() {
            return;
        }
        if table.is_dotted() {
            self.insert_entries(table, "answers.", None, &added);
        } else if table.is_implicit() {
            self.append_section(&added);
        } else if let Some(header) = table.span() {
            self.insert_entries(table, "", Some(&header), &added);
        }
    }

    /// An entry whose value stands in one piece.
    fn entry(&mut self, question: QuestionIx, key: &Key, value: &Value, after: Option<&Entry>) {
        let (Some(key), Some(span)) = (key.span(), value.span()) else { return };
        let asked = &self.questionnaire[question];
        match (after, value) {
            (None, _) => self.edits.remove_line(key.start, span),
            (Some(after), Value::InlineTable(table)) if self.grows(question, table) => {
                self.inline_members(question, table, after);
            }
            (Some(after), _) => self.edits.replace_value(span, shape::entry(asked, after).to_string()),
        }
    }

    /// Whether every member of an inline table that says something stays.
    fn grows(&self, question: QuestionIx, table: &InlineTable) -> bool {
        let after = self.members_of(self.after, question);
        table.iter().all(|(key, _)| after.iter().any(|(kept, _)| *kept == key))
    }

    fn inline_members(&mut self, question: QuestionIx, table: &InlineTable, after: &Entry) {
        let before = self.members_of(self.before, question);
        let Some(last) = table.iter().filter_map(|(_, value)| value.span()).map(|span| span.end).max() else {
            return;
        };
        for (key, new) in shape::members(&self.questionnaire[question], after) {
            match table.get(key).and_then(Value::span) {
                Some(_) if before.iter().any(|(old, shape)| *old == key && *shape == new) => {}
                Some(span) => self.edits.replace_value(span, new.to_string()),
                None => self.edits.insert(last, format!(", {key} = {new}")),
            }
        }
    }

    fn members_of(&self, sheet: &AnswerSheet, question: QuestionIx) -> Vec<(&'static str, Shape)> {
        sheet
            .get(question)
            .map(|entry| shape::members(&self.questionnaire[question], entry))
            .unwrap_or_default()
    }

    /// An entry whose members have lines of their own: `[answers.ci-cd]`, or `ci-cd.answer = …`.
    fn members(&mut self, question: QuestionIx, table: &Table) {
        let before = self.members_of(self.before, question);
        let after = self.members_of(self.after, question);
        let find = |members: &[(&'static str, Shape)], key: &str| {
            members.iter().find(|(known, _)| *known == key).map(|(_, shape)| shape.clone())
        };
        let present: Vec<(&str, usize, Range<usize>)> = table
            .iter()
            .filter_map(|(key, _)| position(table, key).map(|(start, value)| (key, start, value)))
            .collect();
        for (key, start, value) in &present {
            match (find(&before, key), find(&after, key)) {
                (old, new) if old == new => {}
                (_, Some(new)) => self.edits.replace_value(value.clone(), new.to_string()),
                (_, None) => self.edits.remove_line(*start, value.clone()),
            }
        }
        let last = present.iter().max_by_key(|(_, _, value)| value.end);
        for (key, new) in &after {
            if present.iter().any(|(known, ..)| known == key) {
                continue;
            }
            match (last, table.span()) {
                (Some((_, start, value)), _) => {
                    let prefix = &self.text[self.edits.line_start(*start)..*start];
                    self.edits.insert_line_behind(value.end, &format!("{prefix}{key} = {new}"));
                }
                (None, Some(header)) => {
                    self.edits.insert_line_behind(header.end, &format!("{key} = {new}"));
                }
                (None, None) => {}
            }
        }
    }

    /// Gives each new entry a line of its own.
    fn insert_entries(
        &mut self,
        table: &Table,
        prefix: &str,
        header: Option<&Range<usize>>,
        added: &[QuestionIx],
    ) {
        let written = written(table);
        let places: HashMap<&str, &Range<usize>> = written.iter().map(|(id, place)| (*id, place)).collect();
        let commented = header.map(|header| self.commented(header.end, &written)).unwrap_or_default();
        // The end of the last line that belongs to a question so far.
        let mut behind: Option<usize> = None;
        for question in self.questionnaire.question_indices() {
            let id = self.questionnaire[question].id.as_str();
            let commented = commented.get(id).copied();
            if let Some(place) = places.get(id) {
                behind = Some(place.end);
            } else if commented.is_some() {
                behind = commented;
            }
            let (true, Some(entry)) = (added.contains(&question), self.after.get(question)) else { continue };
            let line = format!("{prefix}{}", self.line(question, entry));
            let following = || {
                let later = (question.0 + 1..self.questionnaire.questions().len()).map(QuestionIx);
                later.into_iter().find_map(|later| places.get(self.questionnaire[later].id.as_str()))
            };
            match (behind, following(), header) {
                (Some(offset), ..) => self.edits.insert_line_behind(offset, &line),
                (None, Some(next), _) => self.edits.insert_line_before(next.start, &line),
                (None, None, Some(header)) => self.edits.insert_line_behind(header.end, &line),
                (None, None, None) => {}
            }
        }
    }

    /// The questions whose keys stand in comments of the section that begins at this offset, and where.
    fn commented(&self, from: usize, written: &[(&str, Range<usize>)]) -> HashMap<String, usize> {
        let mut found = HashMap::new();
        let mut at = self.edits.next_line(from);
        while at < self.text.len() {
            let next = self.edits.next_line(at);
            let line = self.text[at..next].trim();
            if let Some(place) = written.iter().map(|(_, place)| place).find(|p| p.start <= at && at < p.end)
            {
                at = self.edits.next_line(place.end.max(at));
                continue;
            }
            if line.starts_with('[') {
                break;
            }
            if let Some((key, _)) = line.strip_prefix('#').and_then(|comment| comment.split_once('=')) {
                found.entry(key.trim().trim_matches('"').to_owned()).or_insert(at);
            }
            at = next;
        }
        found
    }
}

/// Where a key with a value in one piece stands in a table: the start of the key, and the value.
fn position(table: &Table, key: &str) -> Option<(usize, Range<usize>)> {
    let (key, item) = table.get_key_value(key)?;
    match item {
        Item::Value(value) => Some((key.span()?.start, value.span()?)),
        _ => None,
    }
}

/// Where the entries of a table stand, from the start of the key to the end of the value, those with a header of their
/// own left out.
fn written(table: &Table) -> Vec<(&str, Range<usize>)> {
    table
        .iter()
        .filter_map(|(id, item)| match item {
            Item::Value(_) => position(table, id).map(|(start, value)| (id, start..value.end)),
            Item::Table(members) if members.is_dotted() => {
                let places: Vec<_> = members.iter().filter_map(|(key, _)| position(members, key)).collect();
                let start = places.iter().map(|(start, _)| *start).min()?;
                let end = places.iter().map(|(_, value)| value.end).max()?;
                Some((id, start..end))
            }
            _ => None,
        })
        .collect()
}

/// Where the first table header of a document stands.
fn first_header(table: &Table) -> Option<usize> {
    table
        .iter()
        .filter_map(|(_, item)| item.as_table())
        .flat_map(|inner| {
            let own = if inner.is_implicit() { None } else { inner.span().map(|span| span.start) };
            [own, first_header(inner)]
        })
        .flatten()
        .min()
}
