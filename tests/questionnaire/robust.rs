//! Whatever stands in a file, the answer is a questionnaire or findings: never a panic, never without end.

use std::collections::BTreeSet;

use proptest::prelude::*;
use standpoint::diagnostic::{Diagnostics, Source, render};
use standpoint::questionnaire::{Compiled, Kind, Questionnaire, RecommendationIx, catalogue, compile};

/// Compiles a text and renders the first findings.
fn compiled(text: impl Into<String>) -> Result<Compiled, Diagnostics> {
    let result = compile(&[Source::new("q\u{1b}[31m.toml", text)]);
    match &result {
        Ok(compiled) => assert!(!compiled.warnings.has_errors()),
        Err(problems) => {
            assert!(problems.has_errors());
            for finding in problems.iter().take(3) {
                let shown = render(finding, false, true);
                assert!(!shown.contains('\u{1b}') && shown.len() < 20_000, "{shown}");
                assert!(finding.to_string().len() < 2_000);
            }
        }
    }
    result
}

fn codes(result: Result<Compiled, Diagnostics>) -> Vec<&'static str> {
    result.map_or_else(|problems| problems.iter().map(|finding| finding.code).collect(), |_| Vec::new())
}

fn shortest() -> String {
    catalogue::sources("delivery-metrics").unwrap()[0].text().to_owned()
}

#[test]
fn no_files_and_empty_files_lack_everything() {
    for problems in [compile(&[]), compiled(""), compiled("# nothing\n")] {
        assert_eq!(codes(problems), ["missing-table"; 5]);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    let plain = compiled(shortest()).unwrap().questionnaire;
    let windows = compiled(format!("\u{feff}{}", shortest().replace('\n', "\r\n"))).unwrap().questionnaire;
    assert_eq!(windows.fingerprint(), plain.fingerprint());
}

#[test]
fn binary_and_cut_texts_are_not_toml() {
    let text = shortest();
    for end in (0..text.len()).step_by(997).filter(|end| text.is_char_boundary(*end)) {
        let _ = compiled(&text[..end]);
    }
    let binary: String = (0..4096_u32).filter_map(|n| char::from_u32(n * 7919 % 0x3000)).collect();
    assert!(compiled(binary).is_err());
    assert!(compiled("\0".repeat(5000)).is_err());
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [50, 200, 100_000] {
        let list = format!("[[question]]\noptions = {}1{}\n", "[".repeat(depth), "]".repeat(depth));
        let table = format!("[[question]]\noptions = {}1{}\n", "{ a = ".repeat(depth), " }".repeat(depth));
        let key = format!("question{} = 1\n", ".a".repeat(depth));
        let header = format!("[question{}]\nb = 1\n", ".a".repeat(depth));
        for text in [list, table, key, header] {
            assert!(compiled(text).is_err());
        }
    }
}

#[test]
fn a_line_of_megabytes_is_cut_in_every_message() {
    let long = "x".repeat(5_000_000);
    for text in [
        format!("{long} = 1\n"),
        format!(
            "[{long}]\n[[question]]\ntrait = \"{long}\"\nkind = \"{long}\"\nwhen = \"{long} = '{long}'\"\n"
        ),
        format!("[[question]]\nwhen = \"{}\"\n", "not ".repeat(200_000)),
        format!("[[question]]\noptions = [{}]\n", "1,".repeat(200_000)),
    ] {
        assert!(compiled(text).is_err());
    }
}

#[test]
fn a_flood_of_problems_is_still_answered() {
    assert!(compiled("=\n".repeat(100_000)).is_err());
    assert!(compiled("]\n".repeat(600_000)).is_err());
    assert!(compiled("a = [\n".repeat(2_000)).is_err());
    assert!(compiled("[[question]]\ntrait = \"none\"\n".repeat(2_000)).is_err());
}

#[test]
fn numbers_at_the_edges_are_judged() {
    let text = shortest();
    let count = text.matches("weight = 1\n").count();
    assert!(count > 0);
    for number in [
        "nan",
        "-nan",
        "inf",
        "-inf",
        "-0.0",
        "1e-400",
        "1e999",
        "9223372036854775808",
        "0xffffffffffffffffff",
    ] {
        assert!(compiled(text.replace("weight = 1\n", &format!("weight = {number}\n"))).is_err(), "{number}");
    }
    assert!(compiled(text.replace("weight = 1\n", "weight = 1e9\n")).is_ok());
}

/// What every questionnaire promises to those who use it.
fn holds_its_promises(questionnaire: &Questionnaire) {
    let share = 0.0..=1.0;
    assert!(!questionnaire.poles().is_empty() && !questionnaire.dimensions().is_empty());
    assert_eq!(questionnaire.forms()[questionnaire.full_form().0].id, "full");
    for dimension in questionnaire.dimensions() {
        assert!(dimension.weight > 0.0 && !dimension.traits.is_empty());
    }
    for of in questionnaire.traits() {
        assert!(of.weight > 0.0 && !of.questions.is_empty() && !of.poles.is_empty());
        assert!(of.poles.iter().all(|(_, factor)| *factor > 0.0));
        assert!(of.essential.iter().all(|gate| (2..=questionnaire.levels().len()).contains(&gate.level)));
        assert!(of.recommendations.is_sorted_by(|a, b| questionnaire[*a].below <= questionnaire[*b].below));
    }
    for (index, question) in questionnaire.questions().iter().enumerate() {
        let earlier = |condition: &standpoint::questionnaire::Condition| {
            condition.questions().iter().all(|other| other.0 < index)
        };
        assert!(question.when.as_ref().is_none_or(earlier));
        match &question.kind {
            Kind::Choice(options) => {
                assert!(options.is_sorted_by(|a, b| a.value <= b.value));
                assert!(options[0].value <= 0.0 && options[options.len() - 1].value >= 1.0);
            }
            Kind::Multiple { options, cap } => {
                let sum: f64 = options.iter().map(|option| option.points).sum();
                assert!(*cap > 0.0 && *cap <= sum);
            }
            Kind::Number(number) => {
                assert!(number.anchors.iter().all(|(_, value)| share.contains(value)));
                assert!(question.of.is_none() || number.anchors.len() > 1);
            }
            Kind::YesNo => {}
            Kind::Text => assert!(question.of.is_none()),
        }
    }
    assert!(can_be_done_in_some_order(questionnaire));
    if let Some(placement) = questionnaire.placement() {
        for combination in 0..1 << questionnaire.poles().len() {
            let _ = &placement[placement.zone(combination)];
        }
    }
}

/// Whether no recommendation waits for itself in the end: those that wait for nothing are done, until none is left.
fn can_be_done_in_some_order(questionnaire: &Questionnaire) -> bool {
    let indices = || (0..questionnaire.recommendations().len()).map(RecommendationIx);
    let mut done: BTreeSet<RecommendationIx> = BTreeSet::new();
    loop {
        let ready = |index: &RecommendationIx| {
            let requires = questionnaire[*index].requires.iter();
            requires.flat_map(|need| questionnaire.leading_to(*need)).all(|before| done.contains(&before))
        };
        let next: Vec<RecommendationIx> =
            indices().filter(|index| !done.contains(index)).filter(ready).collect();
        if next.is_empty() {
            return done.len() == questionnaire.recommendations().len();
        }
        done.extend(next);
    }
}

/// A change to a text: lines keep it readable more often than bytes do.
#[derive(Debug, Clone)]
enum Change {
    Delete(usize),
    Repeat(usize),
    Swap(usize, usize),
    /// Gives one line the value of another.
    Value(usize, usize),
    Insert(usize, String),
    Cut(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let place = 0..100_000_usize;
    prop_oneof![
        3 => place.clone().prop_map(Change::Delete),
        3 => place.clone().prop_map(Change::Repeat),
        3 => (place.clone(), place.clone()).prop_map(|(a, b)| Change::Swap(a, b)),
        6 => (place.clone(), place.clone()).prop_map(|(a, b)| Change::Value(a, b)),
        1 => (place.clone(), "[-a-z0-9=\"'\\[\\]{}#.\\\\ \n\u{e9}]{0,6}").prop_map(|(at, text)| Change::Insert(at, text)),
        1 => (place, 0..40_usize).prop_map(|(at, length)| Change::Cut(at, length)),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let count = lines.len();
        if count == 0 {
            return text;
        }
        text = match change {
            Change::Delete(at) => {
                lines.remove(at % count);
                lines.concat()
            }
            Change::Repeat(at) => {
                lines.insert(at % count, lines[at % count]);
                lines.concat()
            }
            Change::Swap(a, b) => {
                lines.swap(a % count, b % count);
                lines.concat()
            }
            Change::Value(a, b) => {
                let given =
                    |line: &'_ str| line.split_once(" = ").map(|(key, value)| (key.len(), value.len()));
                let assignments: Vec<usize> =
                    (0..count).filter(|index| given(lines[*index]).is_some()).collect();
                if assignments.is_empty() {
                    return text;
                }
                let (a, b) = (assignments[a % assignments.len()], assignments[b % assignments.len()]);
                let line = lines[a].split_once(" = ").map(|(key, _)| key).unwrap_or_default();
                let value = lines[b].split_once(" = ").map(|(_, value)| value).unwrap_or_default();
                let line = format!("{line} = {value}");
                lines[a] = &line;
                lines.concat()
            }
            Change::Insert(at, inserted) => {
                let at = text.floor_char_boundary(at % (text.len() + 1));
                format!("{}{inserted}{}", &text[..at], &text[at..])
            }
            Change::Cut(at, length) => {
                let start = text.floor_char_boundary(at % (text.len() + 1));
                let end = text.ceil_char_boundary((start + length).min(text.len()));
                format!("{}{}", &text[..start], &text[end..])
            }
        };
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutilated_flagship_is_refused_or_keeps_its_promises(
        file in 0_usize..100,
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let mut sources = catalogue::sources("devops-itops").unwrap();
        let index = file % sources.len();
        sources[index] = Source::new("q.toml", changed(sources[index].text(), &changes));
        match compile(&sources) {
            Ok(compiled) => holds_its_promises(&compiled.questionnaire),
            Err(problems) => {
                prop_assert!(problems.has_errors());
                for finding in problems.iter().take(2) {
                    prop_assert!(render(finding, false, false).contains(finding.code));
                }
            }
        }
    }

    #[test]
    fn a_mutilated_short_questionnaire_is_refused_or_keeps_its_promises(
        changes in prop::collection::vec(change(), 1..6),
    ) {
        if let Ok(compiled) = compiled(changed(&shortest(), &changes)) {
            holds_its_promises(&compiled.questionnaire);
        }
    }
}

#[test]
fn built_in_questionnaires_keep_their_promises() {
    for id in catalogue::ids() {
        holds_its_promises(&compile(&catalogue::sources(id).unwrap()).unwrap().questionnaire);
    }
}
