//! Tables in Parquet say the same as tables of text, in and out.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use standpoint::batch::{Format, Input, Plan, TableFormat};

use super::command::{folder, standpoint};
use super::{column, run, run_plan, small, table};

/// A table with every type that answers come in, and a gap in each column.
fn write(path: &Path) {
    let schema = "message table {
        optional binary team (UTF8);
        optional int32 date (DATE);
        optional binary pace (UTF8);
        optional double days;
        optional boolean by-hand;
        optional group parts (LIST) { repeated group list { optional binary element (UTF8); } }
        optional int64 extras;
        optional int64 seen (TIMESTAMP_MILLIS);
    }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut file = SerializedFileWriter::new(
        fs::File::create(path).unwrap(),
        schema,
        Arc::new(WriterProperties::default()),
    )
    .unwrap();
    let mut group = file.next_row_group().unwrap();
    let texts = |texts: &[&str]| texts.iter().map(|text| ByteArray::from(*text)).collect::<Vec<_>>();
    let mut next = |fill: &dyn Fn(&mut parquet::file::writer::SerializedColumnWriter<'_>)| {
        let mut column = group.next_column().unwrap().unwrap();
        fill(&mut column);
        column.close().unwrap();
    };
    next(&|column| {
        column
            .typed::<ByteArrayType>()
            .write_batch(&texts(&["a, \"b\"\nc", "d"]), Some(&[1, 1, 0]), None)
            .unwrap();
    });
    next(&|column| {
        column.typed::<Int32Type>().write_batch(&[20_780, -1], Some(&[1, 1, 0]), None).unwrap();
    });
    next(&|column| {
        column
            .typed::<ByteArrayType>()
            .write_batch(&texts(&["daily", "sometimes"]), Some(&[1, 1, 0]), None)
            .unwrap();
    });
    next(&|column| {
        column.typed::<DoubleType>().write_batch(&[21.0, 0.5], Some(&[1, 0, 1]), None).unwrap();
    });
    next(&|column| {
        column.typed::<BoolType>().write_batch(&[true, false], Some(&[0, 1, 1]), None).unwrap();
    });
    next(&|column| {
        let (present, repeated) = ([3, 3, 0, 3], [0, 1, 0, 0]);
        let values = texts(&["roles", "runbook", "none"]);
        column.typed::<ByteArrayType>().write_batch(&values, Some(&present), Some(&repeated)).unwrap();
    });
    next(&|column| {
        column.typed::<Int64Type>().write_batch(&[1, 1], Some(&[1, 0, 1]), None).unwrap();
    });
    next(&|column| {
        column.typed::<Int64Type>().write_batch(&[0, 1], Some(&[1, 1, 0]), None).unwrap();
    });
    group.close().unwrap();
    file.close().unwrap();
}

/// A table in which everything is a text, and what is empty is null.
pub fn texts(path: &Path, table: &str) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let mut records = reader.records().map(Result::unwrap);
    let titles = records.next().unwrap();
    let rows: Vec<csv::StringRecord> = records.collect();
    let fields: Vec<&str> = titles.iter().collect();
    let fields = format!("optional binary {} (UTF8);", fields.join(" (UTF8); optional binary "));
    let schema = Arc::new(parse_message_type(&format!("message table {{ {fields} }}")).unwrap());
    let file = fs::File::create(path).unwrap();
    let mut file = SerializedFileWriter::new(file, schema, Arc::new(WriterProperties::default())).unwrap();
    for rows in rows.chunks(500) {
        let mut group = file.next_row_group().unwrap();
        for column in 0..titles.len() {
            let cells: Vec<&str> = rows.iter().map(|row| &row[column]).collect();
            let present: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_empty())).collect();
            let values: Vec<ByteArray> =
                cells.into_iter().filter(|cell| !cell.is_empty()).map(ByteArray::from).collect();
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&present), None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    file.close().unwrap();
}

const SAME: &str = "team,date,pace,days,by-hand,parts,extras,seen
\"a, \"\"b\"\"\nc\",2026-11-23,daily,21,,roles;runbook,1,1970-01-01
d,1969-12-31,sometimes,,true,,,1970-01-01T00:00:00.001
,,,0.5,false,none,1,
";

#[test]
fn parquet_says_the_same_as_a_table_of_text() {
    let folder = folder();
    let path = folder.path().join("t.parquet");
    write(&path);
    let mut texts = Vec::new();
    for threads in [1, 2, 8] {
        let found = run(vec![Input::file(&path).unwrap()], Format::Csv, threads);
        assert_eq!((found.summary.scored, found.summary.rejected), (2, 1), "{:?}", found.rejected);
        // Nobody could find a line in it.
        let told = format!("{} set 2: `pace`", path.display());
        assert!(found.rejected[0].starts_with(&told), "{:?}", found.rejected);
        texts.push(found.text);
    }
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]));
    let same = run(table(SAME, TableFormat::Csv), Format::Csv, 1);
    for title in ["team", "date", "row", "status", "coverage", "flow", "flow_low", "ground_high", "work.flow"]
    {
        assert_eq!(column(&texts[0], title), column(&same.text, title), "{title}");
    }
}

#[test]
fn what_is_odd_about_the_columns_of_parquet_has_no_place_in_a_text() {
    let folder = folder();
    let path = folder.path().join("t.parquet");
    texts(&path, "team,pase,pace\na,,daily\n");
    let found = run(vec![Input::file(&path).unwrap()], Format::Csv, 1);
    let [odd] = found.summary.odd.as_slice() else { panic!("{:?}", found.summary) };
    assert!(odd.message.contains("did you mean `pace`?") && odd.place.is_none(), "{odd:?}");
    let plan = Plan { strict: true, ..Plan::new(small(), Format::Csv) };
    let found = run_plan(vec![Input::file(&path).unwrap()], &plan);
    assert_eq!(found.rejected.len(), 1);
    assert!(
        found.rejected[0].starts_with(&format!("{}: the column `pase`", path.display())),
        "{:?}",
        found.rejected
    );
}

#[test]
fn results_in_parquet_are_those_in_text() {
    let folder = folder();
    fs::write(folder.path().join("t.csv"), SAME.replace("d,1969", "=d,1969")).unwrap();
    let mut first = None;
    for threads in ["1", "2", "8"] {
        let arguments =
            ["batch", "t.csv", "teams", "-Q", "small.toml", "-o", "r.parquet", "--threads", threads];
        let output = standpoint(folder.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(4), "{}", String::from_utf8_lossy(&output.stderr));
        let bytes = fs::read(folder.path().join("r.parquet")).unwrap();
        assert_eq!(&bytes, first.get_or_insert(bytes.clone()));
    }
    let text = standpoint(folder.path(), &["batch", "t.csv", "teams", "-Q", "small.toml"], b"");
    let mut reader = csv::ReaderBuilder::new().from_reader(Cursor::new(text.stdout));
    let titles: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let cells: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let file = fs::File::open(folder.path().join("r.parquet")).unwrap();
    let rows: Vec<_> = parquet::file::serialized_reader::SerializedFileReader::new(file)
        .unwrap()
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!((rows.len(), cells.len()), (4, 4));
    for (row, cells) in rows.iter().zip(&cells) {
        for (index, ((title, field), cell)) in row.get_column_iter().zip(cells).enumerate() {
            use parquet::record::Field;
            assert_eq!(*title, titles[index]);
            let text = match field {
                Field::Null => String::new(),
                Field::Str(text) => text.replace("=d", "'=d"),
                Field::Double(number) => number.to_string(),
                Field::Long(number) => number.to_string(),
                Field::Date(days) => [("20780", "2026-11-23"), ("-1", "1969-12-31")]
                    .iter()
                    .find(|(number, _)| *number == days.to_string())
                    .unwrap()
                    .1
                    .to_owned(),
                other => panic!("{title}: {other}"),
            };
            assert_eq!(text, cell, "{title}");
        }
    }
}

#[test]
fn long_texts_do_not_wait_until_there_are_many_rows_of_parquet() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    let folder = folder();
    let path = folder.path().join("r.parquet");
    let mut writer =
        standpoint::batch::ParquetWriter::new(fs::File::create(&path).unwrap(), b"team,status\n").unwrap();
    let line = format!("{},scored\n", "x".repeat(1 << 20));
    for _ in 0..70 {
        writer.write(line.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    let written = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
    let rows: Vec<i64> = written
        .metadata()
        .row_groups()
        .iter()
        .map(parquet::file::metadata::RowGroupMetaData::num_rows)
        .collect();
    assert_eq!((rows.len(), rows.iter().sum::<i64>()), (3, 70), "{rows:?}");
}

#[test]
fn parquet_that_is_damaged_or_comes_by_a_pipe_is_told() {
    let folder = folder();
    let path = folder.path().join("t.parquet");
    write(&path);
    let whole = fs::read(&path).unwrap();
    for bytes in [&whole[..whole.len() / 2], b"PAR1", b"", b"team,pace\na,daily\n"] {
        fs::write(&path, bytes).unwrap();
        let found = run(vec![Input::file(&path).unwrap()], Format::Csv, 2);
        assert!(found.rejected[0].ends_with("[unreadable-input]"), "{:?}", found.rejected);
    }
    let piped = run(vec![Input::unknown_stream("t", Cursor::new(whole))], Format::Csv, 2);
    assert!(piped.rejected[0].contains("save it to a file"), "{:?}", piped.rejected);
}

#[test]
fn a_portfolio_of_results_is_the_same_from_parquet() {
    let folder = folder();
    let path = folder.path();
    fs::write(
        path.join("t.csv"),
        "team,respondent,date,pace\n=a,p,2026-01-03,daily\nb,,,monthly\nc,,,never\n\"d, e\",,2026-02-03,\n",
    )
    .unwrap();
    let portfolio = |results: &str| {
        let made = standpoint(path, &["batch", "-Q", "small.toml", "t.csv", "-o", results], b"");
        assert_eq!(made.status.code(), Some(4));
        let output = standpoint(path, &["portfolio", "-Q", "small.toml", results, "--format", "json"], b"");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let whole = portfolio("r.csv");
    assert!(whole.contains("\"=a\"") && whole.contains("\"d, e\""), "{whole}");
    assert_eq!(portfolio("r.parquet"), whole);
}
