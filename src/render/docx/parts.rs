//! The parts of a document that are the same for every report, or nearly so.

use maud::{Markup as Xml, html};

use super::package::Part;
use crate::text::printable;

/// The number of the list with bullets; ordered lists have those after it.
pub(super) const BULLETS: usize = 1;

const STYLES: &str = include_str!("styles.xml");
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
/// What relations between parts are called begins with this.
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// What a document says of itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub title: String,
    pub team: Option<String>,
    pub language: String,
    pub stamp: String,
}

/// All parts but the pictures, for a body with so many ordered lists and pictures.
pub(super) fn parts(head: &Head, body: &str, ordered: usize, pictures: usize) -> Vec<Part> {
    let part = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    vec![
        part("[Content_Types].xml", content_types()),
        part("_rels/.rels", package_relations()),
        part("docProps/core.xml", properties(head)),
        part("word/document.xml", document(body)),
        part("word/_rels/document.xml.rels", relations(pictures)),
        part(
            "word/styles.xml",
            format!("{DECLARATION}{}", STYLES.replace("LANGUAGE", &word(&head.language))),
        ),
        part("word/numbering.xml", numbering(ordered)),
        part("word/settings.xml", settings()),
        part("word/header1.xml", header(head)),
        part("word/footer1.xml", footer()),
    ]
}

/// A language tag, and nothing that could be more.
fn word(tag: &str) -> String {
    tag.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

fn whole(name: &str, content: &str) -> String {
    format!("{DECLARATION}<w:{name} {NAMESPACES}>\n{content}</w:{name}>\n")
}

fn document(body: &str) -> String {
    let section = html! {
        w:sectPr {
            w:headerReference w:type="default" r:id="header" {}
            w:footerReference w:type="default" r:id="footer" {}
            w:footerReference w:type="first" r:id="footer" {}
            w:pgSz w:w="11906" w:h="16838" {}
            w:pgMar w:top="1304" w:right="1247" w:bottom="1247" w:left="1247" w:header="624" w:footer="624" w:gutter="0" {}
            w:titlePg {}
        }
    };
    whole("document", &format!("<w:body>\n{body}{}\n</w:body>\n", section.0))
}

fn header(head: &Head) -> String {
    let line = match &head.team {
        Some(team) if !head.title.contains(team.as_str()) => format!("{} \u{b7} {team}", head.title),
        _ => head.title.clone(),
    };
    // A header is one line, however long the names.
    let mut short: String = line.chars().take(90).collect();
    if short.len() < line.len() {
        short.push('\u{2026}');
    }
    let text = html! {
        w:p { w:pPr { w:pStyle w:val="Header" {} } w:r { w:t xml:space="preserve" { (printable(&short)) } } }
    };
    whole("hdr", &text.0)
}

fn footer() -> String {
    let field = |name: &str| {
        html! { w:fldSimple w:instr=(format!(" {name} ")) { w:r { w:t { "1" } } } }
    };
    let words = |text: &str| html! { w:r { w:t xml:space="preserve" { (text) } } };
    let text = html! {
        w:p {
            w:pPr { w:pStyle w:val="Footer" {} }
            (words("Page ")) (field("PAGE")) (words(" of ")) (field("NUMPAGES"))
        }
    };
    whole("ftr", &text.0)
}

fn numbering(ordered: usize) -> String {
    let level = |format: &str, text: &str| {
        html! {
            w:multiLevelType w:val="singleLevel" {}
            w:lvl w:ilvl="0" {
                w:start w:val="1" {}
                w:numFmt w:val=(format) {}
                w:lvlText w:val=(text) {}
                w:lvlJc w:val="left" {}
                w:pPr { w:ind w:left="425" w:hanging="425" {} }
            }
        }
    };
    let text = html! {
        w:abstractNum w:abstractNumId="0" { (level("bullet", "\u{2022}")) }
        w:abstractNum w:abstractNumId="1" { (level("decimal", "%1.")) }
        w:num w:numId=(BULLETS) { w:abstractNumId w:val="0" {} }
        @for list in 1..=ordered {
            w:num w:numId=(BULLETS + list) {
                w:abstractNumId w:val="1" {}
                w:lvlOverride w:ilvl="0" { w:startOverride w:val="1" {} }
            }
        }
    };
    whole("numbering", &text.0)
}

fn settings() -> String {
    let text = html! {
        w:compat { w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15" {} }
    };
    whole("settings", &text.0)
}

fn properties(head: &Head) -> String {
    let text = html! {
        dc:title { (printable(&head.title)) }
        dc:description { (printable(&head.stamp)) }
        dc:language { (word(&head.language)) }
    };
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}</cp:coreProperties>\n",
        text.0
    )
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let named = |name: &str, kind: &str| {
        html! { Override PartName=(format!("/word/{name}.xml")) ContentType=(format!("{word}.{kind}+xml")) {} }
    };
    let text = html! {
        Default Extension="xml" ContentType="application/xml" {}
        Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
        Default Extension="png" ContentType="image/png" {}
        (named("document", "document.main"))
        (named("styles", "styles"))
        (named("numbering", "numbering"))
        (named("settings", "settings"))
        (named("header1", "header"))
        (named("footer1", "footer"))
        Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml" {}
    };
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{}</Types>\n",
        text.0
    )
}

fn relation(id: &str, kind: &str, target: &str) -> Xml {
    html! { Relationship Id=(id) Type=(kind) Target=(target) {} }
}

fn all_relations(relations: &Xml) -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}\
         </Relationships>\n",
        relations.0
    )
}

fn package_relations() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    all_relations(&html! {
        (relation("document", &format!("{RELATION}officeDocument"), "word/document.xml"))
        (relation("core", core, "docProps/core.xml"))
    })
}

fn relations(pictures: usize) -> String {
    let to = |id: &str, kind: &str, target: &str| relation(id, &format!("{RELATION}{kind}"), target);
    all_relations(&html! {
        (to("styles", "styles", "styles.xml"))
        (to("numbering", "numbering", "numbering.xml"))
        (to("settings", "settings", "settings.xml"))
        (to("header", "header", "header1.xml"))
        (to("footer", "footer", "footer1.xml"))
        @for number in 1..=pictures {
            (to(&format!("picture{number}"), "image", &format!("media/picture{number}.png")))
        }
    })
}
