//! Findings about conditions and forms.

use super::super::codes;
use super::super::draft::KindWord;
use super::super::reader::Place;
use super::{error, short, suggestion, warning};
use crate::diagnostic::Diagnostic;

pub fn bad_condition(place: Place<'_>, message: &str) -> Diagnostic {
    error(codes::BAD_CONDITION, place, "the condition cannot be read", message)
        .help("for instance `deploys = 'daily' and not (servers in ('none', 'few') or answered(cloud))`")
}

pub fn unknown_option<'k>(
    place: Place<'_>,
    question: &str,
    option: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let message = format!("`{}` has no option `{}`", short(question), short(option));
    error(codes::UNKNOWN_OPTION, place, message, "").help(suggestion("option", option, known))
}

pub fn later_question(place: Place<'_>, id: &str, itself: bool, other: Place<'_>) -> Diagnostic {
    let id = short(id);
    if itself {
        return error(
            codes::LATER_QUESTION,
            place,
            format!("whether `{id}` is asked cannot depend on its own answer"),
            "",
        )
        .help("name an earlier question");
    }
    error(codes::LATER_QUESTION, place, format!("`{id}` is asked later: its answer is not known here"), "")
        .at(other.source, other.span, "asked here")
        .help("move this question behind the one it depends on")
}

/// What does not fit in a comparison.
#[derive(Clone, Copy)]
pub enum Comparison {
    /// `<` and the like on a question with several answers.
    OrderOfMultiple,
    /// The operand or the relation does not fit a question of this kind.
    With(KindWord),
}

pub fn wrong_comparison(place: Place<'_>, question: &str, comparison: Comparison) -> Diagnostic {
    let (what, remedy) = match comparison {
        Comparison::OrderOfMultiple => {
            ("takes several answers, which have no order", "use `=`, `!=` or `in`")
        }
        Comparison::With(KindWord::Choice | KindWord::Multiple) => {
            ("is answered by an option", "compare it with the id of an option in single quotes")
        }
        Comparison::With(KindWord::Number) => {
            ("is answered by a number", "compare it with a number without quotes")
        }
        Comparison::With(KindWord::YesNo) => ("is answered by yes or no", "write `= 'yes'` or `= 'no'`"),
        Comparison::With(KindWord::Text) => {
            ("is answered by free text, which cannot be compared", "only `answered(…)` can be said of it")
        }
    };
    error(codes::WRONG_COMPARISON, place, format!("`{}` {what}", short(question)), "").help(remedy)
}

pub fn never_asked(place: Place<'_>) -> Diagnostic {
    error(codes::NEVER_ASKED, place, "the question is never asked", "no answers make this true").help(
        "look for answers that exclude each other, and for questions that are not asked then themselves",
    )
}

pub fn never_holds(place: Place<'_>) -> Diagnostic {
    error(codes::NEVER_HOLDS, place, "the contradiction can never hold", "no answers make this true").help(
        "look for answers that exclude each other, and for questions that are not asked then themselves",
    )
}

pub fn outside_form(place: Place<'_>, form: &str, other: &str, asked: Place<'_>) -> Diagnostic {
    let message = format!(
        "in the form `{}` this question rests on `{}`, which is not asked there",
        short(form),
        short(other)
    );
    warning(codes::OUTSIDE_FORM, place, message, "")
        .at(asked.source, asked.span, "not in the form")
        .help("add the form to the other question, or remove it from this one")
}
