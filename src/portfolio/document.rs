//! A portfolio in words, for every format alike.

use super::model::{
    LeftOut, Omission, Outlier, Portfolio, Score, ScoreDistribution, StepFinding, Team, TraitFinding,
};
use crate::report::document::{
    Align, Block, Callout, Column, Document, List, Section, Table, Text, Tone, date, join,
};
use crate::report::number::{count, distance, effort_cell, gain_cell, points, share};

/// Of traits and of steps, so many are shown; the data formats hold all.
const MOST: usize = 20;

/// Puts a portfolio into words.
#[must_use]
pub fn write(portfolio: &Portfolio) -> Document {
    let sections = if portfolio.teams.is_empty() {
        vec![overview(portfolio), method(portfolio)]
    } else {
        let whole = [
            Some(overview(portfolio)),
            plane(portfolio),
            Some(steps(portfolio)),
            Some(obstacles(portfolio)),
            Some(teams(portfolio)),
            Some(spread(portfolio)),
            Some(outliers(portfolio)),
            Some(coverage(portfolio)),
            Some(method(portfolio)),
        ];
        whole.into_iter().flatten().collect()
    };
    Document {
        title: format!("{}: {}", portfolio.questionnaire.title, of_teams(portfolio.teams.len())),
        subtitle: dates(portfolio),
        language: "en".to_owned(),
        sections,
        stamp: None,
    }
}

fn of_teams(count: usize) -> String {
    format!("{count} team{}", if count == 1 { "" } else { "s" })
}

/// From when to when teams answered.
fn dates(portfolio: &Portfolio) -> String {
    let dates = || portfolio.teams.iter().filter_map(|team| team.date.as_deref());
    match (dates().min(), dates().max()) {
        (Some(first), Some(last)) if first == last => format!("Answered on {}", date(first)),
        (Some(first), Some(last)) => format!("Answered between {} and {}", date(first), date(last)),
        _ => String::new(),
    }
}

fn overview(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("overview", "At a glance");
    let total = portfolio.teams.len();
    if total == 0 {
        section.say("There is no team to show.");
    } else {
        let mut sentences = Vec::new();
        if let Some(placed) = placed(portfolio) {
            sentences.push(placed);
        }
        let medians: Vec<String> = portfolio
            .distributions
            .iter()
            .filter(|of| of.dimension.is_none())
            .filter_map(|of| Some(format!("{} on {}", points(of.of.median?), portfolio.pole_title(&of.pole))))
            .collect();
        if !medians.is_empty() {
            sentences.push(format!("The medians are {}.", join(&medians)));
        }
        section.say(sentences.join(" "));
        let steps = portfolio.steps.iter().flatten().map(|step| (&step.title, step.teams));
        let traits = portfolio.traits.iter().flatten().map(|of| (&of.title, of.teams));
        let items: Vec<Text> =
            [first("Would help most: ", steps, portfolio), first("Holds most back: ", traits, portfolio)]
                .into_iter()
                .flatten()
                .collect();
        if !items.is_empty() {
            section.push(Block::List(List { ordered: false, items }));
        }
    }
    for omission in &portfolio.left_out {
        section
            .push(Block::Callout(Callout { tone: Tone::Note, text: left_out(portfolio, omission).into() }));
    }
    section
}

/// The first three, with how many teams each concerns.
fn first<'p>(
    label: &str,
    found: impl Iterator<Item = (&'p String, usize)>,
    portfolio: &Portfolio,
) -> Option<Text> {
    let mut text = Text::new().plain(label);
    let mut any = false;
    for (title, teams) in found.take(3) {
        let of = if any { format!(" ({teams})") } else { format!(" ({teams} of {})", portfolio.detailed) };
        text = text.plain(if any { ", " } else { "" }).strong(title).plain(of);
        any = true;
    }
    any.then(|| text.plain("."))
}

/// How many teams are in which zone, in a sentence.
fn placed(portfolio: &Portfolio) -> Option<String> {
    let placed: usize = portfolio.zones.iter().map(|zone| zone.teams).sum();
    let zones = portfolio.zones.iter().filter(|zone| zone.teams > 0);
    let parts: Vec<String> =
        zones.map(|zone| format!("{} {}", zone.teams, portfolio.zone_title(&zone.zone))).collect();
    let near: usize = portfolio.zones.iter().map(|zone| zone.teams - zone.decided).sum();
    let near = match near {
        0 => String::new(),
        _ => format!(" {near} of them {} borderline.", if near == 1 { "is" } else { "are" }),
    };
    (placed > 0).then(|| format!("Of {}: {}.{near}", of_teams(placed), join(&parts)))
}

fn left_out(portfolio: &Portfolio, of: &LeftOut) -> String {
    let sets = count(of.sets, "answer set", "answer sets");
    let least = portfolio.method.min_group;
    match of.reason {
        Omission::TooFew => format!(
            "Not shown: {}. Several persons answered for {}, fewer than {least}; a mean of so few would tell what each \
             of them said.",
            names(&of.teams),
            if of.teams.len() == 1 { "it" } else { "each of them" }
        ),
        Omission::Nameless => format!("Left out: {sets} in tables, without the name of a team."),
        Omission::Earlier => format!("Left out: {sets} that a later one replaces."),
        Omission::Rejected => format!("Left out: {sets} that could not be scored."),
    }
}

/// Names in a sentence; of many, some.
fn names(of: &[String]) -> String {
    const MOST: usize = 12;
    if of.len() <= MOST {
        return join(of);
    }
    format!("{} and {} more", of[..MOST].join(", "), of.len() - MOST)
}

fn plane(portfolio: &Portfolio) -> Option<Section> {
    let placement = portfolio.placement.as_ref()?;
    let mut section = Section::new("plane", "On the plane");
    section.say(format!(
        "A pole counts as high from {}. Closer to that than {}, a team is borderline: it could as well stand in the next \
         zone.",
        points(placement.cut),
        distance(placement.band, 0.0)
    ));
    let rows = portfolio.zones.iter().map(|zone| {
        vec![
            portfolio.zone_title(&zone.zone).into(),
            zone.teams.to_string().into(),
            share(zone.share).into(),
            (zone.teams - zone.decided).to_string().into(),
        ]
    });
    section.push(table(
        &[
            ("Zone", Align::Words),
            ("Teams", Align::Numbers),
            ("Share", Align::Numbers),
            ("Borderline", Align::Numbers),
        ],
        rows.collect(),
    ));
    Some(section)
}

fn steps(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("steps", "What would help most teams");
    let Some(steps) = &portfolio.steps else {
        section.say(
            "A table of results does not say which steps would help. Make the portfolio from the answers, or from results \
             in NDJSON.",
        );
        return section;
    };
    section.say(format!(
        "Each step that lifts the overall scores of a team, at its place in the plan of that team. The gain is the median \
         over the teams that it lifts, in points, added over the poles.{}",
        known_of(portfolio)
    ));
    let row = |step: &StepFinding| {
        vec![
            step.title.clone().into(),
            Text::from(step.trait_title.clone()),
            of(step.teams, portfolio),
            step.early.to_string().into(),
            step.gain.map(gain_cell).unwrap_or_default().into(),
            step.effort.map(effort_cell).unwrap_or_default().into(),
        ]
    };
    section.push(table(
        &[
            ("Step", Align::Words),
            ("Raises", Align::Words),
            ("Lifts", Align::Numbers),
            ("Among first moves", Align::Numbers),
            ("Gain", Align::Numbers),
            ("Person-days", Align::Numbers),
        ],
        steps.iter().take(MOST).map(row).collect(),
    ));
    rest(&mut section, steps.len(), "step lifts", "steps lift");
    section
}

fn obstacles(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("obstacles", "What holds most teams back");
    let Some(traits) = &portfolio.traits else {
        section.say(
            "A table of results holds no traits. Make the portfolio from the answers, or from results in NDJSON.",
        );
        return section;
    };
    section.say(format!(
        "A trait holds a team back if it is far below its pole, if it keeps a level from being reached, or if something is \
         practised that rests on it.{}",
        known_of(portfolio)
    ));
    let row = |of_trait: &TraitFinding| {
        vec![
            of_trait.title.clone().into(),
            portfolio.dimension_title(&of_trait.dimension).into(),
            of(of_trait.teams, portfolio),
            of_trait.weak.to_string().into(),
            of_trait.gate.to_string().into(),
            of_trait.missed.to_string().into(),
            of_trait.median.map(points).unwrap_or_default().into(),
        ]
    };
    section.push(table(
        &[
            ("Trait", Align::Words),
            ("Dimension", Align::Words),
            ("Teams", Align::Numbers),
            ("Far below", Align::Numbers),
            ("Keeps a level", Align::Numbers),
            ("Rests on it", Align::Numbers),
            ("Median", Align::Numbers),
        ],
        traits.iter().take(MOST).map(row).collect(),
    ));
    rest(&mut section, traits.len(), "trait holds back", "traits hold back");
    section
}

/// Says what is not in a table of the first so many.
fn rest(section: &mut Section, all: usize, one: &str, many: &str) {
    let more = all.saturating_sub(MOST);
    if more > 0 {
        let words = if more == 1 { one } else { many };
        section.say(format!(
            "{more} more {words} fewer teams, or as many; the workbook and the JSON of the portfolio hold them all."
        ));
    }
}

fn of(teams: usize, portfolio: &Portfolio) -> Text {
    format!("{teams} of {}", portfolio.detailed).into()
}

/// Of how many teams the traits and steps are known, if not of all.
fn known_of(portfolio: &Portfolio) -> String {
    match (portfolio.detailed, portfolio.teams.len()) {
        (known, all) if known == all => String::new(),
        (known, all) => format!(" This is known of {known} of the {all} teams."),
    }
}

fn teams(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("teams", "Every team in every dimension");
    section.say(order(portfolio));
    let rough = portfolio.teams.iter().any(|team| scores(team).any(|score| score.is_rough(team)));
    if rough {
        section.say(
            "A number behind ~ comes from a table that does not say how far the missing answers could move it.",
        );
    }
    let mut columns = vec![
        Column::new("Team", Align::Words),
        Column::new("Answered", Align::Numbers),
        Column::new("Zone", Align::Words),
    ];
    columns.extend(score_titles(portfolio).into_iter().map(|title| Column::new(title, Align::Values)));
    let row = |team: &Team| {
        let mut row: Vec<Text> =
            vec![team.name.clone().into(), team.coverage.map(share).unwrap_or_default().into()];
        row.push(zone(portfolio, team).into());
        row.extend(shown(portfolio, team).map(|score| Text::from(cell(score, team))));
        row
    };
    section.push(Block::Table(Table { columns, rows: portfolio.teams.iter().map(row).collect() }));
    section
}

/// In which order the teams stand, in a sentence.
fn order(portfolio: &Portfolio) -> String {
    match portfolio.sorted_by.as_str() {
        "name" => {
            "In the order of the names: the numbers are for the teams themselves, and no ranking.".to_owned()
        }
        other => {
            let what = match other.split_once('.') {
                Some((dimension, pole)) => {
                    format!("{} on {}", portfolio.dimension_title(dimension), portfolio.pole_title(pole))
                }
                None => portfolio.pole_title(other).to_owned(),
            };
            format!("Sorted by {what}, the highest first.")
        }
    }
}

/// All scores of a team.
fn scores(team: &Team) -> impl Iterator<Item = &Score> {
    team.poles.iter().chain(team.dimensions.iter().flatten())
}

/// Which scores stand in the table of teams: those that some trait counts for.
pub fn shown<'a>(portfolio: &'a Portfolio, team: &'a Team) -> impl Iterator<Item = &'a Score> {
    let poles = portfolio.poles.len();
    portfolio.distributions.iter().filter_map(move |of| {
        let pole = portfolio.poles.iter().position(|pole| pole.id == of.pole)?;
        match &of.dimension {
            None => team.poles.get(pole),
            Some(id) => {
                let dimension = portfolio.dimensions.iter().position(|dimension| dimension.id == *id)?;
                team.dimensions.get(dimension)?.get(pole).filter(|_| pole < poles)
            }
        }
    })
}

/// The titles of [`shown`].
#[must_use]
pub fn score_titles(portfolio: &Portfolio) -> Vec<String> {
    portfolio.distributions.iter().map(|of| score_title(portfolio, of)).collect()
}

fn score_title(portfolio: &Portfolio, of: &ScoreDistribution) -> String {
    title(portfolio, of.dimension.as_deref(), &of.pole)
}

fn title(portfolio: &Portfolio, dimension: Option<&str>, pole: &str) -> String {
    let pole = portfolio.pole_title(pole);
    match dimension {
        None => pole.to_owned(),
        Some(id) => format!("{}: {pole}", portfolio.dimension_title(id)),
    }
}

/// Returns where a team stands, in a word.
#[must_use]
pub fn zone<'a>(portfolio: &'a Portfolio, team: &'a Team) -> String {
    match (&team.zone, &team.label) {
        (Some(zone), Some(label)) if label != zone => {
            format!("{} ({})", portfolio.zone_title(zone), portfolio.zone_title(label).to_lowercase())
        }
        (Some(zone), _) => portfolio.zone_title(zone).to_owned(),
        (None, Some(label)) => portfolio.zone_title(label).to_owned(),
        (None, None) => String::new(),
    }
}

/// Returns a score for a cell: the point with its range, `~61` where the range is not known.
#[must_use]
pub fn cell(score: &Score, team: &Team) -> String {
    let reading = score.reading();
    if score.is_rough(team) { format!("~{}", reading.cell()) } else { reading.cell() }
}

fn spread(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("spread", "How the scores are spread");
    section.say(
        "Half of the teams lie between the quartiles. A score that rests on too few answers to show a point is left out.",
    );
    let row = |of: &ScoreDistribution| {
        let number = |value: Option<f64>| Text::from(value.map(points).unwrap_or_default());
        vec![
            score_title(portfolio, of).into(),
            of.of.n.to_string().into(),
            number(of.of.min),
            number(of.of.q25),
            number(of.of.median),
            number(of.of.q75),
            number(of.of.max),
            number(of.of.mean),
            number(of.of.sd),
        ]
    };
    section.push(table(
        &[
            ("Score", Align::Words),
            ("Teams", Align::Numbers),
            ("Lowest", Align::Numbers),
            ("Lower quartile", Align::Numbers),
            ("Median", Align::Numbers),
            ("Upper quartile", Align::Numbers),
            ("Highest", Align::Numbers),
            ("Mean", Align::Numbers),
            ("Deviation", Align::Numbers),
        ],
        portfolio.distributions.iter().map(row).collect(),
    ));
    section
}

fn outliers(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("outliers", "Far from the others");
    let method = &portfolio.method;
    section.say(format!(
        "Scores more than {} times the usual distance from the median, and {} or more away from it. To be far off is \
         neither good nor bad: ask what is different there.",
        method.outlier_distance,
        distance(method.outlier_least, 0.0)
    ));
    if portfolio.outliers.is_empty() {
        section.say(if portfolio.teams.len() < method.outlier_teams {
            format!("They are looked for among {} teams or more.", method.outlier_teams)
        } else {
            "There are none.".to_owned()
        });
        return section;
    }
    let row = |of: &Outlier| {
        vec![
            of.team.clone().into(),
            title(portfolio, of.dimension.as_deref(), &of.pole).into(),
            points(of.score).into(),
            points(of.median).into(),
        ]
    };
    section.push(table(
        &[
            ("Team", Align::Words),
            ("Score", Align::Words),
            ("Team", Align::Numbers),
            ("Median", Align::Numbers),
        ],
        portfolio.outliers.iter().map(row).collect(),
    ));
    section
}

fn coverage(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("coverage", "How much was answered");
    let of = &portfolio.coverage;
    if let (Some(min), Some(median)) = (of.min, of.median) {
        section.say(format!(
            "Half of the teams answered {} or more of the questions that apply to them, the one with the fewest {}.",
            share(median),
            share(min)
        ));
    }
    let method = &portfolio.method;
    let low: Vec<String> = portfolio
        .teams
        .iter()
        .filter(|team| team.coverage.is_some_and(|share| share < method.low_coverage))
        .map(|team| team.name.clone())
        .collect();
    if !low.is_empty() {
        section.say(format!("Fewer than {}: {}.", share(method.low_coverage), names(&low)));
    }
    let sure: Vec<String> = portfolio
        .confidence
        .iter()
        .filter(|counted| counted.teams > 0)
        .map(|counted| format!("{} in {}", counted.word, of_teams(counted.teams)))
        .collect();
    if !sure.is_empty() {
        section.say(format!("How sure the placement is: {}.", join(&sure)));
    }
    section
}

fn method(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("method", "How this was worked out");
    let method = &portfolio.method;
    let several = portfolio.teams.iter().filter(|team| team.sets > 1).count();
    let mut items: Vec<Text> = vec![
        "The scores of a team are those of its own report: missing answers widen the range and are never counted as 0."
            .into(),
        format!(
            "Several answer sets of a team are the views of several persons: the team has the mean of their scores, and of \
             the ends of their ranges. A trait holds it back, and a step lifts it, if that is so in more than half of the \
             sets. Fewer than {} persons are not summed up. This applies to {}.",
            method.min_group,
            count(several, "team", "teams")
        )
        .into(),
        "Quantiles are those of type 7, the deviation that of a sample.".into(),
        format!(
            "The usual distance is the median distance from the median, divided by 0.6745 (the modified z-score of Iglewicz \
             and Hoaglin, 1993), among at least {} teams.",
            method.outlier_teams
        )
        .into(),
        format!("A step is among the first moves of a team if it is one of the first {} of its plan.", method.early).into(),
    ];
    let of = &portfolio.questionnaire;
    items.push(
        Text::new()
            .plain(format!("Questionnaire {} {}, fingerprint ", of.id, of.version))
            .code(&of.fingerprint)
            .plain(format!("; made by {}.", portfolio.generator)),
    );
    section.push(Block::List(List { ordered: false, items }));
    section.say(
        "The scores sum up chosen practices. They were not made to rank teams or to appraise anyone: use them to see where \
         many share an obstacle, and to decide on help.",
    );
    section
}

fn table(columns: &[(&str, Align)], rows: Vec<Vec<Text>>) -> Block {
    let columns = columns.iter().map(|(title, align)| Column::new(*title, *align)).collect();
    Block::Table(Table { columns, rows })
}
