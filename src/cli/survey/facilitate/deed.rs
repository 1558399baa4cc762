//! What can be done in a meeting, in one table: the keys of the card, the words of the plain lines, the help that both
//! show, and the table in `docs/survey.md`.

use console::Key;

use crate::cli::survey::ability::{Ability, Row, row};

/// Something that can be done in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Votes for an option or, after the reveal, agrees on it.
    Pick,
    /// Takes what is typed; reveals the votes.
    Enter,
    /// Forgets what is typed.
    StartOver,
    /// Agrees on the proposed answer.
    Agree,
    /// Asks for the votes again.
    Again,
    /// Records a dissent.
    Dissent,
    /// Gives no vote, or leaves the question open.
    Pass,
    /// Goes to the member or the question before.
    Back,
    /// Lists who is there; lets somebody join or leave.
    Members,
    /// Lets somebody join.
    Join,
    /// Lets somebody leave.
    Leave,
    /// The same as for a single respondent, done to the agreed answers.
    Survey(Ability),
}

/// Everything that can be done in a meeting.
pub const DEEDS: &[Row<Deed>] = &[
    row(
        Deed::Pick,
        &[],
        "1 to 9, y, n",
        &["3"],
        "",
        "Voting: vote for this option; of several, mark or unmark it. After the reveal: agree on this option.",
    ),
    row(
        Deed::Enter,
        &[Key::Enter],
        "Enter",
        &["reveal"],
        "",
        "Voting: take the marked options or the number. When all have voted: reveal the votes.",
    ),
    row(Deed::StartOver, &[Key::Escape], "Esc", &[], "", "Forget what is typed or marked, and start over."),
    row(Deed::Agree, &[Key::Char('a')], "a", &["agree"], "", "Agree on the proposed answer."),
    row(
        Deed::Again,
        &[Key::Char('b')],
        "b",
        &["again"],
        "",
        "Vote again: a new ballot. The votes so far stand until they are replaced.",
    ),
    row(
        Deed::Dissent,
        &[Key::Char('!')],
        "!",
        &["dissent"],
        "text",
        "Record that not everybody agrees: a note with the agreed answer, which counts as unsure. An empty one removes it.",
    ),
    row(
        Deed::Survey(Ability::Unknown),
        &[Key::Char('d')],
        "d",
        &["unknown"],
        "",
        "Don't know: as a vote, or as the agreed answer.",
    ),
    row(
        Deed::Survey(Ability::NotApplicable),
        &[Key::Char('x')],
        "x",
        &["na"],
        "reason",
        "Not applicable: as a vote or, with a reason, as the agreed answer.",
    ),
    row(
        Deed::Pass,
        &[Key::Char('s')],
        "s",
        &["skip", "abstain"],
        "",
        "Voting: this member gives no vote. After that: leave the question open for now.",
    ),
    row(
        Deed::Back,
        &[Key::ArrowLeft, Key::Backspace],
        "\u{2190}",
        &["back"],
        "",
        "Voting: back to the member before, who votes again. Else: to the question before.",
    ),
    row(
        Deed::Survey(Ability::Forward),
        &[Key::ArrowRight, Key::Tab],
        "\u{2192}",
        &["next", "forward"],
        "",
        "Go to the question after, without a change.",
    ),
    row(
        Deed::Survey(Ability::Up),
        &[Key::ArrowUp],
        "\u{2191}",
        &[],
        "",
        "Voting: read further up. After the reveal: go to the option above.",
    ),
    row(
        Deed::Survey(Ability::Down),
        &[Key::ArrowDown],
        "\u{2193}",
        &[],
        "",
        "Voting: read further down. After the reveal: go to the option below.",
    ),
    row(
        Deed::Members,
        &[Key::Char('m')],
        "m",
        &["members"],
        "",
        "Who is there: somebody joins, leaves or is back.",
    ),
    row(Deed::Join, &[], "-", &["join"], "name", "Somebody joins, or is back."),
    row(Deed::Leave, &[], "-", &["leave"], "name", "Somebody leaves; their votes stay."),
    row(
        Deed::Survey(Ability::Clear),
        &[Key::Char('r')],
        "r",
        &["clear"],
        "",
        "Remove the agreed answer; votes, note and evidence stay.",
    ),
    row(
        Deed::Survey(Ability::Keep),
        &[Key::Char('t')],
        "t",
        &["keep"],
        "",
        "Take over the answer of the earlier survey.",
    ),
    row(
        Deed::Survey(Ability::Note),
        &[Key::Char('w')],
        "w",
        &["note"],
        "text",
        "Write a note on the agreed answer; an empty one removes it.",
    ),
    row(
        Deed::Survey(Ability::Evidence),
        &[Key::Char('e')],
        "e",
        &["evidence"],
        "place",
        "Say where the answer can be checked: a link or a place.",
    ),
    row(
        Deed::Survey(Ability::Confidence),
        &[Key::Char('c')],
        "c",
        &["sure", "fairly-sure", "unsure"],
        "",
        "Say how sure the team is: sure, fairly sure, unsure.",
    ),
    row(
        Deed::Survey(Ability::Explain),
        &[Key::Char('h')],
        "h",
        &["explain"],
        "",
        "Show or hide the explanation of the question.",
    ),
    row(
        Deed::Survey(Ability::Jump),
        &[Key::Char('g'), Key::Char('/')],
        "g",
        &["goto"],
        "words",
        "Go to a dimension or a question by a few letters of its name.",
    ),
    row(
        Deed::Survey(Ability::Open),
        &[Key::Char('o')],
        "o",
        &["open"],
        "",
        "List what nothing is agreed on.",
    ),
    row(
        Deed::Survey(Ability::Placement),
        &[Key::Char('p')],
        "p",
        &["place"],
        "",
        "Show the placement so far, by the agreed answers.",
    ),
    row(
        Deed::Survey(Ability::Report),
        &[Key::Char('v')],
        "v",
        &["report"],
        "",
        "View the whole report on the agreed answers so far.",
    ),
    row(
        Deed::Survey(Ability::Undo),
        &[Key::Char('u')],
        "u",
        &["undo"],
        "",
        "Take back the last vote or agreed answer and go to it.",
    ),
    row(
        Deed::Survey(Ability::End),
        &[Key::End],
        "End",
        &["end"],
        "",
        "Go to the end: where the votes agree, what is open, and the result.",
    ),
    row(Deed::Survey(Ability::Help), &[Key::Char('?')], "?", &["help"], "", "Show this table."),
    row(
        Deed::Survey(Ability::Quit),
        &[Key::Char('q'), Key::CtrlC],
        "q",
        &["quit"],
        "",
        "Quit. Every vote and every agreed answer is saved already.",
    ),
    row(
        Deed::Survey(Ability::QuitWithoutLast),
        &[Key::Char('Q')],
        "Q",
        &["discard"],
        "",
        "Quit, and take back the last change first.",
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::cli::survey::ability::{ABILITIES, by_key, by_word, markdown};

    #[test]
    fn no_key_and_no_word_means_two_things() {
        let mut keys = HashSet::new();
        let mut words = HashSet::new();
        for row in DEEDS {
            assert!(row.keys.iter().all(|key| keys.insert(key.clone())), "{:?}", row.ability);
            assert!(row.words.iter().all(|word| words.insert(*word)), "{:?}", row.ability);
        }
    }

    #[test]
    fn what_a_single_respondent_can_do_has_the_same_key_and_word_here() {
        for row in ABILITIES {
            for deed in row.keys.iter().filter_map(|key| by_key(DEEDS, key)) {
                let same = match deed {
                    Deed::Survey(ability) => ability == row.ability,
                    Deed::Enter => row.ability == Ability::Confirm,
                    Deed::Pass => row.ability == Ability::Skip,
                    Deed::Back => row.ability == Ability::Back,
                    _ => false,
                };
                assert!(same, "{:?} and {deed:?} share a key", row.ability);
            }
            for word in row.words.iter().filter(|_| row.ability != Ability::Pick) {
                assert!(by_word(DEEDS, word).is_some(), "{word}");
            }
        }
    }

    #[test]
    fn keys_that_vote_and_keys_that_end_escape_sequences_do_nothing_else() {
        for c in "0123456789yn-.,[ABCDFHZO~ ".chars() {
            assert_eq!(by_key(DEEDS, &Key::Char(c)), None, "{c}");
        }
    }

    #[test]
    fn the_documentation_shows_this_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/survey.md");
        let docs = std::fs::read_to_string(path).expect("the page is part of the project");
        assert!(docs.contains(&markdown(DEEDS)), "replace the table in {path} by:\n\n{}", markdown(DEEDS));
    }
}
