//! What `sql` takes.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

/// Write a questionnaire as one SQL query, to score answers inside a database
///
/// The query reads a table of answers as `batch` does, and gives the same rows: coverage, each pole with its bounds, zone,
/// label, confidence, integration, and each dimension on each pole. Levels, weak links, contradictions and
/// recommendations are left out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint sql devops-itops --table survey.answers > score.sql
  standpoint sql ours/ --dialect postgres --fields team,date --key id -o score.sql
  standpoint sql devops-itops --long --key id   a table with the columns id, question and answer
  duckdb -c \"CREATE VIEW answers AS FROM 'export.csv'; $(standpoint sql devops-itops --fields team)\"")]
pub struct Sql {
    /// A built-in id or a path
    pub questionnaire: String,
    /// The engine that the query is written for
    #[arg(long, value_enum, default_value_t = SqlDialect::Duckdb)]
    pub dialect: SqlDialect,
    /// The table that the answers lie in, with its schema if it needs one
    #[arg(long, default_value = "answers", value_parser = NonEmptyStringValueParser::new())]
    pub table: String,
    /// The columns that the table has beside the answers; `none` if it has none of them
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_values_t = [SqlField::Team, SqlField::Respondent, SqlField::Role, SqlField::Date]
    )]
    pub fields: Vec<SqlField>,
    /// A column that identifies the answer set, to be carried along; with --long it tells which answers belong together
    #[arg(long, value_name = "COLUMN", required_if_eq("long", "true"), value_parser = NonEmptyStringValueParser::new())]
    pub key: Option<String>,
    /// The table has one row an answer: the columns `question` and `answer`, and the key
    #[arg(long)]
    pub long: bool,
    /// The form that was answered, where no column `form` says so
    #[arg(long, default_value = "full")]
    pub form: String,
    /// Where the query goes
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The engine that a query is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SqlDialect {
    #[value(help = "DuckDB")]
    Duckdb,
    #[value(help = "PostgreSQL, 12 or later")]
    Postgres,
    /// Spark SQL and what is built on it
    Spark,
    /// Standard SQL, for other engines
    Ansi,
}

/// A column of the table beside the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SqlField {
    /// The team
    Team,
    /// Who answered
    Respondent,
    /// The role of whoever answered
    Role,
    /// When
    Date,
    /// The form that was answered
    Form,
    /// No such column
    None,
}
