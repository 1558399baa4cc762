//! Rows of a table with a cell a question.

use memchr::memchr;

use super::sheet::Sheet;
use crate::answers::{Column, Columns};

/// Takes over the row that begins at an offset; returns where it ends, behind its line end or before it. `None` if it has
/// to be read with more care: it is uneven or blank, or something is wrong with it.
#[inline(never)]
pub(super) fn read(
    sheet: &mut Sheet<'_>,
    text: &str,
    start: usize,
    delimiter: u8,
    columns: &Columns<'_>,
) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut rest = &bytes[start..];
    let mut quoted = String::new();
    let (last, columns) = columns.columns().split_last()?;
    sheet.begin();
    for column in columns {
        if let Column::Answer(of) = column {
            match rest {
                [end, after @ ..] if *end == delimiter => {
                    rest = after;
                    continue;
                }
                [answer, end, after @ ..] if *end == delimiter && sheet.answer_byte(*of, *answer) => {
                    rest = after;
                    continue;
                }
                _ => {}
            }
        }
        let (cell, end) = cut(text, bytes.len() - rest.len(), delimiter, &mut quoted)?;
        take(sheet, *column, cell)?;
        let (end, after) = bytes[end..].split_first()?;
        if *end != delimiter {
            return None;
        }
        rest = after;
    }
    let (cell, end) = cut(text, bytes.len() - rest.len(), delimiter, &mut quoted)?;
    take(sheet, *last, cell)?;
    (bytes.get(end) != Some(&delimiter) && !sheet.is_blank()).then_some(end)
}

/// Where the row that begins at an offset ends, if there is nothing in it but separators and blanks.
pub(super) fn nothing(bytes: &[u8], start: usize, delimiter: u8) -> Option<usize> {
    let nothing = |byte: &u8| *byte == delimiter || matches!(byte, b' ' | b'\t');
    let length = bytes[start..].iter().take_while(|byte| nothing(byte)).count();
    let end = start + length;
    (length > 0 && matches!(bytes.get(end), None | Some(b'\r' | b'\n'))).then_some(end)
}

fn take(sheet: &mut Sheet<'_>, column: Column, cell: &str) -> Option<()> {
    if let Column::Answer(of) = column {
        return if cell.is_empty() { Some(()) } else { sheet.answer(of, cell) };
    }
    if column == Column::Unknown || cell.trim().is_empty() {
        return Some(());
    }
    let who = sheet.who();
    match column {
        Column::Team => who.team.push_str(cell),
        Column::Respondent => who.respondent.push_str(cell),
        Column::Role => who.role.push_str(cell),
        Column::Date => who.set_date(cell)?,
        Column::Form => sheet.form(cell.trim())?,
        Column::Answer(_) | Column::Unknown => {}
    }
    Some(())
}

/// Returns the cell that begins at an offset and where it ends: at what follows it. `None` if its quotes are not where
/// they should be.
fn cut<'t>(text: &'t str, start: usize, delimiter: u8, quoted: &'t mut String) -> Option<(&'t str, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(start) != Some(&b'"') {
        let end = start + plain(&bytes[start..], delimiter);
        return Some((&text[start..end], end));
    }
    quoted.clear();
    let mut from = start + 1;
    loop {
        let end = from + memchr(b'"', &bytes[from..])?;
        match bytes.get(end + 1) {
            Some(b'"') => {
                quoted.push_str(&text[from..=end]);
                from = end + 2;
            }
            next => {
                let closed = next.is_none_or(|next| *next == delimiter || matches!(next, b'\r' | b'\n'));
                return if !closed {
                    None
                } else if quoted.is_empty() {
                    Some((&text[from..end], end + 1))
                } else {
                    quoted.push_str(&text[from..end]);
                    Some((quoted, end + 1))
                };
            }
        }
    }
}

/// Returns how far it is to the delimiter or the line end, eight bytes at a time.
fn plain(bytes: &[u8], delimiter: u8) -> usize {
    let ends = |byte: u8| byte == delimiter || matches!(byte, b'\r' | b'\n');
    let mut at = 0;
    while let Some(eight) = bytes.get(at..at + 8).and_then(|eight| <[u8; 8]>::try_from(eight).ok()) {
        let word = u64::from_le_bytes(eight);
        let found = zeros(word ^ all(delimiter)) | zeros(word ^ all(b'\n')) | zeros(word ^ all(b'\r'));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    bytes[at..].iter().position(|byte| ends(*byte)).map_or(bytes.len(), |rest| at + rest)
}

const LOW: u64 = 0x0101_0101_0101_0101;

/// Returns a word that has this in each byte.
fn all(byte: u8) -> u64 {
    LOW * u64::from(byte)
}

/// Returns a number whose lowest bit that is set stands in the first byte that is zero.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(LOW) & !word & (LOW << 7)
}
