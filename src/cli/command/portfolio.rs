use std::io::{self, BufRead, BufReader, Cursor, IsTerminal as _, Read};
use std::ops::ControlFlow;
use std::path::Path;

use standpoint::batch::{self, Event, Input, Outcome, Selection};
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
const START: u64 = 64 * 1024;

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
        let start = begun(&start);
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

/// A text without what may stand before it.
fn begun(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim_start()
}

/// An input of which the beginning has been looked at.
struct Opened {
    content: Content,
    /// The first line.
    titles: String,
    reader: Box<dyn BufRead + Send>,
}

impl Opened {
    /// Looks at how a text begins.
    fn new(mut stream: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut start = Vec::new();
        stream.by_ref().take(START).read_to_end(&mut start)?;
        let content = Content::of(&start);
        let text = String::from_utf8_lossy(&start);
        let titles = begun(&text).lines().next().unwrap_or_default().to_owned();
        Ok(Self { content, titles, reader: Box::new(BufReader::new(Cursor::new(start).chain(stream))) })
    }

    /// Opens a file; none if what it holds cannot be made out, which is told when it is read as answers.
    fn file(path: &Path) -> Result<Option<Self>, Error> {
        match batch::text(path).and_then(Self::new) {
            Ok(opened) => Ok(Some(opened)),
            Err(error) if error.raw_os_error().is_none() => Ok(None),
            Err(error) => Err(Error::io("read", &display(path), &error)),
        }
    }

    /// Whether these are results of a batch that may have columns left out: all are columns of results on the
    /// questionnaire, and one is none of answers.
    fn is_selection(&self, questionnaire: &Questionnaire) -> bool {
        let titles = || self.titles.trim().split(',').map(|title| title.trim_matches('"'));
        let of_results = |title: &str| batch::columns(questionnaire).all(|column| column != title);
        Selection::new(questionnaire, titles()).is_ok()
            && titles().any(of_results)
            && titles().all(|title| questionnaire.find_question(title).is_none())
    }
}

/// The saved portfolio in a file, if it is one.
fn saved(path: &Path) -> Result<Option<Portfolio>, Error> {
    if input::is_stdin(path) || !path.is_file() {
        return Ok(None);
    }
    let name = display(path);
    let Some(Opened { content: Content::Portfolio, reader, .. }) = Opened::file(path)? else {
        return Ok(None);
    };
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
            let name = "<stdin>";
            let opened = batch::unpacked(io::stdin()).and_then(Opened::new);
            let opened = opened.map_err(|error| Error::io("read", name, &error))?;
            if let Some(reader) = add(&mut results, name, opened, questionnaire)? {
                answers.push(Input::unknown_stream(name, reader));
            }
            continue;
        }
        if path.is_file()
            && let Some(opened) = Opened::file(path)?
            && add(&mut results, &display(path), opened, questionnaire)?.is_none()
        {
            continue;
        }
        answers.extend(batch::find(path, None).map_err(|error| not_found(path, error))?);
    }
    target.spare("-o", answers.iter().map(|input| Path::new(input.name())))?;
    let exit = if answers.is_empty() { Exit::Done } else { score(answers, questionnaire, &mut results)? };
    Ok((results, exit))
}

/// Adds what a batch has written; gives back what holds something else.
fn add(
    results: &mut Results,
    name: &str,
    opened: Opened,
    questionnaire: &Questionnaire,
) -> Result<Option<Box<dyn BufRead + Send>>, Error> {
    let invalid = |message: String| Error::unreadable(Invalid::Answers, message);
    let failed = |error: ResultsError| invalid(format!("{name}:{error}"));
    let selection = opened.is_selection(questionnaire);
    let Opened { content, mut reader, .. } = opened;
    let more = match content {
        Content::ResultTable => {
            results::read_table(name, reader, questionnaire).map_err(|error| match error.line {
                1 if selection => failed(error).hint(WHOLE),
                _ => failed(error),
            })?
        }
        Content::Reports => results::read_reports(name, reader, questionnaire).map_err(failed)?,
        Content::Report => {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).map_err(|error| Error::io("read", name, &error))?;
            let origin = Origin { input: name.to_owned(), row: None };
            let entry = results::of_line(&bytes, origin, questionnaire)
                .map_err(|message| invalid(format!("{name}: {message}")))?;
            Results { rejected: usize::from(entry.is_none()), entries: entry.into_iter().collect() }
        }
        Content::Portfolio => {
            return Err(Error::usage(format!(
                "{name} is a portfolio; it cannot be put together with other inputs"
            )));
        }
        Content::Answers if selection => {
            let text = format!("{name}: these look like results of `standpoint batch` with columns left out");
            return Err(invalid(text).hint(WHOLE));
        }
        Content::Answers => return Ok(Some(reader)),
    };
    results.entries.extend(more.entries);
    results.rejected += more.rejected;
    Ok(None)
}

/// What to do where results have columns left out.
const WHOLE: &str = "a portfolio needs all columns: score the answers again without --select";

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
