//! The same answers, however they are packed, named and brought in.

use std::fs;
use std::io::{self, Cursor, Read, Write as _};
use std::path::Path;

use standpoint::batch::{Format, Input, Plan, Rename, Summary, TableFormat};
use tempfile::TempDir;

use super::{Run, column, run, run_plan, small};

const TABLE: &str = "team,pace,days\nledger,daily,21\nportal,monthly,\n\"x, y\",unknown,0.5\n";

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

pub fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn unknown(bytes: impl Into<Vec<u8>>) -> Run {
    run(vec![Input::unknown_stream("t", Cursor::new(bytes.into()))], Format::Csv, 2)
}

/// What was scored, without where it came from.
fn scores(text: &str) -> Vec<String> {
    text.lines().map(|line| line.splitn(3, ',').nth(2).unwrap().to_owned()).collect()
}

#[test]
fn answers_score_the_same_packed_or_not_in_files_and_streams() {
    let ndjson = r#"{"team": "ledger", "answers": {"pace": "daily", "days": 21}}
{"team": "portal", "answers": {"pace": "monthly"}}
{"team": "x, y", "answers": {"pace": "unknown", "days": 0.5}}
"#;
    let expected = run(super::table(TABLE, TableFormat::Csv), Format::Csv, 1);
    assert_eq!(expected.summary.scored, 3);
    let folder = TempDir::new().unwrap();
    for (extension, text) in [
        ("csv", TABLE.to_owned()),
        (
            "csv",
            TABLE.replace("x, y", "x\u{1}y").replace(',', ";").replace('\u{1}', ", ").replace('\n', "\r\n"),
        ),
        ("csv", format!("\u{feff}{TABLE}")),
        ("tsv", TABLE.replace("\"x, y\"", "x\u{1}y").replace(',', "\t").replace('\u{1}', ", ")),
        ("ndjson", ndjson.to_owned()),
    ] {
        for (packing, bytes) in [
            ("", text.clone().into_bytes()),
            (".gz", gzip(text.as_bytes())),
            (".zst", zstandard(text.as_bytes())),
        ] {
            let path = folder.path().join(format!("t.{extension}{packing}"));
            fs::write(&path, &bytes).unwrap();
            for input in [Input::file(&path).unwrap(), Input::unknown_stream("t", Cursor::new(bytes))] {
                let run = run(vec![input], Format::Csv, 2);
                assert_eq!(run.rejected, Vec::<String>::new(), "{extension}{packing}");
                assert_eq!(scores(&run.text), scores(&expected.text), "{extension}{packing}");
            }
        }
    }
    let files: Vec<Input> = [
        ("1.toml", "team = \"ledger\"\n[answers]\npace = \"daily\"\ndays = 21\n".as_bytes().to_vec()),
        ("2.json.gz", gzip(b"{\"team\": \"portal\", \"answers\": {\"pace\": \"monthly\"}}")),
        ("3.toml.zst", zstandard(b"team = \"x, y\"\n[answers]\npace = \"unknown\"\ndays = 0.5\n")),
    ]
    .into_iter()
    .map(|(name, bytes)| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        Input::file(&path).unwrap()
    })
    .collect();
    assert_eq!(scores(&run(files, Format::Csv, 2).text), scores(&expected.text));
}

#[test]
fn a_stream_is_told_by_how_it_begins() {
    let whole = "{\n  \"team\": \"a\",\n  \"answers\": { \"pace\": \"daily\" }\n}\n";
    for text in [
        whole,
        "team = \"a\"\nanswers.pace = \"daily\"\n",
        "# answers\nteam = \"a\"\nanswers = { pace = \"daily\" }\n",
        "\n{\"team\": \"a\", \"answers\": {\"pace\": \"daily\"}}\n",
        "team;pace\na;daily\n",
    ] {
        for bytes in [text.as_bytes().to_vec(), gzip(text.as_bytes())] {
            let run = unknown(bytes);
            assert_eq!(run.rejected, Vec::<String>::new(), "{text}");
            assert_eq!(column(&run.text, "team"), ["a"], "{text}");
        }
    }
    let broken = unknown("{\n \"team\": \"a\",\n");
    assert_eq!(broken.summary.rejected, 1);
    assert!(broken.rejected[0].starts_with("t: 3:1: "), "{:?}", broken.rejected);
}

fn with(text: &str, renames: &[Rename], strict: bool) -> Run {
    run_plan(
        super::table(text, TableFormat::Csv),
        &Plan { renames, strict, ..Plan::new(small(), Format::Csv) },
    )
}

fn odd(summary: &Summary) -> Vec<String> {
    let line = |odd: &standpoint::batch::Reason| {
        format!(
            "{} {}{} {}",
            odd.count,
            odd.input,
            odd.place.map_or(String::new(), |at| format!(":{at}")),
            odd.message
        )
    };
    summary.odd.iter().map(line).collect()
}

#[test]
fn a_column_that_is_not_known_is_passed_over_and_told_once() {
    let text = "team,pase,pace,,e-mail\na,x,daily,y,a@b\nb,x,monthly,,\n";
    let run = with(text, &[], false);
    assert_eq!((run.summary.scored, run.summary.rejected), (2, 0));
    assert_eq!(
        odd(&run.summary),
        [
            "1 t:1:6 the column `pase` is not known; did you mean `pace`?",
            "1 t:1:16 a column has no title; name it, or remove it",
            "1 t:1:17 the column `e-mail` is not known; columns are team, respondent, role, date, form, and the ids of \
             the questions of `small`",
        ]
    );
    let twice = super::run(
        [super::table(text, TableFormat::Csv), super::table(text, TableFormat::Csv)]
            .into_iter()
            .flatten()
            .collect(),
        Format::Csv,
        2,
    );
    assert_eq!(twice.summary.odd.iter().map(|odd| odd.count).collect::<Vec<_>>(), [2, 2, 2]);
    let known = with("team,pace\na,daily\nb,monthly\n", &[], true);
    assert_eq!(known.text, run.text);
    let strict = with(text, &[], true);
    assert_eq!((strict.summary.scored, strict.summary.rejected), (0, 1));
    assert!(strict.rejected[0].ends_with("[unknown-column] (and 2 more)"), "{:?}", strict.rejected);
}

#[test]
fn columns_may_have_titles_of_their_own() {
    let rename = |column: &str, title: &str| Rename { column: column.into(), title: title.into() };
    let renames = [rename("team", "Your team"), rename("pace", "How often?"), rename("role", "Rolle")];
    let run = with("How often? , Your team,role\ndaily,a,dev\n", &renames, false);
    assert_eq!(
        (column(&run.text, "team"), column(&run.text, "role")),
        (vec!["a".into()], vec!["dev".into()])
    );
    assert_eq!(odd(&run.summary), ["1 t no column has the title `Rolle`, to be read as `role`"]);
    let strict = with("How often?,Your team,role\ndaily,a,dev\n", &renames, true);
    assert!(strict.rejected[0].ends_with("[missing-column]"), "{:?}", strict.rejected);
    let twice = with("pace,How often?\n1,2\n", &renames[1..2], false);
    assert!(twice.rejected[0].ends_with("[repeated-column]"), "{:?}", twice.rejected);
}

#[test]
fn rows_before_damaged_data_are_scored() {
    use std::fmt::Write as _;
    let mut text = "team,pace\n".to_owned();
    for row in 0..50_000 {
        writeln!(text, "team {},daily", row * 7919 % 10_007).unwrap();
    }
    for packed in [gzip(text.as_bytes()), zstandard(text.as_bytes())] {
        let run = unknown(&packed[..packed.len() / 2]);
        assert!(run.summary.scored > 10_000, "{}", run.summary.scored);
        assert_eq!(run.summary.rejected, 1);
        assert!(run.rejected[0].contains("damaged or cut off"), "{:?}", run.rejected);
        assert!(run.rejected[0].ends_with("[unreadable-input]"));
        assert_eq!(super::rows(&run.text).len() as u64, run.summary.scored + 1);
    }
}

/// The same bytes again and again, without end.
struct Endless(&'static [u8], usize);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        for byte in &mut *buffer {
            *byte = self.0[self.1 % self.0.len()];
            self.1 += 1;
        }
        Ok(buffer.len())
    }
}

#[test]
fn a_line_without_an_end_is_told_whatever_it_is_packed_in() {
    let more = gzip(&b"0".repeat(1 << 20));
    for start in ["", "team,pace\n", "team,pace\na,daily\n\"", "{\"team\": \""] {
        let packed = [gzip(start.as_bytes()), more.repeat(20)].concat();
        let run = unknown(packed);
        assert_eq!(run.summary.rejected, 1, "{start}");
        assert!(run.rejected[0].ends_with("[endless-row]"), "{start}: {:?}", run.rejected);
    }
    let endless = run(vec![Input::stream("t", TableFormat::Csv, Endless(b"team,", 0))], Format::Csv, 2);
    assert!(endless.rejected[0].ends_with("[endless-row]"), "{:?}", endless.rejected);
}

#[test]
fn an_answer_file_that_unpacks_to_far_too_much_is_not_unpacked_whole() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.toml.gz");
    fs::write(&path, gzip(&b"# so on\n".repeat(1 << 17)).repeat(65)).unwrap();
    let run = run(vec![Input::file(&path).unwrap()], Format::Csv, 1);
    assert!(run.rejected[0].ends_with("[too-large]"), "{:?}", run.rejected);
}

#[test]
fn what_is_added_while_a_table_is_read_is_left_out() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("t.csv");
    fs::write(&path, "pace\n".to_owned() + &"daily\n".repeat(50_000)).unwrap();
    let plan = Plan::new(small(), Format::Csv);
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    let mut sets = 0;
    // Each row that is scored adds another: reading to the end would have none.
    standpoint::batch::run(vec![Input::file(&path).unwrap()], &plan, |event| {
        if let standpoint::batch::Event::Set { .. } = event {
            sets += 1;
            file.write_all(b"daily\n").unwrap();
        }
        std::ops::ControlFlow::Continue(())
    });
    assert_eq!(sets, 50_000);
}

#[test]
fn from_says_what_files_of_any_name_hold() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("export.txt"), TABLE).unwrap();
    let find = |name: &str| {
        standpoint::batch::find(&folder.path().join(name), Some(TableFormat::Csv.into())).unwrap()
    };
    for name in ["export.txt", "*.txt"] {
        let run = run(find(name), Format::Csv, 1);
        assert_eq!(column(&run.text, "team"), ["ledger", "portal", "x, y"]);
        assert_eq!(Path::new(&column(&run.text, "input")[0]), folder.path().join("export.txt"));
    }
}
