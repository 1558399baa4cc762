//! The plane, the bars and the heat map, each with its twin in words.

use super::Detail;
use super::text::Text;
use super::topic;
use super::tree::{Align, Block, Column, Drawing, Section, Table};
use super::words::join;
use crate::report::figure::{self, Figure, Mark};
use crate::report::model::{Dimension, Pole, Report};
use crate::report::number::{self, Reading};

/// The pictures: where each dimension stands, and how high each trait is.
pub(super) fn section(report: &Report, detail: Detail) -> Section {
    let mut section = Section::new("profile", "The profile");
    for pole in 0..report.poles.len() {
        if let Some(text) = extremes(report, pole) {
            section.say(text);
        }
    }
    section.sections.extend(plane(report));
    section.sections.push(bars(report));
    if detail == Detail::Full {
        section.sections.push(heat(report));
    }
    section
}

fn plane(report: &Report) -> Option<Section> {
    let plane = figure::plane(report)?;
    let mut section = Section::new("plane", "The plane");
    let columns = vec![
        Column::new("#", Align::Numbers),
        Column::new("Who or what", Align::Words),
        Column::new(&plane.across, Align::Values),
        Column::new(&plane.upwards, Align::Values),
    ];
    let row = |mark: &Mark, topics: [String; 2]| {
        vec![
            mark.key.as_str().into(),
            mark.title.as_str().into(),
            Text::from(mark.across.cell()).about(&topics[0]),
            Text::from(mark.upwards.cell()).about(&topics[1]),
        ]
    };
    let mut rows = Vec::new();
    if let [across, upwards] = report.poles.as_slice() {
        rows.push(row(&plane.team, [topic::pole(across), topic::pole(upwards)]));
    }
    let dimensions = report.dimensions.iter().filter(|dimension| dimension.poles.len() == 2);
    for (mark, dimension) in plane.dimensions.iter().zip(dimensions) {
        let topics = [0, 1].map(|pole| topic::dimension_pole(dimension, &dimension.poles[pole]));
        rows.push(row(mark, topics));
    }
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

fn bars(report: &Report) -> Section {
    let profile = figure::profile(report);
    let mut section = Section::new("bars", "The dimensions");
    let mut columns = vec![Column::new("Dimension", Align::Words)];
    columns.extend(profile.poles.iter().map(|title| Column::new(title, Align::Values)));
    let has_levels = !profile.levels.is_empty();
    if has_levels {
        columns
            .extend(profile.poles.iter().map(|title| Column::new(format!("{title} level"), Align::Values)));
    }
    // The first group is the whole.
    let dimensions = std::iter::once(None).chain(report.dimensions.iter().map(Some));
    let rows = profile.groups.iter().zip(dimensions).map(|(group, dimension)| {
        let mut row = vec![Text::from(group.title.as_str())];
        let mut levels = Vec::new();
        for pole in &report.poles {
            let bar = group.bars.iter().find(|bar| report.poles[bar.pole].id == pole.id);
            let (score, level) = match dimension {
                None => (topic::pole(pole), topic::level(pole)),
                Some(of) => (topic::dimension_pole(of, pole), topic::dimension_level(of, pole)),
            };
            row.push(bar.map_or_else(dash, |bar| Text::from(bar.reading.cell()).about(&score)));
            let level_words = bar.and_then(|bar| bar.level.as_deref());
            levels.push(level_words.map_or_else(dash, |words| Text::from(words).about(&level)));
        }
        if has_levels {
            row.extend(levels);
        }
        row
    });
    let rows = rows.collect();
    section.push(Block::Drawing(Drawing {
        caption: bars_caption(report),
        figure: Figure::Profile(profile),
        twin: Table { columns, rows },
    }));
    section
}

fn dash() -> Text {
    Text::from("\u{2013}")
}

fn heat(report: &Report) -> Section {
    let heat = figure::heat(report);
    let mut section = Section::new("heat", "The traits");
    let mut columns = vec![Column::new("Trait", Align::Words)];
    columns.extend(heat.poles.iter().map(|title| Column::new(title, Align::Values)));
    let mut rows = Vec::new();
    for (group, dimension) in heat.groups.iter().zip(&report.dimensions) {
        let mut title = vec![Text::new().strong(&group.title)];
        title.resize(columns.len(), Text::new());
        rows.push(title);
        for (row, of) in group.rows.iter().zip(&dimension.traits) {
            let cell = |cell: &Option<Reading>| {
                cell.map_or_else(Text::new, |cell| Text::from(cell.cell()).about(&topic::of_trait(of)))
            };
            let mut cells = vec![Text::from(row.title.as_str())];
            cells.extend(row.cells.iter().map(cell));
            rows.push(cells);
        }
    }
    section.push(Block::Drawing(Drawing {
        caption:
            "A trait stands under each pole that it counts for. The deeper the colour, the higher the score."
                .to_owned(),
        figure: Figure::Heat(heat),
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
fn extremes(report: &Report, pole: usize) -> Option<Text> {
    let title = &report.poles.get(pole)?.title;
    let scored: Vec<(&Dimension, &Pole, Reading, f64)> = report
        .dimensions
        .iter()
        .filter_map(|dimension| {
            let of = dimension.poles.get(pole)?;
            let reading = Reading::from(of);
            Some((dimension, of, reading, reading.point()?))
        })
        .collect();
    if scored.len() < 2 {
        return None;
    }
    let all = scored.len() == report.dimensions.len();
    let highest = scored.iter().map(|(.., score)| *score).fold(f64::NEG_INFINITY, f64::max);
    let lowest = scored.iter().map(|(.., score)| *score).fold(f64::INFINITY, f64::min);
    // Less than the smallest change that means something is no difference worth naming.
    if highest - lowest < 0.05 {
        let place = if all {
            "every dimension".to_owned()
        } else {
            format!("the {} dimensions where enough is answered to tell", number::cardinal(scored.len()))
        };
        return Some(format!("{title} is much the same in {place}.").into());
    }
    let at = |wanted: f64| {
        let mut there = scored.iter().filter(|(.., score)| number::points(*score) == number::points(wanted));
        let names: Vec<String> = there.clone().map(|(dimension, ..)| dimension.title.clone()).collect();
        let figure = there.next().map(|(dimension, of, reading, _)| {
            Text::from(reading.figure()).about(&topic::dimension_pole(dimension, of))
        });
        Text::from(format!("{} (", join(&names))).then(figure.unwrap_or_default()).plain(")")
    };
    Some(
        Text::from(if all { "" } else { "Where enough is answered to tell, " })
            .plain(format!("{title} is highest in "))
            .then(at(highest))
            .plain(" and lowest in ")
            .then(at(lowest))
            .plain("."),
    )
}
