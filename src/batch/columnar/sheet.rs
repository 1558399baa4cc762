use jiff::civil::Date;

use super::lookup::{Lookup, Spelling};
use crate::answers::{Subject, date};
use crate::questionnaire::{Condition, Fact, FormIx, QuestionIx, Questionnaire, Reading, Truth};
use crate::scoring::Scores;
use crate::scoring::coded::{ANSWERED, BLANK, Code, CodedScorer, NOT_APPLICABLE, NOT_ASKED};

/// The code that stands for an answer which has to be looked up.
const ASK: Code = Code::MAX;
/// The meanings of so many spellings are kept, over all questions.
const MEANINGS: usize = 1 << 14;

/// One answer set after the other, as codes; what it takes to hold one is made once.
pub(super) struct Sheet<'q> {
    questionnaire: &'q Questionnaire,
    lookups: Vec<Lookup<'q>>,
    /// The codes of answers of one byte to each question; [`ASK`] where they have to be looked up.
    bytes: Vec<[Code; 256]>,
    /// What became of each question.
    codes: Vec<Code>,
    /// What the answer to each question is worth, where that was looked up.
    values: Vec<f64>,
    /// The number of the meaning of each answer, where it was looked up.
    meanings: Vec<usize>,
    /// The questions that are asked under a condition.
    conditional: Vec<(QuestionIx, &'q Condition)>,
    /// The questions whose condition does not hold as it stands.
    hidden: Vec<bool>,
    /// The questions outside each form.
    outside: Vec<Vec<QuestionIx>>,
    form: FormIx,
    who: Who,
    scorer: CodedScorer<'q>,
    scores: Scores,
}

/// Whom a set speaks of; a text that says nothing is empty.
#[derive(Debug, Default)]
pub(in crate::batch) struct Who {
    pub team: String,
    pub respondent: String,
    pub role: String,
    pub date: Option<Date>,
    /// What was last read as a date: most sets of a table are of the same day.
    last: (String, Option<Date>),
}

impl Who {
    fn clear(&mut self) {
        self.team.clear();
        self.respondent.clear();
        self.role.clear();
        self.date = None;
    }

    /// Takes over a date; `None` if it is none.
    pub fn set_date(&mut self, text: &str) -> Option<()> {
        if self.last.0 != text {
            self.last = (text.to_owned(), date(text.trim()));
        }
        self.date = Some(self.last.1?);
        Some(())
    }

    pub fn subject(&self) -> Subject {
        let mut subject = Subject::default();
        self.fill(&mut subject);
        subject
    }

    /// Says the same in a subject that is there already, with as few allocations as that allows.
    pub fn fill(&self, subject: &mut Subject) {
        fn text(to: &mut Option<String>, from: &str) {
            match to {
                _ if from.is_empty() => *to = None,
                Some(to) => from.clone_into(to),
                None => *to = Some(from.to_owned()),
            }
        }
        text(&mut subject.team, &self.team);
        text(&mut subject.respondent, &self.respondent);
        text(&mut subject.role, &self.role);
        subject.date = self.date;
    }
}

impl<'q> Sheet<'q> {
    /// Returns a sheet for answers that are spelt so; `None` if the questionnaire has too many questions.
    pub fn new(questionnaire: &'q Questionnaire, spelling: Spelling) -> Option<Self> {
        let questions = questionnaire.questions();
        let most = (MEANINGS / questions.len().max(1)).clamp(8, 1024);
        let conditional = questionnaire.question_indices();
        let outside =
            |form| questionnaire.question_indices().filter(|ix| !questionnaire.in_form(*ix, form)).collect();
        Some(Self {
            questionnaire,
            lookups: questions.iter().map(|question| Lookup::new(question, spelling, most)).collect(),
            bytes: vec![[ASK; 256]; questions.len()],
            codes: vec![BLANK; questions.len()],
            values: vec![0.0; questions.len()],
            meanings: vec![0; questions.len()],
            conditional: conditional.filter_map(|ix| Some((ix, questionnaire[ix].when.as_ref()?))).collect(),
            hidden: vec![false; questions.len()],
            outside: (0..questionnaire.forms().len()).map(|form| outside(FormIx(form))).collect(),
            form: questionnaire.full_form(),
            who: Who::default(),
            scorer: CodedScorer::new(questionnaire)?,
            scores: Scores::default(),
        })
    }

    /// Begins a set in which nothing is said.
    pub fn begin(&mut self) {
        self.codes.fill(BLANK);
        self.form = self.questionnaire.full_form();
        self.who.clear();
    }

    /// Whether nothing was said to any question.
    pub fn is_blank(&self) -> bool {
        self.codes.iter().all(|code| *code == BLANK)
    }

    /// Takes over an answer of one byte, if such an answer is known.
    pub fn answer_byte(&mut self, of: QuestionIx, byte: u8) -> bool {
        let code = self.bytes[of.0][usize::from(byte)];
        if code != ASK {
            self.codes[of.0] = code;
        }
        code != ASK
    }

    /// Takes over an answer; `None` if it is none, or one that somebody should look at.
    pub fn answer(&mut self, of: QuestionIx, text: &str) -> Option<()> {
        let lookup = &mut self.lookups[of.0];
        let number = lookup.find(text)?;
        let meaning = lookup.meaning(number);
        self.codes[of.0] = meaning.code;
        self.values[of.0] = meaning.value;
        self.meanings[of.0] = number;
        if let [byte] = text.as_bytes()
            && lookup.is_coded()
        {
            self.bytes[of.0][usize::from(*byte)] = meaning.code;
        }
        Some(())
    }

    /// Takes over the id of a form; `None` if there is no such form.
    pub fn form(&mut self, id: &str) -> Option<()> {
        self.form = self.questionnaire.find_form(id)?;
        Some(())
    }

    pub fn who(&mut self) -> &mut Who {
        &mut self.who
    }

    /// Scores the set once all of it was taken over; `None` if somebody should look at it. Without `traits` nothing is
    /// said of those.
    pub fn score(&mut self, traits: bool) -> Option<(&Who, &Scores)> {
        self.route()?;
        for of in &self.outside[self.form.0] {
            if self.codes[of.0] == BLANK {
                self.codes[of.0] = NOT_ASKED;
            }
        }
        self.scorer.score(&self.codes, &self.values, &mut self.scores);
        if traits {
            self.scores.traits.clear();
            self.scores.traits.extend(self.scorer.traits());
        }
        Some((&self.who, &self.scores))
    }

    /// Follows the conditions, as [`route`](crate::answers::route) does; `None` if an answer does not count because its
    /// question is not asked.
    fn route(&mut self) -> Option<()> {
        for (of, when) in &self.conditional {
            let truth = when.evaluate(Reading::AsItStands, &|earlier| {
                if self.hidden[earlier.0] { Fact::Absent } else { self.fact(earlier) }
            });
            self.hidden[of.0] = truth == Truth::False;
            if truth == Truth::False && self.codes[of.0] >= ANSWERED {
                return None;
            }
        }
        for (of, when) in &self.conditional {
            if when.evaluate(Reading::AsItMayBecome, &|earlier| self.fact(earlier)) == Truth::False {
                self.codes[of.0] = NOT_ASKED;
            }
        }
        Some(())
    }

    /// What a condition can know of a question; those that are not asked are absent.
    fn fact(&self, of: QuestionIx) -> Fact<'_> {
        match self.codes[of.0] {
            NOT_ASKED | NOT_APPLICABLE => Fact::Absent,
            code if code >= ANSWERED => Fact::Answered(self.lookups[of.0].answer(code, self.meanings[of.0])),
            _ => Fact::Open,
        }
    }
}
