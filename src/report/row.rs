//! A report in one row of a table, for spreadsheets and statistics. Numbers are exact; what has no value is empty.

use std::borrow::Cow;

use super::model::Report;
use crate::questionnaire::Questionnaire;
use crate::text::legible;

/// Returns the titles of the columns for reports on this questionnaire; see [`of_report`] for their order.
#[must_use]
pub fn columns(questionnaire: &Questionnaire) -> Vec<String> {
    let poles: Vec<&str> = questionnaire.poles().iter().map(|pole| pole.id.as_str()).collect();
    let dimensions: Vec<&str> = questionnaire.dimensions().iter().map(|of| of.id.as_str()).collect();
    titles(&poles, &dimensions)
}

/// Returns the titles of the columns of a report: the subject, the coverage, each pole's score, each pole's lower and
/// each pole's upper bound, zone, label, confidence and integration, then each dimension on each pole.
#[must_use]
pub fn of_report(report: &Report) -> Vec<String> {
    let poles: Vec<&str> = report.poles.iter().map(|pole| pole.id.as_str()).collect();
    let dimensions: Vec<&str> = report.dimensions.iter().map(|of| of.id.as_str()).collect();
    titles(&poles, &dimensions)
}

fn titles(poles: &[&str], dimensions: &[&str]) -> Vec<String> {
    let mut titles: Vec<String> =
        ["team", "respondent", "role", "date", "coverage"].into_iter().map(str::to_owned).collect();
    for suffix in ["", "_low", "_high"] {
        titles.extend(poles.iter().map(|pole| format!("{pole}{suffix}")));
    }
    titles.extend(["zone", "label", "confidence", "integration"].into_iter().map(str::to_owned));
    for dimension in dimensions {
        titles.extend(poles.iter().map(|pole| format!("{dimension}.{pole}")));
    }
    titles
}

/// Returns the cells of a report, in the order of its columns.
#[must_use]
pub fn cells(report: &Report) -> Vec<String> {
    let Report { subject, poles, placement, .. } = report;
    let mut cells: Vec<String> = [&subject.team, &subject.respondent, &subject.role, &subject.date]
        .into_iter()
        .map(|text| text.as_deref().map(|text| cell(text).into_owned()).unwrap_or_default())
        .collect();
    cells.push(exact(report.coverage.share));
    cells.extend(poles.iter().map(|pole| exact(pole.score)));
    cells.extend(poles.iter().map(|pole| exact(pole.low)));
    cells.extend(poles.iter().map(|pole| exact(pole.high)));
    let placement = placement.as_ref();
    cells.push(placement.and_then(|placement| placement.zone.clone()).unwrap_or_default());
    cells.push(placement.map(|placement| placement.label.clone()).unwrap_or_default());
    cells.push(placement.map(|placement| placement.confidence.clone()).unwrap_or_default());
    cells.push(exact(report.integration.as_ref().map(|integration| integration.score)));
    for dimension in &report.dimensions {
        for pole in poles {
            let score = dimension.poles.iter().find(|on| on.id == pole.id).and_then(|on| on.score);
            cells.push(exact(score));
        }
    }
    cells
}

fn exact(value: Option<f64>) -> String {
    value.map(|value| shortest(value, &mut zmij::Buffer::new()).into_owned()).unwrap_or_default()
}

/// Returns the shortest decimal that reads back as the same finite number, without an exponent. Of two that are equally
/// near it is the one that JSON has.
pub(crate) fn shortest(number: f64, buffer: &mut zmij::Buffer) -> Cow<'_, str> {
    let text = buffer.format_finite(number);
    // Most scores need no look at their text.
    if (0.001..1.0).contains(&number) {
        return Cow::Borrowed(text);
    }
    if text.contains(['e', 'E']) {
        return Cow::Owned(number.to_string());
    }
    Cow::Borrowed(text.strip_suffix(".0").unwrap_or(text))
}

/// Returns what stands in a cell for a text that the program did not make: a text for a spreadsheet as for a terminal.
#[must_use]
pub fn cell(text: &str) -> Cow<'_, str> {
    let visible = |byte: &u8| (b' '..=b'~').contains(byte);
    // Most names are of this kind, and need no closer look.
    if text.bytes().all(|byte| visible(&byte)) && !could_be_formula(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(harmless(&legible(text)))
}

/// Returns a text that a spreadsheet shows and does not reckon: one that could start a formula gets an apostrophe.
#[must_use]
pub fn harmless(text: &str) -> String {
    if could_be_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Returns whether a spreadsheet could take the text for a formula.
pub(crate) fn could_be_formula(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n'))
}

/// Returns the text that [`harmless`] was given.
#[must_use]
pub fn meant(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| could_be_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_could_be_a_formula_stays_a_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(harmless(text), format!("'{text}"));
            assert_eq!(meant(&harmless(text)), text);
        }
        assert_eq!(harmless("payments = paid"), "payments = paid");
    }

    #[test]
    fn a_cell_steers_no_terminal() {
        for (text, shown) in [
            ("ours", "ours"),
            ("Größe", "Größe"),
            ("=1+1", "'=1+1"),
            ("a\u{1b}[31m\u{202e}b\nc", "a\u{241b}[31m\u{fffd}b\nc"),
            ("\t=1", "'\t=1"),
        ] {
            assert_eq!(cell(text), shown);
        }
    }
}
