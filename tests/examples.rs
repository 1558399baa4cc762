//! The examples work: the teams land where they are meant to, the questionnaire of a team's own holds, the library
//! programs run.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn report(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["report", "--format", "json"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_example_teams_land_in_the_four_zones() {
    for (team, zone) in [
        ("intranet", "emerging"),
        ("storefront", "devops-leaning"),
        ("records-office", "itops-leaning"),
        ("ledger", "integrated"),
    ] {
        let report = report(&[&format!("examples/teams/{team}.toml")]);
        assert_eq!(report["placement"]["zone"], zone, "{team}");
        assert_eq!(report["placement"]["label"], zone, "{team} is too close to call");
        assert!(report["recommendations"].as_array().unwrap().len() >= 3, "{team}");
    }
}

#[test]
fn the_half_filled_example_is_honest_about_it() {
    let report = report(&["examples/teams/half-filled.toml"]);
    let coverage = report["coverage"]["share"].as_f64().unwrap();
    assert!((0.3..0.7).contains(&coverage), "{coverage}");
    assert_eq!(report["placement"]["confidence"], "open");
    for pole in report["poles"].as_array().unwrap() {
        assert!(pole["high"].as_f64().unwrap() - pole["low"].as_f64().unwrap() > 0.2);
    }
}

#[test]
fn a_questionnaire_of_a_teams_own_places_its_team() {
    let report = report(&["examples/code-review/team.toml", "-Q", "examples/code-review/questionnaire.toml"]);
    assert_eq!(report["questionnaire"]["id"], "code-review");
    assert_eq!(report["coverage"]["share"], 1.0);
    assert_eq!(report["unscored"][0]["answer"], "Fewer reviews on Friday afternoon.");
}

#[test]
fn the_library_programs_run() {
    // Cargo builds the examples before it runs the tests, beside the program.
    let examples = Path::new(env!("CARGO_BIN_EXE_standpoint")).parent().unwrap().join("examples");
    for (name, argument, expected) in [
        ("place_a_team", "examples/teams/ledger.toml", "zone: Integrated"),
        ("own_questionnaire", "examples/code-review/questionnaire.toml", "Automatic checks"),
        ("many_teams", "3", "Alder Bay,2026-07-01,"),
    ] {
        let output = Command::new(examples.join(name))
            .arg(argument)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap_or_else(|error| panic!("{name}: {error}; `cargo build --examples` builds it"));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.contains(expected), "{name}:\n{text}");
    }
}
