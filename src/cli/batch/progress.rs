use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use standpoint::batch::{Event, Input, Outcome};

use crate::cli::message;

/// How far a run has come, told on standard error while it goes on.
pub struct Progress {
    shown: Shown,
    began: Instant,
    next: Instant,
    bytes_total: Option<u64>,
    inputs_total: usize,
    /// How many bytes an earlier run has dealt with.
    before: u64,
    bytes: u64,
    inputs: usize,
    sets: u64,
    rejected: u64,
}

/// How progress is told.
enum Shown {
    Nothing,
    /// A bar over bytes, or over files.
    Bar(ProgressBar, Unit),
    /// A line of JSON each second.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Bytes,
    Files,
}

/// A line of progress for machines.
#[derive(Serialize)]
struct Line {
    format: &'static str,
    seconds: f64,
    bytes: u64,
    bytes_total: Option<u64>,
    inputs: usize,
    inputs_total: usize,
    sets: u64,
    rejected: u64,
    sets_per_second: Option<f64>,
    seconds_left: Option<f64>,
    done: bool,
}

impl Progress {
    /// Returns what tells nothing.
    pub fn none() -> Self {
        Self::new(Shown::Nothing, None, 0)
    }

    /// Returns lines of JSON.
    pub fn json(inputs: &[Input]) -> Self {
        Self::new(Shown::Json, inputs.iter().map(Input::size).sum(), inputs.len())
    }

    /// Returns a bar over bytes, or over files where all inputs are answer files; a spinner where the size is not known.
    pub fn bar(inputs: &[Input]) -> Self {
        if !inputs.is_empty() && inputs.iter().all(Input::is_answer_file) {
            let bar = ProgressBar::new(inputs.len() as u64)
                .with_style(style("{bar:30} {pos} of {len} files, {eta} left{msg}"));
            return Self::new(Shown::Bar(bar, Unit::Files), None, inputs.len());
        }
        let total: Option<u64> = inputs.iter().map(Input::size).sum();
        let bar = match total {
            Some(bytes) => ProgressBar::new(bytes)
                .with_style(style("{bar:30} {bytes} of {total_bytes}, {eta} left{msg}")),
            None => ProgressBar::new_spinner().with_style(style("{spinner} {bytes} read, {elapsed}{msg}")),
        };
        Self::new(Shown::Bar(bar, Unit::Bytes), total, inputs.len())
    }

    fn new(shown: Shown, bytes_total: Option<u64>, inputs_total: usize) -> Self {
        let began = Instant::now();
        Self {
            shown,
            began,
            next: began,
            bytes_total,
            inputs_total,
            before: 0,
            bytes: 0,
            inputs: 0,
            sets: 0,
            rejected: 0,
        }
    }

    /// Goes on behind inputs that an earlier run has dealt with; so many bytes of them are not read again.
    pub fn after(self, inputs: usize, bytes: u64) -> Self {
        if let Shown::Bar(bar, unit) = &self.shown {
            bar.set_position(match unit {
                Unit::Bytes => bytes,
                Unit::Files => inputs as u64,
            });
            bar.reset_eta();
        }
        Self { before: bytes, bytes, inputs, ..self }
    }

    /// Counts what an event tells, and shows it from time to time.
    pub fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::Set { outcome, .. } => {
                self.sets += 1;
                self.rejected += u64::from(matches!(outcome, Outcome::Rejected(_)));
            }
            Event::Sets { count, .. } => self.sets += count,
            Event::Ended { .. } => self.inputs += 1,
            Event::Read { bytes } => {
                self.bytes += bytes;
                self.show();
            }
            Event::Table { .. } => {}
        }
    }

    fn show(&mut self) {
        let every = match self.shown {
            Shown::Nothing => return,
            Shown::Bar(..) => Duration::from_millis(100),
            Shown::Json => Duration::from_secs(1),
        };
        let now = Instant::now();
        if now < self.next {
            return;
        }
        self.next = now + every;
        match &self.shown {
            Shown::Nothing => {}
            Shown::Bar(bar, unit) => {
                bar.set_message(match self.rate() {
                    Some(rate) => format!(", {rate:.0} rows/s, {} rejected", self.rejected),
                    None => String::new(),
                });
                bar.set_position(match unit {
                    Unit::Bytes => self.bytes,
                    Unit::Files => self.inputs as u64,
                });
            }
            Shown::Json => self.line(false),
        }
    }

    /// Ends with a last line of JSON, or takes the bar away.
    pub fn finish(&self) {
        match &self.shown {
            Shown::Nothing => {}
            Shown::Bar(bar, _) => bar.finish_and_clear(),
            Shown::Json => self.line(true),
        }
    }

    fn line(&self, done: bool) {
        let seconds = self.began.elapsed().as_secs_f64();
        let read = self.bytes - self.before;
        let left = |total: u64| seconds * (total.saturating_sub(self.bytes)) as f64 / read as f64;
        let line = Line {
            format: "standpoint.progress/1",
            seconds,
            bytes: self.bytes,
            bytes_total: self.bytes_total,
            inputs: self.inputs,
            inputs_total: self.inputs_total,
            sets: self.sets,
            rejected: self.rejected,
            sets_per_second: self.rate(),
            seconds_left: if done { Some(0.0) } else { self.bytes_total.filter(|_| read > 0).map(left) },
            done,
        };
        message::note(&serde_json::to_string(&line).expect("texts and finite numbers are JSON"));
    }

    fn rate(&self) -> Option<f64> {
        let seconds = self.began.elapsed().as_secs_f64();
        (seconds > 0.0).then(|| self.sets as f64 / seconds)
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
