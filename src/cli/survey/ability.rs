//! What a respondent can do, in one table: the keys of the card, the words of the plain lines, the help that both
//! show, and the table in `docs/survey.md`.

use console::Key;

/// Something a respondent can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ability {
    /// Answers with an option.
    Pick,
    /// Moves the mark to the option before.
    Up,
    /// Moves the mark to the option after.
    Down,
    /// Marks or unmarks an option of several.
    Toggle,
    /// Takes what is marked or typed.
    Confirm,
    /// Goes to the question before.
    Back,
    /// Goes to the question after.
    Forward,
    /// Leaves the question open.
    Skip,
    /// Says that it does not apply.
    NotApplicable,
    /// Says "don't know".
    Unknown,
    /// Takes the answer back.
    Clear,
    /// Takes the earlier answer over.
    Keep,
    /// Writes a note.
    Note,
    /// Writes a note in the editor.
    NoteInEditor,
    /// Adds evidence.
    Evidence,
    /// Says how sure the answer is.
    Confidence,
    /// Shows the question's help.
    Explain,
    /// Goes to a dimension or a question.
    Jump,
    /// Lists what is open.
    Open,
    /// Shows the placement so far.
    Placement,
    /// Shows the report on the answers so far.
    Report,
    /// Takes the last change back.
    Undo,
    /// Goes to the end.
    End,
    /// Shows this table.
    Help,
    /// Quits.
    Quit,
    /// Quits without the last change.
    QuitWithoutLast,
}

/// One row of a table of what can be done.
pub struct Row<A: 'static = Ability> {
    /// What it does.
    pub ability: A,
    /// The keys that do it on the card.
    pub keys: &'static [Key],
    /// How the keys are called; in a terminal without Unicode, arrows are called by their names.
    pub shown: &'static str,
    /// The words that do it in plain lines, the first one shown; empty where there is no such thing in plain lines.
    pub words: &'static [&'static str],
    /// What follows the word.
    pub argument: &'static str,
    /// What it does, in words.
    pub what: &'static str,
}

/// Makes a row.
pub const fn row<A: Copy>(
    ability: A,
    keys: &'static [Key],
    shown: &'static str,
    words: &'static [&'static str],
    argument: &'static str,
    what: &'static str,
) -> Row<A> {
    Row { ability, keys, shown, words, argument, what }
}

/// Everything a respondent can do.
pub const ABILITIES: &[Row] = &[
    row(
        Ability::Pick,
        &[],
        "1 to 9, y, n",
        &["3", "1 3"],
        "",
        "Answer with this option and go on. Of several, a key marks or unmarks one; a line names all.",
    ),
    row(Ability::Up, &[Key::ArrowUp], "\u{2191}", &[], "", "Go to the option above."),
    row(Ability::Down, &[Key::ArrowDown], "\u{2193}", &[], "", "Go to the option below."),
    row(
        Ability::Toggle,
        &[Key::Char(' ')],
        "Space",
        &[],
        "",
        "Mark or unmark the option, where several can be chosen.",
    ),
    row(
        Ability::Confirm,
        &[Key::Enter],
        "Enter",
        &[],
        "",
        "Take the option, the marked options or the number, and go on.",
    ),
    row(
        Ability::Back,
        &[Key::ArrowLeft, Key::Backspace],
        "\u{2190}",
        &["back"],
        "",
        "Go to the question before.",
    ),
    row(
        Ability::Forward,
        &[Key::ArrowRight, Key::Tab],
        "\u{2192}",
        &["next", "forward"],
        "",
        "Go to the question after, without a change.",
    ),
    row(Ability::Skip, &[Key::Char('s')], "s", &["skip"], "", "Leave the question open for now."),
    row(
        Ability::NotApplicable,
        &[Key::Char('x')],
        "x",
        &["na"],
        "reason",
        "Not applicable; asks for the reason. The question leaves the score.",
    ),
    row(
        Ability::Unknown,
        &[Key::Char('d')],
        "d",
        &["unknown"],
        "",
        "Don't know. It counts as missing, not as zero.",
    ),
    row(Ability::Clear, &[Key::Char('r')], "r", &["clear"], "", "Remove the answer; note and evidence stay."),
    row(Ability::Keep, &[Key::Char('t')], "t", &["keep"], "", "Take over the answer of the earlier survey."),
    row(
        Ability::Note,
        &[Key::Char('w')],
        "w",
        &["note"],
        "text",
        "Write a note on the question; an empty one removes it.",
    ),
    row(
        Ability::NoteInEditor,
        &[Key::Char('W')],
        "W",
        &[],
        "",
        "Write the note in your editor ($VISUAL or $EDITOR).",
    ),
    row(
        Ability::Evidence,
        &[Key::Char('e')],
        "e",
        &["evidence"],
        "place",
        "Say where the answer can be checked: a link or a place.",
    ),
    row(
        Ability::Confidence,
        &[Key::Char('c')],
        "c",
        &["sure", "fairly-sure", "unsure"],
        "",
        "Say how sure you are: sure, fairly sure, unsure.",
    ),
    row(
        Ability::Explain,
        &[Key::Char('h')],
        "h",
        &["explain"],
        "",
        "Show or hide the explanation of the question.",
    ),
    row(
        Ability::Jump,
        &[Key::Char('g'), Key::Char('/')],
        "g",
        &["goto"],
        "words",
        "Go to a dimension or a question by a few letters of its name.",
    ),
    row(Ability::Open, &[Key::Char('o')], "o", &["open"], "", "List what is open or skipped."),
    row(
        Ability::Placement,
        &[Key::Char('p')],
        "p",
        &["place"],
        "",
        "Show the placement so far, and how far it could still move.",
    ),
    row(
        Ability::Report,
        &[Key::Char('v')],
        "v",
        &["report"],
        "",
        "View the whole report on the answers so far.",
    ),
    row(
        Ability::Undo,
        &[Key::Char('u')],
        "u",
        &["undo"],
        "",
        "Take back the last change and go to its question.",
    ),
    row(Ability::End, &[Key::End], "End", &["end"], "", "Go to the end: what is open, and the result."),
    row(Ability::Help, &[Key::Char('?')], "?", &["help"], "", "Show this table."),
    row(
        Ability::Quit,
        &[Key::Char('q'), Key::CtrlC],
        "q",
        &["quit"],
        "",
        "Quit. Every answer is saved already.",
    ),
    row(
        Ability::QuitWithoutLast,
        &[Key::Char('Q')],
        "Q",
        &["discard"],
        "",
        "Quit, and take back the last change first.",
    ),
];

/// Returns what a key does on the card.
pub fn of_key(key: &Key) -> Option<Ability> {
    by_key(ABILITIES, key)
}

/// Returns what a word does in plain lines.
pub fn of_word(word: &str) -> Option<Ability> {
    by_word(ABILITIES, word).filter(|ability| *ability != Ability::Pick)
}

/// Returns what a key does by a table.
pub fn by_key<A: Copy>(table: &[Row<A>], key: &Key) -> Option<A> {
    table.iter().find(|row| row.keys.contains(key)).map(|row| row.ability)
}

/// Returns what a word does by a table.
pub fn by_word<A: Copy>(table: &[Row<A>], word: &str) -> Option<A> {
    let called = |row: &&Row<A>| row.words.iter().any(|known| known.eq_ignore_ascii_case(word));
    table.iter().find(called).map(|row| row.ability)
}

/// Returns how the keys of a row are called.
pub fn shown<A>(row: &Row<A>, unicode: bool) -> String {
    let name = match row.shown {
        "\u{2191}" => "Up",
        "\u{2193}" => "Down",
        "\u{2190}" => "Left",
        "\u{2192}" => "Right",
        other => return other.to_owned(),
    };
    if unicode { row.shown.to_owned() } else { name.to_owned() }
}

/// Returns a table as it stands in `docs/survey.md`.
#[cfg(test)]
pub fn markdown<A>(rows: &[Row<A>]) -> String {
    let mut table = String::from("| Key | Word in plain lines | What it does |\n| --- | --- | --- |\n");
    for row in rows {
        let words: Vec<_> =
            row.words.iter().map(|word| format!("`{}`", with_argument(word, row.argument))).collect();
        let words = if words.is_empty() { "-".to_owned() } else { words.join(", ") };
        table.extend(["| ", row.shown, " | ", &words, " | ", row.what, " |\n"]);
    }
    table
}

/// Returns a word with what follows it.
pub fn with_argument(word: &str, argument: &str) -> String {
    if argument.is_empty() { word.to_owned() } else { format!("{word} {argument}") }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_and_no_word_means_two_things() {
        let mut keys = HashSet::new();
        let mut words = HashSet::new();
        for row in ABILITIES {
            assert!(row.keys.iter().all(|key| keys.insert(key.clone())), "{:?}", row.ability);
            assert!(row.words.iter().all(|word| words.insert(*word)), "{:?}", row.ability);
        }
    }

    #[test]
    fn keys_that_answer_and_keys_that_end_escape_sequences_do_nothing_else() {
        for c in "0123456789yn-.,[ABCDFHZO~".chars() {
            assert_eq!(of_key(&Key::Char(c)), None, "{c}");
        }
    }

    #[test]
    fn the_documentation_shows_this_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/survey.md");
        let docs = std::fs::read_to_string(path).expect("the page is part of the project");
        assert!(
            docs.contains(&markdown(ABILITIES)),
            "replace the table in {path} by:\n\n{}",
            markdown(ABILITIES)
        );
    }
}
