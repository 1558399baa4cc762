//! The whole judgement, put together.

use super::aggregate::{Aggregate, Part};
use super::assessment::{
    Assessment, Coverage, DimensionScore, Flip, FlipStep, Placed, PoleScore, QuestionOutcome, Score,
    TraitScore,
};
use super::fragility::{Crossing, Step, crossing};
use super::integration::{integrate, over_dimensions};
use super::level::{Essential, reach};
use super::placement::{combination, place, stand};
use super::scores::Scores;
use super::share::Shares;
use super::sum::Sum;
use super::threshold::reaches;
use super::{coding, links};
use crate::answers::{AnswerSheet, Response, fact, route};
use crate::questionnaire::{
    Condition, ContradictionIx, DimensionIx, PoleIx, QuestionIx, Questionnaire, Reading, Trait, TraitIx,
    Truth, Value,
};

/// Judges one answer sheet.
#[must_use]
pub fn score(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Assessment {
    Scorer::new(questionnaire).score(sheet)
}

/// Judges many answer sheets of one questionnaire: what depends on the questionnaire alone is reckoned once.
#[derive(Debug, Clone)]
pub struct Scorer<'q> {
    questionnaire: &'q Questionnaire,
    traits: Vec<TraitIx>,
    foundations: Vec<(TraitIx, TraitIx)>,
}

impl<'q> Scorer<'q> {
    /// Returns a scorer for a questionnaire.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire) -> Self {
        Self {
            questionnaire,
            traits: questionnaire.trait_indices().collect(),
            foundations: links::foundations(questionnaire),
        }
    }

    /// Judges one answer sheet of the questionnaire.
    #[must_use]
    pub fn score(&self, sheet: &AnswerSheet) -> Assessment {
        let questionnaire = self.questionnaire;
        let shown = route(questionnaire, sheet, Reading::AsItMayBecome);
        let questions = coding::outcomes(questionnaire, sheet, &shown);
        let case = Case::new(questionnaire, sheet, &questions);
        let dimensions: Vec<DimensionScore> =
            questionnaire.dimension_indices().map(|of| case.dimension(of)).collect();
        Assessment {
            traits: case.traits(&questions),
            poles: case.poles(&case.scores.poles, &self.traits),
            placement: case.place(
                &case.scores.poles,
                |scores| &scores.poles,
                |of, pole| case.shares.overall(of, pole),
            ),
            integration: over_dimensions(
                questionnaire,
                questionnaire.dimension_indices().filter_map(|of| Some((of, dimensions[of.0].integration?))),
            ),
            coverage: coverage(
                questionnaire.question_indices().filter(|ix| questionnaire[*ix].is_scored()),
                &questions,
            ),
            weak_traits: links::weak_traits(questionnaire, &case.scores, &case.shares),
            weak_dimensions: links::weak_dimensions(questionnaire, &case.scores),
            unsupported: links::unsupported(questionnaire, &case.scores, &self.foundations),
            contradictions: contradictions(questionnaire, sheet, &shown),
            questions,
            dimensions,
        }
    }

    /// Returns the scores and the place of one answer sheet of the questionnaire alone: what the
    /// [assessment](Self::score) of the sheet says of them, for a part of its cost.
    #[must_use]
    pub fn scores(&self, sheet: &AnswerSheet) -> Scores {
        let questionnaire = self.questionnaire;
        let shown = route(questionnaire, sheet, Reading::AsItMayBecome);
        let questions = coding::outcomes(questionnaire, sheet, &shown);
        let aggregate = Aggregate::new(questionnaire, |ix| part(questions[ix.0]));
        let integration = questionnaire.dimension_indices().filter_map(|of| {
            let points = all_points(aggregate.dimension_poles(questionnaire, of))?;
            Some((of, integrate(&points, questionnaire.method().balance)?))
        });
        let integration = over_dimensions(questionnaire, integration).map(|integration| integration.score);
        let scores = |parts: &[Part]| -> Vec<Score> { parts.iter().map(|part| part.score).collect() };
        let poles = scores(&aggregate.poles);
        Scores {
            coverage: coverage(
                questionnaire.question_indices().filter(|ix| questionnaire[*ix].is_scored()),
                &questions,
            ),
            traits: scores(&aggregate.traits),
            dimensions: scores(&aggregate.dimensions),
            place: questionnaire.placement().map(|placement| stand(placement, &poles)),
            poles,
            integration,
        }
    }
}

/// What the judgement of one sheet rests on.
struct Case<'a> {
    questionnaire: &'a Questionnaire,
    sheet: &'a AnswerSheet,
    scores: Aggregate,
    shares: Shares,
    /// What one step in each answer does to its trait; empty without zones.
    steps: Vec<Step>,
    /// The scores by other spacings of the options; empty without zones.
    spaced: Vec<Aggregate>,
}

impl<'a> Case<'a> {
    fn new(questionnaire: &'a Questionnaire, sheet: &'a AnswerSheet, questions: &[QuestionOutcome]) -> Self {
        let scores = Aggregate::new(questionnaire, |ix| part(questions[ix.0]));
        let shares = Shares::among(questionnaire, |of| scores.traits[of.0].score.point().is_some());
        let mut case = Self { questionnaire, sheet, scores, shares, steps: Vec::new(), spaced: Vec::new() };
        if questionnaire.placement().is_some() {
            let answered = |ix: QuestionIx| match questions[ix.0] {
                QuestionOutcome::Answered(Some(_)) => answer(sheet, ix),
                _ => None,
            };
            case.steps = steps(questionnaire, answered);
            let spaced = |exponent: &f64| {
                Aggregate::new(questionnaire, |ix| {
                    let question = &questionnaire[ix];
                    match answered(ix).and_then(|value| coding::worth(&question.kind, value)) {
                        Some(worth) => Part::known(coding::turn(question, worth.powf(*exponent))),
                        None => part(questions[ix.0]),
                    }
                })
            };
            case.spaced = questionnaire.method().spacing.iter().map(spaced).collect();
        }
        case
    }

    fn traits(&self, questions: &[QuestionOutcome]) -> Vec<TraitScore> {
        let method = self.questionnaire.method();
        let judge = |(of, part): (&Trait, &Part)| {
            let coverage = coverage(of.questions.iter().copied(), questions);
            // One answer does not speak for a trait of which more is asked.
            let sufficient = coverage.answered >= coverage.applicable().min(2)
                && coverage.share().is_some_and(|share| reaches(share, method.trait_coverage));
            TraitScore { score: part.score, coverage, sufficient }
        };
        self.questionnaire.traits().iter().zip(&self.scores.traits).map(judge).collect()
    }

    fn dimension(&self, of: DimensionIx) -> DimensionScore {
        let questionnaire = self.questionnaire;
        let parts = self.scores.dimension_poles(questionnaire, of);
        let share = |part: TraitIx, pole| {
            if questionnaire[part].dimension == of { self.shares.in_dimension(part, pole) } else { 0.0 }
        };
        DimensionScore {
            poles: self.poles(parts, &questionnaire[of].traits),
            placement: self.place(parts, |scores| scores.dimension_poles(questionnaire, of), share),
            integration: all_points(parts)
                .and_then(|points| integrate(&points, questionnaire.method().balance)),
        }
    }

    /// Judges a score on each pole, of which the traits are part.
    fn poles(&self, parts: &[Part], traits: &[TraitIx]) -> Vec<PoleScore> {
        let judge = |(pole, part): (PoleIx, &Part)| {
            let coverage = part.score.bounds().map(|_| part.answered);
            let enough = |share| reaches(share, self.questionnaire.method().pole_coverage);
            PoleScore {
                score: part.score,
                coverage,
                sufficient: part.score.point().is_some() && coverage.is_some_and(enough),
                level: match part.score {
                    Score::Scored(estimate) => {
                        reach(self.questionnaire.levels(), estimate, &self.essentials(traits, pole))
                    }
                    Score::Unanswered | Score::NotApplicable => None,
                },
            }
        };
        self.questionnaire.pole_indices().zip(parts).map(judge).collect()
    }

    /// Returns the gates of the traits that count for a pole.
    fn essentials(&self, traits: &[TraitIx], pole: PoleIx) -> Vec<Essential> {
        traits
            .iter()
            .filter(|of| self.questionnaire[**of].weight_on(pole) > 0.0)
            .flat_map(|of| {
                let score = self.scores.traits[of.0].score;
                self.questionnaire[*of].essential.iter().map(move |gate| Essential {
                    of: *of,
                    score,
                    gate: *gate,
                })
            })
            .collect()
    }

    /// Places the scores on the poles, and tries what one step in the answers and other spacings would change.
    fn place(
        &self,
        parts: &[Part],
        by_spacing: impl Fn(&Aggregate) -> &[Part],
        share: impl Fn(TraitIx, PoleIx) -> f64,
    ) -> Option<Placed> {
        let placement = self.questionnaire.placement()?;
        let scores: Vec<Score> = parts.iter().map(|part| part.score).collect();
        let mut placed = place(placement, &scores);
        if let (Some(zone), Some(points)) = (placed.zone, all_points(parts)) {
            let found = crossing(placement, &points, &self.steps, &share);
            placed.flip = found.as_ref().map(|found| self.flip(found, &share));
            placed.flips_after = found.map(|found| found.steps.len());
            placed.by_spacing = self
                .spaced
                .iter()
                .filter_map(|scores| all_points(by_spacing(scores)))
                .map(|points| placement.zone(combination(placement, &points)))
                .filter(|other| *other != zone)
                .collect();
            placed.by_spacing.sort_unstable();
            placed.by_spacing.dedup();
        }
        Some(placed)
    }

    /// Names the answers that lead to another zone.
    fn flip(&self, found: &Crossing, share: impl Fn(TraitIx, PoleIx) -> f64) -> Flip {
        let step = |number: &usize| {
            let step = self.steps[*number];
            let question = &self.questionnaire[step.question];
            let value = answer(self.sheet, step.question)?;
            let (to, to_value) = coding::moved(question, value, found.rises)?;
            Some(FlipStep {
                question: step.question,
                to,
                from_value: coding::turn(question, coding::worth(&question.kind, value)?),
                to_value,
                share: share(step.of, found.pole) * step.share,
            })
        };
        Flip { pole: found.pole, zone: found.zone, steps: found.steps.iter().filter_map(step).collect() }
    }
}

/// Returns what a question brings to its trait.
pub(super) fn part(outcome: QuestionOutcome) -> Part {
    match outcome {
        QuestionOutcome::Answered(Some(value)) => Part::known(value),
        QuestionOutcome::Invalid | QuestionOutcome::Unknown | QuestionOutcome::Unanswered => Part::MISSING,
        QuestionOutcome::Answered(None)
        | QuestionOutcome::NotApplicable
        | QuestionOutcome::NotShown
        | QuestionOutcome::NotInForm => Part::NOT_APPLICABLE,
    }
}

/// Returns the points of all parts, or `None` if one has none.
pub(super) fn all_points(parts: &[Part]) -> Option<Vec<f64>> {
    parts.iter().map(|part| part.score.point()).collect()
}

fn answer(sheet: &AnswerSheet, ix: QuestionIx) -> Option<&Value> {
    match sheet.get(ix)?.response.as_ref()? {
        Response::Answered(value) => Some(value),
        Response::NotApplicable { .. } | Response::Unknown => None,
    }
}

/// Returns what one step in each scored answer does to its trait.
fn steps<'a>(questionnaire: &Questionnaire, answered: impl Fn(QuestionIx) -> Option<&'a Value>) -> Vec<Step> {
    let mut steps = Vec::with_capacity(questionnaire.questions().len());
    for of in questionnaire.trait_indices() {
        let answers = || questionnaire[of].questions.iter().filter_map(|ix| Some((*ix, answered(*ix)?)));
        let whole: Sum = answers().map(|(ix, _)| questionnaire[ix].weight).collect();
        steps.extend(answers().map(|(ix, value)| {
            let question = &questionnaire[ix];
            let coding::Steps { up, down } = coding::steps(question, value);
            let share = question.weight / whole.value();
            Step { question: ix, of, share, up: up * share, down: down * share }
        }));
    }
    steps
}

/// Counts questions by what became of them.
fn coverage(of: impl Iterator<Item = QuestionIx>, questions: &[QuestionOutcome]) -> Coverage {
    let mut coverage = Coverage::default();
    for ix in of {
        match questions[ix.0] {
            QuestionOutcome::Answered(_) => coverage.answered += 1,
            QuestionOutcome::Unknown => coverage.unknown += 1,
            QuestionOutcome::Unanswered | QuestionOutcome::Invalid => coverage.unanswered += 1,
            QuestionOutcome::NotApplicable => coverage.not_applicable += 1,
            QuestionOutcome::NotShown | QuestionOutcome::NotInForm => {}
        }
    }
    coverage
}

/// Returns the contradictions that hold whatever is still to be answered.
fn contradictions(
    questionnaire: &Questionnaire,
    sheet: &AnswerSheet,
    shown: &[Truth],
) -> Vec<ContradictionIx> {
    let known = |question| fact(questionnaire, sheet, shown, question);
    let holds = |when: &Condition| when.evaluate(Reading::AsItMayBecome, &known) == Truth::True;
    questionnaire
        .contradictions()
        .iter()
        .enumerate()
        .filter(|(_, contradiction)| holds(&contradiction.when))
        .map(|(ix, _)| ContradictionIx(ix))
        .collect()
}
