//! The document as data for the template.

use serde_json::{Value, json};

use super::letters::Letters;
use crate::render::Markup;
use crate::render::svg::{self, Place};
use crate::report::Report;
use crate::report::document::{
    Align, Answers, Callout, Detail, Document, Drawing, Fact, List, Section, Span, Style, Table, Text, Tone,
};
use crate::report::figure::Figure;
use crate::text::runs_left;

/// The longest cell, in characters, that is never broken.
const WHOLE: usize = 22;

/// What stands for a title that says nothing.
const UNTITLED: &str = "\u{2013}";
/// What is said below the net.
const NET: &str = "The same as a net: the further out, the higher.";

/// A page in the making.
pub(super) struct Page<'a> {
    letters: &'a Letters<'a>,
    detail: Detail,
    team: Option<String>,
    head: Value,
    blocks: Vec<Value>,
    files: Vec<(String, Vec<u8>)>,
}

/// All that the template reads, by the names of files.
pub(super) struct Filled {
    files: Vec<(String, Vec<u8>)>,
}

impl Filled {
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|(known, _)| known == name).map(|(_, data)| data.as_slice())
    }
}

impl<'a> Page<'a> {
    pub fn new(report: &Report, letters: &'a Letters<'a>, detail: Detail) -> Self {
        Self {
            letters,
            detail,
            team: report.subject.team.clone(),
            head: Value::Null,
            blocks: Vec::new(),
            files: Vec::new(),
        }
    }

    fn line(&self, text: &str) -> Value {
        let fit = self.letters.fit(text);
        json!({ "rtl": runs_left(&fit), "spans": [["plain", fit]] })
    }

    /// A title, which must say something for those who listen to the page.
    fn title(&self, title: &str) -> Value {
        self.line(if title.trim().is_empty() { UNTITLED } else { title })
    }

    fn text(&self, text: &Text) -> Value {
        let spans: Vec<_> = text.0.iter().map(|span| self.span(span)).collect();
        json!({ "rtl": runs_left(&text.unstyled()), "spans": spans })
    }

    fn span(&self, span: &Span) -> Value {
        let style = match span.style {
            Style::Plain => "plain",
            Style::Strong => "strong",
            Style::Emphasis => "emphasis",
            Style::Code => "code",
        };
        json!([style, self.letters.fit(&span.text)])
    }

    fn facts_of(&self, facts: &[Fact]) -> Vec<Value> {
        facts.iter().map(|fact| json!([self.line(&fact.label), self.text(&fact.text)])).collect()
    }

    /// A picture.
    fn picture(&mut self, svg: &str, caption: &str) -> Value {
        let file = format!("picture-{}.svg", self.files.len() + 1);
        self.files.push((file.clone(), self.letters.drawable(svg).into_bytes()));
        json!({
            "file": file,
            "width": svg::on_paper(svg).0,
            "alt": self.letters.replaced(caption),
            "caption": self.line(caption),
        })
    }
}

impl Markup for Page<'_> {
    type Page = Filled;

    fn open(&mut self, document: &Document) {
        let title = if document.title.trim().is_empty() { UNTITLED } else { &document.title };
        self.head = json!({
            "title": self.letters.told(title),
            "heading": self.title(title),
            "subtitle": self.line(&document.subtitle),
            "language": document.language,
            "stamp": self.letters.replaced(document.stamp.as_deref().unwrap_or_default()),
            "team": self.team.as_deref().map(|team| self.line(team)),
            "summary": self.detail == Detail::Summary,
        });
    }

    fn open_section(&mut self, storey: usize, section: &Section) {
        self.blocks.push(json!({
            "kind": "heading",
            "level": storey,
            "title": self.title(&section.title),
            "aside": section.aside.as_ref().map(|aside| self.text(aside)),
        }));
    }

    fn paragraph(&mut self, text: &Text) {
        self.blocks.push(json!({ "kind": "paragraph", "text": self.text(text) }));
    }

    fn list(&mut self, list: &List) {
        let items: Vec<_> = list.items.iter().map(|item| self.text(item)).collect();
        self.blocks.push(json!({ "kind": "list", "ordered": list.ordered, "items": items }));
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.blocks.push(json!({ "kind": "facts", "facts": self.facts_of(facts) }));
    }

    fn table(&mut self, table: &Table) {
        let columns: Vec<_> = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let cells = table.rows.iter().filter_map(|row| row.get(at)).map(Text::unstyled);
                let longest =
                    cells.map(|cell| cell.chars().count()).chain([column.title.chars().count()]).max();
                json!({
                    "title": self.line(&column.title),
                    "right": column.align == Align::Numbers,
                    "share": share(column.align, longest.unwrap_or(0)),
                })
            })
            .collect();
        let rows: Vec<Vec<_>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.text(cell)).collect()).collect();
        self.blocks.push(json!({ "kind": "table", "columns": columns, "rows": rows }));
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let caption = drawing.caption.as_str();
        let pictures = match &drawing.figure {
            Figure::Plane(of) => {
                vec![self.picture(&svg::plane(of, Place::Paper), &svg::plane_caption(of, caption))]
            }
            Figure::Heat(of) => vec![self.picture(&svg::heatmap(of, Place::Paper), caption)],
            Figure::Path(of) => vec![self.picture(&svg::path(of, Place::Paper), caption)],
            Figure::Profile(of) => {
                let mut pictures = vec![self.picture(&svg::profile(of, Place::Paper), caption)];
                if self.detail == Detail::Full
                    && let Some(net) = svg::radar(of, Place::Paper)
                {
                    pictures.push(self.picture(&net, NET));
                }
                pictures
            }
        };
        self.blocks.push(json!({ "kind": "pictures", "pictures": pictures }));
        // A summary tells the scores once.
        if self.detail == Detail::Full || matches!(drawing.figure, Figure::Profile(_)) {
            self.table(&drawing.twin);
        }
    }

    fn callout(&mut self, callout: &Callout) {
        let word = match callout.tone {
            Tone::Note => "Note",
            Tone::Caution => "Take care",
        };
        self.blocks.push(json!({ "kind": "callout", "word": word, "text": self.text(&callout.text) }));
    }

    fn answers(&mut self, answers: &Answers) {
        let lines: Vec<_> = answers
            .0
            .iter()
            .map(|line| {
                json!({
                    "question": self.line(&line.question),
                    "answer": self.text(&line.answer),
                    "value": line.value.as_ref().map(|value| self.text(value)),
                    "remarks": self.facts_of(&line.remarks),
                })
            })
            .collect();
        self.blocks.push(json!({ "kind": "answers", "lines": lines }));
    }

    fn finish(mut self, _document: &Document) -> Filled {
        let missing = self.letters.missing();
        if !missing.is_empty() {
            let text = format!(
                "Some characters ({}) are in none of the fonts of this file; each is shown as \u{fffd}.",
                missing.join(", ")
            );
            let block = json!({ "kind": "callout", "word": "Note", "text": self.line(&text) });
            self.blocks.insert(0, block);
        }
        self.head["blocks"] = Value::Array(self.blocks);
        self.files.push(("report.json".to_owned(), self.head.to_string().into_bytes()));
        Filled { files: self.files }
    }
}

/// How much of the room that is left a column takes; `null` for as much as it needs.
fn share(align: Align, longest: usize) -> Value {
    match (align, longest) {
        (Align::Values | Align::Numbers, 0..=WHOLE) => Value::Null,
        (Align::Words, longest) => json!(longest.clamp(16, 60)),
        (_, longest) => json!(longest.clamp(16, 40)),
    }
}
