//! One portfolio through every format, kept as golden files.

use snapbox::{Data, assert_data_eq};
use standpoint::portfolio::{Plan, Portfolio};
use standpoint::render::portfolio::{Format, write};

use super::{build, entry, reports};

fn text(format: Format, portfolio: &Portfolio) -> String {
    let mut out = Vec::new();
    write(format, portfolio, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn portfolio() -> Portfolio {
    build(reports().iter().map(entry).collect(), &Plan::default())
}

#[test]
fn every_format_is_what_it_was() {
    let portfolio = portfolio();
    for (format, name) in [
        (Format::Markdown, "portfolio.md"),
        (Format::Html, "portfolio.html"),
        (Format::Json, "portfolio.json"),
    ] {
        let path = format!("tests/golden/{name}");
        // The style sheet is no part of what is kept.
        let page = text(format, &portfolio);
        let (before, after) = (page.split("<style>").next(), page.split("</style>").nth(1));
        let page = [before, after].into_iter().flatten().collect::<String>();
        assert_data_eq!(page, Data::read_from(path.as_ref(), None).raw());
    }
}

#[test]
fn a_saved_portfolio_is_read_back_the_same() {
    let portfolio = portfolio();
    let back: Portfolio = serde_json::from_str(&text(Format::Json, &portfolio)).unwrap();
    assert_eq!(back, portfolio);
    assert_eq!(text(Format::Html, &back), text(Format::Html, &portfolio));
}

#[test]
fn a_table_of_results_says_what_it_cannot_tell() {
    let rows = reports().into_iter().map(|report| {
        let mut entry = entry(&report);
        entry.details = None;
        entry.dimensions.iter_mut().flatten().for_each(|score| (score.low, score.high) = (None, None));
        entry
    });
    let portfolio = build(rows.collect(), &Plan::default());
    assert_eq!((portfolio.traits.as_ref(), portfolio.steps.as_ref(), portfolio.detailed), (None, None, 0));
    for format in [Format::Markdown, Format::Html] {
        let page = text(format, &portfolio);
        assert!(
            page.contains("holds no traits") && page.contains("from the answers, or from results in NDJSON")
        );
        // Aspen left half of the questions out, and nothing is known of the ranges of its dimensions.
        assert!(
            page.contains('~') && page.contains("does not say how far the missing answers could move it")
        );
    }
}

#[test]
fn nobody_at_all_makes_a_page_that_says_so() {
    let portfolio = build(Vec::new(), &Plan::default());
    for format in [Format::Markdown, Format::Html] {
        assert!(text(format, &portfolio).contains("There is no team to show."));
    }
    assert!(text(Format::Json, &portfolio).contains("\"teams\": []"));
}

#[test]
fn five_hundred_teams_make_a_page_of_less_than_a_megabyte() {
    let some = reports();
    let entries = (0..500).map(|index| {
        let mut entry = entry(&some[index % some.len()]);
        entry.team = Some(format!("Team {index:03}"));
        entry
    });
    let page = text(Format::Html, &build(entries.collect(), &Plan::default()));
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert_eq!(page.matches("<th scope=\"row\"").count(), 500);
}
