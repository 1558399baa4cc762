//! From the text of an answer file to an [`AnswerSheet`](super::AnswerSheet), with everything that is wrong with it.

mod decode;
mod json;
mod node;
mod places;
mod table;
mod toml;

use std::collections::HashMap;

use super::diags::{self, At};
use super::judge::{Problem, judge};
use super::sheet::{AnswerSheet, Response};
use crate::diagnostic::{Diagnostics, Severity, Sink, Source, Span};
use crate::questionnaire::{Question, QuestionIx, Questionnaire};
pub use decode::date;
use node::{Data, Node};
pub use places::places;
pub(crate) use table::Column;
pub use table::Columns;

/// How an answer file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// TOML, for people.
    Toml,
    /// JSON of the same shape.
    Json,
}

/// What was read of an answer file.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The answers.
    pub sheet: AnswerSheet,
    /// What somebody should look at; no errors.
    pub warnings: Diagnostics,
}

/// Reads the answers in a text.
///
/// For many texts that answer one questionnaire, make one [`Reader`].
///
/// # Errors
///
/// All problems of the text, in its order, warnings included.
pub fn read(source: &Source, syntax: Syntax, questionnaire: &Questionnaire) -> Result<Read, Diagnostics> {
    Reader::new(questionnaire).read(source, syntax)
}

/// Returns the id of the questionnaire that a text says it answers.
///
/// # Errors
///
/// What keeps the id from being read, if it is not there.
pub fn questionnaire_id(source: &Source, syntax: Syntax) -> Result<String, Diagnostics> {
    let (root, syntax_errors) = parse(source, syntax);
    let mut sink = Sink::new();
    let Data::Table(members) = root.data else {
        sink.push(diags::not_a_table(At(source, root.span), "an answer file", root.data.type_name()));
        return Err(sink.finish());
    };
    match members.into_iter().find(|member| member.key == "questionnaire").map(|member| member.value) {
        Some(Node { data: Data::Text(id), .. }) => return Ok(id.into_owned()),
        Some(other) => {
            sink.push(diags::not_a_text(At(source, other.span), "questionnaire", other.data.type_name()));
        }
        None if syntax_errors.is_empty() => sink.push(diags::missing_questionnaire(source)),
        None => {}
    }
    for (span, message) in &syntax_errors {
        sink.push(diags::syntax(At(source, *span), syntax, message));
    }
    Err(sink.finish())
}

/// What a value says to a question.
pub(crate) enum Said {
    /// Nothing, as `null` and a text of white space do.
    Nothing,
    /// Something that was judged. A list without answers is this too, and wrong.
    Something(Result<Response, Problem>),
}

/// Judges an answer that is written as one value of JSON; `None` if it is no value, or a table.
pub(crate) fn judge_json(question: &Question, text: &str) -> Option<Said> {
    let source = Source::new("", text);
    let node = json::read(&source).ok()?;
    match node.data {
        Data::Table(_) => None,
        data if data.is_blank() => Some(Said::Nothing),
        data => Some(Said::Something(judge(question, &data.raw()))),
    }
}

/// Reads texts that answer one questionnaire.
#[derive(Debug, Clone)]
pub struct Reader<'q> {
    questionnaire: &'q Questionnaire,
    questions: HashMap<&'q str, QuestionIx>,
}

impl<'q> Reader<'q> {
    /// Returns a reader of answers to this questionnaire.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire) -> Self {
        let questions =
            questionnaire.question_indices().map(|ix| (questionnaire[ix].id.as_str(), ix)).collect();
        Self { questionnaire, questions }
    }

    /// Returns the questionnaire that is answered.
    #[must_use]
    pub fn questionnaire(&self) -> &'q Questionnaire {
        self.questionnaire
    }

    /// Returns the question of this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<QuestionIx> {
        self.questions.get(id).copied()
    }

    /// Reads the answers in a text.
    ///
    /// # Errors
    ///
    /// All problems of the text, in its order, warnings included.
    pub fn read(&self, source: &Source, syntax: Syntax) -> Result<Read, Diagnostics> {
        let (root, syntax_errors) = parse(source, syntax);
        let (sheet, findings) = decode::sheet(self, source, &root);
        let mut sink = Sink::new();
        for finding in findings {
            let echo = finding.labels.first().is_some_and(|label| echoes(source, label.span, &syntax_errors));
            if !echo {
                sink.push(finding);
            }
        }
        for (span, message) in &syntax_errors {
            sink.push(diags::syntax(At(source, *span), syntax, message));
        }
        let failed = sink.has_errors();
        let mut findings = sink.finish();
        shorten(&mut findings);
        if failed { Err(findings) } else { Ok(Read { sheet, warnings: findings }) }
    }
}

/// What could be read, and where the syntax is wrong.
fn parse(source: &Source, syntax: Syntax) -> (Node<'_>, Vec<(Span, String)>) {
    match syntax {
        Syntax::Toml => toml::read(source),
        Syntax::Json => match json::read(source) {
            Ok(root) => (root, Vec::new()),
            Err(finding) => {
                let nothing = Node { span: Span::default(), data: Data::Table(Vec::new()) };
                (nothing, vec![finding])
            }
        },
    }
}

/// A file that is no answer file at all has a problem in each of its lines; so many are enough.
const MOST: usize = 50;

fn shorten(findings: &mut Diagnostics) {
    if findings.0.len() > MOST && findings.has_errors() {
        findings.0.retain(|finding| finding.severity == Severity::Error);
    }
    let more = findings.0.len().saturating_sub(MOST);
    findings.0.truncate(MOST);
    if let (1.., Some(last)) = (more, findings.0.last_mut()) {
        let help = last.help.take().map(|help| format!("{help}; ")).unwrap_or_default();
        last.help = Some(format!("{help}{more} more findings are not shown"));
    }
}

/// Whether what is found at a place is likely to be the echo of broken syntax: it stands on the same line, or around it.
fn echoes(source: &Source, span: Span, syntax_errors: &[(Span, String)]) -> bool {
    let text = source.text();
    let start = text.floor_char_boundary(span.start);
    let end = text.floor_char_boundary(span.end.max(start));
    let from = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
    // The errors are in the order of the text.
    let first = syntax_errors.partition_point(|(wrong, _)| wrong.start < from);
    syntax_errors.get(first).is_some_and(|(wrong, _)| wrong.start <= to)
}
