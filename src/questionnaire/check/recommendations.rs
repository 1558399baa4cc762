//! Recommendations: each can apply, costs something, and waits for nothing that waits for it.

use std::collections::VecDeque;

use super::super::diags;
use super::super::merged::Draft;
use super::super::model::rung_start;
use super::super::reader::Place;
use super::ids::Names;
use crate::diagnostic::Sink;

pub fn check<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    for recommendation in &draft.recommendations {
        let recommendation = &recommendation.value;
        if let Some(below) = recommendation.below.filter(|below| below.value.0 <= 0.0) {
            sink.push(diags::never_applies(below.place));
        }
        if let Some(effort) = recommendation.effort {
            let [low, high] = effort.value;
            if low <= 0.0 || high < low {
                sink.push(diags::bad_effort(effort.place));
            }
        }
    }
    let graph = Graph::new(draft, names, sink);
    graph.cycles(draft, sink);
}

/// Which recommendation waits for which.
struct Graph<'a> {
    waits: Vec<Vec<Edge<'a>>>,
}

/// A recommendation that another one waits for, and the requirement that says so; a recommendation waits for those of
/// the rung below without saying so.
#[derive(Clone, Copy)]
struct Edge<'a> {
    to: usize,
    because: Option<Place<'a>>,
}

impl<'a> Graph<'a> {
    fn new(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) -> Self {
        let ladders = ladders(draft, names);
        let begins = |(below, _): &(f64, usize), ladder: &[(f64, usize)]| {
            rung_start(*below, ladder.iter().map(|(below, _)| *below))
        };
        let mut waits = vec![Vec::new(); draft.recommendations.len()];
        for ladder in &ladders {
            for rung in ladder {
                let start = begins(rung, ladder);
                let lower = ladder.iter().filter(|(below, _)| below.total_cmp(&start).is_eq());
                waits[rung.1].extend(lower.map(|(_, to)| Edge { to: *to, because: None }));
            }
        }
        for (index, recommendation) in draft.recommendations.iter().enumerate() {
            for requirement in recommendation.value.requires.iter().flat_map(|requires| &requires.value) {
                let (Some(of), Some(at_least)) = (requirement.value.of, requirement.value.at_least) else {
                    continue;
                };
                let Some(required) = names.traits.find(of.value) else { continue };
                let ladder = &ladders[required];
                let top = ladder.iter().map(|(below, _)| *below).fold(0.0, f64::max);
                if at_least.value.0 > top {
                    sink.push(diags::unreachable_requirement(
                        at_least.place,
                        of.value.0,
                        at_least.value.0,
                        top,
                    ));
                }
                let leading = ladder.iter().filter(|rung| begins(rung, ladder) < at_least.value.0);
                waits[index]
                    .extend(leading.map(|(_, to)| Edge { to: *to, because: Some(requirement.place) }));
            }
        }
        Self { waits }
    }

    /// Reports cycles, each recommendation in one at most.
    fn cycles(&self, draft: &Draft<'a>, sink: &mut Sink) {
        let mut open = self.entangled();
        for start in 0..self.waits.len() {
            if !open[start] {
                continue;
            }
            let Some(cycle) = self.shortest(start, &open) else { continue };
            for (node, _) in &cycle {
                open[*node] = false;
            }
            let id = |node: usize| draft.recommendations[node].value.id.map_or("?", |id| id.value.0);
            let mut path: Vec<&str> = cycle.iter().map(|(node, _)| id(*node)).collect();
            path.push(id(start));
            let place = cycle.iter().find_map(|(_, because)| *because);
            sink.push(diags::cycle(place.unwrap_or(draft.recommendations[start].place), &path));
        }
    }

    /// Returns which recommendations are left when all that wait for nothing, or only for such, are taken away.
    fn entangled(&self) -> Vec<bool> {
        let mut waiting: Vec<usize> = self.waits.iter().map(Vec::len).collect();
        let mut awaited_by = vec![Vec::new(); self.waits.len()];
        for (from, edges) in self.waits.iter().enumerate() {
            for edge in edges {
                awaited_by[edge.to].push(from);
            }
        }
        let mut free: Vec<usize> = (0..waiting.len()).filter(|node| waiting[*node] == 0).collect();
        while let Some(node) = free.pop() {
            for from in &awaited_by[node] {
                waiting[*from] -= 1;
                if waiting[*from] == 0 {
                    free.push(*from);
                }
            }
        }
        waiting.into_iter().map(|count| count > 0).collect()
    }

    /// Returns a shortest cycle through a recommendation among the open ones: each member with the reason why it waits for
    /// the next.
    fn shortest(&self, start: usize, open: &[bool]) -> Option<Vec<(usize, Option<Place<'a>>)>> {
        let mut reached: Vec<Option<(usize, Edge<'a>)>> = vec![None; self.waits.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for edge in self.waits[node].iter().filter(|edge| open[edge.to]) {
                if reached[edge.to].is_some() {
                    continue;
                }
                reached[edge.to] = Some((node, *edge));
                if edge.to == start {
                    let mut cycle = Vec::new();
                    let mut at = start;
                    while let Some((from, edge)) = reached[at] {
                        cycle.push((from, edge.because));
                        at = from;
                        if at == start {
                            break;
                        }
                    }
                    cycle.reverse();
                    return Some(cycle);
                }
                queue.push_back(edge.to);
            }
        }
        None
    }
}

/// Returns the recommendations of each trait that can apply, as pairs of `below` and place in the list.
fn ladders<'a>(draft: &Draft<'a>, names: &Names<'a>) -> Vec<Vec<(f64, usize)>> {
    let mut ladders = vec![Vec::new(); draft.traits.len()];
    for (index, recommendation) in draft.recommendations.iter().enumerate() {
        let of = recommendation.value.of.and_then(|of| names.traits.find(of.value));
        if let (Some(of), Some(below)) = (of, recommendation.value.below)
            && below.value.0 > 0.0
        {
            ladders[of].push((below.value.0, index));
        }
    }
    ladders
}
