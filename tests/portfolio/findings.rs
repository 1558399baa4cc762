use std::collections::BTreeMap;

use standpoint::portfolio::document::write;
use standpoint::portfolio::results::{is_table, of_line, read_reports, read_table};
use standpoint::portfolio::{Entry, Omission, Origin, Plan, Portfolio, Score, Sort};
use standpoint::report::{Report, ScoreState};

use super::{build, entry, flagship, report, reports};

fn portfolio(reports: &[Report]) -> Portfolio {
    build(reports.iter().map(entry).collect(), &Plan::default())
}

#[test]
fn teams_stand_in_the_order_of_their_names_unless_somebody_asks() {
    let names = |portfolio: &Portfolio| -> Vec<String> {
        portfolio.teams.iter().map(|team| team.name.clone()).collect()
    };
    let by_name = portfolio(&reports());
    let mut sorted = names(&by_name);
    sorted.sort();
    assert_eq!(names(&by_name), sorted);
    assert_eq!(by_name.sorted_by, "name");
    let sort = Sort::named("automation.itops", flagship()).unwrap();
    let by_score = build(reports().iter().map(entry).collect(), &Plan { sort, ..Plan::default() });
    let automation = by_score.dimensions.iter().position(|of| of.id == "automation").unwrap();
    let scores: Vec<Option<f64>> =
        by_score.teams.iter().map(|team| team.dimensions[automation][1].reading().point()).collect();
    assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]), "{scores:?}");
    for unknown in ["", "height", "automation", "automation.height", "devops.automation"] {
        let said = Sort::named(unknown, flagship()).unwrap_err().to_string();
        assert!(said.contains("devops, itops"), "{said}");
    }
}

#[test]
fn what_holds_back_and_what_helps_is_counted_over_the_reports() {
    let reports = reports();
    let found = portfolio(&reports);
    let mut holds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lifts: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for report in &reports {
        let weak = report.weak_traits.iter().map(|weak| weak.of.as_str());
        let missed = report.unsupported.iter().map(|link| link.needs.as_str());
        let poles =
            report.poles.iter().chain(report.dimensions.iter().flat_map(|dimension| &dimension.poles));
        let gates = poles.filter_map(|pole| pole.level.as_ref()).flat_map(|level| &level.held_back_by);
        let mut of: Vec<&str> = weak.chain(missed).chain(gates.map(|held| held.of.as_str())).collect();
        of.sort_unstable();
        of.dedup();
        for id in of {
            *holds.entry(id).or_default() += 1;
        }
        for step in report.recommendations.iter().filter(|step| step.gain > 0.0) {
            lifts.entry(&step.id).or_default().push(step.gain);
        }
    }
    let traits = found.traits.as_ref().unwrap();
    assert!(!traits.is_empty());
    assert_eq!(traits.iter().map(|of| (of.of.as_str(), of.teams)).collect::<BTreeMap<_, _>>(), holds);
    assert!(traits.windows(2).all(|pair| pair[0].teams >= pair[1].teams));
    let steps = found.steps.as_ref().unwrap();
    assert_eq!(steps.len(), lifts.len());
    for step in steps {
        let gains = &lifts[step.id.as_str()];
        assert_eq!(step.teams, gains.len());
        assert!((step.total_gain - gains.iter().sum::<f64>()).abs() < 1e-12);
        assert!(step.early <= step.teams && step.gain.unwrap() > 0.0);
    }
    assert_eq!((found.detailed, found.teams.len()), (14, 14));
}

#[test]
fn zones_and_distributions_count_each_team_once() {
    let found = portfolio(&reports());
    let placed = found.teams.iter().filter(|team| team.zone.is_some()).count();
    assert_eq!(found.zones.iter().map(|zone| zone.teams).sum::<usize>(), placed);
    assert!((found.zones.iter().map(|zone| zone.share).sum::<f64>() - 1.0).abs() < 1e-12);
    assert_eq!(found.distributions.len(), 2 + 6 * 2);
    for of in &found.distributions {
        assert_eq!(of.of.bins.iter().sum::<usize>(), of.of.n);
        assert!(of.of.min <= of.of.q25 && of.of.q25 <= of.of.median && of.of.q75 <= of.of.max);
    }
}

/// A team with the same score everywhere.
fn level(team: &str, score: f64) -> Entry {
    let mut entry = entry(&report(team, 1, 0));
    let score = Score { state: ScoreState::Scored, score: Some(score), low: Some(score), high: Some(score) };
    entry.poles.iter_mut().chain(entry.dimensions.iter_mut().flatten()).for_each(|of| *of = score);
    entry
}

#[test]
fn a_score_far_from_a_narrow_crowd_is_an_outlier_and_one_in_a_wide_crowd_is_not() {
    let crowd =
        |step: f64| (0..12).map(move |index| level(&format!("T{index:02}"), 0.4 + f64::from(index) * step));
    let of = |entries: Vec<Entry>| -> Vec<String> {
        let found = build(entries, &Plan::default()).outliers;
        found
            .into_iter()
            .filter(|of| of.dimension.is_none() && of.pole == "devops")
            .map(|of| of.team)
            .collect()
    };
    assert_eq!(of(crowd(0.005).chain([level("Far", 0.9)]).collect()), ["Far"]);
    assert!(of(crowd(0.04).chain([level("Far", 0.9)]).collect()).is_empty());
    // Far in usual distances, and near for people.
    assert!(of(crowd(0.001).chain([level("Near", 0.5)]).collect()).is_empty());
    // Nine are too few to tell what is usual.
    assert!(of(crowd(0.005).take(8).chain([level("Far", 0.9)]).collect()).is_empty());
}

/// Sets of one team by so many respondents.
fn respondents(team: &str, names: &[Option<&str>]) -> Vec<Entry> {
    let set = |(index, name): (usize, Option<&str>)| {
        let mut entry = entry(&report(team, index, 0));
        entry.respondent = name.map(str::to_owned);
        entry
    };
    names.iter().copied().enumerate().map(set).collect()
}

#[test]
fn several_sets_of_a_team_are_shown_as_their_mean_and_only_if_there_are_enough() {
    let five = respondents("Five", &[None, None, Some("a"), Some("b"), None]);
    let four = respondents("Four", &[None, None, None, None]);
    let expected = five.iter().map(|set| set.poles[0].score.unwrap()).sum::<f64>() / 5.0;
    let found = build([five, four].concat(), &Plan::default());
    let [team] = found.teams.as_slice() else { panic!("{:?}", found.teams) };
    assert_eq!((team.name.as_str(), team.sets), ("Five", 5));
    assert!((team.poles[0].score.unwrap() - expected).abs() < 1e-12);
    assert!(team.zone.is_some() && team.confidence.is_none());
    let [omission] = found.left_out.as_slice() else { panic!("{:?}", found.left_out) };
    assert_eq!((omission.reason, omission.sets), (Omission::TooFew, 4));
    assert_eq!(omission.teams, ["Four"]);
}

#[test]
fn of_one_respondent_and_with_latest_of_a_team_the_last_set_counts() {
    let twice = respondents("Twice", &[Some("a"), Some("a")]);
    let found = build(twice.clone(), &Plan::default());
    assert_eq!((found.teams[0].sets, found.teams[0].date.as_deref()), (1, Some("2026-07-02")));
    assert_eq!(found.left_out[0].reason, Omission::Earlier);
    // The order of the sets does not matter.
    assert_eq!(build(twice.into_iter().rev().collect(), &Plan::default()), found);
    let waves = respondents("Waves", &[None, None, None]);
    assert!(build(waves.clone(), &Plan::default()).teams.is_empty());
    let latest = build(waves, &Plan { latest: true, ..Plan::default() });
    assert_eq!((latest.teams[0].sets, latest.teams[0].date.as_deref()), (1, Some("2026-07-03")));
}

#[test]
fn the_dates_are_those_of_all_sets_that_count() {
    let span = |found: &Portfolio| found.dates.clone().map(|dates| (dates.first, dates.last));
    let days = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
    let mut sets = respondents("Five", &[None, None, None, None, None]);
    let found = build(sets.clone(), &Plan::default());
    assert_eq!(span(&found), days("2026-07-01", "2026-07-05"));
    // The team itself has its last date.
    assert_eq!(found.teams[0].date.as_deref(), Some("2026-07-05"));
    assert_eq!(write(&found).subtitle, "Answered between 1 July 2026 and 5 July 2026");
    // Sets that do not count have no say, and neither has one without a date.
    let few = respondents("Few", &[None, None, Some("a"), Some("a")]);
    sets[0].date = None;
    assert_eq!(span(&build([few, sets].concat(), &Plan::default())), days("2026-07-02", "2026-07-05"));
    let one = build(respondents("One", &[None]), &Plan::default());
    assert_eq!(write(&one).subtitle, "Answered on 1 July 2026");
    let mut none = respondents("None", &[None]);
    none[0].date = None;
    assert_eq!(write(&build(none, &Plan::default())).subtitle, "");
}

#[test]
fn a_file_without_a_team_is_one_and_a_row_without_a_team_is_none() {
    let mut file = entry(&report("", 1, 0));
    file.origin = Origin { input: "teams/larch.toml".to_owned(), row: None };
    let mut row = file.clone();
    row.origin.row = Some(3);
    let found = build(vec![file, row], &Plan::default());
    assert_eq!(found.teams.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(), ["teams/larch.toml"]);
    assert_eq!((found.left_out[0].reason, found.left_out[0].sets), (Omission::Nameless, 1));
}

#[test]
fn reports_are_read_line_by_line_and_others_are_refused() {
    let line = serde_json::to_vec(&report("Larch", 1, 0)).unwrap();
    let rejected = br#"{"format":"standpoint.rejected/1","input":"x"}"#;
    let text = [&line[..], b"\n\n", rejected, b"\n", &line[..]].concat();
    let found = read_reports("r.ndjson", text.as_slice(), flagship()).unwrap();
    assert_eq!((found.entries.len(), found.rejected), (2, 1));
    assert_eq!(found.entries[0].team.as_deref(), Some("Larch"));
    let text = String::from_utf8(line).unwrap();
    let other = |from: &str, to: &str| text.replacen(from, to, 1);
    for (line, says) in [
        ("{".to_owned(), "not a report"),
        ("{\"format\":1}".to_owned(), "not a report"),
        (other("report/1", "report/9"), "standpoint.report/9"),
        (other("\"coverage\"", "\"cover\""), "damaged"),
        (other("\"id\":\"devops-itops\"", "\"id\":\"other\""), "`other`"),
        (other(flagship().fingerprint(), "0000"), "another edition"),
    ] {
        let said = of_line(line.as_bytes(), Origin::default(), flagship()).unwrap_err();
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn a_table_of_results_is_told_by_its_titles_and_damage_by_its_line() {
    let head = String::from_utf8(standpoint::batch::head(&standpoint::batch::Plan::new(
        flagship(),
        standpoint::batch::Format::Csv,
    )))
    .unwrap();
    assert!(is_table(&head) && !is_table("team,pace,proof"));
    let columns = head.trim_end().split(',').count();
    let row = |status: &str, coverage: &str| {
        let mut cells = vec![String::new(); columns];
        for (title, cell) in
            [("team", "'=Larch"), ("status", status), ("coverage", coverage), ("devops", "0.5")]
        {
            cells[head.trim_end().split(',').position(|known| known == title).unwrap()] = cell.to_owned();
        }
        cells.join(",") + "\n"
    };
    let read = |rows: &str| read_table("r.csv", format!("\u{feff}{head}{rows}").as_bytes(), flagship());
    let found = read(&(row("scored", "0.9") + &row("rejected", ""))).unwrap();
    assert_eq!((found.entries.len(), found.rejected), (1, 1));
    let entry = &found.entries[0];
    assert_eq!(entry.team.as_deref(), Some("=Larch"));
    assert_eq!((entry.poles[0].score, entry.poles[1].state), (Some(0.5), ScoreState::NotApplicable));
    for (rows, says) in [
        (row("scored", "0.9") + &row("done", "0.9"), "3: the status is `done`"),
        (row("scored", "1.9"), "2: `1.9` is no number from 0 to 1"),
        ("a,b\n".to_owned(), "2: the row has 2 cells"),
    ] {
        let said = read(&rows).unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
    }
    let other = head.replace("automation.devops", "elsewhere.devops");
    let said = read_table("r.csv", other.as_bytes(), flagship()).unwrap_err().to_string();
    assert!(said.contains("`automation.devops` is missing"), "{said}");
}
