//! What holds the team back: gates, weak links, practice without support, and the dimension that limits integration.

use super::text::Text;
use super::tree::{Block, List, Section};
use super::words::{self, join};
use crate::report::model::{Level, Pole, Report, Unsupported, WeakTrait};
use crate::report::number::{self, Reading, distance, points};

/// How many weak links are listed; the traits themselves show all of them.
const LINKS: usize = 8;

pub(super) fn section(report: &Report) -> Section {
    let mut section = Section::new("obstacles", "What holds the team back");
    section.sections = [gates(report), weak_links(report), unsupported(report), integration(report)]
        .into_iter()
        .flatten()
        .collect();
    if section.sections.is_empty() {
        section.say(
            "Nothing stands out in the answers so far: no gate keeps a level back, no trait lags far behind its \
             neighbours, and no practice lacks what it rests on.",
        );
    }
    section
}

/// An essential trait that stands in the way, and of what.
struct Gate<'a> {
    of: &'a str,
    title: &'a str,
    minimum: f64,
    level: usize,
    places: Vec<String>,
}

fn gates(report: &Report) -> Option<Section> {
    let mut gates: Vec<Gate<'_>> = Vec::new();
    let overall = report.poles.iter().map(|pole| (pole, format!("{} overall", pole.title)));
    let inside = report.dimensions.iter().flat_map(|dimension| {
        dimension.poles.iter().map(|pole| (pole, format!("{} in {}", pole.title, dimension.title)))
    });
    for (pole, place) in overall.chain(inside) {
        let Some(level) = &pole.level else { continue };
        for held in &level.held_back_by {
            let place = kept(level, &place);
            match gates.iter_mut().find(|gate| gate.of == held.of && gate.level == held.level) {
                Some(gate) => gate.places.push(place),
                None => gates.push(Gate {
                    of: &held.of,
                    title: &held.title,
                    minimum: held.minimum,
                    level: held.level,
                    places: vec![place],
                }),
            }
        }
    }
    let level_name = |rank: usize| {
        let level = report.method.levels.get(rank.saturating_sub(1));
        level.map_or_else(|| format!("level {rank}"), |level| format!("level {rank} ({})", level.title))
    };
    let items: Vec<Text> = gates
        .iter()
        .map(|gate| {
            let now = words::stands(report, gate.of, gate.minimum);
            Text::new().strong(gate.title).plain(format!(
                " is {now}, and {} needs {}. Until then, {}.",
                level_name(gate.level),
                points(gate.minimum),
                join(&gate.places)
            ))
        })
        .collect();
    listed(
        "gates",
        "Levels that wait for a gate",
        "Some traits are essential for a level: the level is reached only when they are in place, however high the score.",
        items,
    )
}

/// Where a gate keeps the level.
fn kept(level: &Level, place: &str) -> String {
    format!("{place} stays at level {} instead of {}", level.rank, level.raw_rank)
}

fn weak_links(report: &Report) -> Option<Section> {
    let mut items = Vec::new();
    for weak in &report.weak_dimensions {
        items.push(Text::new().strong(&weak.title).plain(format!(
            " as a whole: {} is {} here and {} overall.{}",
            report.pole_title(&weak.pole),
            phrase(report.dimension(&weak.dimension).map(|of| &of.poles), &weak.pole, weak.score),
            phrase(Some(&report.poles), &weak.pole, weak.pole_score),
            unless_certain(weak.certain)
        )));
    }
    let mut traits: Vec<Vec<&WeakTrait>> = Vec::new();
    for weak in &report.weak_traits {
        match traits.iter_mut().find(|group| group[0].of == weak.of) {
            Some(group) => group.push(weak),
            None => traits.push(vec![weak]),
        }
    }
    // Without a point to show, a trait can only be suspected.
    let (mut found, suspected): (Vec<_>, Vec<_>) = traits.into_iter().partition(|group| {
        report.trait_of(&group[0].of).is_some_and(|(_, of)| Reading::from(of).point().is_some())
    });
    let gap = |group: &[&WeakTrait]| {
        group.iter().map(|weak| weak.pole_score - weak.score).fold(f64::NEG_INFINITY, f64::max)
    };
    found.sort_by(|a, b| gap(b).total_cmp(&gap(a)));
    items.extend(found.iter().take(LINKS).map(|group| weak_trait(report, group)));
    let more = found.len().saturating_sub(LINKS);
    if more > 0 {
        let more = number::count(more, "more trait is", "more traits are");
        items.push(words::sentence(&format!("{more} marked as weak in the list of all answers.")).into());
    }
    if !suspected.is_empty() && !items.is_empty() {
        let titles: Vec<String> = suspected.iter().map(|group| group[0].title.clone()).collect();
        items.push(format!("Too little is answered to be sure of {}.", join(&titles)).into());
    }
    listed(
        "weak-links",
        "Weak links",
        "These lag far behind what stands beside them, so they are where the next trouble is likely to start.",
        items,
    )
}

fn weak_trait(report: &Report, group: &[&WeakTrait]) -> Text {
    let first = group[0];
    let dimension = report.dimension(&first.dimension);
    let title = dimension.map_or(first.dimension.as_str(), |of| &of.title);
    let poles: Vec<String> = group
        .iter()
        .map(|weak| {
            let stands = phrase(dimension.map(|of| &of.poles), &weak.pole, weak.pole_score);
            format!("{} is {stands}", report.pole_title(&weak.pole))
        })
        .collect();
    let bottleneck = group.iter().filter_map(|weak| weak.bottleneck).fold(0.0, f64::max);
    let worth = if bottleneck >= 0.005 {
        format!(
            " Level with that, it would raise the integration of the dimension by {}.",
            number::gain(bottleneck)
        )
    } else {
        String::new()
    };
    let certain = group.iter().any(|weak| weak.certain);
    Text::new().strong(&first.title).plain(format!(
        " is {}, while in {title} {}.{worth}{}",
        words::stands(report, &first.of, first.pole_score),
        join(&poles),
        unless_certain(certain)
    ))
}

/// Where a pole stands, after a verb.
fn phrase(poles: Option<&Vec<Pole>>, id: &str, score: f64) -> String {
    let pole = poles.and_then(|poles| poles.iter().find(|pole| pole.id == id));
    pole.map_or_else(|| format!("at {}", points(score)), |pole| Reading::from(pole).phrase())
}

fn unless_certain(certain: bool) -> &'static str {
    if certain { "" } else { " Missing answers could still lift it." }
}

/// Practices by what they rest on, the footing that carries most first.
fn unsupported(report: &Report) -> Option<Section> {
    let mut footings: Vec<Vec<&Unsupported>> = Vec::new();
    for link in &report.unsupported {
        match footings.iter_mut().find(|group| group[0].needs == link.needs) {
            Some(group) => group.push(link),
            None => footings.push(vec![link]),
        }
    }
    footings.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let items = footings
        .iter()
        .map(|group| {
            let practices: Vec<String> = group
                .iter()
                .map(|link| format!("{} ({})", link.practice_title, points(link.practice_score)))
                .collect();
            let needs = group[0];
            Text::new().strong(&needs.needs_title).plain(format!(
                " ({}) has to carry {}.",
                points(needs.needs_score),
                join(&practices)
            ))
        })
        .collect();
    listed(
        "unsupported",
        "Practice without support",
        "The team does more here than its footing carries. That works while somebody makes up for it by hand; put the \
         footing in place before building further.",
        items,
    )
}

fn integration(report: &Report) -> Option<Section> {
    let integration = report.integration.as_ref()?;
    let lowest = report.dimension(&integration.minimum_dimension);
    let title = lowest.map_or(integration.minimum_dimension.as_str(), |dimension| &dimension.title);
    let poles: Vec<String> = report.poles.iter().map(|pole| pole.title.clone()).collect();
    let mut section = Section::new("integration", "Where integration is lowest");
    let known = report.dimensions.iter().filter(|dimension| dimension.integration.is_some()).count();
    let mut text = Text::new();
    text = if known == 1 {
        text.plain(format!("How far {} go together can be told of one dimension alone, ", join(&poles)))
            .strong(title)
            .plain(format!(": {} of 100", points(integration.minimum)))
    } else {
        let relied_on = report.poles.iter().all(|pole| Reading::from(pole).point().is_some());
        text.plain(format!(
            "{} go together to {} of 100{}. It is least in ",
            join(&poles),
            points(integration.score),
            if relied_on { "" } else { ", as far as the answers tell" }
        ))
        .strong(title)
        .plain(format!(" ({})", points(integration.minimum)))
    };
    text = match lowest.and_then(|dimension| lead(&dimension.poles)) {
        Some(lead) => text.plain(format!(", {lead}.")),
        None => text.plain("."),
    };
    section.say(text);
    Some(section)
}

/// Which of two poles leads, and by how much.
fn lead(poles: &[Pole]) -> Option<String> {
    let [first, second] = poles else { return None };
    let (a, b) = (first.score?, second.score?);
    Some(if (a - b).abs() < 0.05 {
        format!("where {} and {} are about equally far", first.title, second.title)
    } else if a > b {
        format!("where {} is {} ahead of {}", first.title, distance(a, b), second.title)
    } else {
        format!("where {} is {} ahead of {}", second.title, distance(a, b), first.title)
    })
}

fn listed(id: &str, title: &str, intro: &str, items: Vec<Text>) -> Option<Section> {
    if items.is_empty() {
        return None;
    }
    let mut section = Section::new(id, title);
    section.say(intro);
    section.push(Block::List(List { ordered: false, items }));
    Some(section)
}
