use std::io::{self, IsTerminal, Write};

use jiff::Zoned;

use standpoint::answers::AnswerSheet;
use standpoint::questionnaire::Questionnaire;
use standpoint::survey::Options;
use standpoint::survey::facilitate::{Meeting, conduct, name, same_name};
use standpoint::text::printable;

use super::survey::{earlier, held, introduce, since, target};
use crate::cli::args::Survey as Args;
use crate::cli::error::{Error, display};
use crate::cli::exit::Exit;
use crate::cli::input;
#[cfg(unix)]
use crate::cli::survey::card::{Left, Look};
#[cfg(unix)]
use crate::cli::survey::facilitate::card::CardHost;
use crate::cli::survey::facilitate::farewell;
use crate::cli::survey::facilitate::files::TeamFiles;
use crate::cli::survey::facilitate::plain::PlainHost;
use crate::cli::survey::start::{Found, Start};
use crate::cli::survey::store::FileStore;
use crate::cli::survey::{Desk, lock, words};
#[cfg(unix)]
use crate::cli::terminal;

/// Asks a questionnaire of a team at one screen.
pub fn run(args: &Args) -> Result<Exit, Error> {
    let path = target(&args.output)?;
    let named = names(&args.members)?;
    let lock = lock::hold(&path)?;
    let started = held(&path)?;
    let earlier = earlier(args.from.as_deref(), &path)?;
    let found =
        Found { started: started.as_ref(), earlier: earlier.as_ref().map(|(from, source)| (*from, source)) };
    let id = found.questionnaire(args.questionnaire.as_deref(), &path)?;
    let questionnaire = input::questionnaire(&id)?;
    let today = Zoned::now().date();
    let since = args.stale.map(|age| since(today, age)).transpose()?;
    let mut start = found.start(&path, &questionnaire, today, since)?;
    let team = FileStore::new(path.clone(), &questionnaire, started.map(|source| source.text().to_owned()));
    let new = team.is_new();
    let files = TeamFiles::find(&path, team, &questionnaire, today, lock, &mut start.news);
    if let Some(votes) = files.example().filter(|_| new && args.from.is_none()) {
        // The meeting ended before anything was agreed on, or the members have answered before it.
        start.sheet.form = votes.form;
        start.sheet.subject.team.clone_from(&votes.subject.team);
    }
    if let Some(name) = start.sheet.subject.respondent.take().filter(|_| !new) {
        let name = printable(&name).into_owned();
        return Err(Error::environment(format!(
            "{} holds the answers of {name}, not those of a team",
            display(&path)
        ))
        .hint("give the meeting a file of its own: -o FILE"));
    }
    start.sheet.subject.role = None;
    introduce(&mut start.sheet, &questionnaire, args)?;
    let meeting = Opening {
        desk: Desk::new(&path, &id, &questionnaire, args.from.as_deref()),
        choose_form: args.form.is_none() && args.from.is_none(),
        named,
        options: Options { today: Some(today), earlier: start.earlier.take() },
        questionnaire: &questionnaire,
        start,
        files,
    };
    #[cfg(unix)]
    if !args.plain && terminal::interactive() {
        return meeting.by_cards();
    }
    meeting.in_lines()
}

/// Returns the names that were typed; none of them twice.
fn names(typed: &[String]) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = Vec::new();
    for typed in typed.iter().filter(|typed| !typed.trim().is_empty()) {
        let name = name(typed).map_err(|error| Error::usage(error.to_string()))?;
        if names.iter().any(|other| same_name(other, &name)) {
            return Err(Error::usage(format!("there are two members called {name}"))
                .hint("give each a name of their own, for instance ann-k and ann-m"));
        }
        names.push(name);
    }
    Ok(names)
}

/// Everything that a meeting needs, whatever it is shown on.
struct Opening<'q> {
    desk: Desk,
    choose_form: bool,
    /// The members that the command line names.
    named: Vec<String>,
    options: Options,
    questionnaire: &'q Questionnaire,
    start: Start,
    files: TeamFiles<'q>,
}

impl<'q> Opening<'q> {
    fn in_lines(mut self) -> Result<Exit, Error> {
        let present =
            if self.named.is_empty() { self.files.known() } else { std::mem::take(&mut self.named) };
        if present.is_empty() {
            return Err(Error::usage("in plain lines, say who votes")
                .hint("for instance --members ann,ben,r-03; pseudonyms will do"));
        }
        let silent = !io::stdin().is_terminal();
        let news = std::mem::take(&mut self.start.news);
        let mut host =
            PlainHost::new(io::stdin().lock(), io::stdout().lock(), silent, self.desk.clone(), news);
        let (desk, mut meeting, mut files) = self.begin(&present)?;
        let asked = conduct(&mut meeting, &mut host, &mut files);
        asked.map_err(|error| Error::io("use", "standard input and output", &error))?;
        drop(host);
        part(&meeting, &desk, &files);
        Ok(Exit::Done)
    }

    #[cfg(unix)]
    fn by_cards(mut self) -> Result<Exit, Error> {
        let failed = |error: io::Error| Error::io("use", "the terminal", &error);
        let look = Look { unicode: terminal::unicode(), styled: terminal::styled() };
        let mut host = CardHost::open(look, self.desk.clone()).map_err(failed)?;
        let new = self.files.is_new();
        host.cards.votes = self.files.known().len();
        if !new && !host.cards.offer_to_go_on(self.questionnaire, &self.start).map_err(failed)? {
            return Ok(Exit::Interrupted);
        }
        let Some(present) = self.who_votes(&mut host).map_err(failed)? else { return Ok(Exit::Interrupted) };
        host.cards.votes = present.len();
        let (questionnaire, choose) = (self.questionnaire, self.choose_form);
        if new && !host.cards.introduce(questionnaire, &mut self.start, choose).map_err(failed)? {
            return Ok(Exit::Interrupted);
        }
        let (desk, mut meeting, mut files) = self.begin(&present)?;
        conduct(&mut meeting, &mut host, &mut files).map_err(failed)?;
        let left = host.cards.left();
        drop(host);
        part(&meeting, &desk, &files);
        Ok(if left == Left::Quit { Exit::Done } else { Exit::Interrupted })
    }

    /// Asks who votes, if the command line does not say so; `None` if nobody wants to begin.
    #[cfg(unix)]
    fn who_votes(&mut self, host: &mut CardHost) -> io::Result<Option<Vec<String>>> {
        if !self.named.is_empty() {
            return Ok(Some(std::mem::take(&mut self.named)));
        }
        let known = self.files.known();
        let offered = known.join(", ");
        let mut initial = offered.clone();
        let mut complaint = None;
        loop {
            let asked = host.ask_members(self.questionnaire, &self.start, complaint.as_deref(), &initial)?;
            let Some(typed) = asked else { return Ok(None) };
            if !known.is_empty() && typed == offered {
                // As they were found, even if a name has a comma in it.
                return Ok(Some(known));
            }
            let pieces: Vec<_> = typed.split(',').map(str::to_owned).collect();
            complaint = match names(&pieces) {
                Ok(names) if names.is_empty() => Some("Somebody must vote.".to_owned()),
                Ok(names) => return Ok(Some(names)),
                Err(error) => Some(words::sentence(&error.to_string())),
            };
            initial = typed;
        }
    }

    fn begin(self, present: &[String]) -> Result<(Desk, Meeting<'q>, TeamFiles<'q>), Error> {
        let (mut files, start) = (self.files, self.start);
        let members = files.assemble(present, &start.sheet)?;
        files.begin(&start)?;
        let sheet: AnswerSheet = start.sheet;
        Ok((self.desk, Meeting::new(self.questionnaire, sheet, members, self.options), files))
    }
}

/// Says where the answers are and what to do next. If nobody is there any more, nobody misses it.
fn part(meeting: &Meeting<'_>, desk: &Desk, files: &TeamFiles<'_>) {
    let agreed = files.holds_agreed() && meeting.team().sheet().entries().next().is_some();
    let _ = write!(io::stdout().lock(), "{}", farewell(meeting, desk, agreed, &files.written()));
}
