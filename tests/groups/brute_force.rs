use standpoint::batch::Scored;
use standpoint::groups::{Axis, By, Grouping, Groups, Reason};
use standpoint::scoring::Score;

use super::{answers, csv, groups, measure, scored, table, two};

/// A score by its name in the table of groups, straight from the scores of a set.
fn value(set: &Scored, id: &str) -> Option<(f64, f64, f64)> {
    let of = |score: Score| Some((score.point()?, score.bounds()?.0, score.bounds()?.1));
    let plain = |value: Option<f64>| value.map(|value| (value, value, value));
    match id {
        "coverage" => plain(set.scores.coverage.share()),
        "integration" => plain(set.scores.integration),
        "fast" => of(set.scores.poles[0]),
        "safe" => of(set.scores.poles[1]),
        "work.fast" => of(set.scores.dimensions[0]),
        "work.safe" => of(set.scores.dimensions[1]),
        "care.fast" => of(set.scores.dimensions[2]),
        "care.safe" => of(set.scores.dimensions[3]),
        _ => panic!("{id}"),
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64]) -> f64 {
    let middle = mean(values);
    let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    (squares / (values.len() as f64 - 1.0)).sqrt()
}

/// The type 7 of Hyndman and Fan, as they write it: the place is np + 1 - p, counted from 1.
fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = sorted.len() as f64 * p + 1.0 - p;
    let below = (1..=sorted.len()).filter(|&index| index as f64 <= place + 1e-9).max().unwrap();
    let part = (place - below as f64).max(0.0);
    let next = sorted.get(below).copied().unwrap_or(sorted[below - 1]);
    (1.0 - part) * sorted[below - 1] + part * next
}

#[track_caller]
fn near(found: Option<f64>, expected: f64, slack: f64) {
    let found = found.expect("it is shown");
    assert!((found - expected).abs() <= slack, "{found} for {expected}");
}

#[test]
fn every_number_that_is_shown_is_what_the_definitions_say() {
    let sets = scored(&answers(3_000, 1), 2);
    let by: By = "date:quarter,team,role".parse().unwrap();
    let table = table(&sets, "date:quarter,team,role", 5);
    let shown = table.groups.iter().filter(|group| group.reason.is_none());
    assert!(shown.clone().count() > 40, "{}", shown.count());
    for group in shown {
        let belongs = |set: &&Scored| {
            let of = |axis: &Axis| axis.value(&set.subject);
            group.key.iter().zip(by.axes()).all(|(key, axis)| *key == of(axis))
        };
        let members: Vec<&Scored> = sets.iter().filter(belongs).collect();
        assert_eq!(group.n, Some(members.len() as u64));
        for measure in group.measures.iter().filter(|measure| measure.mean.is_some()) {
            let values: Vec<_> = members.iter().filter_map(|set| value(set, &measure.id)).collect();
            let points: Vec<f64> = values.iter().map(|value| value.0).collect();
            assert_eq!(measure.n, Some(points.len() as u64));
            near(measure.mean, mean(&points), 1e-12);
            near(measure.sd, deviation(&points), 1e-12);
            if !["coverage", "integration"].contains(&measure.id.as_str()) {
                near(measure.low, mean(&values.iter().map(|value| value.1).collect::<Vec<_>>()), 1e-12);
                near(measure.high, mean(&values.iter().map(|value| value.2).collect::<Vec<_>>()), 1e-12);
            }
            if measure.reason.is_none() {
                let slack = measure.q_error.unwrap() + 1e-12;
                let quantiles = [measure.q10, measure.q25, measure.q50, measure.q75, measure.q90];
                for (found, p) in quantiles.into_iter().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
                    near(found, quantile(&points, p), slack);
                }
            }
        }
        let zones = group.zones.as_ref().unwrap();
        for (index, share) in zones.shares.iter().enumerate() {
            let placed = || members.iter().filter_map(|set| set.scores.place?.zone);
            let count = placed().filter(|zone| zone.0 == index).count();
            assert_eq!((share.count, zones.n), (count as u64, Some(placed().count() as u64)));
            near(Some(share.share), count as f64 / placed().count() as f64, 1e-15);
            assert!(share.low <= share.share && share.share <= share.high);
        }
    }
}

#[test]
fn many_distinct_values_are_within_the_error_that_is_told() {
    let sets = scored(&answers(40_000, 2), 2);
    let table = table(&sets, "team", 5);
    let total = measure(&table.groups[0], "fast");
    let points: Vec<f64> = sets.iter().filter_map(|set| value(set, "fast")).map(|value| value.0).collect();
    let error = total.q_error.unwrap();
    assert!(error > 0.0 && error <= 1.0 / 1024.0);
    near(total.q10, quantile(&points, 0.1), error + 1e-12);
    near(total.q75, quantile(&points, 0.75), error + 1e-12);
}

#[test]
fn neither_threads_nor_order_nor_parts_change_a_byte() {
    let text = answers(5_000, 3);
    let sets = scored(&text, 1);
    let grouping = Grouping::new("team,role".parse().unwrap());
    let expected = csv(&groups(&sets, &grouping).table(two()));
    assert_eq!(csv(&groups(&scored(&text, 5), &grouping).table(two())), expected);
    let backwards: Vec<_> = sets.iter().rev().cloned().collect();
    assert_eq!(csv(&groups(&backwards, &grouping).table(two())), expected);
    for threads in [1, 2, 8] {
        let parts = Groups::new(&grouping, two());
        std::thread::scope(|scope| {
            for part in sets.chunks(sets.len() / threads + 1).rev() {
                let parts = &parts;
                scope.spawn(move || {
                    let mut adder = parts.adder();
                    for set in part {
                        adder.add(&set.subject, &set.scores);
                    }
                });
            }
        });
        assert_eq!(csv(&parts.table(two())), expected);
    }
}

#[test]
fn without_any_set_there_is_a_total_of_nothing() {
    let table = table(&[], "team", 5);
    let [total] = table.groups.as_slice() else { panic!("{table:?}") };
    assert_eq!((total.n, total.reason, total.key.len()), (None, Some(Reason::NoData), 0));
}
