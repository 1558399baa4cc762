use standpoint::diagnostic::nearest;
use standpoint::questionnaire::{FormIx, Questionnaire};
use standpoint::sql::{self, Dialect, Field, Options, Shape};

use crate::cli::args::{Sql as Args, SqlDialect, SqlField};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output::Target;

/// Writes a questionnaire as one SQL query.
pub fn run(args: &Args) -> Result<Exit, Error> {
    let questionnaire = input::questionnaire(&args.questionnaire)?;
    let shape = match (&args.key, args.long) {
        (Some(key), true) => Shape::Long { key: key.clone() },
        (key, _) => Shape::Wide { key: key.clone() },
    };
    let options = Options {
        dialect: match args.dialect {
            SqlDialect::Duckdb => Dialect::DuckDb,
            SqlDialect::Postgres => Dialect::Postgres,
            SqlDialect::Spark => Dialect::Spark,
            SqlDialect::Ansi => Dialect::Ansi,
        },
        table: args.table.clone(),
        shape,
        fields: fields(&args.fields),
        form: form(&questionnaire, &args.form)?,
    };
    let query = sql::write(&questionnaire, &options).map_err(|error| {
        Error::usage(error.to_string())
            .hint("give the question or trait a shorter id, or choose another --dialect")
    })?;
    Target::new(args.output.as_deref()).write(|out| out.write_all(query.as_bytes()))?;
    Ok(Exit::Done)
}

/// The fields that were named, each once and in the order of the result.
fn fields(named: &[SqlField]) -> Vec<Field> {
    let mut fields: Vec<Field> = named
        .iter()
        .filter_map(|field| match field {
            SqlField::Team => Some(Field::Team),
            SqlField::Respondent => Some(Field::Respondent),
            SqlField::Role => Some(Field::Role),
            SqlField::Date => Some(Field::Date),
            SqlField::Form => Some(Field::Form),
            SqlField::None => None,
        })
        .collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn form(questionnaire: &Questionnaire, id: &str) -> Result<FormIx, Error> {
    questionnaire.find_form(id).ok_or_else(|| {
        let ids = || questionnaire.forms().iter().map(|form| form.id.as_str());
        let error = Error::usage(format!("the questionnaire has no form `{id}`"));
        match nearest(id, ids()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("its forms: {}", ids().collect::<Vec<_>>().join(", "))),
        }
    })
}
