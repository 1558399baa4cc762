//! What to do next: the first moves in full, all of them in a table and as a picture of what opens what.

use std::collections::BTreeSet;

use super::text::Text;
use super::topic;
use super::tree::{Align, Block, Callout, Column, Drawing, Fact, List, Section, Table, Tone};
use super::words::{self, join, sentence};
use crate::report::figure::{self, Figure};
use crate::report::model::{Recommendation, Report, Requirement};
use crate::report::number::{self, count, points};

/// How many of the moves after the first ones are shown in full. Nobody reads a hundred; the table names them all.
const LATER: usize = 25;
/// How many moves a summary names.
const SUMMARY: usize = 3;

pub(super) fn section(report: &Report) -> Section {
    let mut section = Section::new("moves", "What to do next");
    let (first, rest) = report.moves();
    if first.is_empty() {
        section.say(nothing(report));
        return section;
    }
    section.say(intro(report, first, rest));
    if let Some(caution) = caution(report) {
        section.push(Block::Callout(Callout { tone: Tone::Caution, text: caution }));
    }
    section.sections.extend(first.iter().map(|step| in_full(report, step)));
    section.sections.extend(ranked(report));
    section.sections.extend(later(report, rest));
    section
}

/// The first moves in short, for the first screen.
pub(super) fn first(report: &Report) -> Option<Section> {
    if report.recommendations.is_empty() {
        return None;
    }
    let item = |step: &Recommendation| {
        let text = Text::new()
            .strong(&step.title)
            .plain(format!(" ({}; worth ", step.trait_title))
            .then(Text::from(number::gain(step.gain)).about(&topic::step(step)));
        match step.effort {
            Some(effort) => text
                .plain(", ")
                .then(Text::from(number::effort(effort)).about(&topic::step(step)))
                .plain(")."),
            None => text.plain(")."),
        }
    };
    let items = report.recommendations.iter().take(SUMMARY).map(item).collect();
    let mut section = Section::new("first-moves", "First moves");
    section.push(Block::List(List { ordered: true, items }));
    Some(section)
}

fn nothing(report: &Report) -> &'static str {
    if report.coverage.answered == 0 {
        "Answer some questions first: moves follow from the gaps that the answers show."
    } else {
        "No known move applies: every trait is above the point where one would help. Keep watching that it stays so."
    }
}

fn intro(report: &Report, first: &[Recommendation], rest: &[Recommendation]) -> Text {
    let mut text = Text::from(match first.len() {
        1 => "One move follows from the answers.".to_owned(),
        n => format!(
            "Start with these {}, in this order: each one stands on the ones before it, and what brings most for its effort \
             comes first.",
            number::cardinal(n)
        ),
    });
    if let Some(effort) = report.first_effort() {
        text = text
            .plain(" Together they take an estimated ")
            .then(Text::from(number::effort(effort)).about(topic::EFFORT))
            .plain(".");
    }
    if !rest.is_empty() {
        let more = sentence(&count(rest.len(), "more follows", "more follow"));
        text = text.plain(format!(" {more} after them."));
    }
    text
}

/// Where the order is not to be relied on yet.
fn caution(report: &Report) -> Option<Text> {
    let share = report.coverage.share?;
    (share < 0.6).then(|| {
        Text::from("Only ").then(Text::from(number::share(share)).about(topic::COVERAGE)).plain(
            " of the questions are answered. The moves follow from those answers alone; the order will change as others \
             come in.",
        )
    })
}

fn in_full(report: &Report, step: &Recommendation) -> Section {
    let mut section = Section::new(format!("move-{}", step.rank), format!("{}. {}", step.rank, step.title));
    let mut facts = vec![fact("Why", why(report, step))];
    if let Some(effort) = step.effort {
        facts.push(fact("Effort", Text::from(number::effort(effort)).about(&topic::step(step))));
    }
    if let Some(first_step) = &step.first_step {
        facts.push(fact("First step", words::stopped(first_step)));
    }
    if let Some(sign) = &step.sign {
        facts.push(fact("Sign of success", words::stopped(sign)));
    }
    let mut unmet = Text::new();
    for needs in step.requires.iter().filter(|needs| !needs.met) {
        unmet = if unmet.is_empty() { unmet } else { unmet.plain("; ") };
        unmet = unmet.then(requirement(report, step, needs));
    }
    if !unmet.is_empty() {
        facts.push(fact("Needs first", unmet.plain(".")));
    }
    if !step.reading.is_empty() {
        let reading: Vec<String> = step
            .reading
            .iter()
            .map(|reading| match &reading.publisher {
                Some(publisher) => format!("{} ({publisher})", reading.title),
                None => reading.title.clone(),
            })
            .collect();
        facts.push(fact("Read on", reading.join("; ")));
    }
    section.push(Block::Facts(facts));
    section
}

/// Why this move: gap, weight, what it brings and what it opens.
fn why(report: &Report, step: &Recommendation) -> Text {
    let gap =
        Text::from(format!("{} is ", step.trait_title)).then(words::stands(report, &step.of, step.target));
    let gap = if step.score.is_some_and(|score| score >= step.target) {
        gap.plain(". ")
    } else {
        let goal = Text::from(points(step.target)).about(&topic::step(step));
        gap.plain(", and the next goal is ").then(goal).plain(". ")
    };
    let poles: Vec<String> = report
        .trait_of(&step.of)
        .map(|(_, of)| of.poles.iter().map(|pole| report.pole_title(pole).to_owned()).collect())
        .unwrap_or_default();
    let carries = match poles.as_slice() {
        [] => Text::from("It counts"),
        [pole] => Text::from("It carries ")
            .then(Text::from(number::share(step.weight)).about(&topic::step(step)))
            .plain(format!(" of the {pole} score")),
        several => format!("It counts for {}", join(several)).into(),
    };
    let text = gap.then(carries);
    let worth = || Text::from(number::gain(step.gain)).about(&topic::step(step));
    let text = if !number::shows_gain(step.gain) {
        text.plain("; by itself, this move adds little yet.")
    } else if poles.len() == 1 {
        text.plain(", and this move is worth ").then(worth()).plain(" of it.")
    } else {
        text.plain(", and this move is worth ").then(worth()).plain(" in all.")
    };
    text.plain(opens(report, step))
}

fn opens(report: &Report, step: &Recommendation) -> String {
    let ranks: Vec<&Recommendation> =
        step.unlocks.iter().filter_map(|id| report.recommendation(id)).collect();
    match ranks.as_slice() {
        [] => String::new(),
        [only] => format!(" It opens the way to move {} ({}).", only.rank, only.title),
        several => {
            let shown: Vec<String> = several.iter().take(4).map(|step| step.rank.to_string()).collect();
            match several.len() - shown.len() {
                0 => format!(" It opens the way to moves {}.", join(&shown)),
                more => format!(
                    " It opens the way to moves {} and {}.",
                    shown.join(", "),
                    count(more, "more", "more")
                ),
            }
        }
    }
}

fn requirement(report: &Report, step: &Recommendation, needs: &Requirement) -> Text {
    let through: Vec<String> = needs
        .through
        .iter()
        .filter_map(|id| report.recommendation(id))
        .map(|step| step.rank.to_string())
        .collect();
    let by = match through.as_slice() {
        [] => String::new(),
        [only] => format!(", by move {only}"),
        several => format!(", by moves {}", join(several)),
    };
    Text::from(format!("{} at ", needs.title))
        .then(Text::from(points(needs.at_least)).about(&topic::step(step)))
        .plain(" (it is ")
        .then(words::stands(report, &needs.of, needs.at_least))
        .plain(format!("){by}"))
}

/// All moves in their order, with a picture of which opens the way to which.
fn ranked(report: &Report) -> Option<Section> {
    let moves = &report.recommendations;
    if moves.len() < 2 {
        return None;
    }
    let mut section = Section::new("all-moves", "All moves in order");
    if moves.iter().any(|step| !number::shows_gain(step.gain)) {
        section.say(
            "A move worth under 0.1 points brings little by itself: it opens the way to others, or it comes up once \
             those before it have brought its trait to the next goal.",
        );
    }
    let table = table(moves.iter().map(|step| row(report, step)).collect());
    section.push(match figure::path(report) {
        Some(path) => {
            Block::Drawing(Drawing { caption: caption(&path), figure: Figure::Path(path), twin: table })
        }
        None => Block::Table(table),
    });
    Some(section)
}

fn caption(path: &figure::Path) -> String {
    let caption = "A line leads from a move to those it opens the way to; what stands furthest left can start now. Moves \
                   that wait for no other, and that no other waits for, are left out.";
    match path.left_out {
        0 => caption.to_owned(),
        1 => format!("{caption} So is one that comes later; the table has all."),
        n => format!("{caption} So are {n} that come later; the table has all."),
    }
}

fn table(rows: Vec<Vec<Text>>) -> Table {
    let columns = vec![
        Column::new("#", Align::Numbers),
        Column::new("Move", Align::Words),
        Column::new("Points", Align::Numbers),
        Column::new("Days", Align::Numbers),
        Column::new("After", Align::Words),
    ];
    Table { columns, rows }
}

fn row(report: &Report, step: &Recommendation) -> Vec<Text> {
    vec![
        Text::from(step.rank.to_string()),
        Text::from(step.title.as_str()).emphasis(format!(" ({})", step.trait_title)),
        Text::from(number::gain_cell(step.gain)).about(&topic::step(step)),
        step.effort.map_or_else(
            || "\u{2013}".into(),
            |effort| Text::from(number::effort_cell(effort)).about(&topic::step(step)),
        ),
        waits_for(report, step).into(),
    ]
}

/// The moves after the first ones in full, as far as they are near.
fn later(report: &Report, steps: &[Recommendation]) -> Option<Section> {
    if steps.is_empty() {
        return None;
    }
    let mut section = Section::new("later-moves", "The later moves in full");
    section.folded = true;
    if steps.len() > LATER {
        section.say(
            Text::from(format!(
                "These are the next {LATER}. The {} that come after them stand in the table, and ",
                steps.len() - LATER
            ))
            .code("standpoint plan")
            .plain(" writes each of them with its first step and its sign of success."),
        );
    }
    section.sections = steps.iter().take(LATER).map(|step| in_full(report, step)).collect();
    Some(section)
}

/// The ranks of the moves that come first.
fn waits_for(report: &Report, step: &Recommendation) -> String {
    let ranks: BTreeSet<usize> = step
        .requires
        .iter()
        .filter(|needs| !needs.met)
        .flat_map(|needs| &needs.through)
        .filter_map(|id| report.recommendation(id))
        .map(|step| step.rank)
        .collect();
    ranks.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn fact(label: &str, text: impl Into<Text>) -> Fact {
    Fact { label: label.to_owned(), text: text.into() }
}
