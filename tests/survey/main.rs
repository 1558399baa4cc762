//! The survey as a state machine: its steps, its laws, and how it is conducted.

mod conduct;
mod facilitate;
mod laws;
mod short;
mod steps;

use standpoint::answers::{AnswerSheet, Response};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{QuestionIx, Questionnaire, Value, compile};
use standpoint::survey::{Action, Options, Session};

/// Five questions, one of each kind; the second and third are asked only after some answers to the first.
const BRANCHING: &str = r#"
[questionnaire]
id = "branching"
version = "1.0.0"
title = "Branching"

[[pole]]
id = "one"
title = "One"

[[form]]
id = "short"
title = "Short"
minutes = 2

[[dimension]]
id = "all"
title = "All"
weight = 1

[[trait]]
id = "whole"
dimension = "all"
poles = ["one"]
title = "Whole"

[[question]]
id = "owns"
trait = "whole"
kind = "yes-no"
text = "Do you own servers?"
forms = ["short"]

[[question]]
id = "parts"
trait = "whole"
kind = "multiple"
text = "Which of these do you have?"
when = "owns = 'yes'"
options = [
  { id = "racks", text = "Racks", points = 1 },
  { id = "cables", text = "Cables", points = 1 },
  { id = "none", text = "None of these", none = true },
]
cap = 2

[[question]]
id = "age"
trait = "whole"
kind = "number"
text = "How old are they?"
unit = "years"
minimum = 0
maximum = 50
anchors = [[0, 1.0], [10, 0.0]]
when = "parts = 'racks'"

[[question]]
id = "habit"
trait = "whole"
kind = "choice"
text = "How often?"
forms = ["short"]
options = [
  { id = "seldom", text = "Seldom" },
  { id = "weekly", text = "Weekly" },
  { id = "daily", text = "Daily" },
]

[[question]]
id = "remark"
kind = "text"
text = "Anything else?"
"#;

fn branching() -> Questionnaire {
    compile(&[Source::new("branching.toml", BRANCHING)]).map_or_else(|e| panic!("{e}"), |c| c.questionnaire)
}

const OWNS: QuestionIx = QuestionIx(0);
const PARTS: QuestionIx = QuestionIx(1);
const AGE: QuestionIx = QuestionIx(2);
const HABIT: QuestionIx = QuestionIx(3);
const REMARK: QuestionIx = QuestionIx(4);

fn yes() -> Action {
    Action::Answer(Value::YesNo(true))
}

fn no() -> Action {
    Action::Answer(Value::YesNo(false))
}

fn start(questionnaire: &Questionnaire) -> Session<'_> {
    Session::new(questionnaire, AnswerSheet::new(questionnaire), Options::default())
}

fn answered(sheet: &AnswerSheet, question: QuestionIx) -> Option<&Response> {
    sheet.get(question).and_then(|entry| entry.response.as_ref())
}
