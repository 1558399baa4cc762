use standpoint::batch::{Reason, Summary};

use crate::cli::message;

/// So many columns that are not known are told one by one.
const TOLD: usize = 20;

/// Says on standard error how the run went, and why sets were rejected.
pub fn tell(summary: &Summary) {
    message::note(&format!("{} scored, {} rejected", sets(summary.scored), summary.rejected));
    for reason in summary.odd.iter().take(TOLD) {
        message::note(&line("warning", reason));
    }
    if let more @ 1.. = summary.odd.len().saturating_sub(TOLD) {
        message::note(&format!("  {more} more columns have warnings"));
    }
    for reason in &summary.reasons {
        message::note(&line("rejected", reason));
    }
    for reason in &summary.warnings {
        message::note(&line("warning", reason));
    }
}

/// So many answer sets, in words.
pub fn sets(count: u64) -> String {
    format!("{count} answer set{}", if count == 1 { "" } else { "s" })
}

/// A reason with its count and first place.
fn line(what: &str, reason: &Reason) -> String {
    let row = reason.row.map(|row| format!(" (row {row})")).unwrap_or_default();
    let place = reason.place.map(|place| format!(":{place}")).unwrap_or_default();
    format!(
        "  {what} {} time{}: [{}] first in {}{place}{row}: {}",
        reason.count,
        if reason.count == 1 { "" } else { "s" },
        reason.code,
        reason.input,
        reason.message
    )
}
