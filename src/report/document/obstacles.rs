//! What holds a team or a dimension back: gates, weak links, practice without support, and the dimension that limits
//! integration.

use super::text::Text;
use super::topic;
use super::tree::{Block, List, Section};
use super::words::{self, join, join_texts};
use crate::report::model::{
    Dimension, HeldBack, Level, Pole, Report, Trait, Unsupported, WeakDimension, WeakTrait,
};
use crate::report::number::{self, Reading, distance, points};

/// What holds the whole back; `None` before anything is answered.
pub(super) fn overall(report: &Report) -> Option<Section> {
    if report.coverage.answered == 0 {
        return None;
    }
    let mut section = Section::new("obstacles", "What holds the team back");
    let mut items = gates(report, &report.poles, None);
    if !items.is_empty() || gated(report) {
        section.say(
            "Some traits are essential for a level: the level is reached only when they are in place, however high the \
             score.",
        );
    }
    items.extend(report.weak_dimensions.iter().map(|weak| weak_dimension(report, weak)));
    if !items.is_empty() {
        section.push(Block::List(List { ordered: false, items }));
    }
    if !report.weak_traits.is_empty() {
        let traits: std::collections::BTreeSet<&str> =
            report.weak_traits.iter().map(|weak| weak.of.as_str()).collect();
        section.say(match traits.len() {
            1 => "One trait is a weak link, named under its dimension: it lags far behind what stands beside it, so the \
                  next trouble is likely to start there."
                .to_owned(),
            n => format!(
                "{} traits are weak links, named under their dimensions: they lag far behind what stands beside them, so \
                 the next trouble is likely to start there.",
                words::sentence(&number::cardinal(n))
            ),
        });
    }
    if !report.unsupported.is_empty() {
        section.say(
            "In places the team does more than its footing carries. That works while somebody makes up for it by hand; \
             put the footing in place before building further.",
        );
    }
    if section.blocks.is_empty() {
        section.say(
            "Nothing stands out in the answers so far: no gate keeps a level back, no trait lags far behind its \
             neighbours, and no practice lacks what it rests on.",
        );
    }
    if let Some(text) = integration(report) {
        section.say(text);
    }
    Some(section)
}

/// What holds a dimension back, if anything does.
pub(super) fn inside(report: &Report, dimension: &Dimension) -> Option<Section> {
    let mut items = gates(report, &dimension.poles, Some(dimension));
    items.extend(weak_traits(report, dimension));
    items.extend(unsupported(report, dimension));
    if items.is_empty() {
        return None;
    }
    let mut section = Section::new(format!("obstacles-{}", dimension.id), "What holds it back");
    section.push(Block::List(List { ordered: false, items }));
    Some(section)
}

/// Whether a gate keeps a level of some dimension back.
fn gated(report: &Report) -> bool {
    let levels = report.dimensions.iter().flat_map(|of| &of.poles).filter_map(|pole| pole.level.as_ref());
    levels.into_iter().any(|level| !level.held_back_by.is_empty())
}

/// The essential traits that stand in the way, and of what.
fn gates(report: &Report, poles: &[Pole], dimension: Option<&Dimension>) -> Vec<Text> {
    shut(report, poles, dimension).into_iter().map(|(_, text)| text).collect()
}

/// The same, each with the essential trait's id.
pub(in crate::report) fn shut<'r>(
    report: &'r Report,
    poles: &'r [Pole],
    dimension: Option<&Dimension>,
) -> Vec<(&'r str, Text)> {
    let mut gates: Vec<(&'r HeldBack, String, Vec<Text>)> = Vec::new();
    for pole in poles {
        let Some(level) = &pole.level else { continue };
        let topic = dimension.map_or_else(|| topic::level(pole), |of| topic::dimension_level(of, pole));
        for held in &level.held_back_by {
            let place = kept(pole, level, dimension, &topic);
            match gates.iter_mut().find(|(gate, ..)| gate.of == held.of && gate.level == held.level) {
                Some((.., places)) => places.push(place),
                None => gates.push((held, topic.clone(), vec![place])),
            }
        }
    }
    let level_name = |rank: usize| {
        let level = report.method.levels.get(rank.saturating_sub(1));
        level.map_or_else(|| format!("level {rank}"), |level| format!("level {rank} ({})", level.title))
    };
    let item = |(gate, topic, places): (&'r HeldBack, String, Vec<Text>)| {
        let text = Text::new()
            .strong(&gate.title)
            .plain(" is ")
            .then(words::stands(report, &gate.of, gate.minimum))
            .plain(format!(", and {} needs ", level_name(gate.level)))
            .then(Text::from(points(gate.minimum)).about(&topic))
            .plain(". Until then, ")
            .then(join_texts(places))
            .plain(".");
        (gate.of.as_str(), text)
    };
    gates.into_iter().map(item).collect()
}

/// Where a gate keeps the level.
fn kept(pole: &Pole, level: &Level, dimension: Option<&Dimension>, topic: &str) -> Text {
    let place = if dimension.is_some() { pole.title.clone() } else { format!("{} overall", pole.title) };
    let rank = Text::from(format!("level {}", level.rank)).about(topic);
    Text::new()
        .plain(format!("{place} stays at "))
        .then(rank)
        .plain(" instead of ")
        .then(Text::from(level.raw_rank.to_string()).about(topic))
}

/// That a dimension lags behind a pole's overall score.
pub(in crate::report) fn weak_dimension(report: &Report, weak: &WeakDimension) -> Text {
    let dimension = report.dimension(&weak.dimension);
    Text::new()
        .strong(&weak.title)
        .plain(format!(" as a whole: {} is ", report.pole_title(&weak.pole)))
        .then(phrase(report, dimension, &weak.pole, weak.score))
        .plain(" here and ")
        .then(phrase(report, None, &weak.pole, weak.pole_score))
        .plain(format!(" overall.{}", unless_certain(weak.certain)))
}

/// The weak links of a dimension, the widest gap first.
fn weak_traits(report: &Report, dimension: &Dimension) -> Vec<Text> {
    let mut traits: Vec<(&Trait, Vec<&WeakTrait>)> = dimension
        .traits
        .iter()
        .map(|of| (of, report.weak_traits.iter().filter(|weak| weak.of == of.id).collect::<Vec<_>>()))
        .filter(|(_, weak)| !weak.is_empty())
        .collect();
    let gap = |group: &[&WeakTrait]| {
        group.iter().map(|weak| weak.pole_score - weak.score).fold(f64::NEG_INFINITY, f64::max)
    };
    traits.sort_by(|(_, a), (_, b)| gap(b).total_cmp(&gap(a)));
    // Without a point to show, a trait can only be suspected.
    let (found, suspected): (Vec<_>, Vec<_>) =
        traits.into_iter().partition(|(of, _)| Reading::from(*of).point().is_some());
    let mut items: Vec<Text> =
        found.iter().map(|(of, group)| weak_trait(report, dimension, of, group)).collect();
    if !suspected.is_empty() {
        let titles: Vec<String> = suspected.iter().map(|(of, _)| of.title.clone()).collect();
        items.push(suspicion(&titles));
    }
    items
}

/// That a trait lags behind its poles; `None` if it does not.
pub(in crate::report) fn weak_link(report: &Report, dimension: &Dimension, of: &Trait) -> Option<Text> {
    let group: Vec<&WeakTrait> = report.weak_traits.iter().filter(|weak| weak.of == of.id).collect();
    if group.is_empty() {
        return None;
    }
    Some(match Reading::from(of).point() {
        Some(_) => weak_trait(report, dimension, of, &group),
        None => suspicion(std::slice::from_ref(&of.title)),
    })
}

fn suspicion(titles: &[String]) -> Text {
    let links = if titles.len() == 1 { "a weak link" } else { "weak links" };
    format!("Too little is answered to be sure of {}, perhaps {links}.", join(titles)).into()
}

fn weak_trait(report: &Report, dimension: &Dimension, of: &Trait, group: &[&WeakTrait]) -> Text {
    let poles: Vec<Text> = group
        .iter()
        .map(|weak| {
            Text::new().plain(format!("{} is ", report.pole_title(&weak.pole))).then(phrase(
                report,
                Some(dimension),
                &weak.pole,
                weak.pole_score,
            ))
        })
        .collect();
    let bottleneck = group.iter().filter_map(|weak| weak.bottleneck).fold(0.0, f64::max);
    let worth = if bottleneck >= 0.005 {
        Text::from(" Level with that, it would raise the integration of the dimension by ")
            .then(Text::from(number::gain(bottleneck)).about(&topic::of_trait(of)))
            .plain(".")
    } else {
        Text::new()
    };
    let threshold = group.first().map_or(0.0, |weak| weak.pole_score);
    let certain = group.iter().any(|weak| weak.certain);
    Text::new()
        .strong(&of.title)
        .plain(" is a weak link: it is ")
        .then(words::stands(report, &of.id, threshold))
        .plain(", while here ")
        .then(join_texts(poles))
        .plain(".")
        .then(worth)
        .plain(unless_certain(certain))
}

/// Where a pole stands, after a verb.
fn phrase(report: &Report, dimension: Option<&Dimension>, id: &str, score: f64) -> Text {
    let poles = dimension.map_or(&report.poles, |dimension| &dimension.poles);
    let Some(pole) = poles.iter().find(|pole| pole.id == id) else {
        return format!("at {}", points(score)).into();
    };
    let topic = dimension.map_or_else(|| topic::pole(pole), |of| topic::dimension_pole(of, pole));
    Text::from(Reading::from(pole).phrase()).about(&topic)
}

fn unless_certain(certain: bool) -> &'static str {
    if certain { "" } else { " Missing answers could still lift it." }
}

/// Practices by what they rest on in this dimension, the footing that carries most first.
fn unsupported(report: &Report, dimension: &Dimension) -> Vec<Text> {
    let mut footings: Vec<(usize, Text)> =
        dimension.traits.iter().filter_map(|of| overloaded(report, of)).collect();
    footings.sort_by_key(|(links, _)| std::cmp::Reverse(*links));
    footings.into_iter().map(|(_, text)| text).collect()
}

/// How many practices a trait has to carry and cannot, and which; `None` if there is none.
pub(in crate::report) fn overloaded(report: &Report, of: &Trait) -> Option<(usize, Text)> {
    let links: Vec<&Unsupported> = report.unsupported.iter().filter(|link| link.needs == of.id).collect();
    let score = |id: &str, score: f64| {
        let shown = Text::from(points(score));
        report.trait_of(id).map_or(shown.clone(), |(_, of)| shown.about(&topic::of_trait(of)))
    };
    let practices: Vec<Text> = links
        .iter()
        .map(|link| {
            Text::from(format!("{} (", link.practice_title))
                .then(score(&link.practice, link.practice_score))
                .plain(")")
        })
        .collect();
    let text = Text::new()
        .strong(&of.title)
        .plain(" (")
        .then(score(&of.id, links.first()?.needs_score))
        .plain(") has to carry ")
        .then(join_texts(practices))
        .plain(".");
    Some((links.len(), text))
}

/// How far the poles go together, and where least.
fn integration(report: &Report) -> Option<Text> {
    let integration = report.integration.as_ref()?;
    let lowest = report.dimension(&integration.minimum_dimension);
    let title = lowest.map_or(integration.minimum_dimension.as_str(), |dimension| &dimension.title);
    let poles: Vec<String> = report.poles.iter().map(|pole| pole.title.clone()).collect();
    let known = report.dimensions.iter().filter(|dimension| dimension.integration.is_some()).count();
    let minimum = Text::from(points(integration.minimum));
    let minimum = lowest.map_or(minimum.clone(), |dimension| minimum.about(&topic::dimension(dimension)));
    let text = if known == 1 {
        Text::from(format!("How far {} go together can be told of one dimension alone, ", join(&poles)))
            .strong(title)
            .plain(": ")
            .then(minimum)
            .plain(" of 100")
    } else {
        let relied_on = report.poles.iter().all(|pole| Reading::from(pole).point().is_some());
        Text::from(format!("{} go together to ", join(&poles)))
            .then(Text::from(points(integration.score)).about(topic::INTEGRATION))
            .plain(format!(
                " of 100{}. It is least in ",
                if relied_on { "" } else { ", as far as the answers tell" }
            ))
            .strong(title)
            .plain(" (")
            .then(minimum)
            .plain(")")
    };
    Some(match lowest.and_then(lead) {
        Some(lead) => text.plain(", ").then(lead).plain("."),
        None => text.plain("."),
    })
}

/// Which of two poles leads in a dimension, and by how much.
fn lead(dimension: &Dimension) -> Option<Text> {
    let [first, second] = &dimension.poles[..] else { return None };
    let (a, b) = (first.score?, second.score?);
    if (a - b).abs() < 0.05 {
        return Some(format!("where {} and {} are about equally far", first.title, second.title).into());
    }
    let (ahead, behind) = if a > b { (first, second) } else { (second, first) };
    let by = Text::from(distance(a, b)).about(&topic::dimension(dimension));
    Some(
        Text::from(format!("where {} is ", ahead.title))
            .then(by)
            .plain(format!(" ahead of {}", behind.title)),
    )
}
