//! What to do next: the first moves in full, the rest in a table.

use std::collections::BTreeSet;

use super::text::Text;
use super::tree::{Align, Block, Callout, Column, Fact, List, Section, Table, Tone};
use super::words::{self, join, sentence};
use crate::report::model::{Recommendation, Report, Requirement};
use crate::report::number::{self, count, points};

/// How many moves are shown in full where the definition does not say.
const MOVES: f64 = 5.0;
/// How many moves a summary names.
const SUMMARY: usize = 3;

pub(super) fn section(report: &Report) -> Section {
    let mut section = Section::new("moves", "What to do next");
    let top = report.constant("moves").unwrap_or(MOVES).max(1.0);
    let (first, rest) = report
        .recommendations
        .split_at(report.recommendations.partition_point(|step| step.rank as f64 <= top));
    if first.is_empty() {
        section.say(nothing(report));
        return section;
    }
    section.say(intro(first, rest));
    if let Some(caution) = caution(report) {
        section.push(Block::Callout(Callout { tone: Tone::Caution, text: caution.into() }));
    }
    section.sections.extend(first.iter().map(|step| in_full(report, step)));
    section.sections.extend(later(report, rest));
    section
}

/// The section of a summary.
pub(super) fn summary(report: &Report) -> Option<Section> {
    let mut section = Section::new("moves", "What to do next");
    section.push(Block::List(first(report)?));
    Some(section)
}

/// The first moves in short.
pub(super) fn first(report: &Report) -> Option<List> {
    if report.recommendations.is_empty() {
        return None;
    }
    let item = |step: &Recommendation| {
        let effort = step.effort.map(|effort| format!(", {}", number::effort(effort)));
        Text::new().strong(&step.title).plain(format!(
            " ({}; worth {}{}).",
            step.trait_title,
            number::gain(step.gain),
            effort.unwrap_or_default()
        ))
    };
    Some(List { ordered: true, items: report.recommendations.iter().take(SUMMARY).map(item).collect() })
}

fn nothing(report: &Report) -> &'static str {
    if report.coverage.answered == 0 {
        "Answer some questions first: moves follow from the gaps that the answers show."
    } else {
        "No known move applies: every trait is above the point where one would help. Keep watching that it stays so."
    }
}

fn intro(first: &[Recommendation], rest: &[Recommendation]) -> String {
    let mut text = match first.len() {
        1 => "One move follows from the answers.".to_owned(),
        n => format!(
            "Start with these {}, in this order: each one stands on the ones before it, and what brings most for its effort \
             comes first.",
            number::cardinal(n)
        ),
    };
    let efforts: Vec<(f64, f64)> = first.iter().filter_map(|step| step.effort).collect();
    if first.len() > 1 && efforts.len() == first.len() {
        let total = efforts.iter().fold((0.0, 0.0), |(low, high), (l, h)| (low + l, high + h));
        text = format!("{text} Together they take an estimated {}.", number::effort(total));
    }
    if !rest.is_empty() {
        text = format!("{text} {} after them.", sentence(&count(rest.len(), "more follows", "more follow")));
    }
    text
}

/// Where the order is not to be relied on yet.
fn caution(report: &Report) -> Option<String> {
    let share = report.coverage.share?;
    (share < 0.6).then(|| {
        format!(
            "Only {} of the questions are answered. The moves follow from those answers alone; the order will change as \
             others come in.",
            number::share(share)
        )
    })
}

fn in_full(report: &Report, step: &Recommendation) -> Section {
    let mut section = Section::new(format!("move-{}", step.rank), format!("{}. {}", step.rank, step.title));
    let mut facts = vec![fact("Why", why(report, step))];
    if let Some(effort) = step.effort {
        facts.push(fact("Effort", number::effort(effort)));
    }
    if let Some(first_step) = &step.first_step {
        facts.push(fact("First step", words::stopped(first_step)));
    }
    if let Some(sign) = &step.sign {
        facts.push(fact("Sign of success", words::stopped(sign)));
    }
    let unmet: Vec<String> =
        step.requires.iter().filter(|needs| !needs.met).map(|needs| requirement(report, needs)).collect();
    if !unmet.is_empty() {
        facts.push(fact("Needs first", sentence(&words::stopped(&unmet.join("; ")))));
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
fn why(report: &Report, step: &Recommendation) -> String {
    let title = &step.trait_title;
    let stands = words::stands(report, &step.of, step.target);
    let gap = if step.score.is_some_and(|score| score >= step.target) {
        format!("{title} is {stands}.")
    } else {
        format!("{title} is {stands}, and the next goal is {}.", points(step.target))
    };
    let poles: Vec<String> = report
        .trait_of(&step.of)
        .map(|(_, of)| of.poles.iter().map(|pole| report.pole_title(pole).to_owned()).collect())
        .unwrap_or_default();
    let carries = match poles.as_slice() {
        [] => "It counts".to_owned(),
        [pole] => format!("It carries {} of the {pole} score", number::share(step.weight)),
        several => format!("It counts for {}", join(several)),
    };
    let brings = if !number::shows_gain(step.gain) {
        "; by itself, this move adds little yet.".to_owned()
    } else if poles.len() == 1 {
        format!(", and this move is worth {} of it.", number::gain(step.gain))
    } else {
        format!(", and this move is worth {} in all.", number::gain(step.gain))
    };
    format!("{gap} {carries}{brings}{}", opens(report, step))
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

fn requirement(report: &Report, needs: &Requirement) -> String {
    let now = words::stands(report, &needs.of, needs.at_least);
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
    format!("{} at {} (it is {now}){by}", needs.title, points(needs.at_least))
}

/// The later moves: those that bring the team nearer to its next goals, then those that lead beyond them.
fn later(report: &Report, steps: &[Recommendation]) -> Vec<Section> {
    // A move that brings nothing by itself is near if it opens the way to one that does.
    let brings = |step: &Recommendation| number::shows_gain(step.gain);
    let opens =
        |step: &Recommendation| step.unlocks.iter().filter_map(|id| report.recommendation(id)).any(brings);
    let (near, far): (Vec<&Recommendation>, Vec<&Recommendation>) =
        steps.iter().partition(|step| brings(step) || opens(step));
    let mut sections = Vec::new();
    if !near.is_empty() {
        let mut section = Section::new("more-moves", "After that");
        section.push(Block::Table(table(report, &near, true)));
        sections.push(section);
    }
    if !far.is_empty() {
        let mut section = Section::new("far-moves", "Beyond the next goals");
        section.say("These come up once the moves before them have brought their traits to the next goal.");
        section.push(Block::Table(table(report, &far, false)));
        sections.push(section);
    }
    sections
}

fn table(report: &Report, steps: &[&Recommendation], gains: bool) -> Table {
    let column = |title: &str, align| Column { title: title.to_owned(), align };
    let mut columns = vec![column("#", Align::Numbers), column("Move", Align::Words)];
    if gains {
        columns.push(column("Points", Align::Numbers));
    }
    columns.push(column("Days", Align::Numbers));
    columns.push(column("After", Align::Words));
    let rows = steps
        .iter()
        .map(|step| {
            let title = Text::from(step.title.as_str()).emphasis(format!(" ({})", step.trait_title));
            let mut row = vec![Text::from(step.rank.to_string()), title];
            if gains {
                row.push(number::gain_cell(step.gain).into());
            }
            row.push(step.effort.map_or_else(|| "\u{2013}".to_owned(), number::effort_cell).into());
            row.push(waits_for(report, step).into());
            row
        })
        .collect();
    Table { columns, rows }
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
