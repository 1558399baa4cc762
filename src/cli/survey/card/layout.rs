//! Where everything stands on the screen: a pure function of what is shown and how large the screen is.

use standpoint::survey::{Budget, Card, Progress, View};
use standpoint::text::printable;
use unicode_width::UnicodeWidthStr;

use super::body::{hint, options, place, remarks};
use super::frame::{Line, Size, Tone, shortened, wrapped};
use super::state::State;
use crate::cli::survey::words;

/// Text is not set wider than this: longer lines are hard to read.
pub const WIDEST: usize = 96;
/// The footer moves down with the screen only so far.
pub const TALLEST: usize = 32;

/// A title is not cut below this width for the sake of the progress beside it.
const SHORTEST_TITLE: usize = 16;

/// What is drawn beside the session's view.
pub struct Scene<'a> {
    /// The card's own memory.
    pub state: &'a State,
    /// Whether the question is explained.
    pub explained: bool,
}

/// A page of text: the table of keys, the placement, the end.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Its heading.
    pub title: String,
    /// Its lines; they are wrapped, and what they begin with in blanks is kept.
    pub lines: Vec<Line>,
    /// The first line shown.
    pub top: usize,
    /// What can be done, in a line.
    pub hint: String,
    /// What there is to be said.
    pub message: Option<String>,
}

/// A line of the body: some may be left out where space is short.
pub enum Part {
    /// An empty line that gives way.
    Gap,
    /// A line that stays.
    Line(Line),
}

/// Draws a question.
pub fn question(view: &View<'_>, card: &Card<'_>, scene: &Scene<'_>, size: Size) -> Vec<Line> {
    let width = size.columns.min(WIDEST).saturating_sub(2).max(1);
    let mut head = vec![Part::Gap];
    if let Some(place) = place(card) {
        head.push(Part::Line(Line::new(shortened(&place, width), Tone::Quiet)));
        head.push(Part::Gap);
    }
    head.extend(
        wrapped(&printable(&card.question.text), width)
            .into_iter()
            .map(|l| Part::Line(Line::new(l, Tone::Strong))),
    );

    let mut body = Vec::new();
    if scene.explained {
        let help = card.question.help.as_deref().unwrap_or("There is no explanation of this question.");
        body.push(Part::Gap);
        body.extend(
            wrapped(&printable(help), width).into_iter().map(|line| Part::Line(Line::new(line, Tone::Quiet))),
        );
    }
    body.push(Part::Gap);
    let (options, focus) = options(card, scene.state, width);
    let before = body.len();
    body.extend(options.into_iter().map(Part::Line));
    let remarks = remarks(card, width);
    if !remarks.is_empty() {
        body.push(Part::Gap);
        body.extend(remarks.into_iter().map(Part::Line));
    }
    let focus = (scene.state.moved || !scene.explained).then(|| (before + focus.0, before + focus.1));
    let foot = foot(scene.state.message.as_deref(), &hint(card), width, message_lines(size));
    assemble(header(view, width), head, body, focus, foot, size, size.rows.min(TALLEST))
}

/// Draws a page of text, as tall as the screen.
pub fn page(view: &View<'_>, page: &Page, size: Size) -> Vec<Line> {
    let width = size.columns.min(WIDEST).saturating_sub(2).max(1);
    let header = header(view, width);
    let foot = foot(page.message.as_deref(), std::slice::from_ref(&page.hint), width, 1);
    let room = room(size);
    let lines = page_lines(page, width);
    let top = page.top.min(lines.len().saturating_sub(room));
    let more = lines.len() > top + room;
    let mut body: Vec<_> = lines.into_iter().skip(top).take(room).collect();
    if let Some(last) = body.last_mut().filter(|_| more) {
        *last = Line::new("  (more below: down arrow)", Tone::Quiet);
    }
    let head = vec![Part::Gap, Part::Line(Line::new(page.title.clone(), Tone::Strong)), Part::Gap];
    assemble(header, head, body.into_iter().map(Part::Line).collect(), None, foot, size, size.rows)
}

/// Returns how far a page can be scrolled.
pub fn last_top(page: &Page, size: Size) -> usize {
    let width = size.columns.min(WIDEST).saturating_sub(2).max(1);
    page_lines(page, width).len().saturating_sub(room(size))
}

/// Returns how many lines of a page fit: all but header, heading and footer.
pub fn room(size: Size) -> usize {
    size.rows.saturating_sub(2 + 3 + 2).max(1)
}

/// Returns by how many lines one reads on: the last line of a page that goes on makes room for a word of that.
pub fn leap(size: Size) -> usize {
    room(size).saturating_sub(1).max(1)
}

fn page_lines(page: &Page, width: usize) -> Vec<Line> {
    page.lines.iter().flat_map(|line| fitted(line, width)).collect()
}

/// Wraps a line. Its last span gives way: further lines stand below its first, as do those of a line that begins with
/// blanks.
fn fitted(line: &Line, width: usize) -> Vec<Line> {
    let Some((last, lead)) = line.0.split_last().filter(|_| line.width() > width) else {
        return vec![line.clone()];
    };
    let text = last.text.trim_start();
    let mut lead = Line(lead.to_vec()).then(&last.text[..last.text.len() - text.len()], last.tone);
    let indent = lead.width().min(width / 2);
    let mut lines = Vec::new();
    for text in wrapped(text, width.saturating_sub(indent)) {
        lines.push(lead.then(text, last.tone));
        lead = Line::new(" ".repeat(indent), last.tone);
    }
    lines
}

/// Puts the parts together: gaps give way first, then the body scrolls so that the focus stays in sight.
pub fn assemble(
    header: Vec<Line>,
    head: Vec<Part>,
    body: Vec<Part>,
    focus: Option<(usize, usize)>,
    foot: Vec<Line>,
    size: Size,
    height: usize,
) -> Vec<Line> {
    let room = height.saturating_sub(header.len() + foot.len());
    let tight = head.len() + body.len() > room;
    let open = |part: Part| match part {
        Part::Line(line) => Some(line),
        Part::Gap if tight => None,
        Part::Gap => Some(Line::default()),
    };
    let mut gaps = 0;
    let mut starts = Vec::with_capacity(body.len());
    for (index, part) in body.iter().enumerate() {
        starts.push(index - gaps);
        gaps += usize::from(tight && matches!(part, Part::Gap));
    }
    let head: Vec<_> = head.into_iter().filter_map(open).collect();
    let mut head: Vec<_> = head;
    // However long the question is, some of what can be answered stays in sight.
    head.truncate((room / 2).max(room.saturating_sub(body.len())));
    let body: Vec<_> = body.into_iter().filter_map(open).collect();
    let focus = focus.and_then(|(from, to)| Some((*starts.get(from)?, *starts.get(to)?)));

    let mut lines = header;
    let room = room.saturating_sub(head.len());
    lines.extend(head);
    lines.extend(window(body, focus, room));
    lines.resize(height.saturating_sub(foot.len()), Line::default());
    lines.extend(foot);
    lines.truncate(size.rows);
    // One cell of margin on the left, and none on the right that is not needed.
    lines
        .into_iter()
        .map(|line| {
            let mut spans = vec![super::frame::Span { text: " ".to_owned(), tone: Tone::Plain }];
            spans.extend(line.0);
            Line(spans).cut(size.columns)
        })
        .collect()
}

/// Returns as many lines as there is room for, with the focus among them, and says where more are.
fn window(mut body: Vec<Line>, focus: Option<(usize, usize)>, room: usize) -> Vec<Line> {
    if body.len() <= room || room == 0 {
        body.truncate(room);
        return body;
    }
    let (from, to) = focus.unwrap_or((0, 0));
    // The marks "more above" and "more below" each take a line.
    let mut start = 0;
    if to + 2 > room {
        start = (to + 2 - room).min(from.saturating_sub(1)).min(body.len() - room);
    }
    let end = start + room;
    let below = body.len() - end;
    let mut lines: Vec<_> = body.drain(start..end).collect();
    if start > 0 {
        lines[0] = Line::new("  (more above)", Tone::Quiet);
    }
    if below > 0 {
        lines[room - 1] = Line::new("  (more below: down arrow)", Tone::Quiet);
    }
    lines
}

/// The title with the progress on its right, and the progress as a bar.
pub fn header(view: &View<'_>, width: usize) -> Vec<Line> {
    let progress = &view.progress;
    let full = match &progress.budget {
        Some(Budget { stop: Some(_), .. }) => format!("{} of {} done", progress.said(), progress.asked),
        Some(budget) => format!("{} done \u{b7} {}", progress.said(), words::time_left(budget)),
        None => format!("{} of {} done \u{b7} {}", progress.said(), progress.asked, left(progress)),
    };
    let shorter = format!("{} of {} done", progress.said(), progress.asked);
    let short = format!("{}/{}", progress.said(), progress.asked);
    let title = printable(view.questionnaire.title());
    // How far one is matters more than the end of a long title.
    let fits = |right: &String| title.width().min(SHORTEST_TITLE) + right.width() + 2 <= width;
    let right = [full, shorter].into_iter().find(fits).unwrap_or(short);
    let room = width.saturating_sub(right.width() + 2);
    let line = Line::new(shortened(&title, room), Tone::Quiet).padded(room + 2).then(right, Tone::Quiet);
    let reached = reached(progress, width);
    let bar = Line::new("\u{2501}".repeat(reached), Tone::Accent)
        .then("\u{2500}".repeat(width - reached), Tone::Quiet);
    vec![line, bar]
}

/// How much of a bar is reached: by questions, or by the time of a short survey.
fn reached(progress: &Progress, width: usize) -> usize {
    match &progress.budget {
        Some(budget) if budget.stop.is_none() => {
            let left = budget.left().as_millis() as usize;
            width - (width * left).checked_div(budget.time.as_millis() as usize).unwrap_or(0)
        }
        Some(_) => width,
        None => (width * progress.said()).checked_div(progress.asked).unwrap_or(width),
    }
}

fn left(progress: &Progress) -> String {
    if progress.open == 0 {
        "nothing open".to_owned()
    } else {
        format!("{} left, {}", progress.open, words::left(progress.left))
    }
}

/// Returns how many lines below a question a message may take.
pub fn message_lines(size: Size) -> usize {
    (size.rows / 6).clamp(1, 3)
}

/// What there is to be said, in at most so many lines, and the keys, as many as fit.
pub fn foot(message: Option<&str>, keys: &[String], width: usize, most: usize) -> Vec<Line> {
    let message = message.map(printable).unwrap_or_default();
    let mut said = wrapped(&message, width);
    if said.len() > most {
        let rest = said.split_off(most.saturating_sub(1)).join(" ");
        said.push(shortened(&rest, width));
    }
    let mut shown: Vec<&String> = Vec::new();
    let mut used = 0;
    for key in keys {
        let needs = key.width() + if shown.is_empty() { 0 } else { 3 };
        if used + needs > width {
            continue;
        }
        used += needs;
        shown.push(key);
    }
    if shown.len() > 3 {
        // Help and quit stand at the end of the line, where people look for them.
        let rest = shown.split_off(3);
        let last = shown.split_off(1);
        shown.extend(rest);
        shown.extend(last);
    }
    let keys = shown.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(" \u{b7} ");
    let mut foot: Vec<Line> = said.into_iter().map(|line| Line::new(line, Tone::Notice)).collect();
    foot.push(Line::new(keys, Tone::Quiet));
    foot
}
