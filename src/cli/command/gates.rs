//! Gates: the least that a pipeline asks for.

use standpoint::report::{Gate, Report};

use crate::cli::error::{Error, Message};
use crate::cli::exit::Exit;
use crate::cli::message;

/// Reads gates for a report.
pub fn read(texts: &[String], report: &Report) -> Result<Vec<Gate>, Error> {
    let read = |text: &String| {
        Gate::parse(text, report)
            .map_err(|error| Error::Usage(Message { text: error.message, hints: vec![error.help] }))
    };
    texts.iter().map(read).collect()
}

/// Names the gates that a report misses, and says how the program ends.
pub fn hold(report: &Report, gates: &[Gate]) -> Exit {
    let team = report.subject.team.as_deref().map(|team| format!("{team}: ")).unwrap_or_default();
    let missed: Vec<String> = gates.iter().filter_map(|gate| gate.miss(report)).collect();
    for line in &missed {
        message::note(&format!("{team}{line}"));
    }
    if missed.is_empty() { Exit::Done } else { Exit::Gate }
}
