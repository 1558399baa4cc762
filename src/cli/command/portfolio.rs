use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read as _};
use std::ops::ControlFlow;
use std::path::Path;

use standpoint::batch::{self, Event, Input, Outcome};
use standpoint::portfolio::results::{self, Results, ResultsError};
use standpoint::portfolio::{self, Origin, Portfolio, Sort};
use standpoint::questionnaire::Questionnaire;
use standpoint::render::portfolio::{self as render, Format};
use standpoint::report::Private;

use super::batch::not_found;
use crate::cli::args::{Portfolio as Args, PortfolioFormat, Redaction};
use crate::cli::batch::tell;
use crate::cli::error::{Error, Invalid, display};
use crate::cli::exit::Exit;
#[cfg(not(feature = "xlsx"))]
use crate::cli::format::left_out;
use crate::cli::input;
use crate::cli::output::Target;

/// How much of an input is looked at to find out what it holds, in bytes.
const START: usize = 64 * 1024;

/// Puts many teams side by side.
pub fn run(args: &Args) -> Result<Exit, Error> {
    let target = Target::new(args.output.as_deref());
    let format = format(args.format, &target)?;
    target.spare("-o", args.inputs.iter().map(AsRef::as_ref))?;
    if let [only] = args.inputs.as_slice()
        && let Some(portfolio) = saved(only)?
    {
        let portfolio = redacted(portfolio, &args.redaction);
        target.write(|out| render::write(format, &portfolio, out))?;
        return Ok(Exit::Done);
    }
    let questionnaire = input::questionnaire(&args.questionnaire)?;
    let sort = Sort::named(&args.sort, &questionnaire).map_err(|error| Error::usage(error.to_string()))?;
    let (results, exit) = collect(args, &target, &questionnaire)?;
    let plan = portfolio::Plan { min_group: args.min_group.into(), latest: args.latest, sort };
    let portfolio = redacted(portfolio::build(&questionnaire, results, &plan), &args.redaction);
    target.write(|out| render::write(format, &portfolio, out))?;
    Ok(exit)
}

/// A portfolio holds neither notes nor evidence.
fn redacted(portfolio: Portfolio, redaction: &Redaction) -> Portfolio {
    if redaction.parts().contains(&Private::Names) { portfolio.without_names() } else { portfolio }
}

/// The format that was asked for, else the one of the file's extension, else Markdown.
fn format(asked: Option<PortfolioFormat>, target: &Target) -> Result<Format, Error> {
    let asked = asked.or(match target {
        Target::Stdout => Some(PortfolioFormat::Markdown),
        Target::File(path) => {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            match extension.to_ascii_lowercase().as_str() {
                "md" | "markdown" => Some(PortfolioFormat::Markdown),
                "html" | "htm" => Some(PortfolioFormat::Html),
                "json" => Some(PortfolioFormat::Json),
                "xlsx" => Some(PortfolioFormat::Xlsx),
                _ => None,
            }
        }
    });
    match asked {
        Some(PortfolioFormat::Markdown) => Ok(Format::Markdown),
        Some(PortfolioFormat::Html) => Ok(Format::Html),
        Some(PortfolioFormat::Json) => Ok(Format::Json),
        Some(PortfolioFormat::Xlsx) if *target == Target::Stdout && io::stdout().is_terminal() => {
            Err(Error::usage("a terminal cannot show this format")
                .hint("name a file for it: `-o portfolio.xlsx`"))
        }
        #[cfg(feature = "xlsx")]
        Some(PortfolioFormat::Xlsx) => Ok(Format::Xlsx),
        #[cfg(not(feature = "xlsx"))]
        Some(PortfolioFormat::Xlsx) => Err(left_out("workbooks", "xlsx")),
        None => Err(Error::usage("the extension of the output names no format of portfolios")
            .hint("use .html, .md, .xlsx or .json, or say the format with --format")),
    }
}

/// What an input holds.
#[derive(Clone, Copy)]
enum Content {
    /// A table that a batch has written.
    ResultTable,
    /// Reports, one a line.
    Reports,
    /// One report, over many lines.
    Report,
    /// A portfolio.
    Portfolio,
    /// Answers, or what else a batch reads.
    Answers,
}

impl Content {
    /// Tells by the first bytes.
    fn of(start: &[u8]) -> Self {
        let start = String::from_utf8_lossy(start);
        let start = start.trim_start_matches('\u{feff}').trim_start();
        let line = start.lines().next().unwrap_or_default();
        if results::is_table(line) {
            return Self::ResultTable;
        }
        let names = |kind: &str| start.starts_with('{') && start.contains(&format!("\"standpoint.{kind}/"));
        if names("portfolio") {
            Self::Portfolio
        } else if names("report") || names("rejected") {
            // A report on one line begins with its format; one over many lines with a brace alone.
            if line.trim_end() == "{" { Self::Report } else { Self::Reports }
        } else {
            Self::Answers
        }
    }
}

/// The saved portfolio in a file, if it is one.
fn saved(path: &Path) -> Result<Option<Portfolio>, Error> {
    if input::is_stdin(path) || !path.is_file() {
        return Ok(None);
    }
    let name = display(path);
    let mut reader = open(path)?;
    if !matches!(Content::of(start(&mut reader, &name)?), Content::Portfolio) {
        return Ok(None);
    }
    let portfolio: Portfolio = serde_json::from_reader(reader).map_err(|error| {
        Error::unreadable(Invalid::Answers, format!("{name}: a damaged portfolio: {error}"))
    })?;
    if portfolio.format != portfolio::FORMAT {
        let text = format!("{name}: its format is `{}`, which this version does not read", portfolio.format);
        return Err(Error::unreadable(Invalid::Answers, text));
    }
    Ok(Some(portfolio))
}

/// The answer sets of all inputs, and how the program ends: answers that are rejected now are told now.
fn collect(args: &Args, target: &Target, questionnaire: &Questionnaire) -> Result<(Results, Exit), Error> {
    let mut results = Results::default();
    let mut answers = Vec::new();
    for path in &args.inputs {
        if input::is_stdin(path) {
            let mut reader: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(START, io::stdin()));
            let name = "<stdin>";
            match Content::of(start(&mut reader, name)?) {
                Content::Answers => answers.push(Input::unknown_stream(name, reader)),
                content => add(&mut results, content, name, reader, questionnaire)?,
            }
            continue;
        }
        let name = display(path);
        if path.is_file() {
            let mut reader = open(path)?;
            match Content::of(start(&mut reader, &name)?) {
                Content::Answers => {}
                content => {
                    add(&mut results, content, &name, Box::new(reader), questionnaire)?;
                    continue;
                }
            }
        }
        answers.extend(batch::find(path, None).map_err(|error| not_found(path, error))?);
    }
    target.spare("-o", answers.iter().map(|input| Path::new(input.name())))?;
    let exit = if answers.is_empty() { Exit::Done } else { score(answers, questionnaire, &mut results)? };
    Ok((results, exit))
}

fn open(path: &Path) -> Result<BufReader<File>, Error> {
    let file = File::open(path).map_err(|error| Error::io("read", &display(path), &error))?;
    Ok(BufReader::with_capacity(START, file))
}

fn start<'r>(reader: &'r mut impl BufRead, name: &str) -> Result<&'r [u8], Error> {
    reader.fill_buf().map_err(|error| Error::io("read", name, &error))
}

/// Adds what a batch has written.
fn add(
    results: &mut Results,
    content: Content,
    name: &str,
    mut reader: Box<dyn BufRead + Send>,
    questionnaire: &Questionnaire,
) -> Result<(), Error> {
    let invalid = |message: String| Error::unreadable(Invalid::Answers, message);
    let failed = |error: ResultsError| invalid(format!("{name}:{error}"));
    let more = match content {
        Content::ResultTable => results::read_table(name, reader, questionnaire).map_err(failed)?,
        Content::Reports => results::read_reports(name, reader, questionnaire).map_err(failed)?,
        Content::Report => {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).map_err(|error| Error::io("read", name, &error))?;
            let origin = Origin { input: name.to_owned(), row: None };
            let entry = results::of_line(&bytes, origin, questionnaire)
                .map_err(|message| invalid(format!("{name}: {message}")))?;
            Results { rejected: usize::from(entry.is_none()), entries: entry.into_iter().collect() }
        }
        Content::Portfolio | Content::Answers => {
            return Err(Error::usage(format!(
                "{name} is a portfolio; it cannot be put together with other inputs"
            )));
        }
    };
    results.entries.extend(more.entries);
    results.rejected += more.rejected;
    Ok(())
}

/// Scores answers and adds their reports.
fn score(answers: Vec<Input>, questionnaire: &Questionnaire, results: &mut Results) -> Result<Exit, Error> {
    let plan = batch::Plan::new(questionnaire, batch::Format::Ndjson);
    let mut failed = None;
    let summary = batch::run(answers, &plan, |event| {
        if let Event::Set { input, row, outcome, output, .. } = event {
            let origin = Origin { input: input.to_owned(), row };
            match (outcome, results::of_line(output, origin, questionnaire)) {
                (Outcome::Rejected(_), _) => results.rejected += 1,
                (_, Ok(entry)) => results.entries.extend(entry),
                (_, Err(message)) => {
                    failed = Some(message);
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    });
    if let Some(message) = failed {
        return Err(Error::environment(message));
    }
    if summary.rejected > 0 || !summary.warnings.is_empty() {
        tell(&summary);
    }
    Ok(if summary.rejected > 0 { Exit::Answers } else { Exit::Done })
}
