use std::path::Path;

use standpoint::questionnaire::{Questionnaire, catalogue};
use standpoint::text::printable;

/// What the survey says of the world around it.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Where the answers are kept.
    pub file: String,
    /// The command that goes on with the survey.
    pub survey: String,
    /// The command that makes the report.
    pub report: String,
}

impl Desk {
    /// Returns what is said of answers in this file to the questionnaire that was named like this, beside the answers
    /// of an earlier survey.
    pub fn new(path: &Path, name: &str, questionnaire: &Questionnaire, earlier: Option<&Path>) -> Self {
        let file = printable(&path.display().to_string()).into_owned();
        let named = quoted(&file);
        let from = earlier.map(|path| format!(" --from {}", quoted(&printable(&path.display().to_string()))));
        let from = from.unwrap_or_default();
        // A built-in questionnaire is found by what the file says.
        let found = catalogue::sources(name).is_some() && name == questionnaire.id();
        let (survey, report) = if found {
            (format!("standpoint survey{from} -o {named}"), format!("standpoint report {named}"))
        } else {
            let name = quoted(name);
            (
                format!("standpoint survey {name}{from} -o {named}"),
                format!("standpoint report {named} -Q {name}"),
            )
        };
        Self { file, survey, report }
    }
}

/// Returns a file name as a shell wants it.
fn quoted(file: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-/~".contains(c);
    if file.chars().all(plain) { file.to_owned() } else { format!("'{}'", file.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_for_the_shell_where_they_need_it() {
        assert_eq!(quoted("teams/payments.toml"), "teams/payments.toml");
        assert_eq!(quoted("it's ours.toml"), "'it'\\''s ours.toml'");
    }
}
