//! The document for word processors, part by part.

use std::io::{Cursor, Read as _};

use snapbox::{Data, assert_data_eq};
use standpoint::render::{self, Format, Options};
use standpoint::report::Report;
use zip::ZipArchive;

use super::fixture::report;
use super::hostile::{HOSTILE, hostile};

fn archive(report: &Report) -> ZipArchive<Cursor<Vec<u8>>> {
    let mut bytes = Vec::new();
    render::render(Format::Docx, report, &Options::default(), &mut bytes).expect("a vector takes everything");
    ZipArchive::new(Cursor::new(bytes)).expect("it is an archive")
}

fn part(report: &Report, name: &str) -> String {
    let mut text = String::new();
    archive(report).by_name(name).expect("there is such a part").read_to_string(&mut text).unwrap();
    text
}

/// The names of all elements, in order; panics on what is not well-formed.
fn elements(xml: &str) -> Vec<String> {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}")) {
            Event::Start(of) | Event::Empty(of) => names.push(of.name().as_ref().to_owned()),
            Event::Eof => return names,
            _ => {}
        }
    }
}

#[test]
fn the_text_is_as_it_was() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/document.xml");
    assert_data_eq!(part(&report(), "word/document.xml"), Data::read_from(&path, None).raw());
}

#[test]
fn every_part_is_well_formed_and_every_picture_is_there() {
    let report = report();
    let names: Vec<String> = archive(&report).file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in names.iter().filter(|name| !name.contains("media/")) {
        assert!(!elements(&part(&report, name)).is_empty(), "{name}");
    }
    let text = part(&report, "word/document.xml");
    let relations = part(&report, "word/_rels/document.xml.rels");
    let pictures = text.matches("<a:blip ").count();
    assert!(pictures >= 3);
    for number in 1..=pictures {
        assert!(names.contains(&format!("word/media/picture{number}.png")));
        assert!(relations.contains(&format!("media/picture{number}.png")));
    }
    assert_eq!(text.matches("descr=\"").count(), pictures, "every picture has an alternative text");
    assert!(!text.contains("descr=\"\""));
}

#[test]
fn headings_lists_and_header_rows_are_real() {
    let text = part(&report(), "word/document.xml");
    for style in ["Title", "Heading1", "Heading2", "Heading3", "ListBullet", "Caption"] {
        assert!(text.contains(&format!("<w:pStyle w:val=\"{style}\">")), "{style}");
    }
    assert_eq!(text.matches("<w:tbl>").count(), text.matches("<w:tblHeader>").count());
    let styles = part(&report(), "word/styles.xml");
    for used in text.split("<w:pStyle w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(styles.contains(&format!("w:styleId=\"{used}\"")), "{used}");
    }
}

#[test]
fn nothing_becomes_markup() {
    let benign = elements(&part(&hostile("benign"), "word/document.xml"));
    for text in HOSTILE.iter().filter(|text| text.chars().any(char::is_alphanumeric)) {
        let text = part(&hostile(text), "word/document.xml");
        let steers = |c: char| c.is_control() && c != '\n';
        assert!(!text.contains(steers));
        assert_eq!(elements(&text), benign);
    }
}
