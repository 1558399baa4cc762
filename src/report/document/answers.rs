//! Every trait and every answer, with notes and evidence.

use super::text::Text;
use super::tree::{Answers, Block, Fact, Line, Section};
use super::words::{self, join};
use crate::report::figure;
use crate::report::model::{Dimension, Pole, Question, QuestionState, Report, ScoreState, Trait};
use crate::report::number::{self, Reading};

pub(super) fn section(report: &Report) -> Section {
    let mut section = Section::new("answers", "Every trait and every answer");
    section.say("The number beside an answer is what it is worth, from 0 to 100.");
    section.sections = report.dimensions.iter().map(|of| dimension(report, of)).collect();
    let context: Vec<&Question> = report
        .unscored
        .iter()
        .filter(|q| !matches!(q.state, QuestionState::NotShown | QuestionState::NotInForm))
        .collect();
    if !context.is_empty() {
        let mut part = Section::new("answers-context", "Context, not scored");
        part.push(Block::Answers(Answers(context.into_iter().map(line).collect())));
        section.sections.push(part);
    }
    section
}

fn dimension(report: &Report, dimension: &Dimension) -> Section {
    let mut section = Section::new(format!("answers-{}", dimension.id), &dimension.title);
    if let Some(description) = &dimension.description {
        section.say(words::stopped(description));
    }
    let scores: Vec<String> = dimension
        .poles
        .iter()
        .filter(|pole| pole.state != ScoreState::NotApplicable)
        .map(pole_words)
        .collect();
    let mut text = Text::new().strong(scores.join("; "));
    if let Some(integration) = dimension.integration {
        text = text.plain(format!(". Integration {}", number::points(integration)));
    }
    if let Some(zone) = dimension.placement.as_ref().and_then(|placement| placement.zone.as_deref()) {
        text = text.plain(format!(". Taken alone: {}", report.zone_title(zone)));
    }
    section.say(text.plain("."));
    section.sections = dimension.traits.iter().map(|of| trait_section(report, of)).collect();
    section
}

fn pole_words(pole: &Pole) -> String {
    let level = figure::level(pole).map(|level| format!(", level {level}")).unwrap_or_default();
    format!("{} {}{level}", pole.title, Reading::from(pole).text())
}

fn trait_section(report: &Report, of: &Trait) -> Section {
    let mut section = Section::new(format!("trait-{}", of.id), &of.title);
    let poles: Vec<String> = of.poles.iter().map(|pole| report.pole_title(pole).to_owned()).collect();
    let weak = if of.weak_link { ", weak link" } else { "" };
    section.aside = Some(match poles.as_slice() {
        [_] if report.poles.len() == 1 => format!("{}{weak}", Reading::from(of).text()),
        _ => format!("{}: {}{weak}", join(&poles), Reading::from(of).text()),
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

fn line(question: &Question) -> Line {
    let mut remarks = Vec::new();
    let mut remark = |label: &str, text: &str| {
        remarks.push(Fact { label: label.to_owned(), text: text.into() });
    };
    if let Some(reason) = &question.reason {
        remark("Reason", reason);
    }
    if let Some(note) = &question.note {
        remark("Note", note);
    }
    match question.evidence.as_slice() {
        [] => {}
        evidence => remark("Evidence", &evidence.join("; ")),
    }
    if let Some(confidence) = question.confidence.as_deref().filter(|confidence| *confidence != "high") {
        remark("Confidence", confidence);
    }
    Line {
        id: question.id.clone(),
        question: question.text.clone(),
        answer: answer_words(question),
        value: question.value.map(number::points),
        remarks,
    }
}

/// The answer in words, or why there is none.
pub(super) fn answer_words(question: &Question) -> Text {
    let said = question.answer_text.as_deref().unwrap_or_default();
    match question.state {
        QuestionState::Answered => said.into(),
        QuestionState::Invalid => Text::from(said).emphasis(" (contradicts itself, counts as missing)"),
        QuestionState::Unknown => Text::new().emphasis("Don't know"),
        QuestionState::Unanswered => Text::new().emphasis("Not answered"),
        QuestionState::NotApplicable => Text::new().emphasis("Does not apply"),
        QuestionState::NotShown => Text::new().emphasis("Not asked, given the answers before"),
        QuestionState::NotInForm => Text::new().emphasis("Not part of this form"),
    }
}
