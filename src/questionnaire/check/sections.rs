//! Sections: those that must be there are, those that stand for the whole are there once.

use super::super::diags;
use super::super::merged::Draft;
use super::super::reader::At;
use crate::diagnostic::Sink;

/// More poles than this cannot be shown, and their combinations cannot be named one by one.
pub const POLES: usize = 8;

pub fn check(draft: &Draft<'_>, sink: &mut Sink) {
    once("[questionnaire]", &draft.headers, sink);
    once("[placement]", &draft.placements, sink);
    once("[method]", &draft.methods, sink);
    let missing = [
        ("[questionnaire]", draft.headers.is_empty()),
        ("[[pole]]", draft.poles.is_empty()),
        ("[[dimension]]", draft.dimensions.is_empty()),
        ("[[trait]]", draft.traits.is_empty()),
        ("[[question]]", draft.questions.is_empty()),
    ];
    for (table, _) in missing.into_iter().filter(|(_, missing)| *missing) {
        sink.push(diags::missing_table(draft.start, table));
    }
    if let Some(header) = draft.headers.first() {
        if let Some(version) = header.value.version.filter(|version| !is_semantic(version.value.0)) {
            sink.push(diags::bad_version(version));
        }
        if let Some(language) = header.value.language.filter(|language| !is_language(language.value.0)) {
            sink.push(diags::bad_language(language));
        }
    }
    if let Some(pole) = draft.poles.get(POLES) {
        sink.push(diags::too_many_poles(pole.place, POLES));
    }
    if let Some(placement) = draft.placements.first()
        && draft.poles.len() == 1
    {
        sink.push(diags::too_few_poles(placement.place));
    }
}

fn once<T>(table: &str, found: &[At<'_, T>], sink: &mut Sink) {
    if let [first, others @ ..] = found {
        for other in others {
            sink.push(diags::duplicate_table(other.place, table, first.place));
        }
    }
}

/// Returns whether the text is a version of <https://semver.org>.
fn is_semantic(text: &str) -> bool {
    let (rest, build) = text.split_once('+').map_or((text, None), |(rest, build)| (rest, Some(build)));
    let (core, pre) = rest.split_once('-').map_or((rest, None), |(core, pre)| (core, Some(pre)));
    let whole = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
            && !part.is_empty()
    };
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    core.split('.').count() == 3
        && core.split('.').all(whole)
        && pre.is_none_or(|pre| {
            pre.split('.')
                .all(|part| word(part) && (whole(part) || part.bytes().any(|b| !b.is_ascii_digit())))
        })
        && build.is_none_or(|build| build.split('.').all(word))
}

/// Returns whether the text has the form of a language tag: a language of two to eight letters, then subtags.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_semantic() {
        for good in ["0.1.0", "1.0.0", "10.20.30", "1.0.0-alpha.1", "1.0.0-0a+build.01", "1.0.0+a-b"] {
            assert!(is_semantic(good), "{good}");
        }
        for bad in [
            "",
            "1",
            "1.0",
            "1.0.0.0",
            "v1.0.0",
            "01.0.0",
            "1.0.-1",
            "1.0.0-",
            "1.0.0-01",
            "1.0.0+",
            "1.0.0-a..b",
        ] {
            assert!(!is_semantic(bad), "{bad}");
        }
    }

    #[test]
    fn languages_are_tags() {
        for good in ["en", "en-GB", "zh-Hant-TW", "de-1996"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "e", "English language", "en_GB", "en-", "12"] {
            assert!(!is_language(bad), "{bad}");
        }
    }
}
