//! What a pipeline looks at: every gate, trait and dimension of a report and what was found of it, each with the answers
//! that it rests on and where they stand.

mod origin;
mod rule;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub use origin::{Origin, Place, Region};
pub use rule::Rule;

use super::document::{obstacles, sentence};
use super::gate::{Gate, Outcome};
use super::model::{Dimension, Private, Question, QuestionState, Report, ScoreState, Trait};
use super::stamp::Stamp;
use crate::questionnaire::digits;

/// So many answers are named for a finding, those first that are worth least.
const MOST: usize = 10;

/// A report in checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// What the answers are known by: their file, else the team, else the questionnaire.
    pub name: String,
    /// The address of the file of the answers, if it has one.
    pub uri: Option<String>,
    /// The id of the questionnaire.
    pub questionnaire: String,
    /// What the report was made of.
    pub stamp: Stamp,
    /// The checks, by rule in the order of [`Rule::ALL`].
    pub checks: Vec<Check>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked for.
    pub rule: Rule,
    /// Where in the questionnaire: an id, or ids joined by a full stop. With the rule it says which check this is,
    /// whatever is found.
    pub place: String,
    /// What was looked at, for people.
    pub title: String,
    /// What was found.
    pub verdict: Verdict,
    /// The answers that the finding rests on, the one that weighs most first; only those that stand in a file.
    pub answers: Vec<Place>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Passed,
    /// Something is to be looked at.
    Failed {
        /// What, in one or several sentences.
        message: String,
        /// Whether it holds whatever the missing answers are.
        certain: bool,
    },
    /// It could not be looked at.
    Skipped {
        /// Why not, in one sentence without a full stop.
        reason: String,
    },
}

impl Check {
    /// Returns what stays the same as long as the check is the same one, whatever was answered and wherever it stands: 32
    /// hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self, questionnaire: &str) -> String {
        let mut hash = Sha256::new();
        for part in [questionnaire, self.rule.id(), &self.place] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        digits(hash)
    }
}

/// Looks at a report, and holds it against gates. Where names are left out, so is the file.
#[must_use]
pub fn inspect(report: &Report, gates: &[Gate], origin: &Origin) -> Inspection {
    let unnamed = Origin { name: None, uri: None, ..origin.clone() };
    let origin = if report.redacted.contains(&Private::Names) { &unnamed } else { origin };
    let look = Look { report, origin };
    let mut checks: Vec<Check> = gates.iter().map(|gate| look.gate(gate)).collect();
    let traits = || report.dimensions.iter().flat_map(|part| part.traits.iter().map(move |of| (part, of)));
    let shut = look.shut();
    checks.extend(
        traits().filter(|(_, of)| !of.essential.is_empty()).map(|(part, of)| look.essential(part, of, &shut)),
    );
    checks.extend(traits().map(|(part, of)| look.weak_trait(part, of)));
    checks.extend(report.dimensions.iter().map(|part| look.weak_dimension(part)));
    checks.extend(look.unsupported());
    checks.extend(look.contradictions());
    let name = origin.name.clone().or_else(|| report.subject.team.clone());
    Inspection {
        name: name.unwrap_or_else(|| report.questionnaire.title.clone()),
        uri: origin.uri.clone(),
        questionnaire: report.questionnaire.id.clone(),
        stamp: Stamp::of(report),
        checks,
    }
}

struct Look<'r> {
    report: &'r Report,
    origin: &'r Origin,
}

impl<'r> Look<'r> {
    fn gate(&self, gate: &Gate) -> Check {
        let certain = gate.outcome(self.report) == Outcome::Missed;
        let poles = gate.pole(self.report).into_iter().map(|pole| pole.id.as_str());
        let parts = self.report.dimensions.iter().filter(|part| gate.is_about(part));
        let traits: Vec<&Trait> =
            poles.flat_map(|pole| parts.clone().flat_map(move |part| on_pole(part, pole))).collect();
        Check {
            rule: Rule::Gate,
            place: gate.to_string(),
            title: gate.to_string(),
            verdict: match gate.miss(self.report) {
                Some(message) => Verdict::Failed { message: sentence(&format!("{message}.")), certain },
                None => Verdict::Passed,
            },
            answers: self.costly(traits.into_iter().flat_map(|of| &of.questions)),
        }
    }

    /// What each essential trait keeps shut, by its id.
    fn shut(&self) -> BTreeMap<&'r str, String> {
        let Report { poles, dimensions, .. } = self.report;
        let overall = obstacles::shut(self.report, poles, None).into_iter().map(|found| (None, found));
        let inside = dimensions.iter().flat_map(|part| {
            let shut = obstacles::shut(self.report, &part.poles, Some(part));
            shut.into_iter().map(move |found| (Some(part), found))
        });
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for (part, (of, text)) in overall.chain(inside) {
            let said = texts.entry(of).or_default();
            let space = if said.is_empty() { "" } else { " " };
            let part = part.map(|part| format!("{}: ", part.title)).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = write!(said, "{space}{part}{}", text.unstyled());
        }
        texts
    }

    fn essential(&self, part: &Dimension, of: &Trait, shut: &BTreeMap<&str, String>) -> Check {
        let found = shut.get(of.id.as_str()).map(|message| (message.clone(), of.high < Some(least(of))));
        self.of_trait(Rule::Essential, part, of, found)
    }

    fn weak_trait(&self, part: &Dimension, of: &Trait) -> Check {
        let certain = self.report.weak_traits.iter().any(|weak| weak.of == of.id && weak.certain);
        let text = obstacles::weak_link(self.report, part, of);
        let found = text.map(|text| (format!("{}: {}", part.title, text.unstyled()), certain));
        self.of_trait(Rule::WeakTrait, part, of, found)
    }

    /// A check of a trait, of which something was found or not.
    fn of_trait(&self, rule: Rule, part: &Dimension, of: &Trait, found: Option<(String, bool)>) -> Check {
        Check {
            rule,
            place: format!("{}.{}", part.id, of.id),
            title: format!("{}: {}", part.title, of.title),
            verdict: match (found, unscored(of.state)) {
                (Some((message, certain)), _) => Verdict::Failed { message, certain },
                (None, Some(reason)) => Verdict::Skipped { reason: reason.to_owned() },
                (None, None) => Verdict::Passed,
            },
            answers: self.costly(&of.questions),
        }
    }

    fn weak_dimension(&self, part: &Dimension) -> Check {
        let weak: Vec<_> =
            self.report.weak_dimensions.iter().filter(|weak| weak.dimension == part.id).collect();
        let texts: Vec<String> =
            weak.iter().map(|weak| obstacles::weak_dimension(self.report, weak).unstyled()).collect();
        let state = part.poles.iter().find_map(|pole| unscored(pole.state));
        let scored = part.poles.iter().any(|pole| unscored(pole.state).is_none());
        let traits = weak.iter().flat_map(|weak| on_pole(part, &weak.pole));
        Check {
            rule: Rule::WeakDimension,
            place: part.id.clone(),
            title: part.title.clone(),
            verdict: match state {
                _ if !weak.is_empty() => Verdict::Failed {
                    message: texts.join(" "),
                    certain: weak.iter().any(|weak| weak.certain),
                },
                Some(reason) if !scored => Verdict::Skipped { reason: reason.to_owned() },
                _ => Verdict::Passed,
            },
            answers: self.costly(traits.flat_map(|of| &of.questions)),
        }
    }

    /// The traits that have to carry more than they can; one check that passes if there is none.
    fn unsupported(&self) -> Vec<Check> {
        let traits =
            self.report.dimensions.iter().flat_map(|part| part.traits.iter().map(move |of| (part, of)));
        let found = traits.filter_map(|(part, of)| {
            let (_, text) = obstacles::overloaded(self.report, of)?;
            let message = format!("{}: {}", part.title, text.unstyled());
            Some(self.of_trait(Rule::Unsupported, part, of, Some((message, true))))
        });
        or_all_well(self.report, Rule::Unsupported, "Every practice has what it rests on", found.collect())
    }

    /// The answers that cannot all be true; one check that passes if there are none.
    fn contradictions(&self) -> Vec<Check> {
        let found = self.report.contradictions.iter().map(|found| Check {
            rule: Rule::Contradiction,
            place: found.id.clone(),
            title: found.id.clone(),
            verdict: Verdict::Failed { message: found.message.clone(), certain: true },
            answers: found
                .questions
                .iter()
                .filter_map(|id| self.origin.place(self.report.question(id)?))
                .collect(),
        });
        or_all_well(self.report, Rule::Contradiction, "All answers can be true", found.collect())
    }

    /// The answers that cost most, as far as they stand in a file.
    fn costly<'q>(&self, questions: impl IntoIterator<Item = &'q Question>) -> Vec<Place> {
        // What is not known may be worth nothing.
        let worth = |question: &Question| question.value.unwrap_or(0.0);
        let mut asked: Vec<&Question> = questions
            .into_iter()
            .filter(|question| {
                use QuestionState::{NotApplicable, NotInForm, NotShown};
                !matches!(question.state, NotApplicable | NotInForm | NotShown) && worth(question) < 1.0
            })
            .collect();
        asked.sort_by(|a, b| worth(a).total_cmp(&worth(b)));
        asked.into_iter().filter_map(|question| self.origin.place(question)).take(MOST).collect()
    }
}

/// What was found, or one check that says that there is nothing.
fn or_all_well(report: &Report, rule: Rule, title: &str, found: Vec<Check>) -> Vec<Check> {
    if !found.is_empty() {
        return found;
    }
    let verdict = match report.coverage.answered {
        0 => Verdict::Skipped { reason: NOTHING.to_owned() },
        _ => Verdict::Passed,
    };
    vec![Check { rule, place: "all".to_owned(), title: title.to_owned(), verdict, answers: Vec::new() }]
}

const NOTHING: &str = "nothing is answered";

/// Why there is no score; `None` if there is one.
fn unscored(state: ScoreState) -> Option<&'static str> {
    match state {
        ScoreState::Scored | ScoreState::Insufficient => None,
        ScoreState::Unanswered => Some(NOTHING),
        ScoreState::NotApplicable => Some("it does not apply"),
    }
}

/// The least that any level needs of an essential trait.
fn least(of: &Trait) -> f64 {
    of.essential.iter().map(|gate| gate.minimum).fold(f64::INFINITY, f64::min)
}

/// The traits of a dimension that count for a pole.
fn on_pole<'r>(part: &'r Dimension, pole: &str) -> Vec<&'r Trait> {
    part.traits.iter().filter(|of| of.weights.get(pole).is_some_and(|weight| *weight > 0.0)).collect()
}
