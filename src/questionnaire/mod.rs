//! The definition: what is asked, what an answer is worth, how teams are placed and what they are advised.

mod build;
pub mod catalogue;
mod check;
mod condition;
mod diags;
mod draft;
mod expression;
mod fingerprint;
pub mod keys;
mod model;
mod reader;

pub use condition::{Condition, Fact, Operand, Reading, Relation, Truth, Value};
pub use model::*;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostics, Sink, Source};
use draft::{Draft, File};
use reader::{Place, Reader, Record as _};

/// A questionnaire without errors, and what is worth a look all the same.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// Findings that do not keep it from being used.
    pub warnings: Diagnostics,
}

/// Reads and checks a questionnaire: one file, or several that are taken together in the order given.
///
/// # Errors
/// All findings of all files, at least one of them an error. While a file is not valid TOML, nothing else is checked.
pub fn compile(sources: &[Source]) -> Result<Compiled, Diagnostics> {
    let mut sink = Sink::new();
    let mut tables = Vec::with_capacity(sources.len());
    for source in sources {
        let (table, problems) = DeTable::parse_recoverable(source.text());
        for problem in problems {
            let span = problem.span().unwrap_or_default().into();
            sink.push(diags::syntax(Place { source, span }, problem.message()));
        }
        tables.push(table.into_inner());
    }
    if sink.has_errors() {
        return Err(sink.finish());
    }
    let mut draft = Draft::default();
    for (source, table) in sources.iter().zip(&tables) {
        let place = Place { source, span: crate::diagnostic::Span::new(0, 0) };
        draft.append(File::read_table(&mut Reader::new(source, &mut sink), table, place));
    }
    let checked = check::check(&draft, &mut sink);
    if sink.has_errors() {
        return Err(sink.finish());
    }
    let fingerprint = fingerprint::fingerprint(&tables.iter().collect::<Vec<_>>());
    match build::build(&draft, checked, fingerprint) {
        Some(questionnaire) => Ok(Compiled { questionnaire, warnings: sink.finish() }),
        None => Err(sink.finish()),
    }
}
