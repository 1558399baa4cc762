use svg::Document;

use super::{Place, finished, line, picture, rectangle, text};
use crate::portfolio::Distribution;
use crate::report::number::points;

/// The width of the scale.
const WIDTH: f64 = 300.0;
/// The space left and right of the scale.
const MARGIN: f64 = 14.0;
/// The height of the bars of one pole, with what stands above and below them.
const ROW: f64 = 74.0;
/// The height of the highest bar.
const BARS: f64 = 34.0;
/// The space under the last row, for the numbers of the scale.
const BOTTOM: f64 = 22.0;

/// Draws how scores are spread over teams: a row of bars for each pole, with quartiles and median under it.
#[must_use]
pub fn spread(title: &str, poles: &[(&str, usize, &Distribution)], cut: Option<f64>, place: Place) -> String {
    let size = (WIDTH + 2.0 * MARGIN, poles.len() as f64 * ROW + BOTTOM);
    let words: Vec<String> = poles.iter().map(|(pole, _, of)| in_words(pole, of)).collect();
    let mut document = picture(place, size, &format!("{title}: how the scores are spread"), &words.join(" "));
    let bottom = poles.len() as f64 * ROW;
    if let Some(cut) = cut {
        document = document.add(line("c-cut", (x(cut), 20.0), (x(cut), bottom)));
    }
    for (index, (pole, colour, of)) in poles.iter().enumerate() {
        document = row(document, index as f64 * ROW, pole, *colour, of);
    }
    for (number, at) in [("0", 0.0), ("25", 0.25), ("50", 0.5), ("75", 0.75), ("100", 1.0)] {
        document = document.add(line("c-axis", (x(at), bottom), (x(at), bottom + 4.0))).add(text(
            "c-soft c-small c-middle",
            (x(at), bottom + 17.0),
            number,
        ));
    }
    finished(&document)
}

fn in_words(pole: &str, of: &Distribution) -> String {
    match (of.q25, of.median, of.q75) {
        (Some(lower), Some(median), Some(upper)) => format!(
            "{pole}: {} teams, median {}, half of them between {} and {}.",
            of.n,
            points(median),
            points(lower),
            points(upper)
        ),
        _ => format!("{pole}: no team has a score."),
    }
}

fn x(score: f64) -> f64 {
    MARGIN + score.clamp(0.0, 1.0) * WIDTH
}

fn row(mut document: Document, top: f64, pole: &str, colour: usize, of: &Distribution) -> Document {
    let base = top + 20.0 + BARS;
    document = document.add(text("c-ink c-small c-bold", (MARGIN, top + 13.0), pole));
    let said = match of.median {
        Some(median) => format!("median {}", points(median)),
        None => "no scores".to_owned(),
    };
    document = document.add(text("c-soft c-small c-end", (MARGIN + WIDTH, top + 13.0), &said)).add(line(
        "c-axis",
        (MARGIN, base),
        (MARGIN + WIDTH, base),
    ));
    let most = of.bins.iter().copied().max().unwrap_or(0).max(1) as f64;
    let width = WIDTH / of.bins.len().max(1) as f64;
    let class = format!("c-pole{}", colour.min(3));
    for (index, count) in of.bins.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (*count as f64 / most * BARS).max(1.5);
        let corner = (MARGIN + index as f64 * width + 1.0, base - height);
        document = document.add(rectangle(&class, corner, (width - 2.0, height)));
    }
    if let (Some(lower), Some(median), Some(upper)) = (of.q25, of.median, of.q75) {
        let band = ((x(lower), base + 4.0), ((x(upper) - x(lower)).max(1.0), 6.0));
        document = document.add(rectangle(&format!("{class} c-open"), band.0, band.1)).add(line(
            "c-point",
            (x(median), base + 2.0),
            (x(median), base + 12.0),
        ));
    }
    document
}
