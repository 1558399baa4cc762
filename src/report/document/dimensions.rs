//! Each dimension: where it stands, what holds it back, its weak links, its traits, and what was noted on the way.

use super::answers;
use super::obstacles;
use super::placement;
use super::text::Text;
use super::topic;
use super::tree::{Align, Answers, Block, Column, Fact, Section, Table};
use super::words::{self, join};
use crate::report::figure;
use crate::report::model::{Dimension, Placement, Pole, Question, QuestionState, Report, ScoreState, Trait};
use crate::report::number::{self, Reading};

pub(super) fn section(report: &Report) -> Section {
    let mut section = Section::new("dimensions", "Dimension by dimension");
    section.sections.extend(obstacles::overall(report));
    section.sections.extend(report.dimensions.iter().map(|of| dimension(report, of)));
    section
}

fn dimension(report: &Report, of: &Dimension) -> Section {
    let mut section = Section::new(format!("dimension-{}", of.id), &of.title);
    if let Some(description) = &of.description {
        section.say(words::stopped(description));
    }
    let mut facts: Vec<Fact> = of
        .poles
        .iter()
        .filter(|pole| pole.state != ScoreState::NotApplicable)
        .map(|pole| fact(&pole.title, standing(of, pole)))
        .collect();
    if let Some(integration) = of.integration {
        let text = Text::from(number::points(integration)).about(&topic::dimension(of));
        let relied_on = of.poles.iter().all(|pole| Reading::from(pole).point().is_some());
        facts.push(fact(
            "Integration",
            if relied_on { text } else { text.plain(", as far as the answers tell") },
        ));
    }
    if let Some(placement) = &of.placement
        && let Some(zone) = &placement.zone
    {
        facts.push(fact("Taken alone", alone(report, of, placement, zone)));
    }
    if !facts.is_empty() {
        section.push(Block::Facts(facts));
    }
    if !of.traits.is_empty() {
        section.push(Block::Table(traits(report, of)));
    }
    section.sections.extend(obstacles::inside(report, of));
    section.sections.extend(notes(of));
    section
}

/// The zone that the dimension alone stands in, no surer than its answers make it.
fn alone(report: &Report, of: &Dimension, placement: &Placement, zone: &str) -> Text {
    let about = |text: String| Text::from(text).about(&topic::dimension_placement(of));
    if placement::is_wide_open(placement, &of.poles) {
        return about(placement::possible(report, placement))
            .plain(format!("; what is answered so far points to {}", report.zone_title(zone)));
    }
    let text = match placement.label.as_str() {
        "central" => about("the centre of the plane".to_owned()),
        "borderline" => about(placement::one_of(report, &placement.candidates)).plain(", too close to call"),
        _ => about(report.zone_title(zone).to_owned()),
    };
    let others: Vec<String> = placement
        .possible
        .iter()
        .filter(|id| *id != zone && !placement.candidates.contains(id))
        .cloned()
        .collect();
    if others.is_empty() {
        return text;
    }
    text.plain(format!("; the missing answers could make it {}", placement::one_of(report, &others)))
}

/// The score and level of a pole.
fn standing(of: &Dimension, pole: &Pole) -> Text {
    let score = Text::from(Reading::from(pole).text()).about(&topic::dimension_pole(of, pole));
    match figure::level(pole) {
        Some(level) => {
            score.plain(", level ").then(Text::from(level).about(&topic::dimension_level(of, pole)))
        }
        None => score,
    }
}

fn traits(report: &Report, dimension: &Dimension) -> Table {
    let several = report.poles.len() > 1;
    let mut columns = vec![Column::new("Trait", Align::Words)];
    if several {
        columns.push(Column::new("Counts for", Align::Words));
    }
    columns.extend([Column::new("Score", Align::Values), Column::new("Answered", Align::Numbers)]);
    let row = |of: &Trait| {
        let title = Text::from(of.title.as_str());
        let mut row = vec![if of.weak_link { title.emphasis(" (weak link)") } else { title }];
        if several {
            let poles: Vec<String> = of.poles.iter().map(|pole| report.pole_title(pole).to_owned()).collect();
            row.push(join(&poles).into());
        }
        row.push(Text::from(Reading::from(of).cell()).about(&topic::of_trait(of)));
        row.push(Text::from(answered(of)).about(&topic::trait_coverage(of)));
        row
    };
    Table { columns, rows: dimension.traits.iter().map(row).collect() }
}

/// How many of the questions that apply are answered: `2 of 3`.
fn answered(of: &Trait) -> String {
    let in_states =
        |states: &[QuestionState]| of.questions.iter().filter(|q| states.contains(&q.state)).count();
    let answered = in_states(&[QuestionState::Answered]);
    let missing = in_states(&[QuestionState::Invalid, QuestionState::Unknown, QuestionState::Unanswered]);
    match answered + missing {
        0 => "\u{2013}".to_owned(),
        applicable => format!("{answered} of {applicable}"),
    }
}

/// The answers that somebody said more about.
fn notes(of: &Dimension) -> Option<Section> {
    let noted = |question: &&Question| question.note.is_some() || !question.evidence.is_empty();
    let lines: Vec<_> =
        of.traits.iter().flat_map(|of| &of.questions).filter(noted).map(answers::with_notes).collect();
    if lines.is_empty() {
        return None;
    }
    let mut section = Section::new(format!("notes-{}", of.id), "Notes and evidence");
    section.push(Block::Answers(Answers(lines)));
    Some(section)
}

fn fact(label: &str, text: Text) -> Fact {
    Fact { label: label.to_owned(), text }
}
