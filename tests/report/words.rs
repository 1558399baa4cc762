//! What holds of the words, whatever the answers.

use proptest::prelude::*;
use standpoint::render::{Format, Options};
use standpoint::report::document::{self, Block, Detail, Section};

use super::fixture::{built_in, of_sheet, of_team, rendered, sheet};

/// Visits every section.
fn each<'a>(sections: &'a [Section], visit: &mut impl FnMut(&'a Section)) {
    for section in sections {
        visit(section);
        each(&section.sections, visit);
    }
}

#[test]
fn a_dimension_taken_alone_is_no_surer_than_its_answers() {
    let questionnaire = built_in("devops-itops");
    let page = |name: &str| {
        rendered(Format::Markdown, &of_sheet(&questionnaire, &of_team(name)), &Options::default())
    };
    let said = |page: &str, label: &str| -> Vec<String> {
        let label = format!("- **{label}:** ");
        page.lines().filter_map(|line| line.strip_prefix(&label)).map(str::to_owned).collect()
    };
    let half = page("half-filled");
    let alone = said(&half, "Taken alone");
    assert_eq!(alone[0], "any of the zones; what is answered so far points to Integrated");
    assert_eq!(alone.last().unwrap(), "Integrated");
    let integration = said(&half, "Integration");
    assert!(integration[0].ends_with(", as far as the answers tell"), "{integration:?}");
    assert!(integration.last().unwrap().parse::<u8>().is_ok(), "{integration:?}");
    // DevOps is at 46 there, which is within the band.
    assert!(
        said(&page("records-office"), "Taken alone")
            .contains(&"ITOps-leaning or Integrated, too close to call".to_owned())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn lines_keep_to_the_width_and_ascii_is_ascii(seed: u64, width in 60_usize..=200) {
        for id in ["devops-itops", "delivery-metrics", "ops-readiness"] {
            let questionnaire = built_in(id);
            let report = of_sheet(&questionnaire, &sheet(&questionnaire, seed));
            let unicode = rendered(Format::Text, &report, &Options { width, ..Options::default() });
            let ascii = rendered(Format::Text, &report, &Options { width, unicode: false, ..Options::default() });
            prop_assert!(ascii.is_ascii());
            for line in unicode.lines().chain(ascii.lines()) {
                prop_assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
                prop_assert!(!line.ends_with(' '), "{line:?}");
            }
            prop_assert!(!unicode.contains("\n\n\n"));
            prop_assert_eq!(rendered(Format::Text, &report, &Options { width, ..Options::default() }), unicode);
        }
    }

    #[cfg(feature = "cli")]
    #[test]
    fn styles_change_nothing_that_is_said(seed: u64) {
        let questionnaire = built_in("devops-itops");
        let report = of_sheet(&questionnaire, &sheet(&questionnaire, seed));
        let plain = rendered(Format::Text, &report, &Options::default());
        let styled = rendered(Format::Text, &report, &Options { styled: true, ..Options::default() });
        prop_assert_eq!(anstream::adapter::strip_str(&styled).to_string(), plain);
    }

    #[test]
    fn ids_are_unique_and_nothing_is_empty(seed: u64) {
        for id in ["devops-itops", "delivery-metrics", "ops-readiness"] {
            let questionnaire = built_in(id);
            let report = of_sheet(&questionnaire, &sheet(&questionnaire, seed));
            for detail in [Detail::Summary, Detail::Full] {
                let document = document::write(&report, detail);
                let mut ids = Vec::new();
                let mut empty = Vec::new();
                each(&document.sections, &mut |section| {
                    ids.push(section.id.as_str());
                    if section.blocks.is_empty() && section.sections.is_empty() {
                        empty.push(section.id.as_str());
                    }
                    for block in &section.blocks {
                        let nothing = match block {
                            Block::Paragraph(text) => text.is_empty(),
                            Block::List(list) => list.items.is_empty(),
                            Block::Facts(facts) => facts.is_empty(),
                            Block::Table(table) => table.rows.is_empty(),
                            Block::Answers(answers) => answers.0.is_empty(),
                            Block::Drawing(_) | Block::Callout(_) => false,
                        };
                        if nothing {
                            empty.push(section.id.as_str());
                        }
                    }
                });
                let count = ids.len();
                ids.sort_unstable();
                ids.dedup();
                prop_assert_eq!(ids.len(), count);
                prop_assert!(empty.is_empty(), "{empty:?}");
            }
        }
    }
}
