use super::{Place, finished, line, picture, rectangle, text};
use crate::render::chart::profile::{Placed, lay_out};
use crate::report::figure::Profile;

/// The space left of the bars, for the titles of the poles.
const LEFT: f64 = 84.0;
/// The length of a bar that is full.
const LENGTH: f64 = 252.0;
/// The space right of the bars, for the scores.
const RIGHT: f64 = 144.0;
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
    let mut document = picture(place, (LEFT + LENGTH + RIGHT, height), &title, &description.join(" "));
    for (number, at) in [("0", 0.0), ("25", 0.25), ("50", 0.5), ("75", 0.75), ("100", 1.0)] {
        document = document.add(line("c-axis", (x(at), TOP - 8.0), (x(at), height - GAP))).add(text(
            "c-soft c-small c-middle",
            (x(at), TOP - 13.0),
            number,
        ));
    }
    if let Some(cut) = layout.cut {
        document = document.add(line("c-cut", (x(cut), TOP - 8.0), (x(cut), height - GAP)));
    }
    let mut row = TOP;
    for (title, bars) in &layout.groups {
        // On paper of its own, so that the lines of the scale do not run through the words.
        document = document
            .add(rectangle("c-paper", (0.0, row), (LEFT + LENGTH + RIGHT, HEADING)))
            .add(text("c-ink c-bold", (0.0, row + 15.0), title));
        row += HEADING;
        for placed in bars {
            document = bar(document, profile, placed, row);
            row += ROW;
        }
        row += GAP;
    }
    finished(&document)
}

fn x(value: f64) -> f64 {
    LEFT + value * LENGTH
}

fn bar(document: svg::Document, profile: &Profile, placed: &Placed<'_>, row: f64) -> svg::Document {
    let class = format!("c-pole{}", placed.bar.pole % 4);
    let middle = row + ROW / 2.0;
    let top = middle - BAR / 2.0;
    let score = placed.bar.reading.cell();
    let mut document = document
        .add(text("c-ink c-small c-end", (LEFT - 8.0, middle + 4.0), &profile.poles[placed.bar.pole]))
        .add(rectangle(&class, (LEFT, top), (placed.certain.length() * LENGTH, BAR)));
    if placed.open.length() > 0.0 {
        document = document.add(rectangle(
            &format!("{class} c-open"),
            (x(placed.open.from), top),
            (placed.open.length() * LENGTH, BAR),
        ));
        if let Some(point) = placed.point {
            document = document.add(line("c-point", (x(point), top - 2.0), (x(point), top + BAR + 2.0)));
        }
    }
    document.add(text("c-ink c-small", (LEFT + LENGTH + 10.0, middle + 4.0), &score))
}
