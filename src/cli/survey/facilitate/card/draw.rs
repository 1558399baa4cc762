//! Where everything stands on the card of a meeting: a pure function of what is shown and how large the screen is.

use standpoint::answers::{Entry, Response};
use standpoint::questionnaire::{Kind, Question, Value};
use standpoint::survey::facilitate::{Meeting, Stage};
use standpoint::survey::{Card, View};
use standpoint::text::printable;
use unicode_width::UnicodeWidthStr;

use crate::cli::survey::card::body;
use crate::cli::survey::card::frame::{Line, Size, Tone, shortened, wrapped};
use crate::cli::survey::card::layout::{self, Part, TALLEST, WIDEST};
use crate::cli::survey::card::state::State;
use crate::cli::survey::facilitate::words;
use crate::cli::survey::words as survey_words;

/// The longest bar, in cells.
const LONGEST_BAR: usize = 10;
/// The widest name beside a prompt, in cells.
const WIDEST_NAME: usize = 24;

/// What is drawn beside the view of the agreed answers.
pub struct Scene<'a> {
    /// The meeting.
    pub meeting: &'a Meeting<'a>,
    /// The question it is at.
    pub card: &'a Card<'a>,
    /// The card's own memory. While somebody votes, only its message is drawn.
    pub state: &'a State,
    /// How far down the options are read while somebody votes.
    pub scrolled: usize,
    /// Whether the question is explained.
    pub explained: bool,
}

/// Draws a question of a meeting.
pub fn question(view: &View<'_>, scene: &Scene<'_>, size: Size) -> Vec<Line> {
    let width = size.columns.min(WIDEST).saturating_sub(2).max(1);
    let card = scene.card;
    let mut head = vec![Part::Gap];
    if let Some(place) = body::place(card) {
        head.push(Part::Line(Line::new(shortened(&place, width), Tone::Quiet)));
        head.push(Part::Gap);
    }
    let text = wrapped(&printable(&card.question.text), width);
    head.extend(text.into_iter().map(|line| Part::Line(Line::new(line, Tone::Strong))));
    let mut body = Vec::new();
    if scene.explained {
        let help = card.question.help.as_deref().unwrap_or("There is no explanation of this question.");
        body.push(Part::Gap);
        let help = wrapped(&printable(help), width);
        body.extend(help.into_iter().map(|line| Part::Line(Line::new(line, Tone::Quiet))));
    }
    body.push(Part::Gap);
    let focus = match scene.meeting.stage() {
        Stage::Vote(_) | Stage::Ready => {
            body.extend(ballot(card, width).into_iter().map(Part::Line));
            let at = scene.scrolled.min(body.len().saturating_sub(1));
            Some((at, at))
        }
        Stage::Revealed => revealed(&mut body, scene, width),
        Stage::Together | Stage::End => {
            let (lines, focus) = body::options(card, scene.state, width);
            let before = body.len();
            body.extend(lines.into_iter().map(Part::Line));
            remarks(&mut body, card, width);
            (!scene.explained).then(|| (before + focus.0, before + focus.1))
        }
    };
    let mut foot =
        layout::foot(scene.state.message.as_deref(), &keys(scene), width, layout::message_lines(size));
    foot.splice(0..0, prompt(scene, width));
    layout::assemble(layout::header(view, width), head, body, focus, foot, size, size.rows.min(TALLEST))
}

/// What can be voted for, without any mark.
fn ballot(card: &Card<'_>, width: usize) -> Vec<Line> {
    let option = |index: usize, text: &str| hung(&format!("  {:>2}  ", index + 1), &printable(text), width);
    match &card.question.kind {
        Kind::Choice(options) => {
            options.iter().enumerate().flat_map(|(index, choice)| option(index, &choice.text)).collect()
        }
        Kind::Multiple { options, .. } => {
            options.iter().enumerate().flat_map(|(index, item)| option(index, &item.text)).collect()
        }
        Kind::YesNo => vec![Line::new("   y  Yes", Tone::Plain), Line::new("   n  No", Tone::Plain)],
        Kind::Number(number) => {
            let unit =
                number.unit.as_deref().map_or_else(String::new, |unit| format!(" of {}", printable(unit)));
            let range = survey_words::range(number.minimum, number.maximum);
            let range = range.map_or_else(String::new, |range| format!(", {range}"));
            vec![Line::new(format!("   A number{unit}{range}"), Tone::Quiet)]
        }
        Kind::Text => Vec::new(),
    }
}

/// A text behind a lead, its further lines below its first.
fn hung(lead: &str, text: &str, width: usize) -> Vec<Line> {
    let indent = lead.width();
    let rows = wrapped(text, width.saturating_sub(indent)).into_iter().enumerate();
    rows.map(|(row, text)| {
        let lead = if row == 0 { lead.to_owned() } else { " ".repeat(indent) };
        Line::new(lead, Tone::Plain).then(text, Tone::Plain)
    })
    .collect()
}

/// Puts the votes into the body and returns the lines of the option under the mark.
fn revealed(body: &mut Vec<Part>, scene: &Scene<'_>, width: usize) -> Option<(usize, usize)> {
    let (card, state) = (scene.card, scene.state);
    let tally = scene.meeting.tally(card.index);
    let most = tally.options.iter().chain(tally.numbers.iter().map(|(_, count)| count)).max();
    let bars = Bars::new(most.copied().unwrap_or(0).max(tally.unknown).max(tally.not_applicable));
    let mut focus = None;
    if tally.options.is_empty() {
        for (name, count) in words::votes(card.question, &tally, 0) {
            let lead = bars.line("   ", count);
            body.extend(beside_bar(lead, &name, width, Tone::Plain).into_iter().map(Part::Line));
        }
        // What is typed stays in sight, however many numbers were given.
        let (lines, _) = body::options(card, state, width);
        body.push(Part::Gap);
        focus = Some((body.len(), body.len() + lines.len() - 1));
        body.extend(lines.into_iter().map(Part::Line));
    } else {
        for (index, mut text) in texts(card.question).into_iter().enumerate() {
            if earlier(card, index) {
                text.push_str(" (earlier answer)");
            }
            let here = state.moved && index == state.selected;
            let lead = format!(
                "{} {} {}",
                if here { "\u{276f}" } else { " " },
                key(card.question, index),
                mark(card, state, index)
            );
            let tone = if here { Tone::Accent } else { Tone::Plain };
            let before = body.len();
            let lead = bars.line(&lead, tally.options[index]);
            body.extend(beside_bar(lead, &text, width, tone).into_iter().map(Part::Line));
            if here {
                focus = Some((before, body.len() - 1));
            }
        }
        // Below the options, in line with them.
        for (name, count) in words::beside(&tally, words::without(scene.meeting)) {
            let lead = " ".repeat(5 + mark(card, state, 0).width());
            let lead = bars.line(&lead, count);
            body.extend(beside_bar(lead, &name, width, Tone::Quiet).into_iter().map(Part::Line));
        }
    }
    remarks(body, card, width);
    focus
}

fn remarks(body: &mut Vec<Part>, card: &Card<'_>, width: usize) {
    let remarks = body::remarks(card, width);
    if !remarks.is_empty() {
        body.push(Part::Gap);
        body.extend(remarks.into_iter().map(Part::Line));
    }
}

/// What the options of a question say.
fn texts(question: &Question) -> Vec<String> {
    let text = |text: &String| printable(text).into_owned();
    match &question.kind {
        Kind::Choice(options) => options.iter().map(|option| text(&option.text)).collect(),
        Kind::Multiple { options, .. } => options.iter().map(|option| text(&option.text)).collect(),
        Kind::YesNo => vec!["Yes".to_owned(), "No".to_owned()],
        Kind::Number(_) | Kind::Text => Vec::new(),
    }
}

/// The key or the number of an option, two cells wide.
fn key(question: &Question, index: usize) -> String {
    match question.kind {
        Kind::YesNo => [" y", " n"][index].to_owned(),
        _ => format!("{:>2}", index + 1),
    }
}

/// Whether an option is agreed on or, of several, marked.
fn mark(card: &Card<'_>, state: &State, index: usize) -> &'static str {
    if matches!(card.question.kind, Kind::Multiple { .. }) {
        return if state.marked.get(index).copied().unwrap_or(false) { "[x]" } else { "[ ]" };
    }
    if chosen(card.entry, index) { "\u{25cf}" } else { "\u{25cb}" }
}

/// Whether an option was chosen in the earlier survey.
fn earlier(card: &Card<'_>, index: usize) -> bool {
    chosen(card.earlier, index)
}

fn chosen(entry: Option<&Entry>, index: usize) -> bool {
    match entry.and_then(|entry| entry.response.as_ref()) {
        Some(Response::Answered(Value::Choice(option))) => *option == index,
        Some(Response::Answered(Value::YesNo(yes))) => usize::from(!yes) == index,
        Some(Response::Answered(Value::Multiple(options))) => options.contains(&index),
        _ => false,
    }
}

/// Bars that are as long as what they count, where there is room for that.
struct Bars {
    most: usize,
    longest: usize,
}

impl Bars {
    fn new(most: usize) -> Self {
        Self { most, longest: most.min(LONGEST_BAR) }
    }

    /// A lead, the bar and the count.
    fn line(&self, lead: &str, count: usize) -> Line {
        // Whatever was counted has a bar.
        let length = (count * self.longest).div_ceil(self.most.max(1)).min(self.longest);
        Line::new(format!("{lead} "), Tone::Plain)
            .then("\u{2501}".repeat(length), Tone::Accent)
            .then(format!("{} {count:>2}  ", " ".repeat(self.longest - length)), Tone::Strong)
    }
}

/// A text beside a bar; its further lines stand below its first.
fn beside_bar(lead: Line, text: &str, width: usize, tone: Tone) -> Vec<Line> {
    let indent = lead.width();
    let mut rows = wrapped(text, width.saturating_sub(indent)).into_iter();
    let mut lines = vec![lead.then(rows.next().unwrap_or_default(), tone)];
    lines.extend(rows.map(|row| Line::new(" ".repeat(indent), Tone::Plain).then(row, tone)));
    lines
}

/// Who is asked for what and, after the reveal, what the votes say: it stays in sight however long the question is.
fn prompt(scene: &Scene<'_>, width: usize) -> Vec<Line> {
    let question = scene.card.question;
    let ask = |words: &str| Line::new(shortened(words, width), Tone::Accent);
    let meeting = scene.meeting;
    match meeting.stage() {
        Stage::Vote(member) => {
            let name = shortened(&printable(&meeting.members()[member].name), WIDEST_NAME);
            let (turn, all) = meeting.turns();
            vec![ask(&format!("{name}, your vote ({} of {all}). What you type is not shown.", turn + 1))]
        }
        Stage::Ready => vec![ask("Everybody has voted.")],
        Stage::Revealed => {
            let tally = meeting.tally(scene.card.index);
            let mut said = Vec::new();
            let answer = scene.card.entry.and_then(|entry| entry.response.as_ref());
            let last = if let Some(response) = answer {
                format!("Agreed: {}.", words::briefly(question, response))
            } else {
                let proposal = tally.proposal(question);
                said.push(words::proposed(question, &tally, proposal.as_ref(), true));
                "What does the team agree on?".to_owned()
            };
            said.extend(words::apart(question, &tally));
            let said = wrapped(&said.join(" "), width).into_iter();
            said.map(|line| Line::new(line, Tone::Plain)).chain([ask(&last)]).collect()
        }
        Stage::Together | Stage::End => vec![ask("One answer for the whole team.")],
    }
}

fn agreed(scene: &Scene<'_>) -> bool {
    scene.card.entry.is_some_and(|entry| entry.response.is_some())
}

/// The keys that matter here, most important first.
fn keys(scene: &Scene<'_>) -> Vec<String> {
    let card = scene.card;
    let options = crate::cli::survey::card::state::options(&card.question.kind);
    let mut keys: Vec<String> = match scene.meeting.stage() {
        Stage::Vote(_) => vec![match &card.question.kind {
            _ if options > 9 => "type numbers, Enter".to_owned(),
            Kind::Choice(_) => format!("1-{options} vote"),
            Kind::Multiple { .. } => format!("1-{options} mark, Enter done"),
            Kind::YesNo => "y/n vote".to_owned(),
            Kind::Number(_) | Kind::Text => "type a number, Enter".to_owned(),
        }],
        Stage::Ready => vec!["Enter reveal".to_owned()],
        Stage::Revealed => agree(scene),
        Stage::Together | Stage::End => vec!["Enter write".to_owned()],
    };
    // The most important first, then help and quit, then what else fits.
    let rest = keys.split_off(1);
    keys.extend(["? all keys", "q quit"].map(str::to_owned));
    keys.extend(rest);
    let more: &[&str] = match scene.meeting.stage() {
        Stage::Vote(_) => &["d don't know", "s no vote", "x not applicable", "\u{2190} back"],
        Stage::Ready => &["\u{2190} vote again", "m members"],
        Stage::Revealed if agreed(scene) => &["b again", "! dissent", "\u{2192} next"],
        Stage::Revealed => &["b again", "! dissent", "s later"],
        Stage::Together | Stage::End => &["s later", "! dissent", "h explain"],
    };
    keys.extend(more.iter().map(|key| (*key).to_owned()));
    keys
}

/// How an answer is agreed on.
fn agree(scene: &Scene<'_>) -> Vec<String> {
    let card = scene.card;
    let any = match &card.question.kind {
        Kind::Choice(options) => format!("1-{}", options.len().min(9)),
        Kind::Multiple { options, .. } => format!("1-{} Enter", options.len().min(9)),
        Kind::YesNo => "y/n".to_owned(),
        Kind::Number(_) | Kind::Text => "number Enter".to_owned(),
    };
    let mut keys = match scene.meeting.tally(card.index).proposal(card.question).filter(|_| !agreed(scene)) {
        Some(proposal) => {
            let proposed = words::briefly(card.question, &proposal.response);
            vec![format!("a agree on {proposed}"), format!("{any} other")]
        }
        None => vec![format!("{any} agree")],
    };
    keys.extend(card.earlier.map(|_| "t earlier".to_owned()));
    keys
}
