//! Whatever files carry stays text, in every format.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options as Dialect, parse_document};
use quick_xml::events::Event;
use serde_json::Value;
use standpoint::diagnostic::Source;
use standpoint::render::svg::{self, Place};
use standpoint::render::{self, Format, Options, document};
use standpoint::report::backlog::{self, Backlog, Columns, Request, backlog};
use standpoint::report::explain::{Topic, explain};
use standpoint::report::{Report, figure, read_back, row};
use standpoint::text::printable;

use super::fixture::{rendered, report};

/// Texts that try to be something else.
pub const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> &lt;b&gt; &#64;",
    "[a link](https://example.org) ![a picture](x.png)",
    "https://example.org www.example.org <https://example.org>",
    "a|b||c `code` ``` fence **bold** __bold__ ~~struck~~",
    "# heading\n\n---\n\n- list\n1. list\n> quote\n\n```\nfence\n```",
    "1. one",
    "- one",
    "=====",
    "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{9b}2J \u{0} \u{8}\u{8}",
    "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} \u{feff}",
    "no characters: \u{fffe} \u{ffff} \u{fdd0} \u{10ffff} ]]> <![CDATA[ &#0; &#xFFFE;",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r\n=1+1",
    "</testcase></w:t></text></script></style></title>",
    LONG_WORD,
    "@everyone #123 :smile: $x$ \\( \\)",
    "東京の運用チーム かなり長い名前のチーム",
    "\"quoted\", 'single'; \\back\\slash\\",
    " ",
    "",
];

/// A word that fits into no line.
const LONG_WORD: &str = concat!(
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetzesverordnungsamt",
    "Kraftfahrzeughaftpflichtversicherungsbeitragserhoehungsankuendigungsschreibendatei",
    "Grundstuecksverkehrsgenehmigungszustaendigkeitsuebertragungsverordnungspruefstelle",
);

/// The report with every text that people write replaced by one that tries to be something else.
pub fn hostile(text: &str) -> Report {
    /// Keys whose texts are ids or words of the format.
    const FIXED: &[&str] = &[
        "format",
        "id",
        "state",
        "label",
        "confidence",
        "zone",
        "candidates",
        "possible",
        "by",
        "by_spacing",
        "reasons",
        "trait",
        "dimension",
        "pole",
        "poles",
        "practice",
        "needs",
        "question",
        "questions",
        "through",
        "unlocks",
        "minimum_dimension",
        "form",
        "differing",
    ];
    fn replace(value: &mut Value, key: &str, text: &str) {
        match value {
            Value::String(found) if !FIXED.contains(&key) => text.clone_into(found),
            Value::Array(items) => items.iter_mut().for_each(|item| replace(item, key, text)),
            Value::Object(map) => map.iter_mut().for_each(|(key, value)| replace(value, key, text)),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(report()).unwrap();
    replace(&mut value, "", text);
    read_back(&Source::new("hostile.json", value.to_string())).unwrap_or_else(|findings| panic!("{findings}"))
}

#[test]
fn nothing_steers_a_terminal_or_turns_it_round() {
    for text in HOSTILE {
        for unicode in [true, false] {
            let page = rendered(Format::Text, &hostile(text), &Options { unicode, ..Options::default() });
            for c in page.chars() {
                let steers = c.is_control() && c != '\n';
                let turns =
                    matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                assert!(!steers && !turns, "{c:?} from {text:?}");
            }
            for line in page.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{text:?}: {line} in {page}");
            }
        }
    }
}

/// What a page of Markdown consists of, as a GitHub-flavoured reader sees it.
fn structure(page: &str) -> Vec<&'static str> {
    let mut dialect = Dialect::default();
    dialect.extension.strikethrough = true;
    dialect.extension.table = true;
    dialect.extension.autolink = true;
    dialect.extension.tasklist = true;
    dialect.extension.footnotes = true;
    dialect.extension.alerts = true;
    dialect.extension.math_dollars = true;
    let arena = Arena::new();
    parse_document(&arena, page, &dialect)
        .descendants()
        .filter_map(|node| {
            Some(match &node.data.borrow().value {
                NodeValue::Heading(_) => "heading",
                NodeValue::List(_) => "list",
                NodeValue::Item(_) => "item",
                NodeValue::TableRow(_) => "row",
                NodeValue::TableCell => "cell",
                NodeValue::CodeBlock(_) => "picture",
                NodeValue::Paragraph => "paragraph",
                NodeValue::Alert(_) => "alert",
                NodeValue::BlockQuote => "quote",
                NodeValue::ThematicBreak => "rule",
                NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => "html",
                NodeValue::Link(_) => "link",
                NodeValue::Image(_) => "image",
                NodeValue::Strikethrough => "struck",
                NodeValue::Math(_) => "math",
                NodeValue::FootnoteDefinition(_) | NodeValue::FootnoteReference(_) => "footnote",
                NodeValue::TaskItem(_) => "task",
                _ => return None,
            })
        })
        .collect()
}

#[test]
fn nothing_becomes_markup_in_markdown() {
    let benign = structure(&rendered(Format::Markdown, &hostile("benign"), &Options::default()));
    for kind in ["html", "link", "image", "struck", "math", "footnote", "quote", "rule", "task"] {
        assert!(!benign.contains(&kind), "a page holds {kind}");
    }
    for text in HOSTILE.iter().filter(|text| !text.trim().is_empty()) {
        let found = structure(&rendered(Format::Markdown, &hostile(text), &Options::default()));
        assert_eq!(found, benign, "{text:?}");
    }
}

/// The names of all tags of a page, in order; the lines of a picture's texts differ with their length, and what runs from
/// right to left is isolated.
fn tags(page: &str) -> Vec<&str> {
    page.split('<')
        .skip(1)
        .map(|tag| tag.split(|c: char| c == '>' || c.is_whitespace()).next().unwrap_or_default())
        .filter(|tag| !matches!(*tag, "text" | "/text" | "bdi" | "/bdi"))
        .collect()
}

#[test]
fn nothing_becomes_markup_in_html_or_svg() {
    let page = |text| rendered(Format::Html, &hostile(text), &Options::default());
    let benign = page("benign");
    for tag in ["img", "link", "iframe", "object"] {
        assert!(!tags(&benign).contains(&tag), "a page holds {tag}");
    }
    assert_eq!(
        tags(&benign).iter().filter(|tag| **tag == "script").count(),
        1,
        "a page has its own script alone"
    );
    // The name of the SVG namespace is no address that anything is loaded from.
    let addresses = benign.replace("http://www.w3.org/2000/svg", "");
    assert!(
        !["http:", "https:", "url("].iter().any(|word| addresses.contains(word)),
        "a page asks for nothing from elsewhere"
    );
    let attributes = |page: &str| page.matches("=\"").count();
    for text in HOSTILE.iter().filter(|text| !text.trim().is_empty()) {
        let page = page(text);
        assert_eq!(tags(&page), tags(&benign), "{text:?}");
        let steers = |c: char| {
            (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!page.contains(steers), "{text:?}");
        for picture in pictures(&hostile(text)) {
            is_plain_xml(&picture);
        }
        let badge = svg::badge(&hostile(text));
        assert_eq!(tags(&badge).len(), tags(&svg::badge(&hostile("benign"))).len(), "{text:?}");
        assert_eq!(attributes(&badge), attributes(&svg::badge(&hostile("benign"))), "{text:?}");
    }
}

/// All charts and the badge, in light and dark and on paper.
fn pictures(report: &Report) -> Vec<String> {
    let (profile, heat) = (figure::profile(report), figure::heat(report));
    let drawn = |place| {
        let plane = figure::plane(report).map(|plane| svg::plane(&plane, place));
        let others = [svg::profile(&profile, place), svg::heatmap(&heat, place)];
        plane.into_iter().chain(svg::radar(&profile, place)).chain(others)
    };
    drawn(Place::Alone)
        .chain(drawn(Place::Paper))
        .chain(drawn(Place::Pixels))
        .chain([svg::badge(report)])
        .collect()
}

/// A reader of XML can read it, meets nothing that loads or runs something, and no character that XML forbids.
fn is_plain_xml(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}")) {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                assert!(!["script", "image", "foreignObject", "a", "use"].contains(&name.as_str()), "{name}");
                for attribute in tag.attributes() {
                    let key = attribute.unwrap().key.as_ref().to_owned();
                    assert!(!key.starts_with("on") && !key.ends_with("href"), "{key}");
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let forbidden = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(forbidden), "{text:?}");
}

/// Reads a table back, and sees that no cell could be taken for a formula.
fn cells(table: &str) -> Vec<csv::StringRecord> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>().unwrap();
    for cell in rows.iter().flatten().filter(|cell| cell.parse::<f64>().is_err()) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
    }
    rows
}

#[test]
fn nothing_becomes_a_formula_in_csv() {
    for text in HOSTILE {
        let rows = cells(&rendered(Format::Csv, &hostile(text), &Options::default()));
        assert_eq!(rows.len(), 2, "{text:?}");
        let read = row::meant(&rows[1][0]);
        // It is read back as it was, but for what would steer a terminal.
        assert_eq!(read.chars().count(), text.chars().count(), "{text:?}");
        for (read, was) in read.chars().zip(text.chars()) {
            let breaks = matches!(was, '\n' | '\r' | '\t');
            assert_eq!(read == was, breaks || printable(&was.to_string()) == was.to_string(), "{text:?}");
            assert!(breaks || !read.is_control());
        }
    }
}

#[test]
fn nothing_is_more_than_text_in_a_plan() {
    let plan = |text: &str| backlog(&hostile(text), None, &Request { team_size: 2, ..Request::default() });
    let page = |format, plan: &Backlog| {
        document(format, &backlog::document(plan), &Options::default()).expect("it is a format of pages")
    };
    let benign = plan("benign");
    let (markdown, html) = (structure(&page(Format::Markdown, &benign)), page(Format::Html, &benign));
    for text in HOSTILE.iter().filter(|text| !text.trim().is_empty()) {
        let plan = plan(text);
        assert_eq!(structure(&page(Format::Markdown, &plan)), markdown, "{text:?}");
        assert_eq!(tags(&page(Format::Html, &plan)), tags(&html), "{text:?}");
        for c in page(Format::Text, &plan).chars() {
            assert!(!c.is_control() || c == '\n', "{c:?} from {text:?}");
        }
        for (columns, title) in [(Columns::Own, 0), (Columns::Jira, 0), (Columns::Azure, 1)] {
            let mut table = Vec::new();
            render::csv::backlog(&plan, columns, &mut table).unwrap();
            let rows = cells(std::str::from_utf8(&table).unwrap());
            assert_eq!(rows.len(), plan.tickets.len() + 1, "{text:?}");
            assert!(rows[1..].iter().all(|row| row::meant(&row[title]) == printable(text)), "{text:?}");
        }
        let mut json = Vec::new();
        render::json::backlog(&plan, &mut json).unwrap();
        let value: Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(value["tickets"][0]["title"], *text);
    }
}

#[test]
fn nothing_is_more_than_text_in_a_derivation() {
    let line = |text: &str| {
        let report = hostile(text);
        let topic = Topic::Pole(report.poles[0].id.clone());
        explain(&report, &topic, 9).expect("the pole is there")
    };
    let benign = structure(&render::markdown::derivation(&line("benign")));
    for text in HOSTILE.iter().filter(|text| !text.trim().is_empty()) {
        let line = line(text);
        assert_eq!(structure(&render::markdown::derivation(&line)), benign, "{text:?}");
        for c in render::terminal::derivation(&line, &Options::default()).chars() {
            assert!(!c.is_control() || c == '\n', "{c:?} from {text:?}");
        }
        let mut json = Vec::new();
        render::json::derivation(&line, &mut json).unwrap();
        let value: Value = serde_json::from_slice(&json).unwrap();
        assert!(value["title"].as_str().unwrap().contains(text), "{text:?}");
    }
}

#[test]
fn json_keeps_every_text_as_it_is() {
    for text in HOSTILE {
        let report = hostile(text);
        let json = rendered(Format::Json, &report, &Options::default());
        assert_eq!(read_back(&Source::new("hostile.json", json)).unwrap(), report);
    }
}

/// The report with every number, or every list, replaced; `None` where that is no report any more.
fn edited(change: &impl Fn(&mut Value)) -> Option<Report> {
    fn walk(value: &mut Value, change: &impl Fn(&mut Value)) {
        change(value);
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, change)),
            Value::Object(map) => map.values_mut().for_each(|value| walk(value, change)),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(report()).unwrap();
    walk(&mut value, change);
    read_back(&Source::new("edited.json", value.to_string())).ok()
}

#[test]
fn a_report_that_was_edited_by_hand_can_still_be_shown() {
    let mut shown = 0;
    let mut show = |report: Option<Report>| {
        let Some(report) = report else { return };
        for format in [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::Csv] {
            assert!(!rendered(format, &report, &Options::default()).is_empty());
        }
        assert!(!svg::badge(&report).is_empty());
        shown += 1;
    };
    for number in [-1.0, 2.0, 0.5, 1e300, -1e300, 1e-300] {
        show(edited(&|value| {
            if value.is_f64() {
                *value = number.into();
            }
        }));
    }
    for count in [0_u64, 1, 7, u64::from(u32::MAX)] {
        show(edited(&|value| {
            if value.is_u64() {
                *value = count.into();
            }
        }));
    }
    show(edited(&|value| {
        if let Value::Array(items) = value {
            items.clear();
        }
    }));
    show(edited(&|value| {
        if let Value::Array(items) = value
            && items.iter().all(Value::is_object)
        {
            items.extend(items.clone());
        }
    }));
    assert!(shown >= 10, "{shown}");
}
