//! The published schema and the tables of `docs/report-format.md` are made from the types. `BLESS=1 cargo test` writes
//! them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use schemars::schema_for;
use serde_json::Value;

use super::{Inputs, Report, build};
use crate::answers::{AnswerSheet, Entry, Response};
use crate::questionnaire::{Kind, Questionnaire, Value as Answer, catalogue, compile};
use crate::{advice, scoring};

const TITLE: &str = "Placement report";

fn schema() -> Value {
    titled(TITLE, schema_for!(Report))
}

fn titled(title: &str, schema: schemars::Schema) -> Value {
    let mut schema = schema.to_value();
    schema["title"] = title.into();
    schema
}

/// Compares the schema of a format in `docs/schema` with that of its type, or writes it if `BLESS` is set.
pub fn is_published<T: schemars::JsonSchema>(name: &str, title: &str) {
    let schema = titled(title, schema_for!(T));
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    keeps_to(&format!("docs/schema/{name}.json"), &text);
}

/// Compares a generated file, or writes it if `BLESS` is set.
fn keeps_to(path: &str, generated: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if option_env!("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, generated).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == generated, "{} is out of date; BLESS=1 cargo test writes it", path.display());
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    is_published::<Report>("report", TITLE);
}

#[test]
fn the_documentation_lists_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report-format.md");
    let page = fs::read_to_string(&path).unwrap_or_default();
    let (start, end) = ("<!-- keys: made from the types -->\n", "<!-- end of keys -->");
    let (before, rest) = page.split_once(start).expect("the page has a place for the keys");
    let (_, after) = rest.split_once(end).expect("the keys end somewhere");
    keeps_to("docs/report-format.md", &format!("{before}{start}{}{end}{after}", tables(&schema())));
}

/// A table for each type: key, type, meaning.
fn tables(schema: &Value) -> String {
    let mut page = String::new();
    let mut table = |name: &str, of: &Value| {
        let _ = write!(page, "\n### {name}\n\n{}\n\n", sentence(of));
        if let Some(keys) = of["properties"].as_object() {
            page.push_str("| key | type | meaning |\n|---|---|---|\n");
            for (key, value) in keys {
                let _ = writeln!(page, "| `{key}` | {} | {} |", type_name(value), sentence(value));
            }
        } else if let Some(variants) = of["oneOf"].as_array().filter(|of| of[0]["properties"].is_object()) {
            page.push_str("| its key | says | the other keys |\n|---|---|---|\n");
            for variant in variants {
                let keys = variant["properties"].as_object().into_iter().flatten();
                let (tag, others): (Vec<_>, Vec<_>) = keys.partition(|(_, of)| of["const"].is_string());
                let tag: Vec<String> = tag
                    .iter()
                    .map(|(key, of)| format!("`{key}`: `{}`", of["const"].as_str().unwrap_or_default()))
                    .collect();
                let others: Vec<String> = others
                    .iter()
                    .map(|(key, of)| format!("`{key}` ({}): {}", type_name(of), sentence(of)))
                    .collect();
                let _ = writeln!(
                    page,
                    "| {} | {} | {} |",
                    tag.join(", "),
                    sentence(variant),
                    others.join("<br>")
                );
            }
        } else if let Some(variants) = of["oneOf"].as_array() {
            page.push_str("| value | meaning |\n|---|---|\n");
            for variant in variants {
                let value = variant["const"].as_str().unwrap_or_default();
                let _ = writeln!(page, "| `{value}` | {} |", sentence(variant));
            }
        } else if let Some(variants) = of["anyOf"].as_array() {
            page.push_str("| type | meaning |\n|---|---|\n");
            for variant in variants {
                let _ = writeln!(page, "| {} | {} |", type_name(variant), sentence(variant));
            }
        }
    };
    table("Report", schema);
    for (name, of) in schema["$defs"].as_object().into_iter().flatten() {
        table(name, of);
    }
    page.push('\n');
    page
}

fn sentence(of: &Value) -> String {
    let text = of["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
    // Links of the code's own documentation mean nothing on the page.
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((name, tail)) = after.split_once("`]") else { break };
        let tail = tail.strip_prefix('(').and_then(|t| t.split_once(')')).map_or(tail, |(_, t)| t);
        let _ = write!(plain, "{before}`{name}`");
        rest = tail;
    }
    plain + rest
}

/// The type of a value, as a reader of JSON would say it.
fn type_name(of: &Value) -> String {
    let linked = |reference: &str| {
        let name = reference.rsplit('/').next().unwrap_or_default();
        format!("[{name}](#{})", name.to_lowercase())
    };
    if let Some(reference) = of["$ref"].as_str() {
        return linked(reference);
    }
    if let Some(choices) = of["anyOf"].as_array() {
        return choices.iter().map(type_name).collect::<Vec<_>>().join(" or ");
    }
    let one = |name: &str| match name {
        "array" if of["prefixItems"].is_array() => "pair of numbers".to_owned(),
        "array" => match type_name(&of["items"]).as_str() {
            "text" => "list of texts".to_owned(),
            items => format!("list of {items}"),
        },
        "object" => format!("{}s by name", type_name(&of["additionalProperties"])),
        "boolean" => "true or false".to_owned(),
        "integer" => "whole number".to_owned(),
        "string" => "text".to_owned(),
        other => other.to_owned(),
    };
    match &of["type"] {
        Value::String(name) => one(name),
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).map(one).collect::<Vec<_>>().join(" or ")
        }
        _ => "any".to_owned(),
    }
}

#[track_caller]
fn validate(report: &Report) {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    let value = serde_json::to_value(report).expect("a report is JSON");
    let problems: Vec<String> =
        validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

fn built_in(id: &str) -> Questionnaire {
    compile(&catalogue::sources(id).expect("it is built in")).expect("it is sound").questionnaire
}

fn of_sheet(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Report {
    let assessment = scoring::score(questionnaire, sheet);
    let advice = advice::advise(questionnaire, &assessment);
    build(&Inputs { questionnaire, sheet, assessment: &assessment, advice: &advice, generator: "test" })
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    let questionnaire = built_in("ops-readiness");
    let report = of_sheet(&questionnaire, &AnswerSheet::new(&questionnaire));
    let mut value = serde_json::to_value(report).unwrap();
    assert!(validator.is_valid(&value));
    value["coverage"]["answered"] = "three".into();
    assert!(!validator.is_valid(&value));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn reports_keep_to_the_schema(picks in proptest::collection::vec(0_usize..8, 80)) {
        for id in ["devops-itops", "delivery-metrics", "ops-readiness"] {
            let questionnaire = built_in(id);
            let mut sheet = AnswerSheet::new(&questionnaire);
            for (index, pick) in questionnaire.question_indices().zip(picks.iter().cycle()) {
                let response = match (&questionnaire[index].kind, pick) {
                    (_, 5) => Response::NotApplicable { reason: Some("no".to_owned()) },
                    (_, 6) => Response::Unknown,
                    (_, 7) => continue,
                    (Kind::Choice(options), pick) => Response::Answered(Answer::Choice(pick % options.len())),
                    (Kind::Multiple { options, .. }, pick) => {
                        Response::Answered(Answer::Multiple((0..options.len().min(*pick)).collect()))
                    }
                    (Kind::Number(_), pick) => Response::Answered(Answer::Number(*pick as f64)),
                    (Kind::YesNo, pick) => Response::Answered(Answer::YesNo(pick % 2 == 0)),
                    (Kind::Text, _) => Response::Answered(Answer::Text("so".to_owned())),
                };
                sheet.set(index, Some(Entry::from(response)));
            }
            validate(&of_sheet(&questionnaire, &sheet));
        }
    }
}
