//! Answers that cannot all be true, to talk about.

use super::answers::answer_words;
use super::tree::{Answers, Block, Line, Section};
use super::words;
use crate::report::model::{Contradiction, Report};

pub(super) fn section(report: &Report) -> Option<Section> {
    if report.contradictions.is_empty() {
        return None;
    }
    let mut section = Section::new("contradictions", "Answers that sit oddly together");
    section.say(
        "Nothing was corrected: often people mean different parts of the work, and saying so is half of the value.",
    );
    for contradiction in &report.contradictions {
        let mut part =
            Section::new(format!("contradiction-{}", contradiction.id), topic(report, contradiction));
        part.say(words::stopped(&contradiction.message));
        let lines: Vec<Line> = contradiction
            .questions
            .iter()
            .filter_map(|id| report.question(id))
            .map(|question| Line {
                id: question.id.clone(),
                question: question.text.clone(),
                answer: answer_words(question),
                value: None,
                remarks: Vec::new(),
            })
            .collect();
        if !lines.is_empty() {
            part.push(Block::Answers(Answers(lines)));
        }
        section.sections.push(part);
    }
    Some(section)
}

/// What the answers are about: the traits that the questions belong to.
fn topic(report: &Report, contradiction: &Contradiction) -> String {
    let mut titles: Vec<String> = Vec::new();
    for of in report.dimensions.iter().flat_map(|dimension| &dimension.traits) {
        let concerned = of.questions.iter().any(|question| contradiction.questions.contains(&question.id));
        if concerned && !titles.contains(&of.title) {
            titles.push(of.title.clone());
        }
    }
    if titles.is_empty() { "Context".to_owned() } else { words::join(&titles) }
}
