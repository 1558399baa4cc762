use std::fmt::Write as _;

use super::shape;
use crate::answers::sheet::AnswerSheet;
use crate::questionnaire::{FormIx, Kind, Question, Questionnaire};
use crate::text::printable;

/// Comments are wrapped at this column.
const WIDTH: usize = 100;

/// Returns an answer file to fill in by hand: each question of the form with its help and options as comments, its key
/// commented out.
///
/// It reads as a sheet without answers.
#[must_use]
pub fn blank(questionnaire: &Questionnaire, form: FormIx) -> String {
    let mut sheet = AnswerSheet::new(questionnaire);
    sheet.form = form;
    sheet.version = Some(questionnaire.version().to_owned());
    sheet.fingerprint = Some(questionnaire.fingerprint().to_owned());
    let mut blank = Blank(String::new());
    blank.comment("", questionnaire.title());
    blank.comment("", HOW);
    blank.0.push('\n');
    for (key, value) in shape::header(questionnaire, &sheet) {
        blank.line(format_args!("{key} = {value}"));
    }
    for key in ["team", "respondent", "role"] {
        blank.line(format_args!("# {key} = \"\""));
    }
    blank.line(format_args!("# date = \"\" # year, month, day: 2026-11-23"));
    blank.line(format_args!("\n[answers]"));
    let mut dimension = None;
    let questions =
        questionnaire.question_indices().filter(|question| questionnaire.in_form(*question, form));
    for (number, question) in (1..).zip(questions) {
        let question = &questionnaire[question];
        let of = question.of.map(|of| questionnaire[of].dimension);
        if of.is_some() && of != dimension {
            dimension = of;
            let title = of.map_or("", |of| &questionnaire[of].title);
            blank.line(format_args!("\n# == {} ==", printable(title)));
        }
        blank.question(number, question);
    }
    blank.0
}

const HOW: &str = "To answer a question, take the `# ` away from the line with its key and write the answer behind the \
    equals sign: the word of an option, or its number. \"n/a\" means that the question does not apply to you, \"unknown\" \
    that you do not know. Leave a line as it is to give no answer. A remark, or where the answer can be checked, goes \
    like this: { answer = \"half\", note = \"since May\", evidence = \"wiki: releases\", confidence = \"low\" }";

struct Blank(String);

impl Blank {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.0, "{line}"); // a String takes everything
    }

    /// A comment over as many lines as it needs, all but the first indented like the first's text.
    fn comment(&mut self, mark: &str, text: &str) {
        let first = format!("# {mark}");
        let further = format!("# {}", " ".repeat(mark.chars().count()));
        let options = textwrap::Options::new(WIDTH).initial_indent(&first).subsequent_indent(&further);
        for line in textwrap::wrap(printable(text).trim(), options) {
            self.line(format_args!("{}", line.trim_end()));
        }
    }

    fn question(&mut self, number: usize, question: &Question) {
        self.0.push('\n');
        self.comment(&format!("{number}. "), &question.text);
        if let Some(help) = &question.help {
            self.comment("   ", help);
        }
        if question.when.is_some() {
            self.comment("   ", "(Only asked after certain answers to earlier questions.)");
        }
        match &question.kind {
            Kind::Choice(options) => {
                self.options(options.iter().map(|option| (option.id.as_str(), option.text.as_str())));
                self.key(question, "\"\"", "");
            }
            Kind::Multiple { options, .. } => {
                self.options(options.iter().map(|option| (option.id.as_str(), option.text.as_str())));
                self.key(question, "[]", "several, for instance [1, 3]");
            }
            Kind::Number(number) => {
                let unit = number.unit.as_deref().map(|unit| format!(" of {unit}")).unwrap_or_default();
                let range = match (number.minimum, number.maximum) {
                    (Some(minimum), Some(maximum)) => format!(", {minimum} to {maximum}"),
                    (Some(minimum), None) => format!(", at least {minimum}"),
                    (None, Some(maximum)) => format!(", at most {maximum}"),
                    (None, None) => String::new(),
                };
                self.key(question, "\"\"", &format!("a number{unit}{range}"));
            }
            Kind::YesNo => self.key(question, "\"\"", "yes or no"),
            Kind::Text => self.key(question, "\"\"", "a text"),
        }
    }

    fn options<'q>(&mut self, options: impl Iterator<Item = (&'q str, &'q str)>) {
        for (number, (id, text)) in (1..).zip(options) {
            self.comment(&format!("   {number} {id}: "), text);
        }
    }

    fn key(&mut self, question: &Question, nothing: &str, remark: &str) {
        let remark = if remark.is_empty() { String::new() } else { format!(" # {}", printable(remark)) };
        self.line(format_args!("# {} = {nothing}{remark}", question.id));
    }
}
