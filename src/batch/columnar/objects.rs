//! Lines of a table with an object an answer set.

use memchr::memchr2;

use super::sheet::Sheet;
use super::texts::Texts;
use crate::questionnaire::{QuestionIx, Questionnaire};

/// How the objects of a table are read: their keys mostly come in the same order.
pub(super) struct Objects<'q> {
    questionnaire: &'q Questionnaire,
    questions: Texts,
    /// The keys that came so far, in the order in which they came first.
    order: Vec<Key>,
    /// Where in that order the key of each question is.
    places: Vec<Option<usize>>,
    /// In which set each question came last.
    seen: Vec<u64>,
    set: u64,
}

/// The key of a question as it stands in a line: with quotes and colon.
struct Key {
    of: QuestionIx,
    text: Box<[u8]>,
    /// Its first bytes as a number, and the bits that are theirs.
    head: u128,
    mask: u128,
}

impl Key {
    fn new(of: QuestionIx, text: &[u8]) -> Self {
        let mut head = [0; 16];
        let mut mask = [0; 16];
        for ((head, mask), byte) in head.iter_mut().zip(&mut mask).zip(text) {
            (*head, *mask) = (*byte, u8::MAX);
        }
        Self { of, text: text.into(), head: u128::from_le_bytes(head), mask: u128::from_le_bytes(mask) }
    }

    fn begins(&self, rest: &[u8]) -> bool {
        match rest.first_chunk() {
            Some(head) if self.text.len() <= head.len() => {
                (u128::from_le_bytes(*head) ^ self.head) & self.mask == 0
            }
            _ => rest.starts_with(&self.text),
        }
    }
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
        let places = vec![None; questionnaire.questions().len()];
        Self { questionnaire, questions, order: Vec::new(), places, seen, set: 0 }
    }

    /// Returns the question of an id.
    pub fn find(&self, id: &str) -> Option<QuestionIx> {
        self.questions.get(id.as_bytes()).map(|number| QuestionIx(number as usize))
    }

    /// Takes over what a key above the answers says; `None` if it has to be read with more care.
    pub fn head(&self, sheet: &mut Sheet<'_>, key: &str, text: &str) -> Option<()> {
        let questionnaire = self.questionnaire;
        // A text of white space is the same as no key.
        if text.trim().is_empty() {
            return KEYS.contains(&key).then_some(());
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
            "role" => {
                sheet.who().role.push_str(text);
                Some(())
            }
            _ => None,
        }
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
        self.head(sheet, key, line.string()?)
    }

    fn answers(&mut self, sheet: &mut Sheet<'_>, line: &mut Line<'_>) -> Option<()> {
        line.expect(b'{')?;
        if line.skip(b'}') {
            return Some(());
        }
        let mut place = 0;
        loop {
            let of = self.question(line, &mut place)?;
            if std::mem::replace(&mut self.seen[of.0], self.set) == self.set {
                return None;
            }
            line.blank();
            if let [value, end @ (b',' | b'}'), ..] = line.rest()
                && sheet.answer_byte(of, *value)
            {
                line.at += 2;
                if *end == b'}' {
                    break;
                }
                continue;
            }
            sheet.answer(of, line.value()?)?;
            if line.skip(b'}') {
                break;
            }
            line.expect(b',')?;
        }
        Some(())
    }

    /// The question whose key comes next, up to the colon. `place` is where it is likely to be in the order: some sets
    /// leave out some keys, and few change their order.
    fn question(&mut self, line: &mut Line<'_>, place: &mut usize) -> Option<QuestionIx> {
        line.blank();
        for (at, key) in self.order.iter().enumerate().skip(*place).take(2) {
            if key.begins(line.rest()) {
                line.at += key.text.len();
                *place = at + 1;
                return Some(key.of);
            }
        }
        let start = line.at;
        let of = self.find(line.string()?)?;
        line.expect(b':')?;
        let order = &mut self.order;
        let known = *self.places[of.0].get_or_insert_with(|| {
            order.push(Key::new(of, &line.text.as_bytes()[start..line.at]));
            order.len() - 1
        });
        *place = known + 1;
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
