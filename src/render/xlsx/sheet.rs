//! A sheet that is one table: titles that stay in sight, columns with widths and formats, filters.

use rust_xlsxwriter::{
    Color, ConditionalFormat2ColorScale, ConditionalFormatType, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use crate::text::printable;

/// The most characters that a cell holds.
const LONGEST: usize = 32_767;
/// What a score of 1 is shaded in; 0 is white. Dark text is readable on all between.
const DEEP: u32 = 0x008F_C1E3;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Sentences, broken into lines.
    Words,
    /// Ids and short words.
    Value,
    /// Scores of 0..=1, shaded.
    Score,
    /// Other numbers of 0..=1, such as the ends of a range.
    Number,
    /// Shares of 0..=1, shown in per cent.
    Share,
    /// Small differences and products.
    Fine,
    /// Counts and ranks.
    Count,
    /// Person-days.
    Days,
    /// Calendar days, as serial numbers.
    Date,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub title: String,
    /// In characters.
    pub width: f64,
    pub kind: Kind,
}

impl Column {
    pub fn new(title: impl Into<String>, width: f64, kind: Kind) -> Self {
        Self { title: title.into(), width, kind }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing: there is no value.
    Empty,
    Text(String),
    Number(f64),
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// The formats of a workbook.
pub(super) struct Looks {
    pub title: Format,
    pub label: Format,
    heading: Format,
    words: Format,
    pub value: Format,
    score: Format,
    share: Format,
    fine: Format,
    count: Format,
    days: Format,
    date: Format,
}

impl Looks {
    pub fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let number = |shown: &str| top().set_num_format(shown);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            label: top().set_bold(),
            heading: top()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00E8_EBF0))
                .set_border_bottom(FormatBorder::Thin),
            words: top().set_text_wrap(),
            value: top(),
            score: number("0.00"),
            share: number("0%"),
            fine: number("0.0000"),
            count: number("0"),
            days: number("0.0"),
            date: number("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }

    fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Words => &self.words,
            Kind::Value => &self.value,
            Kind::Score | Kind::Number => &self.score,
            Kind::Share => &self.share,
            Kind::Fine => &self.fine,
            Kind::Count => &self.count,
            Kind::Days => &self.days,
            Kind::Date => &self.date,
        }
    }

    /// Writes a cell.
    pub fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
        kind: Kind,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            Cell::Number(number) => {
                sheet.write_number_with_format(row, column, *number, self.of(kind))?;
            }
            Cell::Text(text) => {
                let look = if kind == Kind::Words { &self.words } else { &self.value };
                text_cell(sheet, (row, column), text, look)?;
            }
        }
        Ok(())
    }

    /// Writes the titles of the columns and the rows below them, and shades the scores.
    pub fn rows(
        &self,
        sheet: &mut Worksheet,
        first: u32,
        columns: &[Column],
        rows: &[Vec<Cell>],
    ) -> Result<(), XlsxError> {
        for (at, column) in (0_u16..).zip(columns) {
            text_cell(sheet, (first, at), &column.title, &self.heading)?;
        }
        for (row, cells) in (first + 1..).zip(rows) {
            for ((at, column), cell) in (0_u16..).zip(columns).zip(cells) {
                self.write(sheet, (row, at), cell, column.kind)?;
            }
        }
        let last = last_row(first, rows);
        for (at, column) in (0_u16..).zip(columns) {
            if column.kind == Kind::Score && last > first {
                sheet.add_conditional_format(first + 1, at, last, at, &shades())?;
            }
        }
        Ok(())
    }

    /// Adds a sheet with one table.
    pub fn table(
        &self,
        workbook: &mut Workbook,
        name: &str,
        columns: &[Column],
        rows: &[Vec<Cell>],
    ) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        for (at, column) in (0_u16..).zip(columns) {
            sheet.set_column_width(at, column.width)?;
        }
        self.rows(sheet, 0, columns, rows)?;
        let across = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.autofilter(0, 0, last_row(0, rows), across)?;
        sheet.set_freeze_panes(1, 1)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
        Ok(())
    }
}

/// Writes a text, which stays one whatever it begins with. What is longer than a cell can hold ends in an ellipsis.
pub(super) fn text_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    let text = printable(text);
    // Spreadsheets count in the units of UTF-16.
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units >= LONGEST).then_some(at)
    });
    let text = end.map_or_else(|| text.clone().into_owned(), |end| format!("{}\u{2026}", &text[..end]));
    sheet.write_string_with_format(row, column, text, look)?;
    Ok(())
}

fn last_row(first: u32, rows: &[Vec<Cell>]) -> u32 {
    first + u32::try_from(rows.len()).unwrap_or(u32::MAX)
}

/// From white at 0 to the deep shade at 1.
fn shades() -> ConditionalFormat2ColorScale {
    ConditionalFormat2ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_minimum_color(Color::RGB(0x00FF_FFFF))
        .set_maximum_color(Color::RGB(DEEP))
}
