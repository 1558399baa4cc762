use jiff::civil::Date;

use super::Reader;
use super::node::{Data, Member, Node};
use crate::answers::codes;
use crate::answers::diags::{self, At};
use crate::answers::judge::{Raw, judge};
use crate::answers::route::{Discount, discounted};
use crate::answers::sheet::{AnswerSheet, Confidence, Entry, Response};
use crate::diagnostic::{Diagnostic, Source, Span};
use crate::questionnaire::{Kind, Question, QuestionIx, Questionnaire};

const KEYS: [&str; 9] =
    ["questionnaire", "version", "fingerprint", "form", "team", "respondent", "role", "date", "answers"];
const ENTRY_KEYS: [&str; 6] = ["answer", "note", "evidence", "confidence", "reason", "date"];

/// Returns what the tree of an answer file says, and all that is wrong with it, in no order.
pub(super) fn sheet(reader: &Reader<'_>, source: &Source, root: &Node<'_>) -> (AnswerSheet, Vec<Diagnostic>) {
    let mut decoder = Decoder {
        reader,
        source,
        sheet: AnswerSheet::new(reader.questionnaire),
        findings: Vec::new(),
        answered: Vec::new(),
        failed: false,
        familiar: false,
    };
    match &root.data {
        Data::Table(members) => decoder.header(members),
        other => {
            let finding = diags::not_a_table(decoder.at(root.span), "an answer file", other.type_name());
            decoder.refuse(finding);
        }
    }
    if !decoder.failed {
        decoder.discount();
    }
    // Whoever answered something else altogether need not hear of each answer that it is not to this.
    if !decoder.familiar && decoder.findings.iter().any(is_foreign) {
        decoder.findings.retain(is_foreign);
    }
    (decoder.sheet, decoder.findings)
}

struct Decoder<'a> {
    reader: &'a Reader<'a>,
    source: &'a Source,
    sheet: AnswerSheet,
    findings: Vec<Diagnostic>,
    /// The questions that have an answer, with the places of the key and of the answer.
    answered: Vec<(QuestionIx, Span, Span)>,
    failed: bool,
    /// Whether some key is that of a question.
    familiar: bool,
}

/// Whether a finding says that another questionnaire was answered.
fn is_foreign(finding: &Diagnostic) -> bool {
    finding.code == codes::OTHER_QUESTIONNAIRE
}

impl<'a> Decoder<'a> {
    fn at(&self, span: Span) -> At<'a> {
        At(self.source, span)
    }

    fn questionnaire(&self) -> &'a Questionnaire {
        self.reader.questionnaire
    }

    fn refuse(&mut self, finding: Diagnostic) {
        self.failed = true;
        self.findings.push(finding);
    }

    fn header(&mut self, members: &[Member<'_>]) {
        let mut fingerprint = None;
        for Member { key, key_span, value } in members {
            match key.as_ref() {
                "questionnaire" => {
                    if let Some(id) = self.text(key, value)
                        && id != self.questionnaire().id()
                    {
                        let finding =
                            diags::other_questionnaire(self.at(value.span), &id, self.questionnaire());
                        self.refuse(finding);
                    }
                }
                "version" => {
                    if let Some(given) = self.text(key, value) {
                        self.version(value.span, given);
                    }
                }
                "fingerprint" => {
                    self.sheet.fingerprint = self.text(key, value);
                    fingerprint = Some(value.span);
                }
                "form" => self.form(key, value),
                "team" => self.sheet.subject.team = self.text(key, value),
                "respondent" => self.sheet.subject.respondent = self.text(key, value),
                "role" => self.sheet.subject.role = self.text(key, value),
                "date" => self.sheet.subject.date = self.date(value),
                "answers" => self.answers(value),
                // What was rejected comes back with its reason.
                "rejected" => {}
                _ => {
                    let finding = diags::unknown_key(self.at(*key_span), key, &KEYS, self.questionnaire());
                    self.refuse(finding);
                }
            }
        }
        let same_version =
            self.sheet.version.as_deref().is_none_or(|version| version == self.questionnaire().version());
        // Another version has another fingerprint: one warning is enough.
        if let (Some(span), Some(given), true) = (fingerprint, &self.sheet.fingerprint, same_version)
            && given != self.questionnaire().fingerprint()
        {
            self.findings.push(diags::other_definition(self.at(span), self.questionnaire()));
        }
    }

    fn version(&mut self, span: Span, given: String) {
        let questionnaire = self.questionnaire();
        let Some(major) = major(&given) else {
            return self.refuse(diags::malformed_version(self.at(span), &given));
        };
        if Some(major) != self::major(questionnaire.version()) {
            self.refuse(diags::other_major_version(self.at(span), &given, questionnaire));
        } else if given != questionnaire.version() {
            self.findings.push(diags::other_version(self.at(span), &given, questionnaire));
        }
        self.sheet.version = Some(given);
    }

    fn form(&mut self, key: &str, value: &Node<'_>) {
        let Some(id) = self.text(key, value) else { return };
        match self.questionnaire().find_form(&id) {
            Some(form) => self.sheet.form = form,
            None => self.refuse(diags::unknown_form(self.at(value.span), &id, self.questionnaire())),
        }
    }

    fn answers(&mut self, value: &Node<'_>) {
        let members = match &value.data {
            Data::Table(members) => members,
            Data::Null => return,
            other => {
                return self.refuse(diags::not_a_table(self.at(value.span), "`answers`", other.type_name()));
            }
        };
        for Member { key, key_span, value } in members {
            match self.reader.question(key) {
                Some(question) => {
                    self.familiar = true;
                    let entry = self.entry(question, *key_span, value);
                    self.sheet.set(question, (entry != Entry::default()).then_some(entry));
                }
                None => self.refuse(diags::unknown_question(self.at(*key_span), key, self.questionnaire())),
            }
        }
    }

    fn entry(&mut self, question: QuestionIx, key_span: Span, value: &Node<'_>) -> Entry {
        let Data::Table(members) = &value.data else {
            return Entry { response: self.response(question, key_span, value), ..Entry::default() };
        };
        let id = &self.questionnaire()[question].id;
        let mut entry = Entry::default();
        let mut stated_reason = None;
        for Member { key, key_span, value } in members {
            match key.as_ref() {
                "answer" => entry.response = self.response(question, *key_span, value),
                "note" => entry.note = self.text(key, value),
                "evidence" => entry.evidence = self.texts(key, value),
                "confidence" => entry.confidence = self.confidence(id, key, value),
                "reason" => stated_reason = self.text(key, value).map(|reason| (reason, *key_span)),
                "date" => entry.date = self.date(value),
                _ => self.refuse(diags::unknown_entry_key(self.at(*key_span), id, key, &ENTRY_KEYS)),
            }
        }
        match (&mut entry.response, stated_reason) {
            (Some(Response::NotApplicable { reason }), Some((stated, _))) => *reason = Some(stated),
            (_, Some((_, span))) => self.refuse(diags::stray_reason(self.at(span), id)),
            (_, None) => {}
        }
        entry
    }

    fn response(&mut self, question: QuestionIx, key_span: Span, value: &Node<'_>) -> Option<Response> {
        if value.data.is_blank() {
            return None;
        }
        let asked = &self.questionnaire()[question];
        match judge(asked, &value.data.raw()) {
            Ok(response) => {
                self.answered.push((question, key_span, value.span));
                Some(response)
            }
            Err(problem) => {
                self.refuse(diags::problem(self.at(culprit(asked, value)), &asked.id, &problem));
                None
            }
        }
    }

    fn confidence(&mut self, question: &str, key: &str, value: &Node<'_>) -> Option<Confidence> {
        let word = self.text(key, value)?;
        match word.trim() {
            "high" | "sure" => Some(Confidence::High),
            "medium" => Some(Confidence::Medium),
            "low" | "unsure" => Some(Confidence::Low),
            other => {
                self.refuse(diags::invalid_confidence(self.at(value.span), question, other));
                None
            }
        }
    }

    fn date(&mut self, value: &Node<'_>) -> Option<Date> {
        let given = match &value.data {
            Data::Date(date) => return Some(*date),
            blank if blank.is_blank() => return None,
            Data::Text(text) => match date(text.trim()) {
                Some(date) => return Some(date),
                None => diags::given_date(text),
            },
            other => other.type_name().to_owned(),
        };
        self.refuse(diags::invalid_date(self.at(value.span), &given));
        None
    }

    /// A text that says something.
    fn text(&mut self, key: &str, value: &Node<'_>) -> Option<String> {
        match &value.data {
            blank if blank.is_blank() => None,
            Data::Text(text) => Some(text.as_ref().to_owned()),
            other => {
                self.refuse(diags::not_a_text(self.at(value.span), key, other.type_name()));
                None
            }
        }
    }

    /// One text or several, without those that say nothing.
    fn texts(&mut self, key: &str, value: &Node<'_>) -> Vec<String> {
        let one = std::slice::from_ref(value);
        let nodes = if let Data::List(nodes) = &value.data { nodes.as_slice() } else { one };
        let mut texts = Vec::new();
        for node in nodes {
            match &node.data {
                blank if blank.is_blank() => {}
                Data::Text(text) => texts.push(text.as_ref().to_owned()),
                other => self.refuse(diags::not_texts(self.at(node.span), key, other.type_name())),
            }
        }
        texts
    }

    /// Warns of answers that do not count.
    fn discount(&mut self) {
        for (question, discount) in discounted(self.questionnaire(), &self.sheet) {
            let Some((_, key, answer)) = self.answered.iter().find(|(of, ..)| *of == question) else {
                continue;
            };
            let asked = &self.questionnaire()[question];
            let at = match discount {
                Discount::NotAsked => self.at(*key),
                Discount::TakenBack => self.at(*answer),
            };
            self.findings.push(diags::discounted(at, asked, discount));
        }
    }
}

/// Where a value that was refused is wrong: in a list, the element with which it goes wrong.
fn culprit(question: &Question, value: &Node<'_>) -> Span {
    let Raw::List(list) = value.data.raw() else { return value.span };
    let Data::List(nodes) = &value.data else { return value.span };
    // A question that takes one answer refuses the list as such.
    let takes_lists = matches!(question.kind, Kind::Multiple { .. });
    nodes
        .iter()
        .zip(1..)
        .find(|(_, count)| takes_lists && judge(question, &Raw::List(list[..*count].to_vec())).is_err())
        .map_or(value.span, |(node, _)| node.span)
}

/// The first number of a semantic version, if it is one.
fn major(version: &str) -> Option<u64> {
    let core = version.split(['-', '+']).next()?;
    let numbers: Vec<u64> = core.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() == 3).then(|| numbers[0])
}

/// Returns the date that a text of the form `YYYY-MM-DD` stands for, if there is such a day.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shape { text.parse().ok() } else { None }
}
