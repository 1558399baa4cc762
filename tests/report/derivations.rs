//! Every number of a page leads to how it comes about, and that is what `explain` tells.

use proptest::prelude::*;
use standpoint::answers::{AnswerSheet, Entry, Response};
use standpoint::questionnaire::{Kind, Questionnaire, Value};
use standpoint::render::{Format, Options};
use standpoint::report::Report;
use standpoint::report::document::{self, Block, Detail, Section, Text};
use standpoint::report::explain::{Line, Topic, explain};
use standpoint::report::number::exact;
use standpoint::text::printable;

use super::fixture::{built_in, of_sheet, rendered, report, sheet};
use super::hostile::{HOSTILE, hostile};

/// The words of markup, without its tags; what stands in a line of its own is one.
fn words(html: &str) -> String {
    let lines = html.replace("<br>", "\n").replace("<li", "\n<li").replace("<ul>", "");
    let mut text = String::new();
    let mut tag = false;
    for c in lines.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if tag => {}
            _ => text.push(c),
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// All that a document explains, in its order: the words and the topic.
fn numbers(report: &Report) -> Vec<(String, String)> {
    fn add(section: &Section, all: &mut Vec<(String, String)>) {
        let mut text = |text: &Text| {
            let explained = text.0.iter().filter_map(|span| Some((span, span.topic.as_ref()?)));
            all.extend(explained.map(|(span, topic)| (printable(&span.text).into_owned(), topic.clone())));
        };
        section.aside.iter().for_each(&mut text);
        for block in &section.blocks {
            match block {
                Block::Paragraph(of) => text(of),
                Block::List(list) => list.items.iter().for_each(&mut text),
                Block::Facts(facts) => facts.iter().for_each(|fact| text(&fact.text)),
                Block::Table(table) => table.rows.iter().flatten().for_each(&mut text),
                Block::Drawing(drawing) => drawing.twin.rows.iter().flatten().for_each(&mut text),
                Block::Callout(callout) => text(&callout.text),
                Block::Answers(answers) => {
                    answers.0.iter().filter_map(|line| line.value.as_ref()).for_each(&mut text);
                }
            }
        }
        section.sections.iter().for_each(|part| add(part, all));
    }
    let mut all = Vec::new();
    document::write(report, Detail::Full).sections.iter().for_each(|section| add(section, &mut all));
    all
}

/// A line as the page shows it, with its steps if they stand there.
fn shown(line: &Line, steps: bool) -> String {
    let weight = line.weight.map(|weight| format!("{} × ", exact(weight))).unwrap_or_default();
    let head = format!("{weight}{}: {}", printable(&line.title), printable(&line.says));
    let steps = line.steps.iter().filter(|_| steps).map(|step| printable(&step.text()).into_owned());
    std::iter::once(head).chain(steps).collect::<Vec<_>>().join("\n")
}

/// What stands in a page under an anchor.
fn derivation(page: &str, anchor: &str) -> String {
    let id = format!("id=\"{anchor}\"");
    assert_eq!(page.matches(&id).count(), 1, "{anchor}");
    let (before, after) = page.split_once(&id).unwrap();
    let end = if before.ends_with("<li ") { "</li>" } else { "</div>" };
    let (inside, _) = after.split_once('>').unwrap().1.split_once(end).unwrap();
    words(inside)
}

#[track_caller]
fn explains_every_number(report: &Report) {
    let page = rendered(Format::Html, report, &Options::default());
    let (main, why) = page.split_once("<aside id=\"why\"").unwrap_or((&page, ""));
    let links: Vec<(&str, String)> = main
        .split("<a href=\"#n")
        .skip(1)
        .map(|rest| {
            let (number, rest) = rest.split_once("\">").unwrap();
            (number, words(rest.split_once("</a>").unwrap().0))
        })
        .collect();
    let numbers = numbers(report);
    let said: Vec<&String> = links.iter().map(|(_, words)| words).collect();
    assert_eq!(said, numbers.iter().map(|(words, _)| words).collect::<Vec<_>>());

    for ((number, _), (words, topic)) in links.iter().zip(&numbers) {
        let topic = Topic::parse(topic, report).unwrap_or_else(|unknown| panic!("{words}: {unknown}"));
        let line = explain(report, &topic, 1).unwrap_or_else(|| panic!("{words}: {topic:?}"));
        let anchor = format!("n{number}");
        let found = derivation(&page, &anchor);
        if matches!(topic, Topic::Question(_)) {
            // An answer stands within its trait, with its weight there.
            let found = found.split_once(" × ").expect("an answer that counts has a weight").1.to_owned();
            assert_eq!(found, shown(&Line { weight: None, ..line }, true));
            continue;
        }
        let (head, steps) = shown(&line, true).split_once('\n').map_or_else(
            || (shown(&line, true), String::new()),
            |(head, steps)| (head.to_owned(), format!("\n{steps}")),
        );
        let with_steps = matches!(topic, Topic::Trait(_) | Topic::Flip(_));
        let whole = format!("{head} {}{steps}", printable(&line.topic));
        let parts = line.parts.iter().map(|part| shown(part, with_steps));
        assert_eq!(found, std::iter::once(whole).chain(parts).collect::<Vec<_>>().join("\n"));
    }
    // Whatever a derivation leads to is there as well.
    for number in why.split("<a href=\"#n").skip(1).map(|rest| rest.split_once('"').unwrap().0) {
        derivation(&page, &format!("n{number}"));
    }
}

#[test]
fn every_number_of_a_page_leads_to_its_derivation() {
    explains_every_number(&report());
    for text in HOSTILE {
        explains_every_number(&hostile(text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_of_a_page_leads_to_its_derivation_whatever_is_answered(seed: u64) {
        for id in ["devops-itops", "delivery-metrics", "ops-readiness"] {
            let questionnaire = built_in(id);
            explains_every_number(&of_sheet(&questionnaire, &sheet(&questionnaire, seed)));
        }
    }
}

/// A sheet in which every question is answered, in turn with the options from a start.
fn all_answered(questionnaire: &Questionnaire, start: usize, stride: usize) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(questionnaire);
    for (turn, index) in questionnaire.question_indices().enumerate() {
        let pick = start + turn * stride;
        let value = match &questionnaire[index].kind {
            Kind::Choice(options) => Value::Choice(pick % options.len()),
            Kind::Multiple { options, .. } => Value::Multiple((0..=pick % options.len()).collect()),
            Kind::Number(number) => Value::Number(number.minimum.unwrap_or(0.0) + pick as f64),
            Kind::YesNo => Value::YesNo(pick.is_multiple_of(2)),
            Kind::Text => Value::Text("as it is".to_owned()),
        };
        sheet.set(index, Some(Entry::from(Response::Answered(value))));
    }
    sheet
}

/// A sheet in which every question has the option that is worth so many quarters, reversed where the question is.
fn all_worth(questionnaire: &Questionnaire, quarters: usize) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(questionnaire);
    for index in questionnaire.question_indices() {
        let question = &questionnaire[index];
        let wanted = if question.reversed { 4 - quarters } else { quarters };
        let at = |count: usize| ((count - 1) * wanted + 2) / 4;
        let value = match &question.kind {
            Kind::Choice(options) => Value::Choice(at(options.len())),
            Kind::Multiple { .. } => continue,
            Kind::Number(number) => Value::Number(number.minimum.unwrap_or(0.0)),
            Kind::YesNo => Value::YesNo(wanted > 2),
            Kind::Text => Value::Text("as it is".to_owned()),
        };
        sheet.set(index, Some(Entry::from(Response::Answered(value))));
    }
    sheet
}

#[test]
fn the_page_of_the_flagship_stays_under_300_kilobytes_whatever_is_answered() {
    let questionnaire = built_in("devops-itops");
    // A team to which nearly every move applies has the longest page.
    for quarters in [0, 1] {
        let report = of_sheet(&questionnaire, &all_worth(&questionnaire, quarters));
        let bytes = rendered(Format::Html, &report, &Options::default()).len();
        let moves = report.recommendations.len();
        assert!(moves > 90, "{moves} moves at {quarters} quarters");
        assert!(bytes < 300_000, "{bytes} bytes with {moves} moves at {quarters} quarters");
    }
    for (start, stride) in [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (0, 1), (0, 2), (0, 3), (3, 7)] {
        let report = of_sheet(&questionnaire, &all_answered(&questionnaire, start, stride));
        assert!(report.coverage.answered >= 60, "{:?}", report.coverage);
        let bytes = rendered(Format::Html, &report, &Options::default()).len();
        assert!(bytes < 300_000, "{bytes} bytes from {start} by {stride}");
    }
}
