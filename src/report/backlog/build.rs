use std::collections::BTreeMap;

use super::schedule::schedule;
use super::{Backlog, Effort, FORMAT, Shift, Span, Target, Ticket};
use crate::advice::{self, Lack, Path};
use crate::questionnaire::{DimensionIx, PoleIx, Questionnaire, RecommendationIx};
use crate::report::model::{Recommendation, Report, ScoreState};
use crate::report::number::{against, points};
use crate::scoring::{Assessment, Estimate};

/// What a backlog is to hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// What is to be reached; without a target and a budget, all moves are listed.
    pub target: Vec<Target>,
    /// The most that the moves may cost, in person-days.
    pub budget: Option<f64>,
    /// The most moves that are listed where neither is asked for.
    pub first: Option<usize>,
    /// How many people work on it, at least 1.
    pub team_size: usize,
}

/// Makes a backlog of a report. A path to a target or within a budget is looked for in the questionnaire and the
/// assessment that the report was built of.
#[must_use]
pub fn backlog(report: &Report, of: Option<(&Questionnaire, &Assessment)>, request: &Request) -> Backlog {
    let mut backlog = Backlog {
        format: FORMAT.to_owned(),
        generator: report.generator.clone(),
        questionnaire: report.questionnaire.id.clone(),
        version: report.questionnaire.version.clone(),
        team: report.subject.team.clone(),
        target: request.target.iter().map(ToString::to_string).collect(),
        budget: request.budget,
        reached: None,
        missing: Vec::new(),
        over_budget: None,
        poles: Vec::new(),
        uncertain: report
            .poles
            .iter()
            .filter(|pole| pole.state != ScoreState::Scored)
            .map(|pole| pole.title.clone())
            .collect(),
        effort: Effort { low: 0.0, middle: 0.0, high: 0.0 },
        team_size: request.team_size.max(1),
        days: 0.0,
        gap: 0.0,
        alternatives: Vec::new(),
        alternative_titles: Vec::new(),
        more_alternatives: false,
        blocked: 0,
        tickets: Vec::new(),
    };
    if let Some(of) = of.filter(|_| !request.target.is_empty() || request.budget.is_some()) {
        along(&mut backlog, report, of, request);
    } else {
        let blocked = blocked(report);
        backlog.blocked = blocked.iter().filter(|blocked| **blocked).count();
        let open = report.recommendations.iter().zip(blocked).filter(|(_, blocked)| !blocked);
        let open = open.take(request.first.unwrap_or(usize::MAX));
        backlog.tickets = open.map(|(step, _)| ticket(report, step, step.closes, step.gain)).collect();
    }
    finish(&mut backlog);
    backlog
}

/// Fills a backlog with the moves of a path.
fn along(
    backlog: &mut Backlog,
    report: &Report,
    (questionnaire, assessment): (&Questionnaire, &Assessment),
    request: &Request,
) {
    let goals: Vec<_> = request.target.iter().filter_map(|target| target.goal(questionnaire)).collect();
    let path = if goals.is_empty() {
        advice::within(questionnaire, assessment, request.budget.unwrap_or_default())
    } else {
        advice::path(questionnaire, assessment, &goals)
    };
    let cost: f64 = path.moves.iter().map(|step| step.effort).sum();
    let over = request.budget.filter(|budget| cost > budget + 1e-9 && !goals.is_empty());
    // Where the path is too dear, the budget takes the team some way along it.
    let mut left = request.budget.filter(|_| over.is_some()).unwrap_or(f64::INFINITY);
    let steps = path.moves.iter().take_while(|step| {
        left -= step.effort;
        left >= -1e-9
    });
    backlog.tickets = steps
        .filter_map(|step| {
            let found = report.recommendation(&questionnaire[step.of].id)?;
            Some(ticket(report, found, step.closes, step.gain))
        })
        .collect();
    backlog.over_budget = over.map(|_| cost);
    backlog.reached = (!goals.is_empty()).then_some(path.missing.is_empty() && over.is_none());
    backlog.missing = path.missing.iter().map(|missing| lack(questionnaire, request, missing)).collect();
    if over.is_none() {
        backlog.poles = shifts(questionnaire, &path);
        let ids =
            |path: &Vec<RecommendationIx>| path.iter().map(|ix| questionnaire[*ix].id.clone()).collect();
        backlog.alternatives = path.alternatives.iter().map(ids).collect();
        let titles =
            |path: &Vec<RecommendationIx>| path.iter().map(|ix| questionnaire[*ix].title.clone()).collect();
        backlog.alternative_titles = path.alternatives.iter().map(titles).collect();
        backlog.more_alternatives = path.more;
    }
    backlog.gap = path.gap;
}

fn shifts(questionnaire: &Questionnaire, path: &Path) -> Vec<Shift> {
    let span = |of: Estimate| Span { score: of.point, low: of.low, high: of.high };
    let poles = questionnaire.poles().iter().zip(&path.poles);
    poles
        .filter_map(|(pole, shift)| {
            let (now, then) = (*shift)?;
            Some(Shift { pole: pole.id.clone(), title: pole.title.clone(), now: span(now), then: span(then) })
        })
        .collect()
}

/// What a target needs that no moves bring, in words.
fn lack(questionnaire: &Questionnaire, request: &Request, missing: &advice::Missing) -> String {
    let place = |dimension: Option<DimensionIx>, pole: PoleIx| {
        let title: &str = &questionnaire[pole].title;
        match dimension {
            Some(dimension) => format!("{}, {title}", questionnaire[dimension].title),
            None => title.to_owned(),
        }
    };
    let short = |title: &str, best: f64, need: f64| {
        let shown = against(best, need);
        format!("{title} needs {}, and all known moves together bring it to {shown}", points(need))
    };
    let what = match missing.lack {
        Lack::NoScore { dimension, pole } => {
            format!("{} has no score: answer some of its questions first", place(dimension, pole))
        }
        Lack::Score { dimension, pole, best, need } => short(&place(dimension, pole), best, need),
        Lack::Trait { of, best: Some(best), need } => short(&questionnaire[of].title, best, need),
        Lack::Trait { of, best: None, need } => {
            format!("{} needs {} and is not answered", questionnaire[of].title, points(need))
        }
        Lack::TooHigh { pole } => {
            format!("{} is too high for it, or gets there on the way; moves only raise", place(None, pole))
        }
    };
    match request.target.get(missing.goal) {
        Some(target) if request.target.len() > 1 => format!("{target}: {what}"),
        _ => what,
    }
}

/// Which recommendations no known move leads to, by their place in the report.
fn blocked(report: &Report) -> Vec<bool> {
    let mut blocked: BTreeMap<&str, bool> = BTreeMap::new();
    // Blocked ones come last, so what a move waits for is before it, or blocked as well.
    let dead_end = |step: &Recommendation, blocked: &BTreeMap<&str, bool>| {
        step.requires.iter().any(|need| !need.met && need.through.is_empty())
            || step.after.iter().any(|before| *blocked.get(before.as_str()).unwrap_or(&false))
    };
    report
        .recommendations
        .iter()
        .map(|step| {
            let dead = dead_end(step, &blocked);
            blocked.insert(&step.id, dead);
            dead
        })
        .collect()
}

fn ticket(report: &Report, step: &Recommendation, closes: f64, gain: f64) -> Ticket {
    let assumed = report.constant("effort").unwrap_or(3.0);
    let (low, high) = step.effort.unwrap_or((assumed, assumed));
    let found = report.trait_of(&step.of);
    let poles = found.map(|(_, of)| of.poles.clone()).unwrap_or_default();
    let labels = [vec!["standpoint".to_owned(), step.dimension.clone(), step.of.clone()], poles].concat();
    let dimension_title = report.dimension(&step.dimension).map_or(&step.dimension, |of| &of.title);
    Ticket {
        id: step.id.clone(),
        number: 0,
        title: step.title.clone(),
        of: step.of.clone(),
        trait_title: step.trait_title.clone(),
        dimension: step.dimension.clone(),
        dimension_title: dimension_title.clone(),
        first_step: step.first_step.clone(),
        sign: step.sign.clone(),
        effort: Effort { low, middle: f64::midpoint(low, high), high },
        estimated: step.effort.is_some(),
        closes,
        gain,
        after: step.after.clone(),
        start: 0.0,
        end: 0.0,
        labels,
        reading: step
            .reading
            .iter()
            .map(|of| match &of.publisher {
                Some(publisher) => format!("{} ({publisher})", of.title),
                None => of.title.clone(),
            })
            .collect(),
    }
}

/// Numbers the tickets, keeps the prerequisites that are among them, and gives them their days.
fn finish(backlog: &mut Backlog) {
    let places: BTreeMap<String, usize> =
        backlog.tickets.iter().enumerate().map(|(place, ticket)| (ticket.id.clone(), place)).collect();
    for (place, ticket) in backlog.tickets.iter_mut().enumerate() {
        ticket.number = place + 1;
        ticket.after.retain(|before| places.get(before).is_some_and(|before| *before < place));
        backlog.effort.low += ticket.effort.low;
        backlog.effort.middle += ticket.effort.middle;
        backlog.effort.high += ticket.effort.high;
    }
    let days: Vec<f64> = backlog.tickets.iter().map(|ticket| ticket.effort.middle).collect();
    let after: Vec<Vec<usize>> = backlog
        .tickets
        .iter()
        .map(|ticket| ticket.after.iter().filter_map(|before| places.get(before).copied()).collect())
        .collect();
    for (ticket, (start, end)) in backlog.tickets.iter_mut().zip(schedule(&days, &after, backlog.team_size)) {
        (ticket.start, ticket.end) = (start, end);
        backlog.days = backlog.days.max(end);
    }
}
