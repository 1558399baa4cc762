//! A derivation as a tree: each line with how it is reckoned, and what it is reckoned from below it.

use super::canvas::Ink;
use super::wrap::{Run, width, wrap};
use super::{Options, Terminal};
use crate::report::explain::Line;
use crate::report::number::exact;

/// The least room that is left for words, however deep the tree.
const ROOM: usize = 24;

/// What stands before the words of a line: on its first row, and on all others.
struct Margin<'a> {
    first: &'a str,
    rest: &'a str,
}

/// Returns a derivation as text for a terminal.
#[must_use]
pub fn derivation(line: &Line, options: &Options) -> String {
    let mut page = Terminal::new(options);
    page.tree(line, &Margin { first: "", rest: "" });
    page.page
}

impl Terminal {
    fn tree(&mut self, line: &Line, margin: &Margin) {
        let weight = line.weight.map(|weight| format!("{} × ", exact(weight))).unwrap_or_default();
        let head = [
            Run::new(Ink::Plain, self.clean(&weight)),
            Run::new(Ink::Strong, self.clean(&line.title)),
            Run::new(Ink::Plain, self.clean(&format!(": {}", line.says))),
            Run::new(Ink::Faint, self.clean(&format!(" [{}]", line.topic))),
        ];
        let (fork, end, down) =
            if self.glyphs.unicode { ("├─ ", "└─ ", "│  ") } else { ("|- ", "`- ", "|  ") };
        let below = if line.parts.is_empty() { "   " } else { down };
        let rest = format!("{}{below}", margin.rest);
        self.words(&head, &Margin { first: margin.first, rest: &rest });
        for step in &line.steps {
            let text = [Run::new(Ink::Plain, self.clean(&step.text()))];
            // What goes on hangs under its label.
            let hanging = format!("{rest}  ");
            self.words(&text, &Margin { first: &rest, rest: &hanging });
        }
        for (index, part) in line.parts.iter().enumerate() {
            let (fork, down) = if index + 1 == line.parts.len() { (end, "   ") } else { (fork, down) };
            let (first, rest) = (format!("{}{fork}", margin.rest), format!("{}{down}", margin.rest));
            self.tree(part, &Margin { first: &first, rest: &rest });
        }
    }

    /// Adds words behind a margin.
    fn words(&mut self, words: &[Run], margin: &Margin) {
        let room = |margin: &str| {
            let margin = Run::new(Ink::Faint, margin);
            (self.measure().saturating_sub(width(std::slice::from_ref(&margin))).max(ROOM), margin)
        };
        let ((_, first), (columns, rest)) = (room(margin.first), room(margin.rest));
        for (index, mut row) in wrap(words, columns).into_iter().enumerate() {
            row.insert(0, if index == 0 { first.clone() } else { rest.clone() });
            self.line(0, &row);
        }
    }
}
