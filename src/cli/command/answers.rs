use std::path::Path;

use standpoint::answers;
use standpoint::diagnostic::nearest;
use standpoint::questionnaire::{FormIx, Questionnaire};

use crate::cli::args::{Answers as Args, CheckAnswers, NewAnswers};
use crate::cli::error::{Error, display};
use crate::cli::exit::Exit;
use crate::cli::output::{Target, create_new};
use crate::cli::{input, message};

/// Starts or checks answer files.
pub fn run(args: &Args) -> Result<Exit, Error> {
    match args {
        Args::New(args) => new(args),
        Args::Check(args) => check(args),
    }
}

/// Returns the form of this id, or the full one.
pub fn form(questionnaire: &Questionnaire, id: Option<&str>) -> Result<FormIx, Error> {
    let Some(id) = id else { return Ok(questionnaire.full_form()) };
    questionnaire.find_form(id).ok_or_else(|| {
        let known: Vec<_> = questionnaire.forms().iter().map(|form| form.id.as_str()).collect();
        let error = Error::usage(format!("the questionnaire `{}` has no form `{id}`", questionnaire.id()));
        match nearest(id, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("its forms: {}", known.join(", "))),
        }
    })
}

fn new(args: &NewAnswers) -> Result<Exit, Error> {
    let questionnaire = input::questionnaire(&args.questionnaire)?;
    let text = answers::blank(&questionnaire, form(&questionnaire, args.form.as_deref())?);
    match args.output.as_deref() {
        Some(path) if path != Path::new("-") => {
            create_new(path, &text)?;
            let name = display(path);
            message::note(&format!(
                "fill in {name}, then\n  standpoint answers check {name}\n  standpoint report {name}"
            ));
        }
        _ => Target::Stdout.write(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(Exit::Done)
}

fn check(args: &CheckAnswers) -> Result<Exit, Error> {
    let mut exit = Exit::Done;
    for path in &args.answers {
        match input::answers(path, args.questionnaire.as_deref()) {
            Ok(answers) => {
                let given = answers.sheet.entries().filter(|(_, entry)| entry.response.is_some()).count();
                let asked = answers
                    .questionnaire
                    .question_indices()
                    .filter(|q| answers.questionnaire.in_form(*q, answers.sheet.form))
                    .count();
                message::note(&format!("{}: valid, {given} of {asked} questions answered", display(path)));
            }
            Err(error @ Error::Invalid(..)) => {
                message::error(&error);
                exit = error.exit();
            }
            Err(error) => return Err(error),
        }
    }
    Ok(exit)
}
