mod keys;
mod screens;

use standpoint::answers::AnswerSheet;
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Questionnaire, catalogue, compile};
use standpoint::survey::{Options, Session};

/// One question of each kind, with texts that are hard to set.
const KINDS: &str = r#"
[questionnaire]
id = "kinds"
version = "1.0.0"
title = "Every kind"

[[pole]]
id = "one"
title = "One"

[[dimension]]
id = "all"
title = "Alles \u6771\u4eac"
weight = 1

[[trait]]
id = "whole"
dimension = "all"
poles = ["one"]
title = "Caf\u0065\u0301"

[[question]]
id = "choice"
trait = "whole"
kind = "choice"
text = "How often? \u001b[31m"
help = "Count working days."
options = [
  { id = "seldom", text = "Seldom, \u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac\u6771\u4eac" },
  { id = "daily", text = "Daily" },
  { id = "hourly", text = "Hourly" },
]

[[question]]
id = "multiple"
trait = "whole"
kind = "multiple"
text = "Which of these?"
options = [
  { id = "racks", text = "Racks", points = 1 },
  { id = "cables", text = "Cables", points = 1 },
  { id = "none", text = "None of these", none = true },
]
cap = 2

[[question]]
id = "number"
trait = "whole"
kind = "number"
text = "How many?"
unit = "days"
minimum = 0
maximum = 100000
anchors = [[0, 1.0], [10, 0.0]]

[[question]]
id = "yes-no"
trait = "whole"
kind = "yes-no"
text = "Really?"

[[question]]
id = "text"
kind = "text"
text = "Anything else?"
"#;

fn kinds() -> Questionnaire {
    compile(&[Source::new("kinds.toml", KINDS)]).map_or_else(|e| panic!("{e}"), |c| c.questionnaire)
}

fn flagship() -> Questionnaire {
    let sources = catalogue::sources("devops-itops").expect("built in");
    compile(&sources).map_or_else(|e| panic!("{e}"), |c| c.questionnaire)
}

fn start(questionnaire: &Questionnaire) -> Session<'_> {
    Session::new(questionnaire, AnswerSheet::new(questionnaire), Options::default())
}
