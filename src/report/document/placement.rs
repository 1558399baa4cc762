//! Where the team stands, in one sentence, with how sure that is and why.

use super::moves;
use super::text::Text;
use super::topic;
use super::tree::{Align, Block, Callout, Column, List, Section, Table, Tone};
use super::words::{self, join, sentence};
use crate::report::figure;
use crate::report::model::{Coverage, Doubt, Placement, Pole, Report, ScoreState};
use crate::report::number::{self, Reading, count};

pub(super) fn section(report: &Report) -> Section {
    let mut section = Section::new("placement", "Where the team stands");
    if let Some(placement) = &report.placement {
        section.say(standing(report, placement));
        if placement.zone.is_some() {
            section.say(certainty(report, placement));
            section.push(meaning(report, placement));
        }
    } else {
        section.say(reached(report));
        if report.coverage.answered > 0 {
            section.say(
                "It is one person's view of the team: hold it against a colleague's before acting on the details.",
            );
        }
    }
    section.push(Block::Table(poles(report)));
    section.say(coverage(&report.coverage));
    if let Some(text) = other_version(report) {
        section.push(Block::Callout(Callout { tone: Tone::Caution, text: text.into() }));
    }
    section.sections.extend(moves::first(report));
    section
}

/// The placement in one sentence.
fn standing(report: &Report, placement: &Placement) -> Text {
    let team = words::team(report);
    let scores = words::join_texts(report.poles.iter().map(words::pole).collect());
    let text = Text::new();
    let Some(zone) = &placement.zone else {
        let blank: Vec<String> =
            report.poles.iter().filter(|pole| pole.score.is_none()).map(|pole| pole.title.clone()).collect();
        let reason = if report.coverage.answered == 0 {
            "no scored question is answered yet".to_owned()
        } else if report.poles.iter().any(|pole| pole.state == ScoreState::NotApplicable) {
            format!("nothing that counts for {} applies to it or is answered", words::join_with(&blank, "or"))
        } else {
            format!("nothing is answered yet that counts for {}", words::join_with(&blank, "or"))
        };
        return text
            .plain("So far ")
            .strong(format!("{team} cannot be placed"))
            .plain(format!(": {reason}."));
    };
    if is_wide_open(placement, &report.poles) {
        return text
            .plain(format!("On these answers {team} could stand in "))
            .strong(possible(report, placement))
            .plain(", with ")
            .then(scores)
            .plain(". What is answered so far points to ")
            .strong(report.zone_title(zone))
            .plain(".");
    }
    match placement.label.as_str() {
        "central" => text
            .plain(format!("On these answers {team} stands at the "))
            .strong("centre of the plane")
            .plain(", with ")
            .then(scores)
            .plain(": no zone fits it better than another."),
        "borderline" => {
            let candidates: Vec<String> =
                placement.candidates.iter().map(|id| report.zone_title(id).to_owned()).collect();
            text.plain(format!("On these answers {team} stands on the border between "))
                .then(Text::new().strong(join(&candidates)).about(topic::PLACEMENT))
                .plain(", with ")
                .then(scores)
                .plain(".")
        }
        _ => text
            .plain(format!("On these answers {team} stands in "))
            .then(Text::new().strong(report.zone_title(zone)).about(topic::PLACEMENT))
            .plain(", with ")
            .then(scores)
            .plain("."),
    }
}

/// Whether so much is missing that the range says more than the zone.
pub(super) fn is_wide_open(placement: &Placement, poles: &[Pole]) -> bool {
    placement.possible.len() > 1 && poles.iter().any(|pole| Reading::from(pole).point().is_none())
}

/// The zones that the missing answers leave possible.
pub(super) fn possible(report: &Report, placement: &Placement) -> String {
    if placement.possible.len() == report.method.placement.as_ref().map_or(0, |m| m.zones.len()) {
        return "any of the zones".to_owned();
    }
    one_of(report, &placement.possible)
}

/// The titles of zones, one of which it is.
pub(super) fn one_of(report: &Report, zones: &[String]) -> String {
    let titles: Vec<String> = zones.iter().map(|id| report.zone_title(id).to_owned()).collect();
    words::join_with(&titles, "or")
}

/// How sure the placement is, and why.
fn certainty(report: &Report, placement: &Placement) -> Text {
    let doubts: Vec<String> =
        placement.reasons.iter().filter_map(|doubt| clause(report, placement, *doubt)).collect();
    let word = match placement.confidence.as_str() {
        "firm" => "firm",
        "likely" => "likely to hold",
        "tentative" => "tentative",
        _ => "open",
    };
    let mut text = Text::new().plain("This placement is ").strong(word);
    text = match doubts.as_slice() {
        [] => text.plain("."),
        [only] => text.plain(format!(": {only}.")),
        [first @ .., last] => text.plain(format!(": {}; and {last}.", first.join("; "))),
    };
    let missing = report.coverage.unknown + report.coverage.unanswered;
    if placement.missing_robust && missing > 0 {
        text = text.plain(match missing {
            1 => " The one missing answer cannot change it.".to_owned(),
            n => format!(" The {} missing answers cannot change it.", number::cardinal(n)),
        });
    }
    match placement.flips_after {
        // While the missing answers can do so much more, what the given ones could do says little.
        _ if is_wide_open(placement, &report.poles) => text,
        None => text,
        Some(1) => text
            .plain(" ")
            .then(flip("A single answer"))
            .plain(", moved by one step, would be enough to change it."),
        Some(n) if n < 4 => text
            .plain(" ")
            .then(flip(&format!("{} answers", sentence(&number::cardinal(n)))))
            .plain(", each moved by one step, would be enough to change it."),
        Some(n) => text
            .plain(" It would take ")
            .then(flip(&format!("{} answers", number::cardinal(n))))
            .plain(", each moved by one step, to change it."),
    }
}

/// How many answers change the zone, with what explains it.
fn flip(text: &str) -> Text {
    Text::from(text).about(topic::FLIP)
}

/// Why a placement is not surer, as part of a sentence.
fn clause(report: &Report, placement: &Placement, doubt: Doubt) -> Option<String> {
    let titles = |ids: &[String]| {
        let others = ids.iter().filter(|id| placement.zone.as_ref() != Some(id));
        others.map(|id| report.zone_title(id).to_owned()).collect::<Vec<_>>()
    };
    match doubt {
        Doubt::NoData => None,
        Doubt::SingleInformant => Some("it rests on one person's view".to_owned()),
        Doubt::LowCoverage => Some("too little is answered to rely on the scores".to_owned()),
        Doubt::MissingAnswers if is_wide_open(placement, &report.poles) => {
            Some("too much is missing to say more".to_owned())
        }
        Doubt::MissingAnswers => {
            let mut others = titles(&placement.possible);
            let near = placement.label == "borderline" || placement.label == "central";
            others.retain(|title| {
                !near || !placement.candidates.iter().any(|id| report.zone_title(id) == title)
            });
            let missing = report.coverage.unknown + report.coverage.unanswered;
            let subject = match missing {
                1 => "the one missing answer".to_owned(),
                n => format!("the {} missing answers", number::cardinal(n)),
            };
            Some(match others.as_slice() {
                [] => format!("{subject} could settle it either way"),
                others => format!("{subject} could make it {}", words::join_with(others, "or")),
            })
        }
        Doubt::NearTheCut => {
            let method = report.method.placement.as_ref()?;
            let near: Vec<String> = report
                .poles
                .iter()
                .filter_map(|pole| {
                    let score = pole.score?;
                    let distance = (score - method.cut).abs();
                    (distance < method.band).then(|| match number::distance(score, method.cut) {
                        _ if distance < 1e-9 => format!("{} is at the cut", pole.title),
                        shown if score < method.cut => format!("{} is {shown} below the cut", pole.title),
                        shown => format!("{} is {shown} above the cut", pole.title),
                    })
                })
                .collect();
            (!near.is_empty()).then(|| format!("{} ({})", join(&near), number::points(method.cut)))
        }
        Doubt::Spacing => {
            let others = titles(&placement.by_spacing);
            (!others.is_empty()).then(|| {
                format!(
                    "with the options of the answers spaced otherwise it would be {}",
                    words::join_with(&others, "or")
                )
            })
        }
    }
}

/// What it means to be there.
fn meaning(report: &Report, placement: &Placement) -> Block {
    let wide_open = is_wide_open(placement, &report.poles);
    if placement.label == "central" && !wide_open {
        return Block::Paragraph(Text::from(
            "Neither side leads and neither lags. Small, visible steps on both will show which way the work pulls.",
        ));
    }
    let describe = |title: &str, summary: &str| {
        Text::new().strong(format!("{title}.")).plain(format!(" {}", words::stopped(summary)))
    };
    let candidates: Vec<Text> = placement
        .candidates
        .iter()
        .filter_map(|id| report.zone(id))
        .map(|zone| describe(&zone.title, &zone.summary))
        .collect();
    if placement.label == "borderline" && candidates.len() > 1 && !wide_open {
        return Block::List(List { ordered: false, items: candidates });
    }
    Block::Paragraph(describe(
        placement.title.as_deref().unwrap_or_default(),
        placement.summary.as_deref().unwrap_or_default(),
    ))
}

/// What a team has reached where there are no zones.
fn reached(report: &Report) -> Text {
    let first = format!("On these answers {}", words::team(report));
    let mut text = Text::new();
    for (index, pole) in report.poles.iter().enumerate() {
        let (gap, subject) = if index == 0 { ("", first.as_str()) } else { (" ", "It") };
        text = text.plain(gap).then(reached_on(report, pole, subject));
    }
    text
}

fn reached_on(report: &Report, pole: &Pole, subject: &str) -> Text {
    let reading = Reading::from(pole);
    let title = &pole.title;
    match pole.state {
        ScoreState::NotApplicable => {
            return Text::new()
                .plain(format!("{subject} has no score on {title}: nothing that counts for it applies."));
        }
        ScoreState::Unanswered => {
            return Text::new()
                .strong(format!("{subject} has no score on {title} yet"))
                .plain(": nothing that counts for it is answered.");
        }
        ScoreState::Scored | ScoreState::Insufficient => {}
    }
    let levels = report.method.levels.len();
    let Some(level) = &pole.level else {
        return Text::new()
            .plain(format!("{subject} stands on {title} at "))
            .then(Text::new().strong(reading.text()).about(&topic::pole(pole)))
            .plain(" of 100.");
    };
    if level.low_rank < level.high_rank {
        let name = |rank: usize| {
            let of = report.method.levels.get(rank.saturating_sub(1));
            of.map_or_else(|| rank.to_string(), |of| format!("{rank} ({})", of.title))
        };
        return Text::new()
            .plain(format!("{subject} is somewhere "))
            .then(
                Text::new()
                    .strong(format!(
                        "between level {} and level {}",
                        name(level.low_rank),
                        name(level.high_rank)
                    ))
                    .about(&topic::level(pole)),
            )
            .plain(format!(" of {levels}, with "))
            .then(words::pole(pole))
            .plain(".");
    }
    let text = Text::new()
        .plain(format!("{subject} has reached level {} of {levels}, ", level.rank))
        .then(Text::new().strong(&level.title).about(&topic::level(pole)))
        .plain(", with ")
        .then(words::pole(pole))
        .plain(".");
    if level.rank < level.raw_rank {
        let raw = report.method.levels.get(level.raw_rank.saturating_sub(1));
        let raw = raw.map(|raw| format!(" ({})", raw.title)).unwrap_or_default();
        text.plain(format!(
            " The score alone would reach level {}{raw}; {} in the way.",
            level.raw_rank,
            match level.held_back_by.len() {
                1 => "one gate stands".to_owned(),
                n => format!("{} stand", count(n, "gate", "gates")),
            }
        ))
    } else {
        text
    }
}

/// Score, level and coverage of each pole.
fn poles(report: &Report) -> Table {
    let has_levels = report.poles.iter().any(|pole| pole.level.is_some());
    let mut columns = vec![
        Column::new("Pole", Align::Words),
        Column::new("Score", Align::Numbers),
        Column::new("Could be", Align::Values),
    ];
    if has_levels {
        columns.push(Column::new("Level", Align::Values));
    }
    columns.push(Column::new("Answered", Align::Numbers));
    let rows = report
        .poles
        .iter()
        .map(|pole| {
            let reading = Reading::from(pole);
            let mut row = vec![
                Text::new().strong(&pole.title),
                Text::from(reading.figure()).about(&topic::pole(pole)),
                reading
                    .range()
                    .map_or_else(|| "\u{2013}".into(), |range| Text::from(range).about(&topic::pole(pole))),
            ];
            if has_levels {
                let level = figure::level(pole).map(|level| Text::from(level).about(&topic::level(pole)));
                row.push(level.unwrap_or_else(|| "\u{2013}".into()));
            }
            let coverage = pole
                .coverage
                .map(|share| Text::from(number::share(share)).about(&topic::pole_coverage(pole)));
            row.push(coverage.unwrap_or_else(|| "\u{2013}".into()));
            row
        })
        .collect();
    Table { columns, rows }
}

/// How much was answered, in one sentence.
fn coverage(coverage: &Coverage) -> Text {
    let Coverage { answered, applicable, not_applicable, unknown, unanswered, .. } = *coverage;
    if applicable == 0 {
        return "No scored question applies to the team.".into();
    }
    let text = if answered == applicable {
        match applicable {
            1 => "The one scored question is answered".to_owned(),
            2 => "Both scored questions are answered".to_owned(),
            n => format!("All {} scored questions are answered", number::cardinal(n)),
        }
    } else {
        format!(
            "{answered} of {applicable} scored questions {} answered",
            if answered == 1 { "is" } else { "are" }
        )
    };
    let rest = [
        (unanswered, "is open", "are open"),
        (unknown, "is not known", "are not known"),
        (not_applicable, "does not apply", "do not apply"),
    ];
    let rest: Vec<Text> = rest
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, several)| {
            let verb = if count == 1 { one } else { several };
            Text::from(number::cardinal(count)).about(topic::COVERAGE).plain(format!(" {verb}"))
        })
        .collect();
    let text = Text::from(text).about(topic::COVERAGE);
    if rest.is_empty() { text.plain(".") } else { text.plain("; ").then(words::join_texts(rest)).plain(".") }
}

/// A word of caution where the answers were given to another edition of the questionnaire.
fn other_version(report: &Report) -> Option<String> {
    let questionnaire = &report.questionnaire;
    if let Some(version) = &questionnaire.answered_version {
        return Some(format!(
            "The answers were given to version {version} of the questionnaire and are judged here by version {}.",
            questionnaire.version
        ));
    }
    questionnaire.answered_fingerprint.as_ref().map(|_| {
        "The answers were given to another wording of this questionnaire: check those that surprise."
            .to_owned()
    })
}
