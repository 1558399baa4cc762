//! Names that want to be more than text.

use standpoint::portfolio::{Plan, Portfolio};
use standpoint::render::portfolio::{Format, write};

use super::{build, entry, report, reports};

const NAMES: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "a | b | c",
    "[link](javascript:alert(1))",
    "=HYPERLINK(\"http://x\")",
    "\u{202e}reversed\u{1b}[31m",
    "`code` *stars* _lines_",
    "line\nbreak",
    "</title></style></script>",
];

fn page(format: Format) -> String {
    let names = NAMES.iter().enumerate().map(|(index, name)| entry(&report(name, index, 0)));
    let mut portfolio: Portfolio =
        build(names.chain(reports().iter().map(entry)).collect(), &Plan::default());
    // What a questionnaire of somebody else could hold.
    NAMES[0].clone_into(&mut portfolio.poles[0].title);
    NAMES[8].clone_into(&mut portfolio.dimensions[0].title);
    NAMES[1].clone_into(&mut portfolio.questionnaire.title);
    let mut out = Vec::new();
    write(format, &portfolio, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn in_html_names_stay_text() {
    let page = page(Format::Html);
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("</title>").count(), page.matches("<title>").count());
    assert!(!page.contains("<img") && page.contains("&lt;img src=x"));
    assert!(!page.contains(['\u{202e}', '\u{1b}']));
    assert!(page.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn in_markdown_names_stay_text_and_rows_stay_rows() {
    let page = page(Format::Markdown);
    assert!(!page.contains(['\u{202e}', '\u{1b}']));
    let html = comrak::markdown_to_html(&page, &{
        let mut options = comrak::Options::default();
        options.extension.table = true;
        options.render.r#unsafe = true;
        options
    });
    assert!(!html.contains("<script>") && !html.contains("<img") && !html.contains("<a href"), "{html}");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
    assert!(rows.iter().any(|row| row.starts_with("| a \\| b \\| c | ")), "{rows:#?}");
}
