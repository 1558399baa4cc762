//! Every answer, by dimension and trait.

use super::text::Text;
use super::topic;
use super::tree::{Answers, Block, Fact, Line, Section};
use super::words::{self, join};
use crate::report::model::{Dimension, Question, QuestionState, Report, Trait};
use crate::report::number::{self, Reading};

pub(super) fn section(report: &Report) -> Section {
    let mut section = Section::new("answers", "Every answer");
    section.say(
        "The number beside an answer is what it is worth, from 0 to 100. Notes and evidence stand with the dimensions.",
    );
    section.sections = report.dimensions.iter().map(|of| dimension(report, of)).collect();
    let context: Vec<&Question> = report
        .unscored
        .iter()
        .filter(|q| !matches!(q.state, QuestionState::NotShown | QuestionState::NotInForm))
        .collect();
    if !context.is_empty() {
        let mut part = Section::new("answers-context", "Context, not scored");
        part.folded = true;
        part.push(Block::Answers(Answers(context.into_iter().map(with_notes).collect())));
        section.sections.push(part);
    }
    section
}

fn dimension(report: &Report, dimension: &Dimension) -> Section {
    let mut section = Section::new(format!("answers-{}", dimension.id), &dimension.title);
    section.folded = true;
    section.sections = dimension.traits.iter().map(|of| trait_section(report, of)).collect();
    section
}

fn trait_section(report: &Report, of: &Trait) -> Section {
    let mut section = Section::new(format!("trait-{}", of.id), &of.title);
    let poles: Vec<String> = of.poles.iter().map(|pole| report.pole_title(pole).to_owned()).collect();
    let score = Text::from(Reading::from(of).text()).about(&topic::of_trait(of));
    section.aside = Some(match poles.as_slice() {
        [_] if report.poles.len() == 1 => score,
        _ => Text::from(format!("{}: ", join(&poles))).then(score),
    });
    if let Some(description) = &of.description {
        section.say(Text::new().emphasis(words::stopped(description)));
    }
    let asked: Vec<&Question> = of.questions.iter().filter(|q| q.state != QuestionState::NotInForm).collect();
    if asked.is_empty() {
        section.say("Not part of this form.");
    } else {
        section.push(Block::Answers(Answers(asked.into_iter().map(line).collect())));
    }
    section
}

/// A question with its answer, with why it does not apply and how sure it is.
fn line(question: &Question) -> Line {
    let mut remarks = Vec::new();
    if let Some(reason) = &question.reason {
        remarks.push(remark("Reason", reason));
    }
    if let Some(confidence) = question.confidence.as_deref().filter(|confidence| *confidence != "high") {
        remarks.push(remark("Confidence", confidence));
    }
    Line {
        id: question.id.clone(),
        question: question.text.clone(),
        answer: answer_words(question),
        value: question
            .value
            .map(|value| Text::from(number::points(value)).about(&topic::question(question))),
        remarks,
    }
}

/// The same, with what was noted.
pub(super) fn with_notes(question: &Question) -> Line {
    let mut line = line(question);
    if let Some(note) = &question.note {
        line.remarks.push(remark("Note", note));
    }
    if !question.evidence.is_empty() {
        line.remarks.push(remark("Evidence", &question.evidence.join("; ")));
    }
    line
}

fn remark(label: &str, text: &str) -> Fact {
    Fact { label: label.to_owned(), text: text.into() }
}

/// The answer in words, or why there is none.
pub(in crate::report) fn answer_words(question: &Question) -> Text {
    let said = question.answer_text.as_deref().unwrap_or_default();
    match question.state {
        QuestionState::Answered if question.answer.is_none() => Text::new().emphasis("Left out"),
        QuestionState::Answered => said.into(),
        QuestionState::Invalid => Text::from(said).emphasis(" (contradicts itself, counts as missing)"),
        QuestionState::Unknown => Text::new().emphasis("Don't know"),
        QuestionState::Unanswered => Text::new().emphasis("Not answered"),
        QuestionState::NotApplicable => Text::new().emphasis("Does not apply"),
        QuestionState::NotShown => Text::new().emphasis("Not asked, given the answers before"),
        QuestionState::NotInForm => Text::new().emphasis("Not part of this form"),
    }
}
