//! The short survey against exhaustive search: it stops by itself exactly when nothing that is open can change the zone.

use std::fmt::Write as _;
use std::time::Duration;

use proptest::prelude::*;
use standpoint::answers::{self, AnswerSheet, Response};
use standpoint::diagnostic::Source;
use standpoint::guide::Narrowing;
use standpoint::questionnaire::{
    Kind, QuestionIx, Questionnaire, Reading, Truth, Value, ZoneIx, catalogue, compile,
};
use standpoint::scoring::{prospect, score};
use standpoint::survey::{Action, Options, Session, Short, Stop};

/// Nobody takes this long.
const FOREVER: Duration = Duration::from_hours(24);

/// A small questionnaire with two poles.
#[derive(Debug, Clone)]
struct Model {
    cut: f64,
    /// Whether each combination of poles is a zone of its own; otherwise only the first pole decides.
    four_zones: bool,
    traits: Vec<(usize, [f64; 2], f64)>,
    questions: Vec<Asked>,
}

#[derive(Debug, Clone)]
struct Asked {
    of: usize,
    weight: f64,
    reversed: bool,
    kind: usize,
    /// The kind of a condition and the earlier question that it names.
    when: Option<(usize, prop::sample::Index)>,
}

fn model(conditions: bool) -> impl Strategy<Value = Model> {
    let weight = || prop::sample::select(vec![1.0, 2.0, 0.7]);
    let factors = prop::sample::select(vec![[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.5]]);
    let when = (0..4_usize, any::<prop::sample::Index>());
    let when = prop::option::weighted(0.5, when).prop_map(move |when| when.filter(|_| conditions));
    let asked = (0..3_usize, weight(), any::<bool>(), 0..4_usize, when);
    let asked =
        asked.prop_map(|(of, weight, reversed, kind, when)| Asked { of, weight, reversed, kind, when });
    (
        prop::sample::select(vec![0.3, 0.5, 0.6]),
        any::<bool>().prop_map(move |four| four || !conditions),
        prop::collection::vec((0..2_usize, factors, weight()), 3),
        prop::collection::vec(asked, 3..=5),
    )
        .prop_map(|(cut, four_zones, traits, mut questions)| {
            // Each trait has a question, and each pole a trait.
            for (of, question) in questions.iter_mut().take(3).enumerate() {
                question.of = of;
                question.kind = question.kind.min(2);
            }
            let mut model = Model { cut, four_zones, traits, questions };
            (model.traits[0].0, model.traits[1].0) = (0, 1);
            (model.traits[0].1, model.traits[1].1[1]) = ([1.0, 0.0], 1.0);
            model
        })
}

impl Model {
    fn compile(&self) -> Questionnaire {
        let text = self.definition();
        compile(&[Source::new("model.toml", text.as_str())])
            .map_or_else(|e| panic!("{e}\n{text}"), |compiled| compiled.questionnaire)
    }

    fn definition(&self) -> String {
        let mut text = "[questionnaire]\nid = 'model'\nversion = '1.0.0'\ntitle = 'Model'\n".to_owned();
        text += "[[pole]]\nid = 'a'\ntitle = 'A'\n[[pole]]\nid = 'b'\ntitle = 'B'\n";
        writeln!(text, "[placement]\ncut = {:?}", self.cut).expect("a string");
        let zones: &[(&str, &str)] = if self.four_zones {
            &[
                ("both", "{ a = 'high', b = 'high' }"),
                ("only-a", "{ a = 'high', b = 'low' }"),
                ("only-b", "{ a = 'low', b = 'high' }"),
                ("none", "{ a = 'low', b = 'low' }"),
            ]
        } else {
            &[("high", "{ a = 'high' }"), ("low", "{ a = 'low' }")]
        };
        for (id, when) in zones {
            writeln!(text, "[[placement.zone]]\nid = '{id}'\ntitle = 'Z'\nsummary = 'S'\nwhen = {when}")
                .expect("a string");
        }
        for dimension in 0..2 {
            writeln!(text, "[[dimension]]\nid = 'd{dimension}'\ntitle = 'D'").expect("a string");
        }
        for (index, (dimension, [a, b], weight)) in self.traits.iter().enumerate() {
            let poles = [("a", a), ("b", b)].into_iter().filter(|(_, factor)| **factor > 0.0);
            let poles: Vec<String> = poles.map(|(pole, factor)| format!("{pole} = {factor:?}")).collect();
            let poles = poles.join(", ");
            writeln!(
                text,
                "[[trait]]\nid = 't{index}'\ndimension = 'd{dimension}'\ntitle = 'T'\nweight = {weight:?}\n\
                 poles = {{ {poles} }}"
            )
            .expect("a string");
        }
        for (index, asked) in self.questions.iter().enumerate() {
            let Asked { of, weight, reversed, .. } = asked;
            let mut more = if asked.kind == 3 {
                String::new()
            } else {
                format!("trait = 't{of}'\nweight = {weight:?}\n")
            };
            if *reversed && matches!(asked.kind, 0 | 2) {
                more += "reversed = true\n";
            }
            let kind = match self.kind(index) {
                0 => "kind = 'yes-no'",
                1 => "kind = 'number'\nminimum = 0\nmaximum = 9\nanchors = [[0, 0.0], [4, 0.6], [9, 1.0]]",
                _ => {
                    "kind = 'choice'\noptions = [{ id = 'x', text = 'X' }, { id = 'y', text = 'Y' }, { id = 'z', text = 'Z' }]"
                }
            };
            writeln!(text, "[[question]]\nid = 'q{index}'\n{more}text = 'Q?'\n{kind}").expect("a string");
            if let Some((form, earlier)) = asked.when.as_ref().filter(|_| index > 0) {
                let earlier = earlier.index(index);
                let equal = match self.kind(earlier) {
                    0 => "= 'yes'",
                    1 => "> 4",
                    _ => "= 'y'",
                };
                let when = match form {
                    0 => format!("q{earlier} {equal}"),
                    1 => format!("not (q{earlier} {equal})"),
                    2 => format!("answered(q{earlier})"),
                    _ => format!("not answered(q{earlier})"),
                };
                writeln!(text, "when = \"{when}\"").expect("a string");
            }
        }
        text
    }

    /// Yes or no, a number, a choice, or a choice that is not scored.
    fn kind(&self, index: usize) -> usize {
        self.questions[index].kind
    }
}

fn zone(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Option<ZoneIx> {
    score(questionnaire, sheet).placement.and_then(|placed| placed.zone)
}

/// Returns what can be said to a question: answers of the least, a middle and the greatest value, and "not applicable".
/// "Don't know" and nothing are the same to every score and every condition.
fn responses(questionnaire: &Questionnaire, question: QuestionIx) -> Vec<Response> {
    let values = match &questionnaire[question].kind {
        Kind::Choice(options) => (0..options.len()).map(Value::Choice).collect(),
        Kind::Number(_) => [0.0, 4.0, 9.0].map(Value::Number).to_vec(),
        _ => vec![Value::YesNo(false), Value::YesNo(true)],
    };
    let answers = values.into_iter().map(Response::Answered);
    answers.chain([Response::NotApplicable { reason: None }]).collect()
}

/// Returns whether some way to answer some or all of the open questions leads to another zone.
fn flips(
    questionnaire: &Questionnaire,
    sheet: &AnswerSheet,
    from: usize,
    now: Option<ZoneIx>,
    may_answer: &dyn Fn(QuestionIx) -> bool,
) -> bool {
    let shown = answers::route(questionnaire, sheet, Reading::AsItStands);
    let open = |ix: &QuestionIx| {
        shown[ix.0] == Truth::True
            && may_answer(*ix)
            && sheet.get(*ix).is_none_or(|entry| entry.response.is_none())
    };
    let next = questionnaire.question_indices().skip(from).find(open);
    let Some(question) = next else { return zone(questionnaire, sheet) != now };
    let said = responses(questionnaire, question).into_iter().map(Some).chain([None]);
    said.into_iter().any(|response| {
        let mut sheet = sheet.clone();
        sheet.set(question, response.map(Into::into));
        flips(questionnaire, &sheet, question.0 + 1, now, may_answer)
    })
}

/// Answers with these dice until the survey stops by itself, and looks at each step whether it should have.
fn answer(model: &Model, dice: &[usize], exact: bool) -> Result<(), TestCaseError> {
    let questionnaire = model.compile();
    let guide = Narrowing::new(&questionnaire);
    let session = Session::new(&questionnaire, AnswerSheet::new(&questionnaire), Options::default());
    let mut session = session.shortened(Short { time: FOREVER, guide: &guide });
    for roll in dice {
        let Some(question) = session.cursor() else { break };
        let sheet = session.sheet();
        if exact && !prospect(&questionnaire, sheet).possible.is_empty() {
            let now = zone(&questionnaire, sheet);
            prop_assert!(
                flips(&questionnaire, sheet, 0, now, &|_| true),
                "{question:?} is asked in vain after {sheet:?}"
            );
        }
        let said = responses(&questionnaire, question);
        let action = match said.get(roll % (said.len() + 2)) {
            Some(Response::Answered(value)) => Action::Answer(value.clone()),
            Some(_) => Action::NotApplicable { reason: None },
            None if roll % 2 == 0 => Action::Unknown,
            None => Action::Skip,
        };
        session.apply(action).expect("it fits");
    }
    prop_assert_eq!(session.cursor(), None);
    let sheet = session.sheet();
    let now = zone(&questionnaire, sheet);
    let stop = session.budget().and_then(|budget| budget.stop);
    let flipped = match stop {
        Some(Stop::Settled) => flips(&questionnaire, sheet, 0, now, &|_| true),
        Some(Stop::NothingLeft) => flips(&questionnaire, sheet, 0, now, &|ix| !session.is_skipped(ix)),
        other => return Err(TestCaseError::fail(format!("stopped by {other:?}"))),
    };
    prop_assert!(!flipped, "{stop:?}, but {sheet:?} can still leave {now:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn it_never_stops_while_an_open_answer_could_flip_the_zone(
        model in model(true), dice in prop::collection::vec(0..60_usize, 5)
    ) {
        answer(&model, &dice, false)?;
    }

    #[test]
    fn without_conditions_it_asks_only_while_an_open_answer_could_flip_the_zone(
        model in model(false), dice in prop::collection::vec(0..60_usize, 5)
    ) {
        answer(&model, &dice, true)?;
    }
}

#[test]
fn the_flagship_is_settled_long_before_everything_is_asked() {
    let sources = catalogue::sources("devops-itops").expect("built in");
    let questionnaire = compile(&sources).expect("valid").questionnaire;
    let guide = Narrowing::new(&questionnaire);
    let run = |pick: &dyn Fn(usize) -> usize| {
        let empty = AnswerSheet::new(&questionnaire);
        let session = Session::new(&questionnaire, empty, Options::default());
        let mut session = session.shortened(Short { time: FOREVER, guide: &guide });
        let mut asked = Vec::new();
        while let Some(question) = session.cursor() {
            asked.push(question);
            let said: Vec<Value> = match &questionnaire[question].kind {
                Kind::Choice(options) => (0..options.len()).map(Value::Choice).collect(),
                Kind::Multiple { options, .. } => {
                    (0..options.len()).map(|option| Value::Multiple(vec![option])).collect()
                }
                Kind::Number(number) => number.anchors.iter().map(|(at, _)| Value::Number(*at)).collect(),
                Kind::YesNo => vec![Value::YesNo(false), Value::YesNo(true)],
                Kind::Text => vec![Value::Text("text".to_owned())],
            };
            session.apply(Action::Answer(said[pick(said.len())].clone())).expect("it fits");
        }
        assert_eq!(session.budget().and_then(|budget| budget.stop), Some(Stop::Settled));
        asked
    };
    let first = run(&|_| 0);
    assert!((10..60).contains(&first.len()), "{} questions", first.len());
    assert_eq!(first, run(&|_| 0), "the same answers lead the same way");
    assert_eq!(first[0], run(&|options| options - 1)[0]);
}
