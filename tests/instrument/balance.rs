//! No side is easier than the other, and nobody gets far by ticking the same place everywhere.

use standpoint::portrait::{Portrait, Respondent, draw};
use standpoint::questionnaire::{FormIx, Questionnaire};
use standpoint::scoring::{Label, score};

use super::{built_in, flagship, forms};

/// Where a respondent stands: the zone and what can be said of it.
fn stands(questionnaire: &Questionnaire, form: FormIx, respondent: Respondent) -> (String, Label) {
    let placed = score(questionnaire, &respondent.sheet(questionnaire, form)).placement.unwrap();
    (questionnaire.placement().unwrap()[placed.zone.unwrap()].id.clone(), placed.label)
}

#[test]
fn the_lowest_answers_are_emerging_the_middle_ones_central_and_the_highest_integrated() {
    let questionnaire = flagship();
    for form in forms(&questionnaire) {
        let (zone, label) = stands(&questionnaire, form, Respondent::Lowest);
        assert_eq!((zone.as_str(), label), ("emerging", Label::Decided));
        let (_, label) = stands(&questionnaire, form, Respondent::Middle);
        assert_eq!(label, Label::Central);
        let (zone, label) = stands(&questionnaire, form, Respondent::Highest);
        assert_eq!((zone.as_str(), label), ("integrated", Label::Decided));
    }
}

#[test]
fn whoever_ticks_the_first_or_the_last_option_everywhere_is_not_integrated() {
    let questionnaire = flagship();
    for form in forms(&questionnaire) {
        for respondent in [Respondent::FirstOption, Respondent::MiddleOption, Respondent::LastOption] {
            let (zone, label) = stands(&questionnaire, form, respondent);
            assert!(
                zone != "integrated" || label == Label::Central,
                "{} in form {form:?} is {zone}",
                respondent.name()
            );
        }
    }
}

#[test]
fn random_answers_favour_no_pole_by_more_than_five_points_in_a_hundred() {
    let Portrait { forms, .. } = draw(&flagship());
    for form in forms {
        let share = |zone: &str| form.random.zones.iter().find(|share| share.id == zone).unwrap().value;
        let lead = share("devops-leaning") - share("itops-leaning");
        assert!(lead.abs() <= 0.05, "form {}: {lead}", form.id);
        // They spread over all zones.
        assert!(form.random.zones.iter().all(|share| share.value >= 0.1), "{:?}", form.random.zones);
    }
}

#[test]
fn on_one_pole_the_lowest_answers_reach_the_lowest_level_and_the_highest_answers_the_highest() {
    for id in ["delivery-metrics", "ops-readiness"] {
        let questionnaire = built_in(id);
        for form in forms(&questionnaire) {
            for (respondent, expected) in
                [(Respondent::Lowest, 1), (Respondent::Highest, questionnaire.levels().len())]
            {
                let assessment = score(&questionnaire, &respondent.sheet(&questionnaire, form));
                let level = assessment.poles[0].level.as_ref().unwrap();
                assert_eq!(level.rank, expected, "{id}: {}", respondent.name());
            }
        }
    }
}
