//! What is said about answers that are not right: all codes and all wording of this room, documented in
//! `docs/diagnostics.md`.

use std::fmt;

use super::codes;
use super::judge::Problem;
use super::read::Syntax;
use super::route::Discount;
use crate::diagnostic::{Diagnostic, Source, Span, nearest};
use crate::questionnaire::{Kind, Question, Questionnaire};

/// A place in an answer file.
#[derive(Clone, Copy)]
pub(super) struct At<'a>(pub &'a Source, pub Span);

impl At<'_> {
    fn error(self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(self.0, self.1, "")
    }

    fn warning(self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code, message).at(self.0, self.1, "")
    }
}

/// Texts of files are quoted up to this many characters.
const QUOTED: usize = 60;

/// Returns a text of a file in quotes, shortened if it is long.
fn quote(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// Returns a number as people write it.
fn plain(number: f64) -> String {
    if number.abs() < 1e15 { number.to_string() } else { format!("{number:e}") }
}

fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}

pub(super) fn syntax(at: At<'_>, syntax: Syntax, message: &str) -> Diagnostic {
    if message.starts_with("duplicate key") {
        return at.error(codes::REPEATED_KEY, "the key is given twice").help("remove one of the two");
    }
    let language = match syntax {
        Syntax::Toml => "TOML",
        Syntax::Json => "JSON",
    };
    if message.starts_with("string values must be quoted") {
        return at.error(codes::SYNTAX, format!("not valid {language}: texts stand in quotes"));
    }
    at.error(codes::SYNTAX, format!("not valid {language}: {message}"))
}

pub(super) fn not_a_table(at: At<'_>, what: &str, found: &str) -> Diagnostic {
    at.error(codes::SHAPE, format!("{what} must be a table, not {found}")).help(
        "an answer file has keys such as `questionnaire` and `team`, and the answers in a table `answers`",
    )
}

pub(super) fn not_a_text(at: At<'_>, key: &str, found: &str) -> Diagnostic {
    at.error(codes::SHAPE, format!("`{key}` must be a text, not {found}"))
}

pub(super) fn not_texts(at: At<'_>, key: &str, found: &str) -> Diagnostic {
    at.error(codes::SHAPE, format!("`{key}` must be a text or a list of texts, not {found}"))
}

pub(super) fn unknown_key(
    at: At<'_>,
    key: &str,
    known: &[&str],
    questionnaire: &Questionnaire,
) -> Diagnostic {
    let finding = at.error(codes::UNKNOWN_KEY, format!("{} is not a key of an answer file", quote(key)));
    if questionnaire.find_question(key).is_some() {
        finding.help("it is a question: move it below the line `[answers]`")
    } else if let Some(near) = nearest(key, known.iter().copied()) {
        finding.help(did_you_mean(near))
    } else {
        finding.help(format!("known keys: {}", known.join(", ")))
    }
}

pub(super) fn unknown_entry_key(at: At<'_>, question: &str, key: &str, known: &[&str]) -> Diagnostic {
    let finding =
        at.error(codes::UNKNOWN_KEY, format!("`{question}`: {} is not a key of an answer", quote(key)));
    match nearest(key, known.iter().copied()) {
        Some(near) => finding.help(did_you_mean(near)),
        None => finding.help(format!("known keys: {}", known.join(", "))),
    }
}

pub(super) fn missing_questionnaire(source: &Source) -> Diagnostic {
    At(source, Span::new(0, 0))
        .error(codes::MISSING_QUESTIONNAIRE, "the answers do not say which questionnaire they belong to")
        .help("add a first line such as `questionnaire = \"devops-itops\"`")
}

pub(super) fn other_questionnaire(at: At<'_>, given: &str, questionnaire: &Questionnaire) -> Diagnostic {
    at.error(
        codes::OTHER_QUESTIONNAIRE,
        format!("these are answers to the questionnaire {}, not to `{}`", quote(given), questionnaire.id()),
    )
    .help("name the questionnaire that was answered, or correct the key `questionnaire`")
}

pub(super) fn malformed_version(at: At<'_>, given: &str) -> Diagnostic {
    at.error(codes::MALFORMED_VERSION, format!("{} is not a version", quote(given)))
        .help("a version has three numbers, for instance \"1.0.0\"")
}

pub(super) fn other_major_version(at: At<'_>, given: &str, questionnaire: &Questionnaire) -> Diagnostic {
    at.error(
        codes::OTHER_MAJOR_VERSION,
        format!(
            "the answers were given to version {} of `{}`; this is version {}, whose answers cannot be compared",
            quote(given),
            questionnaire.id(),
            questionnaire.version()
        ),
    )
    .help("use the definition of that version, or answer the questionnaire again")
}

pub(super) fn other_version(at: At<'_>, given: &str, questionnaire: &Questionnaire) -> Diagnostic {
    at.warning(
        codes::OTHER_VERSION,
        format!(
            "the answers were given to version {} of `{}`; this is version {}",
            quote(given),
            questionnaire.id(),
            questionnaire.version()
        ),
    )
    .help("the answers stay valid; questions that were added since count as unanswered")
}

pub(super) fn other_definition(at: At<'_>, questionnaire: &Questionnaire) -> Diagnostic {
    at.warning(
        codes::OTHER_DEFINITION,
        format!(
            "the answers were given to another definition of `{}` with the same version",
            questionnaire.id()
        ),
    )
    .help("its questions, options or weights have changed since; look whether the answers still fit, then remove the key `fingerprint`")
}

pub(super) fn unknown_form(at: At<'_>, given: &str, questionnaire: &Questionnaire) -> Diagnostic {
    let known: Vec<&str> = questionnaire.forms().iter().map(|form| form.id.as_str()).collect();
    let finding =
        at.error(codes::UNKNOWN_FORM, format!("`{}` has no form {}", questionnaire.id(), quote(given)));
    match nearest(given, known.iter().copied()) {
        Some(near) => finding.help(did_you_mean(near)),
        None => finding.help(format!("its forms: {}", known.join(", "))),
    }
}

pub(super) fn invalid_date(at: At<'_>, given: &str) -> Diagnostic {
    at.error(codes::INVALID_DATE, format!("{given} is not a date"))
        .help("a date has year, month and day, for instance 2026-11-23")
}

pub(super) fn given_date(text: &str) -> String {
    quote(text)
}

pub(super) fn unknown_question(at: At<'_>, given: &str, questionnaire: &Questionnaire) -> Diagnostic {
    let finding = at
        .error(codes::UNKNOWN_QUESTION, format!("`{}` has no question {}", questionnaire.id(), quote(given)));
    match nearest(given, questionnaire.questions().iter().map(|question| question.id.as_str())) {
        Some(near) => finding.help(did_you_mean(near)),
        None => finding
            .help(format!("`standpoint questionnaire show {}` lists its questions", questionnaire.id())),
    }
}

pub(super) fn invalid_confidence(at: At<'_>, question: &str, given: &str) -> Diagnostic {
    const KNOWN: [&str; 3] = ["high", "medium", "low"];
    let finding = at.error(
        codes::INVALID_CONFIDENCE,
        format!("`{question}`: {} does not say how sure the answer is", quote(given)),
    );
    match nearest(given, KNOWN) {
        Some(near) => finding.help(did_you_mean(near)),
        None => finding.help("write \"high\", \"medium\" or \"low\""),
    }
}

pub(super) fn stray_reason(at: At<'_>, question: &str) -> Diagnostic {
    at.error(codes::STRAY_REASON, format!("`{question}`: a reason can only be given for \"n/a\""))
        .help("call it `note`")
}

pub(super) fn discounted(at: At<'_>, question: &Question, discount: Discount) -> Diagnostic {
    at.warning(discount.code(), discount.message(question)).help(match discount {
        Discount::NotAsked => "check the answers that its condition rests on, or remove the line".to_owned(),
        Discount::TakenBack => format!("choose either `{}` or the others", none_of(question)),
    })
}

/// The id of the option that means none of the others.
fn none_of(question: &Question) -> &str {
    let none = match &question.kind {
        Kind::Multiple { options, .. } => options.iter().find(|option| option.none),
        _ => None,
    };
    none.map_or("none", |none| &none.id)
}

impl Discount {
    /// Returns the stable code, documented in `docs/diagnostics.md`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAsked => codes::ANSWER_NOT_ASKED,
            Self::TakenBack => codes::NONE_WITH_OTHERS,
        }
    }

    /// Returns why an answer to this question does not count, in one sentence without a full stop.
    #[must_use]
    pub fn message(self, question: &Question) -> String {
        let id = &question.id;
        match self {
            Self::NotAsked => {
                format!("`{id}` is not asked after the other answers; the answer is kept and does not count")
            }
            Self::TakenBack => format!(
                "`{id}`: `{}` takes the other options back; the answer counts as missing",
                none_of(question)
            ),
        }
    }
}

pub(super) fn unknown_column(
    at: At<'_>,
    title: &str,
    subject: &[&str],
    questionnaire: &Questionnaire,
) -> Diagnostic {
    if title.is_empty() {
        return at.warning(codes::UNKNOWN_COLUMN, "a column has no title").help("name it, or remove it");
    }
    let finding = at.warning(codes::UNKNOWN_COLUMN, format!("the column {} is not known", quote(title)));
    let questions = questionnaire.questions().iter().map(|question| question.id.as_str());
    match nearest(title, subject.iter().copied().chain(questions)) {
        Some(near) => finding.help(did_you_mean(near)),
        None => finding.help(format!(
            "columns are {}, and the ids of the questions of `{}`",
            subject.join(", "),
            questionnaire.id()
        )),
    }
}

pub(super) fn repeated_column(at: At<'_>, title: &str) -> Diagnostic {
    at.error(codes::REPEATED_COLUMN, format!("the column {} is there already", quote(title)))
        .help("remove one of the two")
}

pub(super) fn no_question_column(at: At<'_>, questionnaire: &Questionnaire) -> Diagnostic {
    at.error(codes::NO_QUESTION_COLUMN, format!("no column is a question of `{}`", questionnaire.id()))
        .help("the titles in the first row are the ids of the questions")
}

pub(super) fn uneven_row(at: At<'_>, cells: usize, columns: usize) -> Diagnostic {
    let count = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
    at.error(codes::UNEVEN_ROW, format!("the row has {}, the titles have {columns}", count(cells)))
        .help("put quotes round cells that hold a separator, and leave cells without an answer empty")
}

pub(super) fn problem(at: At<'_>, question: &str, problem: &Problem) -> Diagnostic {
    let finding = at.error(problem.code(), format!("`{question}`: {problem}"));
    match problem.help() {
        Some(help) => finding.help(help),
        None => finding,
    }
}

impl Problem {
    /// Returns the stable code, documented in `docs/diagnostics.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty | Self::NothingChosen { .. } => codes::EMPTY_ANSWER,
            Self::UnknownOption { .. } => codes::NO_SUCH_OPTION,
            Self::OptionNumber { .. } => codes::OPTION_NUMBER,
            Self::Repeated { .. } => codes::REPEATED_OPTION,
            Self::OneOnly => codes::ONE_ANSWER_ONLY,
            Self::StateAmongAnswers { .. } => codes::STATE_AMONG_ANSWERS,
            Self::NotANumber { .. } | Self::NotFinite => codes::NOT_A_NUMBER,
            Self::OutOfRange { .. } => codes::NUMBER_OUT_OF_RANGE,
            Self::NotYesNo { .. } => codes::NOT_YES_OR_NO,
            Self::WrongType { .. } => codes::ANSWER_TYPE,
        }
    }

    /// Returns what to do, where that can be said.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Empty => "leave the question out, or write \"unknown\" or \"n/a\"".to_owned(),
            Self::NothingChosen { none } => format!("choose `{none}` if none applies, or leave the question out"),
            Self::UnknownOption { nearest: Some(near), .. } => did_you_mean(near),
            Self::UnknownOption { options, .. } => format!("its options: {}", options.join(", ")),
            Self::OptionNumber { options, .. } => {
                format!("options count from 1 to {options}; an option's id can be written as well")
            }
            Self::Repeated { .. } => "name each option once".to_owned(),
            Self::OneOnly => "give the one that fits best".to_owned(),
            Self::StateAmongAnswers { state } => format!("write \"{state}\" alone, or the options"),
            Self::NotANumber { .. } => {
                "write the digits alone, without a unit or separators, with a point before decimals: 1500 or 0.25"
                    .to_owned()
            }
            Self::NotFinite => "write a number, or \"unknown\"".to_owned(),
            Self::OutOfRange { .. } => "check the number and its unit".to_owned(),
            Self::NotYesNo { .. } => "write \"yes\" or \"no\"".to_owned(),
            Self::WrongType { .. } => return None,
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no answer"),
            Self::NothingChosen { .. } => f.write_str("no option is chosen"),
            Self::UnknownOption { given, .. } => write!(f, "there is no option {}", quote(given)),
            Self::OptionNumber { given, .. } => {
                write!(f, "there is no option with the number {}", plain(*given))
            }
            Self::Repeated { option } => write!(f, "the option `{option}` is given more than once"),
            Self::OneOnly => f.write_str("the question takes one answer, not several"),
            Self::StateAmongAnswers { state } => write!(f, "`{state}` cannot stand among other answers"),
            Self::NotANumber { given } => write!(f, "{} is not a number", quote(given)),
            Self::NotFinite => f.write_str("the number is not finite"),
            Self::OutOfRange { given, minimum, maximum, unit } => {
                let given = plain(*given);
                let unit = unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
                match (minimum, maximum) {
                    (Some(minimum), Some(maximum)) => {
                        write!(f, "{given}{unit} is not between {minimum} and {maximum}")
                    }
                    (Some(minimum), None) => write!(f, "{given}{unit} is below {minimum}"),
                    (None, Some(maximum)) => write!(f, "{given}{unit} is above {maximum}"),
                    (None, None) => write!(f, "{given}{unit} is out of range"),
                }
            }
            Self::NotYesNo { given } => write!(f, "{} is neither yes nor no", quote(given)),
            Self::WrongType { expected, found } => write!(f, "expected {expected}, found {found}"),
        }
    }
}

impl std::error::Error for Problem {}
