//! The plane and the profile, each with its twin in words.

use super::text::Text;
use super::tree::{Align, Block, Column, Drawing, Section, Table};
use super::words::join;
use crate::report::figure::{self, Figure, Mark};
use crate::report::model::Report;
use crate::report::number::{self, Reading};

pub(super) fn plane(report: &Report) -> Option<Section> {
    let plane = figure::plane(report)?;
    let mut section = Section::new("plane", "The plane");
    let columns = vec![
        column("", Align::Numbers),
        column("", Align::Words),
        column(&plane.across, Align::Values),
        column(&plane.upwards, Align::Values),
    ];
    let row = |mark: &Mark| {
        vec![
            mark.key.as_str().into(),
            mark.title.as_str().into(),
            mark.across.cell().into(),
            mark.upwards.cell().into(),
        ]
    };
    let rows = std::iter::once(&plane.team).chain(&plane.dimensions).map(row).collect();
    section.push(Block::Drawing(Drawing {
        caption: caption(&plane),
        figure: Figure::Plane(Box::new(plane)),
        twin: Table { columns, rows },
    }));
    Some(section)
}

fn caption(plane: &figure::Plane) -> String {
    let mut caption = format!(
        "From left to right {}, from bottom to top {}, each from 0 to 100. The lines are the cut at {}; the band round \
         them is too close to call.",
        plane.across,
        plane.upwards,
        number::points(plane.cut)
    );
    if plane.team.across.range().is_some() || plane.team.upwards.range().is_some() {
        caption.push_str(" The box is where the team could stand once the missing answers are in.");
    }
    caption
}

pub(super) fn profile(report: &Report) -> Section {
    let profile = figure::profile(report);
    let mut section = Section::new("profile", "The profile");
    for pole in 0..report.poles.len() {
        if let Some(text) = extremes(report, pole) {
            section.say(text);
        }
    }
    let mut columns = vec![column("", Align::Words)];
    columns.extend(profile.poles.iter().map(|title| column(title, Align::Values)));
    let has_levels = !profile.levels.is_empty();
    if has_levels {
        columns.extend(profile.poles.iter().map(|title| column(&format!("{title} level"), Align::Values)));
    }
    let rows =
        profile
            .groups
            .iter()
            .map(|group| {
                let bar = |pole: usize| group.bars.iter().find(|bar| bar.pole == pole);
                let dash = || Text::from("\u{2013}");
                let poles = 0..profile.poles.len();
                let mut row = vec![Text::from(group.title.as_str())];
                row.extend(
                    poles.clone().map(|pole| bar(pole).map_or_else(dash, |bar| bar.reading.cell().into())),
                );
                if has_levels {
                    row.extend(poles.map(|pole| {
                        bar(pole).and_then(|bar| bar.level.clone()).map_or_else(dash, Text::from)
                    }));
                }
                row
            })
            .collect();
    section.push(Block::Drawing(Drawing {
        caption: bars_caption(report),
        figure: Figure::Profile(profile),
        twin: Table { columns, rows },
    }));
    section
}

fn bars_caption(report: &Report) -> String {
    let ranges = report
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.poles)
        .any(|pole| Reading::from(pole).range().is_some());
    if ranges {
        "Scores from 0 to 100. The light end of a bar is what the missing answers leave open.".to_owned()
    } else {
        "Scores from 0 to 100.".to_owned()
    }
}

/// Where a pole is highest and lowest, if that says something.
fn extremes(report: &Report, pole: usize) -> Option<String> {
    let title = &report.poles.get(pole)?.title;
    let scored: Vec<(&str, Reading, f64)> = report
        .dimensions
        .iter()
        .filter_map(|dimension| {
            let reading = Reading::from(dimension.poles.get(pole)?);
            Some((dimension.title.as_str(), reading, reading.point()?))
        })
        .collect();
    if scored.len() < 2 {
        return None;
    }
    let highest = scored.iter().map(|(.., score)| *score).fold(f64::NEG_INFINITY, f64::max);
    let lowest = scored.iter().map(|(.., score)| *score).fold(f64::INFINITY, f64::min);
    // Less than the smallest change that means something is no difference worth naming.
    if highest - lowest < 0.05 {
        return Some(format!("{title} is much the same in every dimension that has a score."));
    }
    let at = |wanted: f64| {
        let there = scored.iter().filter(|(.., score)| number::points(*score) == number::points(wanted));
        let names: Vec<String> = there.clone().map(|(name, ..)| (*name).to_owned()).collect();
        let figure = there.map(|(_, reading, _)| reading.figure()).next().unwrap_or_default();
        format!("{} ({figure})", join(&names))
    };
    Some(format!("{title} is highest in {} and lowest in {}.", at(highest), at(lowest)))
}

fn column(title: &str, align: Align) -> Column {
    Column { title: title.to_owned(), align }
}
