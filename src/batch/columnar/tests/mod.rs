//! The short way against the long one: whatever the questionnaire and the table, the same bytes come out.

mod drafts;

use drafts::{Drafts, drafts, rows};
use proptest::prelude::*;
use proptest::sample::select;

use super::Columnar;
use crate::answers::{Columns, Reader, Syntax};
use crate::batch::chunk::{Judge, Set, Sets};
use crate::batch::event::Outcome;
use crate::batch::jobs::Jobs;
use crate::batch::split::Part;
use crate::batch::work::Worker;
use crate::batch::{Content, Format, Input, Plan, Scored, TableFormat};
use crate::diagnostic::Source;
use crate::questionnaire::{Kind, Question, Questionnaire, catalogue, compile};

/// What came of an input: the output, and what was said of each set.
type Said = (String, Vec<(Option<u64>, Outcome, Option<Scored>)>);

fn said(questionnaire: &Questionnaire, content: impl Into<Content>, text: &[u8], short: bool) -> Said {
    let content = content.into();
    let said = [true, false].map(|scores| {
        let plan = Plan { scores, ..Plan::new(questionnaire, Format::Csv) };
        let reader = Reader::new(questionnaire);
        let mut worker = Worker::new(&plan, &reader);
        if !short {
            worker.go_the_long_way();
        }
        let input = Input::stream("t", content, std::io::Cursor::new(text.to_vec()));
        let mut said = (String::new(), Vec::new());
        for chunk in Jobs::new(vec![input], &plan, &reader).flat_map(|job| worker.work(job)) {
            for sets in chunk.sets(0, true) {
                let (Sets::One(Set { output, .. }) | Sets::Plain { output, .. }) = sets;
                said.0.push_str(std::str::from_utf8(output).unwrap());
                if let Sets::One(Set { row, outcome, scored, .. }) = sets {
                    said.1.push((row, outcome.clone(), scored.cloned()));
                }
            }
        }
        said
    });
    let [beside, alone] = said;
    assert_eq!(beside.0, alone.0, "the lines are the same, whatever is kept beside them");
    beside
}

fn compiled(drafts: &Drafts) -> Questionnaire {
    let text = drafts.text();
    compile(&[Source::new("random", text.clone())])
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"))
        .questionnaire
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn both_ways_lead_from_cells_to_the_same_bytes(
        drafts in drafts(),
        rows in rows(),
        delimiter in select(&[',', ';', '\t'][..]),
        end in select(&["\n", "\r\n", "\r"][..]),
        quote in any::<bool>(),
        mark in any::<bool>(),
    ) {
        let questionnaire = compiled(&drafts);
        let mut text = drafts.csv(&rows, delimiter, end, quote);
        if mark {
            text.splice(0..0, "\u{feff}".bytes());
        }
        let [short, long] = [true, false].map(|short| said(&questionnaire, TableFormat::Csv, &text, short));
        prop_assert_eq!(short, long);
    }

    #[test]
    fn both_ways_lead_from_objects_to_the_same_bytes(
        drafts in drafts(),
        rows in rows(),
        end in select(&["\n", "\r\n"][..]),
    ) {
        let questionnaire = compiled(&drafts);
        let text = drafts.ndjson(&rows, end);
        let [short, long] = [true, false].map(|short| said(&questionnaire, TableFormat::Ndjson, &text, short));
        prop_assert_eq!(short, long);
    }

    #[test]
    fn both_ways_lead_from_files_to_the_same_bytes(drafts in drafts(), rows in rows()) {
        let questionnaire = compiled(&drafts);
        for row in &rows {
            let text = drafts.toml(row);
            let [short, long] = [true, false].map(|short| said(&questionnaire, Syntax::Toml, &text, short));
            prop_assert_eq!(short, long, "{}", String::from_utf8_lossy(&text));
            let text = drafts.ndjson(std::slice::from_ref(row), "\n");
            let [short, long] = [true, false].map(|short| said(&questionnaire, Syntax::Json, &text, short));
            prop_assert_eq!(short, long, "{}", String::from_utf8_lossy(&text));
        }
    }
}

/// Answers to the flagship in the ways that an export has them, and nothing odd.
fn plain(spelt: impl Fn(&str, &str) -> String) -> Vec<String> {
    let flagship = flagship();
    let row = |row: usize| {
        let cell = |(index, question): (usize, &Question)| {
            let choose = row * 31 + index * 7;
            let answer = match &question.kind {
                _ if question.when.is_some() => String::new(),
                _ if choose.is_multiple_of(13) => ["", "n/a", "unknown"][choose / 13 % 3].to_owned(),
                Kind::Choice(options) if row.is_multiple_of(2) => options[choose % options.len()].id.clone(),
                Kind::Choice(options) => (choose % options.len() + 1).to_string(),
                Kind::Multiple { options, .. } => options[choose % options.len()].id.clone(),
                Kind::Number(_) => (choose % 30).to_string(),
                Kind::YesNo => "yes".to_owned(),
                Kind::Text => "so".to_owned(),
            };
            spelt(&question.id, &answer)
        };
        let cells: Vec<String> = flagship.questions().iter().enumerate().map(cell).collect();
        cells.join(",")
    };
    (0..50).map(row).collect()
}

fn flagship() -> Questionnaire {
    compile(&catalogue::sources("devops-itops").unwrap()).unwrap().questionnaire
}

#[test]
fn plain_rows_go_the_short_way() {
    let flagship = flagship();
    let reader = Reader::new(&flagship);
    let titles = flagship.questions().iter().map(|question| question.id.as_str());
    let (columns, _) = Columns::new(&reader, titles, |_| unreachable!("all titles are known")).unwrap();
    let mut judge = Judge::new(&Plan::new(&flagship, Format::Csv));
    let mut columnar = Columnar::new(&Plan::new(&flagship, Format::Csv));
    let text = plain(|_, answer| answer.to_owned()).join("\n");
    let part = Part { bytes: text.into_bytes(), row: 1, line: 1 };
    let mut chunk = judge.chunk("t".into());
    assert!(
        columnar
            .cells(&mut chunk, &part, b',', &columns, |_, at, _| panic!("the row at {at} goes the long way"))
    );
    let chunk = chunk.finish(0);
    let sets: Vec<Sets<'_>> = chunk.sets(0, true).collect();
    assert!(matches!(&*sets, [Sets::Plain { last: 50, count: 50, .. }]));
    assert!(matches!(chunk.sets(20, true).next(), Some(Sets::Plain { last: 50, count: 30, .. })));
    assert!(chunk.sets(50, true).next().is_none());
    assert_eq!(chunk.sets(20, false).count(), 30);
}

#[test]
fn plain_objects_go_the_short_way() {
    let flagship = flagship();
    let mut judge = Judge::new(&Plan::new(&flagship, Format::Csv));
    let mut columnar = Columnar::new(&Plan::new(&flagship, Format::Csv));
    let mut chunk = judge.chunk("t".into());
    for (number, answers) in (1..).zip(plain(|id, answer| match answer.parse::<u32>() {
        Ok(number) => format!("\"{id}\":{number}"),
        Err(_) => format!("\"{id}\": \"{answer}\""),
    })) {
        let line =
            format!("{{\"questionnaire\": \"devops-itops\", \"team\": \"a\", \"answers\": {{{answers}}}}}");
        assert!(columnar.text(&mut chunk, Some(number), line.as_bytes(), Syntax::Json), "{line}");
    }
}

#[test]
fn plain_files_go_the_short_way() {
    let flagship = flagship();
    let plan = Plan::new(&flagship, Format::Csv);
    let (mut judge, mut columnar) = (Judge::new(&plan), Columnar::new(&plan));
    let mut chunk = judge.chunk("t".into());
    for answers in plain(|id, answer| match answer.parse::<u32>() {
        Ok(number) => format!("{id} = {number}\n"),
        Err(_) => format!("{id} = {{ answer = \"{answer}\", note = \"so\" }}\n"),
    }) {
        let answers = answers.replace("\n,", "\n");
        let text =
            format!("questionnaire = \"devops-itops\"\ndate = 2026-11-23 # today\n[answers]\n{answers}");
        assert!(columnar.text(&mut chunk, None, text.as_bytes(), Syntax::Toml), "{text}");
    }
}
