use proptest::prelude::*;
use standpoint::diagnostic::{Source, render as show};
use standpoint::render::{Format, Options};
use standpoint::report::read_back;

use super::fixture::{built_in, of_sheet, rendered, report, sheet};

fn json() -> String {
    rendered(Format::Json, &report(), &Options::default())
}

/// The code and the place of the one finding.
fn refused(text: &str) -> (&'static str, String) {
    let source = Source::new("result.json", text);
    let findings = read_back(&source).expect_err("it must be refused");
    let [finding] = findings.0.as_slice() else { panic!("{findings}") };
    assert!(!show(finding, false, false).is_empty());
    (finding.code, source.position(finding.labels[0].span.start).to_string())
}

#[test]
fn a_saved_report_is_read_as_it_was() {
    let report = report();
    assert_eq!(read_back(&Source::new("result.json", json())).unwrap(), report);
    assert_eq!(read_back(&Source::new("result.json", format!("\u{feff}{}", json()))).unwrap(), report);
}

#[test]
fn a_file_that_is_cut_short_says_where() {
    let json = json();
    let half = &json[..json.len() / 2];
    let lines = half.lines().count();
    let (code, place) = refused(half);
    assert_eq!(code, "report-syntax");
    assert!(place.starts_with(&format!("{lines}:")), "{place} is not on line {lines}");
    assert_eq!(refused("").0, "report-syntax");
    assert_eq!(refused("{\n  \"format\": nonsense\n}"), ("report-syntax", "2:14".to_owned()));
}

#[test]
fn another_format_and_another_version_are_told_apart() {
    for text in ["[]", "3", "{}", "{\"format\": 1}", "{\"format\": \"other/1\"}", "{\"answers\": {}}"] {
        assert_eq!(refused(text).0, "report-format", "{text}");
    }
    let newer = json().replace("standpoint.report/1", "standpoint.report/2");
    assert_eq!(refused(&newer), ("report-version", "2:14".to_owned()));
}

#[test]
fn a_report_that_lost_a_key_says_which() {
    let json = json().replace("\"unanswered\":", "\"unanswer\":");
    let source = Source::new("result.json", json);
    let findings = read_back(&source).unwrap_err();
    assert_eq!(findings.0[0].code, "report-shape");
    assert_eq!(findings.0[0].labels[0].message, "missing field `unanswered`");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_report_survives_the_way_through_json(seed: u64) {
        for id in ["devops-itops", "delivery-metrics", "ops-readiness"] {
            let questionnaire = built_in(id);
            let report = of_sheet(&questionnaire, &sheet(&questionnaire, seed));
            let json = rendered(Format::Json, &report, &Options::default());
            prop_assert_eq!(read_back(&Source::new("result.json", json)).unwrap(), report);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}", cut in 0_usize..4000) {
        let _ = read_back(&Source::new("result.json", text));
        let json = json();
        let cut = json.floor_char_boundary(cut.min(json.len() - 2));
        prop_assert!(read_back(&Source::new("result.json", &json[..cut])).is_err());
    }
}
