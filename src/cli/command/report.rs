use std::path::Path;

use standpoint::diagnostic::Source;
use standpoint::render::{self, Options};
use standpoint::report::document::Detail;
use standpoint::report::inspection::inspect;
use standpoint::report::{self, Inputs, Report};
use standpoint::{advice, scoring};

use super::gates;
use crate::cli::args::{Redaction, Report as Args};
use crate::cli::error::{Error, Invalid};
use crate::cli::exit::Exit;
use crate::cli::format::{self, Chosen};
use crate::cli::input::{self, Answers};
use crate::cli::output::Target;
use crate::cli::terminal;

/// Writes the placement report of an answer file or of a saved result.
pub fn run(args: &Args) -> Result<Exit, Error> {
    let target = Target::new(args.output.as_deref());
    let format = format::chosen(args.format, &target)?;
    target.spare("-o", std::iter::once(args.answers.as_path()))?;
    let source = input::read(&args.answers)?;
    let report = in_source(&args.answers, &source, args.questionnaire.as_deref())?;
    let report = report.without(&args.redaction.parts());
    let gates = gates::read(&args.fail_under, &report)?;
    #[cfg(feature = "pdf")]
    let takes_fonts = format == Chosen::Report(render::Format::Pdf);
    #[cfg(not(feature = "pdf"))]
    let takes_fonts = false;
    if args.fonts.is_some() && !takes_fonts {
        return Err(
            Error::usage("only a PDF takes fonts").hint("leave --fonts out, or end the file's name in .pdf")
        );
    }
    let options = Options {
        width: args.width.map_or_else(terminal::width, usize::from),
        styled: target == Target::Stdout && terminal::styled(),
        unicode: !args.ascii && (target != Target::Stdout || terminal::unicode()),
        detail: if args.summary { Detail::Summary } else { Detail::Full },
    };
    match format {
        #[cfg(feature = "pdf")]
        Chosen::Report(render::Format::Pdf) => {
            super::pdf::write(&report, options.detail, args.fonts.as_deref(), &target)?;
        }
        Chosen::Report(format) => target.write(|out| render::render(format, &report, &options, out))?,
        Chosen::Checks(checks) => {
            let inspection = inspect(&report, &gates, &input::origin(&args.answers, &source));
            target.write(|out| checks.write(&[inspection], out))?;
        }
    }
    Ok(gates::hold(&report, &gates))
}

/// The report in a file, or the one on the answers in it.
pub fn of_file(path: &Path, questionnaire: Option<&str>, redaction: &Redaction) -> Result<Report, Error> {
    Ok(in_source(path, &input::read(path)?, questionnaire)?.without(&redaction.parts()))
}

/// The report in a source that came from this path, or the one on the answers in it.
fn in_source(path: &Path, source: &Source, questionnaire: Option<&str>) -> Result<Report, Error> {
    if is_report(path, source) {
        return report::read_back(source).map_err(|findings| Error::Invalid(Invalid::Answers, findings));
    }
    Ok(of_answers(&input::answers_in(path, source, questionnaire)?))
}

/// A saved report is JSON that names its format; answers have no such key.
pub fn is_report(path: &Path, source: &Source) -> bool {
    input::syntax(path, source) == standpoint::answers::Syntax::Json
        && (source.text().contains("\"standpoint.report/") || !source.text().contains("\"answers\""))
}

/// Scores answers, adds advice and puts the report together.
pub fn of_answers(answers: &Answers) -> Report {
    let Answers { questionnaire, sheet } = answers;
    let assessment = scoring::score(questionnaire, sheet);
    let advice = advice::advise(questionnaire, &assessment);
    report::build(&Inputs {
        questionnaire,
        sheet,
        assessment: &assessment,
        advice: &advice,
        generator: report::GENERATOR,
    })
}
