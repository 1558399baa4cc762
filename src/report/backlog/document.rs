use super::Backlog;
use crate::report::document::{
    Align, Block, Callout, Column, Document, Fact, Section, Table, Text, Tone, join,
};
use crate::report::model::ScoreState;
use crate::report::number::{self, Reading, count};

/// Puts a backlog into words.
#[must_use]
pub fn document(backlog: &Backlog) -> Document {
    let mut overview = Section { id: "plan".to_owned(), title: "The plan".to_owned(), ..Section::default() };
    overview.blocks.push(Block::Paragraph(summary(backlog).into()));
    overview.blocks.extend(
        cautions(backlog).map(|text| Block::Callout(Callout { tone: Tone::Caution, text: text.into() })),
    );
    if !backlog.poles.is_empty() {
        overview.blocks.push(Block::Facts(backlog.poles.iter().map(|of| shift(backlog, of)).collect()));
    }
    if !backlog.tickets.is_empty() {
        overview.blocks.push(Block::Table(table(backlog)));
    }
    if !backlog.alternatives.is_empty() {
        overview.blocks.push(Block::Paragraph(alternatives(backlog).into()));
    }
    let mut tickets =
        Section { id: "tickets".to_owned(), title: "The tickets".to_owned(), ..Section::default() };
    tickets.sections = backlog
        .tickets
        .iter()
        .map(|ticket| Section {
            id: format!("ticket-{}", ticket.number),
            title: format!("{}. {}", ticket.number, ticket.title),
            blocks: ticket
                .description(backlog)
                .into_iter()
                .map(|paragraph| Block::Paragraph(paragraph.into()))
                .chain([Block::Paragraph(labels(&ticket.labels))])
                .collect(),
            ..Section::default()
        })
        .collect();
    let team = backlog.team.as_ref().map(|team| format!(": {team}")).unwrap_or_default();
    Document {
        title: format!("Plan{team}"),
        subtitle: subtitle(backlog),
        language: "en".to_owned(),
        sections: if tickets.sections.is_empty() { vec![overview] } else { vec![overview, tickets] },
        stamp: None,
    }
}

fn labels(labels: &[String]) -> Text {
    let mut text = Text::new().plain("Labels:");
    for label in labels {
        text = text.plain(" ").code(label);
    }
    text
}

fn subtitle(backlog: &Backlog) -> String {
    let mut parts = vec![format!("{} {}", backlog.questionnaire, backlog.version)];
    if !backlog.target.is_empty() {
        parts.push(format!("target {}", backlog.target.join(", ")));
    }
    if let Some(budget) = backlog.budget {
        parts.push(format!("budget {}", number::effort((budget, budget))));
    }
    parts.join(" · ")
}

fn summary(backlog: &Backlog) -> String {
    let target = backlog.target.join(", ");
    let effort = number::effort((backlog.effort.low, backlog.effort.high));
    let middle = number::effort((backlog.effort.middle, backlog.effort.middle));
    let moves = count(backlog.tickets.len(), "move", "moves");
    let takes = format!("an estimated {effort} ({middle} in the middle), and {}", calendar(backlog));
    match (backlog.reached, backlog.over_budget, backlog.tickets.len()) {
        (Some(true), _, 0) => format!("The target {target} is reached already."),
        (Some(true), _, _) => {
            format!("The cheapest way to {target} that the known moves allow has {moves}. It takes {takes}.")
        }
        (Some(false), Some(cost), 0) => format!(
            "The cheapest way to {target} takes {}, and the budget does not cover its first move.",
            number::effort((cost, cost))
        ),
        (Some(false), Some(cost), _) => format!(
            "The cheapest way to {target} takes {}, which is more than the budget. Within the budget lie its first {moves}: \
             {takes}.",
            number::effort((cost, cost))
        ),
        (Some(false), None, _) => {
            format!("The known moves do not lead to {target}: {}.", backlog.missing.join("; "))
        }
        (None, _, 0) if backlog.budget.is_some() => {
            "No move that brings anything fits into the budget.".to_owned()
        }
        (None, _, 0) => "No known move applies.".to_owned(),
        (None, _, _) if backlog.budget.is_some() => {
            let (subject, _) = verbs(backlog.tickets.len());
            format!("What raises the scores most within the budget: {moves}. {subject} {takes}.")
        }
        (None, ..) => {
            let (subject, follow) = verbs(backlog.tickets.len());
            format!("{} {follow} from the answers. {subject} {takes}.", capital(&moves))
        }
    }
}

/// How a sentence about so many moves begins, and that they follow.
fn verbs(moves: usize) -> (&'static str, &'static str) {
    if moves == 1 { ("It takes", "follows") } else { ("They take", "follow") }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The calendar time, and how it comes about.
fn calendar(backlog: &Backlog) -> String {
    let days = number::effort_cell((backlog.days, backlog.days));
    let people = if backlog.team_size == 1 {
        "one person".to_owned()
    } else {
        format!("{} people", number::cardinal(backlog.team_size))
    };
    let unit = if days == "1" { "working day" } else { "working days" };
    format!("{days} {unit} with {people}, each of whom does one move at a time")
}

fn cautions(backlog: &Backlog) -> impl Iterator<Item = String> {
    let gap = (backlog.gap > 1e-9).then(|| {
        if backlog.target.is_empty() {
            format!(
                "The search was cut short: another choice might bring up to {} more.",
                number::gain(backlog.gap)
            )
        } else {
            format!(
                "The search was cut short: another way might take up to {} less.",
                number::effort((backlog.gap, backlog.gap))
            )
        }
    });
    let blocked = (backlog.blocked > 0).then(|| {
        let left_out = count(backlog.blocked, "move is left out", "moves are left out");
        format!("{}: no known move leads to what is needed first.", capital(&left_out))
    });
    let uncertain = (!backlog.uncertain.is_empty()).then(|| {
        format!(
            "Too little is answered to rely on the scores on {}: the plan will change as answers come in.",
            join(&backlog.uncertain)
        )
    });
    uncertain.into_iter().chain(gap).chain(blocked)
}

/// A pole now and then, as sharp as in the report.
fn shift(backlog: &Backlog, shift: &super::Shift) -> Fact {
    let uncertain = backlog.uncertain.contains(&shift.title);
    let state = if uncertain { ScoreState::Insufficient } else { ScoreState::Scored };
    let range =
        |span: super::Span| Reading::new(state, Some(span.score), Some(span.low), Some(span.high)).cell();
    Fact {
        label: shift.title.clone(),
        text: format!(
            "{} now, {} once all moves have worked as expected",
            range(shift.now),
            range(shift.then)
        )
        .into(),
    }
}

fn table(backlog: &Backlog) -> Table {
    let columns = vec![
        Column::new("#", Align::Numbers),
        Column::new("Move", Align::Words),
        Column::new("Points", Align::Numbers),
        Column::new("Days", Align::Numbers),
        Column::new("When", Align::Values),
        Column::new("After", Align::Words),
    ];
    let number = |id: &String| {
        let ticket = backlog.tickets.iter().find(|ticket| ticket.id == *id);
        ticket.map(|ticket| ticket.number.to_string()).unwrap_or_default()
    };
    let rows = backlog.tickets.iter().map(|ticket| {
        let effort = (ticket.effort.low, ticket.effort.high);
        vec![
            Text::from(ticket.number.to_string()),
            Text::from(ticket.title.as_str()).emphasis(format!(" ({})", ticket.trait_title)),
            number::gain_cell(ticket.gain).into(),
            number::effort_cell(effort).into(),
            format!("day {}", number::effort_cell((ticket.start, ticket.end))).into(),
            ticket.after.iter().map(number).collect::<Vec<_>>().join(", ").into(),
        ]
    });
    Table { columns, rows: rows.collect() }
}

fn alternatives(backlog: &Backlog) -> String {
    // Which moves differ is told by their ids; two moves may have one title.
    let chosen: Vec<(&str, &str)> =
        backlog.tickets.iter().map(|ticket| (ticket.id.as_str(), ticket.title.as_str())).collect();
    let ways: Vec<String> = backlog
        .alternatives
        .iter()
        .zip(&backlog.alternative_titles)
        .take(3)
        .map(|(ids, titles)| {
            let other: Vec<(&str, &str)> =
                ids.iter().map(String::as_str).zip(titles.iter().map(String::as_str)).collect();
            let only = |one: &[(&str, &str)], other: &[(&str, &str)]| {
                let titles = one.iter().filter(|(id, _)| !other.iter().any(|(found, _)| found == id));
                titles.map(|(_, title)| format!("\u{201c}{title}\u{201d}")).collect::<Vec<_>>().join(", ")
            };
            format!("{} instead of {}", only(&other, &chosen), only(&chosen, &other))
        })
        .collect();
    let count = match (backlog.alternatives.len(), backlog.more_alternatives) {
        (1, false) => "One other way costs".to_owned(),
        (n, false) => format!("{} other ways cost", capital(&number::cardinal(n))),
        (n, true) => format!("At least {} other ways cost", number::cardinal(n)),
    };
    format!("{count} the same: {}.", ways.join("; or "))
}
