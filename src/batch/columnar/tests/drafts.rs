//! Random questionnaires, and answers to them in every shape.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;

/// What a question of a random questionnaire is like.
#[derive(Debug, Clone)]
pub struct Draft {
    kind: &'static str,
    options: usize,
    none: bool,
    weight: &'static str,
    reversed: bool,
    quick: bool,
    /// A condition on an earlier question, by its form and a number that chooses the question.
    when: Option<(usize, usize)>,
}

#[derive(Debug, Clone)]
pub struct Drafts {
    poles: usize,
    zones: bool,
    dimensions: Vec<&'static str>,
    /// The dimension of each trait, its weight, and the factors on the poles.
    traits: Vec<(usize, &'static str, Vec<&'static str>)>,
    /// Questions with the trait they belong to, if they belong to one.
    questions: Vec<(Option<usize>, Draft)>,
}

const KINDS: [&str; 7] = ["choice", "choice", "choice", "yes-no", "multiple", "number", "text"];
const WEIGHTS: [&str; 5] = ["1", "1", "2", "0.3", "1.5"];

fn draft() -> impl Strategy<Value = Draft> {
    let when = proptest::option::weighted(0.25, (0..6_usize, any::<usize>()));
    (select(&KINDS[..]), 2..7_usize, any::<bool>(), select(&WEIGHTS[..]), any::<bool>(), any::<bool>(), when)
        .prop_map(|(kind, options, none, weight, reversed, quick, when)| Draft {
            kind,
            options,
            none,
            weight,
            reversed,
            quick,
            when,
        })
}

pub fn drafts() -> impl Strategy<Value = Drafts> {
    (1..4_usize, any::<bool>(), proptest::collection::vec(select(&WEIGHTS[..]), 1..4)).prop_flat_map(
        |(poles, zones, dimensions)| {
            let factors = proptest::collection::vec(select(&["0", "1", "1", "0.5"][..]), poles);
            let count = dimensions.len();
            let traits = proptest::collection::vec((select(&WEIGHTS[..]), factors), count..count + 5);
            let questions =
                proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>(), draft()), 0..8);
            let first = proptest::collection::vec(draft(), 10);
            (traits, first, questions).prop_map(move |(traits, first, questions)| {
                let traits: Vec<_> = traits
                    .into_iter()
                    .enumerate()
                    .map(|(index, (weight, mut factors))| {
                        // Each pole needs a trait, and each trait a pole.
                        if index == 0 || factors.iter().all(|factor| *factor == "0") {
                            factors.fill("1");
                        }
                        (index % count, weight, factors)
                    })
                    .collect();
                // Each trait needs a scored question.
                let mut all: Vec<(Option<usize>, Draft)> = first
                    .into_iter()
                    .take(traits.len())
                    .enumerate()
                    .map(|(of, draft)| {
                        let kind = if draft.kind == "text" { "choice" } else { draft.kind };
                        (Some(of), Draft { kind, ..draft })
                    })
                    .collect();
                all.extend(questions.into_iter().map(|(index, scored, draft)| {
                    let of = (scored && draft.kind != "text").then(|| index.index(traits.len()));
                    (of, draft)
                }));
                Drafts {
                    poles,
                    zones: zones && poles > 1,
                    dimensions: dimensions.clone(),
                    traits,
                    questions: all,
                }
            })
        },
    )
}

impl Drafts {
    pub fn text(&self) -> String {
        let mut text =
            String::from("[questionnaire]\nid = \"random\"\nversion = \"1.0.0\"\ntitle = \"Random\"\n");
        for pole in 0..self.poles {
            let _ = writeln!(text, "[[pole]]\nid = \"p{pole}\"\ntitle = \"P\"");
        }
        text.push_str("[[form]]\nid = \"quick\"\ntitle = \"Quick\"\n");
        if self.zones {
            for combination in 0..1 << self.poles {
                let side = |pole| if combination >> pole & 1 == 1 { "high" } else { "low" };
                let when: Vec<String> =
                    (0..self.poles).map(|pole| format!("p{pole} = \"{}\"", side(pole))).collect();
                let _ = writeln!(
                    text,
                    "[[placement.zone]]\nid = \"z{combination}\"\ntitle = \"Z\"\nsummary = \"-\"\nwhen = {{ {} }}",
                    when.join(", ")
                );
            }
        }
        for (index, weight) in self.dimensions.iter().enumerate() {
            let _ = writeln!(text, "[[dimension]]\nid = \"d{index}\"\ntitle = \"D\"\nweight = {weight}");
        }
        for (index, (dimension, weight, factors)) in self.traits.iter().enumerate() {
            let factors = factors.iter().enumerate().filter(|(_, factor)| **factor != "0");
            let poles: Vec<String> = factors.map(|(pole, factor)| format!("p{pole} = {factor}")).collect();
            let _ = writeln!(
                text,
                "[[trait]]\nid = \"t{index}\"\ntitle = \"T\"\ndimension = \"d{dimension}\"\nweight = {weight}\npoles = {{ {} }}",
                poles.join(", ")
            );
        }
        for (index, (of, draft)) in self.questions.iter().enumerate() {
            let _ =
                writeln!(text, "[[question]]\nid = \"q{index}\"\ntext = \"?\"\nkind = \"{}\"", draft.kind);
            if draft.quick || index == 0 {
                text.push_str("forms = [\"quick\"]\n");
            }
            if let Some(of) = of {
                let _ = writeln!(text, "trait = \"t{of}\"\nweight = {}", draft.weight);
            }
            if of.is_some() && draft.reversed && matches!(draft.kind, "choice" | "yes-no") {
                text.push_str("reversed = true\n");
            }
            if let Some(when) = self.condition(index, draft) {
                let _ = writeln!(text, "when = \"{when}\"");
            }
            let option = |index: usize| match (draft.kind, draft.none && index == 0) {
                ("multiple", true) => "{ id = \"none\", text = \"O\", none = true }".to_owned(),
                ("multiple", false) => {
                    format!("{{ id = \"o{index}\", text = \"O\", points = {} }}", index + 1)
                }
                _ if index == 0 => "{ id = \"a-long-name-of-an-option\", text = \"O\" }".to_owned(),
                _ => format!("{{ id = \"o{index}\", text = \"O\" }}"),
            };
            let options: Vec<String> = (0..draft.options).map(option).collect();
            match draft.kind {
                "choice" | "multiple" => {
                    let _ = writeln!(text, "options = [{}]", options.join(", "));
                }
                "number" if of.is_some() => {
                    text.push_str("minimum = 0\nanchors = [[0, 0], [7, 0.35], [30, 1]]\n");
                }
                _ => {}
            }
        }
        text
    }

    fn condition(&self, index: usize, draft: &Draft) -> Option<String> {
        let (form, number) = draft.when?;
        let earlier = number.checked_rem(index)?;
        let of = &self.questions[earlier].1;
        let second = if of.kind == "multiple" || of.options > 2 { "o1" } else { "a-long-name-of-an-option" };
        let compared = match of.kind {
            "choice" | "multiple" => format!("q{earlier} = '{second}'"),
            "yes-no" => format!("q{earlier} != 'yes'"),
            "number" => format!("q{earlier} >= 7"),
            _ => format!("answered(q{earlier})"),
        };
        Some(match form {
            0 => format!("answered(q{earlier})"),
            1 => format!("not {compared}"),
            2 => format!("not answered(q{earlier}) or {compared}"),
            3 => format!("answered(q0) and {compared}"),
            _ => compared,
        })
    }

    /// A cell that may be an answer to a question.
    fn cell(&self, index: usize, choose: usize) -> String {
        let draft = &self.questions[index].1;
        let states = ["", "", "n/a", "unknown", "N/A", " ", " Unknown ", "\u{a0}"];
        let option = |number: usize| match draft.kind {
            "multiple" if draft.none && number == 0 => "none".to_owned(),
            "choice" if number == 0 => "a-long-name-of-an-option".to_owned(),
            _ => format!("o{number}"),
        };
        let first = choose / 16 % draft.options;
        let second = choose / 128 % draft.options;
        match (choose % 16, draft.kind) {
            (0..3, _) => states[choose / 16 % states.len()].to_owned(),
            (3, _) if choose.is_multiple_of(5) => {
                ["zzz", "99", "0", "-", "1.5", "\"", "o1;", ";", "ﬁ"][choose / 16 % 9].to_owned()
            }
            (_, "choice") if choose.is_multiple_of(2) => option(first),
            (_, "choice") => (first + 1).to_string(),
            (4..12, "multiple") => format!("{};{}", option(first.min(second)), option(first.max(second))),
            (_, "multiple") => option(first),
            (_, "number") => ["0", "7", "3.5", "1e1", "100", "+4", "29.999"][choose / 16 % 7].to_owned(),
            (_, "yes-no") => ["yes", "no", "YES", "true", "False"][choose / 16 % 5].to_owned(),
            _ => ["so", "a, b", "two\nlines", "say \"so\"", "n/a.", "é"][choose / 16 % 6].to_owned(),
        }
    }

    /// A value of JSON that may be an answer to a question.
    fn value(&self, index: usize, choose: usize) -> String {
        let cell = self.cell(index, choose);
        let text = serde_json::to_string(&cell).unwrap();
        match choose / 7 % 12 {
            0 => "null".to_owned(),
            1 => format!("{{\"answer\": {text}, \"note\": \"so\"}}"),
            2 if cell.contains(';') => format!("[{}]", text.replace(';', "\",\"")),
            3 if choose.is_multiple_of(3) => {
                ["[]", "{}", "01", "1.", "tru", "[1", "\"\\u006f1\"", "1e1", "-0"][choose % 9].to_owned()
            }
            _ if matches!(cell.as_str(), "true" | "false") => cell,
            _ if cell.parse::<f64>().is_ok() && !cell.starts_with('+') => cell,
            _ => text,
        }
    }

    pub fn csv(&self, rows: &[Row], delimiter: char, end: &str, quote: bool) -> Vec<u8> {
        let titles: Vec<String> = (0..self.questions.len()).map(|index| format!("q{index}")).collect();
        let mut text = format!(
            "team{delimiter}date{delimiter}{}{delimiter}form{end}",
            titles.join(&delimiter.to_string())
        )
        .into_bytes();
        for row in rows {
            let mut cells = vec![row.team.clone(), row.date.to_owned()];
            cells.extend(
                row.choices
                    .iter()
                    .take(titles.len())
                    .enumerate()
                    .map(|(index, choose)| self.cell(index, *choose)),
            );
            cells.push(row.form.to_owned());
            match row.oddity {
                0 => cells.truncate(2),
                1 => cells.push("1".to_owned()),
                2 => cells.iter_mut().for_each(String::clear),
                3 => text.extend_from_slice(end.as_bytes()),
                4 => cells[0].push_str("\u{0}bad"),
                _ => {}
            }
            let written: Vec<String> = cells
                .iter()
                .map(|cell| {
                    let needed = cell.contains([delimiter, '"', '\n', '\r']);
                    // A quote in the midst of a cell stands for itself.
                    let needed = needed && !(cell == "\"" && row.oddity == 6);
                    if needed || quote { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
                })
                .collect();
            text.extend_from_slice(written.join(&delimiter.to_string()).as_bytes());
            if row.oddity == 5 {
                text.push(0xFF);
            }
            text.extend_from_slice(end.as_bytes());
        }
        text
    }

    pub fn ndjson(&self, rows: &[Row], end: &str) -> Vec<u8> {
        let mut text = String::new();
        for row in rows {
            let mut members: Vec<String> = Vec::new();
            for (index, choose) in row.choices.iter().take(self.questions.len()).enumerate() {
                if choose % 11 != 0 {
                    members.push(format!(
                        "\"q{index}\":{}{}",
                        " ".repeat(choose % 2),
                        self.value(index, *choose)
                    ));
                }
            }
            match row.oddity {
                0 => members.push("\"q0\": 1".to_owned()),
                1 => members.push("\"q99\": 1".to_owned()),
                2 => members.reverse(),
                3 => text.push_str(end),
                4 => members.clear(),
                _ => {}
            }
            let team = serde_json::to_string(&row.team).unwrap();
            let extra = [
                "",
                "\"version\": \"1.0.0\", ",
                "\"version\": \"1.2.0\", ",
                "\"team\": \"x\", ",
                "\"questionnaire\": \"random\",",
            ][row.oddity % 5];
            let form = if row.form.is_empty() { "null".to_owned() } else { format!("\"{}\"", row.form) };
            let _ = write!(
                text,
                "{{{extra}\"team\":{team}, \"date\" : \"{}\",\"form\": {form},\"answers\":{{{}}}}}{}{end}",
                row.date,
                members.join(","),
                [" ", "", "x"][usize::from(row.oddity == 7) * 2 + usize::from(row.oddity == 8)]
            );
        }
        text.into_bytes()
    }

    /// An answer file in TOML.
    pub fn toml(&self, row: &Row) -> Vec<u8> {
        let mut text = String::new();
        let string = |text: &str| serde_json::to_string(text).unwrap();
        let _ = match row.oddity {
            0 => writeln!(text, "questionnaire = \"random\"\nversion = '1.0.0'"),
            1 => writeln!(text, "version = \"1.2.0\""),
            2 => writeln!(text, "questionnaire = 1"),
            3 => writeln!(text, "other = \"1\""),
            _ => Ok(()),
        };
        if !row.team.is_empty() {
            let _ = writeln!(text, "team = {}", string(&row.team));
        }
        let bare = row.date.len() == 10 && row.oddity.is_multiple_of(2);
        let _ = writeln!(text, "date = {}", if bare { row.date.to_owned() } else { string(row.date) });
        let _ = writeln!(text, "form = {}\n[answers]", string(row.form));
        for (index, choose) in row.choices.iter().take(self.questions.len()).enumerate() {
            let value = match choose / 7 % 12 {
                _ if choose % 11 == 0 => continue,
                0 => ["2026-11-23", "0x3", "+4", "1_0", "\'\'\'o1\'\'\'", "inf", "-0", "07"][choose % 8]
                    .to_owned(),
                1 => format!("{{ answer = {}, note = \"so\" }}", string(&self.cell(index, *choose))),
                2 => ["{ note = \"so\" }", "{ answer = 1, reason = \"so\" }", "{ answer = [\"o1\"] }"]
                    [choose % 3]
                    .to_owned(),
                _ => self.value(index, *choose),
            };
            let _ = writeln!(text, "q{index} = {value}");
        }
        match row.oddity {
            4 => text.push_str("q0 = 1\n"),
            5 => text.push_str("q99 = 1\n"),
            6 => text.push_str("q0 =\n"),
            7 => text.insert(0, '\u{feff}'),
            _ => {}
        }
        text.into_bytes()
    }
}

/// A row of a random table.
#[derive(Debug, Clone)]
pub struct Row {
    team: String,
    date: &'static str,
    form: &'static str,
    choices: Vec<usize>,
    /// What is odd about it; mostly nothing.
    oddity: usize,
}

pub fn rows() -> impl Strategy<Value = Vec<Row>> {
    let team = select(&["", "ledger", "=so", "a, b", "say \"so\"", " ", "two\nlines", "é"][..])
        .prop_map(str::to_owned);
    let date = prop_oneof![8 => Just(""), 3 => Just("2026-11-23"), 1 => Just(" 2026-02-28 "), 1 => Just("23.11.2026")];
    let form = prop_oneof![8 => Just(""), 3 => Just("quick"), 1 => Just("full"), 1 => Just("long")];
    let choices = proptest::collection::vec(0..4096_usize, 20);
    let row = (team, date, form, choices, 0..40_usize);
    let row = row.prop_map(|(team, date, form, choices, oddity)| Row { team, date, form, choices, oddity });
    proptest::collection::vec(row, 1..40)
}
