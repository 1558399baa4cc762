//! What is not known yet, and what to ask next.

use super::text::Text;
use super::topic;
use super::tree::{Align, Block, Column, List, Section, Table};
use super::words::{self, sentence};
use crate::report::model::{Question, QuestionState, Report};
use crate::report::number::{self, count};

/// How many questions are proposed.
const NEXT: usize = 5;
/// How many questions a list names before it counts the rest.
const NAMED: usize = 12;

pub(super) fn section(report: &Report) -> Option<Section> {
    let mut section = Section::new("unknowns", "What is not known yet");
    let in_state = |state| -> Vec<&Question> {
        report.scored_questions().filter(|question| question.state == state).collect()
    };
    let unknown = in_state(QuestionState::Unknown);
    if !unknown.is_empty() {
        section.say(counted(unknown.len(), "question was", "questions were").plain(
            " answered with \"don't know\". That is a finding of its own: the team does not see this part \
             of its work well, or somebody else does.",
        ));
        section.push(questions(&unknown));
    }
    let unsure: Vec<&Question> = report
        .scored_questions()
        .filter(|q| q.state == QuestionState::Answered && q.confidence.as_deref() == Some("low"))
        .collect();
    if !unsure.is_empty() {
        section.say(Text::new().strong(sentence(&count(unsure.len(), "answer was", "answers were"))).plain(
            match unsure.len() {
                1 => " given with low confidence. Check it before building on it.",
                _ => " given with low confidence. Check them before building on them.",
            },
        ));
        section.push(questions(&unsure));
    }
    let invalid = in_state(QuestionState::Invalid);
    if !invalid.is_empty() {
        section.say(Text::new().strong(sentence(&count(invalid.len(), "answer", "answers"))).plain(format!(
            " {} \"none of these\" together with one of these, and {} as missing.",
            if invalid.len() == 1 { "says" } else { "say" },
            if invalid.len() == 1 { "counts" } else { "count" },
        )));
        section.push(questions(&invalid));
    }
    let unanswered = in_state(QuestionState::Unanswered);
    if !unanswered.is_empty() {
        let text = counted(unanswered.len(), "question is", "questions are");
        section.say(text.plain(match unanswered.len() {
            1 => " open. It widens the ranges; it never lowers a score.",
            _ => " open. They widen the ranges; they never lower a score.",
        }));
        if unanswered.len() > NAMED {
            section.push(Block::Table(by_dimension(report)));
        } else {
            section.push(questions(&unanswered));
        }
    }
    let not_applicable = in_state(QuestionState::NotApplicable);
    if !not_applicable.is_empty() {
        section.say(counted(not_applicable.len(), "question", "questions").plain(format!(
            " {} said not to apply and {} out of every score.",
            if not_applicable.len() == 1 { "is" } else { "are" },
            if not_applicable.len() == 1 { "stays" } else { "stay" }
        )));
        section.push(questions(&not_applicable));
    }
    (!section.blocks.is_empty()).then_some(section)
}

/// How many scored questions are in a state that the coverage tells apart.
fn counted(number: usize, one: &str, several: &str) -> Text {
    Text::new().strong(sentence(&count(number, one, several))).about(topic::COVERAGE)
}

fn questions(list: &[&Question]) -> Block {
    let mut items: Vec<Text> = list
        .iter()
        .take(NAMED)
        .map(|question| {
            let text = Text::from(question.text.as_str());
            match (&question.reason, &question.note) {
                (Some(reason), _) => text.plain(format!(" Reason: {}", words::stopped(reason))),
                (None, Some(note)) => text.plain(format!(" Note: {}", words::stopped(note))),
                (None, None) => text,
            }
        })
        .collect();
    if list.len() > NAMED {
        items.push(
            format!("{} more, in the list of all answers.", sentence(&number::cardinal(list.len() - NAMED)))
                .into(),
        );
    }
    Block::List(List { ordered: false, items })
}

fn by_dimension(report: &Report) -> Table {
    let rows = report
        .dimensions
        .iter()
        .map(|dimension| {
            let questions = || dimension.traits.iter().flat_map(|of| &of.questions);
            let answered = questions().filter(|q| q.state == QuestionState::Answered).count();
            let open = questions().filter(|q| q.state == QuestionState::Unanswered).count();
            let number = |count: usize| Text::from(count.to_string()).about(&topic::answered_in(dimension));
            vec![dimension.title.as_str().into(), number(answered), number(open)]
        })
        .collect();
    Table {
        columns: vec![
            Column::new("Dimension", Align::Words),
            Column::new("Answered", Align::Numbers),
            Column::new("Open", Align::Numbers),
        ],
        rows,
    }
}

pub(super) fn ask_next(report: &Report) -> Option<Section> {
    let next: Vec<_> = report.ask_next.iter().take(NEXT).collect();
    if next.is_empty() {
        return None;
    }
    let mut section = Section::new("ask-next", "Questions worth asking next");
    section.say(match next.len() {
        1 => "One answer would complete the picture. In brackets: how much of the overall scores rests on it.",
        _ => {
            "These answers would sharpen the picture most. In brackets: how much of the overall scores rests on each."
        }
    });
    let poles = report.poles.len().max(1) as f64;
    let items = next
        .iter()
        .map(|ask| {
            let share = Text::from(number::share(ask.weight / poles)).about(&topic::share(&ask.question));
            let text = Text::from(ask.text.as_str())
                .plain(format!(" ({}, ", ask.trait_title))
                .then(share)
                .plain(")");
            match ask.state {
                QuestionState::Unknown => text.plain(" Ask somebody who would know."),
                _ => text,
            }
        })
        .collect();
    section.push(Block::List(List { ordered: true, items }));
    Some(section)
}
