//! What says how answer sets are grouped.

use std::path::PathBuf;

use clap::Args;
use standpoint::groups::By;

/// How answer sets are grouped, if they are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Groups")]
pub struct Grouped {
    /// Sum up by `team`, `role` and `date` (also `date:month`, `date:quarter`, `date:year`), the widest first
    #[arg(long, value_name = "team,role,date")]
    pub by: Option<By>,
    /// Where the groups go, `.csv` or `.json`; without it, beside the results: `results.groups.csv`
    #[arg(long, value_name = "FILE", requires = "by")]
    pub groups: Option<PathBuf>,
    /// Show no group of fewer persons, nor what would give one away; 3 at least
    #[arg(long, value_name = "N", default_value_t = 5, requires = "by", value_parser = clap::value_parser!(u16).range(3..))]
    pub min_group: u16,
}
