//! One self-contained HTML page, in light and in dark, to read and to print: no network, charts as SVG, and a little
//! script that adds sorting, searching and copying to what is all there without it.

mod table;
mod text;
mod why;

use std::fmt::Write;

use maud::{Markup as Html, PreEscaped, html};

use self::table::{Use, heat, table};
use self::text::{answer, direction, direction_of, inline};
use self::why::Derivations;
use super::Markup;
use super::svg::{self, Place};
use crate::report::Report;
use crate::report::document::{Answers, Callout, Document, Drawing, Fact, List, Section, Table, Text, Tone};
use crate::report::figure::Figure;
use crate::text::printable;

/// The style sheet of the page.
pub(super) const STYLE: &str = include_str!("style.css");
/// The script of the page.
const SCRIPT: &str = include_str!("script.js");
/// What the page may load and run: its own style and this one script, whatever finds its way into it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
                      script-src 'sha256-OVInqiG0balAmn6ouoaE46Q/IiT6AunfdBSrJDth/EQ='; base-uri 'none'; form-action 'none'";

/// A page of HTML.
#[derive(Debug, Default)]
pub struct Page {
    head: String,
    body: String,
    foot: String,
    /// The titles of the sections that are open.
    titles: Vec<String>,
    /// How its numbers come about.
    why: Derivations,
}

impl Page {
    /// Returns an empty page for a document, whose numbers open how they come about in the report.
    #[must_use]
    pub fn explained(report: &Report, document: &Document) -> Self {
        Self { why: Derivations::new(report, document), ..Self::default() }
    }

    fn push(&mut self, html: &Html) {
        self.body.push_str(&html.0);
        self.body.push('\n');
    }

    /// The title of the section that blocks are added to.
    fn title(&self) -> &str {
        self.titles.last().map_or("", String::as_str)
    }
}

impl Markup for Page {
    type Page = String;

    fn open(&mut self, document: &Document) {
        let title = printable(&document.title);
        let head = html! {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
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
                h1 dir=[direction(&title)] { (title) }
                p.subtitle dir=[direction(&document.subtitle)] { (printable(&document.subtitle)) }
                @if !self.why.is_empty() { p.hint { "A number with dots below it opens how it comes about." } }
            }
            nav aria-label="Sections" {
                ul {
                    @for section in &document.sections {
                        li { a href={ "#" (section.id) } { (printable(&section.title)) } }
                    }
                }
            }
        });
        self.body.push_str("<main id=\"main\" tabindex=\"-1\">\n");
        self.foot = html! { footer { p dir=[direction(&title)] { (title) } @if let Some(stamp) = &document.stamp { p { (printable(stamp)) } } } }.into_string();
    }

    fn open_section(&mut self, storey: usize, section: &Section) {
        self.titles.push(section.title.clone());
        let title = printable(&section.title);
        let id = html! { (section.id) }.into_string();
        if section.folded {
            let _ = writeln!(self.body, "<details id=\"{id}\">");
            self.push(&html! { summary { h3 dir=[direction(&title)] { (title) } } });
            return;
        }
        let class = if section.id.starts_with("move-") { " class=\"move\"" } else { "" };
        let _ = writeln!(self.body, "<section id=\"{id}\"{class}>");
        let aside = html! {
            @if let Some(aside) = &section.aside { " " span.aside { "\u{b7} " (inline(aside, &self.why)) } }
        };
        self.push(&match storey {
            1 => html! { h2 dir=[direction(&title)] { (title) (aside) } },
            2 => html! { h3 dir=[direction(&title)] { (title) (aside) } },
            _ => html! { h4 dir=[direction(&title)] { (title) (aside) } },
        });
    }

    fn close_section(&mut self, _storey: usize, section: &Section) {
        self.titles.pop();
        self.body.push_str(if section.folded { "</details>\n" } else { "</section>\n" });
    }

    fn paragraph(&mut self, text: &Text) {
        self.push(&html! { p dir=[direction_of(text)] { (inline(text, &self.why)) } });
    }

    fn list(&mut self, list: &List) {
        let items =
            html! { @for item in &list.items { li dir=[direction_of(item)] { (inline(item, &self.why)) } } };
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
                    dd dir=[direction_of(&fact.text)] { (inline(&fact.text, &self.why)) }
                }
            }
        });
    }

    fn table(&mut self, of: &Table) {
        let html = table(of, self.title(), Use::Read, &self.why);
        self.push(&html);
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let words = match &drawing.figure {
            Figure::Plane(of) => svg::plane_caption(of, &drawing.caption),
            _ => drawing.caption.clone(),
        };
        let caption = html! { figcaption.caption dir=[direction(&words)] { (printable(&words)) } };
        let twin = |used| table(&drawing.twin, self.title(), used, &self.why);
        let picture = |picture: String| PreEscaped(picture);
        let html = match &drawing.figure {
            Figure::Plane(of) => html! {
                div.side { figure { (picture(svg::plane(of, Place::Page))) (caption) } (twin(Use::Read)) }
            },
            Figure::Profile(of) => html! {
                div.side {
                    figure { (picture(svg::profile(of, Place::Page))) (caption) }
                    @if let Some(net) = svg::radar(of, Place::Page) { figure { (picture(net)) } }
                }
                (twin(Use::Read))
            },
            Figure::Heat(of) => html! { figure { (heat(of, &self.why)) (caption) } },
            Figure::Path(of) => html! {
                figure.path {
                    div.scroll tabindex="0" role="group" aria-label=(printable(self.title())) {
                        (picture(svg::path(of, Place::Page)))
                    }
                    (caption)
                }
                (twin(Use::Sort))
            },
        };
        self.push(&html);
    }

    fn callout(&mut self, callout: &Callout) {
        let (class, word) = match callout.tone {
            Tone::Note => ("note", "Note"),
            Tone::Caution => ("caution", "Take care"),
        };
        self.push(&html! {
            div class={ "callout " (class) } role="note" {
                strong { (word) ": " } (inline(&callout.text, &self.why))
            }
        });
    }

    fn answers(&mut self, answers: &Answers) {
        self.push(&html! {
            ul.answers {
                @for line in &answers.0 {
                    li {
                        p dir=[direction(&line.question)] { (printable(&line.question)) }
                        p.answer dir=[direction(&line.answer.unstyled())] {
                            span { (answer(&line.answer)) }
                            @if let Some(value) = &line.value { span.number { (inline(value, &self.why)) } }
                        }
                        @for remark in &line.remarks {
                            p.remark { (printable(&remark.label)) ": " bdi { (inline(&remark.text, &self.why)) } }
                        }
                    }
                }
            }
        });
    }

    fn finish(self, _document: &Document) -> String {
        let Self { head, body, foot, why, .. } = self;
        let why = why.all().into_string();
        format!("{head}<body>\n{body}</main>\n{foot}\n{why}<script>{SCRIPT}</script>\n</body>\n</html>\n")
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// The bytes in base64 (RFC 4648).
    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
                << (8 * (3 - chunk.len()));
            for digit in 0..4 {
                let digit = (bits >> (18 - 6 * digit)) & 63;
                text.push(char::from(DIGITS[digit as usize]));
            }
            text.truncate(text.len() - (3 - chunk.len()));
            text.push_str(&"=".repeat(3 - chunk.len()));
        }
        text
    }

    #[test]
    fn the_policy_allows_the_script_of_the_page_and_no_other() {
        let hash = base64(&Sha256::digest(SCRIPT));
        assert!(POLICY.contains(&format!("script-src 'sha256-{hash}';")), "the script's hash is {hash}");
        assert!(!SCRIPT.contains("</"), "nothing in the script ends it");
    }
}
