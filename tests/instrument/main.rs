//! The built-in questionnaires keep what `docs/instrument.md` promises.

mod balance;
mod contents;
mod contradictions;
mod recommendations;
mod tables;
mod texts;

use standpoint::answers::{AnswerSheet, Entry, Response};
use standpoint::questionnaire::{FormIx, QuestionIx, Questionnaire, Value, catalogue, compile};

/// The questionnaire of this id.
fn built_in(id: &str) -> Questionnaire {
    compile(&catalogue::sources(id).unwrap()).unwrap_or_else(|problems| panic!("{problems}")).questionnaire
}

/// The flagship.
fn flagship() -> Questionnaire {
    built_in("devops-itops")
}

/// All forms.
fn forms(questionnaire: &Questionnaire) -> impl Iterator<Item = FormIx> + use<> {
    (0..questionnaire.forms().len()).map(FormIx)
}

/// A sheet for the full form with these answers.
fn sheet(questionnaire: &Questionnaire, answers: &[(QuestionIx, Value)]) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(questionnaire);
    for (question, value) in answers {
        sheet.set(*question, Some(Entry::from(Response::Answered(value.clone()))));
    }
    sheet
}
