//! Team cases: two readers who know nothing but a case answer alike, and the team lands where its facts put it.
//!
//! `tests/cases/README.md` says how the cases were written and answered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use standpoint::answers::{self, AnswerSheet, Response, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Questionnaire, Value, catalogue, compile};
use standpoint::scoring::{Assessment, Label, score};

/// Where the cases are.
const CASES: &str = "tests/cases";
/// The folders of the recorded answers, one for each reader.
const READERS: [&str; 2] = ["first", "second"];

/// A team and what its facts imply.
struct Case {
    name: String,
    /// A zone, or `central`.
    zone: String,
    strong: Vec<String>,
    weak: Vec<String>,
    /// The contradictions that the facts contain.
    contradictions: Vec<String>,
    text: String,
}

fn flagship() -> Questionnaire {
    compile(&catalogue::sources("devops-itops").unwrap())
        .unwrap_or_else(|problems| panic!("{problems}"))
        .questionnaire
}

/// The names of the files with this extension, without it.
fn names(folder: &Path, extension: &str) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| name != "README")
        .collect()
}

fn case(name: &str) -> Case {
    let file = fs::read_to_string(format!("{CASES}/{name}.md")).unwrap();
    let [before, front, text] = file.split("+++\n").collect::<Vec<_>>()[..] else {
        panic!("{name}: TOML between two lines of +++, then the text")
    };
    assert_eq!(before, "", "{name}");
    let mut front: toml::Table = front.parse().unwrap_or_else(|problem| panic!("{name}: {problem}"));
    let mut list = |key: &str| -> Vec<String> {
        front.remove(key).map_or_else(Vec::new, |value| value.try_into().unwrap())
    };
    let [strong, weak, contradictions] = ["strong", "weak", "contradictions"].map(&mut list);
    let mut text_of = |key: &str| -> String { front.remove(key).unwrap().try_into().unwrap() };
    let [_, zone] = ["title", "zone"].map(&mut text_of);
    assert!(front.is_empty(), "{name}: {front}");
    Case { name: name.to_owned(), zone, strong, weak, contradictions, text: text.to_owned() }
}

fn cases() -> Vec<Case> {
    names(Path::new(CASES), "md").iter().map(|name| case(name)).collect()
}

/// What a reader answered for a case.
fn sheet(questionnaire: &Questionnaire, reader: &str, case: &str) -> AnswerSheet {
    let path = format!("{CASES}/answers/{reader}/{case}.toml");
    let source = Source::new(&path, fs::read_to_string(&path).unwrap());
    let read = answers::read(&source, Syntax::Toml, questionnaire).unwrap_or_else(|found| panic!("{found}"));
    assert_eq!(read.warnings.to_string(), "", "{path}");
    assert_eq!(read.sheet.subject.team.as_deref(), Some(case), "{path}");
    read.sheet
}

/// Calls `look` with each case and each reader's result for it.
fn each_result(mut look: impl FnMut(&Questionnaire, &Case, &str, &Assessment)) {
    let questionnaire = flagship();
    for case in cases() {
        for reader in READERS {
            let assessment = score(&questionnaire, &sheet(&questionnaire, reader, &case.name));
            look(&questionnaire, &case, reader, &assessment);
        }
    }
}

/// The mean score of traits; those without a score do not count.
fn mean(questionnaire: &Questionnaire, assessment: &Assessment, traits: &[String]) -> f64 {
    let scores: Vec<f64> = questionnaire
        .traits()
        .iter()
        .zip(&assessment.traits)
        .filter(|(of, _)| traits.contains(&of.id))
        .filter_map(|(_, result)| result.score.point())
        .collect();
    assert!(!scores.is_empty(), "{traits:?}");
    scores.iter().sum::<f64>() / scores.len() as f64
}

#[test]
fn there_are_enough_cases_and_each_says_what_its_facts_imply() {
    let questionnaire = flagship();
    let zones: Vec<&str> =
        questionnaire.placement().unwrap().zones.iter().map(|zone| zone.id.as_str()).collect();
    let traits: BTreeSet<&str> = questionnaire.traits().iter().map(|of| of.id.as_str()).collect();
    let known: BTreeSet<&str> = questionnaire.contradictions().iter().map(|of| of.id.as_str()).collect();
    let cases = cases();
    assert!(cases.len() >= 10, "{}", cases.len());
    for case in &cases {
        let words = case.text.split_whitespace().count();
        assert!((250..=400).contains(&words), "{}: {words} words", case.name);
        assert!(case.zone == "central" || zones.contains(&case.zone.as_str()), "{}", case.name);
        for named in [&case.strong, &case.weak] {
            assert!((3..=5).contains(&named.len()), "{}: {named:?}", case.name);
            assert!(named.iter().all(|id| traits.contains(id.as_str())), "{}: {named:?}", case.name);
        }
        assert!(case.strong.iter().all(|id| !case.weak.contains(id)), "{}", case.name);
        assert!(case.contradictions.iter().all(|id| known.contains(id.as_str())), "{}", case.name);
    }
    for id in traits {
        assert!(
            cases.iter().any(|case| case.strong.iter().any(|strong| strong == id)),
            "{id} is never strong"
        );
        assert!(cases.iter().any(|case| case.weak.iter().any(|weak| weak == id)), "{id} is never weak");
    }
}

#[test]
fn each_reader_said_something_to_every_question_of_every_case() {
    let questionnaire = flagship();
    let expected = names(Path::new(CASES), "md");
    for reader in READERS {
        assert_eq!(names(&Path::new(CASES).join("answers").join(reader), "toml"), expected, "{reader}");
        for case in &expected {
            let answered = sheet(&questionnaire, reader, case).entries().count();
            assert_eq!(answered, questionnaire.questions().len(), "{reader}: {case}");
        }
    }
}

#[test]
fn every_team_lands_where_its_facts_put_it() {
    each_result(|questionnaire, case, reader, assessment| {
        let placed = assessment.placement.as_ref().unwrap();
        let zone = placed.zone.map(|zone| questionnaire.placement().unwrap()[zone].id.as_str());
        let is_as_implied = if case.zone == "central" {
            matches!(placed.label, Label::Central | Label::Borderline)
        } else {
            placed.label == Label::Decided && zone == Some(case.zone.as_str())
        };
        assert!(is_as_implied, "{reader}: {} is {:?} in {zone:?}", case.name, placed.label);
    });
}

#[test]
fn strong_traits_score_higher_than_weak_ones() {
    let mut gaps: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    each_result(|questionnaire, case, _, assessment| {
        let [strong, weak] = [&case.strong, &case.weak].map(|traits| mean(questionnaire, assessment, traits));
        gaps.entry(case.name.clone()).or_default().push(strong - weak);
    });
    for (case, gaps) in gaps {
        let gap = gaps.iter().sum::<f64>() / gaps.len() as f64;
        assert!(gap >= 0.2, "{case}: {gaps:?}");
    }
}

#[test]
fn no_honest_answers_are_called_contradictory() {
    each_result(|questionnaire, case, reader, assessment| {
        let found = assessment.contradictions.iter().map(|index| &questionnaire[*index].id);
        let unmeant: Vec<_> = found.filter(|id| !case.contradictions.contains(id)).collect();
        assert!(unmeant.is_empty(), "{reader}: {}: {unmeant:?}", case.name);
    });
}

/// How often two readers answered a question of a case alike.
#[derive(Default)]
struct Agreement {
    both_decided: usize,
    alike: usize,
    one_undecided: usize,
}

impl Agreement {
    fn of_cases() -> Self {
        let questionnaire = flagship();
        let mut agreement = Self::default();
        for case in names(Path::new(CASES), "md") {
            let [first, second] = READERS.map(|reader| sheet(&questionnaire, reader, &case));
            for (question, one) in first.entries() {
                let other = second.get(question).and_then(|entry| entry.response.as_ref());
                match (one.response.as_ref(), other) {
                    (Some(Response::Answered(one)), Some(Response::Answered(other))) => {
                        agreement.count(one, other);
                    }
                    (Some(Response::Answered(_)), _) | (_, Some(Response::Answered(_))) => {
                        agreement.one_undecided += 1;
                    }
                    _ => {}
                }
            }
        }
        agreement
    }

    fn count(&mut self, one: &Value, other: &Value) {
        self.both_decided += 1;
        self.alike += usize::from(one == other);
    }
}

#[test]
fn two_readers_answer_alike_what_the_case_decides() {
    let agreement = Agreement::of_cases();
    let alike = agreement.alike as f64;
    let share = alike / agreement.both_decided as f64;
    assert!(share >= 0.8, "{share}");
    let strict = alike / (agreement.both_decided + agreement.one_undecided) as f64;
    assert!(strict >= 0.8, "{strict}");
}

#[test]
fn the_agreement_in_the_documentation_is_the_recorded_one() {
    let agreement = Agreement::of_cases();
    let page = fs::read_to_string("docs/instrument.md").unwrap();
    let row = format!("| {} | {} | {} |", agreement.both_decided, agreement.alike, agreement.one_undecided);
    assert!(page.contains(&row), "docs/instrument.md lacks the row\n{row}");
}
