//! How long texts take to read, and how hard they are.

use std::collections::HashSet;

use super::model::{ReadingLevel, Time};
use crate::questionnaire::{FormIx, Kind, Question, Questionnaire};

/// How many words a minute adults read silently in English (Brysbaert, "How many words do we read per minute? A review
/// and meta-analysis of reading rate", Journal of Memory and Language 109, 2019: 238 for non-fiction).
pub const WORDS_PER_MINUTE: f64 = 238.0;

/// Returns how long a form takes. Options that were read before, those of a shared scale, are not read again.
pub(super) fn time(questionnaire: &Questionnaire, form: FormIx) -> Time {
    let (mut words, mut help_words) = (0, 0);
    let mut seen = HashSet::new();
    for index in questionnaire.question_indices().filter(|index| questionnaire.in_form(*index, form)) {
        let question = &questionnaire[index];
        words += count(&question.text);
        words += options(question).filter(|text| seen.insert(*text)).map(count).sum::<usize>();
        help_words += question.help.as_deref().map_or(0, count);
    }
    Time {
        declared: questionnaire[form].minutes,
        reading: words as f64 / WORDS_PER_MINUTE,
        reading_with_help: (words + help_words) as f64 / WORDS_PER_MINUTE,
        words,
        help_words,
    }
}

/// Returns how hard the texts read; nothing unless they are in English, which is assumed where the questionnaire does not
/// say.
pub(super) fn levels(questionnaire: &Questionnaire) -> Vec<ReadingLevel> {
    let language = questionnaire.language().unwrap_or("en");
    if language.split('-').next().is_none_or(|primary| !primary.eq_ignore_ascii_case("en")) {
        return Vec::new();
    }
    let questions = || questionnaire.questions().iter();
    let steps = questionnaire.recommendations().iter();
    [
        level("questions", questions().map(|question| question.text.as_str())),
        level("options", questions().flat_map(options)),
        level("helps", questions().filter_map(|question| question.help.as_deref())),
        level(
            "recommendations",
            steps.flat_map(|step| step.first_step.iter().chain(&step.sign)).map(String::as_str),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns the texts of a question's options.
fn options(question: &Question) -> impl Iterator<Item = &str> {
    let (choices, items) = match &question.kind {
        Kind::Choice(choices) => (choices.as_slice(), [].as_slice()),
        Kind::Multiple { options, .. } => ([].as_slice(), options.as_slice()),
        Kind::Number(_) | Kind::YesNo | Kind::Text => ([].as_slice(), [].as_slice()),
    };
    choices.iter().map(|choice| choice.text.as_str()).chain(items.iter().map(|item| item.text.as_str()))
}

/// Returns the reading level by the Flesch–Kincaid grade level formula (Kincaid, Fishburne, Rogers and Chissom, Research
/// Branch Report 8-75, Naval Technical Training Command, 1975):
/// 0.39 × words / sentences + 11.8 × syllables / words - 15.59. `None` without words.
fn level<'t>(texts: &'static str, of: impl Iterator<Item = &'t str>) -> Option<ReadingLevel> {
    let (mut words, mut sentences, mut syllables) = (0, 0, 0);
    for text in of {
        sentences += self::sentences(text);
        for word in self::words(text) {
            words += 1;
            syllables += self::syllables(word);
        }
    }
    (words > 0).then(|| {
        let words_per_sentence = words as f64 / sentences as f64;
        let syllables_per_word = f64::from(syllables) / words as f64;
        let grade = 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59;
        ReadingLevel { texts, words, words_per_sentence, grade }
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

fn count(text: &str) -> usize {
    words(text).count()
}

/// Counts sentences: words that end in a full stop, question or exclamation mark or colon, and the last word.
fn sentences(text: &str) -> usize {
    let ends =
        |word: &&str| word.trim_end_matches(['"', '\'', ')', '”', '’']).ends_with(['.', '!', '?', ':', ';']);
    let closed = words(text).filter(ends).count();
    let open = words(text).last().is_some_and(|last| !ends(&last));
    closed + usize::from(open)
}

/// Estimates the syllables of an English word: groups of vowels, less a silent `e`; at least one. A word without a letter
/// is read as one syllable a digit.
fn syllables(word: &str) -> u32 {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic() || *c == '-').collect();
    if letters.is_empty() {
        return word.chars().map(|c| u32::from(c.is_alphanumeric())).sum::<u32>().max(1);
    }
    let parts = letters.split(|letter| *letter == '-').filter(|part| !part.is_empty());
    parts.map(|part| of_part(&part.iter().collect::<String>())).sum::<u32>().max(1)
}

fn of_part(part: &str) -> u32 {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é');
    let mut groups = 0;
    let mut after_vowel = false;
    for letter in part.chars() {
        groups += u32::from(is_vowel(letter) && !after_vowel);
        after_vowel = is_vowel(letter);
    }
    // `e`, `es` and `ed` at the end are mostly silent: made, sites, used. But table, boxes, wanted.
    let before = |ending: &str| part.strip_suffix(ending).and_then(|stem| stem.chars().next_back());
    let silent = match (before("e"), before("es"), before("ed")) {
        (Some(last), _, _) => !(is_vowel(last) || last == 'l' && ends_in_consonant_and_l(part)),
        (_, Some(last), _) => !is_vowel(last) && !matches!(last, 's' | 'x' | 'z' | 'h' | 'c' | 'g'),
        (_, _, Some(last)) => !is_vowel(last) && !matches!(last, 't' | 'd'),
        _ => false,
    };
    (groups - u32::from(silent && groups > 1)).max(1)
}

fn ends_in_consonant_and_l(part: &str) -> bool {
    part.strip_suffix("le")
        .and_then(|stem| stem.chars().next_back())
        .is_some_and(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_about_what_people_speak() {
        let spoken = [
            ("a", 1),
            ("team", 1),
            ("service", 2),
            ("production", 3),
            ("used", 1),
            ("wanted", 2),
            ("table", 2),
            ("rules", 1),
            ("changes", 2),
            ("on-call", 2),
            ("monitoring", 4),
            ("the", 1),
            ("24", 2),
        ];
        for (word, expected) in spoken {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn a_sentence_ends_where_its_mark_stands() {
        assert_eq!(sentences("Who decides? One person (\"the owner\"). And so on"), 3);
        assert_eq!(sentences("Version 2.1 of it."), 1);
        assert_eq!(sentences(""), 0);
    }

    #[test]
    fn the_grade_follows_the_formula() {
        // Six words in one sentence, six syllables: 0.39 × 6 + 11.8 × 1 - 15.59.
        let level = level("questions", ["The cat sat on the mat."].into_iter()).expect("there are words");
        assert!((level.grade - (-1.45)).abs() < 1e-9, "{level:?}");
        assert_eq!(super::level("helps", std::iter::empty()), None);
    }
}
