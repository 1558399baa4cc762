use standpoint::render::{self, Options};
use standpoint::report::Report;
use standpoint::report::document::Detail;
use standpoint::report::explain::{Topic, explain};

use super::report::of_file;
use crate::cli::args::{Explain, ExplainFormat};
use crate::cli::error::{Error, Message};
use crate::cli::exit::Exit;
use crate::cli::output::Target;
use crate::cli::terminal;

/// How far a derivation goes down where people read it and do not say how far.
const DEPTH: usize = 2;

/// Shows how a number comes about.
pub fn run(args: &Explain) -> Result<Exit, Error> {
    let target = Target::new(args.output.as_deref());
    target.spare("-o", std::iter::once(args.answers.as_path()))?;
    let report = of_file(&args.answers, args.questionnaire.as_deref(), &args.redaction)?;
    let topic = match &args.topic {
        Some(text) => Topic::parse(text, &report)
            .map_err(|unknown| Error::Usage(Message { text: unknown.message, hints: vec![unknown.help] }))?,
        None => whole(&report)?,
    };
    let whole_depth = if args.format == ExplainFormat::Json { usize::MAX } else { DEPTH };
    let depth = args.depth.map_or(whole_depth, usize::from);
    let Some(line) = explain(&report, &topic, depth) else {
        return Err(Error::usage(format!("there is no `{}` in this report", topic.name(&report))));
    };
    let options = Options {
        width: args.width.map_or_else(terminal::width, usize::from),
        styled: target == Target::Stdout && terminal::styled(),
        unicode: !args.ascii && (target != Target::Stdout || terminal::unicode()),
        detail: Detail::Full,
    };
    target.write(|out| match args.format {
        ExplainFormat::Text => out.write_all(render::terminal::derivation(&line, &options).as_bytes()),
        ExplainFormat::Markdown => out.write_all(render::markdown::derivation(&line).as_bytes()),
        ExplainFormat::Json => render::json::derivation(&line, out),
    })?;
    Ok(Exit::Done)
}

/// What a result comes down to.
fn whole(report: &Report) -> Result<Topic, Error> {
    let first = report.poles.first().map(|pole| Topic::Pole(pole.id.clone()));
    let whole = report.placement.as_ref().map(|_| Topic::Placement(None)).or(first);
    whole.ok_or_else(|| Error::usage("this report has no pole, so there is nothing to explain"))
}
