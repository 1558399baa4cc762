//! The commands that draw.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn standpoint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program was built")
}

fn message(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

const TEAM: &str = "examples/teams/ledger.toml";
const KINDS: [&str; 4] = ["plane", "radar", "heatmap", "bars"];

#[test]
fn each_chart_is_drawn_with_a_title_and_a_description() {
    for kind in KINDS {
        let output = standpoint(&["chart", TEAM, "--kind", kind]);
        let chart = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && chart.starts_with("<svg"), "{kind}");
        assert!(chart.contains("<title>") && chart.contains("<desc>"), "{kind}");
    }
}

#[test]
fn a_dimension_without_a_point_shows_its_range_and_its_number_on_the_plane() {
    let output = standpoint(&["chart", "examples/teams/half-filled.toml"]);
    let chart = String::from_utf8(output.stdout).unwrap();
    // Four dimensions have a range and no point; of a fifth nothing is answered, which leaves the whole plane and no box.
    assert_eq!(chart.matches("class=\"c-span\"").count(), 4, "{chart}");
    for key in ["1", "2", "3", "4"] {
        let label = chart.split("c-label c-small c-middle c-bold").filter(|part| {
            part.split_once('>').is_some_and(|(_, rest)| rest.trim_start().starts_with(&format!("{key}\n")))
        });
        assert_eq!(label.count(), 1, "{key}");
    }
    // A range of one pole alone has no height, and is painted all the same.
    assert!(!chart.contains("height=\"0\""), "{chart}");
}

#[test]
fn names_and_scores_of_the_legend_do_not_meet() {
    let output = standpoint(&["chart", "examples/teams/half-filled.toml"]);
    let chart = String::from_utf8(output.stdout).unwrap();
    let row = chart.rsplit_once("Impact on development and operations").unwrap();
    assert!(row.0.rsplit_once("<text").unwrap().1.contains("c-ink c-small"), "{}", row.0);
    assert!(row.1.split_once("<text").unwrap().1.contains("c-soft c-small c-end"), "{}", row.1);
}

#[test]
fn the_extension_says_what_a_chart_is_written_as() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert!(standpoint(&["chart", TEAM, "-o", &path("plane.SVG")]).status.success());
    for (command, name) in
        [("chart", "plane.jpeg"), ("chart", "plane"), ("badge", "badge.png"), ("badge", "b")]
    {
        let output = standpoint(&[command, TEAM, "-o", &path(name)]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(message(&output).contains("end the name in .svg"), "{}", message(&output));
        assert!(!Path::new(&path(name)).exists());
    }
    for scale in ["0", "9", "-1", "wide", "NaN"] {
        let output = standpoint(&["chart", TEAM, "--scale", scale]);
        assert_eq!(output.status.code(), Some(2), "{scale}");
    }
}

#[cfg(feature = "png")]
#[test]
fn a_png_has_twice_the_units_of_the_svg_unless_a_scale_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chart.png");
    let drawn = |arguments: &[&str]| {
        let arguments = [arguments, &["-o", path.to_str().unwrap()]].concat();
        let output = standpoint(&arguments);
        assert!(output.status.success(), "{}", message(&output));
        fs::read(&path).unwrap()
    };
    for kind in KINDS {
        let twice = drawn(&["chart", TEAM, "--kind", kind]);
        assert_eq!(twice, drawn(&["chart", TEAM, "--kind", kind]), "the same bytes each time");
        let once = drawn(&["chart", TEAM, "--kind", kind, "--scale", "1"]);
        let width = |png: &[u8]| u32::from_be_bytes(png[16..20].try_into().unwrap());
        assert!(once.starts_with(b"\x89PNG") && width(&twice).abs_diff(2 * width(&once)) <= 1, "{kind}");
    }
}

#[cfg(not(feature = "png"))]
#[test]
fn without_the_feature_a_png_is_refused_and_the_message_says_how_to_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chart.png");
    let output = standpoint(&["chart", TEAM, "-o", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(message(&output).contains("--features png"), "{}", message(&output));
    assert!(fs::read(&path).is_err());
}
