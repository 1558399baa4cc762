use std::path::Path;

use standpoint::diagnostic::Source;
use standpoint::portrait::draw;
use standpoint::questionnaire::{self, Questionnaire, catalogue};

use super::outline::outline;
use super::portrait::portrait;
use crate::cli::args::{
    CheckQuestionnaire, Deny, NewQuestionnaire, Questionnaire as Args, ShowFormat, ShowQuestionnaire,
    StatsFormat, StatsQuestionnaire,
};
use crate::cli::error::{Error, Invalid, display};
use crate::cli::exit::Exit;
use crate::cli::output::{Target, create_new};
use crate::cli::{input, message, terminal};

/// The questionnaire that `questionnaire new` starts from.
const TEMPLATE: &str = include_str!("template.toml");

/// Lists, shows, checks, measures or starts questionnaires.
pub fn run(args: &Args) -> Result<Exit, Error> {
    match args {
        Args::List => list(),
        Args::Show(args) => show(args),
        Args::Check(args) => check(args),
        Args::Stats(args) => stats(args),
        Args::New(args) => new(args),
    }
}

fn list() -> Result<Exit, Error> {
    let width = catalogue::ids().map(str::len).max().unwrap_or_default();
    let mut questionnaires = Vec::new();
    for id in catalogue::ids() {
        questionnaires.push(input::questionnaire(id)?);
    }
    Target::Stdout.write(|out| {
        for of in &questionnaires {
            let (id, title, count, version) = (of.id(), of.title(), of.questions().len(), of.version());
            writeln!(out, "{id:width$}  {title} ({count} questions, version {version})")?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}

fn show(args: &ShowQuestionnaire) -> Result<Exit, Error> {
    let text = match args.format {
        ShowFormat::Text => outline(&input::questionnaire(&args.questionnaire)?, terminal::width()),
        ShowFormat::Toml => joined(&input::sources(&args.questionnaire)?),
    };
    Target::Stdout.write(|out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Done)
}

/// The definition as one file: its sources in order, a blank line between them.
fn joined(sources: &[Source]) -> String {
    let texts: Vec<_> = sources.iter().map(|source| source.text().trim_end()).collect();
    texts.join("\n\n") + "\n"
}

fn check(args: &CheckQuestionnaire) -> Result<Exit, Error> {
    let mut exit = Exit::Done;
    for name in &args.questionnaires {
        match questionnaire::lint(&input::sources(name)?) {
            Ok(compiled) => {
                message::findings(&compiled.warnings);
                let warnings = match compiled.warnings.iter().count() {
                    0 => String::new(),
                    count => format!("; {}", counted(count, "warning")),
                };
                message::note(&format!("{name}: {}{warnings}", contents(&compiled.questionnaire)));
                if args.deny == Some(Deny::Warnings) && !warnings.is_empty() {
                    exit = Exit::Definition;
                }
            }
            Err(findings) => {
                message::error(&Error::Invalid(Invalid::Definition, findings));
                exit = Exit::Definition;
            }
        }
    }
    Ok(exit)
}

/// What a valid questionnaire holds, in one line.
fn contents(questionnaire: &Questionnaire) -> String {
    let parts = [
        (questionnaire.poles().len(), "pole"),
        (questionnaire.dimensions().len(), "dimension"),
        (questionnaire.traits().len(), "trait"),
        (questionnaire.questions().len(), "question"),
        (questionnaire.recommendations().len(), "recommendation"),
        (questionnaire.contradictions().len(), "contradiction"),
    ];
    let counts: Vec<_> = parts.iter().map(|(count, noun)| counted(*count, noun)).collect();
    format!("valid: {}", counts.join(", "))
}

/// A count with its noun.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn stats(args: &StatsQuestionnaire) -> Result<Exit, Error> {
    let drawn = draw(&input::questionnaire(&args.questionnaire)?);
    Target::Stdout.write(|out| match args.format {
        StatsFormat::Text => out.write_all(portrait(&drawn).as_bytes()),
        StatsFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &drawn)?;
            out.write_all(b"\n")
        }
    })?;
    Ok(Exit::Done)
}

fn new(args: &NewQuestionnaire) -> Result<Exit, Error> {
    let id = id_from(&args.folder)?;
    let name = display(&args.folder);
    if args.folder.exists() {
        return Err(Error::environment(format!("{name} exists already")).hint("choose a name that is free"));
    }
    std::fs::create_dir_all(&args.folder).map_err(|error| Error::io("create", &name, &error))?;
    let file = args.folder.join("questionnaire.toml");
    create_new(&file, &TEMPLATE.replace("{id}", &id))?;
    message::note(&format!(
        "{} is a small questionnaire that works; change it, then\n  standpoint questionnaire check {name}\n  standpoint survey {name}",
        display(&file)
    ));
    Ok(Exit::Done)
}

/// The folder's name as an id.
fn id_from(folder: &Path) -> Result<String, Error> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let id: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' })
        .collect();
    let id: Vec<_> = id.split('-').filter(|part| !part.is_empty()).collect();
    let id = id.join("-");
    if id.starts_with(|c: char| c.is_ascii_lowercase()) {
        Ok(id)
    } else {
        Err(Error::usage(format!("the folder's name `{name}` makes no id"))
            .hint("choose a name that starts with a letter from a to z, for instance `our-practices`"))
    }
}
