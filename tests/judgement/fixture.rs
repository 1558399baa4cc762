//! Questionnaires and answer sheets for tests.

use standpoint::answers::{AnswerSheet, Response};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Kind, Questionnaire, Value, compile};

/// Compiles a questionnaire that must be sound.
pub fn questionnaire(text: &str) -> Questionnaire {
    match compile(&[Source::new("test.toml", text)]) {
        Ok(compiled) => compiled.questionnaire,
        Err(diagnostics) => panic!("{diagnostics:?}\n{text}"),
    }
}

/// Makes a sheet of answers by question id: an option's id, several joined by `;`, a number, `yes` or `no`, a text, `n/a`
/// or `unknown`.
pub fn sheet(questionnaire: &Questionnaire, answers: &[(&str, &str)]) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(questionnaire);
    for (id, answer) in answers {
        let question = questionnaire.find_question(id).unwrap_or_else(|| panic!("no question {id}"));
        sheet.set(question, Some(response(&questionnaire[question].kind, answer).into()));
    }
    sheet
}

fn response(kind: &Kind, answer: &str) -> Response {
    match (kind, answer) {
        (_, "n/a") => Response::NotApplicable { reason: None },
        (_, "unknown") => Response::Unknown,
        (Kind::Choice(options), id) => {
            let option = options.iter().position(|option| option.id == id);
            Response::Answered(Value::Choice(option.unwrap_or_else(|| panic!("no option {id}"))))
        }
        (Kind::Multiple { options, .. }, ids) => {
            let option = |id: &str| options.iter().position(|option| option.id == id);
            let mut chosen: Vec<usize> =
                ids.split(';').map(|id| option(id).unwrap_or_else(|| panic!("no option {id}"))).collect();
            chosen.sort_unstable();
            Response::Answered(Value::Multiple(chosen))
        }
        (Kind::Number(_), number) => {
            Response::Answered(Value::Number(number.parse().expect("a number in the test")))
        }
        (Kind::YesNo, answer) => Response::Answered(Value::YesNo(answer == "yes")),
        (Kind::Text, text) => Response::Answered(Value::Text(text.to_owned())),
    }
}

/// Asserts that a score is what it should be to 1e-9.
#[track_caller]
pub fn close(found: impl Into<Option<f64>>, expected: impl Into<Option<f64>>) {
    let (found, expected) = (found.into(), expected.into());
    let close = match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() <= 1e-9,
        (found, expected) => found == expected,
    };
    assert!(close, "{found:?} is not {expected:?}");
}

/// The poles, zones and header of a questionnaire with two poles, `devops` and `itops`.
pub const PLANE: &str = r#"
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
id = "emerging"
title = "Emerging"
summary = "Neither pole is high."
when = { devops = "low", itops = "low" }

[[placement.zone]]
id = "devops-leaning"
title = "DevOps-leaning"
summary = "DevOps is high."
when = { devops = "high", itops = "low" }

[[placement.zone]]
id = "itops-leaning"
title = "ITOps-leaning"
summary = "ITOps is high."
when = { devops = "low", itops = "high" }

[[placement.zone]]
id = "integrated"
title = "Integrated"
summary = "Both poles are high."
when = { devops = "high", itops = "high" }
"#;

/// A ladder of five levels in equal steps.
pub const LADDER: &str = r#"
[[level]]
id = "one"
title = "One"
from = 0.0

[[level]]
id = "two"
title = "Two"
from = 0.2

[[level]]
id = "three"
title = "Three"
from = 0.4

[[level]]
id = "four"
title = "Four"
from = 0.6

[[level]]
id = "five"
title = "Five"
from = 0.8
"#;
