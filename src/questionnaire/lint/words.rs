//! Texts as words.

/// Words that say nothing of what a sentence is about.
const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could", "did", "do", "does",
    "for", "from", "had", "has", "have", "how", "if", "in", "into", "is", "it", "its", "last", "many",
    "much", "of", "on", "or", "our", "than", "that", "the", "their", "them", "these", "they", "this",
    "those", "to", "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "with", "you",
    "your",
];

/// Iterates over the words of a text: each with the byte where it begins, without the punctuation around it.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '/' | '–' | '—'));
    let mut next = 0;
    parts.filter_map(move |part| {
        let start = next;
        next += part.len();
        let word = part.trim_start_matches(is_edge);
        let start = start + part.len() - word.len();
        let word = word.trim_end_matches(is_edge);
        (!word.is_empty()).then_some((start, word))
    })
}

fn is_edge(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Returns how many words a text has.
pub fn count(text: &str) -> usize {
    words(text).count()
}

/// Returns where a phrase of lower-case words stands in a text, in bytes; each occurrence once.
pub fn find(text: &str, phrase: &str) -> Vec<std::ops::Range<usize>> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let phrase: Vec<&str> = phrase.split(' ').collect();
    let is_phrase =
        |window: &&[(usize, &str)]| window.iter().zip(&phrase).all(|((_, word), part)| is(word, part));
    let range = |window: &[(usize, &str)]| {
        let (start, (last, word)) = (window[0].0, window[window.len() - 1]);
        start..last + word.len()
    };
    words.windows(phrase.len()).filter(is_phrase).map(range).collect()
}

fn is(word: &str, lower: &str) -> bool {
    word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// Returns what a text is about: its words in lower case without the function words, sorted, each once.
pub fn subject(text: &str) -> Vec<String> {
    let mut subject: Vec<String> = words(text)
        .map(|(_, word)| word.to_lowercase())
        .filter(|word| FUNCTION_WORDS.binary_search(&word.as_str()).is_err())
        .collect();
    subject.sort_unstable();
    subject.dedup();
    subject
}

/// Returns the share of their words that two subjects have in common, 0..=1 (Jaccard's index), from the number of those
/// words and of the words of each; 0 where there are none.
pub fn overlap(common: usize, a: usize, b: usize) -> f64 {
    let all = a + b - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_hyphens_and_apostrophes_and_lose_punctuation() {
        let found: Vec<_> = words("“On-call” isn't 24/7, – is it?").collect();
        assert_eq!(
            found.iter().map(|(_, word)| *word).collect::<Vec<_>>(),
            ["On-call", "isn't", "24", "7", "is", "it"]
        );
        assert!(found.iter().all(|(at, word)| "“On-call” isn't 24/7, – is it?"[*at..].starts_with(word)));
    }

    #[test]
    fn phrases_are_found_as_whole_words_in_any_case() {
        assert_eq!(find("All in all, overall", "all"), [0..3, 7..10]);
        assert_eq!(find("Every  time, or every other time?", "every time").first(), Some(&(0..11)));
        assert!(find("stop-and-go", "and").is_empty());
    }

    #[test]
    fn the_function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
    }

    #[test]
    fn a_text_is_about_its_words_without_the_function_words() {
        let subject = subject("How often is the backup tested, and how often was the Backup read?");
        assert_eq!(subject, ["backup", "often", "read", "tested"]);
    }

    #[test]
    fn subjects_overlap_by_the_share_of_their_words() {
        assert!((overlap(3, 3, 3) - 1.0).abs() < 1e-12);
        assert!((overlap(1, 2, 2) - 1.0 / 3.0).abs() < 1e-12);
        assert!(overlap(0, 0, 0).abs() < 1e-12);
    }
}
