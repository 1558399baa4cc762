//! How the numbers came about, how much would change them, and what they are not for.

use super::text::Text;
use super::topic;
use super::tree::{Block, Fact, List, Section};
use super::words::{join, sentence};
use crate::report::model::{Dimension, PlacementMethod, Report};
use crate::report::number::{self, constant, count, points};

pub(super) fn section(report: &Report) -> Section {
    let mut section = Section::new("method", "How this was worked out");
    section.say(
        "Each answer is worth 0 to 100. A trait is the weighted mean of its answers, a dimension of its traits, and the \
         whole of its dimensions, for each pole on its own. Missing answers are never counted as 0: the range shows the \
         scores if all of them were worth nothing, and if all were worth the most.",
    );
    section.say(
        "The scores sum up chosen practices; they are not a test of people, and were not made to compare teams or to \
         appraise anyone. Use them to agree on what to do next, and to see later whether it helped.",
    );
    section.say(
        "What follows is set, not reckoned: by the questionnaire, or by the method where that is silent.",
    );
    section.push(Block::List(List { ordered: false, items: constants(report) }));
    section.sections.extend(robustness(report));
    section.sections.push(origin(report));
    section
}

fn constants(report: &Report) -> Vec<Text> {
    let mut items: Vec<Text> = Vec::new();
    if let Some(placement) = &report.method.placement {
        items.push(placed(placement).into());
    }
    if report.method.levels.len() > 1 {
        let levels: Vec<String> = report
            .method
            .levels
            .iter()
            .map(|level| format!("{} from {}", level.title, points(level.from)))
            .collect();
        items.push(format!("Levels: {}.", join(&levels)).into());
    }
    items.push(weights(report).into());
    if let (Some(of_trait), Some(of_pole)) =
        (report.constant("trait-coverage"), report.constant("pole-coverage"))
    {
        items.push(
            format!(
                "A trait's score is shown from {} of its questions answered, a dimension's from {} of its weight; below \
                 that, only the range.",
                number::share(of_trait),
                number::share(of_pole)
            )
            .into(),
        );
    }
    if let (Some(link), Some(low)) = (report.constant("weak-link"), report.constant("weak-trait")) {
        items.push(
            format!(
                "A weak link is {} or more below what stands beside it, or below {} while that is high.",
                number::distance(link, 0.0),
                points(low)
            )
            .into(),
        );
    }
    if !report.method.differing.is_empty() {
        let differing: Vec<String> = report
            .method
            .differing
            .iter()
            .map(|name| match value(report, name) {
                Some(value) => format!("{name} {}", constant(value)),
                None => name.clone(),
            })
            .collect();
        items.push(format!("Set by this questionnaire, other than usual: {}.", join(&differing)).into());
    }
    items
}

fn value(report: &Report, name: &str) -> Option<f64> {
    let placement = report.method.placement.as_ref();
    match name {
        "cut" => placement.map(|of| of.cut),
        "band" => placement.map(|of| of.band),
        "central" => placement.map(|of| of.central),
        _ => report.constant(name),
    }
}

fn placed(method: &PlacementMethod) -> String {
    format!(
        "A pole is high from {}. Within {} of that the placement is on the border; with every pole that near and less than \
         {} apart, at the centre.",
        points(method.cut),
        number::distance(method.band, 0.0),
        number::distance(method.central, 0.0)
    )
}

fn weights(report: &Report) -> String {
    let same = |values: &[f64]| values.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-12);
    let of_dimensions: Vec<f64> = report.dimensions.iter().map(|of| of.weight).collect();
    let dimensions = if same(&of_dimensions) {
        "All dimensions count the same".to_owned()
    } else {
        let weights: Vec<String> =
            report.dimensions.iter().map(|of| format!("{} {}", of.title, constant(of.weight))).collect();
        format!("Dimensions count as {}", join(&weights))
    };
    let even = |dimension: &Dimension| {
        let all: Vec<f64> = dimension.traits.iter().flat_map(|of| of.weights.values().copied()).collect();
        same(&all)
    };
    let uneven: Vec<String> =
        report.dimensions.iter().filter(|of| !even(of)).map(|of| of.title.clone()).collect();
    if uneven.is_empty() {
        format!("{dimensions}, and so do the traits within each.")
    } else {
        format!("{dimensions}. Traits count differently within {}.", join(&uneven))
    }
}

fn robustness(report: &Report) -> Option<Section> {
    let placement = report.placement.as_ref()?;
    placement.zone.as_ref()?;
    let mut section = Section::new("robustness", "How much it would take to change the zone");
    let missing = report.coverage.unknown + report.coverage.unanswered;
    let mut facts = Vec::new();
    let mut say = |label: &str, text: Text| facts.push(Fact { label: label.to_owned(), text });
    let amount = Text::from(sentence(&number::cardinal(missing))).about(topic::COVERAGE);
    say(
        "Missing answers",
        if missing == 0 {
            "None is missing.".into()
        } else if placement.missing_robust {
            amount.plain(" missing; none of them can change the zone.")
        } else {
            let zones: Vec<String> =
                placement.possible.iter().map(|id| report.zone_title(id).to_owned()).collect();
            amount.plain(format!(" missing; they leave {} possible.", join(&zones)))
        },
    );
    say(
        "Other answers",
        match placement.flips_after {
            Some(n) => {
                let answers = Text::from(sentence(&count(n, "answer", "answers"))).about(topic::FLIP);
                let verb = if n == 1 { "is" } else { "are" };
                answers.plain(format!(" moved by one step {verb} the least that leads to another zone."))
            }
            None => "No number of answers moved by one step leads to another zone.".into(),
        },
    );
    let others: Vec<String> =
        placement.by_spacing.iter().map(|id| report.zone_title(id).to_owned()).collect();
    say(
        "Spacing of options",
        if others.is_empty() {
            "Closer or wider spacing of the better options leaves the zone as it is.".into()
        } else {
            format!("Closer or wider spacing of the better options leads to {}.", join(&others)).into()
        },
    );
    section.push(Block::Facts(facts));
    Some(section)
}

fn origin(report: &Report) -> Section {
    let mut section = Section::new("origin", "Where this comes from");
    let questionnaire = &report.questionnaire;
    let mut facts = vec![Fact {
        label: "Questionnaire".to_owned(),
        text: Text::new()
            .plain(format!("{} (", questionnaire.title))
            .code(&questionnaire.id)
            .plain(format!("), version {}", questionnaire.version)),
    }];
    if let Some(license) = &questionnaire.license {
        facts.push(Fact { label: "Licence of texts".to_owned(), text: license.as_str().into() });
    }
    section.push(Block::Facts(facts));
    section
}
