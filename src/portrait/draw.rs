use super::crowd::Scores;
use super::model::{FORMAT, FormPortrait, Identity, Named, Portrait, Standing, Tie};
use super::respondent::Respondent;
use super::share::Shares;
use super::{count, reading};
use crate::questionnaire::{FormIx, PoleIx, Questionnaire};
use crate::scoring::{Label, Scorer};

/// Draws the portrait of a questionnaire. Scores some thousands of answer sheets for each form.
#[must_use]
pub fn draw(questionnaire: &Questionnaire) -> Portrait {
    let scorer = Scorer::new(questionnaire);
    Portrait {
        format: FORMAT,
        questionnaire: Identity {
            id: questionnaire.id().to_owned(),
            version: questionnaire.version().to_owned(),
            title: questionnaire.title().to_owned(),
            fingerprint: questionnaire.fingerprint().to_owned(),
        },
        counts: count::count(questionnaire),
        reading: reading::levels(questionnaire),
        forms: (0..questionnaire.forms().len())
            .map(|index| form(&scorer, questionnaire, FormIx(index)))
            .collect(),
    }
}

fn form(scorer: &Scorer<'_>, questionnaire: &Questionnaire, form: FormIx) -> FormPortrait {
    let shares = Shares::new(scorer, questionnaire, form);
    let crowd = Scores::new(scorer, questionnaire, form);
    let pairs = questionnaire.pole_indices().flat_map(|a| {
        let later = questionnaire.pole_indices().skip(a.0 + 1);
        later.map(move |b| (a, b))
    });
    let tie = |(a, b): (PoleIx, PoleIx)| Tie {
        poles: [a, b].map(|pole| questionnaire[pole].id.clone()),
        overlap: shares.overlap(a, b),
        correlation: crowd.correlation(a, b),
    };
    FormPortrait {
        id: questionnaire[form].id.clone(),
        title: questionnaire[form].title.clone(),
        questions: questionnaire.question_indices().filter(|q| questionnaire.in_form(*q, form)).count(),
        time: reading::time(questionnaire, form),
        shares: shares.by_id(),
        ties: pairs.map(tie).collect(),
        respondents: Respondent::ALL
            .iter()
            .map(|respondent| standing(scorer, questionnaire, form, *respondent))
            .collect(),
        random: crowd.summary(),
    }
}

fn standing(
    scorer: &Scorer<'_>,
    questionnaire: &Questionnaire,
    form: FormIx,
    respondent: Respondent,
) -> Standing {
    let assessment = scorer.score(&respondent.sheet(questionnaire, form));
    let poles = || questionnaire.poles().iter().zip(&assessment.poles);
    let levels = questionnaire.levels();
    let placed = assessment.placement.as_ref();
    Standing {
        respondent: respondent.name(),
        poles: poles().map(|(pole, of)| Named { id: pole.id.clone(), value: of.score.point() }).collect(),
        levels: poles()
            .filter(|_| !levels.is_empty())
            .map(|(pole, of)| Named {
                id: pole.id.clone(),
                value: of.level.as_ref().map(|level| levels[level.rank - 1].id.clone()),
            })
            .collect(),
        zone: questionnaire
            .placement()
            .zip(placed)
            .and_then(|(placement, placed)| Some(placement[placed.zone?].id.clone())),
        label: placed.map(|placed| match placed.label {
            Label::Decided => "decided",
            Label::Borderline => "borderline",
            Label::Central => "central",
            Label::NoData => "no-data",
        }),
    }
}
