//! The definition: what is asked, what an answer is worth, how teams are placed and what they are advised.

mod build;
pub mod catalogue;
mod check;
mod codes;
mod condition;
mod diags;
mod draft;
mod expression;
mod fingerprint;
pub mod keys;
mod lint;
mod load;
mod merged;
mod model;
mod quantity;
mod reader;
mod syntax;

pub use codes::CODES;
pub use condition::{Condition, Fact, Operand, Reading, Relation, Truth, Value};
pub(crate) use fingerprint::digits;
pub use lint::lints;
pub use load::{LARGEST, LoadError, load};
pub use model::*;

use crate::diagnostic::{Diagnostics, Sink, Source, Span};
use draft::File;
use merged::Draft;
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
    read(sources, |_, _, _| {})
}

/// Does what [`compile`] does, and warns of texts and shape that make answers worse; for authors, not for each run.
///
/// # Errors
/// As [`compile`].
pub fn lint(sources: &[Source]) -> Result<Compiled, Diagnostics> {
    read(sources, lint::lint)
}

/// Reads and checks a questionnaire, and lets `look` have a look at it once it is valid.
fn read(
    sources: &[Source],
    look: impl FnOnce(&Draft<'_>, &Questionnaire, &mut Sink),
) -> Result<Compiled, Diagnostics> {
    let mut sink = Sink::new();
    let mut tables = Vec::with_capacity(sources.len());
    for source in sources {
        tables.push(syntax::parse(source, &mut sink));
    }
    if sink.has_errors() {
        return Err(sink.finish());
    }
    let mut draft = Draft::default();
    for (source, table) in sources.iter().zip(&tables) {
        let place = Place { source, span: Span::new(0, 0) };
        draft.append(place, File::read_table(&mut Reader::new(source, &mut sink), table, place));
    }
    let checked = check::check(&draft, &mut sink);
    if sink.has_errors() {
        return Err(sink.finish());
    }
    let fingerprint = fingerprint::fingerprint(&tables.iter().collect::<Vec<_>>());
    match build::build(&draft, checked, fingerprint) {
        Some(questionnaire) => {
            look(&draft, &questionnaire, &mut sink);
            Ok(Compiled { questionnaire, warnings: sink.finish() })
        }
        None => Err(sink.finish()),
    }
}
