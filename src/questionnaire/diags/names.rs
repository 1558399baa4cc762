//! Findings about ids, references and what belongs together.

use super::super::codes;
use super::super::reader::{At, Id, Place, Text};
use super::{error, short, suggestion, warning};
use crate::diagnostic::Diagnostic;

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
