//! How a meeting words what both of its front ends say. Nothing here names who voted for what.

use std::fmt::Write as _;

use standpoint::answers::Response;
use standpoint::questionnaire::{Kind, Question, QuestionIx};
use standpoint::survey::facilitate::{
    Agreement, Basis, Meeting, Move, Outcome, Proposal, Refusal, Tally, Whose, agreement,
};
use standpoint::survey::{Action, Rejection};
use standpoint::text::printable;

use crate::cli::survey::Desk;
use crate::cli::survey::words::{self, count, number, sentence};

/// How many questions on which votes differ are listed at the end.
const LISTED: usize = 5;

/// Returns what was chosen and how often, as names and counts: every option, the numbers that were given, and what is no
/// answer.
pub fn votes(question: &Question, tally: &Tally, without: usize) -> Vec<(String, usize)> {
    let option =
        |index: usize, text: &str| (format!("{}. {}", index + 1, printable(text)), tally.options[index]);
    let mut votes: Vec<_> = match &question.kind {
        Kind::Choice(options) => {
            options.iter().enumerate().map(|(index, choice)| option(index, &choice.text)).collect()
        }
        Kind::Multiple { options, .. } => {
            options.iter().enumerate().map(|(index, item)| option(index, &item.text)).collect()
        }
        Kind::YesNo => vec![("Yes".to_owned(), tally.options[0]), ("No".to_owned(), tally.options[1])],
        Kind::Number(kind) => {
            let unit = kind.unit.as_deref().map(|unit| format!(" {}", printable(unit))).unwrap_or_default();
            tally.numbers.iter().map(|(given, count)| (format!("{}{unit}", number(*given)), *count)).collect()
        }
        Kind::Text => Vec::new(),
    };
    votes.extend(beside(tally, without));
    votes
}

/// Returns what was said that is no answer, with its count, where anybody said it.
pub fn beside(tally: &Tally, without: usize) -> Vec<(String, usize)> {
    [("Don't know", tally.unknown), ("Not applicable", tally.not_applicable), ("No vote", without)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

/// Returns how many of those who are there have not voted on the question that the meeting is at.
pub fn without(meeting: &Meeting<'_>) -> usize {
    let Some(question) = meeting.team().cursor() else { return 0 };
    let voted = |member: usize| {
        meeting.members()[member].sheet.get(question).is_some_and(|entry| entry.response.is_some())
    };
    meeting.present().filter(|member| !voted(*member)).count()
}

/// Returns what the votes point to, in full or, where the options stand above, by their numbers.
pub fn proposed(question: &Question, tally: &Tally, proposal: Option<&Proposal>, brief: bool) -> String {
    let Some(Proposal { response, basis }) = proposal else {
        return match tally.votes {
            0 => "Nobody voted.".to_owned(),
            _ => "The votes are split.".to_owned(),
        };
    };
    let answer = if brief { briefly(question, response) } else { words::response(question, response) };
    let answer = sentence(&answer);
    match basis {
        Basis::All if tally.votes == 1 => format!("The one vote: {answer}"),
        Basis::All => format!("All {} votes: {answer}", tally.votes),
        Basis::Most(most) => format!("Most votes, {most} of {}: {answer}", tally.votes),
        Basis::Middle => format!("In the middle of the votes: {answer}"),
        Basis::Majority => format!("Chosen by more than half: {answer}"),
    }
}

/// Returns a proposal in a word or two, for a line of keys.
pub fn briefly(question: &Question, response: &Response) -> String {
    use standpoint::questionnaire::Value;
    match response {
        Response::Answered(Value::Choice(option)) => (option + 1).to_string(),
        Response::Answered(Value::Multiple(chosen)) => {
            chosen.iter().map(|option| (option + 1).to_string()).collect::<Vec<_>>().join(" ")
        }
        other => words::response(question, other),
    }
}

/// Returns how far the votes lie apart, and a question that lets a team talk about it without saying who voted how.
pub fn apart(question: &Question, tally: &Tally) -> Option<String> {
    if tally.answered() < 2 {
        return None;
    }
    let both = |low: String, high: String| {
        format!("From {low} to {high}. What speaks for {low}, and what for {high}?")
    };
    match &question.kind {
        Kind::Choice(_) => {
            let (low, high) = tally.outermost().filter(|(low, high)| low < high)?;
            Some(both((low + 1).to_string(), (high + 1).to_string()))
        }
        Kind::Number(_) => {
            let (low, high) = (tally.numbers.first()?.0, tally.numbers.last()?.0);
            (low < high).then(|| both(number(low), number(high)))
        }
        Kind::YesNo => {
            tally.outermost().filter(|(low, high)| low < high)?;
            Some("What speaks for yes, and what for no?".to_owned())
        }
        Kind::Multiple { options, .. } => {
            let split =
                tally.options.iter().filter(|count| **count > 0 && **count < tally.answered()).count();
            (split > 0).then(|| format!("The votes differ on {split} of {} options.", options.len()))
        }
        Kind::Text => None,
    }
}

/// Returns where the votes agree, line by line; a line that names a question begins with blanks.
pub fn agreed(meeting: &Meeting<'_>) -> Vec<String> {
    let Agreement { voted, unanimous, apart, dissent } = agreement(meeting);
    let mut lines = Vec::new();
    if voted > 0 {
        lines.push(format!("All votes were the same on {unanimous} of {}.", count(voted, "question")));
    }
    let questionnaire = meeting.team().questionnaire();
    let text = |question: QuestionIx| printable(&questionnaire[question].text).into_owned();
    if !apart.is_empty() {
        lines.push("The votes lay furthest apart on:".to_owned());
        for (question, _) in apart.iter().take(LISTED) {
            let tally = meeting.tally(*question);
            lines.push(format!("  {} ({})", text(*question), range(&questionnaire[*question], &tally)));
        }
        if apart.len() > LISTED {
            lines.push(format!("  and {} more", apart.len() - LISTED));
        }
    }
    if !dissent.is_empty() {
        lines.push("A dissent is recorded on:".to_owned());
        lines.extend(dissent.iter().map(|question| format!("  {}", text(*question))));
    }
    lines
}

/// From where to where votes go, in a few words.
fn range(question: &Question, tally: &Tally) -> String {
    let mut said = Vec::new();
    match &question.kind {
        Kind::Choice(_) => match tally.outermost() {
            Some((low, high)) if low < high => said.push(format!("options {} to {}", low + 1, high + 1)),
            Some((only, _)) => said.push(format!("option {}", only + 1)),
            None => {}
        },
        Kind::Number(_) => match (tally.numbers.first(), tally.numbers.last()) {
            (Some((low, _)), Some((high, _))) if low < high => {
                said.push(format!("{} to {}", number(*low), number(*high)));
            }
            (Some((only, _)), _) => said.push(number(*only)),
            _ => {}
        },
        Kind::YesNo => said.push(format!("yes {}, no {}", tally.options[0], tally.options[1])),
        Kind::Multiple { options, .. } => {
            let split =
                tally.options.iter().filter(|count| **count > 0 && **count < tally.answered()).count();
            said.push(format!("{split} of {} options", options.len()));
        }
        Kind::Text => {}
    }
    for (name, count) in beside(tally, 0) {
        said.push(format!("{} {count}", name.to_lowercase()));
    }
    said.join(", ")
}

/// Returns what came of a move, where that is worth a word. A vote is never repeated.
pub fn done(wanted: &Move, outcome: &Outcome) -> Option<String> {
    match wanted {
        Move::Team(Action::Undo) => match outcome.changed {
            Some((Whose::Member(_), _)) => Some("Vote taken back.".to_owned()),
            _ => words::done(&Action::Undo, &outcome.effect),
        },
        Move::Team(Action::Answer(_)) | Move::Agree => words::done(&Action::Forward, &outcome.effect),
        Move::Team(action) => words::done(action, &outcome.effect),
        Move::Again => Some("A new vote.".to_owned()),
        Move::Dissent(text) if text.trim().is_empty() => Some("Dissent removed.".to_owned()),
        Move::Dissent(_) => Some("Dissent recorded; the answer counts as unsure.".to_owned()),
        Move::Join(member) => Some(format!("{} is there.", printable(&member.name))),
        Move::Return(_) => Some("Welcome back.".to_owned()),
        Move::Leave(_) => Some("The votes so far stay.".to_owned()),
        Move::Vote(_) | Move::Abstain | Move::Reveal | Move::Back | Move::Reread(..) => None,
    }
}

/// Returns why something is not possible, as a sentence.
pub fn refusal(refusal: &Refusal) -> String {
    sentence(&match refusal {
        Refusal::Session(Rejection::NothingToUndo) => "there is nothing to undo in this meeting".to_owned(),
        Refusal::Session(Rejection::NoQuestion) => "there is no question here".to_owned(),
        other => other.to_string(),
    })
}

/// Returns where everything is and what to do next, when a meeting is over.
pub fn farewell(meeting: &Meeting<'_>, desk: &Desk, agreed: bool, members: &[String]) -> String {
    let progress = meeting.team().progress();
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = match (agreed, members.is_empty()) {
        (false, true) => return "Nobody voted, so nothing was saved.\n".to_owned(),
        (false, false) => writeln!(text, "Nothing is agreed on yet."),
        (true, _) => writeln!(text, "Agreed answers in {}. {}", desk.file, words::progress(&progress)),
    };
    if let [first, .., last] = members {
        let _ = writeln!(text, "Votes in {} files, {first} to {last}.", members.len());
    } else if let [only] = members {
        let _ = writeln!(text, "Votes in {only}.");
    }
    if progress.open > 0 {
        let _ = writeln!(text, "Go on:      {} --facilitate", desk.survey);
    }
    if agreed {
        let _ = writeln!(text, "The report: {}", desk.report);
    }
    text
}
