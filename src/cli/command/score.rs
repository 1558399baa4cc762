use std::io::{self, Write};

use standpoint::render::{self, Options};
use standpoint::report::document::Detail;
use standpoint::report::inspection::{Inspection, inspect};
use standpoint::report::{Gate, Report};

use super::gates;
use super::report::of_answers;
use crate::cli::args::{Format, Score};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::format::{self, Chosen};
use crate::cli::output::Target;
use crate::cli::{input, terminal};

/// Scores answer files and holds the results against the gates.
pub fn run(args: &Score) -> Result<Exit, Error> {
    let mut reports = Vec::with_capacity(args.answers.len());
    let mut origins = Vec::with_capacity(args.answers.len());
    for path in &args.answers {
        let source = input::read(path)?;
        let report = of_answers(&input::answers_in(path, &source, args.questionnaire.as_deref())?);
        reports.push(report.without(&args.redaction.parts()));
        origins.push(input::origin(path, &source));
    }
    fit_together(args.format, &reports)?;
    let format = format::chosen(Some(args.format), &Target::Stdout)?;
    let gates: Vec<Vec<Gate>> =
        reports.iter().map(|report| gates::read(&args.fail_under, report)).collect::<Result<_, _>>()?;
    Target::Stdout.write(|out| match format {
        Chosen::Report(format) => write(format, &reports, out),
        Chosen::Checks(checks) => {
            let each = reports.iter().zip(&gates).zip(&origins);
            let inspections: Vec<Inspection> =
                each.map(|((report, gates), origin)| inspect(report, gates, origin)).collect();
            checks.write(&inspections, out)
        }
    })?;
    let ends: Vec<Exit> =
        reports.iter().zip(&gates).map(|(report, gates)| gates::hold(report, gates)).collect();
    Ok(if ends.contains(&Exit::Gate) { Exit::Gate } else { Exit::Done })
}

/// Whether the format can hold these results together.
fn fit_together(format: Format, reports: &[Report]) -> Result<(), Error> {
    let one_table = format != Format::Csv
        || reports.windows(2).all(|pair| pair[0].questionnaire.id == pair[1].questionnaire.id);
    if !one_table {
        return Err(Error::usage("the files answer different questionnaires, which have different columns")
            .hint("score the files of each questionnaire in a call of their own"));
    }
    let alone = match format {
        Format::Html => Some("a page of HTML"),
        Format::Xlsx => Some("a workbook"),
        Format::Docx => Some("a document"),
        Format::Pdf => Some("a PDF"),
        _ => None,
    };
    match alone {
        Some(what) if reports.len() > 1 => Err(Error::usage(format!("{what} speaks of one answer set"))
            .hint("write one for each with `standpoint report FILE -o FILE.EXTENSION`")),
        _ => Ok(()),
    }
}

/// Several reports in one output: pages below each other, rows of one table, elements of one array.
fn write(format: render::Format, reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let options = Options {
        width: terminal::width(),
        styled: terminal::styled(),
        unicode: terminal::unicode(),
        detail: Detail::Summary,
    };
    match (format, reports) {
        (_, [report]) => render::render(format, report, &options, out),
        (render::Format::Json, _) => render::json::write_all(reports, out),
        (render::Format::Csv, _) => render::csv::write_all(reports, out),
        _ => {
            for (index, report) in reports.iter().enumerate() {
                if index > 0 {
                    writeln!(out)?;
                }
                render::render(format, report, &options, out)?;
            }
            Ok(())
        }
    }
}
