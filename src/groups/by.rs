use std::str::FromStr;
use std::{error, fmt};

use crate::answers::Subject;

/// What answer sets are grouped by, the widest first: `team,role` puts the roles of each team under the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By(Vec<Axis>);

/// One thing that answer sets are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Axis {
    /// The team.
    Team,
    /// The respondent's role.
    Role,
    /// The date, as finely as this.
    Date(Grain),
}

/// How finely dates are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grain {
    /// `2026-03-31`.
    Day,
    /// `2026-03`.
    Month,
    /// `2026-Q1`.
    Quarter,
    /// `2026`.
    Year,
}

/// Every name of an axis, and what it means.
const AXES: [(&str, Axis); 6] = [
    ("team", Axis::Team),
    ("role", Axis::Role),
    ("date", Axis::Date(Grain::Day)),
    ("date:month", Axis::Date(Grain::Month)),
    ("date:quarter", Axis::Date(Grain::Quarter)),
    ("date:year", Axis::Date(Grain::Year)),
];

impl Axis {
    /// Returns the name: `team`, `role`, `date`, `date:month`, `date:quarter` or `date:year`.
    #[must_use]
    pub fn name(self) -> &'static str {
        AXES.iter().find(|(_, axis)| *axis == self).map_or("", |(name, _)| name)
    }

    /// Returns which group an answer set belongs to; `None` if it says nothing of that. Spaces round a name do not count.
    #[must_use]
    pub fn value(self, subject: &Subject) -> Option<String> {
        let text = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        match self {
            Self::Team => text(&subject.team),
            Self::Role => text(&subject.role),
            Self::Date(grain) => subject.date.map(|date| match grain {
                Grain::Day => date.to_string(),
                Grain::Month => format!("{:04}-{:02}", date.year(), date.month()),
                Grain::Quarter => format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
                Grain::Year => format!("{:04}", date.year()),
            }),
        }
    }

    /// Spells which group an answer set belongs to: no two groups are spelt alike, and nothing is allocated.
    pub(super) fn spell(self, subject: &Subject, out: &mut Vec<u8>) {
        let text = match self {
            Self::Team => &subject.team,
            Self::Role => &subject.role,
            Self::Date(_) => {
                // A group of many days has a spelling for each of them.
                let days = subject.date.map(|date| (date.year(), date.month(), date.day()));
                let (year, month, day) = days.unwrap_or_default();
                out.extend(year.to_be_bytes());
                out.extend(month.to_be_bytes());
                return out.extend(day.to_be_bytes());
            }
        };
        out.extend(text.as_deref().unwrap_or_default().trim().as_bytes());
        // No text has this byte.
        out.push(0xff);
    }

    /// Whether two axes tell the same apart, however finely.
    fn resembles(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

impl By {
    /// Returns the axes, the widest first; there is at least one.
    #[must_use]
    pub fn axes(&self) -> &[Axis] {
        &self.0
    }
}

impl FromStr for By {
    type Err = ByError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut found: Vec<Axis> = Vec::new();
        for name in text.split(',').map(str::trim) {
            let Some((_, axis)) = AXES.into_iter().find(|(known, _)| *known == name) else {
                return Err(ByError::Unknown(name.to_owned()));
            };
            // A year has its quarters under it, so that a date may come again if it comes more finely.
            let again = found.iter().any(|known| known.resembles(axis) && !finer(*known, axis));
            if again {
                return Err(ByError::Again(name.to_owned()));
            }
            found.push(axis);
        }
        Ok(Self(found))
    }
}

/// Whether `later` divides the dates of `earlier`.
fn finer(earlier: Axis, later: Axis) -> bool {
    let rank = |axis| match axis {
        Axis::Date(Grain::Year) => 1,
        Axis::Date(Grain::Quarter) => 2,
        Axis::Date(Grain::Month) => 3,
        Axis::Date(Grain::Day) => 4,
        Axis::Team | Axis::Role => 0,
    };
    rank(later) > rank(earlier)
}

/// Why a text does not say what to group by.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ByError {
    /// Sets cannot be grouped by this.
    Unknown(String),
    /// It has been said before.
    Again(String),
}

impl fmt::Display for ByError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                let names: Vec<&str> = AXES.iter().map(|(name, _)| *name).collect();
                write!(f, "sets cannot be grouped by `{name}`, only by {}", names.join(", "))
            }
            Self::Again(name) => write!(f, "`{name}` divides no further what comes before it"),
        }
    }
}

impl error::Error for ByError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_and_written() {
        for (name, axis) in AXES {
            assert_eq!(name.parse(), Ok(By(vec![axis])));
            assert_eq!(axis.name(), name);
        }
        let by: By = "date:year, team,date:quarter,role".parse().unwrap();
        assert_eq!(by.axes().len(), 4);
    }

    #[test]
    fn what_cannot_be_grouped_by_is_refused() {
        for text in ["", "team,", "respondent", "date:week", "TEAM"] {
            assert!(matches!(text.parse::<By>(), Err(ByError::Unknown(_))), "{text}");
        }
        for text in ["team,team", "date,date:year", "date:month,role,date:month"] {
            assert!(matches!(text.parse::<By>(), Err(ByError::Again(_))), "{text}");
        }
        let message = "week".parse::<By>().unwrap_err().to_string();
        assert!(message.contains("`week`") && message.contains("date:quarter"), "{message}");
    }

    #[test]
    fn dates_fall_into_months_quarters_and_years() {
        let subject = |month| Subject { date: Some(jiff::civil::date(2026, month, 1)), ..Subject::default() };
        let value = |grain, month| Axis::Date(grain).value(&subject(month)).unwrap();
        assert_eq!(value(Grain::Day, 3), "2026-03-01");
        assert_eq!(value(Grain::Month, 3), "2026-03");
        assert_eq!(value(Grain::Quarter, 3), "2026-Q1");
        assert_eq!(value(Grain::Quarter, 4), "2026-Q2");
        assert_eq!(value(Grain::Quarter, 12), "2026-Q4");
        assert_eq!(value(Grain::Year, 12), "2026");
        assert_eq!(Axis::Date(Grain::Year).value(&Subject::default()), None);
        let blank = Subject { team: Some("  ".to_owned()), ..Subject::default() };
        assert_eq!(Axis::Team.value(&blank), None);
    }
}
