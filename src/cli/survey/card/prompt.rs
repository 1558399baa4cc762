//! What is asked beside the question, by dialoguer's prompts.

use std::env;
use std::io;

use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Editor, FuzzySelect, Input};

use standpoint::questionnaire::QuestionIx;
use standpoint::survey::{Action, Card, Place, Session};
use standpoint::text::printable;

use super::frame::{Line, Tone, ascii, shortened, wrapped};
use super::screen::Screen;
use super::state::Prompt;
use crate::cli::survey::search::{self, Destination};
use crate::cli::survey::words;

/// Asks, and returns what is to be done with the answer; `None` if the respondent changed their mind.
pub fn ask(
    screen: &mut Screen,
    session: &Session<'_>,
    prompt: Prompt,
) -> io::Result<Result<Action, Option<String>>> {
    let view = session.view();
    let card = match &view.place {
        Place::Question(card) => Some(card),
        Place::End => None,
    };
    let action = match (prompt, card) {
        (Prompt::Jump, _) => jump(screen, "Go to", &search::destinations(session))?,
        (Prompt::Open, _) => {
            let open = open(session);
            if open.is_empty() {
                return Ok(Err(Some("Nothing is open.".to_owned())));
            }
            jump(screen, "Open questions", &open)?
        }
        (_, None) => None,
        (Prompt::Reason, Some(card)) => {
            let reason = line(screen, card, "Not applicable, because (may stay empty)", "")?;
            reason.map(|reason| Action::NotApplicable { reason: Some(reason) })
        }
        (Prompt::Note, Some(card)) => {
            let note = card.entry.and_then(|entry| entry.note.as_deref()).unwrap_or_default();
            line(screen, card, "Note", note)?.map(|note| Action::Note(Some(note)))
        }
        (Prompt::NoteInEditor, Some(card)) => return note_in_editor(screen, card),
        (Prompt::Evidence, Some(card)) => {
            let known = card.entry.map(|entry| entry.evidence.join("; ")).unwrap_or_default();
            let places = line(screen, card, "Evidence: links or places, separated by ;", &known)?;
            places.map(|places| Action::Evidence(places.split("; ").map(str::to_owned).collect()))
        }
        (Prompt::Text, Some(card)) => {
            let known = card.entry.and_then(|entry| entry.response.as_ref());
            let known = known.map(|response| words::response(card.question, response)).unwrap_or_default();
            let text = line(screen, card, "Answer", &known)?;
            text.map(|text| Action::Answer(standpoint::questionnaire::Value::Text(text)))
        }
    };
    Ok(action.ok_or(None))
}

/// Returns the theme of prompts on this screen.
pub fn theme(screen: &Screen) -> Box<dyn Theme> {
    let look = screen.look();
    if look.unicode && look.styled { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) }
}

/// Asks for a line of text beside a question.
pub fn line(screen: &mut Screen, card: &Card<'_>, prompt: &str, initial: &str) -> io::Result<Option<String>> {
    let width = screen.size().columns.saturating_sub(2);
    let text = printable(&card.question.text).into_owned();
    let heading: Vec<_> =
        wrapped(&text, width).into_iter().map(|line| Line::new(line, Tone::Strong)).collect();
    text_line(screen, heading, prompt, initial)
}

/// Asks for a line of text below these lines.
pub fn text_line(
    screen: &mut Screen,
    lines: Vec<Line>,
    prompt: &str,
    initial: &str,
) -> io::Result<Option<String>> {
    let mut heading = vec![Line::default()];
    heading.extend(lines);
    heading.push(Line::new("Enter takes it, Ctrl-C goes back without a change.", Tone::Quiet));
    heading.push(Line::default());
    let theme = theme(screen);
    let initial = printable(initial).into_owned();
    let answer = screen.prompt(&heading, |term| {
        Input::<String>::with_theme(theme.as_ref())
            .with_prompt(prompt)
            .with_initial_text(initial)
            .allow_empty(true)
            .report(false)
            .interact_text_on(term)
    })?;
    Ok(answer.map(|text| text.chars().filter(|c| !c.is_control()).collect()))
}

fn jump(screen: &mut Screen, prompt: &str, to: &[Destination]) -> io::Result<Option<Action>> {
    let titles: Vec<_> = to.iter().map(|to| to.title.clone()).collect();
    Ok(choose(screen, prompt, &titles)?.map(|index| Action::Jump(to[index].question)))
}

/// Lets somebody choose one of these, by a few letters or with the arrows.
pub fn choose(screen: &mut Screen, prompt: &str, titles: &[String]) -> io::Result<Option<usize>> {
    let size = screen.size();
    let unicode = screen.look().unicode;
    let width = size.columns.saturating_sub(6);
    let titles: Vec<_> = titles
        .iter()
        .map(|title| shortened(title, width))
        .map(|title| if unicode { title } else { ascii(&title) })
        .collect();
    let how = "Type a few letters, choose with the arrows; Enter takes it, Esc goes back.";
    let heading: Vec<_> = wrapped(how, size.columns.saturating_sub(1))
        .into_iter()
        .map(|line| Line::new(line, Tone::Quiet))
        .collect();
    let theme = theme(screen);
    let chosen = screen.prompt(&heading, |term| {
        FuzzySelect::with_theme(theme.as_ref())
            .with_prompt(prompt)
            .items(&titles)
            .default(0)
            .max_length(size.rows.saturating_sub(3 + heading.len()).max(3))
            .report(false)
            .interact_on_opt(term)
    })?;
    Ok(chosen.flatten())
}

fn open(session: &Session<'_>) -> Vec<Destination> {
    let open: Vec<QuestionIx> = session.open().collect();
    search::destinations(session)
        .into_iter()
        .filter(|to| to.title.starts_with(' ') && open.contains(&to.question))
        .map(|to| {
            let skipped = if session.is_skipped(to.question) { " (skipped)" } else { "" };
            Destination { title: format!("{}{skipped}", to.title.trim_start()), ..to }
        })
        .collect()
}

fn note_in_editor(screen: &mut Screen, card: &Card<'_>) -> io::Result<Result<Action, Option<String>>> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let Some(editor) = named.into_iter().find(|editor| !editor.trim().is_empty()) else {
        return Ok(Err(Some(
            "Set VISUAL or EDITOR to write notes in your editor; w takes them in a line.".to_owned(),
        )));
    };
    let note = card.entry.and_then(|entry| entry.note.clone()).unwrap_or_default();
    let edited = screen.lend(|| Editor::new().executable(editor).edit(&note))?;
    Ok(match edited {
        Ok(Some(note)) => Ok(Action::Note(Some(note))),
        Ok(None) => Err(None),
        Err(error) => Err(Some(words::sentence(&format!("the editor did not start: {error}")))),
    })
}
