//! The whole pipeline in the library: a built-in questionnaire, an answer file, a placement and its first moves.
//!
//! `cargo run --example place_a_team -- examples/teams/ledger.toml`

use std::error::Error;
use std::path::PathBuf;

use standpoint::answers::{self, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{self, catalogue};
use standpoint::{advice, scoring};

fn main() -> Result<(), Box<dyn Error>> {
    let path: PathBuf = std::env::args_os().nth(1).ok_or("name an answer file")?.into();
    let sources = catalogue::sources("devops-itops").ok_or("no such questionnaire")?;
    let questionnaire = questionnaire::compile(&sources)?.questionnaire;

    let source = Source::new(path.display().to_string(), std::fs::read_to_string(&path)?);
    let sheet = answers::read(&source, Syntax::Toml, &questionnaire)?.sheet;
    let assessment = scoring::score(&questionnaire, &sheet);

    for (pole, score) in questionnaire.poles().iter().zip(&assessment.poles) {
        match score.score.bounds() {
            Some((low, high)) => {
                println!("{}: {:?}, from {low:.2} to {high:.2}", pole.title, score.score.point());
            }
            None => println!("{}: does not apply", pole.title),
        }
    }
    if let (Some(placement), Some(placed)) = (questionnaire.placement(), &assessment.placement) {
        let zone = placed.zone.map_or("no data", |zone| placement[zone].title.as_str());
        println!("zone: {zone} ({:?}, {:?})", placed.label, placed.confidence);
    }
    for step in advice::advise(&questionnaire, &assessment).iter().take(3) {
        println!("{}. {}", step.rank, questionnaire[step.of].title);
    }
    Ok(())
}
