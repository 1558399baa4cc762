//! Lines of a table with an object an answer set.

use memchr::memchr2;

use super::sheet::Sheet;
use super::texts::Texts;
use crate::questionnaire::{QuestionIx, Questionnaire};

/// How the objects of a table are read: their keys mostly come in the same order.
pub(super) struct Objects<'q> {
    questionnaire: &'q Questionnaire,
    questions: Texts,
    /// The keys of the last set that was read, in its order, as they stand there: with quotes and colon.
    order: Vec<(QuestionIx, Box<[u8]>)>,
    /// In which set each question came last.
    seen: Vec<u64>,
    set: u64,
}

/// The keys above the answers, in no order.
const KEYS: [&str; 9] =
    ["questionnaire", "version", "fingerprint", "form", "team", "respondent", "role", "date", "answers"];

impl<'q> Objects<'q> {
    pub fn new(questionnaire: &'q Questionnaire) -> Self {
        let mut questions = Texts::new();
        for (question, number) in questionnaire.questions().iter().zip(0..) {
            questions.insert(question.id.as_bytes(), number);
        }
        let seen = vec![0; questionnaire.questions().len()];
        Self { questionnaire, questions, order: Vec::new(), seen, set: 0 }
    }

    /// Takes over the object that is all of a line; `None` if it has to be read with more care: because of remarks, of
    /// characters that are escaped, or because something is wrong with it.
    pub fn read(&mut self, sheet: &mut Sheet<'_>, line: &str) -> Option<()> {
        sheet.begin();
        self.set += 1;
        let mut line = Line { text: line, at: 0 };
        let mut seen = [false; KEYS.len()];
        line.expect(b'{')?;
        if !line.skip(b'}') {
            loop {
                let key = line.string()?;
                line.expect(b':')?;
                let known = KEYS.iter().position(|known| *known == key)?;
                if std::mem::replace(&mut seen[known], true) {
                    return None;
                }
                self.member(sheet, &mut line, key)?;
                if line.skip(b'}') {
                    break;
                }
                line.expect(b',')?;
            }
        }
        line.blank();
        (line.at == line.text.len()).then_some(())
    }

    fn member(&mut self, sheet: &mut Sheet<'_>, line: &mut Line<'_>, key: &str) -> Option<()> {
        if key == "answers" {
            return self.answers(sheet, line);
        }
        if line.skip_word("null") {
            return Some(());
        }
        let text = line.string()?;
        let questionnaire = self.questionnaire;
        // A text of white space is the same as no key.
        if text.trim().is_empty() {
            return Some(());
        }
        match key {
            "questionnaire" => (text == questionnaire.id()).then_some(()),
            "version" => (text == questionnaire.version()).then_some(()),
            "fingerprint" => (text == questionnaire.fingerprint()).then_some(()),
            "form" => sheet.form(text),
            "date" => sheet.who().set_date(text),
            "team" => {
                sheet.who().team.push_str(text);
                Some(())
            }
            "respondent" => {
                sheet.who().respondent.push_str(text);
                Some(())
            }
            _ => {
                sheet.who().role.push_str(text);
                Some(())
            }
        }
    }

    fn answers(&mut self, sheet: &mut Sheet<'_>, line: &mut Line<'_>) -> Option<()> {
        line.expect(b'{')?;
        if line.skip(b'}') {
            return Some(());
        }
        for place in 0.. {
            let of = self.question(line, place)?;
            if std::mem::replace(&mut self.seen[of.0], self.set) == self.set {
                return None;
            }
            line.blank();
            let value = line.value()?;
            let known = matches!(value.as_bytes(), [byte] if sheet.answer_byte(of, *byte));
            if !known {
                sheet.answer(of, value)?;
            }
            if line.skip(b'}') {
                break;
            }
            line.expect(b',')?;
        }
        Some(())
    }

    /// The question whose key comes next, up to the colon.
    fn question(&mut self, line: &mut Line<'_>, place: usize) -> Option<QuestionIx> {
        line.blank();
        if let Some((of, key)) = self.order.get(place)
            && line.rest().starts_with(key)
        {
            line.at += key.len();
            return Some(*of);
        }
        let start = line.at;
        let number = self.questions.get(line.string()?.as_bytes())?;
        line.expect(b':')?;
        let of = QuestionIx(number as usize);
        let key = (of, line.text.as_bytes()[start..line.at].into());
        match self.order.get_mut(place) {
            Some(known) => *known = key,
            None => self.order.push(key),
        }
        Some(of)
    }
}

/// A line that is being read.
struct Line<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Line<'t> {
    fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over white space.
    fn blank(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.next() {
            self.at += 1;
        }
    }

    /// Passes over a byte and the white space before it, if the byte is there.
    fn skip(&mut self, byte: u8) -> bool {
        self.blank();
        let found = self.next() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.skip(byte).then_some(())
    }

    fn skip_word(&mut self, word: &str) -> bool {
        self.blank();
        let found = self.rest().starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// Reads a string in which nothing is escaped.
    fn string(&mut self) -> Option<&'t str> {
        self.expect(b'"')?;
        let start = self.at;
        let end = start + memchr2(b'"', b'\\', self.rest())?;
        let text = &self.text[start..end];
        self.at = end + 1;
        // Control characters cannot stand in a string as they are.
        (self.text.as_bytes()[end] == b'"' && text.bytes().all(|byte| byte >= b' ')).then_some(text)
    }

    /// Returns the text of a value that is no table; whether it is a value at all is not looked at.
    fn value(&mut self) -> Option<&'t str> {
        let start = self.at;
        match self.next()? {
            b'"' => {
                self.string()?;
            }
            b'[' => self.at += memchr2(b']', b'\\', self.rest())? + 1,
            b'{' => return None,
            _ => {
                let end = self
                    .rest()
                    .iter()
                    .position(|byte| matches!(byte, b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n'));
                self.at += end?;
            }
        }
        Some(&self.text[start..self.at])
    }
}
