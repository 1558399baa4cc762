use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use standpoint::answers::AnswerSheet;
use standpoint::diagnostic::Source;
use standpoint::questionnaire::Questionnaire;
use standpoint::survey::{Options, Session, conduct};

use super::answers::form;
use crate::cli::args::Survey as Args;
use crate::cli::error::{Error, display};
use crate::cli::exit::Exit;
#[cfg(unix)]
use crate::cli::survey::card::{Cards, Guarded, Left, Look};
use crate::cli::survey::lock::{Lock, Locked};
use crate::cli::survey::plain::Plain;
use crate::cli::survey::store::{self, FileStore};
use crate::cli::survey::{Desk, words};
#[cfg(unix)]
use crate::cli::terminal;
use crate::cli::{input, message};

/// What is answered where nothing else is named.
const FLAGSHIP: &str = "devops-itops";

/// Asks a questionnaire in the terminal.
pub fn run(args: &Args) -> Result<Exit, Error> {
    let path = target(&args.output)?;
    let _lock = lock(&path)?;
    let held = held(&path)?;
    let name = match (&args.questionnaire, &held) {
        (Some(name), _) => name.clone(),
        (None, Some(source)) => input::named_in(source, store::syntax(&path))?,
        (None, None) => FLAGSHIP.to_owned(),
    };
    let questionnaire = input::questionnaire(&name)?;
    let today = Zoned::now().date();
    let sheet = match &held {
        Some(source) => {
            let (sheet, warnings) = input::judge(source, store::syntax(&path), &questionnaire)?;
            message::findings(&warnings);
            continued(sheet, &questionnaire, args)?
        }
        None => begun(&questionnaire, args, today)?,
    };
    let desk = Desk::new(&path, &name, &questionnaire);
    let store = FileStore::new(path, &questionnaire, held.map(|source| source.text().to_owned()));
    let options = Options { today: Some(today), earlier: None };
    #[cfg(unix)]
    if !args.plain && terminal::interactive() {
        return by_cards(&questionnaire, sheet, options, store, &desk, args);
    }
    in_lines(Session::new(&questionnaire, sheet, options), store, &desk)
}

/// Returns the file that the answers go to, behind any symbolic link, which would otherwise be replaced.
fn target(output: &Path) -> Result<PathBuf, Error> {
    if input::is_stdin(output) {
        return Err(Error::usage("a survey saves after every answer, so it needs a file: -o FILE"));
    }
    if output.is_dir() {
        return Err(Error::usage(format!("{} is a folder; the answers need a file", display(output))));
    }
    Ok(fs::canonicalize(output).ok().filter(|_| output.is_symlink()).unwrap_or_else(|| output.to_owned()))
}

fn lock(path: &Path) -> Result<Lock, Error> {
    let name = display(path);
    Lock::take(path).map_err(|locked| match locked {
        Locked::Elsewhere(process) => {
            let process = process.map_or(String::new(), |process| format!(" (process {process})"));
            Error::environment(format!("another survey{process} is writing {name}"))
                .hint("end it first, or choose another file: -o FILE")
        }
        Locked::Failed(error) => Error::io("write", &name, &error),
    })
}

/// Reads the file if there is one with something in it.
fn held(path: &Path) -> Result<Option<Source>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    let source = input::read(path)?;
    Ok((!source.text().trim().is_empty()).then_some(source))
}

/// A sheet to begin with.
fn begun(questionnaire: &Questionnaire, args: &Args, today: Date) -> Result<AnswerSheet, Error> {
    let mut sheet = AnswerSheet::new(questionnaire);
    sheet.form = form(questionnaire, args.form.as_deref())?;
    sheet.subject.date = Some(today);
    introduce(&mut sheet, questionnaire, args);
    Ok(sheet)
}

/// A sheet that was started, with what the command line says anew.
fn continued(
    mut sheet: AnswerSheet,
    questionnaire: &Questionnaire,
    args: &Args,
) -> Result<AnswerSheet, Error> {
    if args.form.is_some() {
        sheet.form = form(questionnaire, args.form.as_deref())?;
    }
    introduce(&mut sheet, questionnaire, args);
    Ok(sheet)
}

fn introduce(sheet: &mut AnswerSheet, questionnaire: &Questionnaire, args: &Args) {
    let subject = &mut sheet.subject;
    for (part, given) in [
        (&mut subject.team, &args.team),
        (&mut subject.respondent, &args.respondent),
        (&mut subject.role, &args.role),
    ] {
        if given.is_some() {
            part.clone_from(given);
        }
    }
    sheet.version = Some(questionnaire.version().to_owned());
    sheet.fingerprint = Some(questionnaire.fingerprint().to_owned());
}

fn in_lines(mut session: Session<'_>, mut store: FileStore<'_>, desk: &Desk) -> Result<Exit, Error> {
    let silent = !io::IsTerminal::is_terminal(&io::stdin());
    let mut front = Plain::new(io::stdin().lock(), io::stdout().lock(), silent, desk.clone());
    conduct(&mut session, &mut front, &mut store)
        .map_err(|error| Error::io("write to", "the terminal", &error))?;
    drop(front);
    farewell(&session, desk);
    Ok(Exit::Done)
}

#[cfg(unix)]
fn by_cards(
    questionnaire: &Questionnaire,
    mut sheet: AnswerSheet,
    options: Options,
    store: FileStore<'_>,
    desk: &Desk,
    args: &Args,
) -> Result<Exit, Error> {
    let failed = |error: io::Error| Error::io("use", "the terminal", &error);
    let look = Look { unicode: terminal::unicode(), styled: terminal::styled() };
    let mut cards = Cards::open(look, desk.clone()).map_err(failed)?;
    let ready = if store.is_new() {
        cards.introduce(questionnaire, &mut sheet, args.form.is_none()).map_err(failed)?
    } else {
        cards.offer_to_go_on(questionnaire, &sheet).map_err(failed)?
    };
    if !ready {
        return Ok(Exit::Interrupted);
    }
    let mut session = Session::new(questionnaire, sheet, options);
    conduct(&mut session, &mut cards, &mut Guarded(store)).map_err(failed)?;
    let left = cards.left();
    drop(cards);
    farewell(&session, desk);
    Ok(if left == Left::Quit { Exit::Done } else { Exit::Interrupted })
}

/// Says where the answers are and what to do next. If nobody is there any more, nobody misses it.
fn farewell(session: &Session<'_>, desk: &Desk) {
    let mut out = io::stdout().lock();
    let progress = session.progress();
    if session.sheet().entries().next().is_none() {
        let _ = writeln!(out, "Nothing was answered, so nothing was saved.");
        return;
    }
    let _ = writeln!(out, "Saved in {}. {}", desk.file, words::progress(&progress));
    if progress.open > 0 {
        let _ = writeln!(out, "Go on:      {}", desk.survey);
    }
    let _ = writeln!(out, "The report: {}", desk.report);
}
