use std::collections::BTreeSet;

use serde_json::Value;
use standpoint::batch::Scored;
use standpoint::groups::{Axis, By, Group, Reason};

use super::{answers, csv, measure, scored, table};

/// Whether a result on these persons may stand beside one on those: nobody, or enough persons, must be the difference.
fn is_safe<T: Ord>(published: &BTreeSet<T>, new: &BTreeSet<T>, least: usize) -> bool {
    let enough = |count: usize| count == 0 || count >= least;
    enough(published.difference(new).count()) && enough(new.difference(published).count())
}

#[test]
fn the_vectors_of_differencing_hold_for_the_rule_that_these_tests_use() {
    let text = include_str!("../vectors/confidentiality.json");
    let vectors: Value = serde_json::from_str(text).unwrap();
    let least = usize::try_from(vectors["k"].as_u64().unwrap()).unwrap();
    let set = |of: &Value| -> BTreeSet<String> {
        of.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let cases = vectors["differencing"].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let new = set(&case["new"]);
        let published = case["published"].as_array().unwrap();
        let safe = published.iter().all(|known| is_safe(&set(known), &new, least));
        assert_eq!(Value::from(safe), case["expected"], "{case}");
    }
}

/// A group that is shown, and who stands behind it.
type Shown = (Vec<Option<String>>, BTreeSet<String>);

/// Who stands behind a result: the name, or for somebody without a name the number of the set.
fn person(index: usize, set: &Scored) -> String {
    set.subject.respondent.clone().unwrap_or_else(|| format!("#{index}"))
}

fn persons(sets: &[Scored], by: &By, group: &Group, has: impl Fn(&Scored) -> bool) -> BTreeSet<String> {
    let belongs = |set: &Scored| {
        let of = |axis: &Axis| axis.value(&set.subject);
        has(set) && group.key.iter().zip(by.axes()).all(|(key, axis)| *key == of(axis))
    };
    sets.iter().enumerate().filter(|(_, set)| belongs(set)).map(|(index, set)| person(index, set)).collect()
}

/// The persons behind all that is shown, for the groups as such, one score, and the zones.
fn all_shown(sets: &[Scored], by: &str, least: u64) -> Vec<Vec<Shown>> {
    let axes: By = by.parse().unwrap();
    let groups = table(sets, by, least).groups;
    let shown = |is_shown: &dyn Fn(&Group) -> bool, has: &dyn Fn(&Scored) -> bool| {
        let groups = groups.iter().filter(|group| group.reason.is_none() && is_shown(group));
        groups.map(|group| (group.key.clone(), persons(sets, &axes, group, has))).collect()
    };
    vec![
        shown(&|_| true, &|_| true),
        shown(&|group| measure(group, "care.fast").mean.is_some(), &|set| {
            set.scores.dimensions[2].point().is_some()
        }),
        shown(&|group| group.zones.as_ref().is_some_and(|zones| zones.reason.is_none()), &|set| {
            set.scores.place.is_some_and(|place| place.zone.is_some())
        }),
    ]
}

/// The groups that a group is divided into, hidden from sight together.
fn rest(
    total: &Shown,
    shown: &[Shown],
    sets: &[Scored],
    by: &By,
    has: &dyn Fn(&Scored) -> bool,
) -> BTreeSet<String> {
    let depth = total.0.len();
    let parts: BTreeSet<_> =
        shown.iter().filter(|(key, _)| key.len() == depth + 1).map(|(key, _)| key).collect();
    let key = |set: &Scored| -> Vec<Option<String>> {
        by.axes()[..=depth].iter().map(|axis| axis.value(&set.subject)).collect()
    };
    sets.iter()
        .enumerate()
        .filter(|(_, set)| has(set) && key(set)[..depth] == total.0[..] && !parts.contains(&key(set)))
        .map(|(index, set)| person(index, set))
        .collect()
}

#[test]
fn nothing_that_is_shown_gives_a_few_persons_away() {
    for seed in 0..40 {
        let rows = [6, 20, 45, 90][usize::try_from(seed % 4).unwrap()];
        let sets = scored(&answers(rows, 100 + seed), 1);
        for (by, least) in
            [("team,role", 5), ("role,team", 3), ("team,date:quarter,role", 5), ("date:month", 7)]
        {
            let axes: By = by.parse().unwrap();
            let has: [&dyn Fn(&Scored) -> bool; 3] =
                [&|_| true, &|set| set.scores.dimensions[2].point().is_some(), &|set| {
                    set.scores.place.is_some_and(|place| place.zone.is_some())
                }];
            for ((shown, has), least) in
                all_shown(&sets, by, least).iter().zip(has).zip([least, least, least.max(10)])
            {
                for total in shown {
                    let enough = |count: usize| count as u64 >= least;
                    assert!(enough(total.1.len()), "{by} {seed}: {:?}", total.0);
                    if total.0.len() < axes.axes().len() {
                        let rest = rest(total, shown, &sets, &axes, has);
                        assert!(rest.is_empty() || enough(rest.len()), "{by} {seed}: beside {:?}", total.0);
                    }
                }
            }
        }
    }
}

#[test]
fn a_small_group_takes_the_next_smallest_along() {
    let rows: String = [("A", 9), ("B", 6), ("C", 12), ("D", 1)]
        .iter()
        .map(|(team, count)| format!("{team},500,500,yes\n").repeat(*count))
        .collect();
    let sets = scored(&format!("team,pace,proof,watch\n{rows}"), 1);
    let reasons = |least: u64| -> Vec<_> {
        table(&sets, "team", least).groups.iter().map(|group| (group.n, group.reason)).collect()
    };
    assert_eq!(
        reasons(5),
        [
            (Some(28), None),
            (Some(9), None),
            (None, Some(Reason::Complement)),
            (Some(12), None),
            (None, Some(Reason::TooFew)),
        ]
    );
    // Nobody can ask for less than three.
    assert_eq!(reasons(1), reasons(3));
    let text = csv(&table(&sets, "team", 5));
    assert!(text.contains("\nteam,B,,,") && text.contains(",complement\n"), "{text}");
}

#[test]
fn one_person_who_answers_often_is_no_group() {
    let sets = scored(&format!("team,respondent,watch\n{}", "A,kim,yes\n".repeat(30)), 1);
    let groups = table(&sets, "team", 3).groups;
    assert!(
        groups.iter().all(|group| group.reason == Some(Reason::TooFew) && group.n.is_none()),
        "{groups:?}"
    );
}

#[test]
fn a_score_that_few_have_is_hidden_where_the_group_is_not() {
    // Of A ten answered on pace, of B only two: with A's and the total's mean, theirs would be known.
    let rows = "A,100,yes\n".repeat(10) + &"B,900,yes\n".repeat(2) + &"B,,yes\n".repeat(8);
    let groups = table(&scored(&format!("team,pace,watch\n{rows}"), 1), "team", 5).groups;
    let pace: Vec<_> = groups.iter().map(|group| measure(group, "work.fast")).collect();
    let found: Vec<_> = pace.iter().map(|pace| (pace.n, pace.mean.is_some(), pace.reason)).collect();
    assert_eq!(
        found,
        [
            (Some(12), true, None),
            (None, false, Some(Reason::Complement)),
            (None, false, Some(Reason::TooFew))
        ]
    );
    assert!(groups.iter().all(|group| measure(group, "care.fast").mean.is_some()));
    let none = measure(&groups[0], "work.safe");
    assert_eq!((none.n, none.mean, none.sd, none.reason), (Some(0), None, None, Some(Reason::NoData)));
}

#[test]
fn fewer_than_ten_show_no_spread_of_single_answers() {
    let sets = scored(&format!("team,pace,proof\n{}", "A,100,900\n".repeat(9)), 1);
    let groups = table(&sets, "team", 5).groups;
    for group in &groups {
        let fast = measure(group, "fast");
        assert!(fast.mean.is_some() && fast.sd.is_some());
        assert_eq!((fast.q10, fast.q50, fast.q90, fast.reason), (None, None, None, Some(Reason::UnderTen)));
        let zones = group.zones.as_ref().unwrap();
        assert_eq!((zones.shares.len(), zones.reason), (0, Some(Reason::UnderTen)));
    }
}
