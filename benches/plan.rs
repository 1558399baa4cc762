//! How long the exact way to a target takes on the flagship questionnaire.
//!
//! `cargo bench --bench plan`. Answer sheets of many kinds, each with many targets and budgets; the median and the longest
//! times are printed, and how often the search was cut short. The goal is under a second for any target (see
//! `docs/performance.md`).

use std::time::{Duration, Instant};

use standpoint::advice::{Goal, Path, path, within};
use standpoint::answers::{AnswerSheet, Entry, Response};
use standpoint::questionnaire::{Kind, PoleIx, Questionnaire, Value, ZoneIx, catalogue, compile};
use standpoint::scoring::score;

const SHEETS: u64 = 40;

/// A linear congruential generator (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % sides
    }
}

fn main() {
    let sources = catalogue::sources("devops-itops").expect("it is built in");
    let questionnaire = compile(&sources).expect("it is sound").questionnaire;
    let mut times: Vec<(Duration, String)> = Vec::new();
    let mut short = 0;
    for seed in 0..SHEETS {
        let assessment = score(&questionnaire, &sheet(&questionnaire, seed));
        for (name, goals) in targets(&questionnaire) {
            let start = Instant::now();
            let found = path(&questionnaire, &assessment, &goals);
            note(&mut times, &mut short, start, &format!("sheet {seed}, {name}"), &found);
        }
        for budget in [5.0, 20.0, 60.0, 200.0] {
            let start = Instant::now();
            let found = within(&questionnaire, &assessment, budget);
            note(&mut times, &mut short, start, &format!("sheet {seed}, budget {budget}"), &found);
        }
    }
    times.sort();
    let at = |share: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
        let place = ((times.len() - 1) as f64 * share) as usize;
        times[place].0
    };
    println!("{} plans: median {:.1?}, 90 % {:.1?}, 99 % {:.1?}", times.len(), at(0.5), at(0.9), at(0.99));
    for (time, name) in times.iter().rev().take(5) {
        println!("longest {time:.1?}: {name}");
    }
    println!("cut short: {short}");
}

fn note(times: &mut Vec<(Duration, String)>, short: &mut usize, start: Instant, name: &str, found: &Path) {
    *short += usize::from(found.gap > 1e-9);
    times.push((start.elapsed(), format!("{name}, {} moves, gap {:.3}", found.moves.len(), found.gap)));
}

/// All zones, and scores and levels on both poles together.
fn targets(questionnaire: &Questionnaire) -> Vec<(String, Vec<Goal>)> {
    let zones = questionnaire.placement().map_or(0, |placement| placement.zones.len());
    let mut targets: Vec<_> =
        (0..zones).map(|zone| (format!("zone {zone}"), vec![Goal::Zone(ZoneIx(zone))])).collect();
    let both = |goal: &dyn Fn(PoleIx) -> Goal| questionnaire.pole_indices().map(goal).collect::<Vec<_>>();
    for least in [0.3, 0.5, 0.7, 0.85] {
        targets.push((format!("both {least}"), both(&|pole| Goal::Score { dimension: None, pole, least })));
    }
    for rank in 2..=questionnaire.levels().len() {
        targets
            .push((format!("both level {rank}"), both(&|pole| Goal::Level { dimension: None, pole, rank })));
    }
    targets
}

/// A whole sheet: from very low to very high, even or uneven.
fn sheet(questionnaire: &Questionnaire, seed: u64) -> AnswerSheet {
    let mut dice = Dice(seed);
    let (low, spread) = (dice.roll(3), 1 + dice.roll(5));
    let mut sheet = AnswerSheet::new(questionnaire);
    for index in questionnaire.question_indices() {
        let answer = match &questionnaire[index].kind {
            Kind::Choice(options) => {
                let place = (low + dice.roll(spread)).min(options.len() - 1);
                Value::Choice(if questionnaire[index].reversed { options.len() - 1 - place } else { place })
            }
            Kind::Multiple { options, .. } => Value::Multiple(
                (0..options.len())
                    .filter(|at| !(matches!(&options[*at], item if item.none)) && dice.roll(5) < low + 1)
                    .collect(),
            ),
            Kind::Number(number) => Value::Number(number.anchors.first().map_or(0.0, |(at, _)| *at)),
            Kind::YesNo => Value::YesNo(dice.roll(2) == 0),
            Kind::Text => continue,
        };
        sheet.set(index, Some(Entry::from(Response::Answered(answer))));
    }
    sheet
}
