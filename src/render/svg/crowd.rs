use svg::Document;
use svg::node::element::{Circle, Title};

use super::plane::{LEFT, SIDE, TOP, axes, ground, size, x, y};
use super::{Place, exact, finished, line, picture, text};
use crate::portfolio::{Portfolio, Score, Team};
use crate::render::chart::plane::areas;
use crate::render::chart::{Extent, Point};
use crate::report::number::Reading;
use crate::text::printable;

/// Up to so many teams have their names beside them, where there is room.
const NAMED: usize = 40;
/// Up to so many teams show how far missing answers could move them; of more, those that could move far are hollow.
const RANGED: usize = 60;
/// Half of a range from which on a mark is hollow, 0..=1.
const FAR: f64 = 0.05;
/// What a character of a name takes, roughly.
const CHARACTER: f64 = 6.4;
/// The height of a name.
const HEIGHT: f64 = 13.0;
/// The most characters of a name.
const LONGEST: usize = 24;

/// Draws all teams on the plane of two poles; `None` without zones, or with other than two poles.
#[must_use]
pub fn crowd(of: &Portfolio, place: Place) -> Option<String> {
    let placement = of.placement.as_ref()?;
    let [across, upwards] = of.poles.as_slice() else { return None };
    let marks: Vec<Mark<'_>> = of.teams.iter().filter_map(mark).collect();
    let title = format!("The teams on the plane of {} and {}", across.title, upwards.title);
    let description = format!(
        "{} of {} teams have a place on it. How many are in each zone stands in the table.",
        marks.len(),
        of.teams.len()
    );
    let mut document = picture(place, size(), &title, &description);
    let titles = [[false, false], [true, false], [false, true], [true, true]].map(|high| {
        let zone = placement.zones.iter().find(|zone| zone.combinations.iter().any(|of| *of == high));
        zone.map(|zone| zone.title.clone()).unwrap_or_default()
    });
    let [a, b, c, d] = areas(placement.cut);
    let zones = [(a, &*titles[0]), (b, &*titles[1]), (c, &*titles[2]), (d, &*titles[3])];
    let band = Extent::new(placement.cut - placement.band, placement.cut + placement.band);
    document = ground(document, &zones, placement.cut.clamp(0.0, 1.0), band);
    document = axes(document, &across.title, &upwards.title);
    if marks.len() <= RANGED {
        for mark in &marks {
            document = whiskers(document, mark);
        }
    }
    let radius = match marks.len() {
        0..=30 => 5.0,
        31..=150 => 4.0,
        _ => 3.2,
    };
    for mark in &marks {
        document = document.add(dot(mark, radius, (&across.title, &upwards.title), marks.len() > RANGED));
    }
    if marks.len() <= NAMED {
        document = names(document, &marks, radius);
    }
    Some(finished(&document))
}

/// A team with a place on the plane.
struct Mark<'t> {
    team: &'t Team,
    point: Point,
    across: Reading,
    upwards: Reading,
}

fn mark(team: &Team) -> Option<Mark<'_>> {
    let [across, upwards] = team.poles.as_slice() else { return None };
    let (across, upwards) = (Score::reading(across), Score::reading(upwards));
    let point = Point { across: across.point()?.clamp(0.0, 1.0), upwards: upwards.point()?.clamp(0.0, 1.0) };
    Some(Mark { team, point, across, upwards })
}

impl Mark<'_> {
    fn is_far(&self) -> bool {
        let half = |reading: &Reading| reading.bounds().map_or(0.0, |(low, high)| (high - low) / 2.0);
        half(&self.across) > FAR || half(&self.upwards) > FAR
    }
}

/// How far the missing answers could move a team.
fn whiskers(mut document: Document, mark: &Mark<'_>) -> Document {
    let at = (x(mark.point.across), y(mark.point.upwards));
    for (bounds, is_across) in [(mark.across.bounds(), true), (mark.upwards.bounds(), false)] {
        let Some((low, high)) = bounds else { continue };
        let (from, to) = if is_across {
            ((x(low.clamp(0.0, 1.0)), at.1), (x(high.clamp(0.0, 1.0)), at.1))
        } else {
            ((at.0, y(low.clamp(0.0, 1.0))), (at.0, y(high.clamp(0.0, 1.0))))
        };
        if from != to {
            document = document.add(line("c-whisker", from, to));
        }
    }
    document
}

fn dot(mark: &Mark<'_>, radius: f64, poles: (&str, &str), hollows: bool) -> Circle {
    let words = format!(
        "{}: {} {}, {} {}",
        mark.team.name,
        poles.0,
        mark.across.text(),
        poles.1,
        mark.upwards.text()
    );
    Circle::new()
        .set("class", if hollows && mark.is_far() { "c-one c-hollow" } else { "c-one" })
        .set("cx", exact(x(mark.point.across)))
        .set("cy", exact(y(mark.point.upwards)))
        .set("r", radius)
        .add(Title::new(printable(&words)))
}

/// The names of the teams, each where it covers no other name and no mark; a name without room is left out.
fn names(mut document: Document, marks: &[Mark<'_>], radius: f64) -> Document {
    let dots: Vec<Cover> = marks
        .iter()
        .map(|mark| Cover::around((x(mark.point.across), y(mark.point.upwards)), radius))
        .collect();
    let mut taken: Vec<Cover> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let (left, top) = (x(mark.point.across), y(mark.point.upwards));
        let name = shortened(&mark.team.name);
        let width = name.chars().count() as f64 * CHARACTER;
        let gap = radius + 3.0;
        let places = [
            ("", left + gap, top + 4.0, left + gap),
            ("c-end", left - gap, top + 4.0, left - gap - width),
            ("c-middle", left, top - gap, left - width / 2.0),
            ("c-middle", left, top + gap + 9.0, left - width / 2.0),
        ];
        let free = places.into_iter().find_map(|(class, at, row, from)| {
            let area = Cover { left: from, right: from + width, top: row - HEIGHT + 3.0, bottom: row + 3.0 };
            let within = area.left >= LEFT
                && area.right <= LEFT + SIDE
                && area.top >= TOP
                && area.bottom <= TOP + SIDE;
            let alone = dots.iter().enumerate().all(|(other, dot)| other == index || !dot.meets(&area));
            (within && alone && taken.iter().all(|other| !other.meets(&area)))
                .then_some((class, at, row, area))
        });
        if let Some((class, at, row, area)) = free {
            document = document.add(text(&format!("c-ink c-small {class}"), (at, row), &name));
            taken.push(area);
        }
    }
    document
}

fn shortened(name: &str) -> String {
    let name = printable(name);
    if name.chars().count() <= LONGEST {
        return name.into_owned();
    }
    name.chars().take(LONGEST - 1).chain(['\u{2026}']).collect()
}

/// What a name or a mark covers.
struct Cover {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Cover {
    fn around((x, y): (f64, f64), radius: f64) -> Self {
        Self { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}
