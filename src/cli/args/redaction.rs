//! What is left out of a result for sharing.

use clap::{Args, ValueEnum};
use standpoint::report::Private;

#[derive(Debug, Args)]
pub struct Redaction {
    /// Leave out what the result says of people; numbers stay
    #[arg(long, value_enum, value_name = "PARTS", value_delimiter = ',')]
    pub redact: Vec<Part>,
}

/// A part that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Remarks, reasons why a question does not apply, and answers in free text
    Notes,
    /// The team, the respondent and the role, and in JUnit and SARIF the file of the answers
    Names,
    /// Where answers can be checked
    Evidence,
    /// All of these
    All,
}

impl Redaction {
    /// Returns what is to be left out.
    pub fn parts(&self) -> Vec<Private> {
        let parts = self.redact.iter().flat_map(|part| match part {
            Part::Notes => &[Private::Notes][..],
            Part::Names => &[Private::Names],
            Part::Evidence => &[Private::Evidence],
            Part::All => &Private::ALL,
        });
        parts.copied().collect()
    }
}
