//! How the numbers of a page come about: each is a link to its derivation, which style alone shows at the foot of the
//! window while it is the target. So it opens without a script, can be linked to, and the way back is the way back.

use std::collections::BTreeMap;

use maud::{Markup as Html, html};

use super::text::apart;
use crate::report::Report;
use crate::report::document::{Block, Document, Section, Text};
use crate::report::explain::{Line, Topic, explain};
use crate::report::number::exact;
use crate::text::printable;

/// The derivations of a page. What a number is reckoned from has one of its own, so each is there once; those of answers
/// stand within that of their trait.
#[derive(Debug, Default)]
pub(super) struct Derivations {
    all: Vec<Derivation>,
    /// The place of a topic, by every name that the page has for it.
    places: BTreeMap<String, usize>,
    /// How many places there are.
    taken: usize,
}

#[derive(Debug)]
struct Derivation {
    line: Line,
    parts: Parts,
}

/// Where it is said how the parts of a line come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// In derivations of their own.
    Elsewhere,
    /// Within this one: the answers of a trait.
    Here,
    /// What matters here within this one, and the rest elsewhere: other answers that would lead to another zone.
    Both,
}

impl Derivations {
    /// Returns the derivations of all numbers of a document, and of all that those are reckoned from.
    pub(super) fn new(report: &Report, document: &Document) -> Self {
        let mut found = Self::default();
        let mut add = |text: &Text| {
            text.0.iter().filter_map(|span| span.topic.as_deref()).for_each(|topic| found.add(report, topic));
        };
        document.sections.iter().for_each(|section| texts(section, &mut add));
        let mut next = 0;
        while let Some(Derivation { line, .. }) = found.all.get(next) {
            let topics: Vec<String> = line.parts.iter().map(|part| part.topic.clone()).collect();
            for topic in &topics {
                found.add(report, topic);
            }
            next += 1;
        }
        found
    }

    fn add(&mut self, report: &Report, name: &str) {
        if self.places.contains_key(name) {
            return;
        }
        let Ok(topic) = Topic::parse(name, report) else { return };
        let known = topic.name(report);
        if !self.places.contains_key(&known) {
            let (topic, parts) = match topic {
                Topic::Question(id) => match report.trait_with(&id) {
                    Some(of) => (Topic::Trait(of.id.clone()), Parts::Here),
                    None => return,
                },
                Topic::Trait(_) => (topic, Parts::Here),
                Topic::Flip(_) => (topic, Parts::Both),
                _ => (topic, Parts::Elsewhere),
            };
            let Some(line) = explain(report, &topic, 1) else { return };
            self.take(&line);
            if parts == Parts::Here {
                line.parts.iter().for_each(|part| self.take(part));
            }
            self.all.push(Derivation { line, parts });
        }
        if let Some(place) = self.places.get(&known) {
            self.places.insert(name.to_owned(), *place);
        }
    }

    fn take(&mut self, line: &Line) {
        self.places.insert(line.topic.clone(), self.taken);
        self.taken += 1;
    }

    /// Returns whether there is nothing to explain.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Words that lead to their derivation, if they have one.
    pub(super) fn link(&self, topic: Option<&str>, words: &Html) -> Html {
        let place = topic.and_then(|topic| self.places.get(topic));
        html! { @if let Some(place) = place { a href={ "#n" (place) } { (words) } } @else { (words) } }
    }

    /// All derivations, each of them hidden until it is asked for.
    pub(super) fn all(&self) -> Html {
        if self.is_empty() {
            return html! {};
        }
        html! {
            aside #why aria-label="How the numbers come about" {
                a href="#closed" { "Close" } "\n"
                @for derivation in &self.all { (self.derivation(derivation)) "\n" }
            }
        }
    }

    fn derivation(&self, Derivation { line, parts }: &Derivation) -> Html {
        html! {
            div id=[self.id(line)] {
                p {
                    b { (apart(&line.title)) } ": " (printable(&line.says)) " "
                    code { (printable(&line.topic)) } (steps(line))
                }
                @if !line.parts.is_empty() { ul { @for part in &line.parts { (self.part(part, *parts)) } } }
            }
        }
    }

    /// What a number is reckoned from.
    fn part(&self, part: &Line, parts: Parts) -> Html {
        let id = (parts == Parts::Here).then(|| self.id(part)).flatten();
        let says = html! { (printable(&part.says)) };
        html! {
            li id=[id] {
                @if let Some(weight) = part.weight { (exact(weight)) " \u{d7} " }
                (apart(&part.title)) ": "
                @if parts == Parts::Here { (says) } @else { (self.link(Some(&part.topic), &says)) }
                @if parts != Parts::Elsewhere { (steps(part)) }
            }
        }
    }

    fn id(&self, line: &Line) -> Option<String> {
        self.places.get(&line.topic).map(|place| format!("n{place}"))
    }
}

fn steps(line: &Line) -> Html {
    html! { @for step in &line.steps { br; (printable(&step.text())) } }
}

/// Visits all texts of a section.
fn texts(section: &Section, visit: &mut impl FnMut(&Text)) {
    section.aside.iter().for_each(&mut *visit);
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) => visit(text),
            Block::List(list) => list.items.iter().for_each(&mut *visit),
            Block::Facts(facts) => facts.iter().for_each(|fact| visit(&fact.text)),
            Block::Table(table) => table.rows.iter().flatten().for_each(&mut *visit),
            Block::Drawing(drawing) => drawing.twin.rows.iter().flatten().for_each(&mut *visit),
            Block::Callout(callout) => visit(&callout.text),
            Block::Answers(answers) => {
                answers.0.iter().filter_map(|line| line.value.as_ref()).for_each(&mut *visit);
            }
        }
    }
    section.sections.iter().for_each(|part| texts(part, visit));
}
