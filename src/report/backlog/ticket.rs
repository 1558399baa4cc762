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

impl Ticket {
    /// Returns the cells of the ticket, in the order of [`COLUMNS`]. Numbers are exact, efforts in person-days, days are
    /// working days from 0; labels and prerequisites are separated by commas.
    #[must_use]
    pub fn cells(&self, backlog: &Backlog) -> [String; 15] {
        let text = |text: &str| harmless(&printable(text));
        let paragraphs: Vec<String> =
            self.description(backlog).iter().map(|paragraph| printable(paragraph).into_owned()).collect();
        [
            text(&self.title),
            harmless(&paragraphs.join("\n\n")),
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
