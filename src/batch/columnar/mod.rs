//! The short way from the rows of a table, and from plain answer files, to scores.
//!
//! Each spelling of an answer is judged once and becomes a code; what the codes of a trait's questions are worth together
//! is reckoned once as well. Nothing is allocated for a row or a cell. The short way takes over what is plain and leaves
//! the rest, row by row, to the long one, which can say what is wrong and where: what both take over they score alike, to
//! the last bit.

mod cells;
mod lookup;
mod objects;
mod sheet;
#[cfg(test)]
mod tests;
mod texts;
mod toml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lookup::Spelling;
use objects::Objects;
use sheet::Sheet;
pub(super) use sheet::Who;

use super::chunk::Filling;
use super::plan::Plan;
use super::split::Part;
use crate::answers::{Columns, Syntax};
use crate::questionnaire::Questionnaire;

/// What a thread needs for the short way. It is made when the first row comes.
pub(super) struct Columnar<'q> {
    questionnaire: &'q Questionnaire,
    /// Whether the scores of the traits are wanted.
    traits: bool,
    cells: Option<Sheet<'q>>,
    objects: Option<(Objects<'q>, Sheet<'q>)>,
}

impl<'q> Columnar<'q> {
    pub fn new(plan: &Plan<'q>) -> Self {
        Self {
            questionnaire: plan.questionnaire,
            traits: plan.scores || plan.tally.is_some(),
            cells: None,
            objects: None,
        }
    }

    /// Scores the rows of a part with a cell a question. `long` goes the long way with the row that begins at an offset
    /// and has a number, and returns where it ends. Returns whether that was all; if not, nothing was done.
    pub fn cells(
        &mut self,
        chunk: &mut Filling<'_, '_>,
        part: &Part,
        delimiter: u8,
        columns: &Columns<'_>,
        long: impl Fn(&mut Filling<'_, '_>, usize, u64) -> usize,
    ) -> bool {
        let Ok(text) = std::str::from_utf8(&part.bytes) else { return false };
        let Some(sheet) = made(&mut self.cells, || Sheet::new(self.questionnaire, Spelling::Cell)) else {
            return false;
        };
        let mut at = 0;
        let mut number = part.row;
        while let Some(byte) = part.bytes.get(at) {
            if matches!(byte, b'\r' | b'\n') {
                at += 1;
                continue;
            }
            if let Some(end) = cells::nothing(&part.bytes, at, delimiter) {
                at = end;
                number += 1;
                continue;
            }
            let end = spared(|| {
                let end = cells::read(sheet, text, at, delimiter, columns)?;
                let (who, scores) = sheet.score(self.traits)?;
                chunk.add_scored(Some(number), who, scores);
                Some(end)
            });
            at = end.unwrap_or_else(|| long(chunk, at, number));
            number += 1;
        }
        true
    }

    /// Scores the answer set that is all of a text; returns whether it could.
    pub fn text(
        &mut self,
        chunk: &mut Filling<'_, '_>,
        row: Option<u64>,
        text: &[u8],
        syntax: Syntax,
    ) -> bool {
        let made = made(&mut self.objects, || {
            Some((Objects::new(self.questionnaire), Sheet::new(self.questionnaire, Spelling::Json)?))
        });
        let (Some((objects, sheet)), Ok(text)) = (made, std::str::from_utf8(text)) else { return false };
        spared(|| {
            match syntax {
                Syntax::Json => objects.read(sheet, text)?,
                Syntax::Toml => toml::read(objects, sheet, text)?,
            }
            let (who, scores) = sheet.score(self.traits)?;
            chunk.add_scored(row, who, scores);
            Some(())
        })
        .is_some()
    }
}

/// What was made before, or is made now.
fn made<T>(place: &mut Option<T>, make: impl FnOnce() -> Option<T>) -> Option<&mut T> {
    if place.is_none() {
        *place = make();
    }
    place.as_mut()
}

/// A row on which the short way panics goes the long way, which can tell of it.
fn spared<T>(read: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(None)
}
