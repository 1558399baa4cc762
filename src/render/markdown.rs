//! GitHub-flavoured Markdown. Whatever a report carries stays text: nothing in it can become markup, a link or HTML.

mod derivation;

pub use derivation::derivation;

use std::fmt::Write;

use super::terminal::Terminal;
use super::{Markup, Options};
use crate::report::document::{
    Align, Answers, Callout, Document, Drawing, Fact, List, Section, Span, Style, Table, Text, Tone,
};
use crate::text::printable;

/// The columns of a picture.
const PICTURE: usize = 80;

/// A page of Markdown.
#[derive(Debug, Default)]
pub struct Markdown {
    page: String,
}

impl Markdown {
    fn blank(&mut self) {
        if !self.page.is_empty() && !self.page.ends_with("\n\n") {
            self.page.push('\n');
        }
    }

    fn line(&mut self, line: &str) {
        self.page.push_str(line);
        self.page.push('\n');
    }
}

impl Markup for Markdown {
    type Page = String;

    fn open(&mut self, document: &Document) {
        self.line(&format!("# {}", escaped(&document.title)));
        if !document.subtitle.is_empty() {
            self.blank();
            self.line(&leading(escaped(&document.subtitle)));
        }
    }

    fn open_section(&mut self, storey: usize, section: &Section) {
        self.blank();
        let marks = "#".repeat((storey + 1).min(6));
        let mut line = format!("{marks} {}", escaped(&section.title));
        if let Some(aside) = &section.aside {
            let _ = write!(line, " ({})", inline(aside));
        }
        self.line(&line);
    }

    fn paragraph(&mut self, text: &Text) {
        self.blank();
        self.line(&leading(inline(text)));
    }

    fn list(&mut self, list: &List) {
        self.blank();
        for (index, item) in list.items.iter().enumerate() {
            let item = leading(inline(item));
            if list.ordered {
                self.line(&format!("{}. {item}", index + 1));
            } else {
                self.line(&format!("- {item}"));
            }
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.blank();
        for fact in facts {
            self.line(&format!("- **{}:** {}", escaped(&fact.label), inline(&fact.text)));
        }
    }

    fn table(&mut self, table: &Table) {
        self.blank();
        let titles: Vec<String> = table.columns.iter().map(|column| escaped(&column.title)).collect();
        self.line(&format!("| {} |", titles.join(" | ")));
        let rules: Vec<&str> = table
            .columns
            .iter()
            .map(|column| match column.align {
                Align::Words | Align::Values => ":--",
                Align::Numbers => "--:",
            })
            .collect();
        self.line(&format!("| {} |", rules.join(" | ")));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(inline).collect();
            self.line(&format!("| {} |", cells.join(" | ")));
        }
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let options = Options { width: PICTURE, styled: false, unicode: true, ..Options::default() };
        if let Some(picture) = Terminal::picture(&drawing.figure, &options) {
            // A fence longer than any run of backticks that the picture could hold.
            let longest = picture.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            self.blank();
            self.line(&format!("{fence}text"));
            self.page.push_str(&picture);
            self.line(&fence);
            self.blank();
            self.line(&inline(&Text::new().emphasis(&drawing.caption)));
        }
        self.table(&drawing.twin);
    }

    fn callout(&mut self, callout: &Callout) {
        self.blank();
        let word = match callout.tone {
            Tone::Note => "NOTE",
            Tone::Caution => "CAUTION",
        };
        self.line(&format!("> [!{word}]"));
        self.line(&format!("> {}", inline(&callout.text)));
    }

    fn answers(&mut self, answers: &Answers) {
        self.blank();
        for line in &answers.0 {
            let value = line.value.as_ref().map(|value| format!(" ({})", inline(value))).unwrap_or_default();
            self.line(&format!("- {}  ", leading(escaped(&line.question))));
            let strong = Text(
                line.answer
                    .0
                    .iter()
                    .map(|span| match span.style {
                        Style::Plain => Span { style: Style::Strong, ..span.clone() },
                        _ => span.clone(),
                    })
                    .collect(),
            );
            let remarks = line.remarks.len();
            let end = if remarks > 0 { "  " } else { "" };
            self.line(&format!("  {}{value}{end}", leading(inline(&strong))));
            for (index, remark) in line.remarks.iter().enumerate() {
                let end = if index + 1 < remarks { "  " } else { "" };
                self.line(&format!("  {}: {}{end}", escaped(&remark.label), inline(&remark.text)));
            }
        }
    }

    fn finish(mut self, document: &Document) -> String {
        if let Some(stamp) = &document.stamp {
            self.blank();
            self.line(&inline(&Text::new().code(stamp)));
        }
        self.page
    }
}

/// A text with its styles.
fn inline(text: &Text) -> String {
    text.0.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let mark = match span.style {
        Style::Plain => return escaped(&span.text),
        Style::Strong => "**",
        Style::Emphasis => "*",
        Style::Code => return code(&span.text),
    };
    // A mark beside a space marks nothing: spaces stay outside.
    let text = printable(&span.text);
    let inner = text.trim();
    if inner.is_empty() {
        return escaped(&text);
    }
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[text.trim_end().len()..];
    format!("{before}{mark}{}{mark}{after}", escaped(inner))
}

fn code(text: &str) -> String {
    let text = printable(text);
    if text.contains(['`', '|']) { escaped(&text) } else { format!("`{text}`") }
}

/// The text with everything escaped that Markdown, its GitHub dialect or HTML could take for markup.
#[must_use]
fn escaped(text: &str) -> String {
    let text = printable(text);
    let mut safe = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '@' | '!' => {
                safe.push('\\');
                safe.push(c);
            }
            '&' => safe.push_str("&amp;"),
            // GitHub makes links of bare addresses.
            ':' if after.starts_with("//") => safe.push_str("\\:"),
            '.' if ends_in_www(&text[..at]) => safe.push_str("\\."),
            _ => safe.push(c),
        }
    }
    safe
}

/// The text, already escaped, for the start of a line, where it could become a list, a rule or, indented, code.
fn leading(escaped: String) -> String {
    let escaped = match escaped.trim_start() {
        trimmed if trimmed.len() < escaped.len() => trimmed.to_owned(),
        _ => escaped,
    };
    let digits = escaped.len() - escaped.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = digits > 0 && escaped[digits..].starts_with(['.', ')']);
    if numbered {
        format!("{}\\{}", &escaped[..digits], &escaped[digits..])
    } else if escaped.starts_with(['+', '-', '=']) {
        format!("\\{escaped}")
    } else {
        escaped
    }
}

fn ends_in_www(text: &str) -> bool {
    text.len() >= 3
        && text.is_char_boundary(text.len() - 3)
        && text[text.len() - 3..].eq_ignore_ascii_case("www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_stays_text() {
        for (text, safe) in [
            ("a|b", "a\\|b"),
            ("<b>&amp;</b>", "\\<b\\>&amp;amp;\\</b\\>"),
            ("`x` *y* _z_ ~w~", "\\`x\\` \\*y\\* \\_z\\_ \\~w\\~"),
            ("[a](http://b)", "\\[a\\](http\\://b)"),
            ("www.example.org", "www\\.example.org"),
            ("# one", "\\# one"),
            ("@team", "\\@team"),
            ("a\nb\u{1b}[0m\u{202e}", "a b\u{241b}\\[0m\u{fffd}"),
            ("plain (text): fine.", "plain (text): fine."),
        ] {
            assert_eq!(escaped(text), safe);
        }
    }

    #[test]
    fn what_starts_a_line_starts_no_list() {
        for (text, safe) in [
            ("1. one", "1\\. one"),
            ("12) one", "12\\) one"),
            ("- one", "\\- one"),
            ("+ one", "\\+ one"),
            ("=====", "\\====="),
            ("three - two", "three - two"),
            ("    indented", "indented"),
            ("\t- one", "\\- one"),
        ] {
            assert_eq!(leading(escaped(text)), safe);
        }
    }

    #[test]
    fn styles_hug_their_words() {
        let text = Text::new().plain("a").emphasis(" b ").strong("c").code("d");
        assert_eq!(inline(&text), "a *b* **c**`d`");
        assert_eq!(inline(&Text::new().strong("\r\n\te\nf\n")), "   **e f** ");
    }
}
