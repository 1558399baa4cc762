//! The portrait of a questionnaire as its author reads it: tables of plain characters, figures rounded for the eye.

use std::fmt::Write;

use standpoint::portrait::{
    FormPortrait, GroupCount, Named, Portrait, ReadingLevel, Standing, WORDS_PER_MINUTE,
};
use standpoint::text::printable;

use super::questionnaire::counted;

/// Returns the portrait in words and tables.
pub fn portrait(portrait: &Portrait) -> String {
    let mut text = String::new();
    let of = &portrait.questionnaire;
    line(&mut text, &format!("{} ({} {})", printable(&of.title), of.id, of.version));
    contents(&mut text, portrait);
    reading(&mut text, &portrait.reading);
    for form in &portrait.forms {
        self::form(&mut text, form);
    }
    shares(&mut text, &portrait.forms);
    text
}

fn contents(text: &mut String, portrait: &Portrait) {
    let counts = &portrait.counts;
    let kinds: Vec<_> = counts.kinds.iter().map(|kind| format!("{} {}", kind.value, kind.id)).collect();
    let summary = format!(
        "{} ({}), {} scored, {} reversed; {}, {}",
        counted(counts.questions, "question"),
        kinds.join(", "),
        counts.scored,
        counts.reversed,
        counted(counts.recommendations, "recommendation"),
        counted(counts.contradictions, "contradiction")
    );
    line(text, &summary);
    let head = ["", "traits", "questions", "reversed", "recommendations"];
    let group = |group: &GroupCount| {
        let counts = [group.traits, group.questions, group.reversed, group.recommendations];
        std::iter::once(group.id.clone()).chain(counts.map(|count| count.to_string())).collect()
    };
    heading(text, "By pole and dimension");
    table(text, &head, counts.poles.iter().chain(&counts.dimensions).map(group));
}

fn reading(text: &mut String, levels: &[ReadingLevel]) {
    if levels.is_empty() {
        return;
    }
    heading(text, "Reading level (Flesch-Kincaid grade: years of school in the United States)");
    let row = |level: &ReadingLevel| {
        vec![
            level.texts.to_owned(),
            format!("{:.1}", level.grade),
            level.words.to_string(),
            format!("{:.1}", level.words_per_sentence),
        ]
    };
    table(text, &["", "grade", "words", "words a sentence"], levels.iter().map(row));
}

fn form(text: &mut String, form: &FormPortrait) {
    let questions = counted(form.questions, "question");
    heading(text, &format!("Form {}: {}, {questions}", form.id, printable(&form.title)));
    let time = &form.time;
    let declared = match time.declared {
        Some(minutes) => format!("{minutes} minutes declared"),
        None => "no time declared".to_owned(),
    };
    line(
        text,
        &format!(
            "  {declared}; reading alone takes {:.1}, with every help {:.1} ({WORDS_PER_MINUTE} words a minute)",
            time.reading, time.reading_with_help
        ),
    );
    for tie in &form.ties {
        let correlation =
            tie.correlation.map(|r| format!("; random answers correlate by {r:.2}")).unwrap_or_default();
        line(
            text,
            &format!(
                "  {} and {} rest on the same questions for {} of their scores{correlation}",
                tie.poles[0],
                tie.poles[1],
                percent(tie.overlap)
            ),
        );
    }
    let crowd = &form.random;
    let mut head = vec!["respondents"];
    head.extend(crowd.poles.iter().map(|pole| pole.id.as_str()));
    head.push(if crowd.zones.is_empty() { "level" } else { "zone" });
    let random = std::iter::once(format!("{} at random", crowd.respondents))
        .chain(crowd.poles.iter().map(|pole| format!("{} sd {}", points(pole.mean), points(pole.deviation))))
        .chain([String::new()]);
    table(text, &head, form.respondents.iter().map(standing).chain([random.collect()]));
    if !crowd.zones.is_empty() {
        line(text, &format!("  at random, by zone: {}", spread(&crowd.zones)));
    }
    if let Some(undecided) = crowd.undecided {
        line(text, &format!("  at random, too near a cut to decide: {}", percent(undecided)));
    }
    for pole in crowd.poles.iter().filter(|pole| !pole.levels.is_empty()) {
        line(text, &format!("  at random, by level of {}: {}", pole.id, spread(&pole.levels)));
    }
}

/// A row: who, the scores, and the zone with what can be said of it or the levels.
fn standing(standing: &Standing) -> Vec<String> {
    let place = match (&standing.zone, standing.label) {
        (Some(zone), Some("decided")) => zone.clone(),
        (Some(zone), Some(label)) => format!("{label} ({zone})"),
        (None, Some(label)) => label.to_owned(),
        (_, None) => {
            let levels: Vec<_> =
                standing.levels.iter().map(|level| level.value.as_deref().unwrap_or("-")).collect();
            levels.join(", ")
        }
    };
    let scores = standing.poles.iter().map(|pole| pole.value.map_or_else(|| "-".to_owned(), points));
    std::iter::once(standing.respondent.to_owned()).chain(scores).chain([place]).collect()
}

/// One row a question, one column a form and pole.
fn shares(text: &mut String, forms: &[FormPortrait]) {
    let columns: Vec<(&FormPortrait, &str)> = forms
        .iter()
        .flat_map(|form| form.random.poles.iter().map(move |pole| (form, pole.id.as_str())))
        .collect();
    let mut questions: Vec<&str> = Vec::new();
    // The form that holds the most holds all.
    if let Some(longest) = forms.iter().max_by_key(|form| form.shares.len()) {
        questions.extend(longest.shares.iter().map(|of| of.id.as_str()));
    }
    if questions.is_empty() {
        return;
    }
    heading(text, "Share of each question in the overall scores, in %");
    let names: Vec<String> = columns.iter().map(|(form, pole)| format!("{}: {pole}", form.id)).collect();
    let head: Vec<&str> = std::iter::once("").chain(names.iter().map(String::as_str)).collect();
    let cell = |question: &str, form: &FormPortrait, pole: &str| {
        let shares = form.shares.iter().find(|of| of.id == question).map(|of| &of.poles);
        let share = shares.and_then(|poles| poles.iter().find(|share| share.id == pole));
        share.map_or_else(|| "-".to_owned(), |share| format!("{:.2}", share.value * 100.0))
    };
    let row = |question: &&str| {
        let cells = columns.iter().map(|(form, pole)| cell(question, form, pole));
        std::iter::once((*question).to_owned()).chain(cells).collect()
    };
    table(text, &head, questions.iter().map(row));
}

fn spread(shares: &[Named<f64>]) -> String {
    let parts: Vec<_> = shares.iter().map(|share| format!("{} {}", share.id, percent(share.value))).collect();
    parts.join(", ")
}

/// A score on the scale from 0 to 100.
fn points(score: f64) -> String {
    format!("{:.0}", score * 100.0)
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn line(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", line.trim_end());
}

fn heading(text: &mut String, title: &str) {
    text.push('\n');
    line(text, title);
}

/// Writes rows below a head: the first column to the left, figures to the right, what follows them to the left.
fn table(text: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(String::len).max();
    let is_figure = |column: usize| {
        let mut cells = rows[1..].iter().filter_map(|row| row.get(column));
        cells.all(|cell| cell.is_empty() || cell == "-" || cell.starts_with(|c: char| c.is_ascii_digit()))
    };
    for row in &rows {
        let mut out = String::from(" ");
        for (column, cell) in row.iter().enumerate() {
            let width = width(column).unwrap_or_default();
            let _ = if column > 0 && is_figure(column) {
                write!(out, " {cell:>width$} ")
            } else {
                write!(out, " {cell:width$} ")
            };
        }
        line(text, &out);
    }
}
