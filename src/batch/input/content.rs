use std::path::Path;

use crate::answers::Syntax;

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// One answer set.
    Answers(Syntax),
    /// A table: a row an answer set.
    Table(TableFormat),
}

/// How a table of answers is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// Separated by commas, semicolons or tabs: whichever the row of titles has most of.
    Csv,
    /// Separated by tabs.
    Tsv,
    /// One JSON object a line.
    Ndjson,
    /// Parquet; read by builds with the feature `parquet`.
    Parquet,
}

impl From<Syntax> for Content {
    fn from(syntax: Syntax) -> Self {
        Self::Answers(syntax)
    }
}

impl From<TableFormat> for Content {
    fn from(format: TableFormat) -> Self {
        Self::Table(format)
    }
}

impl Content {
    /// Returns what a file of this name holds, by its extension. `.gz` and `.zst` are looked through.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "toml" => Syntax::Toml.into(),
            "json" => Syntax::Json.into(),
            "csv" => TableFormat::Csv.into(),
            "tsv" => TableFormat::Tsv.into(),
            "ndjson" | "jsonl" => TableFormat::Ndjson.into(),
            "parquet" => TableFormat::Parquet.into(),
            "gz" | "zst" => {
                let within = Path::new(path.file_stem()?);
                let packs = |extension: &str| ["gz", "zst", "parquet"].contains(&extension);
                let extension = within.extension()?.to_str()?.to_ascii_lowercase();
                return if packs(&extension) { None } else { Self::of(within) };
            }
            _ => return None,
        })
    }

    /// Returns what a text holds that begins like this; the first line with anything in it must be whole, if it is not
    /// very long.
    pub(in crate::batch) fn of_text(start: &[u8]) -> Self {
        if start.starts_with(b"PAR1") {
            return TableFormat::Parquet.into();
        }
        let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
        let mut lines = start.split(|byte| matches!(byte, b'\n' | b'\r')).map(<[u8]>::trim_ascii);
        let line = lines.find(|line| !line.is_empty()).unwrap_or_default();
        match line.first() {
            // An object that ends where its line ends is one of many; one set is spread over lines by those who write it.
            Some(b'{') if line == b"{" || (!line.ends_with(b"}") && lines.next().is_some()) => {
                Syntax::Json.into()
            }
            Some(b'{') => TableFormat::Ndjson.into(),
            Some(b'#' | b'[') => Syntax::Toml.into(),
            _ if assigns(line) => Syntax::Toml.into(),
            _ => TableFormat::Csv.into(),
        }
    }
}

/// Whether a line gives a TOML key a value.
fn assigns(line: &[u8]) -> bool {
    let of_key = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.\"' ".contains(byte);
    line.iter().position(|byte| !of_key(byte)).is_some_and(|at| at > 0 && line[at] == b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_content_also_under_a_packing() {
        let of = |name| Content::of(Path::new(name));
        assert_eq!(of("a/b.toml"), Some(Syntax::Toml.into()));
        assert_eq!(of("B.JSON.GZ"), Some(Syntax::Json.into()));
        assert_eq!(of("t.csv.zst"), Some(TableFormat::Csv.into()));
        assert_eq!(of("t.jsonl"), Some(TableFormat::Ndjson.into()));
        assert_eq!(of("t.tsv"), Some(TableFormat::Tsv.into()));
        for nothing in ["t", "t.gz", "t.csv.gz.gz", "t.parquet.gz", ".csv", "t.xyz", "csv", "t.csv.bak"] {
            assert_eq!(of(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_text_is_told_by_how_it_begins() {
        let of = |text: &str| Content::of_text(text.as_bytes());
        for json in ["{\n  \"team\": \"a\"\n}", "\n{ \"answers\": {\n\"pace\": 1}}"] {
            assert_eq!(of(json), Syntax::Json.into(), "{json}");
        }
        for lines in ["{\"team\": \"a\"}\n{}", "{}", "\u{feff}{\"a\": 1}\r\n", "{\"a\": \"very long"] {
            assert_eq!(of(lines), TableFormat::Ndjson.into(), "{lines}");
        }
        for toml in ["# answers\n", "team = \"a\"", "[answers]", "\"a b\" . c = 1", "answers.pace=1"] {
            assert_eq!(of(toml), Syntax::Toml.into(), "{toml}");
        }
        assert_eq!(of("PAR1\u{15}"), TableFormat::Parquet.into());
        for csv in ["team,pace\n", "pace", "", "\n\n", "team;a=b", "= 1"] {
            assert_eq!(of(csv), TableFormat::Csv.into(), "{csv}");
        }
    }
}
