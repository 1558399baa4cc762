use unicode_width::UnicodeWidthStr;

use super::{exact, finished, text};
use crate::report::Report;
use crate::report::number::Reading;
use svg::Document;
use svg::node::element::{Rectangle, Style, Title};

/// The height of a badge.
const HEIGHT: f64 = 22.0;
/// The space at the ends of a part.
const SPACE: f64 = 8.0;
/// About how wide a character of 12 pixels is; wide characters count twice.
const CHARACTER: f64 = 6.9;

/// Draws a badge for a page of the team: the questionnaire's title and where the team stands.
#[must_use]
pub fn badge(report: &Report) -> String {
    let label = &report.questionnaire.title;
    let message = message(report);
    let width = |text: &str| text.width() as f64 * CHARACTER + 2.0 * SPACE;
    let (left, right) = (width(label), width(&message));
    let rectangle = |class: &str, x: f64, width: f64| {
        Rectangle::new()
            .set("class", class)
            .set("x", exact(x))
            .set("width", exact(width))
            .set("height", HEIGHT)
    };
    let css = ".b-label{fill:#3a444e}.b-message{fill:#0067a5}text{fill:#fff;font:12px system-ui,-apple-system,\
               \"Segoe UI\",Roboto,sans-serif;text-anchor:middle}";
    let document = Document::new()
        .set("width", exact(left + right))
        .set("height", HEIGHT)
        .set("viewBox", (0, 0, exact(left + right), HEIGHT))
        .set("role", "img")
        .add(Title::new(format!("{}: {}", crate::text::printable(label), crate::text::printable(&message))))
        .add(Style::new(css))
        .add(rectangle("b-label", 0.0, left))
        .add(rectangle("b-message", left, right))
        .add(text("b-text", (left / 2.0, 15.0), label))
        .add(text("b-text", (left + right / 2.0, 15.0), &message));
    finished(&document)
}

/// Where the team stands in a few words: its zone, else its levels or scores.
fn message(report: &Report) -> String {
    if let Some(placement) = &report.placement {
        let titles =
            |ids: &[String]| ids.iter().map(|id| report.zone_title(id)).collect::<Vec<_>>().join(" / ");
        return match placement.label.as_str() {
            "no-data" => "not placed yet".to_owned(),
            "central" => "central".to_owned(),
            "borderline" => titles(&placement.candidates),
            _ if placement.possible.len() > 2 => "open".to_owned(),
            _ if placement.possible.len() == 2 => titles(&placement.possible),
            zone => report.zone_title(zone).to_owned(),
        };
    }
    let poles: Vec<String> = report
        .poles
        .iter()
        .map(|pole| match &pole.level {
            Some(level) if level.low_rank == level.high_rank => level.title.clone(),
            _ => Reading::from(pole).cell(),
        })
        .collect();
    poles.join(" / ")
}
