//! The words of every warning about texts and shape; see `docs/diagnostics.md`.

use super::{Check, UNUSED_ACCEPTANCE};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::reader::{At, Id, Place};

fn warning(
    check: Check,
    place: Place<'_>,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::warning(check.word(), message).at(place.source, place.span, label)
}

pub fn long_question(place: Place<'_>, count: usize, most: usize) -> Diagnostic {
    warning(
        Check::LongQuestion,
        place,
        format!("the question has {count} words"),
        format!("more than {most} words"),
    )
    .help("ask one thing in one sentence; what a term means belongs in the help")
}

pub fn long_option(place: Place<'_>, count: usize, most: usize) -> Diagnostic {
    warning(
        Check::LongOption,
        place,
        format!("the option has {count} words"),
        format!("more than {most} words"),
    )
    .help("keep what tells this option from its neighbours; the rest belongs in the help")
}

pub fn long_title(place: Place<'_>, count: usize, most: usize) -> Diagnostic {
    warning(
        Check::LongTitle,
        place,
        format!("the title has {count} words"),
        format!("more than {most} words"),
    )
    .help("say the step as an imperative; how to begin belongs in `first-step`")
}

pub fn double_barrelled(joints: &[Place<'_>]) -> Diagnostic {
    let finding = Diagnostic::warning(
        Check::DoubleBarrelled.word(),
        "the question may ask two things that have different answers",
    );
    joints
        .iter()
        .zip(std::iter::once("joins two things").chain(std::iter::repeat("")))
        .fold(finding, |finding, (joint, label)| finding.at(joint.source, joint.span, label))
        .help("ask about one of them, or give each its question; if both are one thing here, accept the warning with the reason")
}

pub fn absolute_word(place: Place<'_>, word: &str, what: &str) -> Diagnostic {
    warning(
        Check::AbsoluteWord,
        place,
        format!("`{word}` leaves no exception"),
        format!("one exception, and the {what} is false"),
    )
    .help("give a bound that can be counted, for instance `more than nine in ten`")
}

pub fn similar_questions(place: Place<'_>, other: Place<'_>) -> Diagnostic {
    warning(Check::SimilarQuestions, place, "the question reads much like an earlier one", "this one")
        .at(other.source, other.span, "the earlier one")
        .help("name what sets the two apart, or ask only one of them")
}

pub fn uneven_options(longest: (usize, Place<'_>), shortest: (usize, Place<'_>)) -> Diagnostic {
    warning(
        Check::UnevenOptions,
        longest.1,
        "the options are of very unequal length",
        format!("{} words", longest.0),
    )
    .at(shortest.1.source, shortest.1.span, format!("{} words", shortest.0))
    .help("the longest option draws the eye and reads like the right one; give each about the same detail")
}

pub fn missing_help(id: At<'_, Id<'_>>) -> Diagnostic {
    warning(Check::MissingHelp, id.place, format!("`{}` has no help", id.value.0), "no help")
        .help("add `help`: what the terms mean, one example, and one thing that does not count")
}

pub fn single_question(id: At<'_, Id<'_>>) -> Diagnostic {
    warning(
        Check::SingleQuestion,
        id.place,
        format!("the trait `{}` rests on one question", id.value.0),
        "one question",
    )
    .help("ask about the practice and about its result; one answer alone may be a slip or an exception")
}

pub fn unbalanced_keys(id: At<'_, Id<'_>>, form: Option<&str>, reversed: usize, all: usize) -> Diagnostic {
    let of_form = form.map(|form| format!(" of the form `{form}`")).unwrap_or_default();
    let many = if reversed * 2 < all { "few" } else { "many" };
    warning(
        Check::UnbalancedKeys,
        id.place,
        format!("{reversed} of {all} choice questions{of_form} on the pole `{}` are reversed", id.value.0),
        format!("too {many}"),
    )
    .help("let the first option be the best one in a quarter to three quarters of the questions, so that nobody gets far by ticking the same place everywhere")
}

pub fn lone_contradiction(place: Place<'_>, question: &str) -> Diagnostic {
    warning(
        Check::LoneContradiction,
        place,
        format!("the contradiction names `{question}` only"),
        "one answer cannot contradict itself",
    )
    .help("name the other question whose answer cannot hold at the same time")
}

pub fn missing_part(check: Check, id: At<'_, Id<'_>>, key: &str) -> Diagnostic {
    let why = match check {
        Check::MissingEffort => {
            "its place in the plan rests on the effort, in person-days: `effort = [2, 5]`"
        }
        Check::MissingFirstStep => "say what to do in the first week",
        _ => "say what one can see when it has worked",
    };
    warning(check, id.place, format!("`{}` has no `{key}`", id.value.0), format!("no `{key}`")).help(why)
}

pub fn no_recommendation(id: At<'_, Id<'_>>) -> Diagnostic {
    warning(
        Check::NoRecommendation,
        id.place,
        format!("the trait `{}` has no recommendation", id.value.0),
        "nothing is advised",
    )
    .help(
        "add a recommendation for each step up, or accept the warning where the questionnaire only measures",
    )
}

/// `scores` are those at which the rung begins, to which it leads, and at which it ends.
pub fn short_rung(
    id: At<'_, Id<'_>>,
    steps: &[&str],
    lift: Option<Place<'_>>,
    scores: [f64; 3],
) -> Diagnostic {
    let steps: Vec<String> = steps.iter().map(|step| format!("`{step}`")).collect();
    let (verb, those) = if steps.len() == 1 { ("leads", "its") } else { ("lead", "their") };
    let [begins, reached, ends] = scores.map(short);
    let message = format!(
        "{} {verb} from {begins} to {reached}, but the next step begins at {ends}",
        steps.join(" with ")
    );
    let finding = warning(Check::LadderGap, id.place, message, "the ladder has a gap")
        .help(format!("raise {those} `lift`, lower {those} `below`, or add a step between"));
    with_context(finding, lift, format!("leads to {reached}"))
}

/// `level` is the highest one, with its lowest score.
pub fn short_ladder(
    id: At<'_, Id<'_>>,
    lift: Option<Place<'_>>,
    reached: f64,
    level: (&str, f64),
) -> Diagnostic {
    let (level, from) = level;
    let message = format!(
        "the recommendations of `{}` lead to {}, but the level `{level}` starts at {}",
        id.value.0,
        short(reached),
        short(from)
    );
    let finding = warning(Check::LadderGap, id.place, message, "the ladder ends early")
        .help("add a step, or raise `lift` and `below` of the last one as far as it really leads");
    with_context(finding, lift, "the last step".to_owned())
}

fn with_context(finding: Diagnostic, place: Option<Place<'_>>, label: String) -> Diagnostic {
    match place {
        Some(place) => finding.at(place.source, place.span, label),
        None => finding,
    }
}

pub fn unused_acceptance(place: Place<'_>, check: Check) -> Diagnostic {
    Diagnostic::warning(UNUSED_ACCEPTANCE, format!("there is no warning `{}` to accept here", check.word()))
        .at(place.source, place.span, "accepts nothing")
        .help(
            "remove it; an acceptance stands in the table that the warning is about, or in `[questionnaire]`",
        )
}

/// A score in a message, free of the last digits of a sum.
fn short(score: f64) -> String {
    format!("{}", (score * 1e6).round() / 1e6)
}
