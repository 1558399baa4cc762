use std::io::{self, IsTerminal as _, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use standpoint::answers::Syntax;
use standpoint::batch::{self, Event, FindError, Format, Input, Plan, Reason, Rename, Summary};
use standpoint::diagnostic::nearest;
use standpoint::questionnaire::Questionnaire;

use super::groups::Collected;
use crate::cli::args::{Batch, BatchFormat, Content};
use crate::cli::error::{Error, display};
use crate::cli::exit::Exit;
use crate::cli::output::Target;
use crate::cli::{input, message, terminal};

/// Scores many answer sets.
pub fn run(args: &Batch) -> Result<Exit, Error> {
    let target = Target::new(args.output.as_deref());
    let format = format(args.format, &target)?;
    let questionnaire = input::questionnaire(&args.questionnaire)?;
    let mut groups = Collected::new(&args.grouped, &questionnaire, &target)?;
    let inputs = inputs(args)?;
    let renames = renames(args, &questionnaire)?;
    let mut plan = Plan { renames: &renames, strict: args.strict, ..Plan::new(&questionnaire, format) };
    if let Some(threads) = args.threads.and_then(|threads| NonZeroUsize::new(threads.into())) {
        plan.threads = threads;
    }
    plan.scores = groups.is_some();
    let progress = progress(&inputs, &target);
    let mut summary = None;
    let written = target.write(|out| {
        out.write_all(&batch::head(&questionnaire, format))?;
        summary = Some(score(inputs, &plan, &progress, groups.as_mut(), out)?);
        Ok(())
    });
    progress.finish_and_clear();
    written?;
    let summary = summary.unwrap_or_default();
    tell(&summary);
    if let Some(groups) = &groups {
        groups.write(&questionnaire)?;
    }
    Ok(if summary.rejected > 0 { Exit::Answers } else { Exit::Done })
}

/// Runs the batch; what cannot be written ends it.
fn score(
    inputs: Vec<Input>,
    plan: &Plan<'_>,
    progress: &ProgressBar,
    mut groups: Option<&mut Collected>,
    out: &mut dyn Write,
) -> io::Result<Summary> {
    let mut failed = None;
    let mut rejected = 0_u64;
    let summary = batch::run(inputs, plan, |event| match event {
        Event::Set { outcome, output, scored, .. } => {
            if let (Some(groups), Some(set)) = (&mut groups, scored) {
                groups.count(set);
            }
            if matches!(outcome, batch::Outcome::Rejected(_)) {
                rejected += 1;
                progress.set_message(format!(", {rejected} rejected"));
            }
            match out.write_all(output) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        }
        Event::Odd { .. } => ControlFlow::Continue(()),
        Event::Read { bytes } => {
            progress.inc(bytes);
            ControlFlow::Continue(())
        }
    });
    failed.map_or(Ok(summary), Err)
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
    let from = args.from.map(|content| match content {
        Content::Csv => batch::TableFormat::Csv.into(),
        Content::Tsv => batch::TableFormat::Tsv.into(),
        Content::Ndjson => batch::TableFormat::Ndjson.into(),
        Content::Toml => Syntax::Toml.into(),
        Content::Json => Syntax::Json.into(),
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
            .hint("answer files end in .toml or .json, tables in .csv, .tsv, .ndjson or .jsonl; .gz or .zst may follow")
            .hint("`--from` says what other files hold"),
        FindError::Pattern { .. } => Error::usage(error.to_string()),
        _ => Error::environment(error.to_string())
            .hint(format!("nothing was scored; look at `{}`", display(path))),
    }
}

/// The format that was asked for, else the one of the file's extension, else CSV.
fn format(asked: Option<BatchFormat>, target: &Target) -> Result<Format, Error> {
    match (asked, target) {
        (Some(BatchFormat::Csv), _) | (None, Target::Stdout) => Ok(Format::Csv),
        (Some(BatchFormat::Ndjson), _) => Ok(Format::Ndjson),
        (None, Target::File(path)) => {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            match extension.to_ascii_lowercase().as_str() {
                "csv" => Ok(Format::Csv),
                "ndjson" | "jsonl" => Ok(Format::Ndjson),
                _ => Err(Error::usage(format!("the extension of {} names no format", display(path)))
                    .hint("use .csv or .ndjson, or say the format with --format")),
            }
        }
    }
}

/// A bar over the bytes of all inputs, on a terminal only, and not on the one that the results go to; a spinner where
/// their size is not known.
fn progress(inputs: &[Input], target: &Target) -> ProgressBar {
    let apart = *target != Target::Stdout || !io::stdout().is_terminal();
    if !apart || !terminal::shows_progress() {
        return ProgressBar::hidden();
    }
    let total: Option<u64> = inputs.iter().map(Input::size).sum();
    match total {
        Some(bytes) => {
            ProgressBar::new(bytes).with_style(style("{bar:30} {bytes} of {total_bytes}, {eta} left{msg}"))
        }
        None => ProgressBar::new_spinner().with_style(style("{spinner} {bytes} read, {elapsed}{msg}")),
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Says on standard error how the run went, and why sets were rejected.
pub(super) fn tell(summary: &Summary) {
    let sets = |count: u64| format!("{count} answer set{}", if count == 1 { "" } else { "s" });
    message::note(&format!("{} scored, {} rejected", sets(summary.scored), summary.rejected));
    for reason in summary.odd.iter().take(TOLD) {
        message::note(&line("warning", reason));
    }
    if let more @ 1.. = summary.odd.len().saturating_sub(TOLD) {
        message::note(&format!("  {more} more columns have warnings"));
    }
    for reason in &summary.reasons {
        message::note(&line("rejected", reason));
    }
    for reason in &summary.warnings {
        message::note(&line("warning", reason));
    }
}

/// So many columns that are not known are told one by one.
const TOLD: usize = 20;

/// A reason with its count and first place.
fn line(what: &str, reason: &Reason) -> String {
    let row = reason.row.map(|row| format!(" (row {row})")).unwrap_or_default();
    let place = reason.place.map(|place| format!(":{place}")).unwrap_or_default();
    format!(
        "  {what} {} time{}: [{}] first in {}{place}{row}: {}",
        reason.count,
        if reason.count == 1 { "" } else { "s" },
        reason.code,
        reason.input,
        reason.message
    )
}
