use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Label, Severity, Source};
use crate::text::printable;

/// A line longer than this many bytes is shown only around the place that is meant.
const LONG_LINE: usize = 400;
/// How many bytes of a long line are shown on either side of the place.
const CONTEXT: usize = 60;

/// Returns the finding as people read it: message, source line with caret, help; no line break at the end.
///
/// `styled` adds terminal colours, `unicode` draws with box characters instead of ASCII.
#[must_use]
pub fn render(finding: &Diagnostic, styled: bool, unicode: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(printable(&finding.message)).id(finding.code);
    let views = views(&finding.labels);
    let mut group = Group::with_title(title);
    for view in &views {
        group = view.add_to(group);
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let decor = if unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    renderer.decor_style(decor).render(&[group])
}

/// A part of one source with all its labels.
struct View<'a> {
    source: &'a Source,
    text: &'a str,
    first_line: usize,
    /// Where the text starts in the source.
    offset: usize,
    /// Whether the text is a cut-out of a long line, whose columns would be wrong.
    cut: bool,
    labels: Vec<(&'a Label, bool)>,
}

impl<'a> View<'a> {
    fn add_to(&'a self, group: Group<'a>) -> Group<'a> {
        let name = printable(self.source.name());
        let annotations = self.labels.iter().map(|(label, primary)| self.annotation(label, *primary));
        let snippet = Snippet::source(self.text).line_start(self.first_line).annotations(annotations);
        if self.cut {
            let place = self.source.position(self.labels[0].0.span.start);
            group.element(Origin::path(name).line(place.line).char_column(place.column)).element(snippet)
        } else {
            group.element(snippet.path(name))
        }
    }

    fn annotation(&self, label: &'a Label, primary: bool) -> Annotation<'a> {
        let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let within = |offset: usize| floor(self.text, offset.saturating_sub(self.offset));
        let start = within(label.span.start);
        let end = within(label.span.end.max(label.span.start)).max(start);
        let annotation = kind.span(start..end);
        if label.message.is_empty() { annotation } else { annotation.label(printable(&label.message)) }
    }
}

/// Groups the labels by source: the lines they stand in with those between, or a cut-out where a line is very long.
fn views(labels: &[Label]) -> Vec<View<'_>> {
    let mut views: Vec<View<'_>> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let text = label.source.text();
        let start = floor(text, label.span.start);
        let end = floor(text, label.span.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        if line_end - line_start > LONG_LINE {
            let from = floor(text, start.saturating_sub(CONTEXT)).max(line_start);
            let to = floor(text, end.min(start + CONTEXT).saturating_add(CONTEXT)).min(line_end);
            views.push(View {
                source: &label.source,
                text: &text[from..to],
                first_line: label.source.position(start).line,
                offset: from,
                cut: true,
                labels: vec![(label, index == 0)],
            });
            continue;
        }
        // Only the lines that are meant are handed on: a renderer reads through all it gets.
        let line_end = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
        if let Some(view) = views.iter_mut().find(|v| v.source == &label.source && !v.cut) {
            let to = line_end.max(view.offset + view.text.len());
            if line_start < view.offset {
                view.offset = line_start;
                view.first_line = label.source.position(start).line;
            }
            view.text = &text[view.offset..to];
            view.labels.push((label, index == 0));
        } else {
            views.push(View {
                source: &label.source,
                text: &text[line_start..line_end],
                first_line: label.source.position(start).line,
                offset: line_start,
                cut: false,
                labels: vec![(label, index == 0)],
            });
        }
    }
    views
}

/// The nearest character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::super::Span;
    use super::*;

    #[test]
    fn a_finding_shows_line_caret_and_help() {
        let source = Source::new("team.toml", "[answers]\nci = \"mots\"\n");
        let finding = Diagnostic::error("unknown-option", "no option `mots`")
            .at(&source, Span::new(15, 21), "not an option")
            .help("did you mean `most`?");
        let text = render(&finding, false, false);
        snapbox::assert_data_eq!(
            text,
            snapbox::str![[r#"
error[unknown-option]: no option `mots`
 --> team.toml:2:6
  |
2 | ci = "mots"
  |      ^^^^^^ not an option
  |
  = help: did you mean `most`?
"#]]
        );
    }

    #[test]
    fn a_place_further_up_is_shown_with_its_own_line() {
        let source = Source::new("q.toml", "a = 1\nb = 2\nc = 3\nd = 4\n");
        let finding = Diagnostic::warning("twice", "the value stands twice")
            .at(&source, Span::new(22, 23), "here")
            .at(&source, Span::new(10, 11), "and here");
        snapbox::assert_data_eq!(
            render(&finding, false, false),
            snapbox::str![[r"
warning[twice]: the value stands twice
 --> q.toml:4:5
  |
2 | b = 2
  |     - and here
3 | c = 3
4 | d = 4
  |     ^ here
"]]
        );
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_place_and_keeps_its_column() {
        let source = Source::new("t", format!("x = \"{}\"", "é".repeat(100_000)));
        let finding = Diagnostic::error("c", "m").at(&source, Span::new(100_005, 100_009), "here");
        let text = render(&finding, false, true);
        assert!(text.len() < 2_000, "{text}");
        assert!(text.contains("t:1:50006"), "{text}");
    }

    #[test]
    fn terminal_escapes_in_a_source_are_shown_not_sent() {
        let source = Source::new("a\u{1b}[31m", "x = \u{1b}[31m\u{202e}red");
        let finding = Diagnostic::error("c", "bad \u{1b}[2J").at(&source, Span::new(4, 9), "\u{7}");
        let text = render(&finding, false, true);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }

    #[test]
    fn spans_beyond_the_text_or_inside_a_character_do_no_harm() {
        let source = Source::new("t", "é");
        for span in [Span::new(1, 2), Span::new(5, 9), Span::new(2, 1), Span::new(0, 0)] {
            let finding = Diagnostic::error("c", "m").at(&source, span, "");
            assert!(render(&finding, false, false).contains("error[c]"));
        }
    }
}
