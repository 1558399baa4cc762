//! Some columns of the result table instead of all.

use std::fmt;

use super::row;
use crate::diagnostic::nearest;
use crate::questionnaire::Questionnaire;

/// Columns of the result table, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    columns: Vec<usize>,
}

impl Selection {
    /// Returns the columns of these titles.
    ///
    /// # Errors
    ///
    /// If the result table has no column of a title, or a title is given twice.
    pub fn new<'t>(
        questionnaire: &Questionnaire,
        titles: impl IntoIterator<Item = &'t str>,
    ) -> Result<Self, SelectError> {
        let known = row::titles(questionnaire);
        let mut columns = Vec::new();
        for title in titles {
            let Some(column) = known.iter().position(|known| known == title) else {
                let nearest = nearest(title, known.iter().map(String::as_str)).map(str::to_owned);
                return Err(SelectError::Unknown { title: title.to_owned(), nearest });
            };
            if columns.contains(&column) {
                return Err(SelectError::Repeated { title: title.to_owned() });
            }
            columns.push(column);
        }
        Ok(Self { columns })
    }

    /// Writes these columns of a line. A quoted cell stays quoted, so nothing needs to be read but where cells end.
    pub(super) fn line(&self, line: &[u8], ends: &mut Vec<usize>, out: &mut Vec<u8>) {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        ends.clear();
        let mut quoted = false;
        for (at, byte) in line.iter().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted => ends.push(at),
                _ => {}
            }
        }
        ends.push(line.len());
        for (place, column) in self.columns.iter().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            let start = column.checked_sub(1).map_or(0, |before| ends[before] + 1);
            let cell = &line[start..ends[*column]];
            // A line of one empty cell would be no line at all.
            out.extend_from_slice(if self.columns.len() == 1 && cell.is_empty() { b"\"\"" } else { cell });
        }
        out.push(b'\n');
    }
}

/// Why columns cannot be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SelectError {
    /// The result table has no such column.
    Unknown {
        /// What was asked for.
        title: String,
        /// The most similar title that there is.
        nearest: Option<String>,
    },
    /// The column is there already.
    Repeated {
        /// The column.
        title: String,
    },
}

impl fmt::Display for SelectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { title, .. } => write!(f, "the results have no column `{title}`"),
            Self::Repeated { title } => write!(f, "the column `{title}` is selected twice"),
        }
    }
}

impl std::error::Error for SelectError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_quotes_and_may_change_places() {
        let line = b"a,\"b, \"\"c\"\"\nd\",,e\n";
        let selected = |columns: &[usize]| {
            let mut selected = Vec::new();
            Selection { columns: columns.to_vec() }.line(line, &mut Vec::new(), &mut selected);
            selected
        };
        assert_eq!(selected(&[3, 0]), b"e,a\n");
        assert_eq!(selected(&[1, 2]), b"\"b, \"\"c\"\"\nd\",\n");
        assert_eq!(selected(&[2]), b"\"\"\n");
        assert_eq!(selected(&[0, 1, 2, 3]), line);
    }
}
