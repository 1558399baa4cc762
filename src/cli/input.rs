//! Getting at what the user named: questionnaires by id or path, answers and reports by path or from standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use standpoint::answers::{self, AnswerSheet, Syntax};
use standpoint::diagnostic::{Diagnostics, Source, nearest};
use standpoint::questionnaire::{self, LoadError, Questionnaire, catalogue};
use standpoint::report::inspection::Origin;

use super::error::{Error, Invalid, display};
use super::message;

/// No answer file or report that people make is larger, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads a text file, or standard input for `-`. A byte order mark is dropped.
pub fn read(path: &Path) -> Result<Source, Error> {
    let bytes = bytes(path)?;
    let name = name(path);
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
        Err(error) => Err(not_utf8(&name, error.as_bytes(), error.utf8_error().valid_up_to())),
    }
}

/// Reads a file as it is, or standard input for `-`.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let name = name(path);
    if is_stdin(path) {
        let read = io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(|error| Error::io("read", "standard input", &error))?;
    } else {
        let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        read.map_err(|error| match error.kind() {
            io::ErrorKind::IsADirectory => Error::io("read", &name, &error).hint(format!(
                "name a file in it, or score all answer files in it with `standpoint batch {name}`"
            )),
            _ => Error::io("read", &name, &error),
        })?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Error::unreadable(Invalid::Answers, format!("{name} is larger than 64 MiB"))
            .hint("for many answer sets in one table, use `standpoint batch`"));
    }
    Ok(bytes)
}

/// What a file is called in messages.
fn name(path: &Path) -> String {
    if is_stdin(path) { "<stdin>".to_owned() } else { display(path) }
}

/// Returns whether the path means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Returns how the text is written: by the file's extension, and by its first character where that says nothing.
pub fn syntax(path: &Path, source: &Source) -> Syntax {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if extension.eq_ignore_ascii_case("json") => Syntax::Json,
        Some(extension) if extension.eq_ignore_ascii_case("toml") => Syntax::Toml,
        _ if source.text().trim_start().starts_with('{') => Syntax::Json,
        _ => Syntax::Toml,
    }
}

/// Compiles the questionnaire of this built-in id or path and shows its warnings.
pub fn questionnaire(name: &str) -> Result<Questionnaire, Error> {
    let sources = sources(name)?;
    let compiled =
        questionnaire::compile(&sources).map_err(|findings| Error::Invalid(Invalid::Definition, findings))?;
    message::findings(&compiled.warnings);
    Ok(compiled.questionnaire)
}

/// Returns the sources of the questionnaire of this built-in id or path.
pub fn sources(name: &str) -> Result<Vec<Source>, Error> {
    if let Some(sources) = catalogue::sources(name) {
        return Ok(sources);
    }
    let path = Path::new(name);
    if path.exists() || name.contains(['/', '\\', '.']) {
        return questionnaire::load(path).map_err(|error| match error {
            LoadError::NotText { .. } | LoadError::TooLarge { .. } => {
                Error::unreadable(Invalid::Definition, error.to_string())
            }
            LoadError::Io { path, source } => Error::io("read", &display(&path), &source),
            LoadError::NotFound { path } => {
                Error::io("read", &display(&path), &io::Error::from(io::ErrorKind::NotFound))
            }
            _ => Error::environment(error.to_string()),
        });
    }
    let error = Error::usage(format!(
        "there is no built-in questionnaire `{name}`, and no file or folder of that name"
    ));
    let known: Vec<_> = catalogue::ids().collect();
    Err(match nearest(name, known.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("built-in questionnaires: {}", known.join(", "))),
    })
}

/// The answers in a file, and the questionnaire they answer.
pub struct Answers {
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// The answers.
    pub sheet: AnswerSheet,
}

/// Reads answers. Their questionnaire is the one named by `-Q`, else the built-in one that the file names.
pub fn answers(path: &Path, named: Option<&str>) -> Result<Answers, Error> {
    answers_in(path, &read(path)?, named)
}

/// Returns where the answers in a source that came from this path stand.
pub fn origin(path: &Path, source: &Source) -> Origin {
    Origin::new(source, syntax(path, source), (!is_stdin(path)).then(|| uri(path)))
}

/// The address of a file: relative to the folder that the program was started in, if it lies within.
fn uri(path: &Path) -> String {
    /// What stands in the path of an address as it is.
    const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

    let here = std::env::current_dir().ok();
    let inside = here.as_ref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let shown: PathBuf = inside.components().filter(|part| *part != Component::CurDir).collect();
    let mut bytes = shown.as_os_str().as_encoded_bytes().to_vec();
    if cfg!(windows) {
        bytes.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
    }
    let encoded = percent_encode(&bytes, &PLAIN);
    match (shown.is_absolute(), encoded.to_string()) {
        (false, relative) => relative,
        (true, absolute) if absolute.starts_with('/') => format!("file://{absolute}"),
        (true, absolute) => format!("file:///{absolute}"),
    }
}

/// Reads the answers in a source that came from this path.
pub fn answers_in(path: &Path, source: &Source, named: Option<&str>) -> Result<Answers, Error> {
    let syntax = syntax(path, source);
    let questionnaire = match named {
        Some(name) => questionnaire(name)?,
        None => questionnaire(&named_in(source, syntax)?)?,
    };
    let (sheet, warnings) = judge(source, syntax, &questionnaire)?;
    message::findings(&warnings);
    Ok(Answers { questionnaire, sheet })
}

/// Reads the answers in a source against a questionnaire.
pub fn judge(
    source: &Source,
    syntax: Syntax,
    questionnaire: &Questionnaire,
) -> Result<(AnswerSheet, Diagnostics), Error> {
    answers::read(source, syntax, questionnaire)
        .map(|read| (read.sheet, read.warnings))
        .map_err(|findings| Error::Invalid(Invalid::Answers, findings))
}

/// Returns the id of the built-in questionnaire that the answers name.
pub fn named_in(source: &Source, syntax: Syntax) -> Result<String, Error> {
    let id = answers::questionnaire_id(source, syntax)
        .map_err(|findings| Error::Invalid(Invalid::Answers, findings))?;
    if catalogue::sources(&id).is_some() {
        return Ok(id);
    }
    let error =
        Error::usage(format!("{} answers the questionnaire `{id}`, which is not built in", source.name()));
    Err(match nearest(&id, catalogue::ids()) {
        Some(near) => {
            error.hint(format!("if `{near}` is meant, correct the key `questionnaire` in the file"))
        }
        None => error,
    }
    .hint("say where it is: `-Q PATH`"))
}

fn not_utf8(name: &str, bytes: &[u8], offset: usize) -> Error {
    let place = Source::new(name, String::from_utf8_lossy(&bytes[..offset])).position(offset);
    Error::unreadable(
        Invalid::Answers,
        format!("{name}:{place}: not a text in UTF-8: byte {offset} of the file is not part of a character"),
    )
    .hint("save the file as UTF-8; many editors call it \"UTF-8 without BOM\"")
}
