//! What must hold of a questionnaire: one file a concern, each reports all it finds.

mod anchors;
mod conditions;
mod forms;
mod ids;
mod kinds;
mod levels;
mod members;
mod method;
mod options;
mod reach;
mod recommendations;
mod references;
mod samples;
mod sections;
mod zones;

pub use conditions::Conditions;
pub use ids::Names;
pub use zones::Sides;

use super::merged::Draft;
use crate::diagnostic::Sink;

/// What the checks found out.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The ids that others refer to.
    pub names: Names<'a>,
    /// The conditions.
    pub conditions: Conditions,
}

/// Checks a draft.
pub fn check<'a>(draft: &Draft<'a>, sink: &mut Sink) -> Checked<'a> {
    sections::check(draft, sink);
    let names = ids::check(draft, sink);
    references::check(draft, &names, sink);
    members::check(draft, &names, sink);
    kinds::check(draft, sink);
    options::check(draft, &names, sink);
    anchors::check(draft, sink);
    levels::check(draft, sink);
    method::check(draft, sink);
    zones::check(draft, &names, sink);
    recommendations::check(draft, &names, sink);
    let conditions = conditions::check(draft, &names, sink);
    forms::check(draft, &conditions.questions, sink);
    reach::check(draft, &names, &conditions, sink);
    Checked { names, conditions }
}
