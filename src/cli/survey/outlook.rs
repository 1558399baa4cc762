//! What the answers so far say: the placement on request, and the end.

use standpoint::questionnaire::QuestionIx;
use standpoint::render::terminal::Terminal;
use standpoint::render::{self, Format, Options};
use standpoint::report::document::{self, Block, Detail};
use standpoint::report::figure::{self, Figure};
use standpoint::report::{self, Inputs, Report};
use standpoint::survey::{Budget, Progress, Session, Stop};
use standpoint::text::printable;
use standpoint::{advice, scoring};

use super::words;

/// What is said at the end.
pub struct Closing {
    /// What is open, in a sentence or two.
    pub headline: String,
    /// What a short survey has left out, and where.
    pub left_out: Option<String>,
    /// The open questions, in the order of the survey.
    pub open: Vec<QuestionIx>,
    /// Answers that cannot all be true: what to talk about, and the questions.
    pub contradictions: Vec<(String, Vec<QuestionIx>)>,
    /// Where the team stands, in one sentence.
    pub placement: Option<String>,
}

/// Returns what is to be said at the end.
pub fn closing(session: &Session<'_>) -> Closing {
    let questionnaire = session.questionnaire();
    let progress = session.progress();
    let mut headline = vec![match (progress.open, progress.asked) {
        (0, 1) => "The one question is answered.".to_owned(),
        (0, asked) => format!("All {asked} questions are answered."),
        (1, asked) => format!("1 of {} is open.", words::count(asked, "question")),
        (open, asked) => format!("{open} of {asked} questions are open."),
    }];
    headline.extend(progress.budget.and_then(|budget| stopped(&progress, budget)));
    for (what, count) in [
        ("Don't know", progress.unknown),
        ("Not applicable", progress.not_applicable),
        ("Kept but not asked", session.kept().count()),
    ] {
        if count > 0 {
            headline.push(format!("{what}: {count}."));
        }
    }
    let assessment = scoring::score(questionnaire, session.sheet());
    let contradictions = assessment.contradictions.iter().map(|index| &questionnaire[*index]);
    Closing {
        headline: headline.join(" "),
        left_out: progress.budget.filter(|_| progress.open > 0).map(|_| left_out(session)),
        open: session.open().collect(),
        contradictions: contradictions
            .map(|found| (printable(&found.message).into_owned(), found.questions.clone()))
            .collect(),
        placement: sentences(&report(session)).into_iter().next(),
    }
}

/// Why a short survey asks no more.
fn stopped(progress: &Progress, budget: Budget) -> Option<String> {
    if progress.open == 0 {
        return None;
    }
    Some(match budget.stop? {
        Stop::Settled => "That is enough: no open answer can change the zone.".to_owned(),
        Stop::TimeUp => "The time is up; open answers can still change the result.".to_owned(),
        Stop::NothingLeft if progress.skipped > 0 => {
            "What was skipped can still change the result.".to_owned()
        }
        Stop::NothingLeft => "No open answer can change the scores.".to_owned(),
    })
}

/// How many questions are open in each dimension.
fn left_out(session: &Session<'_>) -> String {
    let questionnaire = session.questionnaire();
    let mut places: Vec<(String, usize)> = Vec::new();
    for question in session.open() {
        let of = questionnaire[question].of.map(|of| &questionnaire[questionnaire[of].dimension].title);
        let place = of.map_or("without a dimension".into(), |title| printable(title)).into_owned();
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, count)) => *count += 1,
            None => places.push((place, 1)),
        }
    }
    let places: Vec<String> = places.into_iter().map(|(place, count)| format!("{place} {count}")).collect();
    format!("Left out: {}.", places.join(", "))
}

impl Closing {
    /// Returns the end in plain lines.
    pub fn lines(&self, session: &Session<'_>) -> Vec<String> {
        let mut lines = vec![format!("This is the end. {}", self.headline)];
        lines.extend(self.placement.clone());
        lines.extend(self.left_out.clone());
        if !self.open.is_empty() {
            lines.push("Type open to list what is open.".to_owned());
        }
        for (message, questions) in &self.contradictions {
            lines.push(format!("To talk about: {message}"));
            for question in questions {
                let asked = &session.questionnaire()[*question];
                lines.push(format!("  goto {}: {}", asked.id, printable(&asked.text)));
            }
        }
        lines
    }
}

/// Returns where the team stands so far, how sure that is, and how much is missing, in sentences.
pub fn placement(session: &Session<'_>) -> Vec<String> {
    let mut lines = sentences(&report(session));
    lines.extend(movable(session));
    lines
}

/// Returns how many of the open questions can still change the placement, and how many were answered with "don't know".
fn movable(session: &Session<'_>) -> Option<String> {
    let prospect = scoring::prospect(session.questionnaire(), session.sheet());
    let Progress { open, unknown, .. } = session.progress();
    // A question that an open one may bring up counts as well.
    let movers = prospect.weights.iter().filter(|weight| **weight > 0.0).count();
    let what = if prospect.possible.is_empty() { "the scores" } else { "the zone" };
    let mut sentences = Vec::new();
    match (open, movers) {
        (0, _) => {}
        (_, 0) => sentences.push(format!("No open answer can change {what} any more.")),
        (_, movers) => {
            sentences.push(format!("{} can still change {what}.", words::count(movers, "open answer")));
        }
    }
    if unknown > 0 {
        sentences.push(format!("Don't know: {unknown}; finding out may change {what} too."));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Returns the plane with the range so far, as lines of text; empty for a questionnaire without one, and before there is
/// anything to draw.
pub fn plane(session: &Session<'_>, width: usize, unicode: bool) -> Vec<String> {
    let report = report(session);
    let Some(plane) = figure::plane(&report).filter(|_| report.coverage.answered > 0) else {
        return Vec::new();
    };
    let options = Options { width, unicode, ..Options::default() };
    Terminal::picture(&Figure::Plane(Box::new(plane)), &options)
        .unwrap_or_default()
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Returns the whole report on the answers so far, as lines of text.
pub fn page(session: &Session<'_>, width: usize, unicode: bool) -> Vec<String> {
    let options = Options { width, unicode, ..Options::default() };
    let mut page = Vec::new();
    // Writing to memory cannot fail, and a report is text.
    let written = render::render(Format::Text, &report(session), &options, &mut page);
    debug_assert!(written.is_ok());
    String::from_utf8_lossy(&page).lines().map(str::to_owned).collect()
}

/// The sentences that open a report: the standing, and how sure it is.
fn sentences(report: &Report) -> Vec<String> {
    let document = document::write(report, Detail::Summary);
    let blocks = document.sections.first().map(|section| section.blocks.as_slice()).unwrap_or_default();
    let paragraphs = blocks.iter().map_while(|block| match block {
        Block::Paragraph(text) => Some(printable(&text.unstyled()).into_owned()),
        _ => None,
    });
    paragraphs.take(2).collect()
}

fn report(session: &Session<'_>) -> Report {
    let (questionnaire, sheet) = (session.questionnaire(), session.sheet());
    let assessment = scoring::score(questionnaire, sheet);
    let advice = advice::advise(questionnaire, &assessment);
    report::build(&Inputs {
        questionnaire,
        sheet,
        assessment: &assessment,
        advice: &advice,
        generator: report::GENERATOR,
    })
}
