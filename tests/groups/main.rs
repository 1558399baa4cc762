//! Groups of answer sets: what is reckoned, what is left out, and that neither order nor threads matter.

mod brute_force;
mod command;
mod privacy;

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use standpoint::batch::{self, Event, Format, Input, Plan, Scored, TableFormat};
use standpoint::diagnostic::Source;
use standpoint::groups::{Group, GroupTable, Grouping, Groups, Measure};
use standpoint::questionnaire::{Questionnaire, compile};

/// The questionnaire that these tests answer.
fn two() -> &'static Questionnaire {
    static TWO: LazyLock<Questionnaire> = LazyLock::new(|| {
        compile(&[Source::new("two.toml", include_str!("two.toml"))])
            .unwrap_or_else(|problems| panic!("{problems}"))
            .questionnaire
    });
    &TWO
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }
}

/// A table of so many answer sets, in groups of all sizes, with gaps of each kind.
fn answers(rows: usize, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut table = "team,respondent,role,date,pace,proof,watch\n".to_owned();
    for _ in 0..rows {
        let team = dice.one_of(&["A", "A", "A", "A", "B", "B", "B", "C", "D", ""]);
        let role = dice.one_of(&["dev", "dev", "dev", "ops", "ops", "lead", ""]);
        let person = match dice.below(4) {
            0 => format!("p{}", dice.below(6)),
            1 => format!("q{}", dice.below(1000)),
            _ => String::new(),
        };
        let date = format!("2026-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
        let number = |dice: &mut Dice| match dice.below(10) {
            0 => String::new(),
            1 => "n/a".to_owned(),
            2 => "500".to_owned(),
            _ => dice.below(1001).to_string(),
        };
        let (pace, proof) = (number(&mut dice), number(&mut dice));
        let watch = dice.one_of(&["yes", "no", "n/a", "unknown", ""]);
        writeln!(table, "{team},{person},{role},{date},{pace},{proof},{watch}").unwrap();
    }
    table
}

/// Everything that a run says of the sets of a table.
fn scored(table: &str, threads: usize) -> Vec<Scored> {
    let input = Input::stream("t", TableFormat::Csv, std::io::Cursor::new(table.to_owned()));
    let mut plan = Plan::new(two(), Format::Csv);
    plan.threads = NonZeroUsize::new(threads).unwrap();
    plan.scores = true;
    let mut sets = Vec::new();
    batch::run(vec![input], &plan, |event| {
        if let Event::Set { scored, .. } = event {
            sets.push(scored.expect("all of these answers can be scored").clone());
        }
        ControlFlow::Continue(())
    });
    sets
}

fn groups(sets: &[Scored], grouping: &Grouping) -> Groups {
    let groups = Groups::new(grouping, two());
    let mut adder = groups.adder();
    for set in sets {
        adder.add(&set.subject, &set.scores);
    }
    drop(adder);
    groups
}

fn table(sets: &[Scored], by: &str, least: u64) -> GroupTable {
    groups(sets, &Grouping::new(by.parse().unwrap()).at_least(least)).table(two())
}

fn measure<'g>(group: &'g Group, id: &str) -> &'g Measure {
    group.measures.iter().find(|measure| measure.id == id).unwrap()
}

fn csv(table: &GroupTable) -> String {
    let mut out = Vec::new();
    table.write_csv(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}
