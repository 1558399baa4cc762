use svg::node::element::Path;
use svg::node::element::path::Data;

use super::{Place, circle, clipped, exact, finished, line, one_line, picture, rectangle, text};
use crate::render::chart::radar::{Layout, Spoke, lay_out};
use crate::report::figure::Profile;

/// The size of the picture without the legend.
const SIZE: (f64, f64) = (500.0, 380.0);
/// The distance of a score of 1 from the middle.
const RADIUS: f64 = 128.0;
/// The columns of a line of a dimension's title.
const COLUMNS: usize = 16;
/// The height of the legend.
const LEGEND: f64 = 30.0;

/// Draws the profile as a net; `None` for fewer than three dimensions.
#[must_use]
pub fn radar(profile: &Profile, place: Place) -> Option<String> {
    let layout = lay_out(profile)?;
    let title = format!("{} in each dimension", profile.poles.join(" and "));
    let description = "The same scores as in the profile, as a net: the further out, the higher. \
                       A gap stands where too little is answered.";
    let mut document = picture(place, (SIZE.0, SIZE.1 + LEGEND), &title, description);
    for ring in [0.25, 0.5, 0.75, 1.0] {
        document = document.add(closed(&layout.spokes, |_| ring).set("class", "c-axis"));
    }
    for spoke in &layout.spokes {
        document = document.add(line("c-axis", at(spoke, 0.0), at(spoke, 1.0)));
        document = label(document, spoke);
    }
    for (number, distance) in [("50", 0.5), ("100", 1.0)] {
        let (x, y) = (SIZE.0 / 2.0 + 4.0, SIZE.1 / 2.0 - distance * RADIUS + 12.0);
        document = document.add(text("c-soft c-small", (x, y), number));
    }
    for pole in 0..layout.rings.len() {
        document = ring(document, &layout, pole);
    }
    for (pole, title) in profile.poles.iter().enumerate() {
        let left = 24.0 + pole as f64 * (SIZE.0 - 48.0) / profile.poles.len() as f64;
        let row = SIZE.1 + 12.0;
        document = document
            .add(rectangle(&format!("c-ring c-ring{}", pole % 4), (left, row - 8.0), (26.0, 12.0)))
            .add(text("c-ink", (left + 34.0, row + 3.0), &one_line(title, 52 / profile.poles.len().max(1))));
    }
    Some(finished(&document))
}

/// Where a distance lies on a spoke.
fn at(spoke: &Spoke<'_>, distance: f64) -> (f64, f64) {
    (
        exact(SIZE.0 / 2.0 + spoke.across * distance * RADIUS),
        exact(SIZE.1 / 2.0 - spoke.upwards * distance * RADIUS),
    )
}

/// A closed line over all spokes.
fn closed(spokes: &[Spoke<'_>], distance: impl Fn(usize) -> f64) -> Path {
    let mut data = Data::new();
    for (index, spoke) in spokes.iter().enumerate() {
        let place = at(spoke, distance(index));
        data = if index == 0 { data.move_to(place) } else { data.line_to(place) };
    }
    Path::new().set("d", data.close())
}

/// A pole's ring: an area where every dimension has a point, else the points and the lines between neighbours.
fn ring(mut document: svg::Document, layout: &Layout<'_>, pole: usize) -> svg::Document {
    let class = format!("c-ring c-ring{}", pole % 4);
    let distances = &layout.rings[pole];
    let whole: Option<Vec<f64>> = distances.iter().copied().collect();
    if let Some(whole) = whole {
        document = document.add(closed(&layout.spokes, |index| whole[index]).set("class", class));
    } else {
        for (index, spoke) in layout.spokes.iter().enumerate() {
            let next = (index + 1) % layout.spokes.len();
            if let (Some(from), Some(to)) = (distances[index], distances[next]) {
                document = document.add(line(&class, at(spoke, from), at(&layout.spokes[next], to)));
            }
        }
    }
    for (spoke, distance) in layout.spokes.iter().zip(distances) {
        let Some(distance) = distance else { continue };
        let place = at(spoke, *distance);
        let class = format!("c-pole{}", pole % 4);
        // Circles for the first pole, squares for the others: told apart without colour.
        document = if pole == 0 {
            document.add(circle(&class, place, 4.0))
        } else {
            document.add(rectangle(&class, (place.0 - 4.0, place.1 - 4.0), (8.0, 8.0)))
        };
    }
    document
}

fn label(mut document: svg::Document, spoke: &Spoke<'_>) -> svg::Document {
    let (x, y) = at(spoke, 1.0);
    let (x, y) = (x + spoke.across * 10.0, y - spoke.upwards * 10.0);
    let class = match spoke.across {
        across if across > 0.2 => "c-ink c-small",
        across if across < -0.2 => "c-ink c-small c-end",
        _ => "c-ink c-small c-middle",
    };
    let lines = clipped(spoke.title, COLUMNS, 3);
    // The label grows away from the net.
    let shift = (lines.len() as f64 - 1.0) * 7.0 * (1.0 + spoke.upwards) - 4.0 + spoke.upwards * 4.0;
    for (index, part) in lines.iter().enumerate() {
        document = document.add(text(class, (x, y - shift + index as f64 * 14.0), part));
    }
    document
}
