//! The portfolio at a glance, and on the plane.

use super::super::model::{LeftOut, Omission, Portfolio};
use super::{of_teams, table};
use crate::report::document::{Align, Block, Callout, List, Section, Text, Tone, join};
use crate::report::number::{count, distance, points, share};

pub(super) fn overview(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("overview", "At a glance");
    let total = portfolio.teams.len();
    if total == 0 {
        section.say("There is no team to show.");
    } else {
        let mut sentences = Vec::new();
        if let Some(placed) = placed(portfolio) {
            sentences.push(placed);
        }
        let medians: Vec<String> = portfolio
            .distributions
            .iter()
            .filter(|of| of.dimension.is_none())
            .filter_map(|of| Some(format!("{} on {}", points(of.of.median?), portfolio.pole_title(&of.pole))))
            .collect();
        if !medians.is_empty() {
            sentences.push(format!("The medians are {}.", join(&medians)));
        }
        section.say(sentences.join(" "));
        let steps = portfolio.steps.iter().flatten().map(|step| (&step.title, step.teams));
        let traits = portfolio.traits.iter().flatten().map(|of| (&of.title, of.teams));
        let items: Vec<Text> =
            [first("Would help most: ", steps, portfolio), first("Holds most back: ", traits, portfolio)]
                .into_iter()
                .flatten()
                .collect();
        if !items.is_empty() {
            section.push(Block::List(List { ordered: false, items }));
        }
    }
    for omission in &portfolio.left_out {
        section
            .push(Block::Callout(Callout { tone: Tone::Note, text: left_out(portfolio, omission).into() }));
    }
    section
}

/// The first three, with how many teams each concerns.
fn first<'p>(
    label: &str,
    found: impl Iterator<Item = (&'p String, usize)>,
    portfolio: &Portfolio,
) -> Option<Text> {
    let mut text = Text::new().plain(label);
    let mut any = false;
    for (title, teams) in found.take(3) {
        let of = if any { format!(" ({teams})") } else { format!(" ({teams} of {})", portfolio.detailed) };
        text = text.plain(if any { ", " } else { "" }).strong(title).plain(of);
        any = true;
    }
    any.then(|| text.plain("."))
}

/// How many teams are in which zone, in a sentence.
fn placed(portfolio: &Portfolio) -> Option<String> {
    let placed: usize = portfolio.zones.iter().map(|zone| zone.teams).sum();
    let zones = portfolio.zones.iter().filter(|zone| zone.teams > 0);
    let parts: Vec<String> =
        zones.map(|zone| format!("{} {}", zone.teams, portfolio.zone_title(&zone.zone))).collect();
    let near: usize = portfolio.zones.iter().map(|zone| zone.teams - zone.decided).sum();
    let near = match near {
        0 => String::new(),
        _ => format!(" {near} of them {} borderline.", if near == 1 { "is" } else { "are" }),
    };
    (placed > 0).then(|| format!("Of {}: {}.{near}", of_teams(placed), join(&parts)))
}

fn left_out(portfolio: &Portfolio, of: &LeftOut) -> String {
    let sets = count(of.sets, "answer set", "answer sets");
    let least = portfolio.method.min_group;
    match of.reason {
        Omission::TooFew => format!(
            "Not shown: {}. Several persons answered for {}, fewer than {least}; a mean of so few would tell what each \
             of them said.",
            names(&of.teams),
            if of.teams.len() == 1 { "it" } else { "each of them" }
        ),
        Omission::Nameless => format!("Left out: {sets} in tables, without the name of a team."),
        Omission::Earlier => format!("Left out: {sets} that a later one replaces."),
        Omission::Rejected => format!("Left out: {sets} that could not be scored."),
    }
}

/// Names in a sentence; of many, some.
pub(super) fn names(of: &[String]) -> String {
    const MOST: usize = 12;
    if of.len() <= MOST {
        return join(of);
    }
    format!("{} and {} more", of[..MOST].join(", "), of.len() - MOST)
}

pub(super) fn plane(portfolio: &Portfolio) -> Option<Section> {
    let placement = portfolio.placement.as_ref()?;
    let mut section = Section::new("plane", "On the plane");
    section.say(format!(
        "A pole counts as high from {}. Closer to that than {}, a team is borderline: it could as well stand in the next \
         zone.",
        points(placement.cut),
        distance(placement.band, 0.0)
    ));
    let rows = portfolio.zones.iter().map(|zone| {
        vec![
            portfolio.zone_title(&zone.zone).into(),
            zone.teams.to_string().into(),
            share(zone.share).into(),
            (zone.teams - zone.decided).to_string().into(),
        ]
    });
    section.push(table(
        &[
            ("Zone", Align::Words),
            ("Teams", Align::Numbers),
            ("Share", Align::Numbers),
            ("Borderline", Align::Numbers),
        ],
        rows.collect(),
    ));
    Some(section)
}
