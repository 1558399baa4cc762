use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use standpoint::batch::{Event, Position, Summary};

use super::asked::Asked;
use super::progress::Progress;
use super::rejected::Rejected;
use super::reports::Reports;
use super::results::{Results, Sink};
use super::state::{self, State};
use super::summary::{sets, tell};
use crate::cli::error::{Error, display};
use crate::cli::exit::Exit;
use crate::cli::message;

/// How far a run has come is saved this often, so that little is done again after it was killed.
const SAVED: Duration = Duration::from_secs(2);

/// Everything that a run writes, and how far it has come.
pub struct Work {
    pub results: Results,
    pub rejected: Option<Rejected>,
    pub reports: Option<Reports>,
    pub progress: Progress,
    /// So many rejected sets are enough.
    pub limit: Option<u64>,
    /// What the run was asked, if it can be continued.
    pub asked: Option<Asked>,
    /// Whether how it went is told.
    pub quiet: bool,
    summary: Summary,
    position: Position,
    saved: Option<State>,
    next: Instant,
    failed: Option<Error>,
}

/// How a run ended that was not interrupted.
pub enum End {
    /// Everything was dealt with.
    Whole(Summary),
    /// There were too many rejected sets; what was done before is kept.
    Limit,
}

impl Work {
    /// Returns work that begins, or goes on where an earlier run ended.
    pub fn new(results: Results, before: Option<State>) -> Self {
        Self {
            results,
            rejected: None,
            reports: None,
            progress: Progress::none(),
            limit: None,
            asked: None,
            quiet: false,
            summary: before.as_ref().map(State::summary).unwrap_or_default(),
            position: before.as_ref().map(State::position).unwrap_or_default(),
            saved: before,
            next: Instant::now() + SAVED,
            failed: None,
        }
    }

    /// Writes what an event brings; breaks if that fails, or if it is enough.
    pub fn note(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        self.summary.note(event);
        self.position.note(event);
        self.progress.note(event);
        if let Err(error) = self.write(event) {
            self.failed = Some(error);
            return ControlFlow::Break(());
        }
        if self.full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn write(&mut self, event: &Event<'_>) -> Result<(), Error> {
        if let Event::Set { output, .. } | Event::Sets { output, .. } = event {
            self.results.write(output)?;
        }
        if let Some(rejected) = &mut self.rejected {
            rejected.note(event)?;
        }
        if let Some(reports) = &mut self.reports {
            reports.note(event)?;
        }
        if matches!(event, Event::Read { .. }) && Instant::now() >= self.next {
            self.save()?;
            self.next = Instant::now() + SAVED;
        }
        Ok(())
    }

    fn full(&self) -> bool {
        self.limit.is_some_and(|limit| self.summary.rejected >= limit)
    }

    /// Hands over all that is whole, and saves how far that is.
    fn save(&mut self) -> Result<(), Error> {
        let length = self.results.flush()?;
        let rejected = self.rejected.as_mut().map(Rejected::flush).transpose()?;
        if let (Some(asked), Sink::File(file)) = (&self.asked, &self.results.sink) {
            let mut state = State::new(asked, self.position, &self.summary);
            state.length = length;
            state.rejected = rejected.unwrap_or_default();
            state.reports = self.reports.as_ref().map(Reports::taken).unwrap_or_default();
            state.write(file.target())?;
            self.saved = Some(state);
        }
        Ok(())
    }

    /// Ends the run: files get their names, or keep their partial ones if it did not come to its end.
    pub fn finish(mut self) -> Result<End, Error> {
        self.progress.finish();
        if let Some(error) = self.failed.take() {
            return Err(self.fail(error));
        }
        if self.full() {
            if let Err(error) = self.results.end().and_then(|()| self.save()) {
                return Err(self.fail(error));
            }
            self.tell();
            message::note(&format!("stopped after {} rejected (--max-errors)", sets(self.summary.rejected)));
            self.leave("go on with --resume and a higher --max-errors, or none")?;
            return Ok(End::Limit);
        }
        if let Err(error) = self.results.end() {
            return Err(self.fail(error));
        }
        self.tell();
        for said in self.rejected.map(Rejected::commit).transpose()?.unwrap_or_default() {
            if !self.quiet {
                message::note(&format!("  {said}"));
            }
        }
        if let Sink::File(file) = self.results.sink {
            let target = file.target().to_owned();
            file.commit()?;
            state::remove(&target);
        }
        Ok(End::Whole(self.summary))
    }

    /// Ends the program at once; what is done is kept, and how to go on is said.
    pub fn interrupt(mut self) -> ! {
        self.progress.finish();
        match self.results.end().and_then(|()| self.save()) {
            Ok(()) => {
                let done = sets(self.summary.scored + self.summary.rejected);
                message::note(&format!("interrupted after {done}"));
                if let Err(error) = self.leave("go on with the same command and --resume") {
                    message::error(&error);
                }
            }
            // Nobody reads what is written any more.
            Err(Error::BrokenPipe) => {}
            Err(error) => message::error(&self.fail(error)),
        }
        std::process::exit(i32::from(Exit::Interrupted.code()));
    }

    /// After something could not be written, only what is whole stays, and only if the run can be continued.
    fn fail(self, error: Error) -> Error {
        let Sink::File(file) = self.results.sink else {
            if let Some(rejected) = self.rejected {
                rejected.cut(&[]);
            }
            return error;
        };
        let saved = self.saved.filter(|_| self.asked.is_some());
        if let Some(rejected) = self.rejected {
            rejected.cut(saved.as_ref().map_or(&[], |state| &state.rejected));
        }
        let Some(state) = saved else {
            file.discard();
            return error;
        };
        let name = display(file.path());
        file.cut(state.length);
        error.hint(format!("{name} has the rows before; go on with the same command and --resume"))
    }

    fn tell(&self) {
        if !self.quiet {
            tell(&self.summary);
        }
    }

    /// Says where everything is that was done, and `how` to go on. What was rejected by a run that cannot be continued gets
    /// its names.
    fn leave(self, how: &str) -> Result<(), Error> {
        let mut continued = false;
        if let Sink::File(file) = &self.results.sink {
            continued = self.asked.is_some();
            let how = if continued { how } else { "the run cannot be continued" };
            message::note(&format!("{} has their rows; {how}", display(file.path())));
        }
        let told = match self.rejected {
            Some(rejected) if continued => rejected.told(),
            Some(rejected) => rejected.commit()?,
            None => Vec::new(),
        };
        for line in told {
            message::note(&format!("  {line}"));
        }
        Ok(())
    }
}
