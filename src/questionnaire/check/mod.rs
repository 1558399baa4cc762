//! What must hold of a questionnaire: one file a concern, each reports all it finds.

pub mod conditions;
pub mod ids;
pub mod references;

use super::draft::Draft;
use crate::diagnostic::Sink;
use conditions::Conditions;
use ids::Names;

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
    let names = ids::check(draft, sink);
    references::check(draft, &names, sink);
    let conditions = conditions::check(draft, &names, sink);
    Checked { names, conditions }
}
