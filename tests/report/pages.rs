//! The PDF as its readers see it, through poppler's tools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::{Data, assert_data_eq};
use standpoint::render::pdf::{Fonts, compose};
use standpoint::report::document::Detail;
use standpoint::report::{Report, Stamp};
use tempfile::TempDir;

use super::fixture::{built_in, of_sheet, report, sheet};
use super::hostile::{HOSTILE, hostile};

/// A PDF in a folder of its own.
struct Pdf {
    folder: TempDir,
}

impl Pdf {
    fn of(report: &Report, detail: Detail) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pdf = compose(report, detail, &Fonts::default()).expect("every report can be typeset");
        fs::write(folder.path().join("report.pdf"), pdf.bytes).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("report.pdf")
    }

    /// What a tool prints about the file; `None` if the tool is not installed here.
    fn ask(&self, tool: &str, arguments: &[&str]) -> Option<String> {
        let output = Command::new(tool).args(arguments).arg(self.path()).arg("-").output();
        let Ok(output) = output else {
            assert!(std::env::var_os("CI").is_none(), "{tool} is missing: install poppler-utils");
            eprintln!("{tool} is not installed, so this was not checked");
            return None;
        };
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn info(&self) -> Option<String> {
        // `pdfinfo` knows no second file.
        let output = Command::new("pdfinfo").arg(self.path()).output();
        if output.is_err() {
            return self.ask("pdfinfo", &[]);
        }
        Some(String::from_utf8_lossy(&output.unwrap().stdout).into_owned())
    }

    /// Everything that it says, its white space as single spaces.
    fn text(&self) -> Option<String> {
        let text = self.ask("pdftotext", &["-enc", "UTF-8"])?;
        let text = text.replace('\u{200b}', "");
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

#[test]
fn the_text_is_as_it_was() {
    // In the order of the file: how a tool orders texts that stand side by side is its own affair.
    let arguments = ["-enc", "UTF-8", "-raw"];
    let Some(text) = Pdf::of(&report(), Detail::Full).ask("pdftotext", &arguments) else { return };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/report.pdf.txt");
    assert_data_eq!(lines.join("\n") + "\n", Data::read_from(&path, None).raw());
}

#[test]
fn it_is_tagged_and_says_what_it_was_made_of() {
    let report = report();
    let pdf = Pdf::of(&report, Detail::Full);
    let Some(info) = pdf.info() else { return };
    let value = |key: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        line.unwrap_or_else(|| panic!("{key} in {info}")).trim().to_owned()
    };
    assert_eq!(value("Tagged"), "yes");
    assert_eq!(value("Title"), "Harbour check: quayside");
    assert_eq!(value("Keywords"), Stamp::of(&report).to_string());
    assert_eq!(value("JavaScript"), "no");
    assert!(!info.contains("CreationDate"), "{info}");
}

#[test]
fn it_has_the_same_sections_as_every_other_format() {
    let report = report();
    let document = standpoint::report::document::write(&report, Detail::Full);
    let Some(text) = Pdf::of(&report, Detail::Full).text() else { return };
    for section in &document.sections {
        assert!(text.contains(&section.title), "{} in\n{text}", section.title);
    }
    for question in report.scored_questions() {
        assert!(text.contains(&question.text), "{}", question.text);
    }
    for step in &report.recommendations {
        assert!(text.contains(&step.title), "{}", step.title);
    }
}

#[test]
fn its_sections_are_bookmarks_and_its_fonts_are_embedded() {
    let pdf = Pdf::of(&report(), Detail::Full);
    let Some(xml) = pdf.ask("pdftohtml", &["-xml", "-i", "-stdout"]) else { return };
    let outline = xml.split_once("<outline>").unwrap_or_else(|| panic!("there is an outline")).1;
    for title in ["Where the team stands", "The plane", "How this was worked out"] {
        assert!(outline.contains(title), "{title} in\n{outline}");
    }
    let fonts = Command::new("pdffonts").arg(pdf.path()).output().expect("it comes with pdftohtml");
    let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
    let rows: Vec<_> = fonts.lines().skip(2).collect();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row.contains("NotoSans") && row.contains(" yes yes yes ")), "{fonts}");
}

#[test]
fn a_summary_has_two_pages_however_much_there_is() {
    let flagship = built_in("devops-itops");
    for report in [report(), of_sheet(&flagship, &sheet(&flagship, 11)), hostile(&"long name ".repeat(20))] {
        let Some(info) = Pdf::of(&report, Detail::Summary).info() else { return };
        let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).map(str::trim);
        assert!(matches!(pages, Some("1" | "2")), "{info}");
    }
}

#[test]
fn whatever_texts_say_they_stay_texts() {
    let markup =
        ["#panic(\"x\")", "$x^2$ *bold* _it_ `raw` = heading", "#image(\"/etc/passwd\") @ref <label>"];
    for text in HOSTILE.iter().chain(&markup) {
        let pdf = Pdf::of(&hostile(text), Detail::Full);
        let Some(found) = pdf.text() else { return };
        // A word that fits into no line is broken, and not in one piece any more.
        let whole = text.split_whitespace().all(|word| word.len() < 60);
        if text.is_ascii() && !text.contains(char::is_control) && !text.trim().is_empty() && whole {
            let expected = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(found.contains(&expected), "{text:?} in\n{}", &found[..found.len().min(2000)]);
        }
    }
}

#[test]
fn a_script_without_a_font_is_named() {
    let pdf = compose(&hostile("東京の運用チーム"), Detail::Full, &Fonts::default()).unwrap();
    assert_eq!(pdf.missing, ["Han", "Hiragana", "Katakana"]);
    let covered = compose(&hostile("Ομάδα, Команда, צוות, فريق"), Detail::Full, &Fonts::default()).unwrap();
    assert_eq!(covered.missing, Vec::<String>::new());
}

#[test]
fn letters_that_run_together_are_set_in_texts_and_pictures() {
    // Lam and alef become one letter, with spaces round them as well.
    for text in ["الأتمتة والأدوات", "لا إله إلا "] {
        let pdf = compose(&hostile(text), Detail::Full, &Fonts::default()).unwrap();
        assert_eq!(pdf.missing, Vec::<String>::new(), "{text}");
    }
    // In one line of a picture with what only another font has, an ellipsis for one, they cannot be drawn: that is said.
    for text in ["الأدوات and الأتمتة", "الأتمتة والأدوات الأتمتة والأدوات الأتمتة والأدوات"]
    {
        let pdf = compose(&hostile(text), Detail::Full, &Fonts::default()).unwrap();
        assert_eq!(pdf.missing, ["Arabic in pictures"], "{text}");
    }
}

#[test]
fn fonts_of_ones_own_fill_the_gaps() {
    let mut fonts = Fonts::default();
    assert_eq!(fonts.add(b"no font".to_vec()), 0);
    let own = fs::read(Path::new("src/render/font/NotoSans-Bold.ttf")).unwrap();
    assert_eq!(fonts.add(own), 1);
}
