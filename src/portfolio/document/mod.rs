//! A portfolio in words, for every format alike.

mod findings;
mod overview;
mod spread;
mod teams;

use super::model::{Dates, Portfolio};
use crate::report::document::{Align, Block, Column, Document, List, Section, Table, Text, date};
use crate::report::number::count;
use findings::{obstacles, outliers, steps};
use overview::{overview, plane};
use spread::{coverage, spread};
use teams::teams;

pub use teams::{cell, score_titles, shown, zone};

/// Puts a portfolio into words.
#[must_use]
pub fn write(portfolio: &Portfolio) -> Document {
    let sections = if portfolio.teams.is_empty() {
        vec![overview(portfolio), method(portfolio)]
    } else {
        let whole = [
            Some(overview(portfolio)),
            plane(portfolio),
            Some(steps(portfolio)),
            Some(obstacles(portfolio)),
            Some(teams(portfolio)),
            Some(spread(portfolio)),
            Some(outliers(portfolio)),
            Some(coverage(portfolio)),
            Some(method(portfolio)),
        ];
        whole.into_iter().flatten().collect()
    };
    Document {
        title: format!("{}: {}", portfolio.questionnaire.title, of_teams(portfolio.teams.len())),
        subtitle: dates(portfolio),
        language: "en".to_owned(),
        sections,
        stamp: None,
    }
}

fn of_teams(count: usize) -> String {
    format!("{count} team{}", if count == 1 { "" } else { "s" })
}

/// From when to when the sets that count were answered.
fn dates(portfolio: &Portfolio) -> String {
    match &portfolio.dates {
        Some(Dates { first, last }) if first == last => format!("Answered on {}", date(first)),
        Some(Dates { first, last }) => format!("Answered between {} and {}", date(first), date(last)),
        None => String::new(),
    }
}

fn method(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("method", "How this was worked out");
    let method = &portfolio.method;
    let several = portfolio.teams.iter().filter(|team| team.sets > 1).count();
    let mut items: Vec<Text> = vec![
        "The scores of a team are those of its own report: missing answers widen the range and are never counted as 0."
            .into(),
        format!(
            "Several answer sets of a team are the views of several persons: the team has the mean of their scores, and of \
             the ends of their ranges. A trait holds it back, and a step lifts it, if that is so in more than half of the \
             sets. Fewer than {} persons are not summed up. This applies to {}.",
            method.min_group,
            count(several, "team", "teams")
        )
        .into(),
        "Quantiles are those of type 7, the deviation that of a sample.".into(),
        format!(
            "The usual distance is the median distance from the median, divided by 0.6745 (the modified z-score of Iglewicz \
             and Hoaglin, 1993), among at least {} teams.",
            method.outlier_teams
        )
        .into(),
        format!("A step is among the first moves of a team if it is one of the first {} of its plan.", method.early).into(),
    ];
    let of = &portfolio.questionnaire;
    items.push(
        Text::new()
            .plain(format!("Questionnaire {} {}, fingerprint ", of.id, of.version))
            .code(&of.fingerprint)
            .plain(format!("; made by {}.", portfolio.generator)),
    );
    section.push(Block::List(List { ordered: false, items }));
    section.say(
        "The scores sum up chosen practices. They were not made to rank teams or to appraise anyone: use them to see where \
         many share an obstacle, and to decide on help.",
    );
    section
}

fn table(columns: &[(&str, Align)], rows: Vec<Vec<Text>>) -> Block {
    let columns = columns.iter().map(|(title, align)| Column::new(*title, *align)).collect();
    Block::Table(Table { columns, rows })
}
