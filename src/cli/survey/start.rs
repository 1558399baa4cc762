//! What a survey starts from: a new sheet, a started file, or an earlier survey.

use std::path::Path;

use jiff::civil::Date;

use standpoint::answers::{self, AnswerSheet};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Questionnaire, catalogue};
use standpoint::survey::carry_over;

use super::salvage::{Renewed, salvage};
use super::store::FileStore;
use super::{store, words};
use crate::cli::error::{Error, Invalid};
use crate::cli::message;

/// What is answered where nothing else is named.
const FLAGSHIP: &str = "devops-itops";
/// How many answers that do not fit are listed.
const LISTED: usize = 8;

/// What a survey starts from.
#[derive(Debug)]
pub struct Start {
    /// The answers that there are.
    pub sheet: AnswerSheet,
    /// The answers of an earlier survey, to be shown beside.
    pub earlier: Option<AnswerSheet>,
    /// What the file must say before the first answer is written, where that is not what it says now.
    pub rewrite: Option<Renewed>,
    /// What the respondent is told first.
    pub news: Vec<String>,
}

impl Start {
    /// Writes what the file must say before the first question: what an earlier survey gives is kept even if nothing is
    /// added to it.
    pub fn write(&self, store: &mut FileStore<'_>) -> Result<(), Error> {
        let carried = self.sheet.entries().any(|(_, entry)| entry.response.is_some());
        let written = match &self.rewrite {
            Some(renewed) => store.renew(renewed),
            None if store.is_new() && carried => store.create(&self.sheet),
            None => Ok(()),
        };
        written.map_err(|error| Error::environment(error.to_string()))
    }
}

/// The files that a survey starts from, as they were found.
pub struct Found<'a> {
    /// The file that was started.
    pub started: Option<&'a Source>,
    /// The answers of an earlier survey.
    pub earlier: Option<(&'a Path, &'a Source)>,
}

impl Found<'_> {
    /// Returns the name of the questionnaire: the one that was typed, else the one that a file answers, else the
    /// flagship.
    pub fn questionnaire(&self, typed: Option<&str>, path: &Path) -> Result<String, Error> {
        if let Some(name) = typed {
            return Ok(name.to_owned());
        }
        let found = self.started.map(|source| (path, source)).or(self.earlier);
        let Some((path, source)) = found else { return Ok(FLAGSHIP.to_owned()) };
        let id = answers::questionnaire_id(source, store::syntax(path))
            .map_err(|findings| Error::Invalid(Invalid::Answers, findings))?;
        if catalogue::sources(&id).is_some() {
            return Ok(id);
        }
        Err(Error::usage(format!(
            "{} answers the questionnaire `{id}`, which is not built in",
            source.name()
        ))
        .hint("say where it is: `standpoint survey PATH`"))
    }

    /// Returns what the survey starts from; answers of the earlier survey that were given on `fresh_since` or later
    /// need not be given again.
    pub fn start(
        &self,
        path: &Path,
        questionnaire: &Questionnaire,
        today: Date,
        fresh_since: Option<Date>,
    ) -> Result<Start, Error> {
        let mut news = Vec::new();
        let earlier = match self.earlier {
            Some((path, source)) => Some(fitting(path, source, questionnaire, false, &mut news)?.0),
            None => None,
        };
        if let Some(source) = self.started {
            let (sheet, rewrite) = fitting(path, source, questionnaire, true, &mut news)?;
            return Ok(Start { sheet, earlier, rewrite, news });
        }
        let mut sheet = AnswerSheet::new(questionnaire);
        sheet.subject.date = Some(today);
        if let Some(earlier) = &earlier {
            let carried = carry_over(questionnaire, earlier, today, fresh_since);
            sheet = carried.sheet;
            if fresh_since.is_some() {
                let (fresh, stale) = (words::count(carried.fresh, "answer"), carried.stale);
                news.push(format!("{fresh} taken over as fresh enough; {stale} to be given anew."));
            }
        }
        Ok(Start { sheet, earlier, rewrite: None, news })
    }
}

/// Reads answers as far as they fit the questionnaire. If some do not because they were given to another version, what the
/// file must say instead is returned; it is told whether it is written there.
fn fitting(
    path: &Path,
    source: &Source,
    questionnaire: &Questionnaire,
    written: bool,
    news: &mut Vec<String>,
) -> Result<(AnswerSheet, Option<Renewed>), Error> {
    let salvaged = salvage(path, source, store::syntax(path), questionnaire)
        .map_err(|findings| Error::Invalid(Invalid::Answers, findings))?;
    let Some(renewed) = salvaged.renewed else {
        message::findings(&salvaged.read.warnings);
        return Ok((salvaged.read.sheet, None));
    };
    let place = match &renewed.aside {
        _ if !written => "are left out".to_owned(),
        Some(aside) => format!("are left out; the file as it was is kept as {}", aside.display()),
        None => "stay there as comments".to_owned(),
    };
    news.push(format!(
        "{} was answered in version {}; the questionnaire is now {}. These do not fit any more and {place}:",
        source.name(),
        salvaged.version,
        questionnaire.version()
    ));
    for (id, why) in salvaged.unfit.iter().take(LISTED) {
        news.push(format!("  {id}: {why}"));
    }
    if salvaged.unfit.len() > LISTED {
        news.push(format!("  and {} more", salvaged.unfit.len() - LISTED));
    }
    Ok((salvaged.read.sheet, Some(renewed)))
}
