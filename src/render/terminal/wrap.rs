use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::canvas::Ink;

/// A run of text in one ink, with nothing in it that could steer a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// How it is set.
    pub(super) ink: Ink,
    /// What it says.
    pub(super) text: String,
}

impl Run {
    pub(super) fn new(ink: Ink, text: impl Into<String>) -> Self {
        Self { ink, text: text.into() }
    }
}

/// The columns that runs take.
pub(super) fn width(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.text.width()).sum()
}

/// Breaks runs into lines of at most `columns`, at spaces where it can; at least one line.
pub(super) fn wrap(runs: &[Run], columns: usize) -> Vec<Vec<Run>> {
    let columns = columns.max(1);
    let mut lines: Vec<Vec<Run>> = Vec::new();
    let mut line: Vec<Run> = Vec::new();
    let mut used = 0;
    for word in words(runs) {
        if used > 0 && used + 1 + width(&word) > columns {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            // A space has the ink of both its sides, or none.
            let ink = line.last().map(|run| run.ink).filter(|ink| word[0].ink == *ink);
            push(&mut line, ink.unwrap_or(Ink::Plain), " ");
            used += 1;
        }
        for piece in word {
            for c in piece.text.chars() {
                let wide = c.width().unwrap_or(0);
                if used + wide > columns && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                push(&mut line, piece.ink, c.encode_utf8(&mut [0; 4]));
                used += wide;
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

fn push(line: &mut Vec<Run>, ink: Ink, text: &str) {
    match line.last_mut() {
        Some(run) if run.ink == ink => run.text.push_str(text),
        _ => line.push(Run::new(ink, text)),
    }
}

/// The words of the runs; a word may change its ink within.
fn words(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut words: Vec<Vec<Run>> = Vec::new();
    let mut word: Vec<Run> = Vec::new();
    for run in runs {
        for c in run.text.chars() {
            if c == ' ' {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            } else {
                push(&mut word, run.ink, c.encode_utf8(&mut [0; 4]));
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Returns the text, cut off to a width.
pub(super) fn shortened(text: &str, columns: usize, ellipsis: &str) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(ellipsis.width());
    let mut used = 0;
    let mut short = String::new();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        short.push(c);
    }
    if columns < ellipsis.width() { short } else { short + ellipsis }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(runs: &[Run], columns: usize) -> Vec<String> {
        wrap(runs, columns).iter().map(|line| line.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_that_change_their_ink_stay_whole() {
        let runs =
            [Run::new(Ink::Plain, "in "), Run::new(Ink::Strong, "Integrated"), Run::new(Ink::Plain, ", now")];
        assert_eq!(lines(&runs, 12), ["in", "Integrated,", "now"]);
    }

    #[test]
    fn wide_characters_count_twice_and_long_words_are_broken() {
        let runs = [Run::new(Ink::Plain, "東京都庁 abcdefgh")];
        assert_eq!(lines(&runs, 6), ["東京都", "庁", "abcdef", "gh"]);
    }

    #[test]
    fn nothing_is_one_empty_line() {
        assert_eq!(lines(&[], 10), [""]);
        assert_eq!(lines(&[Run::new(Ink::Plain, "  ")], 10), [""]);
    }

    #[test]
    fn a_text_is_cut_off_to_its_room() {
        assert_eq!(shortened("Integrated", 6, "…"), "Integ…");
        assert_eq!(shortened("東京都庁", 5, "…"), "東京…");
        assert_eq!(shortened("ab", 1, "..."), "");
        assert_eq!(shortened("ab", 2, "..."), "ab");
    }
}
