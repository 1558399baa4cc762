//! Random tables of answers.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use standpoint::questionnaire::{Kind, Question, Questionnaire};

/// The same numbers in each run.
struct Dice(u64);

impl Dice {
    /// A number below `sides` (xorshift64*, see Vigna 2016).
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Writes the same sets as a table with one row a set and as one with one row an answer.
pub fn write(of: &Questionnaire, count: usize, wide: &Path, long: &Path) {
    let mut dice = Dice(0x5EED);
    let mut sets = BufWriter::new(File::create(wide).unwrap());
    let mut answers = BufWriter::new(File::create(long).unwrap());
    let titles: Vec<&str> = of.questions().iter().map(|question| question.id.as_str()).collect();
    writeln!(sets, "respondent,form,{}", titles.join(",")).unwrap();
    writeln!(answers, "respondent,form,question,answer").unwrap();
    for row in 0..count {
        // Some sets are nearly full, some nearly empty, and one in fifty has a cell that is no answer.
        let gaps = [40, 8, 3, 1][dice.below(4)];
        let bad = if dice.one_in(50) { Some(dice.below(of.questions().len())) } else { None };
        let form = if dice.one_in(4) { of.forms()[dice.below(of.forms().len())].id.as_str() } else { "" };
        let mut line = format!("r{row},{form}");
        for (place, question) in of.questions().iter().enumerate() {
            let cell = if bad == Some(place) {
                bad_cell(question).to_owned()
            } else {
                cell(&mut dice, question, gaps)
            };
            let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
            line += ",";
            line += &quoted;
            if !cell.trim().is_empty() {
                writeln!(answers, "r{row},{form},{},{quoted}", question.id).unwrap();
            }
        }
        writeln!(sets, "{line}").unwrap();
    }
    sets.flush().unwrap();
    answers.flush().unwrap();
}

fn cell(dice: &mut Dice, question: &Question, gaps: usize) -> String {
    if dice.one_in(gaps) {
        return dice.pick(&["", "  ", "n/a", "N/A", "unknown", " Unknown "]).to_owned();
    }
    let answer = answer(dice, question);
    if dice.one_in(10) { format!(" {answer}\t") } else { answer }
}

fn answer(dice: &mut Dice, question: &Question) -> String {
    match &question.kind {
        Kind::Choice(options) => {
            option(dice, &options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>())
        }
        Kind::Multiple { options, .. } => {
            let mut ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            let mut chosen = Vec::new();
            for _ in 0..=dice.below(ids.len()) {
                let left = ids.remove(dice.below(ids.len()));
                chosen.push(left.to_owned());
            }
            // "None of these" stands among others here as often as any: such an answer takes itself back.
            chosen.join(dice.pick(&[";", "; ", " ;", ";;"])) + dice.pick(&["", "", ";"])
        }
        Kind::YesNo => dice.pick(&["yes", "no", "Yes", "NO", "true", "False"]).to_owned(),
        Kind::Number(range) => {
            let first = range.anchors.first().map_or(0.0, |anchor| anchor.0);
            let last = range.anchors.last().map_or(100.0, |anchor| anchor.0);
            let low = range.minimum.unwrap_or(first - (last - first) / 8.0);
            let high = range.maximum.unwrap_or(last + (last - first) / 8.0);
            let number = low + (high - low) * dice.below(4097) as f64 / 4096.0;
            match dice.below(3) {
                0 => format!("{number:e}"),
                1 if number.round() >= low && number.round() <= high => format!("{}", number.round() + 0.0),
                _ => format!("{number:?}"),
            }
        }
        Kind::Text => "it depends, on \"whom\" you ask".to_owned(),
    }
}

fn option(dice: &mut Dice, ids: &[&str]) -> String {
    let index = dice.below(ids.len());
    match dice.below(4) {
        0 => (index + 1).to_string(),
        1 => format!("{}.0", index + 1),
        _ => ids[index].to_owned(),
    }
}

/// A cell that is no answer to the question, or, to one for free text, any other.
fn bad_cell(question: &Question) -> &'static str {
    match question.kind {
        Kind::Choice(_) => "most-of-them",
        Kind::Multiple { .. } => "1;unknown",
        Kind::Number(_) => "about 7",
        Kind::YesNo => "1",
        Kind::Text => "whatever",
    }
}
