//! Makes the model from a draft that passed all checks.

use super::check::{Checked, Names, Sides};
use super::draft::{self, KindWord};
use super::merged::Draft;
use super::model::{
    Choice, Contradiction, Dimension, DimensionIx, FULL, Form, FormIx, Gate, Item, Kind, Level, Method,
    Number, Placement, Pole, PoleIx, Question, QuestionIx, Questionnaire, Reading, Recommendation,
    RecommendationIx, Requirement, Trait, TraitIx, Zone, ZoneIx,
};
use super::reader::{At, Either, Text};

/// Returns the questionnaire; `None` if the draft did not pass the checks.
pub fn build<'a>(draft: &Draft<'a>, checked: Checked<'a>, fingerprint: String) -> Option<Questionnaire> {
    let header = &draft.headers.first()?.value;
    let forms = forms(draft)?;
    let traits = traits(draft, &checked)?;
    let recommendations = recommendations(draft, &checked)?;
    let mut questionnaire = Questionnaire {
        id: header.id?.value.0.to_owned(),
        version: text(header.version)?,
        title: text(header.title)?,
        description: text(header.description),
        language: text(header.language),
        license: text(header.license),
        fingerprint,
        poles: poles(draft)?,
        questions: questions(draft, &checked, &forms)?,
        forms,
        levels: levels(draft)?,
        placement: match draft.placements.first() {
            Some(placement) => Some(self::placement(&placement.value, &checked, draft.poles.len())?),
            None => None,
        },
        method: draft.methods.first().map_or_else(Method::default, |method| self::method(&method.value)),
        dimensions: dimensions(draft)?,
        traits,
        recommendations,
        contradictions: contradictions(draft, checked.conditions.contradictions)?,
    };
    link(&mut questionnaire);
    Some(questionnaire)
}

/// Gives dimensions and traits the lists of what belongs to them.
fn link(questionnaire: &mut Questionnaire) {
    for (index, of) in questionnaire.traits.iter().enumerate() {
        questionnaire.dimensions[of.dimension.0].traits.push(TraitIx(index));
    }
    for (index, question) in questionnaire.questions.iter().enumerate() {
        if let Some(of) = question.of
            && question.is_scored()
        {
            questionnaire.traits[of.0].questions.push(QuestionIx(index));
        }
    }
    for (index, recommendation) in questionnaire.recommendations.iter().enumerate() {
        questionnaire.traits[recommendation.of.0].recommendations.push(RecommendationIx(index));
    }
    for of in &mut questionnaire.traits {
        let below = |index: &RecommendationIx| questionnaire.recommendations[index.0].below;
        // Stable: recommendations with the same `below` stay in the order of the definition.
        of.recommendations.sort_by(|a, b| below(a).total_cmp(&below(b)));
    }
}

fn text(text: Option<At<'_, Text<'_>>>) -> Option<String> {
    text.map(|text| text.value.0.to_owned())
}

fn number<T: Into<f64>>(at: Option<At<'_, T>>) -> Option<f64> {
    at.map(|at| at.value.into())
}

fn value<T: Copy>(at: Option<At<'_, T>>) -> Option<T> {
    at.map(|at| at.value)
}

fn poles(draft: &Draft<'_>) -> Option<Vec<Pole>> {
    let pole = |pole: &At<'_, draft::Pole<'_>>| {
        let pole = &pole.value;
        Some(Pole {
            id: pole.id?.value.0.to_owned(),
            title: text(pole.title)?,
            description: text(pole.description),
        })
    };
    draft.poles.iter().map(pole).collect()
}

fn forms(draft: &Draft<'_>) -> Option<Vec<Form>> {
    let form = |form: &At<'_, draft::Form<'_>>| {
        let form = &form.value;
        Some(Form {
            id: form.id?.value.0.to_owned(),
            title: text(form.title)?,
            minutes: number(form.minutes),
        })
    };
    let mut forms: Vec<Form> = draft.forms.iter().map(form).collect::<Option<_>>()?;
    if !forms.iter().any(|form| form.id == FULL) {
        forms.push(Form { id: FULL.to_owned(), title: "Full questionnaire".to_owned(), minutes: None });
    }
    Some(forms)
}

fn levels(draft: &Draft<'_>) -> Option<Vec<Level>> {
    let level = |level: &At<'_, draft::Level<'_>>| {
        let level = &level.value;
        Some(Level {
            id: level.id?.value.0.to_owned(),
            title: text(level.title)?,
            from: level.from?.value.0,
            description: text(level.description),
        })
    };
    draft.levels.iter().map(level).collect()
}

fn placement(placement: &draft::Placement<'_>, checked: &Checked<'_>, poles: usize) -> Option<Placement> {
    let defaults =
        Placement { cut: 0.5, band: 0.05, central: 0.10, zones: Vec::new(), by_combination: Vec::new() };
    let mut by_combination = vec![ZoneIx(0); 1 << poles];
    let mut zones = Vec::new();
    for zone in &placement.zones.as_ref()?.value {
        let zone = &zone.value;
        let sides = Sides::of(zone, &checked.names)?;
        for (combination, of) in by_combination.iter_mut().enumerate() {
            if sides.contain(combination) {
                *of = ZoneIx(zones.len());
            }
        }
        zones.push(Zone {
            id: zone.id?.value.0.to_owned(),
            title: text(zone.title)?,
            summary: text(zone.summary)?,
        });
    }
    Some(Placement {
        cut: number(placement.cut).unwrap_or(defaults.cut),
        band: number(placement.band).unwrap_or(defaults.band),
        central: number(placement.central).unwrap_or(defaults.central),
        zones,
        by_combination,
    })
}

fn method(draft: &draft::Method<'_>) -> Method {
    let defaults = Method::default();
    Method {
        trait_coverage: number(draft.trait_coverage).unwrap_or(defaults.trait_coverage),
        pole_coverage: number(draft.pole_coverage).unwrap_or(defaults.pole_coverage),
        weak_link: number(draft.weak_link).unwrap_or(defaults.weak_link),
        weak_trait: number(draft.weak_trait).unwrap_or(defaults.weak_trait),
        practised: number(draft.practised).unwrap_or(defaults.practised),
        unsupported: number(draft.unsupported).unwrap_or(defaults.unsupported),
        balance: number(draft.balance).unwrap_or(defaults.balance),
        spacing: value(draft.spacing).unwrap_or(defaults.spacing),
        leverage: number(draft.leverage).unwrap_or(defaults.leverage),
        moves: draft.moves.map_or(defaults.moves, |moves| moves.value.0),
        effort: number(draft.effort).unwrap_or(defaults.effort),
    }
}

fn dimensions(draft: &Draft<'_>) -> Option<Vec<Dimension>> {
    let dimension = |dimension: &At<'_, draft::Dimension<'_>>| {
        let dimension = &dimension.value;
        Some(Dimension {
            id: dimension.id?.value.0.to_owned(),
            title: text(dimension.title)?,
            description: text(dimension.description),
            weight: number(dimension.weight).unwrap_or(1.0),
            traits: Vec::new(),
        })
    };
    draft.dimensions.iter().map(dimension).collect()
}

fn traits(draft: &Draft<'_>, checked: &Checked<'_>) -> Option<Vec<Trait>> {
    let one = |of: &At<'_, draft::Trait<'_>>| {
        let of = &of.value;
        let names = &checked.names;
        let pole = |id, factor| Some((PoleIx(names.poles.find(id)?), factor));
        let poles: Option<Vec<_>> = match &of.poles.as_ref()?.value {
            Either::Plain(ids) => ids.iter().map(|id| pole(id.value, 1.0)).collect(),
            Either::Table(map) => map.0.iter().map(|(id, factor)| pole(id.value, factor.value.0)).collect(),
        };
        let mut essential = Vec::new();
        for gate in of.essential.iter().flat_map(|gates| &gates.value) {
            essential.push(Gate { level: gate.value.level?.value.0, minimum: gate.value.minimum?.value.0 });
        }
        essential.sort_by_key(|gate: &Gate| gate.level);
        Some(Trait {
            id: of.id?.value.0.to_owned(),
            title: text(of.title)?,
            description: text(of.description),
            dimension: DimensionIx(names.dimensions.find(of.dimension?.value)?),
            weight: number(of.weight).unwrap_or(1.0),
            poles: poles?,
            essential,
            questions: Vec::new(),
            recommendations: Vec::new(),
        })
    };
    draft.traits.iter().map(one).collect()
}

fn questions<'a>(draft: &Draft<'a>, checked: &Checked<'a>, forms: &[Form]) -> Option<Vec<Question>> {
    let one = |(index, question): (usize, &At<'a, draft::Question<'a>>)| {
        let question = &question.value;
        let mut in_forms = Vec::new();
        for id in question.forms.iter().flat_map(|forms| &forms.value) {
            in_forms.push(FormIx(forms.iter().position(|form| form.id == id.value.0)?));
        }
        in_forms.sort();
        Some(Question {
            id: question.id?.value.0.to_owned(),
            text: text(question.text)?,
            help: text(question.help),
            of: match question.of {
                Some(of) => Some(TraitIx(checked.names.traits.find(of.value)?)),
                None => None,
            },
            kind: kind(draft, question, &checked.names)?,
            weight: number(question.weight).unwrap_or(1.0),
            forms: in_forms,
            reversed: value(question.reversed).unwrap_or(false),
            when: match question.when {
                Some(_) => Some(checked.conditions.questions[index].clone()?),
                None => None,
            },
            tags: question
                .tags
                .iter()
                .flat_map(|tags| &tags.value)
                .map(|tag| tag.value.0.to_owned())
                .collect(),
        })
    };
    draft.questions.iter().enumerate().map(one).collect()
}

fn kind<'a>(draft: &Draft<'a>, question: &draft::Question<'a>, names: &Names<'a>) -> Option<Kind> {
    Some(match question.kind?.value {
        KindWord::Choice => Kind::Choice(choices(&draft.alternatives(question, names)?.value)?),
        KindWord::Multiple => {
            let options = items(&draft.alternatives(question, names)?.value)?;
            let sum = options.iter().map(|item| item.points).sum();
            Kind::Multiple { options, cap: number(question.cap).unwrap_or(sum) }
        }
        KindWord::Number => Kind::Number(Number {
            unit: text(question.unit),
            minimum: number(question.minimum),
            maximum: number(question.maximum),
            anchors: question
                .anchors
                .iter()
                .flat_map(|anchors| &anchors.value)
                .map(|anchor| anchor.value.into())
                .collect(),
        }),
        KindWord::YesNo => Kind::YesNo,
        KindWord::Text => Kind::Text,
    })
}

fn choices(options: &[At<'_, draft::Alternative<'_>>]) -> Option<Vec<Choice>> {
    let last = options.len().saturating_sub(1).max(1) as f64;
    let choice = |(index, option): (usize, &At<'_, draft::Alternative<'_>>)| {
        let option = &option.value;
        Some(Choice {
            id: option.id?.value.0.to_owned(),
            text: text(option.text)?,
            value: number(option.value).unwrap_or(index as f64 / last),
        })
    };
    options.iter().enumerate().map(choice).collect()
}

fn items(options: &[At<'_, draft::Alternative<'_>>]) -> Option<Vec<Item>> {
    let item = |option: &At<'_, draft::Alternative<'_>>| {
        let option = &option.value;
        let none = value(option.none).unwrap_or(false);
        Some(Item {
            id: option.id?.value.0.to_owned(),
            text: text(option.text)?,
            points: if none { 0.0 } else { number(option.points).unwrap_or(1.0) },
            none,
        })
    };
    options.iter().map(item).collect()
}

fn recommendations(draft: &Draft<'_>, checked: &Checked<'_>) -> Option<Vec<Recommendation>> {
    let one = |recommendation: &At<'_, draft::Recommendation<'_>>| {
        let recommendation = &recommendation.value;
        let mut requires = Vec::new();
        for requirement in recommendation.requires.iter().flat_map(|requires| &requires.value) {
            requires.push(Requirement {
                of: TraitIx(checked.names.traits.find(requirement.value.of?.value)?),
                at_least: requirement.value.at_least?.value.0,
            });
        }
        let mut reading = Vec::new();
        for source in recommendation.reading.iter().flat_map(|reading| &reading.value) {
            reading
                .push(Reading { title: text(source.value.title)?, publisher: text(source.value.publisher) });
        }
        Some(Recommendation {
            id: recommendation.id?.value.0.to_owned(),
            of: TraitIx(checked.names.traits.find(recommendation.of?.value)?),
            below: recommendation.below?.value.0,
            lift: recommendation.lift?.value.0,
            effort: value(recommendation.effort).map(Into::into),
            title: text(recommendation.title)?,
            first_step: text(recommendation.first_step),
            sign: text(recommendation.sign),
            requires,
            reading,
        })
    };
    draft.recommendations.iter().map(one).collect()
}

fn contradictions(
    draft: &Draft<'_>,
    conditions: Vec<Option<super::condition::Condition>>,
) -> Option<Vec<Contradiction>> {
    let one = |(contradiction, when): (&At<'_, draft::Contradiction<'_>>, Option<_>)| {
        let when: super::condition::Condition = when?;
        Some(Contradiction {
            id: contradiction.value.id?.value.0.to_owned(),
            message: text(contradiction.value.message)?,
            questions: when.questions(),
            when,
        })
    };
    draft.contradictions.iter().zip(conditions).map(one).collect()
}
