use std::io::{self, IsTerminal as _};
use std::num::NonZeroUsize;
use std::path::Path;

use standpoint::answers::Syntax;
use standpoint::batch::{self, Event, FindError, Format, Input, Plan, Rename, SelectError, Selection};
use standpoint::diagnostic::nearest;
use standpoint::questionnaire::Questionnaire;
use standpoint::render::{self, Options};
use standpoint::report::{Private, Report};

use super::groups::Collected;
use crate::cli::args::{Batch, BatchFormat, Content, ProgressFormat};
use crate::cli::batch::{Asked, End, Progress, Rejected, Reports, Results, Shared, Sink, State, Work, state};
use crate::cli::error::{Error, display};
use crate::cli::exit::Exit;
use crate::cli::output::{Target, is_stream};
use crate::cli::{input, message, terminal};

/// Scores many answer sets.
pub fn run(args: &Batch) -> Result<Exit, Error> {
    let target = Target::new(args.output.as_deref());
    let written = written(args, &target)?;
    // Parquet is made of the same lines.
    let format = if written == Written::Ndjson { Format::Ndjson } else { Format::Csv };
    let questionnaire = input::questionnaire(&args.questionnaire)?;
    let renames = renames(args, &questionnaire)?;
    let selection = selection(args, &questionnaire, format)?;
    let make = reports(args)?;
    let groups = Collected::new(&args.grouped, &questionnaire, &target)?;
    let inputs = inputs(args)?;
    spare(args, &target, groups.as_ref(), &inputs)?;
    let asked = asked(args, &questionnaire, &inputs, written);
    let before = before(args, &target, asked.as_ref(), written)?;
    let tallies = groups.as_ref().map(|groups| || groups.tally());
    let mut plan = Plan {
        renames: &renames,
        strict: args.strict,
        select: selection.as_ref(),
        report: make.as_ref().map(|make| &*make.render),
        scores: make.is_some(),
        tally: tallies.as_ref().map(|make| make as &batch::Tallies<'_>),
        together: true,
        after: before.as_ref().map(State::position).unwrap_or_default(),
        ..Plan::new(&questionnaire, format)
    };
    if let Some(threads) = args.threads.and_then(|threads| NonZeroUsize::new(threads.into())) {
        plan.threads = threads;
    }
    let extension = make.as_ref().map(|make| make.extension);
    let anew = args.resume && before.is_none();
    let mut work = work(args, &questionnaire, &target, before, extension, &inputs)?;
    work.asked = asked;
    if let Sink::File(file) = &work.results.sink
        && anew
        && !args.quiet
    {
        let name = display(file.path());
        message::note(&format!("the run that wrote {name} had not saved how far it was; starting over"));
    }
    if plan.after == batch::Position::default() {
        let head = batch::head(&plan);
        match written {
            #[cfg(feature = "parquet")]
            Written::Parquet => work.results.as_parquet(&head)?,
            _ => work.results.write(&head)?,
        }
    }
    // Groups count all sets, so with them everything is read again.
    let done = &inputs[..plan.after.inputs.min(inputs.len())];
    let skipped = if groups.is_some() { &[] } else { done };
    work.progress =
        progress(args, &inputs, &target).after(done.len(), skipped.iter().filter_map(Input::size).sum());
    let shared = Shared::new(work);
    let mut held = None;
    batch::run(inputs, &plan, |event| {
        // Nobody but this thread takes the work away and lets the hold go.
        let work = held.get_or_insert_with(|| shared.hold()).as_mut().expect("work that is held is there");
        let flow = work.note(&event);
        if matches!(event, Event::Read { .. }) {
            held = None;
            shared.give_way();
        }
        flow
    });
    let mut held = held.unwrap_or_else(|| shared.hold());
    let work = held.take().expect("work that is held is there");
    match work.finish()? {
        End::Limit => Ok(Exit::Answers),
        End::Whole(summary) => {
            if let Some(groups) = &groups {
                groups.write(&questionnaire)?;
            }
            Ok(if summary.rejected > 0 { Exit::Answers } else { Exit::Done })
        }
    }
}

/// Refuses to write results, groups or rejected rows over an input.
fn spare(args: &Batch, target: &Target, groups: Option<&Collected>, inputs: &[Input]) -> Result<(), Error> {
    let names = || inputs.iter().map(|input| Path::new(input.name()));
    target.spare("-o", names())?;
    if let Some(groups) = groups {
        groups.target().spare("--groups", names())?;
    }
    for path in args.errors.iter().flat_map(|path| Rejected::names(path)) {
        Target::File(path).spare("--errors", names())?;
    }
    Ok(())
}

/// Everything that is written, begun or opened where an earlier run ended.
fn work(
    args: &Batch,
    questionnaire: &Questionnaire,
    target: &Target,
    before: Option<State>,
    reports: Option<&'static str>,
    inputs: &[Input],
) -> Result<Work, Error> {
    // Whoever asks for reports and names no file wants no table among the messages.
    let results = if reports.is_some() && args.output.is_none() {
        Results::nowhere()
    } else {
        Results::open(target, before.as_ref().map(|state| state.length))?
    };
    if let (None, Sink::File(file)) = (&before, &results.sink) {
        // What an earlier run noted does not hold for the results that begin here.
        state::remove(file.target());
    }
    let (kept, taken) =
        before.as_ref().map(|state| (state.rejected.clone(), state.reports.clone())).unwrap_or_default();
    let mut work = Work::new(results, before);
    if let Some(path) = &args.errors {
        if questionnaire.find_question("rejected").is_some() {
            return Err(Error::usage("--errors adds a column `rejected`, and a question has that id"));
        }
        work.rejected = Some(Rejected::open(path, kept)?);
    }
    if let (Some(folder), Some(extension)) = (&args.reports, reports) {
        let nameless = args.redaction.parts().contains(&Private::Names);
        let inputs = inputs.iter().map(|input| Path::new(input.name()));
        work.reports = Some(Reports::open(folder, extension, taken, nameless)?.beside(inputs));
    }
    work.limit = args.max_errors;
    work.quiet = args.quiet;
    Ok(work)
}

/// What results depend on; nothing if a run could not be continued: what comes by a pipe comes once, and half a Parquet
/// file is none.
fn asked(args: &Batch, questionnaire: &Questionnaire, inputs: &[Input], written: Written) -> Option<Asked> {
    if args.inputs.iter().any(|path| input::is_stdin(path)) || written == Written::Parquet {
        return None;
    }
    let titles: Vec<String> =
        args.columns.iter().flatten().map(|of| format!("{}={}", of.column, of.title)).collect();
    Some(
        Asked::default()
            .with("the version of the program", &env!("CARGO_PKG_VERSION"))
            .with("the questionnaire", &questionnaire.fingerprint())
            .with("--format", &format!("{:?}", args.format))
            .with("--select", &args.select.join(","))
            .with("--columns", &titles.join("\n"))
            .with("--strict", &args.strict)
            .with("--from", &format!("{:?}", args.from))
            .with("--errors", &format!("{:?}", args.errors))
            .with("--reports", &format!("{:?}", args.reports))
            .with("--redact", &format!("{:?}", args.redaction.parts()))
            .inputs(inputs.iter().map(Input::name)),
    )
}

/// Where an earlier run ended, if it is to be continued and had saved that.
fn before(
    args: &Batch,
    target: &Target,
    asked: Option<&Asked>,
    written: Written,
) -> Result<Option<State>, Error> {
    if !args.resume {
        return Ok(None);
    }
    match (target, asked) {
        (_, None) if written == Written::Parquet => {
            Err(Error::usage("a Parquet file is written as a whole, so --resume cannot go on with it")
                .hint("start over without --resume; or write a table that can be continued with -o FILE.csv"))
        }
        (_, None) => {
            Err(Error::usage("what comes from standard input cannot be read again, so --resume cannot go on")
                .hint("save the input to a file first"))
        }
        (Target::File(path), Some(asked)) if !is_stream(path) => State::read(path, asked),
        _ => Err(Error::usage("--resume goes on with a file of results").hint("name it with -o")),
    }
}

/// How reports are made.
struct Made {
    render: Box<batch::Make>,
    extension: &'static str,
}

fn reports(args: &Batch) -> Result<Option<Made>, Error> {
    if args.reports.is_none() {
        if args.redaction.redact.is_empty() {
            return Ok(None);
        }
        return Err(Error::usage("--redact is for the reports that --reports writes")
            .hint("--select leaves columns out of the table"));
    }
    let (format, extension) = match args.format {
        None | Some(BatchFormat::Html) => (render::Format::Html, "html"),
        Some(BatchFormat::Text) => (render::Format::Text, "txt"),
        Some(BatchFormat::Markdown) => (render::Format::Markdown, "md"),
        Some(BatchFormat::Json) => (render::Format::Json, "json"),
        Some(BatchFormat::Csv) => (render::Format::Csv, "csv"),
        Some(BatchFormat::Ndjson) => {
            return Err(Error::usage("a report is not written as NDJSON").hint("use --format json"));
        }
        Some(BatchFormat::Parquet) => {
            return Err(Error::usage("a report is not written as Parquet").hint("use --format json"));
        }
    };
    let private = args.redaction.parts();
    let render = move |report: &Report| {
        let mut bytes = Vec::new();
        let shared = (!private.is_empty()).then(|| report.clone().without(&private));
        // Memory can be written to.
        let _ = render::render(format, shared.as_ref().unwrap_or(report), &Options::default(), &mut bytes);
        bytes
    };
    Ok(Some(Made { render: Box::new(render), extension }))
}

/// The columns that are written, if not all are.
fn selection(
    args: &Batch,
    questionnaire: &Questionnaire,
    format: Format,
) -> Result<Option<Selection>, Error> {
    if args.select.is_empty() {
        return Ok(None);
    }
    if format == Format::Ndjson {
        return Err(Error::usage("--select chooses columns of a table, and NDJSON holds whole reports"));
    }
    let titles = args.select.iter().map(|title| title.trim());
    Selection::new(questionnaire, titles).map(Some).map_err(|error| {
        let usage = Error::usage(format!("--select: {error}"));
        match error {
            SelectError::Unknown { nearest: Some(near), .. } => usage.hint(format!("did you mean `{near}`?")),
            _ => usage,
        }
    })
}

/// The columns that have titles of their own.
fn renames(args: &Batch, questionnaire: &Questionnaire) -> Result<Vec<Rename>, Error> {
    let known = || batch::columns(questionnaire);
    let renames: Vec<Rename> = args.columns.iter().flatten().cloned().collect();
    for (index, rename) in renames.iter().enumerate() {
        let column = &rename.column;
        if !known().any(|known| known == column) {
            let error = Error::usage(format!("--columns: there is no column `{column}`"));
            return Err(match nearest(column, known()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => {
                    error.hint("columns are team, respondent, role, date, form, and the ids of the questions")
                }
            });
        }
        if renames[..index].iter().any(|other| other.title == rename.title) {
            return Err(Error::usage(format!("--columns: the title `{}` is given twice", rename.title)));
        }
    }
    Ok(renames)
}

/// What each argument names.
fn inputs(args: &Batch) -> Result<Vec<Input>, Error> {
    let mut inputs = Vec::new();
    let mut piped = false;
    let from = args.from.map(|content| -> batch::Content {
        match content {
            Content::Csv => batch::TableFormat::Csv.into(),
            Content::Tsv => batch::TableFormat::Tsv.into(),
            Content::Ndjson => batch::TableFormat::Ndjson.into(),
            Content::Parquet => batch::TableFormat::Parquet.into(),
            Content::Toml => Syntax::Toml.into(),
            Content::Json => Syntax::Json.into(),
        }
    });
    for path in &args.inputs {
        if input::is_stdin(path) {
            if std::mem::replace(&mut piped, true) {
                return Err(Error::usage("standard input can be read only once"));
            }
            inputs.push(match from {
                Some(content) => Input::stream("<stdin>", content, io::stdin()),
                None => Input::unknown_stream("<stdin>", io::stdin()),
            });
        } else {
            inputs.extend(batch::find(path, from).map_err(|error| not_found(path, error))?);
        }
    }
    Ok(inputs)
}

pub(super) fn not_found(path: &Path, error: FindError) -> Error {
    match error {
        FindError::Io { path, source } => Error::io("read", &display(&path), &source),
        FindError::UnknownFormat { .. } => Error::usage(error.to_string())
            .hint("answer files end in .toml or .json, tables in .csv, .tsv, .ndjson, .jsonl or .parquet; .gz or .zst may follow")
            .hint("`--from` says what other files hold"),
        FindError::Pattern { .. } => Error::usage(error.to_string()),
        FindError::NoAnswers { ref path } => Error::environment(error.to_string())
            .hint(format!("nothing was scored; name tables by a pattern: '{}/*.csv'", display(path))),
        _ => Error::environment(error.to_string())
            .hint(format!("nothing was scored; look at `{}`", display(path))),
    }
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Csv,
    Ndjson,
    Parquet,
}

/// The format of the results: the one that was asked for, else the one of the file's extension, else CSV.
fn written(args: &Batch, target: &Target) -> Result<Written, Error> {
    let written = match (args.format.filter(|_| args.reports.is_none()), target) {
        (Some(BatchFormat::Csv), _) | (None, Target::Stdout) => Written::Csv,
        (Some(BatchFormat::Ndjson), _) => Written::Ndjson,
        (Some(BatchFormat::Parquet), _) => Written::Parquet,
        (Some(_), _) => {
            return Err(Error::usage("that is a format of reports, and results are a table")
                .hint("name a folder for one report a set with --reports"));
        }
        (None, Target::File(path)) => {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            match extension.to_ascii_lowercase().as_str() {
                "csv" => Written::Csv,
                "ndjson" | "jsonl" => Written::Ndjson,
                "parquet" => Written::Parquet,
                _ => {
                    return Err(Error::usage(format!("the extension of {} names no format", display(path)))
                        .hint("use .csv, .ndjson or .parquet, or say the format with --format"));
                }
            }
        }
    };
    if written == Written::Parquet && !cfg!(feature = "parquet") {
        return Err(Error::usage(batch::NO_PARQUET));
    }
    Ok(written)
}

/// Progress as it is asked for; a bar only on a terminal, and not on the one that the results go to.
fn progress(args: &Batch, inputs: &[Input], target: &Target) -> Progress {
    let to_terminal = *target == Target::Stdout && args.reports.is_none() && io::stdout().is_terminal();
    match args.progress {
        _ if args.quiet => Progress::none(),
        ProgressFormat::Json => Progress::json(inputs),
        ProgressFormat::Bar if !to_terminal && terminal::shows_progress() => Progress::bar(inputs),
        ProgressFormat::Bar | ProgressFormat::None => Progress::none(),
    }
}
