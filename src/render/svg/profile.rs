use super::{Place, columns, finished, line, one_line, picture, rectangle, text, width};
use crate::render::chart::profile::{Placed, lay_out};
use crate::report::figure::Profile;

/// The width of the picture.
const WIDTH: f64 = 480.0;
/// The space left of the bars, for the titles of the poles: as much as they need within these.
const LEFT: (f64, f64) = (60.0, 140.0);
/// The columns of a dimension's title.
const COLUMNS: usize = 60;
/// The space right of the bars, for the scores: as much as they need within these.
const RIGHT: (f64, f64) = (44.0, 160.0);
/// A page on a phone writes small letters larger; there is room for that.
const LARGER: f64 = 1.125;
/// The space above the first group.
const TOP: f64 = 28.0;
/// The height of a bar, and of the line it stands in.
const BAR: f64 = 12.0;
const ROW: f64 = 20.0;
/// The height of a group's title.
const HEADING: f64 = 22.0;
/// The space between two groups.
const GAP: f64 = 10.0;

/// Draws the profile.
#[must_use]
pub fn profile(profile: &Profile, place: Place) -> String {
    let layout = lay_out(profile);
    let scale = Scale::new(profile);
    let rows: f64 = layout.groups.iter().map(|(_, bars)| HEADING + bars.len() as f64 * ROW + GAP).sum();
    let height = TOP + rows;
    let description: Vec<String> = layout
        .groups
        .iter()
        .map(|(title, bars)| {
            let scores: Vec<String> = bars
                .iter()
                .map(|placed| format!("{} {}", profile.poles[placed.bar.pole], placed.bar.reading.text()))
                .collect();
            format!("{title}: {}.", scores.join(", "))
        })
        .collect();
    let title = format!("Profile on {}", profile.poles.join(" and "));
    let mut document = picture(place, (WIDTH, height), &title, &description.join(" "));
    for (number, at) in [("0", 0.0), ("25", 0.25), ("50", 0.5), ("75", 0.75), ("100", 1.0)] {
        document = document
            .add(line("c-axis", (scale.x(at), TOP - 8.0), (scale.x(at), height - GAP)))
            .add(text("c-soft c-small c-middle", (scale.x(at), TOP - 13.0), number));
    }
    if let Some(cut) = layout.cut {
        document = document.add(line("c-cut", (scale.x(cut), TOP - 8.0), (scale.x(cut), height - GAP)));
    }
    let mut row = TOP;
    for (title, bars) in &layout.groups {
        // On paper of its own, so that the lines of the scale do not run through the words.
        document = document.add(rectangle("c-paper", (0.0, row), (WIDTH, HEADING))).add(text(
            "c-ink c-bold",
            (0.0, row + 15.0),
            &one_line(title, COLUMNS),
        ));
        row += HEADING;
        for placed in bars {
            document = bar(document, &scale, placed, row);
            row += ROW;
        }
        row += GAP;
    }
    finished(&document)
}

/// Where the bars stand, and what stands before them.
struct Scale {
    left: f64,
    right: f64,
    /// The titles of the poles, as far as there is room.
    poles: Vec<String>,
}

impl Scale {
    fn new(profile: &Profile) -> Self {
        let columns = columns((LEFT.1 - 12.0) / LARGER);
        let poles: Vec<String> = profile.poles.iter().map(|title| one_line(title, columns)).collect();
        let widest = poles.iter().map(|title| width(title)).fold(0.0, f64::max);
        let bars = profile.groups.iter().flat_map(|group| &group.bars);
        let scores = bars.map(|bar| width(&bar.reading.cell())).fold(0.0, f64::max);
        Self {
            left: (widest * LARGER + 12.0).clamp(LEFT.0, LEFT.1),
            right: (scores * LARGER + 16.0).clamp(RIGHT.0, RIGHT.1),
            poles,
        }
    }

    fn length(&self) -> f64 {
        WIDTH - self.right - self.left
    }

    fn x(&self, value: f64) -> f64 {
        self.left + value * self.length()
    }
}

fn bar(document: svg::Document, scale: &Scale, placed: &Placed<'_>, row: f64) -> svg::Document {
    let class = format!("c-pole{}", placed.bar.pole % 4);
    let middle = row + ROW / 2.0;
    let top = middle - BAR / 2.0;
    let score = placed.bar.reading.cell();
    let mut document = document
        .add(text("c-ink c-small c-end", (scale.left - 8.0, middle + 4.0), &scale.poles[placed.bar.pole]))
        .add(rectangle(&class, (scale.left, top), (placed.certain.length() * scale.length(), BAR)));
    if placed.open.length() > 0.0 {
        document = document.add(rectangle(
            &format!("{class} c-open"),
            (scale.x(placed.open.from), top),
            (placed.open.length() * scale.length(), BAR),
        ));
        if let Some(point) = placed.point {
            document =
                document.add(line("c-point", (scale.x(point), top - 2.0), (scale.x(point), top + BAR + 2.0)));
        }
    }
    document.add(text("c-ink c-small", (scale.x(1.0) + 10.0, middle + 4.0), &score))
}
