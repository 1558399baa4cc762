use std::path::Path;

use standpoint::diagnostic::Source;
use standpoint::render::{self, Options};
use standpoint::report::document::Detail;
use standpoint::report::inspection::{Origin, inspect};
use standpoint::report::{self, Report, Stamp};
use standpoint::text::printable;

use super::report::of_answers;
use crate::cli::args::Verify;
use crate::cli::error::{Error, Invalid, display};
use crate::cli::exit::Exit;
use crate::cli::format::{self, Chosen};
use crate::cli::input;
use crate::cli::output::Target;

/// Holds a report against the answers that it is said to be made of.
pub fn run(args: &Verify) -> Result<Exit, Error> {
    let file = input::bytes(&args.report)?;
    let name = display(&args.report);
    let source = input::read(&args.answers)?;
    let answers = input::answers_in(&args.answers, &source, args.questionnaire.as_deref())?;
    let own = of_answers(&answers);
    let saved = saved(&name, &file)?;
    let found = match &saved {
        Some(saved) => Stamp::of(saved),
        None => render::stamp(&file).ok_or_else(|| {
            Error::unreadable(Invalid::Answers, format!("{name} does not say what it was made of"))
                .hint("a report in any format but CSV does; give one that `standpoint report` wrote")
        })?,
    };
    // What was left out of the one is left out of the other.
    let own = own.without(&found.redacted);
    let mut checks = stamped(&found, &Stamp::of(&own));
    checks.push(content(&args.report, &file, saved.is_some(), &own, &input::origin(&args.answers, &source)));
    let holds = checks.iter().all(|check| check.finding != Finding::Differs);
    Target::Stdout.write(|out| {
        for Check { what, finding, says } in &checks {
            let sign = match finding {
                Finding::Same => "same",
                Finding::Differs => "DIFFERS",
                Finding::Open => "open",
            };
            writeln!(out, "{what:<14} {sign:<8} {}", printable(says))?;
        }
        Ok(())
    })?;
    Ok(if holds { Exit::Done } else { Exit::Gate })
}

/// One thing that was compared.
struct Check {
    what: &'static str,
    finding: Finding,
    says: String,
}

/// How a comparison ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Finding {
    Same,
    Differs,
    /// It cannot be told, and need not mean anything.
    Open,
}

/// The report, if the file is one that was saved as JSON.
fn saved(name: &str, file: &[u8]) -> Result<Option<Report>, Error> {
    let Ok(text) = std::str::from_utf8(file) else { return Ok(None) };
    if !text.contains("\"standpoint.report/") {
        return Ok(None);
    }
    report::read_back(&Source::new(name, text))
        .map(Some)
        .map_err(|findings| Error::Invalid(Invalid::Answers, findings))
}

/// What the report says it was made of, against what there is.
fn stamped(found: &Stamp, own: &Stamp) -> Vec<Check> {
    let check = |what, report: &str, here: &str| {
        let same = report == here;
        Check {
            what,
            finding: if same { Finding::Same } else { Finding::Differs },
            says: if same { report.to_owned() } else { format!("the report: {report}; here: {here}") },
        }
    };
    let questionnaire = |of: &Stamp| format!("{} {} ({})", of.questionnaire, of.version, of.fingerprint);
    let answers = |of: &Stamp| of.answers.clone().unwrap_or_else(|| "not told".to_owned());
    let words: Vec<&str> = found.redacted.iter().map(|part| part.word()).collect();
    vec![
        check("program", &found.generator, &own.generator),
        check("questionnaire", &questionnaire(found), &questionnaire(own)),
        match words.as_slice() {
            [] => check("answers", &answers(found), &answers(own)),
            words => Check {
                what: "answers",
                finding: Finding::Open,
                says: format!("redacted, and their fingerprint with them: {}", words.join(", ")),
            },
        },
    ]
}

/// The report itself, against one that is made anew.
fn content(path: &Path, file: &[u8], is_saved: bool, own: &Report, origin: &Origin) -> Check {
    let format = if is_saved { Ok(Chosen::Report(render::Format::Json)) } else { format::of_file(path) };
    let same = match format {
        Ok(Chosen::Report(format)) => {
            [Detail::Full, Detail::Summary].into_iter().any(|detail| anew(format, own, detail) == file)
        }
        Ok(Chosen::Checks(checks)) => {
            let mut bytes = Vec::new();
            checks.write(&[inspect(own, &[], origin)], &mut bytes).is_ok() && bytes == file
        }
        Err(_) => false,
    };
    let (finding, says) = match (same, is_saved) {
        (true, _) => (Finding::Same, "byte for byte what these answers give"),
        (false, true) => (Finding::Differs, "not what these answers give"),
        (false, false) if format.is_err() => (Finding::Open, "this build cannot make the format anew"),
        (false, false) => (Finding::Open, "not byte for byte: edited since, or written with other options"),
    };
    Check { what: "content", finding, says: says.to_owned() }
}

/// The report as it would be written now; empty where it cannot be.
fn anew(format: render::Format, own: &Report, detail: Detail) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = Options { detail, ..Options::default() };
    render::render(format, own, &options, &mut bytes).map(|()| bytes).unwrap_or_default()
}
