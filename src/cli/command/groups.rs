use std::io::{self, Write};

use standpoint::batch::Tally;
use standpoint::groups::{GroupTable, Grouping, Groups};
use standpoint::questionnaire::Questionnaire;

use crate::cli::args::Grouped;
use crate::cli::error::{Error, display};
use crate::cli::output::Target;

type Writer = fn(&GroupTable, &mut dyn Write) -> io::Result<()>;

/// The groups of a batch, counted in the same pass.
pub struct Collected {
    groups: Groups,
    target: Target,
    write: Writer,
}

impl Collected {
    /// Returns empty groups, if any are asked for; `beside` is where the results go.
    pub fn new(
        args: &Grouped,
        questionnaire: &Questionnaire,
        beside: &Target,
    ) -> Result<Option<Self>, Error> {
        let Some(by) = args.by.clone() else { return Ok(None) };
        let target = match (&args.groups, beside) {
            (Some(path), _) => Target::new(Some(path)),
            (None, Target::File(results)) => Target::File(results.with_extension("groups.csv")),
            (None, Target::Stdout) => {
                return Err(Error::usage("the results go to standard output, and the groups need a place")
                    .hint("name a file for the groups with --groups, or one for the results with -o"));
            }
        };
        if target == *beside {
            return Err(Error::usage("the results and the groups cannot go to the same place"));
        }
        let grouping = Grouping::new(by).at_least(args.min_group.into());
        Ok(Some(Self { groups: Groups::new(&grouping, questionnaire), write: writer(&target)?, target }))
    }

    /// Returns where they go.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Returns what counts the sets that a thread has scored.
    pub fn tally(&self) -> Tally<'_> {
        let mut adder = self.groups.adder();
        Box::new(move |subject, scores| adder.add(subject, scores))
    }

    /// Writes what may be seen of the groups.
    pub fn write(&self, questionnaire: &Questionnaire) -> Result<(), Error> {
        let table = self.groups.table(questionnaire);
        self.target.write(|out| (self.write)(&table, out))
    }
}

/// How the groups are written: by the file's extension, and as CSV to standard output.
fn writer(target: &Target) -> Result<Writer, Error> {
    let Target::File(path) = target else { return Ok(GroupTable::write_csv) };
    match path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(GroupTable::write_csv),
        Some("json") => Ok(GroupTable::write_json),
        _ => Err(Error::usage(format!("the extension of {} names no format of groups", display(path)))
            .hint("use .csv or .json")),
    }
}
