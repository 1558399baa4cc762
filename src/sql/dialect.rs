//! What engines disagree about.

/// The words that an engine understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// PostgreSQL, 12 or later.
    Postgres,
    /// Apache Spark SQL, 3.3 or later, and what is built on it.
    Spark,
    /// Standard SQL with `LEAST` and `GREATEST` (SQL:2023), for engines that are close to it.
    Ansi,
}

/// Digits with a point and an exponent, as answer files have them; short enough to be a finite number everywhere.
const NUMBER: &str = "^[+-]?([0-9]{1,30}([.][0-9]{0,30})?|[.][0-9]{1,30})([eE][+-]?[0-9]{1,2})?$";

impl Dialect {
    /// Returns the name of a column or table, quoted.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::Spark => format!("`{}`", name.replace('`', "``")),
            Self::DuckDb | Self::Postgres | Self::Ansi => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// Returns the longest name of a column, in bytes, if a longer one would be cut silently.
    pub(super) fn longest_name(self) -> Option<usize> {
        match self {
            Self::Postgres => Some(63),
            Self::DuckDb | Self::Spark | Self::Ansi => None,
        }
    }

    /// Returns the type of texts.
    pub(super) fn text_type(self) -> &'static str {
        match self {
            Self::Spark => "STRING",
            Self::DuckDb | Self::Postgres | Self::Ansi => "VARCHAR",
        }
    }

    /// Returns the type of numbers with 53 binary digits.
    pub(super) fn double_type(self) -> &'static str {
        match self {
            Self::DuckDb | Self::Spark => "DOUBLE",
            Self::Postgres | Self::Ansi => "DOUBLE PRECISION",
        }
    }

    /// Returns a text without white space around it.
    pub(super) fn trimmed(self, text: &str) -> String {
        match self {
            Self::DuckDb => format!("TRIM({text}, E' \\t\\n\\r')"),
            Self::Postgres => format!("BTRIM({text}, E' \\t\\n\\r')"),
            Self::Spark => format!("TRIM(BOTH ' \\t\\n\\r' FROM {text})"),
            Self::Ansi => format!("TRIM(BOTH ' ' FROM {text})"),
        }
    }

    /// Returns a list of answers joined by `;` without white space and empty parts, between two semicolons.
    pub(super) fn listed(self, text: &str) -> String {
        let inner = match self {
            Self::DuckDb | Self::Postgres => {
                let plain = format!("REGEXP_REPLACE({text}, '\\s*;[\\s;]*', ';', 'g')");
                return match self {
                    Self::DuckDb => format!("';' || TRIM({plain}, ';') || ';'"),
                    _ => format!("';' || BTRIM({plain}, ';') || ';'"),
                };
            }
            Self::Spark => format!("REGEXP_REPLACE({text}, '\\\\s*;[\\\\s;]*', ';')"),
            Self::Ansi => {
                let spaces = format!("REPLACE(REPLACE({text}, ' ;', ';'), '; ', ';')");
                (0..3).fold(spaces, |text, _| format!("REPLACE({text}, ';;', ';')"))
            }
        };
        format!("';' || TRIM(BOTH ';' FROM {inner}) || ';'")
    }

    /// Returns the condition that a text is a number, if the engine can tell.
    pub(super) fn is_number(self, text: &str) -> Option<String> {
        match self {
            Self::DuckDb => Some(format!("REGEXP_FULL_MATCH({text}, '{NUMBER}')")),
            Self::Postgres => Some(format!("{text} ~ '{NUMBER}'")),
            Self::Spark => Some(format!("{text} RLIKE '{NUMBER}'")),
            Self::Ansi => None,
        }
    }

    /// Returns what keeps the engine from copying the expressions of a step into each place that names them; with every
    /// further step they would grow by a factor.
    pub(super) fn fence(self) -> &'static str {
        match self {
            Self::Postgres => "\n  OFFSET 0",
            Self::DuckDb | Self::Spark | Self::Ansi => "",
        }
    }
}

/// Returns a text as a literal.
pub(super) fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// Returns a number as a literal that every engine reads back as the same number, give or take the last bit.
///
/// Engines take short literals for decimals, and some round a quotient of two decimals to a few digits: what can be
/// reckoned before belongs in the literal.
pub(super) fn number(value: f64) -> String {
    let plain = format!("{:?}", value.abs());
    let literal = match plain.split_once('e') {
        Some((digits, exponent)) => format!("{digits}E{exponent}"),
        None => plain,
    };
    if value < 0.0 { format!("(-{literal})") } else { literal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_read_as_what_they_stand_for() {
        assert_eq!(number(1.0), "1.0");
        assert_eq!(number(-0.25), "(-0.25)");
        assert_eq!(number(1e-12), "1E-12");
        assert_eq!(number(1.0 / 3.0), "0.3333333333333333");
        assert_eq!(text("it's"), "'it''s'");
        assert_eq!(Dialect::Postgres.name("a\"b"), "\"a\"\"b\"");
        assert_eq!(Dialect::Spark.name("automation.itops"), "`automation.itops`");
    }
}
