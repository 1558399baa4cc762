use std::io::{self, Write};

use standpoint::render::{self, Options};
use standpoint::report::document::Detail;
use standpoint::report::number::Reading;
use standpoint::report::{Gate, Outcome, Report};

use super::report::of_answers;
use crate::cli::args::{Format, Score};
use crate::cli::error::{Error, Message};
use crate::cli::exit::Exit;
use crate::cli::output::Target;
use crate::cli::{format, input, message, terminal};

/// Scores answer files and holds the results against the gates.
pub fn run(args: &Score) -> Result<Exit, Error> {
    let mut reports = Vec::with_capacity(args.answers.len());
    for path in &args.answers {
        reports.push(of_answers(&input::answers(path, args.questionnaire.as_deref())?));
    }
    let one_table = args.format != Format::Csv
        || reports.windows(2).all(|pair| pair[0].questionnaire.id == pair[1].questionnaire.id);
    if !one_table {
        return Err(Error::usage("the files answer different questionnaires, which have different columns")
            .hint("score the files of each questionnaire in a call of their own"));
    }
    let alone = match args.format {
        Format::Html => Some("a page of HTML"),
        Format::Xlsx => Some("a workbook"),
        Format::Docx => Some("a document"),
        Format::Pdf => Some("a PDF"),
        Format::Text | Format::Markdown | Format::Json | Format::Csv => None,
    };
    if let Some(what) = alone
        && reports.len() > 1
    {
        return Err(Error::usage(format!("{what} speaks of one answer set"))
            .hint("write one for each with `standpoint report FILE -o FILE.EXTENSION`"));
    }
    let format = format::chosen(Some(args.format), &Target::Stdout)?;
    let missed = missed(&reports, &args.fail_under)?;
    Target::Stdout.write(|out| write(format, &reports, out))?;
    if missed.is_empty() {
        return Ok(Exit::Done);
    }
    for line in missed {
        message::note(&line);
    }
    Ok(Exit::Gate)
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

/// A line for each gate that a report misses.
fn missed(reports: &[Report], gates: &[String]) -> Result<Vec<String>, Error> {
    let mut lines = Vec::new();
    for report in reports {
        for text in gates {
            let gate = Gate::parse(text, report)
                .map_err(|error| Error::Usage(Message { text: error.message, hints: vec![error.help] }))?;
            let outcome = gate.outcome(report);
            if outcome != Outcome::Met {
                lines.push(line(&gate, outcome, report));
            }
        }
    }
    Ok(lines)
}

fn line(gate: &Gate, outcome: Outcome, report: &Report) -> String {
    let team = report.subject.team.as_deref().map(|team| format!("{team}: ")).unwrap_or_default();
    let Some(pole) = gate.pole(report) else { return format!("{team}gate {gate} missed") };
    let why = match (outcome, &pole.level) {
        (Outcome::Unknown, _) => "too little is answered to tell".to_owned(),
        (_, Some(level)) => {
            format!(
                "{} is {}, level {} ({})",
                pole.title,
                Reading::from(pole).text(),
                level.rank,
                level.title
            )
        }
        (_, None) => format!("{} is {}", pole.title, Reading::from(pole).text()),
    };
    format!("{team}gate {gate} missed: {why}")
}
