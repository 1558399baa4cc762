use maud::{Markup as Html, html};

use crate::portfolio::{Portfolio, Score, Team, document};
use crate::report::ScoreState;
use crate::report::number::{self, Shade};
use crate::text::printable;

/// The heat map: every team in every dimension; the number in the cell and the depth of its colour say the same.
pub(super) fn table(portfolio: &Portfolio) -> Html {
    html! {
        p.caption {
            "The deeper the colour, the higher the score. Small numbers are the range that missing answers leave; \u{2013} \
             means not answered, or that it does not apply."
        }
        div.scroll.tall tabindex="0" role="region" aria-label="Every team in every dimension" {
            table.crowd.sortable {
                thead {
                    tr.over {
                        td colspan="3" {}
                        @for group in groups(portfolio) {
                            th scope="colgroup" colspan=(group.poles.len()) dir="auto" { (printable(group.title)) }
                        }
                    }
                    tr {
                        th scope="col" { "Team" }
                        th scope="col" { "Zone" }
                        th.number scope="col" { "Answered" }
                        @for group in groups(portfolio) {
                            @for (index, pole) in group.poles.iter().enumerate() {
                                th class=(if index == 0 { "number edge" } else { "number" }) scope="col" title={ (printable(group.title)) ": " (printable(pole)) } {
                                    (printable(pole))
                                }
                            }
                        }
                    }
                }
                tbody { @for team in &portfolio.teams { (row(portfolio, team)) } }
            }
        }
    }
}

/// The columns of one dimension, or of the overall scores.
struct Group<'p> {
    title: &'p str,
    poles: Vec<&'p str>,
}

fn groups(portfolio: &Portfolio) -> Vec<Group<'_>> {
    portfolio
        .distributions
        .chunk_by(|a, b| a.dimension == b.dimension)
        .map(|scores| Group {
            title: scores[0].dimension.as_deref().map_or("Overall", |id| portfolio.dimension_title(id)),
            poles: scores.iter().map(|of| portfolio.pole_title(&of.pole)).collect(),
        })
        .collect()
}

fn row(portfolio: &Portfolio, team: &Team) -> Html {
    let edges =
        groups(portfolio).into_iter().flat_map(|group| (0..group.poles.len()).map(|index| index == 0));
    html! {
        tr {
            th scope="row" dir="auto" { (printable(&team.name)) }
            td.zone { (zone(portfolio, team)) }
            td { (team.coverage.map(number::share).unwrap_or_default()) }
            @for (score, edge) in document::shown(portfolio, team).zip(edges) { (cell(score, team, edge)) }
        }
    }
}

/// The zone, and under it what makes it less than decided.
fn zone(portfolio: &Portfolio, team: &Team) -> Html {
    let [zone, label] =
        [&team.zone, &team.label].map(|id| id.as_deref().map(|id| printable(portfolio.zone_title(id))));
    html! {
        @match (zone, label) {
            (Some(zone), Some(label)) if zone != label => { (zone) small { (label) } },
            (zone, label) => { (zone.or(label).unwrap_or_default()) },
        }
    }
}

fn cell(score: &Score, team: &Team, edge: bool) -> Html {
    let reading = score.reading();
    let classes: Vec<&str> = reading.shade().map(class).into_iter().chain(edge.then_some("edge")).collect();
    let point = reading.point().map(|_| reading.figure().replace("about ", ""));
    let range = reading.range().map(|range| range.replace(" to ", "\u{2013}"));
    let empty = matches!(score.state, ScoreState::Unanswered | ScoreState::NotApplicable);
    html! {
        td class=[(!classes.is_empty()).then(|| classes.join(" "))] {
            @match point {
                Some(point) => { @if score.is_rough(team) { "~" } (point) @if let Some(range) = range { small { (range) } } },
                None if empty => "\u{2013}",
                None => small { (range.unwrap_or_else(|| reading.figure())) },
            }
        }
    }
}

fn class(shade: Shade) -> &'static str {
    match shade {
        Shade::VeryLow => "h0",
        Shade::Low => "h1",
        Shade::Middling => "h2",
        Shade::High => "h3",
        Shade::VeryHigh => "h4",
    }
}
