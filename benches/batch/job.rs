//! The job: a questionnaire, and answers that are the same on every machine.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// How large the questionnaire is.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    pub dimensions: usize,
    pub traits_each: usize,
}

/// 60 questions, 30 traits, 6 dimensions.
pub const USUAL: Shape = Shape { dimensions: 6, traits_each: 5 };
/// Each trait has so many questions.
const QUESTIONS_EACH: usize = 2;
/// The options of each question are worth 0, 1/4 … 1.
const OPTIONS: usize = 5;
/// There are so many teams.
const TEAMS: u64 = 5_000;

impl Shape {
    pub fn questions(self) -> usize {
        self.dimensions * self.traits_each * QUESTIONS_EACH
    }

    /// The questionnaire. Weights, traits that count for one pole or for both, and reversed questions are mixed.
    pub fn questionnaire(self) -> String {
        let mut text = String::from(
            "pole = [{ id = \"a\", title = \"A\" }, { id = \"b\", title = \"B\" }]\n\
             dimension = [\n",
        );
        for dimension in 0..self.dimensions {
            let _ = writeln!(
                text,
                "  {{ id = \"d{dimension}\", title = \"D\", weight = {} }},",
                1 + dimension % 2
            );
        }
        text.push_str("]\ntrait = [\n");
        for of in 0..self.dimensions * self.traits_each {
            let poles = ["{ a = 1 }", "{ b = 1 }", "{ a = 1, b = 0.5 }"][of % 3];
            let (dimension, weight) = (of / self.traits_each, 1 + of % 2);
            let _ = writeln!(
                text,
                "  {{ id = \"t{of}\", title = \"T\", dimension = \"d{dimension}\", weight = {weight}, poles = {poles} }},"
            );
        }
        text.push_str("]\n");
        for question in 0..self.questions() {
            let (of, weight, reversed) = (question / QUESTIONS_EACH, weight(question), question % 7 == 3);
            let _ = writeln!(
                text,
                "[[question]]\nid = \"{}\"\ntext = \"?\"\nkind = \"choice\"\ntrait = \"t{of}\"\nweight = {weight}\nreversed = {reversed}\noptions = [",
                id(question)
            );
            for option in 0..OPTIONS {
                let _ = writeln!(text, "  {{ id = \"o{}\", text = \"O\" }},", option + 1);
            }
            text.push_str("]\n");
        }
        // Lists of the whole file come before its tables.
        text.push_str("[questionnaire]\nid = \"bench\"\nversion = \"1.0.0\"\ntitle = \"Bench\"\n");
        text.push_str("[placement]\ncut = 0.5\nband = 0.05\ncentral = 0.1\n");
        text.push_str(ZONES);
        text
    }
}

const ZONES: &str = r#"
[[placement.zone]]
id = "neither"
title = "Neither"
summary = "-"
when = { a = "low", b = "low" }
[[placement.zone]]
id = "only-a"
title = "A"
summary = "-"
when = { a = "high", b = "low" }
[[placement.zone]]
id = "only-b"
title = "B"
summary = "-"
when = { a = "low", b = "high" }
[[placement.zone]]
id = "both"
title = "Both"
summary = "-"
when = { a = "high", b = "high" }
"#;

/// The weight of a question in its trait.
fn weight(question: usize) -> usize {
    if question % 6 == 1 { 2 } else { 1 }
}

/// The id of a question.
fn id(question: usize) -> String {
    format!("q{question:02}")
}

/// What a set says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// An option, from 1.
    Option(u64),
    NotApplicable,
    Nothing,
}

/// Numbers that look random (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 3 in 100 do not apply, 3 in 100 are left out; teams differ in how high their options are.
    fn answer(&mut self, team: u64) -> Answer {
        let (number, options) = (self.next(), OPTIONS as u64);
        match number % 100 {
            0..3 => Answer::NotApplicable,
            3..6 => Answer::Nothing,
            _ if (number >> 20).is_multiple_of(3) => Answer::Option(1 + team % options),
            _ => Answer::Option(1 + (number >> 32) % options),
        }
    }
}

/// Writes so many answer sets, each with its team and answers.
fn sets(
    rows: u64,
    questions: usize,
    mut write: impl FnMut(u64, &[Answer]) -> io::Result<()>,
) -> io::Result<()> {
    let mut random = Random(1);
    let mut answers = Vec::with_capacity(questions);
    for row in 0..rows {
        let team = (row * 7_919) % TEAMS;
        answers.clear();
        answers.extend((0..questions).map(|_| random.answer(team)));
        write(team, &answers)?;
    }
    Ok(())
}

/// Writes a table with a cell a question.
pub fn csv(path: &Path, shape: Shape, rows: u64) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let questions = shape.questions();
    let titles: Vec<String> = (0..questions).map(id).collect();
    writeln!(out, "team,{}", titles.join(","))?;
    let mut line = String::new();
    sets(rows, questions, |team, answers| {
        line.clear();
        let _ = write!(line, "team-{team}");
        for answer in answers {
            match answer {
                Answer::Option(option) => write!(line, ",{option}"),
                Answer::NotApplicable => write!(line, ",n/a"),
                Answer::Nothing => write!(line, ","),
            }
            .expect("memory takes everything");
        }
        line.push('\n');
        out.write_all(line.as_bytes())
    })?;
    out.flush()
}

/// Writes a table with an object an answer set.
pub fn ndjson(path: &Path, shape: Shape, rows: u64) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let ids: Vec<String> = (0..shape.questions()).map(id).collect();
    sets(rows, ids.len(), |team, answers| {
        let answers: Vec<String> = ids
            .iter()
            .zip(answers)
            .filter_map(|(id, answer)| match answer {
                Answer::Option(option) => Some(format!("\"{id}\":{option}")),
                Answer::NotApplicable => Some(format!("\"{id}\":\"n/a\"")),
                Answer::Nothing => None,
            })
            .collect();
        writeln!(out, "{{\"team\":\"team-{team}\",\"answers\":{{{}}}}}", answers.join(","))
    })?;
    out.flush()
}

/// Writes a folder with a file an answer set.
pub fn files(folder: &Path, shape: Shape, count: u64) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let ids: Vec<String> = (0..shape.questions()).map(id).collect();
    let mut number = 0_u64;
    sets(count, ids.len(), |team, answers| {
        let mut text = format!("questionnaire = \"bench\"\nteam = \"team-{team}\"\n\n[answers]\n");
        for (id, answer) in ids.iter().zip(answers) {
            match answer {
                Answer::Option(option) => writeln!(text, "{id} = {option}"),
                Answer::NotApplicable => writeln!(text, "{id} = \"n/a\""),
                Answer::Nothing => Ok(()),
            }
            .expect("memory takes everything");
        }
        number += 1;
        fs::write(folder.join(format!("{number:06}.toml")), text)
    })
}

/// What the peers are told of the questionnaire, as JSON.
pub fn description(shape: Shape) -> String {
    let questions: Vec<String> = (0..shape.questions())
        .map(|question| {
            let (of, reversed) = (question / QUESTIONS_EACH, question % 7 == 3);
            format!(
                "{{\"id\":\"{}\",\"trait\":{of},\"weight\":{},\"reversed\":{reversed}}}",
                id(question),
                weight(question)
            )
        })
        .collect();
    let traits: Vec<String> = (0..shape.dimensions * shape.traits_each)
        .map(|of| {
            let weight = (1 + of % 2) as f64;
            let [a, b] = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.5]][of % 3];
            format!("{{\"dimension\":{},\"a\":{},\"b\":{}}}", of / shape.traits_each, weight * a, weight * b)
        })
        .collect();
    let dimensions: Vec<String> = (0..shape.dimensions).map(|of| (1 + of % 2).to_string()).collect();
    format!(
        "{{\"questions\":[{}],\"traits\":[{}],\"dimensions\":[{}]}}",
        questions.join(","),
        traits.join(","),
        dimensions.join(",")
    )
}
