//! Where the cells of a row stand.

use crate::diagnostic::{Position, Source, Span};

/// Returns what separates the titles of a table: whichever of comma, semicolon and tab they have most of.
pub(super) fn delimiter(titles: &str) -> u8 {
    let mut most = (0, b',');
    for candidate in [b',', b';', b'\t'] {
        let count = spans(titles, candidate).len();
        if count > most.0 {
            most = (count, candidate);
        }
    }
    most.1
}

/// Returns the cells of one row.
pub(super) fn split(row: &str, delimiter: u8) -> csv::StringRecord {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(row.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record,
        // A text in memory can be read, and is UTF-8; a row without cells is an empty text.
        Ok(false) | Err(_) => csv::StringRecord::new(),
    }
}

/// Returns where a cell stands in the text of its row, or for `None` the whole row.
pub(super) fn span(row: &str, delimiter: u8, column: Option<usize>) -> Span {
    let whole = Span::new(0, row.len());
    column.map_or(whole, |column| spans(row, delimiter).get(column).copied().unwrap_or(whole))
}

fn spans(row: &str, delimiter: u8) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, byte) in row.bytes().enumerate() {
        // A quote opens a quoted cell only at its start; within one, each quote closes or opens again.
        if byte == b'"' && (quoted || at == start || row.as_bytes()[start] == b'"') {
            quoted = !quoted;
        } else if byte == delimiter && !quoted {
            spans.push(Span::new(start, at));
            start = at + 1;
        }
    }
    spans.push(Span::new(start, row.len()));
    spans
}

/// Returns the place of an offset in bytes that need not be text, behind so many lines.
pub(super) fn position(bytes: &[u8], offset: usize, lines_before: usize) -> Position {
    let before = Source::new("", String::from_utf8_lossy(&bytes[..offset]));
    let within = before.position(before.text().len());
    Position { line: within.line + lines_before, ..within }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_what_the_titles_have_most_of() {
        assert_eq!(delimiter("team,a,b"), b',');
        assert_eq!(delimiter("team;a,b;c"), b';');
        assert_eq!(delimiter("\"a;b;c;d\"\tb"), b'\t');
        assert_eq!(delimiter("a"), b',');
        assert_eq!(delimiter(""), b',');
    }

    #[test]
    fn the_cells_of_a_row_are_where_they_stand() {
        let row = "a,\"b,\"\"c\",,d\"e,f";
        let cells: Vec<&str> = spans(row, b',').iter().map(|span| &row[span.start..span.end]).collect();
        assert_eq!(cells, ["a", "\"b,\"\"c\"", "", "d\"e", "f"]);
        assert_eq!(split(row, b',').len(), cells.len());
        assert_eq!(span(row, b',', Some(3)), Span::new(11, 14));
        assert_eq!(span(row, b',', Some(9)), Span::new(0, row.len()));
        assert_eq!(span(row, b',', None), Span::new(0, row.len()));
    }
}
