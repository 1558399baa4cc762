//! The workbook as a spreadsheet reads it.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use standpoint::portfolio::{Plan, Portfolio};
use standpoint::render::portfolio::{Format, write};

use super::{build, entry, report, reports};

fn bytes(portfolio: &Portfolio) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(Format::Xlsx, portfolio, &mut bytes).expect("a vector takes everything");
    bytes
}

fn sheet(portfolio: &Portfolio, name: &str) -> Range<Data> {
    let mut workbook = Xlsx::new(Cursor::new(bytes(portfolio))).expect("it is a workbook");
    workbook.worksheet_range(name).expect("there is such a sheet")
}

/// The cells below a title, without it.
fn column(of: &Range<Data>, title: &str) -> Vec<Data> {
    let titles = of.rows().next().expect("there are titles");
    let at = titles.iter().position(|cell| *cell == Data::String(title.to_owned()));
    let at = at.unwrap_or_else(|| panic!("there is a column {title}"));
    of.rows().skip(1).map(|row| row[at].clone()).collect()
}

fn number(value: Option<f64>) -> Data {
    value.map_or(Data::Empty, Data::Float)
}

fn text(value: &str) -> Data {
    Data::String(value.to_owned())
}

fn count(value: usize) -> Data {
    number(Some(value as f64))
}

fn portfolio() -> Portfolio {
    build(reports().iter().map(entry).collect(), &Plan::default())
}

#[test]
fn every_team_has_its_row_with_the_numbers_of_the_portfolio() {
    let portfolio = portfolio();
    let teams = sheet(&portfolio, "Teams");
    let heat = sheet(&portfolio, "Heat map");
    let names: Vec<Data> = portfolio.teams.iter().map(|team| text(&team.name)).collect();
    assert_eq!((column(&teams, "Team"), column(&heat, "Team")), (names.clone(), names));
    let of = |score: &dyn Fn(&standpoint::portfolio::Team) -> Option<f64>| -> Vec<Data> {
        portfolio.teams.iter().map(|team| number(score(team))).collect()
    };
    assert_eq!(column(&teams, "Answered"), of(&|team| team.coverage));
    assert_eq!(column(&teams, "Integration"), of(&|team| team.integration));
    for (index, pole) in portfolio.poles.iter().enumerate() {
        assert_eq!(column(&teams, &pole.title), of(&|team| team.poles[index].score));
        assert_eq!(column(&teams, &format!("{}, low", pole.title)), of(&|team| team.poles[index].low));
        assert_eq!(column(&teams, &format!("{}, high", pole.title)), of(&|team| team.poles[index].high));
        assert_eq!(column(&heat, &pole.title), of(&|team| team.poles[index].score));
        for (place, dimension) in portfolio.dimensions.iter().enumerate() {
            let title = format!("{}: {}", dimension.title, pole.title);
            assert_eq!(column(&heat, &title), of(&|team| team.dimensions[place][index].score), "{title}");
        }
    }
}

#[test]
fn spread_traits_steps_and_outliers_are_all_there() {
    let portfolio = portfolio();
    let spread = sheet(&portfolio, "Spread");
    let medians: Vec<Data> = portfolio.distributions.iter().map(|of| number(of.of.median)).collect();
    assert_eq!(column(&spread, "Median"), medians);
    let traits = portfolio.traits.as_ref().expect("reports tell traits");
    let sheet_of_traits = sheet(&portfolio, "Traits");
    assert!(!traits.is_empty());
    assert_eq!(column(&sheet_of_traits, "Id"), traits.iter().map(|of| text(&of.of)).collect::<Vec<_>>());
    assert_eq!(
        column(&sheet_of_traits, "Teams"),
        traits.iter().map(|of| count(of.teams)).collect::<Vec<_>>()
    );
    let steps = portfolio.steps.as_ref().expect("reports tell steps");
    let sheet_of_steps = sheet(&portfolio, "Steps");
    assert!(!steps.is_empty());
    assert_eq!(column(&sheet_of_steps, "Step"), steps.iter().map(|of| text(&of.title)).collect::<Vec<_>>());
    assert_eq!(column(&sheet_of_steps, "Teams"), steps.iter().map(|of| count(of.teams)).collect::<Vec<_>>());
    assert_eq!(
        column(&sheet_of_steps, "Gain, total"),
        steps.iter().map(|of| number(Some(of.total_gain))).collect::<Vec<_>>()
    );
    let outliers = sheet(&portfolio, "Outliers");
    assert_eq!(outliers.rows().count(), portfolio.outliers.len() + 1);
    let origin = sheet(&portfolio, "Origin");
    assert!(origin.rows().any(|row| row[1] == text(&portfolio.questionnaire.fingerprint)));
}

#[test]
fn a_table_of_results_has_no_sheets_of_what_it_cannot_tell() {
    let mut portfolio = portfolio();
    (portfolio.traits, portfolio.steps) = (None, None);
    let workbook = Xlsx::new(Cursor::new(bytes(&portfolio))).expect("it is a workbook");
    assert_eq!(workbook.sheet_names(), ["Teams", "Heat map", "Spread", "Outliers", "Origin"]);
}

#[test]
fn equal_portfolios_give_equal_bytes_and_no_team_gives_a_workbook() {
    let portfolio = portfolio();
    assert_eq!(bytes(&portfolio), bytes(&portfolio));
    let empty = build(Vec::new(), &Plan::default());
    assert_eq!(sheet(&empty, "Teams").rows().count(), 1);
}

#[test]
fn names_stay_texts_and_never_become_formulas() {
    let names = ["=1+1", "+1", "-1", "@SUM(A1)", "\u{202e}turned", "http://example.org", "\t=cmd"];
    let entries = names.iter().enumerate().map(|(index, name)| entry(&report(name, index, 0)));
    let portfolio = build(entries.collect(), &Plan::default());
    let mut workbook = Xlsx::new(Cursor::new(bytes(&portfolio))).expect("it is a workbook");
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).expect("the sheet is there");
        assert!(formulas.rows().flatten().all(String::is_empty), "{name}");
    }
    let teams = column(&sheet(&portfolio, "Teams"), "Team");
    assert!(teams.iter().all(|cell| matches!(cell, Data::String(name) if !name.contains('\u{202e}'))));
    assert!(teams.contains(&text("=1+1")) && teams.contains(&text("@SUM(A1)")));
}
