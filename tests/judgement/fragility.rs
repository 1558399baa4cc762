//! The least number of answers that move a placement, against trying all of them.

use proptest::prelude::*;
use standpoint::answers::{Entry, Response};
use standpoint::questionnaire::Questionnaire;
use standpoint::scoring::{Assessment, QuestionOutcome, score};

use crate::fixture::{self, PLANE};
use crate::model::{Answer, Model, Size, any_answer, model};

const SIZE: Size = Size { dimensions: 2, traits: 2, questions: 2 };

/// A zone that spans two combinations: while the first pole is low, the second may cross without consequence.
const WIDE: &str = r#"
[questionnaire]
id = "test"
version = "1.0.0"
title = "Test"

[[pole]]
id = "devops"
title = "DevOps"

[[pole]]
id = "itops"
title = "ITOps"

[placement]

[[placement.zone]]
id = "integrated"
title = "Integrated"
summary = "Both poles are high."
when = { devops = "high", itops = "high" }

[[placement.zone]]
id = "partly"
title = "Partly"
summary = "DevOps is high alone."
when = { devops = "high", itops = "low" }

[[placement.zone]]
id = "not-yet"
title = "Not yet"
summary = "DevOps is low."
when = { devops = "low" }
"#;

/// Returns the least number of answers which, each moved to a neighbouring option, change what `zone` says.
fn least(
    model: &Model,
    questionnaire: &Questionnaire,
    zone: impl Fn(&Assessment) -> Option<usize>,
) -> Option<usize> {
    let judge = |model: &Model| zone(&score(questionnaire, &model.sheet(questionnaire)));
    let now = judge(model)?;
    let count = model.questions().count();
    let mut least = None;
    // Each question stays, goes one option down or one up.
    for code in 0..3_usize.pow(u32::try_from(count).expect("a small model")) {
        let mut moved = model.clone();
        let mut steps = 0;
        let mut fits = true;
        for (place, question) in moved.questions_mut().enumerate() {
            let step = code / 3_usize.pow(u32::try_from(place).expect("a small model")) % 3;
            match (&mut question.answer, step) {
                (_, 0) => {}
                (Answer::Option(option), 1) if *option > 0 => *option -= 1,
                (Answer::Option(option), 2) if *option < 4 => *option += 1,
                _ => fits = false,
            }
            steps += usize::from(step > 0);
        }
        if fits && least.is_none_or(|least| steps < least) && judge(&moved) != Some(now) {
            least = Some(steps);
        }
    }
    least
}

fn small(model: &Model) -> bool {
    model.questions().count() <= 6
}

fn overall(assessment: &Assessment) -> Option<usize> {
    Some(assessment.placement.as_ref()?.zone?.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_the_least_number_of_answers(model in model(SIZE, any_answer()).prop_filter("few questions", small)) {
        let questionnaire = model.compile();
        let assessment = score(&questionnaire, &model.sheet(&questionnaire));
        let found = assessment.placement.as_ref().and_then(|placed| placed.flips_after);
        prop_assert_eq!(found, least(&model, &questionnaire, overall));
        let first = |assessment: &Assessment| Some(assessment.dimensions[0].placement.as_ref()?.zone?.0);
        let found = assessment.dimensions[0].placement.as_ref().and_then(|placed| placed.flips_after);
        prop_assert_eq!(found, least(&model, &questionnaire, first));
    }

    #[test]
    fn the_named_answers_lead_to_the_named_zone(model in model(SIZE, any_answer())) {
        let questionnaire = model.compile();
        let sheet = model.sheet(&questionnaire);
        let assessment = score(&questionnaire, &sheet);
        let dimensions = assessment.dimensions.iter().enumerate().map(|(ix, of)| (Some(ix), of.placement.as_ref()));
        for (dimension, placed) in dimensions.chain([(None, assessment.placement.as_ref())]) {
            let Some((placed, flip)) = placed.and_then(|placed| Some((placed, placed.flip.as_ref()?))) else {
                continue;
            };
            prop_assert_eq!(placed.flips_after, Some(flip.steps.len()));
            let mut moved = sheet.clone();
            for step in &flip.steps {
                let answer = Response::Answered(step.to.clone());
                moved.set(step.question, Some(Entry::from(answer)));
            }
            let moved = score(&questionnaire, &moved);
            let found = match dimension {
                Some(ix) => moved.dimensions[ix].placement.as_ref(),
                None => moved.placement.as_ref(),
            };
            prop_assert_eq!(found.and_then(|found| found.zone), Some(flip.zone));
            prop_assert_ne!(placed.zone, Some(flip.zone));
            for step in &flip.steps {
                let was = QuestionOutcome::Answered(Some(step.from_value));
                let is = QuestionOutcome::Answered(Some(step.to_value));
                prop_assert_eq!(assessment.questions[step.question.0], was);
                prop_assert_eq!(moved.questions[step.question.0], is);
            }
        }
    }

    #[test]
    fn a_pole_that_the_zone_does_not_ask_for_does_not_count(
        model in model(SIZE, any_answer()).prop_filter("few questions", small),
    ) {
        let questionnaire = fixture::questionnaire(&model.definition("").replace(PLANE, WIDE));
        let assessment = score(&questionnaire, &model.sheet(&questionnaire));
        let found = assessment.placement.as_ref().and_then(|placed| placed.flips_after);
        prop_assert_eq!(found, least(&model, &questionnaire, overall));
    }
}
