//! The pictures as SVG: calm, labelled directly, readable without colour, in light and in dark.
//!
//! Texts from files stand in text nodes only, which the `svg` crate escapes; in attributes it leaves quotation marks as
//! they are.

mod badge;
mod crowd;
mod heatmap;
mod letters;
mod palette;
mod path;
mod plane;
mod profile;
mod radar;
mod spread;

pub use badge::badge;
pub use crowd::crowd;
pub use heatmap::heatmap;
pub use path::path;
pub use plane::{plane, plane_caption};
pub use profile::profile;
pub use radar::radar;
pub use spread::spread;

pub(super) use palette::css;

use crate::text::printable;
use letters::{clipped, columns, lines, one_line, width};
use svg::node::element::{Description, Element, Group, Style, Text, Title};
use svg::{Document, Node};

/// Where a picture will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a file of its own: it brings its colours along, in light and in dark.
    Alone,
    /// In a page that has the colours.
    Page,
    /// On paper: it brings the light colours along, and no others.
    Paper,
    /// In a file of its own made of pixels: as on paper.
    Pixels,
}

/// The room round a picture in a file of its own.
const MARGIN: f64 = 16.0;

/// An empty picture with its title and description, which screen readers read instead.
fn picture(place: Place, size: (f64, f64), title: &str, description: &str) -> Document {
    let margin = match place {
        Place::Alone | Place::Pixels => MARGIN,
        Place::Page | Place::Paper => 0.0,
    };
    let (width, height) = (size.0 + 2.0 * margin, size.1 + 2.0 * margin);
    let mut document = Document::new()
        .set("viewBox", (0.0 - margin, 0.0 - margin, exact(width), exact(height)))
        .set("class", "chart")
        .set("role", "img")
        .add(Title::new(printable(title)))
        .add(Description::new().add(svg::node::Text::new(printable(description))));
    let css = match place {
        Place::Alone => Some(palette::css()),
        Place::Paper | Place::Pixels => Some(palette::paper()),
        Place::Page => None,
    };
    if let Some(css) = css {
        document = document
            .set("width", exact(width))
            .set("height", exact(height))
            .add(Style::new(css))
            .add(rectangle("c-paper", (0.0 - margin, 0.0 - margin), (width, height)));
    }
    document
}

/// Returns how wide and how high a picture stands on a page of A4, in millimetres: so large that its letters are those of
/// the text round it, and no larger than the page.
#[cfg(any(feature = "docx", feature = "pdf"))]
pub(super) fn on_paper(svg: &str) -> (f64, f64) {
    const MILLIMETRES: f64 = 0.25;
    const PAGE: (f64, f64) = (165.0, 215.0);
    let sides = svg.split_once("viewBox=\"0 0 ").and_then(|(_, rest)| {
        let (width, rest) = rest.split_once(' ')?;
        let (height, _) = rest.split_once('"')?;
        Some((width.parse::<f64>().ok()?, height.parse::<f64>().ok()?))
    });
    let (width, height) = sides.unwrap_or((480.0, 480.0));
    let scale = MILLIMETRES.min(PAGE.0 / width).min(PAGE.1 / height);
    (width * scale, height * scale)
}

/// A picture as text, with a line feed at its end.
#[must_use]
fn finished(document: &Document) -> String {
    format!("{document}\n")
}

/// A part of a picture that says more while a pointer rests on it.
fn tipped(tip: &str) -> Group {
    Group::new().add(Title::new(printable(tip)))
}

fn text(class: &str, (x, y): (f64, f64), content: &str) -> Text {
    Text::new(printable(content)).set("class", class).set("x", exact(x)).set("y", exact(y))
}

fn rectangle(class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) -> Element {
    let mut element = Element::new("rect");
    element.assign("class", class);
    for (name, value) in [("x", x), ("y", y), ("width", width.max(0.0)), ("height", height.max(0.0))] {
        element.assign(name, exact(value));
    }
    element
}

fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Element {
    let mut element = Element::new("line");
    element.assign("class", class);
    for (name, value) in [("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)] {
        element.assign(name, exact(value));
    }
    element
}

fn circle(class: &str, (x, y): (f64, f64), radius: f64) -> Element {
    let mut element = Element::new("circle");
    element.assign("class", class);
    for (name, value) in [("cx", x), ("cy", y), ("r", radius)] {
        element.assign(name, exact(value));
    }
    element
}

/// A coordinate to a hundredth of a pixel: nobody sees more, and files stay small.
fn exact(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
