//! Inspections as JUnit XML, which servers of builds show: a suite for each rule, a case for each check.
//!
//! The elements and attributes are those of the xUnit schema of Jenkins. There is no time in it but `0`, which readers
//! expect.

use std::io;

use maud::{Markup as Xml, html};

use crate::report::inspection::{Check, Inspection, Rule, Verdict};
use crate::text::printable;

/// Writes inspections.
///
/// # Errors
/// Returns what the writer returns.
pub fn write(inspections: &[Inspection], out: &mut dyn io::Write) -> io::Result<()> {
    let suites = inspections.iter().flat_map(|of| {
        Rule::ALL.into_iter().filter_map(move |rule| {
            let checks: Vec<&Check> = of.checks.iter().filter(|check| check.rule == rule).collect();
            (!checks.is_empty()).then_some((of, rule, checks))
        })
    });
    let all: Vec<&Check> = inspections.iter().flat_map(|of| &of.checks).collect();
    let whole = html! {
        testsuites name="standpoint" tests=(all.len()) failures=(failures(&all)) errors="0" time="0" { "\n"
            @for (of, rule, checks) in suites { (suite(of, rule, &checks)) }
        }
    };
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", whole.0)
}

fn suite(of: &Inspection, rule: Rule, checks: &[&Check]) -> Xml {
    let name = format!("{}: {}", printable(&of.name), rule.title());
    html! {
        testsuite name=(name) tests=(checks.len()) failures=(failures(checks)) errors="0" skipped=(skipped(checks))
            time="0" file=[of.uri.as_ref().map(|_| printable(&of.name))] { "\n"
            @for check in checks { (case(of, check)) }
            system-out { (of.stamp) } "\n"
        } "\n"
    }
}

fn case(of: &Inspection, check: &Check) -> Xml {
    let class = format!("{}.{}", printable(&of.questionnaire), check.rule.id());
    html! {
        testcase name=(printable(&check.title)) classname=(class) time="0" {
            @match &check.verdict {
                Verdict::Passed => {}
                Verdict::Skipped { reason } => { skipped message=(reason) {} }
                Verdict::Failed { message, .. } => {
                    failure message=(printable(message)) type=(check.rule.id()) { (details(of, check, message)) }
                }
            }
        } "\n"
    }
}

/// What was found and the answers that it rests on, one a line, each with the place where it stands.
fn details(of: &Inspection, check: &Check, message: &str) -> String {
    let mut lines = vec![printable(message).into_owned()];
    let file = of.uri.as_ref().map(|_| format!("{}:", printable(&of.name))).unwrap_or_default();
    lines.extend(
        check
            .answers
            .iter()
            .map(|answer| format!("{file}{}: {}", answer.region.start, printable(&answer.says))),
    );
    lines.join("\n")
}

fn failures(checks: &[&Check]) -> usize {
    checks.iter().filter(|check| matches!(check.verdict, Verdict::Failed { .. })).count()
}

fn skipped(checks: &[&Check]) -> usize {
    checks.iter().filter(|check| matches!(check.verdict, Verdict::Skipped { .. })).count()
}
