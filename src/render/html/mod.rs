//! One self-contained HTML page: no network, no scripts, charts as SVG, in light and in dark, to read and to print.

mod heat;

use std::fmt::Write;

use maud::{Markup as Html, PreEscaped, html};

use super::Markup;
use super::svg::{self, Place};
use crate::report::Report;
use crate::report::document::{
    self, Align, Answers, Block, Callout, Document, Drawing, Fact, List, Section, Span, Style, Table, Text,
    Tone,
};
use crate::report::figure::{self, Figure, Heat};
use crate::text::printable;

/// The style sheet of the page.
pub(super) const STYLE: &str = include_str!("style.css");

/// A page of HTML.
#[derive(Debug)]
pub struct Page {
    /// The first moves in short, for the first screen.
    first_moves: Option<List>,
    heat: Heat,
    head: String,
    body: String,
    foot: String,
}

impl Page {
    /// Returns an empty page for a report.
    #[must_use]
    pub fn new(report: &Report) -> Self {
        Self {
            first_moves: document::first_moves(report),
            heat: figure::heat(report),
            head: String::new(),
            body: String::new(),
            foot: String::new(),
        }
    }

    fn push(&mut self, html: &Html) {
        self.body.push_str(&html.0);
        self.body.push('\n');
    }
}

impl Markup for Page {
    fn open(&mut self, document: &Document) {
        // The page can load nothing, whatever finds its way into it.
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        let title = printable(&document.title);
        let head = html! {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="color-scheme" content="light dark";
            title { (title) }
            style { (PreEscaped(STYLE)) (PreEscaped(svg::css())) }
        };
        let language = html! { (document.language) };
        self.head = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>{}</head>\n",
            language.into_string(),
            head.into_string()
        );
        self.push(&html! {
            a.skip href="#main" { "To the report" }
            header {
                h1 dir="auto" { (title) }
                p.subtitle dir="auto" { (printable(&document.subtitle)) }
            }
            nav aria-label="Sections" {
                ul {
                    @for section in &document.sections {
                        li { a href={ "#" (section.id) } { (printable(&section.title)) } }
                    }
                }
            }
        });
        self.body.push_str("<main id=\"main\">\n");
        self.foot = html! { footer { p dir="auto" { (title) } } }.into_string();
    }

    fn open_section(&mut self, storey: usize, section: &Section) {
        let title = printable(&section.title);
        let id = html! { (section.id) }.into_string();
        if is_folded(storey, section) {
            let _ = writeln!(self.body, "<details open id=\"{id}\">");
            self.push(&html! { summary { h3 dir="auto" { (title) } } });
            return;
        }
        let class = if section.id.starts_with("move-") { " class=\"move\"" } else { "" };
        let _ = writeln!(self.body, "<section id=\"{id}\"{class}>");
        let aside = section.aside.as_deref().map(printable);
        self.push(&match storey {
            1 => html! { h2 dir="auto" { (title) } },
            2 => html! { h3 dir="auto" { (title) } },
            _ => html! {
                h4 dir="auto" {
                    (title)
                    @if let Some(aside) = aside { " " span.aside { "\u{b7} " (aside) } }
                }
            },
        });
    }

    fn close_section(&mut self, storey: usize, section: &Section) {
        if section.id == "placement"
            && let Some(moves) = self.first_moves.take()
        {
            self.body.push_str("<div class=\"first\">\n");
            self.push(&html! { h3 { "First moves" } });
            self.list(&moves);
            self.body.push_str("</div>\n");
        }
        let drawn = section.blocks.iter().any(|block| matches!(block, Block::Drawing(_)));
        if section.id == "profile" && drawn {
            let heat = heat::table(&self.heat);
            self.push(&heat);
        }
        self.body.push_str(if is_folded(storey, section) { "</details>\n" } else { "</section>\n" });
    }

    fn paragraph(&mut self, text: &Text) {
        self.push(&html! { p dir="auto" { (inline(text)) } });
    }

    fn list(&mut self, list: &List) {
        let items = html! { @for item in &list.items { li dir="auto" { (inline(item)) } } };
        self.push(&if list.ordered {
            html! { ol { (items) } }
        } else {
            html! { ul { (items) } }
        });
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.push(&html! {
            dl {
                @for fact in facts {
                    dt { (printable(&fact.label)) }
                    dd dir="auto" { (inline(&fact.text)) }
                }
            }
        });
    }

    fn table(&mut self, of: &Table) {
        self.push(&table(of));
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let figure = |picture: String, caption: &str| {
            html! {
                figure {
                    (PreEscaped(picture))
                    figcaption.caption dir="auto" { (printable(caption)) }
                }
            }
        };
        let caption = &drawing.caption;
        self.push(&match &drawing.figure {
            Figure::Plane(of) => html! {
                div.side { (figure(svg::plane(of, Place::Page), caption)) (table(&drawing.twin)) }
            },
            Figure::Profile(of) => html! {
                div.side {
                    (figure(svg::profile(of, Place::Page), caption))
                    @if let Some(net) = svg::radar(of, Place::Page) {
                        (figure(net, "The same as a net: the further out, the higher."))
                    }
                }
                (table(&drawing.twin))
            },
        });
    }

    fn callout(&mut self, callout: &Callout) {
        let (class, word) = match callout.tone {
            Tone::Note => ("note", "Note"),
            Tone::Caution => ("caution", "Take care"),
        };
        self.push(
            &html! { aside class=(class) dir="auto" { strong { (word) ": " } (inline(&callout.text)) } },
        );
    }

    fn answers(&mut self, answers: &Answers) {
        self.push(&html! {
            ul.answers {
                @for line in &answers.0 {
                    li {
                        p dir="auto" { (printable(&line.question)) }
                        p.answer dir="auto" {
                            span { (answer(&line.answer)) }
                            @if let Some(value) = &line.value { span.number { (value) } }
                        }
                        @for remark in &line.remarks {
                            p.remark dir="auto" { (printable(&remark.label)) ": " (inline(&remark.text)) }
                        }
                    }
                }
            }
        });
    }

    fn finish(self) -> String {
        format!("{}<body>\n{}</main>\n{}\n</body>\n</html>\n", self.head, self.body, self.foot)
    }
}

/// Whether a section can be folded away: the long lists of answers.
fn is_folded(storey: usize, section: &Section) -> bool {
    storey == 2 && section.id.starts_with("answers-")
}

fn table(of: &Table) -> Html {
    let class = |align: Align| match align {
        Align::Words => None,
        Align::Values => Some("value"),
        Align::Numbers => Some("number"),
    };
    html! {
        div.scroll tabindex="0" {
            table {
                thead {
                    tr {
                        @for column in &of.columns {
                            @if column.title.is_empty() {
                                td {}
                            } @else {
                                th scope="col" class=[class(column.align)] { (printable(&column.title)) }
                            }
                        }
                    }
                }
                tbody {
                    @for row in &of.rows {
                        tr {
                            @for (cell, column) in row.iter().zip(&of.columns) {
                                td class=[class(column.align)] dir="auto" { (inline(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A text with its styles.
fn inline(text: &Text) -> Html {
    html! { @for part in &text.0 { (span(part)) } }
}

fn span(span: &Span) -> Html {
    let text = printable(&span.text);
    match span.style {
        Style::Plain => html! { (text) },
        Style::Strong => html! { strong { (text) } },
        Style::Emphasis => html! { em { (text) } },
        Style::Code => html! { code { (text) } },
    }
}

/// An answer: what was said stands out, why nothing was said does not.
fn answer(text: &Text) -> Html {
    html! {
        @for part in &text.0 {
            @if part.style == Style::Plain { b { (printable(&part.text)) } } @else { (span(part)) }
        }
    }
}
