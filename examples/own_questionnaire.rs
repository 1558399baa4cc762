//! A questionnaire of one's own: compile it from a folder, read its problems or its contents, answer it in code.
//!
//! `cargo run --example own_questionnaire -- examples/code-review/questionnaire.toml`

use std::error::Error;
use std::path::PathBuf;

use standpoint::answers::{AnswerSheet, Response};
use standpoint::diagnostic::render;
use standpoint::questionnaire::{self, Kind, Value};
use standpoint::scoring;

fn main() -> Result<(), Box<dyn Error>> {
    let path = PathBuf::from(std::env::args_os().nth(1).ok_or("name a questionnaire")?);
    let questionnaire = match questionnaire::compile(&questionnaire::load(&path)?) {
        Ok(compiled) => compiled.questionnaire,
        Err(findings) => {
            for finding in &findings {
                eprintln!("{}\n", render(finding, false, true));
            }
            return Err("the questionnaire is not valid".into());
        }
    };

    // Somebody who takes the last option of each choice and leaves everything else open.
    let mut sheet = AnswerSheet::new(&questionnaire);
    for index in questionnaire.question_indices() {
        if let Kind::Choice(options) = &questionnaire[index].kind {
            let last = Response::Answered(Value::Choice(options.len() - 1));
            sheet.set(index, Some(last.into()));
        }
    }

    let assessment = scoring::score(&questionnaire, &sheet);
    for (of, score) in questionnaire.traits().iter().zip(&assessment.traits) {
        match score.score.bounds() {
            Some((low, high)) => println!("{:<20} {low:.2} to {high:.2}", of.title),
            None => println!("{:<20} does not apply", of.title),
        }
    }
    Ok(())
}
