//! What is asked before the first question.

use std::io;

use dialoguer::{Confirm, Input, Select};

use standpoint::answers::AnswerSheet;
use standpoint::questionnaire::{FormIx, Questionnaire};
use standpoint::survey::{Options, Session};
use standpoint::text::printable;

use super::frame::{Line, Tone, ascii, shortened, wrapped};
use super::{Cards, prompt};
use crate::cli::survey::start::Start;
use crate::cli::survey::words;

impl Cards {
    /// Asks for the form, where it is to be chosen, and for the team, where it is not known. Returns whether the
    /// respondent wants to begin.
    pub fn introduce(
        &mut self,
        questionnaire: &Questionnaire,
        start: &mut Start,
        choose_form: bool,
    ) -> io::Result<bool> {
        self.state.message = (!start.news.is_empty()).then(|| start.news.join(" "));
        let sheet = &mut start.sheet;
        if choose_form && questionnaire.forms().len() > 1 {
            let Some(form) = self.choose_form(questionnaire, &start.news)? else { return Ok(false) };
            sheet.form = form;
        }
        if sheet.subject.team.is_none() {
            let Some(team) = self.one_line(questionnaire, &start.news, "Team (may stay empty)")? else {
                return Ok(false);
            };
            sheet.subject.team = some(&team);
        }
        Ok(true)
    }

    /// Asks for the respondent's role, where it is not known. Returns whether the respondent wants to begin.
    pub fn ask_role(&mut self, questionnaire: &Questionnaire, start: &mut Start) -> io::Result<bool> {
        let role = &mut start.sheet.subject.role;
        if role.is_none() {
            let prompt = "Your role in it (may stay empty)";
            let Some(typed) = self.one_line(questionnaire, &start.news, prompt)? else { return Ok(false) };
            *role = some(&typed);
        }
        Ok(true)
    }

    /// Tells how far the file is and asks whether to go on.
    pub fn offer_to_go_on(&mut self, questionnaire: &Questionnaire, start: &Start) -> io::Result<bool> {
        let mut session = Session::new(questionnaire, start.sheet.clone(), Options::default());
        session.reckon_votes(self.votes);
        let mut heading = self.heading(questionnaire, &start.news);
        heading.push(Line::new(
            format!(" {} was started. {}", self.desk.file, words::progress(&session.progress())),
            Tone::Plain,
        ));
        heading.push(Line::default());
        let theme = prompt::theme(&self.screen);
        let answer = self.screen.prompt(&heading, |term| {
            let prompt = "Go on where it was?";
            Confirm::with_theme(theme.as_ref())
                .with_prompt(prompt)
                .default(true)
                .report(false)
                .interact_on_opt(term)
        })?;
        Ok(answer.flatten().unwrap_or(false))
    }

    fn heading(&self, questionnaire: &Questionnaire, news: &[String]) -> Vec<Line> {
        let width = self.screen.size().columns.saturating_sub(3).clamp(1, 90);
        let mut lines = vec![Line::default()];
        let title = wrapped(&printable(questionnaire.title()), width);
        lines.extend(title.into_iter().map(|line| Line::new(format!(" {line}"), Tone::Strong)));
        if let Some(description) = questionnaire.description() {
            let text = printable(description);
            lines.extend(
                wrapped(&text, width).into_iter().map(|line| Line::new(format!(" {line}"), Tone::Plain)),
            );
        }
        lines.push(Line::default());
        let saved = format!("Every answer is saved to {} before the next question.", self.desk.file);
        lines.extend(
            wrapped(&saved, width).into_iter().map(|line| Line::new(format!(" {line}"), Tone::Quiet)),
        );
        lines.push(Line::default());
        if !news.is_empty() {
            for line in news.iter().flat_map(|line| wrapped(&printable(line), width)) {
                lines.push(Line::new(format!(" {line}"), Tone::Notice));
            }
            lines.push(Line::default());
        }
        lines
    }

    fn choose_form(&mut self, questionnaire: &Questionnaire, news: &[String]) -> io::Result<Option<FormIx>> {
        // The full form stands last in the model and first in people's expectation of what is asked.
        let forms: Vec<_> = (0..questionnaire.forms().len()).map(FormIx).collect();
        let look = self.screen.look();
        let width = self.screen.size().columns.saturating_sub(6);
        let titles: Vec<_> = forms
            .iter()
            .map(|form| {
                let mut sheet = AnswerSheet::new(questionnaire);
                sheet.form = *form;
                let mut session = Session::new(questionnaire, sheet, Options::default());
                session.reckon_votes(self.votes);
                let minutes = questionnaire[*form].minutes.filter(|_| self.votes == 0).map_or_else(
                    || words::left(session.progress().left),
                    |minutes| format!("about {minutes:.0} min"),
                );
                let asked = words::count(session.progress().asked, "question");
                let title = format!("{}: {asked}, {minutes}", printable(&questionnaire[*form].title));
                let title = shortened(&title, width);
                if look.unicode { title } else { ascii(&title) }
            })
            .collect();
        let full = forms.iter().position(|form| *form == questionnaire.full_form()).unwrap_or(0);
        let heading = self.heading(questionnaire, news);
        let theme = prompt::theme(&self.screen);
        let chosen = self.screen.prompt(&heading, |term| {
            Select::with_theme(theme.as_ref())
                .with_prompt("How much time do you have?")
                .items(&titles)
                .default(full)
                .report(false)
                .interact_on_opt(term)
        })?;
        Ok(chosen.flatten().map(|index| forms[index]))
    }

    pub(in crate::cli::survey) fn one_line(
        &mut self,
        questionnaire: &Questionnaire,
        news: &[String],
        prompt: &str,
    ) -> io::Result<Option<String>> {
        let heading = self.heading(questionnaire, news);
        let theme = prompt::theme(&self.screen);
        self.screen.prompt(&heading, |term| {
            Input::<String>::with_theme(theme.as_ref())
                .with_prompt(prompt)
                .allow_empty(true)
                .report(false)
                .interact_text_on(term)
        })
    }
}

/// Returns what was typed, if it is anything.
fn some(typed: &str) -> Option<String> {
    let text: String = typed.chars().filter(|c| !c.is_control()).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
