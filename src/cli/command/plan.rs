use std::path::Path;

use standpoint::render::{self, Options};
use standpoint::report::backlog::{Columns, Request, Target, backlog, document};
use standpoint::report::document::Detail;
use standpoint::{report, scoring};

use super::report::{is_report, of_answers};
use crate::cli::args::{Plan, PlanColumns, PlanFormat};
use crate::cli::error::{Error, Invalid, Message};
use crate::cli::exit::Exit;
use crate::cli::output::Target as Output;
use crate::cli::{input, terminal};

/// Writes the moves as a backlog.
pub fn run(args: &Plan) -> Result<Exit, Error> {
    let output = Output::new(args.output.as_deref());
    let format = format(args.format, &output)?;
    let columns = match args.columns {
        PlanColumns::Own => Columns::Own,
        PlanColumns::Jira => Columns::Jira,
        PlanColumns::Azure => Columns::Azure,
    };
    if columns != Columns::Own && format != PlanFormat::Csv {
        return Err(Error::usage("only a CSV has the columns of a tracker")
            .hint("leave --columns out, or end the file's name in .csv"));
    }
    output.spare("-o", std::iter::once(args.answers.as_path()))?;
    let source = input::read(&args.answers)?;
    let plan = if is_report(&args.answers, &source) {
        if !args.target.is_empty() || args.budget.is_some() {
            return Err(Error::usage("a saved report does not hold all that a way to a target is found by")
                .hint("give the answer file instead"));
        }
        let report =
            report::read_back(&source).map_err(|findings| Error::Invalid(Invalid::Answers, findings))?;
        backlog(&report.without(&args.redaction.parts()), None, &request(args, Vec::new()))
    } else {
        let answers = input::answers_in(&args.answers, &source, args.questionnaire.as_deref())?;
        let report = of_answers(&answers).without(&args.redaction.parts());
        let read = |text: &String| {
            Target::parse(text, &report)
                .map_err(|error| Error::Usage(Message { text: error.message, hints: vec![error.help] }))
        };
        let target = args.target.iter().map(read).collect::<Result<_, _>>()?;
        let assessment = scoring::score(&answers.questionnaire, &answers.sheet);
        backlog(&report, Some((&answers.questionnaire, &assessment)), &request(args, target))
    };
    let options = Options {
        width: terminal::width(),
        styled: output == Output::Stdout && terminal::styled(),
        unicode: output != Output::Stdout || terminal::unicode(),
        detail: Detail::Full,
    };
    let page = |format| render::document(format, &document(&plan), &options).unwrap_or_default();
    output.write(|out| match format {
        PlanFormat::Text => out.write_all(page(render::Format::Text).as_bytes()),
        PlanFormat::Markdown => out.write_all(page(render::Format::Markdown).as_bytes()),
        PlanFormat::Html => out.write_all(page(render::Format::Html).as_bytes()),
        PlanFormat::Csv => render::csv::backlog(&plan, columns, out),
        PlanFormat::Json => render::json::backlog(&plan, out),
    })?;
    Ok(Exit::Done)
}

fn request(args: &Plan, target: Vec<Target>) -> Request {
    Request {
        target,
        budget: args.budget,
        first: args.first.map(|first| first as usize),
        team_size: usize::from(args.team_size),
    }
}

/// The format that was asked for, else the one of the file's extension, else text.
fn format(asked: Option<PlanFormat>, output: &Output) -> Result<PlanFormat, Error> {
    let (None, Output::File(path)) = (asked, output) else { return Ok(asked.unwrap_or(PlanFormat::Text)) };
    match extension(path).as_str() {
        "txt" => Ok(PlanFormat::Text),
        "md" | "markdown" => Ok(PlanFormat::Markdown),
        "html" | "htm" => Ok(PlanFormat::Html),
        "csv" => Ok(PlanFormat::Csv),
        "json" => Ok(PlanFormat::Json),
        _ => Err(Error::usage(format!("the extension of {} names no format", path.display()))
            .hint("use .txt, .md, .html, .csv or .json, or say the format with --format")),
    }
}

fn extension(path: &Path) -> String {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase()
}
