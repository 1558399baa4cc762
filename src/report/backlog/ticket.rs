use super::{Backlog, Ticket};
use crate::report::number::{self, exact};
use crate::report::row::harmless;
use crate::text::printable;

/// The titles of the columns of a backlog. The first three are what every tracker's import asks for.
pub const COLUMNS: [&str; 15] = [
    "title",
    "description",
    "labels",
    "id",
    "number",
    "effort_low",
    "effort",
    "effort_high",
    "after",
    "start_day",
    "end_day",
    "gain",
    "trait",
    "dimension",
    "team",
];

/// How the columns of a backlog are called, and which there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Columns {
    /// All, under [their own names](COLUMNS); the first two are those that GitLab takes.
    #[default]
    Own,
    /// Those of Jira: a column for each label, and no punctuation in the titles.
    Jira,
    /// Those of Azure Boards: each ticket is a task, and its tags are separated by semicolons.
    Azure,
}

impl Columns {
    /// Returns the rows of a table, the titles first.
    #[must_use]
    pub fn rows(self, backlog: &Backlog) -> Vec<Vec<String>> {
        let text = |text: &str| harmless(&printable(text));
        let most = backlog.tickets.iter().map(|ticket| ticket.labels.len()).max().unwrap_or(0);
        let titles: Vec<&str> = match self {
            Self::Own => COLUMNS.to_vec(),
            Self::Jira => {
                let labels = std::iter::repeat_n("Labels", most);
                ["Summary", "Description", "Effort"].into_iter().chain(labels).collect()
            }
            Self::Azure => vec!["Work Item Type", "Title", "Description", "Tags"],
        };
        let row = |ticket: &Ticket| match self {
            Self::Own => ticket.cells(backlog).to_vec(),
            Self::Jira => {
                let labels = ticket.labels.iter().map(|label| text(label));
                let none = std::iter::repeat_n(String::new(), most - ticket.labels.len());
                let effort = ticket.effort.middle.to_string();
                let first = [text(&ticket.title), ticket.paragraphs(backlog), effort];
                first.into_iter().chain(labels).chain(none).collect()
            }
            Self::Azure => vec![
                "Task".to_owned(),
                text(&ticket.title),
                ticket.paragraphs(backlog),
                text(&ticket.labels.join("; ")),
            ],
        };
        let titles = titles.into_iter().map(str::to_owned).collect();
        std::iter::once(titles).chain(backlog.tickets.iter().map(row)).collect()
    }
}

impl Ticket {
    /// Returns the cells of the ticket, in the order of [`COLUMNS`]. Numbers are exact, efforts in person-days, days are
    /// working days from 0; labels and prerequisites are separated by commas.
    #[must_use]
    pub fn cells(&self, backlog: &Backlog) -> [String; 15] {
        let text = |text: &str| harmless(&printable(text));
        [
            text(&self.title),
            self.paragraphs(backlog),
            text(&self.labels.join(",")),
            text(&self.id),
            self.number.to_string(),
            self.effort.low.to_string(),
            self.effort.middle.to_string(),
            self.effort.high.to_string(),
            text(&self.after.join(",")),
            self.start.to_string(),
            self.end.to_string(),
            self.gain.to_string(),
            text(&self.of),
            text(&self.dimension),
            text(backlog.team.as_deref().unwrap_or_default()),
        ]
    }

    /// The description in one cell.
    fn paragraphs(&self, backlog: &Backlog) -> String {
        let paragraphs: Vec<String> =
            self.description(backlog).iter().map(|paragraph| printable(paragraph).into_owned()).collect();
        harmless(&paragraphs.join("\n\n"))
    }

    /// Returns what a tracker shows under the title: why, first step, sign of success, effort and what comes first; one
    /// paragraph each.
    #[must_use]
    pub fn description(&self, backlog: &Backlog) -> Vec<String> {
        let worth = if number::shows_gain(self.gain) {
            format!("Worth {}, added over the overall scores.", number::gain(self.gain))
        } else {
            "By itself it adds little yet.".to_owned()
        };
        let mut paragraphs = vec![format!("Raises {} ({}). {worth}", self.trait_title, self.dimension_title)];
        let labelled =
            |label: &str, text: &Option<String>| text.as_ref().map(|text| format!("{label}: {text}"));
        paragraphs.extend(labelled("First step", &self.first_step));
        paragraphs.extend(labelled("Sign of success", &self.sign));
        paragraphs.push(if self.estimated {
            format!("Effort: {}", number::effort((self.effort.low, self.effort.high)))
        } else {
            format!("Effort: not stated; {} person-days are assumed", exact(self.effort.middle))
        });
        let before: Vec<String> = self
            .after
            .iter()
            .filter_map(|id| backlog.tickets.iter().find(|ticket| ticket.id == *id))
            .map(|ticket| format!("{}. {}", ticket.number, ticket.title))
            .collect();
        if !before.is_empty() {
            paragraphs.push(format!("Comes after: {}", before.join("; ")));
        }
        if !self.reading.is_empty() {
            paragraphs.push(format!("Read on: {}", self.reading.join("; ")));
        }
        paragraphs
    }
}
