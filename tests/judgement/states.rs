//! What counts, what does not, and what is said when there is nothing to say.

use standpoint::answers::AnswerSheet;
use standpoint::questionnaire::{FormIx, PoleIx, Questionnaire};
use standpoint::scoring::{Assessment, Confidence, Coverage, Label, QuestionOutcome, Score, score};

use crate::fixture::{LADDER, PLANE, close, questionnaire, sheet};

/// One pole, one trait, one question of each sort.
const ONE_POLE: &str = r#"
[questionnaire]
id = "test"
version = "1.0.0"
title = "Test"

[[pole]]
id = "strength"
title = "Strength"

[[form]]
id = "quick"
title = "Quick"

[[dimension]]
id = "d"
title = "D"

[[trait]]
id = "t"
dimension = "d"
poles = ["strength"]
title = "T"

[[question]]
id = "gate"
kind = "yes-no"
text = "Is there a cellar?"
forms = ["quick"]

[[question]]
id = "damp"
trait = "t"
kind = "yes-no"
text = "Is it dry?"
when = "gate = 'yes'"
forms = ["quick"]

[[question]]
id = "parts"
trait = "t"
kind = "multiple"
text = "What is in it?"
options = [
  { id = "wine", text = "Wine" },
  { id = "coal", text = "Coal" },
  { id = "nothing", text = "None of these", none = true },
]
forms = ["quick"]

[[question]]
id = "depth"
trait = "t"
kind = "number"
text = "How deep is it?"
anchors = [[0, 0.0], [4, 1.0]]

[[question]]
id = "remark"
kind = "text"
text = "Anything else?"

[[contradiction]]
id = "dry-without-depth"
when = "damp = 'yes' and depth < 1"
message = "Can it be dry and have no depth?"
"#;

fn judge(questionnaire: &Questionnaire, answers: &[(&str, &str)]) -> Assessment {
    score(questionnaire, &sheet(questionnaire, answers))
}

fn outcome(questionnaire: &Questionnaire, assessment: &Assessment, id: &str) -> QuestionOutcome {
    assessment.questions[questionnaire.find_question(id).expect("the question exists").0]
}

/// The point and the range of the only trait.
#[track_caller]
fn is(assessment: &Assessment, point: f64, low: f64, high: f64) {
    let score = assessment.traits[0].score;
    close(score.point(), point);
    close(score.bounds().map(|bounds| bounds.0), low);
    close(score.bounds().map(|bounds| bounds.1), high);
}

#[test]
fn a_question_that_is_not_asked_leaves_the_score() {
    let questionnaire = questionnaire(ONE_POLE);
    let answers = [("gate", "no"), ("damp", "yes"), ("parts", "wine"), ("depth", "4")];
    let assessment = judge(&questionnaire, &answers);
    assert_eq!(outcome(&questionnaire, &assessment, "damp"), QuestionOutcome::NotShown);
    is(&assessment, 0.75, 0.75, 0.75);
    assert_eq!(assessment.coverage, Coverage { answered: 2, ..Coverage::default() });
}

#[test]
fn a_question_that_may_still_be_asked_is_missing() {
    let questionnaire = questionnaire(ONE_POLE);
    for gate in [&[][..], &[("gate", "unknown")][..]] {
        let answers = [gate, &[("parts", "wine;coal"), ("depth", "4")]].concat();
        let assessment = judge(&questionnaire, &answers);
        assert_eq!(outcome(&questionnaire, &assessment, "damp"), QuestionOutcome::Unanswered);
        is(&assessment, 1.0, 2.0 / 3.0, 1.0);
    }
}

#[test]
fn an_answer_counts_while_its_condition_is_open() {
    let questionnaire = questionnaire(ONE_POLE);
    let assessment = judge(&questionnaire, &[("damp", "yes"), ("parts", "wine"), ("depth", "0")]);
    assert_eq!(outcome(&questionnaire, &assessment, "damp"), QuestionOutcome::Answered(Some(1.0)));
    is(&assessment, 0.5, 0.5, 0.5);
}

#[test]
fn none_of_these_with_one_of_these_is_missing() {
    let questionnaire = questionnaire(ONE_POLE);
    let assessment = judge(&questionnaire, &[("gate", "no"), ("parts", "wine;nothing"), ("depth", "2")]);
    assert_eq!(outcome(&questionnaire, &assessment, "parts"), QuestionOutcome::Invalid);
    is(&assessment, 0.5, 0.25, 0.75);
    assert_eq!((assessment.coverage.answered, assessment.coverage.unanswered), (1, 1));
}

#[test]
fn dont_know_is_missing_and_counted_apart() {
    let questionnaire = questionnaire(ONE_POLE);
    let assessment = judge(&questionnaire, &[("gate", "no"), ("parts", "unknown"), ("depth", "2")]);
    is(&assessment, 0.5, 0.25, 0.75);
    assert_eq!((assessment.coverage.unknown, assessment.coverage.unanswered), (1, 0));
    assert_eq!(assessment.coverage.share(), Some(0.5));
}

fn quick(questionnaire: &Questionnaire, answers: &[(&str, &str)]) -> AnswerSheet {
    let mut sheet = sheet(questionnaire, answers);
    sheet.form = questionnaire.find_form("quick").unwrap_or(FormIx(0));
    sheet
}

#[test]
fn what_the_form_does_not_hold_is_not_missed_but_counts_if_answered() {
    let questionnaire = questionnaire(ONE_POLE);
    let without = score(&questionnaire, &quick(&questionnaire, &[("gate", "no"), ("parts", "wine")]));
    assert_eq!(outcome(&questionnaire, &without, "depth"), QuestionOutcome::NotInForm);
    is(&without, 0.5, 0.5, 0.5);
    assert_eq!(without.coverage, Coverage { answered: 1, ..Coverage::default() });

    let answers = [("gate", "no"), ("parts", "wine"), ("depth", "4")];
    let with = score(&questionnaire, &quick(&questionnaire, &answers));
    is(&with, 0.75, 0.75, 0.75);

    let answers = [("gate", "no"), ("parts", "wine"), ("depth", "unknown")];
    is(&score(&questionnaire, &quick(&questionnaire, &answers)), 0.5, 0.25, 0.75);
}

#[test]
fn text_and_questions_without_a_trait_are_not_scored() {
    let questionnaire = questionnaire(ONE_POLE);
    let assessment = judge(&questionnaire, &[("gate", "yes"), ("remark", "cold")]);
    assert_eq!(outcome(&questionnaire, &assessment, "gate"), QuestionOutcome::Answered(None));
    assert_eq!(outcome(&questionnaire, &assessment, "remark"), QuestionOutcome::Answered(None));
    assert_eq!(assessment.traits[0].score, Score::Unanswered);
    assert_eq!(assessment.coverage, Coverage { unanswered: 3, ..Coverage::default() });
}

#[test]
fn nothing_is_neither_zero_nor_the_middle() {
    let questionnaire = questionnaire(ONE_POLE);
    let silent = judge(&questionnaire, &[]);
    assert_eq!(silent.poles[0].score, Score::Unanswered);
    assert_eq!((silent.poles[0].coverage, silent.poles[0].sufficient), (Some(0.0), false));
    assert!(silent.poles[0].level.is_none() && !silent.traits[0].sufficient);

    let answers = [("gate", "no"), ("parts", "n/a"), ("depth", "n/a")];
    let elsewhere = judge(&questionnaire, &answers);
    assert_eq!(elsewhere.traits[0].score, Score::NotApplicable);
    assert_eq!(elsewhere.poles[0].score, Score::NotApplicable);
    assert_eq!((elsewhere.poles[0].coverage, elsewhere.poles[0].sufficient), (None, false));
    assert_eq!(elsewhere.coverage, Coverage { not_applicable: 2, ..Coverage::default() });
    assert_eq!(elsewhere.coverage.share(), None);
}

#[test]
fn one_pole_has_no_plane_and_nothing_to_integrate() {
    let questionnaire = questionnaire(&format!("{ONE_POLE}{LADDER}"));
    let assessment = judge(&questionnaire, &[("gate", "no"), ("parts", "wine;coal"), ("depth", "2")]);
    assert!(assessment.placement.is_none() && assessment.integration.is_none());
    assert!(assessment.dimensions[0].placement.is_none() && assessment.dimensions[0].integration.is_none());
    assert_eq!(assessment.poles[0].level.as_ref().map(|level| level.rank), Some(4));
}

#[test]
fn one_answer_does_not_speak_for_a_trait_of_which_more_is_asked() {
    let questionnaire = questionnaire(ONE_POLE);
    let sufficient = |answers: &[(&str, &str)]| judge(&questionnaire, answers).traits[0].sufficient;
    assert!(!sufficient(&[("gate", "no"), ("parts", "wine")]));
    assert!(sufficient(&[("gate", "no"), ("parts", "wine"), ("depth", "n/a")]));
    assert!(sufficient(&[("gate", "yes"), ("parts", "wine"), ("depth", "2")]));
}

#[test]
fn a_contradiction_is_reported_only_if_it_holds_for_certain() {
    let questionnaire = questionnaire(ONE_POLE);
    let count = |answers: &[(&str, &str)]| judge(&questionnaire, answers).contradictions.len();
    assert_eq!(count(&[("gate", "yes"), ("damp", "yes"), ("depth", "0")]), 1);
    assert_eq!(count(&[("gate", "yes"), ("damp", "yes"), ("depth", "1")]), 0);
    assert_eq!(count(&[("gate", "yes"), ("damp", "yes")]), 0);
    assert_eq!(count(&[("gate", "no"), ("damp", "yes"), ("depth", "0")]), 0);
}

/// Traits with one number each, whose answer is its value; `on` names dimension and poles of each.
fn numbers(on: &[(&str, &str, &str)], more: &str) -> Questionnaire {
    use std::fmt::Write as _;
    let mut text = PLANE.to_owned();
    let mut dimensions: Vec<&str> = on.iter().map(|(_, dimension, _)| *dimension).collect();
    dimensions.dedup();
    for dimension in dimensions {
        writeln!(text, "[[dimension]]\nid = '{dimension}'\ntitle = 'D'").expect("a string");
    }
    for (of, dimension, poles) in on {
        writeln!(
            text,
            "[[trait]]\nid = '{of}'\ndimension = '{dimension}'\npoles = {poles}\ntitle = 'T'\n\
             [[question]]\nid = '{of}'\ntrait = '{of}'\nkind = 'number'\ntext = 'Q?'\nanchors = [[0, 0.0], [1, 1.0]]"
        )
        .expect("a string");
    }
    questionnaire(&(text + more))
}

#[test]
fn a_dimension_without_a_pole_is_not_placed_and_does_not_pull_the_pole_down() {
    let questionnaire = numbers(&[("a", "one", "['devops']"), ("b", "two", "['devops', 'itops']")], "");
    let assessment = judge(&questionnaire, &[("a", "0.2"), ("b", "0.8")]);
    assert_eq!(assessment.dimensions[0].poles[1].score, Score::NotApplicable);
    let placed = assessment.dimensions[0].placement.as_ref().expect("there are zones");
    assert_eq!((placed.zone, placed.label, placed.confidence), (None, Label::NoData, Confidence::Open));
    assert!(placed.candidates.is_empty() && placed.possible.is_empty() && placed.flips_after.is_none());
    close(assessment.poles[0].score.point(), 0.5);
    close(assessment.poles[1].score.point(), 0.8);
    let overall = assessment.integration.expect("one dimension has it");
    close(overall.score, 0.8);
    assert_eq!(overall.minimum_dimension, questionnaire.find_dimension("two").expect("it exists"));
}

#[test]
fn integration_is_never_that_of_the_averaged_poles() {
    let questionnaire = numbers(
        &[
            ("a", "one", "['devops']"),
            ("b", "one", "['itops']"),
            ("c", "two", "['devops']"),
            ("d", "two", "['itops']"),
        ],
        "",
    );
    let assessment = judge(&questionnaire, &[("a", "1"), ("b", "0"), ("c", "0"), ("d", "1")]);
    close(assessment.poles[0].score.point(), 0.5);
    close(assessment.poles[1].score.point(), 0.5);
    close(assessment.integration.map(|found| found.score), 0.0);
}

#[test]
fn a_complete_sheet_is_tentative_and_an_undecided_one_open() {
    let questionnaire = numbers(&[("a", "one", "['devops']"), ("b", "one", "['itops']")], "");
    let confidence = |answers: &[(&str, &str)]| {
        judge(&questionnaire, answers).placement.expect("there are zones").confidence
    };
    assert_eq!(confidence(&[("a", "0.9"), ("b", "0.9")]), Confidence::Tentative);
    assert_eq!(confidence(&[("a", "0.9"), ("b", "unknown")]), Confidence::Open);
    assert_eq!(confidence(&[("a", "n/a"), ("b", "0.9")]), Confidence::Open);
}

#[test]
fn weak_traits_lag_behind_their_pole_or_are_low_while_it_is_high() {
    let on = [
        ("a", "one", "['devops']"),
        ("b", "one", "['devops']"),
        ("c", "one", "['itops']"),
        ("d", "one", "['devops']"),
    ];
    let questionnaire = numbers(&on, "[method]\nweak-link = 0.3\nweak-trait = 0.45\n");
    let weak = |answers: &[(&str, &str)]| {
        let assessment = judge(&questionnaire, answers);
        let name = |weak: &standpoint::scoring::WeakTrait| (questionnaire[weak.of].id.clone(), weak.certain);
        assessment.weak_traits.iter().map(name).collect::<Vec<_>>()
    };
    // devops is 0.6: exactly 0.3 below it is not far, and 0.3 is low while it is high.
    assert_eq!(weak(&[("a", "0.7"), ("b", "0.8"), ("c", "0.5"), ("d", "0.3")]), [("d".to_owned(), true)]);
    assert_eq!(weak(&[("a", "0.7"), ("b", "0.7"), ("c", "0.5"), ("d", "0.45")]), []);
    // devops is 0.4 and not high: only the distance counts.
    assert_eq!(weak(&[("a", "0.5"), ("b", "0.6"), ("c", "0.5"), ("d", "0.1")]), []);
    assert_eq!(weak(&[("a", "0.6"), ("b", "0.6"), ("c", "0.5"), ("d", "0")]), [("d".to_owned(), true)]);
    // What is missing could pull the pole down to the trait.
    assert_eq!(weak(&[("a", "1"), ("b", "unknown"), ("c", "0.5"), ("d", "0.2")]), [("d".to_owned(), false)]);
}

#[test]
fn the_bottleneck_is_what_integration_gains() {
    let questionnaire =
        numbers(&[("a", "one", "['devops']"), ("b", "one", "['devops']"), ("c", "one", "['itops']")], "");
    let assessment = judge(&questionnaire, &[("a", "0.9"), ("b", "0.1"), ("c", "0.8")]);
    let [weak] = assessment.weak_traits[..] else { panic!("one trait is weak") };
    assert_eq!((questionnaire[weak.of].id.as_str(), weak.pole), ("b", PoleIx(0)));
    close(weak.bottleneck, (0.7_f64 * 0.8).sqrt() - (0.5_f64 * 0.8).sqrt());
}

#[test]
fn weak_dimensions_lag_behind_the_whole_pole() {
    let questionnaire = numbers(
        &[
            ("a", "one", "['devops', 'itops']"),
            ("b", "two", "['devops', 'itops']"),
            ("c", "three", "['devops']"),
        ],
        "",
    );
    let assessment = judge(&questionnaire, &[("a", "0.9"), ("b", "0.3"), ("c", "0.9")]);
    let found: Vec<_> = assessment
        .weak_dimensions
        .iter()
        .map(|weak| (questionnaire[weak.of].id.as_str(), weak.pole.0, weak.certain))
        .collect();
    assert_eq!(found, [("two", 0, true), ("two", 1, true)]);
    let assessment = judge(&questionnaire, &[("a", "unknown"), ("b", "0.2"), ("c", "0.9")]);
    let found: Vec<_> = assessment.weak_dimensions.iter().map(|weak| weak.certain).collect();
    assert_eq!(found, [false]);
}

#[test]
fn a_practice_is_unsupported_only_by_what_is_known_to_be_low() {
    let step = "[[recommendation]]\nid = 'a-on'\ntrait = 'a'\nbelow = 1.0\nlift = 0.2\ntitle = 'Go on'\n\
                requires = [{ trait = 'b', at-least = 0.5 }]\n";
    let questionnaire = numbers(&[("a", "one", "['devops']"), ("b", "one", "['itops']")], step);
    let count = |a: &str, b: &str| judge(&questionnaire, &[("a", a), ("b", b)]).unsupported.len();
    assert_eq!(count("0.6", "0.39"), 1);
    assert_eq!(count("0.6", "0.4"), 0);
    assert_eq!(count("0.59", "0"), 0);
    assert_eq!(count("0.9", "unknown"), 0);
    assert_eq!(count("0.9", "n/a"), 0);
}

#[test]
fn three_poles_span_a_space() {
    let poles = ["x", "y", "z"];
    let zones = [
        ("low", "{ x = 'low' }"),
        ("flat", "{ x = 'high', y = 'low' }"),
        ("deep", "{ x = 'high', y = 'high', z = 'low' }"),
        ("full", "{ x = 'high', y = 'high', z = 'high' }"),
    ];
    let text = [
        "[questionnaire]\nid = 'test'\nversion = '1.0.0'\ntitle = 'Test'\n".to_owned(),
        poles.map(|pole| format!("[[pole]]\nid = '{pole}'\ntitle = 'P'\n")).concat(),
        "[placement]\n".to_owned(),
        zones
            .map(|(id, when)| {
                format!("[[placement.zone]]\nid = '{id}'\ntitle = 'Z'\nsummary = 'S'\nwhen = {when}\n")
            })
            .concat(),
        "[[dimension]]\nid = 'd'\ntitle = 'D'\n".to_owned(),
        poles
            .map(|of| {
                format!(
                    "[[trait]]\nid = '{of}'\ndimension = 'd'\npoles = ['{of}']\ntitle = 'T'\n\
                     [[question]]\nid = '{of}'\ntrait = '{of}'\nkind = 'number'\ntext = 'Q?'\n\
                     anchors = [[0, 0.0], [1, 1.0]]\n"
                )
            })
            .concat(),
    ]
    .concat();
    let questionnaire = questionnaire(&text);
    let placed = |x: &str, y: &str, z: &str| {
        let assessment = judge(&questionnaire, &[("x", x), ("y", y), ("z", z)]);
        let placed = assessment.placement.expect("there are zones");
        let names = |zones: &[standpoint::questionnaire::ZoneIx]| {
            let placement = questionnaire.placement().expect("there are zones");
            zones.iter().map(|zone| placement[*zone].id.clone()).collect::<Vec<_>>().join(" ")
        };
        (placed.label, names(&placed.candidates), names(&placed.possible))
    };
    let found = |label, candidates: &str, possible: &str| (label, candidates.to_owned(), possible.to_owned());
    assert_eq!(placed("0.9", "0.9", "0.9"), found(Label::Decided, "full", "full"));
    assert_eq!(placed("0.9", "0.48", "0.9"), found(Label::Borderline, "flat full", "flat"));
    assert_eq!(placed("0.48", "0.48", "0.9"), found(Label::Borderline, "low flat full", "low"));
    assert_eq!(placed("0.5", "0.48", "0.52"), found(Label::Central, "low flat deep full", "flat"));
    // Wherever the other two end up, a low first pole is in one zone: how near they are to the cut is no matter.
    assert_eq!(placed("0.1", "0.48", "0.52"), found(Label::Decided, "low", "low"));
    assert_eq!(placed("0.1", "unknown", "unknown"), found(Label::NoData, "", "low"));
    let integration = judge(&questionnaire, &[("x", "0.2"), ("y", "0.4"), ("z", "0.8")]).integration;
    close(integration.map(|found| found.score), 0.4);
}
