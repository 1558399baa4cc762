use std::io;

use serde::Serialize;

use crate::report::row::harmless;

/// The value of [`GroupTable::format`].
pub const FORMAT: &str = "standpoint.groups/1";

/// The results of all groups. What may not be seen is `null`, and so is what is undefined; the reason stands beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GroupTable {
    /// The format and its version: `standpoint.groups/1`.
    pub format: &'static str,
    /// The program that made it.
    pub generator: String,
    /// The id of the questionnaire that was answered.
    pub questionnaire: String,
    /// Its version.
    pub version: String,
    /// The fingerprint of its definition.
    pub fingerprint: String,
    /// What the sets are grouped by, the widest first.
    pub by: Vec<&'static str>,
    /// A group of fewer persons is not shown.
    pub min_group: u64,
    /// All sets, then each group before the groups that it holds, in the order of their names.
    pub groups: Vec<Group>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Group {
    /// What `by` says of it, as far as the group is that narrow: nothing for all sets; `null` for sets that say nothing.
    pub key: Vec<Option<String>>,
    /// How many answer sets it has; `null` if it is not shown.
    pub n: Option<u64>,
    /// Why it is not shown.
    pub reason: Option<Reason>,
    /// Its results, in the order of the definition; none if it is not shown.
    pub measures: Vec<Measure>,
    /// How its sets are spread over the zones; `null` if it is not shown, or without zones.
    pub zones: Option<Zones>,
}

/// A group's results on one score.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Measure {
    /// `coverage`, `integration`, a pole, or a dimension and a pole: `automation.devops`.
    pub id: String,
    /// How many sets have a value; `null` if that may not be seen.
    pub n: Option<u64>,
    /// The arithmetic mean, 0..=1.
    pub mean: Option<f64>,
    /// The mean if all missing answers of these sets were worth nothing, 0..=1.
    pub low: Option<f64>,
    /// The mean if all missing answers of these sets were worth the most, 0..=1.
    pub high: Option<f64>,
    /// The standard deviation of a sample (n - 1).
    pub sd: Option<f64>,
    /// The 10th percentile, and so on.
    pub q10: Option<f64>,
    /// The lower quartile.
    pub q25: Option<f64>,
    /// The median.
    pub q50: Option<f64>,
    /// The upper quartile.
    pub q75: Option<f64>,
    /// The 90th percentile.
    pub q90: Option<f64>,
    /// By how much a percentile can be wrong at most: 0 for up to 512 distinct values, then at most 1/1024.
    pub q_error: Option<f64>,
    /// Why a value is `null`.
    pub reason: Option<Reason>,
}

/// How the sets of a group are spread over the zones.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Zones {
    /// How many sets have a zone; `null` if that may not be seen.
    pub n: Option<u64>,
    /// Why there are no shares.
    pub reason: Option<Reason>,
    /// Each zone, in the order of the definition; none if that may not be seen.
    pub shares: Vec<Share>,
}

/// The share of a zone.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Share {
    /// The zone's id.
    pub zone: String,
    /// How many sets are in it.
    pub count: u64,
    /// Its share of the sets that have a zone, 0..=1.
    pub share: f64,
    /// The lower end of the share's interval of 95 % (Wilson).
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Why a value is `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It speaks of fewer persons than a result needs.
    TooFew,
    /// With it, what is hidden elsewhere could be reckoned.
    Complement,
    /// Fewer than ten persons stand behind it: a percentile or a share would tell of one of them.
    UnderTen,
    /// No set has a value.
    NoData,
}

impl Reason {
    /// Returns `too-few`, `complement`, `under-ten` or `no-data`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::Complement => "complement",
            Self::UnderTen => "under-ten",
            Self::NoData => "no-data",
        }
    }
}

/// The columns behind those of the groups.
const COLUMNS: [&str; 17] = [
    "measure",
    "n",
    "mean",
    "low",
    "high",
    "sd",
    "q10",
    "q25",
    "q50",
    "q75",
    "q90",
    "q_error",
    "count",
    "share",
    "share_low",
    "share_high",
    "reason",
];

impl GroupTable {
    /// Writes the whole as JSON.
    ///
    /// # Errors
    /// Returns what the writer returns.
    pub fn write_json(&self, out: &mut dyn io::Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }

    /// Writes a table with one row for each group and measure, and for each group and zone. A group that is not shown
    /// has one row.
    ///
    /// # Errors
    /// Returns what the writer returns.
    pub fn write_csv(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(["level"].iter().chain(&self.by).chain(&COLUMNS))?;
        for group in &self.groups {
            let key = self.key(group);
            if group.reason.is_some() {
                table.write_record(key.iter().chain(&Cells::default().named("", group.reason).0))?;
            }
            for measure in &group.measures {
                table.write_record(key.iter().chain(&of_measure(measure).0))?;
            }
            let Some(zones) = &group.zones else { continue };
            if zones.shares.is_empty() {
                let mut cells = Cells::default().named("zones", zones.reason);
                cells.whole("n", zones.n);
                table.write_record(key.iter().chain(&cells.0))?;
            }
            for share in &zones.shares {
                table.write_record(key.iter().chain(&of_share(zones, share).0))?;
            }
        }
        table.flush()
    }

    /// How narrow the group is, then what each axis says of it.
    fn key(&self, group: &Group) -> Vec<String> {
        let level = group.key.len().checked_sub(1).map_or("total", |depth| self.by[depth]);
        let mut cells = vec![level.to_owned()];
        cells.extend((0..self.by.len()).map(|depth| match group.key.get(depth) {
            Some(Some(value)) => harmless(value),
            Some(None) | None => String::new(),
        }));
        cells
    }
}

fn of_measure(measure: &Measure) -> Cells {
    let mut cells = Cells::default().named(&measure.id, measure.reason);
    cells.whole("n", measure.n);
    for (column, value) in [
        ("mean", measure.mean),
        ("low", measure.low),
        ("high", measure.high),
        ("sd", measure.sd),
        ("q10", measure.q10),
        ("q25", measure.q25),
        ("q50", measure.q50),
        ("q75", measure.q75),
        ("q90", measure.q90),
        ("q_error", measure.q_error),
    ] {
        cells.number(column, value);
    }
    cells
}

fn of_share(zones: &Zones, share: &Share) -> Cells {
    let mut cells = Cells::default().named(&format!("zone:{}", share.zone), zones.reason);
    cells.whole("n", zones.n);
    cells.whole("count", Some(share.count));
    cells.number("share", Some(share.share));
    cells.number("share_low", Some(share.low));
    cells.number("share_high", Some(share.high));
    cells
}

/// The cells of one row, empty until they are filled.
#[derive(Default)]
struct Cells([String; COLUMNS.len()]);

impl Cells {
    fn named(mut self, measure: &str, reason: Option<Reason>) -> Self {
        self.set("measure", measure.to_owned());
        self.set("reason", reason.map(|reason| reason.as_str().to_owned()).unwrap_or_default());
        self
    }

    fn whole(&mut self, column: &str, value: Option<u64>) {
        self.set(column, value.map(|value| value.to_string()).unwrap_or_default());
    }

    /// The shortest decimal that reads back as the same number.
    fn number(&mut self, column: &str, value: Option<f64>) {
        self.set(column, value.map(|value| value.to_string()).unwrap_or_default());
    }

    fn set(&mut self, column: &str, text: String) {
        if let Some(index) = COLUMNS.iter().position(|title| *title == column) {
            self.0[index] = text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::GroupTable;
    use crate::report::schema::is_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        is_published::<GroupTable>("groups", "Results by group");
    }
}
