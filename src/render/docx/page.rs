//! The text of a document: paragraphs, lists, tables and pictures in `WordprocessingML`.

use std::borrow::Cow;
use std::io;

use maud::{Markup as Xml, html};
use unicode_width::UnicodeWidthStr as _;

use super::package::{Part, pack};
use super::parts::{self, Head};
use crate::render::Markup;
use crate::render::png;
use crate::render::svg::{self, Place};
use crate::report::Report;
use crate::report::document::{
    Align, Answers, Callout, Column, Document, Drawing, Fact, List, Section, Span, Style, Table, Text, Tone,
};
use crate::report::figure::Figure;
use crate::text::{printable, runs_left};

/// English Metric Units to a millimetre.
const EMU: f64 = 36_000.0;
/// Pixels to a unit of a picture: sharp on paper.
const SCALE: f32 = 2.0;

/// What is said below the net.
const NET: &str = "The same as a net: the further out, the higher.";

/// A document in the making.
pub(super) struct Page {
    head: Head,
    body: String,
    /// How many ordered lists there are: each counts from 1.
    ordered: usize,
    pictures: Vec<Part>,
    failed: Option<png::Error>,
}

impl Page {
    pub fn new(report: &Report) -> Self {
        Self {
            head: Head { team: report.subject.team.clone(), ..Head::default() },
            body: String::new(),
            ordered: 0,
            pictures: Vec::new(),
            failed: None,
        }
    }

    fn push(&mut self, xml: &Xml) {
        self.body.push_str(&xml.0);
        self.body.push('\n');
    }

    fn styled(&mut self, style: &str, text: &Text) {
        self.push(&paragraph(style, None, text));
    }

    fn facts_as(&mut self, style: &str, facts: &[Fact]) {
        for fact in facts {
            let text = Text::new().strong(format!("{}: ", fact.label)).then(fact.text.clone());
            self.styled(style, &text);
        }
    }

    /// Adds a picture and its caption.
    fn picture(&mut self, svg: &str, caption: &str) {
        let image = match png::draw(svg, SCALE) {
            Ok(image) => image,
            Err(error) => {
                self.failed.get_or_insert(error);
                return;
            }
        };
        let number = self.pictures.len() + 1;
        let (across, down) = svg::on_paper(svg);
        let extent = (emu(across), emu(down));
        let drawing = inline_picture(number, extent, &clean(caption));
        self.push(&html! {
            w:p { w:pPr { w:pStyle w:val="Figure" {} w:keepNext {} } w:r { (drawing) } }
        });
        self.pictures.push((format!("word/media/picture{number}.png"), image));
        self.styled("Caption", &caption.into());
    }
}

impl Markup for Page {
    type Page = io::Result<Vec<u8>>;

    fn open(&mut self, document: &Document) {
        self.head.title.clone_from(&document.title);
        self.head.language.clone_from(&document.language);
        self.head.stamp = document.stamp.clone().unwrap_or_default();
        self.styled("Title", &document.title.as_str().into());
        self.styled("Subtitle", &document.subtitle.as_str().into());
    }

    fn open_section(&mut self, storey: usize, section: &Section) {
        let mut text = Text::from(section.title.as_str());
        if let Some(aside) = &section.aside {
            text = text.emphasis(" \u{b7} ").then(aside.clone());
        }
        self.styled(&format!("Heading{}", storey.min(4)), &text);
    }

    fn paragraph(&mut self, text: &Text) {
        self.styled("Normal", text);
    }

    fn list(&mut self, list: &List) {
        if list.ordered {
            self.ordered += 1;
        }
        let number = if list.ordered { parts::BULLETS + self.ordered } else { parts::BULLETS };
        let style = if list.ordered { "ListNumber" } else { "ListBullet" };
        for item in &list.items {
            self.push(&paragraph(style, Some(number), item));
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.facts_as("Fact", facts);
    }

    fn table(&mut self, of: &Table) {
        self.push(&table(of));
        // Two tables side by side would become one.
        self.push(&html! { w:p { w:pPr { w:pStyle w:val="Gap" {} } } });
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let caption = drawing.caption.as_str();
        match &drawing.figure {
            Figure::Plane(of) => {
                self.picture(&svg::plane(of, Place::Paper), &svg::plane_caption(of, caption));
            }
            Figure::Heat(of) => self.picture(&svg::heatmap(of, Place::Paper), caption),
            Figure::Path(of) => self.picture(&svg::path(of, Place::Paper), caption),
            Figure::Profile(of) => {
                self.picture(&svg::profile(of, Place::Paper), caption);
                if let Some(net) = svg::radar(of, Place::Paper) {
                    self.picture(&net, NET);
                }
            }
        }
        self.table(&drawing.twin);
    }

    fn callout(&mut self, callout: &Callout) {
        let word = match callout.tone {
            Tone::Note => "Note: ",
            Tone::Caution => "Take care: ",
        };
        self.styled("Callout", &Text::new().strong(word).then(callout.text.clone()));
    }

    fn answers(&mut self, answers: &Answers) {
        for line in &answers.0 {
            self.styled("Question", &line.question.as_str().into());
            let mut answer = Text(line.answer.0.iter().map(stressed).collect());
            if let Some(value) = &line.value {
                answer = answer.plain(" (").then(value.clone()).plain(")");
            }
            self.styled("Answer", &answer);
            self.facts_as("Remark", &line.remarks);
        }
    }

    fn finish(mut self, document: &Document) -> io::Result<Vec<u8>> {
        if let Some(stamp) = &document.stamp {
            self.styled("Stamp", &stamp.as_str().into());
        }
        if let Some(error) = self.failed {
            return Err(io::Error::other(error));
        }
        let mut all = parts::parts(&self.head, &self.body, self.ordered, self.pictures.len());
        all.extend(self.pictures);
        pack(&all)
    }
}

/// An answer stands out; why there is none does not.
fn stressed(span: &Span) -> Span {
    match span.style {
        Style::Plain => Span { style: Style::Strong, ..span.clone() },
        _ => span.clone(),
    }
}

/// The text as a document can hold it.
fn clean(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if text.contains(['\u{fffe}', '\u{ffff}']) {
        return Cow::Owned(text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"));
    }
    text
}

fn paragraph(style: &str, numbering: Option<usize>, text: &Text) -> Xml {
    html! {
        w:p {
            w:pPr {
                w:pStyle w:val=(style) {}
                @if let Some(number) = numbering {
                    w:numPr { w:ilvl w:val="0" {} w:numId w:val=(number) {} }
                }
                @if runs_left(&text.unstyled()) { w:bidi {} }
            }
            @for part in &text.0 { (run(part)) }
        }
    }
}

fn run(span: &Span) -> Xml {
    let style = match span.style {
        Style::Plain => None,
        Style::Strong => Some("Strong"),
        Style::Emphasis => Some("Emphasis"),
        Style::Code => Some("Code"),
    };
    html! {
        w:r {
            w:rPr {
                @if let Some(style) = style { w:rStyle w:val=(style) {} }
                @if runs_left(&span.text) { w:rtl {} }
            }
            w:t xml:space="preserve" { (clean(&span.text)) }
        }
    }
}

/// The shares of the columns in the width of the table, of `whole`: as much as their longest texts need, within reason.
fn shares(of: &Table, whole: usize) -> Vec<usize> {
    /// The least and the most characters that a column is given room for.
    const ROOM: (usize, usize) = (7, 42);
    let needs = |(index, column): (usize, &Column)| {
        let texts = of.rows.iter().filter_map(|row| row.get(index)).map(|text| text.unstyled().width());
        texts.max().unwrap_or(0).max(column.title.width() + 2).clamp(ROOM.0, ROOM.1)
    };
    let needs: Vec<usize> = of.columns.iter().enumerate().map(needs).collect();
    let sum = needs.iter().sum::<usize>().max(1);
    needs.into_iter().map(|need| whole * need / sum).collect()
}

/// Whether a row is the heading of those below it, which it does not leave at the foot of a page.
fn heads(row: &[Text]) -> bool {
    row.len() > 1 && row[1..].iter().all(Text::is_empty)
}

fn table(of: &Table) -> Xml {
    // Fiftieths of a per cent.
    let widths = shares(of, 5000);
    let cell = |width: usize, align: Align, style: &str, kept: bool, text: &Text| {
        html! {
            w:tc {
                w:tcPr { w:tcW w:w=(width) w:type="pct" {} }
                w:p {
                    w:pPr {
                        w:pStyle w:val=(style) {}
                        @if kept { w:keepNext {} }
                        @if runs_left(&text.unstyled()) { w:bidi {} }
                        @if align == Align::Numbers { w:jc w:val="right" {} }
                    }
                    @for part in &text.0 { (run(part)) }
                }
            }
        }
    };
    html! {
        w:tbl {
            w:tblPr {
                w:tblStyle w:val="Report" {}
                w:tblW w:w="5000" w:type="pct" {}
                w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1" {}
            }
            w:tblGrid { @for width in shares(of, 9400) { w:gridCol w:w=(width) {} } }
            w:tr {
                w:trPr { w:cantSplit {} w:tblHeader {} }
                @for (column, width) in of.columns.iter().zip(&widths) {
                    (cell(*width, column.align, "TableHead", false, &Text::from(column.title.as_str())))
                }
            }
            @for row in &of.rows {
                w:tr {
                    w:trPr { w:cantSplit {} }
                    @for ((text, column), width) in row.iter().zip(&of.columns).zip(&widths) {
                        (cell(*width, column.align, "TableText", heads(row), text))
                    }
                }
            }
        }
    }
}

fn inline_picture(number: usize, (across, down): (u64, u64), alternative: &str) -> Xml {
    let name = format!("Picture {number}");
    html! {
        w:drawing {
            wp:inline distT="0" distB="0" distL="0" distR="0" {
                wp:extent cx=(across) cy=(down) {}
                wp:docPr id=(number) name=(name) descr=(alternative) {}
                wp:cNvGraphicFramePr { a:graphicFrameLocks noChangeAspect="1" {} }
                a:graphic {
                    a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture" {
                        pic:pic {
                            pic:nvPicPr { pic:cNvPr id=(number) name=(name) {} pic:cNvPicPr {} }
                            pic:blipFill {
                                a:blip r:embed=(format!("picture{number}")) {}
                                a:stretch { a:fillRect {} }
                            }
                            pic:spPr {
                                a:xfrm { a:off x="0" y="0" {} a:ext cx=(across) cy=(down) {} }
                                a:prstGeom prst="rect" { a:avLst {} }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length on a page")]
fn emu(millimetres: f64) -> u64 {
    (millimetres * EMU).round() as u64
}
