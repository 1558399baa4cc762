//! Invents answers of many teams, as a table for `standpoint batch` and `standpoint portfolio`.
//!
//! `cargo run --example many_teams -- 120 > teams.csv`
//!
//! The teams have the names of trees and of what stands near them. Each has a strength on each pole, in each dimension and
//! each trait, and answers by it; now and then it does not know, or the question does not apply. The same number gives the
//! same table.

use std::error::Error;

use standpoint::questionnaire::{self, Kind, Question, Questionnaire, catalogue};

const TREES: [&str; 25] = [
    "Alder", "Ash", "Aspen", "Beech", "Birch", "Cedar", "Cherry", "Chestnut", "Cypress", "Elm", "Fir",
    "Hazel", "Holly", "Juniper", "Larch", "Linden", "Maple", "Oak", "Olive", "Pine", "Poplar", "Rowan",
    "Spruce", "Willow", "Yew",
];
const PLACES: [&str; 20] = [
    "Bay", "Bridge", "Brook", "Cove", "Field", "Ford", "Garden", "Gate", "Grove", "Hill", "Lake", "Lane",
    "Meadow", "Mill", "Point", "Ridge", "Shore", "Spring", "Vale", "Well",
];

fn main() -> Result<(), Box<dyn Error>> {
    let count: usize = std::env::args().nth(1).ok_or("say how many teams")?.parse()?;
    if count > TREES.len() * PLACES.len() {
        return Err(format!("there are names for {} teams", TREES.len() * PLACES.len()).into());
    }
    let sources = catalogue::sources("devops-itops").ok_or("no such questionnaire")?;
    let questionnaire = questionnaire::compile(&sources)?.questionnaire;
    let titles: Vec<&str> = questionnaire.questions().iter().map(|question| question.id.as_str()).collect();
    println!("team,date,{}", titles.join(","));
    let mut chance = Chance(7);
    // What is hard for one team is hard for most.
    let ease: Vec<f64> = questionnaire.traits().iter().map(|_| chance.around(0.12)).collect();
    for index in 0..count {
        // Neighbours in the table are no neighbours in the alphabet, and no name comes twice.
        let place = index * 187 % (TREES.len() * PLACES.len());
        let (tree, near) = (TREES[place % TREES.len()], PLACES[place / TREES.len()]);
        println!(
            "{tree} {near},2026-{:02}-{:02},{}",
            index % 3 + 7,
            index % 28 + 1,
            team(&questionnaire, &ease, &mut chance)
        );
    }
    Ok(())
}

/// The answers of one team, in the order of the questions.
fn team(questionnaire: &Questionnaire, ease: &[f64], chance: &mut Chance) -> String {
    let poles: Vec<f64> = questionnaire.poles().iter().map(|_| 0.5 + chance.around(0.24)).collect();
    let dimensions: Vec<f64> = questionnaire.dimensions().iter().map(|_| chance.around(0.10)).collect();
    let traits: Vec<f64> = questionnaire
        .traits()
        .iter()
        .zip(ease)
        .map(|(of, ease)| {
            let on_poles: f64 =
                of.poles.iter().map(|(pole, _)| poles[pole.0]).sum::<f64>() / of.poles.len() as f64;
            on_poles + ease + dimensions[of.dimension.0] + chance.around(0.12)
        })
        .collect();
    // Some teams leave out much, most of them little.
    let gaps = if chance.next() < 0.15 { 0.25 } else { 0.02 };
    let answers = questionnaire.questions().iter().map(|question| match chance.next() {
        luck if luck < gaps => String::new(),
        luck if luck < gaps + 0.02 => "unknown".to_owned(),
        luck if luck < gaps + 0.03 => "n/a".to_owned(),
        _ => {
            let strength = question.of.map_or(0.5, |of| traits[of.0]) + chance.around(0.08);
            answer(question, if question.reversed { 1.0 - strength } else { strength })
        }
    });
    answers.collect::<Vec<_>>().join(",")
}

/// The answer that is worth about as much as the strength.
fn answer(question: &Question, strength: f64) -> String {
    let nearest = |values: Vec<f64>| {
        let distance = |index: &usize| (values[*index] - strength).abs();
        (0..values.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or_default()
    };
    match &question.kind {
        Kind::Choice(options) => {
            options[nearest(options.iter().map(|option| option.value).collect())].id.clone()
        }
        Kind::Multiple { options, cap } => {
            let mut points = 0.0;
            let chosen: Vec<&str> = options
                .iter()
                .filter(|option| !option.none)
                .take_while(|option| {
                    points += option.points;
                    points / cap <= strength + 0.1
                })
                .map(|option| option.id.as_str())
                .collect();
            if chosen.is_empty() {
                options.iter().find(|option| option.none).map(|option| option.id.clone()).unwrap_or_default()
            } else {
                chosen.join(";")
            }
        }
        Kind::Number(number) if number.anchors.is_empty() => String::new(),
        Kind::Number(number) => {
            number.anchors[nearest(number.anchors.iter().map(|(_, value)| *value).collect())].0.to_string()
        }
        Kind::YesNo => if strength < 0.5 { "no" } else { "yes" }.to_owned(),
        Kind::Text => String::new(),
    }
}

/// Numbers that look random and are the same each time: `SplitMix64`.
struct Chance(u64);

impl Chance {
    /// From 0 up to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About 0, as the sum of a few: roughly normal with this deviation.
    fn around(&mut self, deviation: f64) -> f64 {
        let sum: f64 = (0..4).map(|_| self.next() - 0.5).sum();
        sum * deviation * 3.0_f64.sqrt()
    }
}
