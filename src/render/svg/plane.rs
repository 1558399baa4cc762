use svg::Document;

use super::{
    Place, circle, clipped, columns, finished, line, lines, one_line, picture, rectangle, text, tipped, width,
};
use crate::render::chart::plane::{Layout, Placed, lay_out, spread};
use crate::render::chart::{Area, Extent, Point};
use crate::report::figure::{Mark, Plane};

/// The side of the plane.
pub(super) const SIDE: f64 = 432.0;
/// The space left of it, for numbers.
pub(super) const LEFT: f64 = 40.0;
/// The space above it, for the title of the axis.
pub(super) const TOP: f64 = 28.0;
/// The space right of it.
const RIGHT: f64 = 12.0;
/// The space under it, for numbers and the title of the axis.
const BOTTOM: f64 = 48.0;
/// The radius of a dimension's mark.
const MARK: f64 = 10.0;
/// The columns of a line of a zone's title: about half of the plane.
const COLUMNS: usize = 24;
/// The columns of a line of a mark's name.
const NAME: usize = 22;
/// The columns of an axis' title.
const AXIS: usize = 54;
/// Where the names of the legend begin, from its left.
const NAMES: f64 = 18.0;
/// The sizes of letters.
const SMALL: f64 = 12.0;
const NORMAL: f64 = 14.0;
/// The height of a line of the legend.
const LINE: f64 = 20.0;

/// Draws the plane; alone, with its legend under it.
#[must_use]
pub fn plane(of: &Plane, place: Place) -> String {
    let layout = lay_out(of);
    let legend = match place {
        Place::Alone | Place::Paper | Place::Pixels => (layout.dimensions.len() + 1) as f64 * LINE + 8.0,
        Place::Page => 0.0,
    };
    let (width, height) = size();
    let size = (width, height + legend);
    let team = &layout.team.mark;
    let title = format!("{} on the plane of {} and {}", team.title, of.across, of.upwards);
    let description = format!(
        "{}: {} {}, {} {}.",
        team.title,
        of.across,
        team.across.text(),
        of.upwards,
        team.upwards.text()
    );
    let mut document = picture(place, size, &title, &description);
    document = ground(document, &layout.zones, layout.cut, layout.band);
    document = axes(document, &of.across, &of.upwards);
    let keys;
    (document, keys) = ranges(document, &layout);
    if let Some(area) = layout.team.range {
        document = document.add(framed("c-range", area));
    }
    document = marks(document, &layout, &keys);
    if place != Place::Page {
        document = self::legend(document, &layout);
    }
    finished(&document)
}

/// The caption under a plane, with what its dotted boxes mean if it has any.
#[must_use]
pub fn plane_caption(of: &Plane, caption: &str) -> String {
    if lay_out(of).dimensions.iter().any(|placed| placed.range.is_some_and(says_something)) {
        return format!("{caption} A dotted box is the same for a dimension.");
    }
    caption.to_owned()
}

/// Whether a range leaves out anything of the plane.
fn says_something(area: Area) -> bool {
    area.across.length().min(area.upwards.length()) < 1.0
}

/// The width and the height of a plane without a legend.
pub(super) fn size() -> (f64, f64) {
    (LEFT + SIDE + RIGHT, TOP + SIDE + BOTTOM)
}

pub(super) fn x(across: f64) -> f64 {
    LEFT + across * SIDE
}

pub(super) fn y(upwards: f64) -> f64 {
    TOP + (1.0 - upwards) * SIDE
}

fn framed(class: &str, area: Area) -> svg::node::element::Element {
    // Without height or width nothing would be painted.
    let (width, height) = (area.across.length() * SIDE, area.upwards.length() * SIDE);
    rectangle(class, (x(area.across.from), y(area.upwards.to)), (width.max(0.5), height.max(0.5)))
}

/// The range of each dimension; one that has no point carries its number in a corner. Returns what the numbers cover.
fn ranges(mut document: Document, layout: &Layout<'_>) -> (Document, Vec<Cover>) {
    /// The room of a number.
    const KEY: (f64, f64) = (14.0, 14.0);
    let mut keys: Vec<Cover> = Vec::new();
    for placed in &layout.dimensions {
        let Some(area) = placed.range.filter(|area| says_something(*area)) else { continue };
        document = document.add(framed("c-span", area));
        if placed.point.is_some() {
            continue;
        }
        let top = (y(area.upwards.to) + 1.0).min(TOP + SIDE - KEY.1);
        let mut left = (x(area.across.from) + 2.0).min(LEFT + SIDE - KEY.0);
        while let Some(other) = keys.iter().find(|other| {
            left < other[2] && other[0] < left + KEY.0 && top < other[3] && other[1] < top + KEY.1
        }) {
            left = other[2];
        }
        keys.push([left, top, left + KEY.0, top + KEY.1]);
        let key = text("c-label c-small c-middle c-bold", (left + KEY.0 / 2.0, top + 11.0), &placed.mark.key);
        document = document.add(tipped(&tip(placed.mark)).add(key));
    }
    (document, keys)
}

/// The band, the cuts, the frame and the titles of the zones.
pub(super) fn ground(mut document: Document, zones: &[(Area, &str); 4], cut: f64, band: Extent) -> Document {
    document = document
        .add(rectangle("c-band", (x(band.from), TOP), (band.length() * SIDE, SIDE)))
        .add(rectangle("c-band", (LEFT, y(band.to)), (SIDE, band.length() * SIDE)))
        .add(line("c-cut", (x(cut), TOP), (x(cut), TOP + SIDE)))
        .add(line("c-cut", (LEFT, y(cut)), (LEFT + SIDE, y(cut))))
        .add(rectangle("c-frame", (LEFT, TOP), (SIDE, SIDE)));
    for (area, title) in zones {
        let (at_left, at_bottom) = (area.across.from == 0.0, area.upwards.from == 0.0);
        let lines = lines(title, COLUMNS);
        for (index, part) in lines.iter().enumerate() {
            let (class, at) = if at_left {
                ("c-soft c-bold", x(area.across.from) + 8.0)
            } else {
                ("c-soft c-bold c-end", x(area.across.to) - 8.0)
            };
            let row = if at_bottom {
                y(area.upwards.from) - 10.0 - (lines.len() - 1 - index) as f64 * 16.0
            } else {
                y(area.upwards.to) + 20.0 + index as f64 * 16.0
            };
            document = document.add(text(class, (at, row), part));
        }
    }
    document
}

pub(super) fn axes(mut document: Document, across: &str, upwards: &str) -> Document {
    for (number, at) in [("0", 0.0), ("25", 0.25), ("50", 0.5), ("75", 0.75), ("100", 1.0)] {
        document = document
            .add(line("c-axis", (x(at), TOP + SIDE), (x(at), TOP + SIDE + 5.0)))
            .add(text("c-soft c-small c-middle", (x(at), TOP + SIDE + 18.0), number))
            .add(line("c-axis", (LEFT - 5.0, y(at)), (LEFT, y(at))))
            .add(text("c-soft c-small c-end", (LEFT - 8.0, y(at) + 4.0), number));
    }
    document.add(text("c-ink c-bold", (LEFT, TOP - 10.0), &one_line(upwards, AXIS))).add(text(
        "c-ink c-bold c-end",
        (LEFT + SIDE, TOP + SIDE + 38.0),
        &one_line(across, AXIS),
    ))
}

/// The marks: the team where it stands, the dimensions beside their points where two would cover each other.
fn marks(mut document: Document, layout: &Layout<'_>, keys: &[Cover]) -> Document {
    let dimensions: Vec<(&Placed<'_>, Point)> =
        layout.dimensions.iter().filter_map(|placed| Some((placed, placed.point?))).collect();
    let mut points: Vec<Point> = layout.team.point.into_iter().collect();
    let first = points.len();
    // Without the team, a mark far away holds its place: the first point never moves.
    if first == 0 {
        points.push(Point { across: -9.0, upwards: -9.0 });
    }
    points.extend(dimensions.iter().map(|(_, point)| *point));
    let places = spread(&points, 2.0 * MARK / SIDE + 0.004);
    for ((_, point), place) in dimensions.iter().zip(&places[1..]) {
        let (true_place, shown) = ((x(point.across), y(point.upwards)), (x(place.across), y(place.upwards)));
        if (true_place.0 - shown.0).hypot(true_place.1 - shown.1) > 2.0 {
            document = document.add(line("c-lead", true_place, shown)).add(circle("c-soft", true_place, 2.0));
        }
    }
    for ((placed, _), place) in dimensions.iter().zip(&places[1..]) {
        let shown = (x(place.across), y(place.upwards));
        let key = text("c-ink c-small c-middle c-bold", (shown.0, shown.1 + 4.0), &placed.mark.key);
        document = document.add(tipped(&tip(placed.mark)).add(circle("c-dot", shown, MARK)).add(key));
    }
    if let Some(point) = layout.team.point {
        let mark = circle("c-team", (x(point.across), y(point.upwards)), 8.0);
        document = document.add(tipped(&tip(layout.team.mark)).add(mark));
    }
    let marks: Vec<(&Placed<'_>, (f64, f64))> = layout
        .team
        .point
        .iter()
        .map(|_| &layout.team)
        .chain(dimensions.iter().map(|(placed, _)| *placed))
        .zip(places[1 - first..].iter().map(|place| (x(place.across), y(place.upwards))))
        .collect();
    labels(document, layout, &marks, keys)
}

/// What a mark says of itself: its name and both scores, from left to right and from bottom to top.
fn tip(mark: &Mark) -> String {
    format!("{}: {} \u{b7} {}", mark.title, mark.across.text(), mark.upwards.text())
}

/// A box that something covers: left, top, right, bottom.
type Cover = [f64; 4];

/// The names of the marks, each beside its mark where there is room; a number alone says the rest.
fn labels(
    mut document: Document,
    layout: &Layout<'_>,
    marks: &[(&Placed<'_>, (f64, f64))],
    keys: &[Cover],
) -> Document {
    let mut covered: Vec<Cover> =
        marks.iter().map(|(_, (x, y))| [x - MARK, y - MARK, x + MARK, y + MARK]).collect();
    covered.extend(keys);
    covered.extend(layout.zones.iter().map(|(area, title)| zone_title(area, title)));
    for (placed, at) in marks {
        let lines = clipped(&placed.mark.title, NAME, 2);
        let wide = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let high = lines.len() as f64 * 14.0;
        let beside = MARK + 4.0;
        let candidates = [
            ("c-label c-small", at.0 + beside, at.1 - high / 2.0),
            ("c-label c-small c-end", at.0 - beside, at.1 - high / 2.0),
            ("c-label c-small c-middle", at.0, at.1 + beside - 2.0),
            ("c-label c-small c-middle", at.0, at.1 - beside - high + 2.0),
            ("c-label c-small", at.0 + 4.0, at.1 + beside - 2.0),
            ("c-label c-small c-end", at.0 - 4.0, at.1 + beside - 2.0),
            ("c-label c-small", at.0 + 4.0, at.1 - beside - high + 2.0),
            ("c-label c-small c-end", at.0 - 4.0, at.1 - beside - high + 2.0),
        ];
        let free = candidates.into_iter().find_map(|(class, x, top)| {
            let left = match class {
                class if class.ends_with("c-end") => x - wide,
                class if class.ends_with("c-middle") => x - wide / 2.0,
                _ => x,
            };
            let cover = [left, top, left + wide, top + high];
            let inside = cover[0] > LEFT + 4.0
                && cover[2] < LEFT + SIDE - 4.0
                && cover[1] > TOP + 4.0
                && cover[3] < TOP + SIDE - 4.0;
            let apart = |other: &Cover| {
                cover[2] <= other[0] || other[2] <= cover[0] || cover[3] <= other[1] || other[3] <= cover[1]
            };
            (inside && covered.iter().all(apart)).then_some((class, x, top, cover))
        });
        let Some((class, x, top, cover)) = free else { continue };
        covered.push(cover);
        for (index, part) in lines.iter().enumerate() {
            document = document.add(text(class, (x, top + 11.0 + index as f64 * 14.0), part));
        }
    }
    document
}

/// What the title of a zone covers.
fn zone_title(area: &Area, title: &str) -> Cover {
    let lines = lines(title, COLUMNS);
    // Titles are bold and a little larger than the letters that are measured.
    let wide = lines.iter().map(|line| width(line)).fold(0.0, f64::max) * 1.25 + 8.0;
    let high = lines.len() as f64 * 16.0 + 10.0;
    let left = if area.across.from == 0.0 { x(0.0) } else { x(area.across.to) - wide };
    let top = if area.upwards.from == 0.0 { y(0.0) - high } else { y(area.upwards.to) };
    [left, top, left + wide, top + high]
}

fn legend(mut document: Document, layout: &Layout<'_>) -> Document {
    let all = || std::iter::once(&layout.team).chain(&layout.dimensions);
    let scores = |mark: &Mark| format!("{} \u{b7} {}", mark.across.cell(), mark.upwards.cell());
    // Names and scores share a line; where one is too long for that, all are written smaller.
    let room = SIDE - NAMES - 8.0;
    let needed = |placed: &Placed<'_>| width(&placed.mark.title) + width(&scores(placed.mark));
    let small = all().any(|placed| needed(placed) > room * SMALL / NORMAL);
    let (name, score) =
        if small { ("c-ink c-small", "c-soft c-small c-end") } else { ("c-ink", "c-soft c-end") };
    for (index, placed) in all().enumerate() {
        let row = TOP + SIDE + BOTTOM + 14.0 + index as f64 * LINE;
        let mark = placed.mark;
        let scores = scores(mark);
        document = match index {
            0 => document.add(circle("c-team", (LEFT, row - 5.0), 7.0)),
            _ => document.add(circle("c-dot", (LEFT, row - 5.0), 8.5)).add(text(
                "c-ink c-small c-middle c-bold",
                (LEFT, row - 1.0),
                &mark.key,
            )),
        };
        let columns = columns(room * if small { 1.0 } else { SMALL / NORMAL } - width(&scores));
        document = document.add(text(name, (LEFT + NAMES, row), &one_line(&mark.title, columns))).add(text(
            score,
            (LEFT + SIDE, row),
            &scores,
        ));
    }
    document
}
