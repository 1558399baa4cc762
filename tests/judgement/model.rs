//! Random questionnaires with random answers.

use std::fmt::Write as _;

use proptest::prelude::*;
use standpoint::answers::AnswerSheet;
use standpoint::questionnaire::Questionnaire;

use crate::fixture::{self, LADDER, PLANE};

/// A questionnaire with two poles, and what is answered.
#[derive(Debug, Clone)]
pub struct Model {
    pub dimensions: Vec<Dimension>,
}

#[derive(Debug, Clone)]
pub struct Dimension {
    pub id: String,
    pub weight: f64,
    pub traits: Vec<Trait>,
}

#[derive(Debug, Clone)]
pub struct Trait {
    pub id: String,
    pub weight: f64,
    /// The factor on each pole, 0 for none; at least one is above 0.
    pub factors: [f64; 2],
    /// The level that needs it, and the score it needs.
    pub gate: Option<(usize, f64)>,
    pub questions: Vec<Question>,
}

/// A choice of five options, `o0` to `o4`.
#[derive(Debug, Clone)]
pub struct Question {
    pub id: String,
    pub weight: f64,
    pub values: [f64; 5],
    pub reversed: bool,
    pub answer: Answer,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Answer {
    Option(usize),
    Unknown,
    NotApplicable,
    Nothing,
}

impl Model {
    /// Returns every question.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.traits().flat_map(|of| &of.questions)
    }

    /// Returns every question, to change it.
    pub fn questions_mut(&mut self) -> impl Iterator<Item = &mut Question> {
        self.dimensions.iter_mut().flat_map(|of| &mut of.traits).flat_map(|of| &mut of.questions)
    }

    /// Returns every trait.
    pub fn traits(&self) -> impl Iterator<Item = &Trait> {
        self.dimensions.iter().flat_map(|of| &of.traits)
    }

    /// Writes the definition, with `more` at its end.
    pub fn definition(&self, more: &str) -> String {
        let mut text = format!("{PLANE}{LADDER}");
        for dimension in &self.dimensions {
            let Dimension { id, weight, .. } = dimension;
            writeln!(text, "[[dimension]]\nid = '{id}'\ntitle = 'D'\nweight = {weight:?}").expect("a string");
        }
        for (dimension, of) in self.dimensions.iter().flat_map(|d| d.traits.iter().map(move |t| (d, t))) {
            let poles = ["devops", "itops"].into_iter().zip(of.factors).filter(|(_, factor)| *factor > 0.0);
            let poles: Vec<String> = poles.map(|(pole, factor)| format!("{pole} = {factor:?}")).collect();
            let Trait { id, weight, gate, .. } = of;
            writeln!(
                text,
                "[[trait]]\nid = '{id}'\ndimension = '{}'\ntitle = 'T'\nweight = {weight:?}\npoles = {{ {} }}",
                dimension.id,
                poles.join(", ")
            )
            .expect("a string");
            if let Some((level, minimum)) = gate {
                writeln!(text, "essential = [{{ level = {level}, minimum = {minimum:?} }}]")
                    .expect("a string");
            }
        }
        for (of, question) in self.traits().flat_map(|t| t.questions.iter().map(move |q| (t, q))) {
            let options: Vec<String> = (question.values.iter().enumerate())
                .map(|(index, value)| {
                    format!("{{ id = 'o{index}', text = 'Option {index}', value = {value:?} }}")
                })
                .collect();
            writeln!(
                text,
                "[[question]]\nid = '{}'\ntrait = '{}'\nkind = 'choice'\ntext = 'Q?'\nweight = {:?}\nreversed = {}\n\
                 options = [{}]",
                question.id,
                of.id,
                question.weight,
                question.reversed,
                options.join(", ")
            )
            .expect("a string");
        }
        text + more
    }

    /// Compiles the questionnaire.
    pub fn compile(&self) -> Questionnaire {
        fixture::questionnaire(&self.definition(""))
    }

    /// Writes the answers on a sheet.
    pub fn sheet(&self, questionnaire: &Questionnaire) -> AnswerSheet {
        let answers: Vec<(&str, String)> = self
            .questions()
            .filter_map(|question| {
                let answer = match question.answer {
                    Answer::Option(index) => format!("o{index}"),
                    Answer::Unknown => "unknown".to_owned(),
                    Answer::NotApplicable => "n/a".to_owned(),
                    Answer::Nothing => return None,
                };
                Some((question.id.as_str(), answer))
            })
            .collect();
        let answers: Vec<(&str, &str)> = answers.iter().map(|(id, answer)| (*id, answer.as_str())).collect();
        fixture::sheet(questionnaire, &answers)
    }
}

/// Weights as authors set them, and some that no binary fraction holds.
fn weight() -> impl Strategy<Value = f64> {
    prop::sample::select(vec![1.0, 2.0, 3.0, 0.1, 0.7, 1.3])
}

fn values() -> impl Strategy<Value = [f64; 5]> {
    let unequal = prop::array::uniform3(0.05..0.95_f64).prop_map(|mut inner| {
        inner.sort_by(f64::total_cmp);
        [0.0, inner[0], inner[1], inner[2], 1.0]
    });
    prop_oneof![3 => Just([0.0, 0.25, 0.5, 0.75, 1.0]), 1 => unequal]
}

fn question(answer: impl Strategy<Value = Answer>) -> impl Strategy<Value = Question> {
    (weight(), values(), any::<bool>(), answer).prop_map(|(weight, values, reversed, answer)| Question {
        id: String::new(),
        weight,
        values,
        reversed,
        answer,
    })
}

fn any_trait(answer: impl Strategy<Value = Answer>, questions: usize) -> impl Strategy<Value = Trait> {
    let factors = prop::sample::select(vec![[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.5]]);
    let gate = prop::option::weighted(0.3, (2..=5_usize, prop::sample::select(vec![0.3, 0.5, 0.75])));
    (weight(), factors, gate, prop::collection::vec(question(answer), 1..=questions)).prop_map(
        |(weight, factors, gate, questions)| Trait { id: String::new(), weight, factors, gate, questions },
    )
}

/// How large a random model may get.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub dimensions: usize,
    pub traits: usize,
    pub questions: usize,
}

/// Generates models of up to this size with such answers; each pole is there in each model.
pub fn model(
    size: Size,
    answer: impl Strategy<Value = Answer> + Clone + 'static,
) -> impl Strategy<Value = Model> {
    let traits = prop::collection::vec(any_trait(answer, size.questions), 1..=size.traits);
    let dimension =
        (weight(), traits).prop_map(|(weight, traits)| Dimension { id: String::new(), weight, traits });
    prop::collection::vec(dimension, 1..=size.dimensions).prop_map(|mut dimensions| {
        for (d, dimension) in dimensions.iter_mut().enumerate() {
            dimension.id = format!("d{d}");
            for (t, of) in dimension.traits.iter_mut().enumerate() {
                of.id = format!("d{d}-t{t}");
                for (q, question) in of.questions.iter_mut().enumerate() {
                    question.id = format!("d{d}-t{t}-q{q}");
                }
            }
        }
        let mut model = Model { dimensions };
        for pole in 0..2 {
            if model.traits().all(|of| of.factors[pole] == 0.0) {
                model.dimensions[0].traits[0].factors[pole] = 1.0;
            }
        }
        model
    })
}

/// Generates answers of every kind, mostly options.
pub fn any_answer() -> impl Strategy<Value = Answer> + Clone {
    prop_oneof![
        6 => (0..5_usize).prop_map(Answer::Option),
        1 => Just(Answer::Unknown),
        1 => Just(Answer::NotApplicable),
        1 => Just(Answer::Nothing),
    ]
}

/// Generates options only.
pub fn an_option() -> impl Strategy<Value = Answer> + Clone {
    (0..5_usize).prop_map(Answer::Option)
}
