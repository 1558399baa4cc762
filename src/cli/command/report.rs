use std::path::Path;

use standpoint::diagnostic::Source;
use standpoint::render::{self, Options};
use standpoint::report::document::Detail;
use standpoint::report::{self, Inputs, Report};
use standpoint::{advice, scoring};

use crate::cli::args::Report as Args;
use crate::cli::error::{Error, Invalid};
use crate::cli::exit::Exit;
use crate::cli::format;
use crate::cli::input::{self, Answers};
use crate::cli::output::Target;
use crate::cli::terminal;

/// Writes the placement report of an answer file or of a saved result.
pub fn run(args: &Args) -> Result<Exit, Error> {
    let target = Target::new(args.output.as_deref());
    let format = format::chosen(args.format, &target)?;
    let report = of_file(&args.answers, args.questionnaire.as_deref())?;
    let options = Options {
        width: args.width.map_or_else(terminal::width, usize::from),
        styled: target == Target::Stdout && terminal::styled(),
        unicode: !args.ascii && (target != Target::Stdout || terminal::unicode()),
        detail: if args.summary { Detail::Summary } else { Detail::Full },
    };
    #[cfg(feature = "pdf")]
    if format == render::Format::Pdf {
        return super::pdf::write(&report, options.detail, args.fonts.as_deref(), &target);
    }
    if args.fonts.is_some() {
        return Err(
            Error::usage("only a PDF takes fonts").hint("leave --fonts out, or end the file's name in .pdf")
        );
    }
    target.write(|out| render::render(format, &report, &options, out))?;
    Ok(Exit::Done)
}

/// The report in a file, or the one on the answers in it.
pub fn of_file(path: &Path, questionnaire: Option<&str>) -> Result<Report, Error> {
    let source = input::read(path)?;
    if is_report(path, &source) {
        return report::read_back(&source).map_err(|findings| Error::Invalid(Invalid::Answers, findings));
    }
    Ok(of_answers(&input::answers_in(path, &source, questionnaire)?))
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
