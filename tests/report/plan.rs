//! Backlogs: the tickets, the way to a target, and what is said where there is none.

use proptest::prelude::*;
use standpoint::questionnaire::Questionnaire;
use standpoint::render::{Format, Options, csv, document, json};
use standpoint::report::backlog::{self, Backlog, Columns, Request, Target};
use standpoint::scoring;

use super::fixture::{built_in, of_sheet, questionnaire, report, sheet, worked_example};

fn plan(questionnaire: &Questionnaire, seed: u64, target: &[&str], budget: Option<f64>) -> Backlog {
    let sheet = sheet(questionnaire, seed);
    plan_of(questionnaire, &sheet, target, budget)
}

fn plan_of(
    questionnaire: &Questionnaire,
    sheet: &standpoint::answers::AnswerSheet,
    target: &[&str],
    budget: Option<f64>,
) -> Backlog {
    let report = of_sheet(questionnaire, sheet);
    let assessment = scoring::score(questionnaire, sheet);
    let target = target.iter().map(|text| Target::parse(text, &report).unwrap()).collect();
    let request = Request { target, budget, first: None, team_size: 2 };
    backlog::backlog(&report, Some((questionnaire, &assessment)), &request)
}

fn ids(plan: &Backlog) -> Vec<&str> {
    plan.tickets.iter().map(|ticket| ticket.id.as_str()).collect()
}

#[test]
fn the_cheapest_way_is_the_one_that_a_person_reckons() {
    let (questionnaire, sheet) = worked_example();
    // devops is at 0.397222. learning-start brings 0.3 × 2/3 = 0.2 for 3 days, pipeline-extend 0.2 × 2/9 for 5.
    let near = plan_of(&questionnaire, &sheet, &["devops=0.55"], None);
    assert_eq!((ids(&near), near.effort.middle), (vec!["learning-start"], 3.0));
    assert!((near.poles[0].then.score - 0.597_222).abs() < 1e-6);
    let far = plan_of(&questionnaire, &sheet, &["devops=0.6"], None);
    assert_eq!(
        (ids(&far), far.effort.middle, far.reached),
        (vec!["learning-start", "pipeline-extend"], 8.0, Some(true))
    );
    assert_eq!(far.tickets[1].after, ["learning-start"]);
    // incidents-start alone: 0.3 × 2/3 × 2/3 = 0.133 for 2 days; level 3 also needs incidents at 0.6.
    let level = plan_of(&questionnaire, &sheet, &["itops=level:3"], None);
    assert_eq!(ids(&level), ["incidents-start"]);
}

#[test]
fn another_way_of_equal_cost_is_named_by_its_titles() {
    let questionnaire = built_in("devops-itops");
    let read = super::fixture::of_team("records-office");
    let plan = plan_of(&questionnaire, &read, &["integrated"], None);
    assert!(!plan.alternatives.is_empty());
    let page = document(Format::Markdown, &backlog::document(&plan), &Options::default()).unwrap();
    let line = page.lines().find(|line| line.contains("the same:")).expect("there are other ways");
    for ids in &plan.alternatives {
        assert!(ids.iter().all(|id| !line.contains(id.as_str())), "{line}");
    }
    assert!(line.contains("\u{201d} instead of \u{201c}"), "{line}");
}

#[test]
fn what_cannot_be_reached_says_what_falls_short() {
    let (questionnaire, sheet) = worked_example();
    let plan = plan_of(&questionnaire, &sheet, &["devops=0.9"], None);
    assert_eq!((plan.reached, plan.tickets.len()), (Some(false), 0));
    assert_eq!(plan.missing, ["DevOps needs 90, and all known moves together bring it to 64"]);
    let nothing = standpoint::answers::AnswerSheet::new(&questionnaire);
    let plan = plan_of(&questionnaire, &nothing, &["integrated", "itops=level:3"], None);
    assert_eq!(plan.reached, Some(false));
    assert!(plan.missing.iter().any(|line| line.contains("DevOps has no score")), "{:?}", plan.missing);
    assert!(plan.missing.iter().any(|line| line.contains("is not answered")), "{:?}", plan.missing);
}

#[test]
fn a_budget_that_is_too_small_goes_some_way_along_the_path() {
    let (questionnaire, sheet) = worked_example();
    let plan = plan_of(&questionnaire, &sheet, &["devops=0.6"], Some(4.0));
    assert_eq!(
        (ids(&plan), plan.reached, plan.over_budget),
        (vec!["learning-start"], Some(false), Some(8.0))
    );
    let enough = plan_of(&questionnaire, &sheet, &["devops=0.6"], Some(8.0));
    assert_eq!((enough.reached, enough.over_budget), (Some(true), None));
}

#[test]
fn targets_that_do_not_exist_name_what_is_near() {
    let report = report();
    let wrong = |text: &str| Target::parse(text, &report).unwrap_err().to_string();
    assert!(wrong("stedy").contains("there is no zone `stedy`"), "{}", wrong("stedy"));
    assert!(wrong("flwo=0.5").contains("did you mean `flow`?"));
    assert!(wrong("flow=1.5").contains("is no score from 0 to 1"));
    for zone in &report.method.placement.as_ref().unwrap().zones {
        assert_eq!(Target::parse(&zone.id, &report).unwrap().to_string(), zone.id);
    }
}

/// Every ticket comes after those it waits for, in number and in days, and nobody does two things at once.
#[track_caller]
fn is_in_order(plan: &Backlog) {
    for (place, ticket) in plan.tickets.iter().enumerate() {
        for before in &ticket.after {
            let found = plan.tickets.iter().position(|other| other.id == *before).expect("it is in the plan");
            assert!(found < place, "{} before {before}", ticket.id);
            assert!(plan.tickets[found].end <= ticket.start + 1e-9);
        }
        let meanwhile = plan
            .tickets
            .iter()
            .filter(|other| other.start <= ticket.start + 1e-9 && other.end > ticket.start + 1e-9);
        assert!(meanwhile.count() <= plan.team_size);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_does_what_it_says(seed: u64, least in 0.3_f64..0.8) {
        for id in ["devops-itops", "ops-readiness"] {
            let questionnaire = built_in(id);
            let report = of_sheet(&questionnaire, &sheet(&questionnaire, seed));
            let pole = &report.poles[0].id;
            let made = plan(&questionnaire, seed, &[&format!("{pole}={least}")], None);
            is_in_order(&made);
            match made.reached {
                Some(true) => {
                    prop_assert!(made.poles[0].then.score >= least - 1e-9);
                    prop_assert!(made.missing.is_empty());
                    for other in &made.alternatives {
                        let cost: f64 = other
                            .iter()
                            .filter_map(|id| report.recommendation(id))
                            .map(|step| step.effort.map_or(3.0, |(low, high)| f64::midpoint(low, high)))
                            .sum();
                        prop_assert!((cost - made.effort.middle).abs() < 1e-6, "{} is not {}", cost, made.effort.middle);
                    }
                }
                _ => prop_assert!(!made.missing.is_empty()),
            }
        }
    }

    #[test]
    fn a_larger_budget_never_brings_less(seed: u64, budget in 0.0_f64..60.0) {
        let questionnaire = built_in("devops-itops");
        let gain = |plan: &Backlog| plan.tickets.iter().map(|ticket| ticket.gain).sum::<f64>();
        let small = plan(&questionnaire, seed, &[], Some(budget));
        let large = plan(&questionnaire, seed, &[], Some(budget + 5.0));
        prop_assert!(small.effort.middle <= budget + 1e-9);
        prop_assert!(gain(&large) >= gain(&small) - small.gap - large.gap - 1e-9);
        let rise: f64 = small.poles.iter().map(|pole| pole.then.score - pole.now.score).sum();
        prop_assert!((gain(&small) - rise).abs() < 1e-9, "{} and {rise}", gain(&small));
        is_in_order(&small);
    }
}

#[test]
fn the_moves_of_a_saved_report_are_a_backlog_without_a_questionnaire() {
    let report = report();
    let request = Request { team_size: 1, ..Request::default() };
    let plan = backlog::backlog(&report, None, &request);
    is_in_order(&plan);
    assert_eq!(plan.tickets.len() + plan.blocked, report.recommendations.len());
    let first = backlog::backlog(&report, None, &Request { first: Some(1), ..request });
    assert_eq!(ids(&first), [report.recommendations[0].id.as_str()]);
}

#[test]
fn a_backlog_is_written_in_five_formats() {
    let questionnaire = questionnaire();
    let mut report = report();
    for step in &mut report.recommendations {
        step.title = "=1+1 | <b>bold</b> \u{1b}[31m".to_owned();
    }
    let _ = questionnaire;
    let plan = backlog::backlog(&report, None, &Request { team_size: 3, ..Request::default() });
    let mut bytes = Vec::new();
    csv::backlog(&plan, Columns::Own, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("title,description,labels,"));
    assert!(text.contains("\n'=1+1") && !text.contains('\u{1b}'), "{text}");
    let mut bytes = Vec::new();
    json::backlog(&plan, &mut bytes).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["format"], "standpoint.plan/1");
    assert_eq!(value["tickets"].as_array().unwrap().len(), plan.tickets.len());
    let page = |format| document(format, &backlog::document(&plan), &Options::default());
    let (text, markdown, html) = (page(Format::Text), page(Format::Markdown), page(Format::Html));
    assert!(!text.unwrap().contains('\u{1b}'));
    assert!(markdown.unwrap().contains("\\<b\\>"));
    assert!(!html.unwrap().contains("<b>bold"));
    assert_eq!(page(Format::Csv), None);
}
