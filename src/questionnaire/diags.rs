//! The words of every finding about a questionnaire, each with its code; see `docs/diagnostics.md`.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::codes;
use super::draft::KindWord;
use super::keys::{Range, Shape, Table};
use super::reader::{At, Id, Place, Text};
use crate::diagnostic::{Diagnostic, nearest};

/// How many names a help lists at most.
const LISTED: usize = 12;
/// How many characters of a name from the file a message repeats at most.
const NAME: usize = 60;

fn error(
    code: &'static str,
    place: Place<'_>,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(code, message).at(place.source, place.span, label)
}

fn warning(
    code: &'static str,
    place: Place<'_>,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::warning(code, message).at(place.source, place.span, label)
}

/// Returns a name as a message repeats it: a very long one is cut.
fn short(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(NAME) {
        None => Cow::Borrowed(name),
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
    }
}

/// Says which name is meant, or which there are.
fn suggestion<'k>(what: &str, name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return format!("did you mean `{}`?", short(near));
    }
    if known.is_empty() {
        return format!("there is no {what} in this questionnaire");
    }
    format!("known: {}", listed(&known))
}

fn listed(names: &[&str]) -> String {
    let mut list: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{}`", short(name))).collect();
    if names.len() > LISTED {
        list.push(format!("{} more", names.len() - LISTED));
    }
    list.join(", ")
}

// The file as such.

pub fn syntax(place: Place<'_>, message: &str) -> Diagnostic {
    if message.starts_with("duplicate key") {
        return error(codes::DUPLICATE_KEY, place, "the key is given twice in the same table", "second one")
            .help("remove one of the two; a table that may be repeated has double brackets, for instance `[[question]]`");
    }
    error(codes::SYNTAX, place, format!("not valid TOML: {message}"), "")
        .help("texts stand in double quotes, every bracket is closed; nothing else is checked until the file can be read")
}

pub fn unknown_key(place: Place<'_>, key: &str, table: &Table) -> Diagnostic {
    let known = table.keys.iter().map(|key| key.name);
    error(codes::UNKNOWN_KEY, place, format!("{} has no key `{}`", table.name, short(key)), "unknown key")
        .help(suggestion("key", key, known))
}

pub fn missing_key(place: Place<'_>, key: &str, shape: &Shape, table: &Table) -> Diagnostic {
    error(
        codes::MISSING_KEY,
        place,
        format!("{} needs the key `{key}`", table.name),
        format!("`{key}` is missing"),
    )
    .help(format!("add `{key} = …`: {}", shape.describe()))
}

pub fn missing_table(place: Option<Place<'_>>, table: &str) -> Diagnostic {
    let finding = Diagnostic::error(codes::MISSING_TABLE, format!("a questionnaire needs {table}"));
    let finding = match place {
        Some(place) => finding.at(place.source, place.span, ""),
        None => finding,
    };
    finding.help(format!("add {table} to this file, or to another one in the folder"))
}

pub fn duplicate_table(place: Place<'_>, table: &str, first: Place<'_>) -> Diagnostic {
    error(codes::DUPLICATE_TABLE, place, format!("{table} is there already"), "second one")
        .at(first.source, first.span, "first one")
        .help("all files of a folder are one questionnaire; keep one of the two")
}

pub fn wrong_type(place: Place<'_>, found: &str, shape: &Shape) -> Diagnostic {
    let finding =
        error(codes::WRONG_TYPE, place, format!("expected {}, found a TOML {found}", shape.describe()), "");
    match (shape, found) {
        (Shape::Number(_) | Shape::Count(_), "string") => finding.help("remove the quotes"),
        (Shape::Flag, "string") => finding.help("write `true` or `false` without quotes"),
        (Shape::Text | Shape::Id | Shape::Word(_), "integer" | "float" | "boolean" | "datetime") => {
            finding.help("put it in double quotes")
        }
        (Shape::List(_), "array") => finding,
        (Shape::List(_), _) => finding.help("put it in square brackets"),
        _ => finding,
    }
}

pub fn not_a_pair(place: Place<'_>, count: usize) -> Diagnostic {
    let values = if count == 1 { "one value".to_owned() } else { format!("{count} values") };
    error(codes::WRONG_TYPE, place, format!("expected two numbers, found {values}"), "")
        .help("two numbers in square brackets, for instance `[2, 5]`")
}

pub fn unknown_word(place: Place<'_>, word: &str, known: &[&'static str]) -> Diagnostic {
    error(
        codes::UNKNOWN_WORD,
        place,
        format!("`{}` is not one of the words that can stand here", short(word)),
        "",
    )
    .help(suggestion("word", word, known.iter().copied()))
}

pub fn empty_text(place: Place<'_>) -> Diagnostic {
    error(codes::EMPTY_TEXT, place, "the text is empty", "")
        .help("write something, or leave the key out if it is optional")
}

pub fn not_finite(place: Place<'_>) -> Diagnostic {
    error(codes::NOT_FINITE, place, "the number is not finite", "neither `nan` nor `inf` can be used")
}

pub fn out_of_range(code: &'static str, place: Place<'_>, number: f64, range: &Range) -> Diagnostic {
    let label = format!("must be {}", range.describe());
    if code == codes::BAD_WEIGHT {
        return error(code, place, format!("a weight cannot be {number}"), label)
            .help("leave it out for 1; what should not count has no trait");
    }
    let finding = error(code, place, format!("{number} is out of range"), label);
    if range.contains(number / 100.0) && !range.contains(number) && number > 1.0 {
        return finding
            .help(format!("scores and shares are written from 0 to 1: {} for {number} %", number / 100.0));
    }
    finding
}

pub fn absurd_size(place: Place<'_>, sizes: &RangeInclusive<f64>) -> Diagnostic {
    let label =
        format!("apart from 0, numbers go from {:e} to {:e}, with either sign", sizes.start(), sizes.end());
    error(codes::OUT_OF_RANGE, place, "the number is too large or too small", label)
}

pub fn not_below_practised(place: Place<'_>, unsupported: f64, practised: f64) -> Diagnostic {
    let message = format!("`unsupported` ({unsupported}) is not below `practised` ({practised})");
    error(codes::OUT_OF_RANGE, place, message, "")
        .help("a practice is unsupported if it is practised while what it rests on is clearly lower")
}

pub fn bad_spacing(place: Place<'_>) -> Diagnostic {
    error(codes::OUT_OF_RANGE, place, "the exponents do not lie on either side of 1", "")
        .help("one between 0 and 1, one above 1, for instance `[0.5, 2]`: the answers are recoded both ways")
}

// Ids and references.

pub fn bad_id(id: At<'_, Id<'_>>) -> Diagnostic {
    error(codes::BAD_ID, id.place, format!("`{}` is not in kebab-case", short(id.value.0)), "")
        .help("lower-case letters and digits, in words joined by single hyphens: `ci-cd-practice`")
}

pub fn reserved_id(id: At<'_, Id<'_>>, why: &str) -> Diagnostic {
    error(codes::RESERVED_ID, id.place, format!("`{}` cannot be an id: {why}", short(id.value.0)), "")
        .help("choose another word")
}

pub fn duplicate_id(id: At<'_, Id<'_>>, what: &str, first: Place<'_>) -> Diagnostic {
    error(
        codes::DUPLICATE_ID,
        id.place,
        format!("the {what} `{}` is declared twice", short(id.value.0)),
        "second one",
    )
    .at(first.source, first.span, "first one")
    .help("give one of the two another id")
}

pub fn unknown_reference<'k>(
    place: Place<'_>,
    what: &str,
    id: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    error(codes::UNKNOWN_REFERENCE, place, format!("there is no {what} `{}`", short(id)), "")
        .help(suggestion(what, id, known))
}

pub fn repeated(place: Place<'_>, what: &str, first: Place<'_>) -> Diagnostic {
    error(codes::REPEATED, place, format!("{what} is named twice"), "again")
        .at(first.source, first.span, "first time")
        .help("remove one of the two")
}

pub fn bad_version(version: At<'_, Text<'_>>) -> Diagnostic {
    error(codes::BAD_VERSION, version.place, format!("`{}` is not a semantic version", short(version.value.0)), "")
        .help("three whole numbers, for instance `1.0.0`: major for answers that are no longer comparable, minor for new questions, patch for wording")
}

pub fn bad_language(language: At<'_, Text<'_>>) -> Diagnostic {
    error(
        codes::BAD_LANGUAGE,
        language.place,
        format!("`{}` is not a language tag", short(language.value.0)),
        "",
    )
    .help("a tag of BCP 47, for instance `en`, `en-GB` or `de`")
}

// Members.

pub fn too_many_poles(place: Place<'_>, most: usize) -> Diagnostic {
    error(codes::TOO_MANY_POLES, place, format!("a questionnaire has at most {most} poles"), "one too many")
        .help("make it a dimension, or divide the questionnaire")
}

pub fn too_few_poles(place: Place<'_>) -> Diagnostic {
    error(codes::TOO_FEW_POLES, place, "[placement] needs at least two poles", "there is only one")
        .help("remove [placement], a single pole has levels and no zones; or add a pole")
}

pub fn empty(id: At<'_, Id<'_>>, what: &str, member: &str) -> Diagnostic {
    let id_text = short(id.value.0);
    let (code, help) = match what {
        "dimension" => (
            codes::EMPTY_DIMENSION,
            format!("give a trait `dimension = \"{id_text}\"`, or remove the dimension"),
        ),
        "trait" => {
            (codes::EMPTY_TRAIT, format!("give a question `trait = \"{id_text}\"`, or remove the trait"))
        }
        "pole" => {
            (codes::EMPTY_POLE, format!("name `{id_text}` in the `poles` of a trait, or remove the pole"))
        }
        _ => {
            (codes::EMPTY_FORM, format!("name `{id_text}` in the `forms` of a question, or remove the form"))
        }
    };
    error(code, id.place, format!("the {what} `{id_text}` has no {member}"), "").help(help)
}

pub fn no_poles(place: Place<'_>) -> Diagnostic {
    error(codes::NO_POLES, place, "the trait counts for no pole", "")
        .help("name at least one pole: `poles = [\"…\"]`")
}

pub fn unused_scale(id: At<'_, Id<'_>>) -> Diagnostic {
    warning(codes::UNUSED_SCALE, id.place, format!("no question uses the scale `{}`", short(id.value.0)), "")
        .help("remove it, or check the `scale` of the questions")
}

// Questions by kind.

pub fn missing_for_kind(place: Place<'_>, kind: KindWord, key: &str) -> Diagnostic {
    let (needs, help) = match key {
        "options" => {
            ("needs `options` or a `scale`", "add `options = [ … ]`, or the id of a scale: `scale = \"…\"`")
        }
        _ => (
            "needs `anchors` if it measures a trait",
            "add `anchors = [[0, 0.0], [10, 1.0]]`: pairs of number and value",
        ),
    };
    let kind = kind.word();
    error(
        codes::MISSING_KEY,
        place,
        format!("a question of kind `{kind}` {needs}"),
        format!("`{key}` is missing"),
    )
    .help(help)
}

pub fn misplaced_key(place: Place<'_>, key: &str, kind: KindWord, kinds: &[KindWord]) -> Diagnostic {
    let fitting: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.word())).collect();
    let help = match (key, kind) {
        ("reversed", KindWord::Number) => {
            "let the values of the anchors fall instead, for instance `[[0, 1.0], [30, 0.0]]`"
        }
        ("reversed", KindWord::Multiple) => {
            "ask for what is in place, so that more options mean more; or ask a question of kind `choice`"
        }
        ("trait", _) => "free text is not scored: remove `trait`, or choose another kind",
        _ => "remove the key, or choose another kind",
    };
    let message = format!("`{key}` means nothing for a question of kind `{}`", kind.word());
    error(codes::MISPLACED_KEY, place, message, format!("only for {}", fitting.join(", "))).help(help)
}

pub fn misplaced_in_option(place: Place<'_>, key: &str, kind: KindWord) -> Diagnostic {
    let (other, help) = match kind {
        KindWord::Choice => ("multiple", "several options add up: give `points` instead"),
        _ => ("choice", "one option is chosen: give `value` instead, from 0 to 1"),
    };
    error(codes::MISPLACED_KEY, place, format!("`{key}` means nothing for the options of kind `{other}`"), "")
        .help(help)
}

pub fn conflicting_keys(place: Place<'_>, key: &str, other: &str, first: Place<'_>) -> Diagnostic {
    error(codes::CONFLICTING_KEYS, place, format!("`{key}` and `{other}` cannot both be given"), "")
        .at(first.source, first.span, "")
        .help("remove one of the two")
}

pub fn no_effect(place: Place<'_>, key: &str) -> Diagnostic {
    warning(codes::NO_EFFECT, place, format!("`{key}` has no effect on a question without a trait"), "")
        .help("remove the key, or say which trait the question measures")
}

pub fn too_few_options(place: Place<'_>, why: &str) -> Diagnostic {
    error(codes::TOO_FEW_OPTIONS, place, format!("too few options: {why}"), "").help("add an option")
}

pub fn mixed_values(without: Place<'_>, with: Place<'_>) -> Diagnostic {
    error(codes::MIXED_VALUES, without, "either all options have a `value` or none has", "no value here")
        .at(with.source, with.span, "a value here")
        .help("give every option its value, or none for equal steps")
}

pub fn falling_value(place: Place<'_>, before: Place<'_>) -> Diagnostic {
    error(codes::FALLING_VALUE, place, "the values of the options fall", "less than the one before")
        .at(before.source, before.span, "the one before")
        .help("values rise from 0 to 1 in declared order; if the first option is the best one, let them rise all the same and say `reversed = true`")
}

pub fn unreachable_value(place: Place<'_>, value: f64, why: &str) -> Diagnostic {
    error(codes::UNREACHABLE_VALUE, place, format!("no answer is worth {value}"), why)
        .help("the worst answer must be worth 0 and the best one 1, so that questions weigh what they are said to weigh")
}

pub fn second_none(place: Place<'_>, first: Place<'_>) -> Diagnostic {
    error(codes::SECOND_NONE, place, "only one option can mean \"none of these\"", "second one")
        .at(first.source, first.span, "first one")
        .help("remove `none = true` from one of the two")
}

pub fn points_of_none(place: Place<'_>) -> Diagnostic {
    error(codes::MISPLACED_KEY, place, "the option for \"none of these\" brings no points", "")
        .help("remove `points`, or `none = true`")
}

pub fn empty_range(place: Place<'_>, minimum: Place<'_>) -> Diagnostic {
    error(codes::EMPTY_RANGE, place, "the largest answer is not above the smallest one", "the largest")
        .at(minimum.source, minimum.span, "the smallest")
        .help("let `maximum` be above `minimum`")
}

pub fn anchors_not_rising(place: Place<'_>, before: Place<'_>) -> Diagnostic {
    error(
        codes::ANCHORS_NOT_RISING,
        place,
        "the numbers of the anchors do not rise",
        "not above the one before",
    )
    .at(before.source, before.span, "the one before")
    .help("write the anchors by rising number; their values may fall")
}

// Levels and zones.

pub fn first_level_not_zero(place: Place<'_>) -> Diagnostic {
    error(codes::LEVELS_NOT_RISING, place, "the first level does not start at 0", "")
        .help("every score has a level: let the lowest one start `from = 0.0`")
}

pub fn levels_not_rising(place: Place<'_>, before: Place<'_>) -> Diagnostic {
    error(codes::LEVELS_NOT_RISING, place, "the levels do not rise", "not above the one before")
        .at(before.source, before.span, "the one before")
        .help("write the levels from the lowest to the highest, each starting above the one before")
}

pub fn unknown_level(place: Place<'_>, level: usize, levels: usize) -> Diagnostic {
    let there_are = match levels {
        0 => "there are no levels".to_owned(),
        levels => format!("the highest level is {levels}"),
    };
    error(codes::UNKNOWN_LEVEL, place, format!("there is no level {level}"), there_are)
        .help("levels are counted from 1 in declared order")
}

pub fn overlapping_zones(place: Place<'_>, first: Place<'_>, combination: &str) -> Diagnostic {
    error(codes::OVERLAPPING_ZONES, place, format!("two zones hold {combination}"), "this one")
        .at(first.source, first.span, "and this one")
        .help("each combination of high and low poles belongs to exactly one zone")
}

pub fn missing_zones(place: Place<'_>, combinations: &[String]) -> Diagnostic {
    const NAMED: usize = 4;
    let mut named = combinations[..combinations.len().min(NAMED)].join(", ");
    if combinations.len() > NAMED {
        named = format!("{named} and {} more", combinations.len() - NAMED);
    }
    error(codes::MISSING_ZONE, place, format!("no zone holds {named}"), "")
        .help("each combination of high and low poles belongs to exactly one zone; a pole left out of `when` may be either")
}

// Recommendations.

pub fn never_applies(place: Place<'_>) -> Diagnostic {
    error(codes::NEVER_APPLIES, place, "the recommendation can never apply", "no score is below 0")
        .help("it applies while the trait's score is below this number; choose one above 0")
}

pub fn bad_effort(place: Place<'_>) -> Diagnostic {
    error(codes::BAD_EFFORT, place, "the effort is not a range above 0", "")
        .help("person-days, low and high: `[2, 5]`; the same number twice if it is certain")
}

pub fn unreachable_requirement(place: Place<'_>, of: &str, at_least: f64, top: f64) -> Diagnostic {
    let label = if top > 0.0 {
        format!("the recommendations of `{}` end at {top}", short(of))
    } else {
        format!("`{}` has no recommendations", short(of))
    };
    warning(codes::UNREACHABLE_REQUIREMENT, place, format!("no recommendation leads to {at_least}"), label)
        .help("lower the requirement, or add a recommendation for the required trait")
}

pub fn cycle(place: Place<'_>, path: &[&str]) -> Diagnostic {
    let named: Vec<Cow<'_, str>> = path.iter().map(|id| short(id)).collect();
    let message = format!("recommendations wait for each other: {}", named.join(" -> "));
    let help = if path.len() == 2 {
        "a step cannot require its own trait above the point where its rung begins: the next lower `below` of the trait"
    } else {
        "a recommendation waits for those of a required trait whose rung begins below the required score, and for those of the rung below its own; lower or remove a requirement"
    };
    error(codes::CYCLE, place, message, "this requirement closes the circle").help(help)
}

// Conditions.

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
