//! A questionnaire as a person reads it: dimension by dimension, question by question.

use std::fmt::Write;

use standpoint::questionnaire::{FormIx, Kind, Question, Questionnaire};
use standpoint::text::printable;
use textwrap::{Options, fill};

/// Returns the questionnaire in words, wrapped to `width` columns.
pub fn outline(questionnaire: &Questionnaire, width: usize) -> String {
    let mut page = Page { text: String::new(), width };
    page.line("", &format!("{} ({} {})", questionnaire.title(), questionnaire.id(), questionnaire.version()));
    if let Some(description) = questionnaire.description() {
        page.line("", description);
    }
    for index in 0..questionnaire.forms().len() {
        let index = FormIx(index);
        let form = &questionnaire[index];
        let count = questionnaire.question_indices().filter(|q| questionnaire.in_form(*q, index)).count();
        let minutes = form.minutes.map(|m| format!(", about {m} minutes")).unwrap_or_default();
        page.line("  ", &format!("Form `{}`: {}, {count} questions{minutes}", form.id, form.title));
    }
    for dimension in questionnaire.dimensions() {
        page.gap();
        page.line("", &format!("{} [{}]", dimension.title.to_uppercase(), dimension.id));
        if let Some(description) = &dimension.description {
            page.line("", description);
        }
        for index in &dimension.traits {
            let of = &questionnaire[*index];
            let poles: Vec<_> =
                of.poles.iter().map(|(pole, _)| questionnaire[*pole].title.as_str()).collect();
            page.gap();
            page.line("  ", &format!("{} [{}] counts for {}", of.title, of.id, poles.join(" and ")));
            for question in &of.questions {
                page.question(&questionnaire[*question]);
            }
        }
    }
    let unscored: Vec<_> = questionnaire.questions().iter().filter(|q| q.of.is_none()).collect();
    if !unscored.is_empty() {
        page.gap();
        page.line("", "NOT SCORED");
        for question in unscored {
            page.question(question);
        }
    }
    page.text
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, indent: &str, text: &str) {
        let text = printable(text);
        let options = Options::new(self.width).initial_indent(indent).subsequent_indent(indent);
        self.text += &fill(&text, options);
        self.text.push('\n');
    }

    /// A line whose continuation hangs below its text.
    fn item(&mut self, indent: usize, mark: &str, text: &str) {
        let first = format!("{:indent$}{mark} ", "");
        let rest = " ".repeat(first.chars().count());
        let text = printable(text);
        let options = Options::new(self.width).initial_indent(&first).subsequent_indent(&rest);
        self.text += &fill(&text, options);
        self.text.push('\n');
    }

    fn question(&mut self, question: &Question) {
        self.item(4, "?", &format!("{} [{}]", question.text, question.id));
        match &question.kind {
            Kind::Choice(options) => {
                for (number, option) in options.iter().enumerate() {
                    self.item(6, &format!("{}", number + 1), &format!("{} [{}]", option.text, option.id));
                }
            }
            Kind::Multiple { options, .. } => {
                for (number, option) in options.iter().enumerate() {
                    self.item(6, &format!("{} +", number + 1), &format!("{} [{}]", option.text, option.id));
                }
            }
            Kind::Number(number) => {
                let mut expected = String::from("a number");
                if let Some(unit) = &number.unit {
                    let _ = write!(expected, " of {unit}");
                }
                match (number.minimum, number.maximum) {
                    (Some(low), Some(high)) => {
                        let _ = write!(expected, ", {low} to {high}");
                    }
                    (Some(low), None) => {
                        let _ = write!(expected, ", {low} or more");
                    }
                    (None, Some(high)) => {
                        let _ = write!(expected, ", {high} or less");
                    }
                    (None, None) => {}
                }
                self.item(6, "=", &expected);
            }
            Kind::YesNo => self.item(6, "=", "yes or no"),
            Kind::Text => self.item(6, "=", "free text"),
        }
    }
}
