//! Answers that cannot all be true, to talk about.

use super::answers::answer_words;
use super::text::Text;
use super::tree::{Answers, Block, Line, Section};
use super::words;
use crate::report::model::Report;

pub(super) fn section(report: &Report) -> Option<Section> {
    if report.contradictions.is_empty() {
        return None;
    }
    let mut section = Section::new("contradictions", "Worth talking about");
    section.say(match report.contradictions.len() {
        1 => {
            "These answers sit oddly together. Nothing was corrected: often people mean different parts of the work, and \
             saying so is half of the value."
        }
        _ => {
            "Some answers sit oddly together. Nothing was corrected: often people mean different parts of the work, and \
             saying so is half of the value."
        }
    });
    for contradiction in &report.contradictions {
        section.say(Text::new().strong(words::stopped(&contradiction.message)));
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
            section.push(Block::Answers(Answers(lines)));
        }
    }
    Some(section)
}
