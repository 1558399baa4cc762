//! The first sheet: who answered what, where the team stands, and each pole.

use rust_xlsxwriter::{ExcelDateTime, Workbook, XlsxError};

use super::profile::on_pole;
use super::sheet::{Cell, Column, Kind, Looks, text_cell};
use crate::report::Report;
use crate::report::document::{self, Block, Detail};

pub(super) fn add(workbook: &mut Workbook, looks: &Looks, report: &Report) -> Result<(), XlsxError> {
    let document = document::write(report, Detail::Summary);
    let sheet = workbook.add_worksheet();
    sheet.set_name("Summary")?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
    text_cell(sheet, (0, 0), &document.title, &looks.title)?;
    sheet.set_freeze_panes(1, 0)?;

    let columns = columns();
    for (at, column) in (0_u16..).zip(&columns) {
        sheet.set_column_width(at, column.width)?;
    }
    let mut row = 2;
    for (label, cell, kind) in facts(report) {
        if cell != Cell::Empty {
            text_cell(sheet, (row, 0), label, &looks.label)?;
            looks.write(sheet, (row, 1), &cell, kind)?;
            row += 1;
        }
    }
    row += 1;
    let poles: Vec<_> = report
        .poles
        .iter()
        .map(|pole| {
            let mut cells = vec![Cell::from(&pole.title)];
            cells.extend(on_pole(pole));
            cells
        })
        .collect();
    looks.rows(sheet, row, &columns, &poles)?;
    row += 2 + u32::try_from(poles.len()).unwrap_or(u32::MAX);

    let placement = document.sections.iter().filter(|section| section.id == "placement");
    for block in placement.flat_map(|section| &section.blocks) {
        let texts = match block {
            Block::Paragraph(text) => std::slice::from_ref(text),
            Block::List(list) => &list.items,
            Block::Callout(callout) => std::slice::from_ref(&callout.text),
            _ => continue,
        };
        for text in texts {
            text_cell(sheet, (row, 0), &text.unstyled(), &looks.value)?;
            row += 1;
        }
    }
    Ok(())
}

fn columns() -> Vec<Column> {
    let mut columns = vec![Column::new("Pole", 30.0, Kind::Value)];
    columns.extend(super::profile::pole_columns());
    columns
}

fn facts(report: &Report) -> Vec<(&'static str, Cell, Kind)> {
    let Report { subject, questionnaire, coverage, placement, integration, .. } = report;
    let placement = placement.as_ref();
    let ids =
        |ids: &[String]| ids.iter().map(|id| report.zone_title(id).to_owned()).collect::<Vec<_>>().join(", ");
    vec![
        ("Team", subject.team.as_ref().into(), Kind::Value),
        ("Respondent", subject.respondent.as_ref().into(), Kind::Value),
        ("Role", subject.role.as_ref().into(), Kind::Value),
        ("Date", subject.date.as_deref().map(date).into(), Kind::Date),
        ("Form", (&subject.form_title).into(), Kind::Value),
        ("Zone", placement.and_then(|of| of.title.as_ref()).into(), Kind::Value),
        ("Label", placement.map(|of| &of.label).into(), Kind::Value),
        ("Possible zones", placement.map(|of| ids(&of.possible)).into(), Kind::Value),
        ("Confidence", placement.map(|of| &of.confidence).into(), Kind::Value),
        ("Integration", integration.as_ref().map(|of| of.score).into(), Kind::Number),
        ("Scored questions answered", coverage.answered.into(), Kind::Count),
        ("of those that apply", coverage.applicable.into(), Kind::Count),
        ("Share", coverage.share.into(), Kind::Share),
        ("Not known", coverage.unknown.into(), Kind::Count),
        ("Open", coverage.unanswered.into(), Kind::Count),
        ("Not applicable", coverage.not_applicable.into(), Kind::Count),
        ("Questionnaire", (&questionnaire.title).into(), Kind::Value),
        ("Id", (&questionnaire.id).into(), Kind::Value),
        ("Version", (&questionnaire.version).into(), Kind::Value),
        ("Fingerprint", (&questionnaire.fingerprint).into(), Kind::Value),
        ("Licence of texts", questionnaire.license.as_ref().into(), Kind::Value),
        ("Fingerprint of the answers", subject.fingerprint.as_ref().into(), Kind::Value),
        ("Left out", left_out(report).into(), Kind::Value),
        ("Made by", (&report.generator).into(), Kind::Value),
    ]
}

fn left_out(report: &Report) -> Option<String> {
    let words: Vec<&str> = report.redacted.iter().map(|part| part.word()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A date as spreadsheets count days; one that they cannot count stays a text.
pub(super) fn date(iso: &str) -> Cell {
    let day = iso.parse::<jiff::civil::Date>().ok().and_then(|date| {
        let part = |number: i8| u8::try_from(number).ok();
        ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?).ok()
    });
    day.map_or_else(|| iso.into(), |day| Cell::Number(day.to_excel()))
}
