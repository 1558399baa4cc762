use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::{Span, Zoned};

use standpoint::answers::AnswerSheet;
use standpoint::diagnostic::Source;
use standpoint::guide::Narrowing;
use standpoint::questionnaire::Questionnaire;
use standpoint::survey::{Options, Session, Short, conduct};

use super::answers::form;
use super::facilitate;
use crate::cli::args::Survey as Args;
use crate::cli::error::{Error, display};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output::is_stream;
#[cfg(unix)]
use crate::cli::survey::card::{Cards, Guarded, Left, Look};
use crate::cli::survey::lock;
use crate::cli::survey::plain::Plain;
use crate::cli::survey::start::{Found, Start};
use crate::cli::survey::store::FileStore;
use crate::cli::survey::{Desk, words};
#[cfg(unix)]
use crate::cli::terminal;

/// Asks a questionnaire in the terminal.
pub fn run(args: &Args) -> Result<Exit, Error> {
    if args.facilitate {
        return facilitate::run(args);
    }
    let path = target(&args.output)?;
    let _lock = lock::hold(&path)?;
    let started = held(&path)?;
    let earlier = earlier(args.from.as_deref(), &path)?;
    let found =
        Found { started: started.as_ref(), earlier: earlier.as_ref().map(|(from, source)| (*from, source)) };
    let name = found.questionnaire(args.questionnaire.as_deref(), &path)?;
    let questionnaire = input::questionnaire(&name)?;
    let today = Zoned::now().date();
    let since = args.stale.map(|age| since(today, age)).transpose()?;
    let mut start = found.start(&path, &questionnaire, today, since)?;
    introduce(&mut start.sheet, &questionnaire, args)?;
    let guide = Narrowing::new(&questionnaire);
    let survey = Survey {
        desk: Desk::new(&path, &name, &questionnaire, args.from.as_deref()),
        store: FileStore::new(path, &questionnaire, started.map(|source| source.text().to_owned())),
        questionnaire: &questionnaire,
        today,
        start,
        short: args.minutes.map(|time| Short { time, guide: &guide }),
    };
    #[cfg(unix)]
    if !args.plain && terminal::interactive() {
        return survey.by_cards(args.form.is_none() && args.from.is_none() && args.minutes.is_none());
    }
    survey.in_lines()
}

/// Returns the file that the answers go to, behind any symbolic link, which would otherwise be replaced.
pub(super) fn target(output: &Path) -> Result<PathBuf, Error> {
    if input::is_stdin(output) {
        return Err(Error::usage("a survey saves after every answer, so it needs a file: -o FILE"));
    }
    if output.is_dir() {
        return Err(Error::usage(format!("{} is a folder; the answers need a file", display(output))));
    }
    if is_stream(output) {
        return Err(Error::usage(format!(
            "{} is a device or a pipe; the answers need a file",
            display(output)
        )));
    }
    Ok(fs::canonicalize(output).ok().filter(|_| output.is_symlink()).unwrap_or_else(|| output.to_owned()))
}

/// Reads the answers of an earlier survey, if some are named; they cannot be the file that the new ones go to.
pub(super) fn earlier<'a>(from: Option<&'a Path>, path: &Path) -> Result<Option<(&'a Path, Source)>, Error> {
    let Some(from) = from else { return Ok(None) };
    let source = input::read(from)?;
    let place = |path: &Path| fs::canonicalize(path).ok();
    if place(from).is_some_and(|from| place(path) == Some(from)) {
        return Err(Error::usage(format!("--from and -o both name {}", display(from)))
            .hint("give the new answers a file of their own: -o FILE"));
    }
    Ok(Some((from, source)))
}

/// Reads the file if there is one with something in it.
pub(super) fn held(path: &Path) -> Result<Option<Source>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    let source = input::read(path)?;
    Ok((!source.text().trim().is_empty()).then_some(source))
}

/// The first day of answers that are not older than this.
pub(super) fn since(today: Date, age: Span) -> Result<Date, Error> {
    let usage =
        || Error::usage("--stale needs an age in days, weeks, months or years, for instance 90d, 6w or 6mo");
    if !age.is_positive() {
        return Err(usage());
    }
    today.checked_sub(age).map_err(|_| usage())
}

/// Takes in what the command line says of the respondent.
pub(super) fn introduce(
    sheet: &mut AnswerSheet,
    questionnaire: &Questionnaire,
    args: &Args,
) -> Result<(), Error> {
    if args.form.is_some() {
        sheet.form = form(questionnaire, args.form.as_deref())?;
    }
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
    Ok(())
}

/// Everything that a survey needs, whatever it is shown on.
struct Survey<'q> {
    desk: Desk,
    store: FileStore<'q>,
    questionnaire: &'q Questionnaire,
    today: Date,
    start: Start,
    short: Option<Short<'q>>,
}

impl<'q> Survey<'q> {
    fn in_lines(mut self) -> Result<Exit, Error> {
        let silent = !io::stdin().is_terminal();
        let news = std::mem::take(&mut self.start.news);
        let desk = self.desk.clone();
        let mut front = Plain::new(io::stdin().lock(), io::stdout().lock(), silent, desk.clone(), news);
        let (mut session, mut store) = self.begin()?;
        let asked = conduct(&mut session, &mut front, &mut store);
        asked.map_err(|error| Error::io("use", "standard input and output", &error))?;
        drop(front);
        farewell(&session, &desk, !store.is_new());
        Ok(Exit::Done)
    }

    #[cfg(unix)]
    fn by_cards(mut self, choose_form: bool) -> Result<Exit, Error> {
        let failed = |error: io::Error| Error::io("use", "the terminal", &error);
        let look = Look { unicode: terminal::unicode(), styled: terminal::styled() };
        let desk = self.desk.clone();
        let mut cards = Cards::open(look, desk.clone()).map_err(failed)?;
        let ready = if self.store.is_new() {
            cards
                .introduce(self.questionnaire, &mut self.start, choose_form)
                .and_then(|ready| Ok(ready && cards.ask_role(self.questionnaire, &mut self.start)?))
        } else {
            cards.offer_to_go_on(self.questionnaire, &self.start)
        };
        if !ready.map_err(failed)? {
            return Ok(Exit::Interrupted);
        }
        let (mut session, store) = self.begin()?;
        let mut store = Guarded(store);
        conduct(&mut session, &mut cards, &mut store).map_err(failed)?;
        let left = cards.left();
        drop(cards);
        farewell(&session, &desk, !store.0.is_new());
        Ok(if left == Left::Quit { Exit::Done } else { Exit::Interrupted })
    }

    fn begin(mut self) -> Result<(Session<'q>, FileStore<'q>), Error> {
        self.start.write(&mut self.store)?;
        let options = Options { today: Some(self.today), earlier: self.start.earlier };
        let session = Session::new(self.questionnaire, self.start.sheet, options);
        Ok((self.short.into_iter().fold(session, Session::shortened), self.store))
    }
}

/// Says where the answers are and what to do next. If nobody is there any more, nobody misses it.
fn farewell(session: &Session<'_>, desk: &Desk, written: bool) {
    let mut out = io::stdout().lock();
    let progress = session.progress();
    if !written || session.sheet().entries().next().is_none() {
        let _ = writeln!(out, "Nothing was answered, so nothing was saved.");
        return;
    }
    let _ = writeln!(out, "Saved in {}. {}", desk.file, words::progress(&progress));
    if progress.open > 0 {
        let _ = writeln!(out, "Go on:      {}", desk.survey);
    }
    let _ = writeln!(out, "The report: {}", desk.report);
}
