//! What a pipeline looks at: what was found, where it stands, and in which shape it is written.

use std::io::{self, Write};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use standpoint::answers::Syntax;
use standpoint::diagnostic::Source;
use standpoint::render;
use standpoint::report::inspection::{Check, Inspection, Origin, Rule, Verdict, inspect};
use standpoint::report::{Gate, Report};

use super::fixture::{inspected, of_answers, questionnaire, report};
use super::hostile::{HOSTILE, hostile};

fn of_rule(inspection: &Inspection, rule: Rule) -> Vec<&Check> {
    inspection.checks.iter().filter(|check| check.rule == rule).collect()
}

fn failed(check: &Check) -> bool {
    matches!(check.verdict, Verdict::Failed { .. })
}

#[test]
fn each_finding_of_a_report_is_a_check_that_failed_and_nothing_else_is() {
    let report = report();
    let inspection = inspected(&report);
    let places = |rule| -> Vec<String> {
        let checks = of_rule(&inspection, rule).into_iter().filter(|check| failed(check));
        checks.map(|check| check.place.clone()).collect()
    };
    let of_trait = |id: &str| format!("{}.{id}", report.trait_of(id).expect("the report has it").0.id);
    let distinct = |ids: Vec<String>| {
        let mut kept: Vec<String> = Vec::new();
        for id in ids {
            if !kept.contains(&id) {
                kept.push(id);
            }
        }
        kept
    };
    assert!(!report.weak_traits.is_empty() && !report.contradictions.is_empty());
    let weak = distinct(report.weak_traits.iter().map(|weak| of_trait(&weak.of)).collect());
    assert_eq!(places(Rule::WeakTrait), weak);
    let parts = distinct(report.weak_dimensions.iter().map(|weak| weak.dimension.clone()).collect());
    assert_eq!(places(Rule::WeakDimension), parts);
    let held = report.poles.iter().chain(report.dimensions.iter().flat_map(|of| &of.poles));
    let held = held.filter_map(|pole| pole.level.as_ref()).flat_map(|level| &level.held_back_by);
    let mut held = distinct(held.map(|held| of_trait(&held.of)).collect());
    held.sort();
    let mut found = places(Rule::Essential);
    found.sort();
    assert_eq!(found, held);
    let contradictions: Vec<String> = report.contradictions.iter().map(|of| of.id.clone()).collect();
    assert_eq!(places(Rule::Contradiction), contradictions);
    // Every trait and every dimension is looked at, whatever is found.
    let traits: usize = report.dimensions.iter().map(|part| part.traits.len()).sum();
    assert_eq!(of_rule(&inspection, Rule::WeakTrait).len(), traits);
    assert_eq!(of_rule(&inspection, Rule::WeakDimension).len(), report.dimensions.len());
}

#[test]
fn what_is_not_answered_is_skipped_and_a_gate_on_it_fails() {
    let report = of_answers(&questionnaire(), "questionnaire = \"harbour\"\n[answers]\n");
    let inspection = inspected(&report);
    for check in &inspection.checks {
        match (check.rule, &check.verdict) {
            (Rule::Gate, Verdict::Failed { message, certain }) => {
                assert!(message.contains("too little is answered") && !certain, "{message}");
            }
            (Rule::Gate, verdict) => panic!("{verdict:?}"),
            (_, Verdict::Skipped { reason }) => assert!(reason.contains("nothing is answered")),
            (rule, verdict) => panic!("{rule:?}: {verdict:?}"),
        }
    }
}

/// The text of an answer file that a place names.
fn quoted<'t>(text: &'t str, place: &standpoint::report::inspection::Place) -> &'t str {
    let line = text.lines().nth(place.region.start.line - 1).expect("the line is there");
    assert_eq!(place.region.start.line, place.region.end.line);
    let byte = |column: usize| line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    &line[byte(place.region.start.column)..byte(place.region.end.column)]
}

#[test]
fn a_finding_names_its_answers_by_line_and_column_in_toml_and_json() {
    let toml = "questionnaire = \"harbour\"\n[answers]\n# é\nrelease-pace = 1\n  monitoring-reach   = { answer = 1, note = \"ü\" } # so\n";
    let json = "{\"questionnaire\": \"harbour\",\n \"answers\": {\"release-pace\": 1, \"monitoring-reach\":\t{\"answer\": 1}}}";
    for (text, syntax, wanted) in [
        (toml, Syntax::Toml, ["release-pace = 1", "monitoring-reach   = { answer = 1, note = \"ü\" }"]),
        (json, Syntax::Json, ["\"release-pace\": 1", "\"monitoring-reach\":\t{\"answer\": 1}"]),
    ] {
        let source = Source::new("answers", text);
        let questionnaire = questionnaire();
        let read = standpoint::answers::read(&source, syntax, &questionnaire).unwrap();
        let report = super::fixture::of_sheet(&questionnaire, &read.sheet);
        let gates: Vec<Gate> = report
            .poles
            .iter()
            .map(|pole| Gate::parse(&format!("{}=1", pole.id), &report).unwrap())
            .collect();
        let inspection = inspect(&report, &gates, &Origin::new(&source, syntax, None));
        let found: Vec<&str> = inspection
            .checks
            .iter()
            .flat_map(|check| &check.answers)
            .map(|place| quoted(text, place))
            .collect();
        for wanted in wanted {
            assert!(found.contains(&wanted), "{wanted}: {found:?}");
        }
    }
}

#[test]
fn a_fingerprint_stays_while_answers_change_and_tells_checks_apart() {
    let fingerprints = |report: &Report| -> Vec<String> {
        let inspection = inspected(report);
        inspection.checks.iter().map(|check| check.fingerprint(&inspection.questionnaire)).collect()
    };
    let one = fingerprints(&report());
    let mut distinct = one.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), one.len());
    let other =
        include_str!("fixture/answers.toml").replace("release-pace = \"daily\"", "\nrelease-pace = 1");
    let other = fingerprints(&of_answers(&questionnaire(), &other));
    let kept = one.iter().filter(|fingerprint| other.contains(fingerprint)).count();
    assert!(kept > one.len() / 2, "{kept} of {}", one.len());
}

type Writer = fn(&[Inspection], &mut dyn Write) -> io::Result<()>;

fn written(write: Writer, inspections: &[Inspection]) -> String {
    let mut file = Vec::new();
    write(inspections, &mut file).expect("a vector takes everything");
    String::from_utf8(file).expect("both formats are UTF-8")
}

fn valid(log: &Value) {
    let schema: Value = serde_json::from_str(include_str!("fixture/sarif-2.1.0.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn the_schema_refuses_what_is_no_sarif() {
    let schema: Value = serde_json::from_str(include_str!("fixture/sarif-2.1.0.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut log: Value =
        serde_json::from_str(&written(render::sarif::write, &[inspected(&report())])).unwrap();
    log["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(!validator.is_valid(&log));
}

#[test]
fn sarif_keeps_to_its_schema_and_its_indices_point_somewhere() {
    let empty = of_answers(&questionnaire(), "questionnaire = \"harbour\"\n[answers]\n");
    let mut several =
        vec![inspected(&report()), inspected(&empty), inspect(&report(), &[], &Origin::default())];
    several.extend(HOSTILE.iter().map(|text| inspected(&hostile(text))));
    let log: Value = serde_json::from_str(&written(render::sarif::write, &several)).unwrap();
    valid(&log);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let wanted = several.iter().flat_map(|of| &of.checks).filter(|check| failed(check)).count();
    assert_eq!(results.len(), wanted);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let level = result["level"].as_str().unwrap();
        assert_eq!(level == "error", result["ruleId"] == "gate");
        let place = &result["locations"][0]["physicalLocation"];
        if let Some(index) = place["artifactLocation"]["index"].as_u64() {
            let artifact = &run["artifacts"][usize::try_from(index).unwrap()];
            assert_eq!(artifact["location"]["uri"], place["artifactLocation"]["uri"]);
            assert_eq!(place["artifactLocation"]["uri"], "teams/quay%20side.toml");
            assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        }
    }
}

#[test]
fn nothing_becomes_a_link_or_a_placeholder_in_sarif() {
    for text in HOSTILE.iter().chain(&["[a](1) {0} }{ \\[b](2)"]) {
        let log: Value =
            serde_json::from_str(&written(render::sarif::write, &[inspected(&hostile(text))])).unwrap();
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let message = result["message"]["text"].as_str().unwrap();
            assert!(!message.contains("]("), "{message}");
            let outside = message.replace("{{", "").replace("}}", "");
            assert!(!outside.contains(['{', '}']), "{message}");
            assert!(!message.chars().any(char::is_control), "{message:?}");
        }
    }
}

/// The elements that the xUnit schema of Jenkins knows, each with its attributes and children.
const KNOWN: &[(&str, &[&str], &[&str])] = &[
    ("testsuites", &["name", "tests", "failures", "errors", "time"], &["testsuite"]),
    (
        "testsuite",
        &["name", "tests", "failures", "errors", "skipped", "time", "file"],
        &["testcase", "system-out"],
    ),
    ("testcase", &["name", "classname", "time"], &["failure", "skipped"]),
    ("failure", &["message", "type"], &[]),
    ("skipped", &["message"], &[]),
    ("system-out", &[], &[]),
];

/// Reads JUnit XML, checks its shape, and returns the names and attributes of its elements with all texts.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut found): (Vec<String>, _) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(tag) => {
                let element = element(&tag);
                if let Some(parent) = open.last() {
                    let (_, _, children) = KNOWN.iter().find(|(name, ..)| name == parent).unwrap();
                    assert!(children.contains(&element.0.as_str()), "{} in {parent}", element.0);
                }
                open.push(element.0.clone());
                found.push(element);
            }
            Event::Empty(tag) => panic!("{tag:?}"),
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    found
}

fn element(tag: &BytesStart) -> (String, Vec<(String, String)>) {
    let name = tag.name().as_ref().to_owned();
    let (_, attributes, _) =
        KNOWN.iter().find(|(known, ..)| *known == name).unwrap_or_else(|| panic!("{name}"));
    let pairs = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let key = attribute.key.as_ref().to_owned();
        assert!(attributes.contains(&key.as_str()), "{key}");
        (key, quick_xml::escape::unescape(&attribute.value).unwrap().into_owned())
    });
    (name, pairs.collect())
}

#[test]
fn junit_has_the_shape_that_servers_read_and_counts_what_it_holds() {
    let of = inspected(&report());
    let found = elements(&written(render::junit::write, std::slice::from_ref(&of)));
    let value = |element: &(String, Vec<(String, String)>), key: &str| -> usize {
        element.1.iter().find(|(name, _)| name == key).unwrap().1.parse().unwrap()
    };
    let count = |name: &str| found.iter().filter(|element| element.0 == name).count();
    assert_eq!(value(&found[0], "tests"), of.checks.len());
    assert_eq!((count("testcase"), count("testsuite")), (of.checks.len(), Rule::ALL.len()));
    assert_eq!(value(&found[0], "failures"), count("failure"));
    let suites: Vec<_> = found.iter().filter(|element| element.0 == "testsuite").collect();
    let sum = |key: &str| suites.iter().map(|suite| value(suite, key)).sum::<usize>();
    assert_eq!(
        (sum("tests"), sum("failures"), sum("skipped")),
        (count("testcase"), count("failure"), count("skipped"),)
    );
    assert!(count("failure") > 0 && count("skipped") > 0, "the fixture shows both");
}

#[test]
fn nothing_becomes_markup_in_junit() {
    let names = |text: &str| -> Vec<String> {
        let of = [inspected(&hostile(text))];
        elements(&written(render::junit::write, &of)).into_iter().map(|(name, _)| name).collect()
    };
    let benign = names("benign");
    for text in HOSTILE {
        assert_eq!(names(text), benign, "{text:?}");
        let xml = written(render::junit::write, &[inspected(&hostile(text))]);
        let illegal = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!xml.contains(illegal), "{text:?}");
    }
}
