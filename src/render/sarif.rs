//! Inspections as SARIF 2.1.0, which code hosts and editors show beside the lines of a file: a rule for each kind of
//! finding, a result for each check that failed.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::json::pretty;
use crate::report::inspection::{Check, Inspection, Place, Region, Rule, Verdict};
use crate::text::printable;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The base of relative addresses: where the program was started, which in a pipeline is the top of the repository.
const BASE: &str = "%SRCROOT%";

/// The name under which the largest code host looks for what tells results of one file and rule apart.
const LINE_HASH: &str = "primaryLocationLineHash";

/// Writes inspections as one run.
///
/// # Errors
/// Returns what the writer returns.
pub fn write(inspections: &[Inspection], out: &mut dyn io::Write) -> io::Result<()> {
    // A file that is given twice is one artifact.
    let mut artifacts: Vec<Value> = Vec::new();
    let mut results: Vec<Value> = Vec::new();
    for of in inspections {
        let artifact = artifact(of);
        let index = artifacts.iter().position(|known| *known == artifact).unwrap_or(artifacts.len());
        if index == artifacts.len() {
            artifacts.push(artifact);
        }
        results.extend(of.checks.iter().filter_map(|check| result(index, of, check)));
    }
    let run = Run {
        tool: json!({ "driver": {
            "name": "standpoint",
            "version": version(inspections),
            "rules": Rule::ALL.map(rule),
        } }),
        automation_details: json!({ "id": category(inspections) }),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: json!({
            BASE: { "description": { "text": "The folder that the program was started in." } }
        }),
        results,
        artifacts,
    };
    pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, out)
}

/// The file.
#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

/// One run. The artifacts come last, so that the last stamp in the file is one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Value,
    automation_details: Value,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    results: Vec<Value>,
    artifacts: Vec<Value>,
}

/// The version of the program that made the reports.
fn version(inspections: &[Inspection]) -> &str {
    let generator = inspections.first().map_or("", |of| of.stamp.generator.as_str());
    generator.rsplit_once(' ').map_or(generator, |(_, version)| version)
}

/// What results replace those of an earlier run: the same program on the same questionnaire.
fn category(inspections: &[Inspection]) -> String {
    let mut questionnaires: Vec<&str> = inspections.iter().map(|of| of.questionnaire.as_str()).collect();
    questionnaires.dedup();
    match questionnaires.as_slice() {
        [one] => format!("standpoint/{}/", printable(one)),
        _ => "standpoint/".to_owned(),
    }
}

fn rule(rule: Rule) -> Value {
    json!({
        "id": rule.id(),
        "name": rule.title(),
        "shortDescription": { "text": rule.short() },
        "fullDescription": { "text": rule.full() },
        "help": { "text": rule.help() },
        "defaultConfiguration": { "level": if rule == Rule::Gate { "error" } else { "warning" } },
    })
}

fn artifact(of: &Inspection) -> Value {
    let mut artifact = json!({ "description": { "text": of.stamp.to_string() } });
    if let Some(uri) = &of.uri {
        artifact["location"] = address(uri);
    }
    artifact
}

/// A relative address has a base.
fn address(uri: &str) -> Value {
    if uri.contains("://") { json!({ "uri": uri }) } else { json!({ "uri": uri, "uriBaseId": BASE }) }
}

/// The result of a check; `None` if nothing was found.
fn result(index: usize, of: &Inspection, check: &Check) -> Option<Value> {
    let Verdict::Failed { message, certain } = &check.verdict else { return None };
    let level = match (check.rule, certain) {
        (Rule::Gate, _) => "error",
        (_, true) => "warning",
        (_, false) => "note",
    };
    let fingerprint = check.fingerprint(&of.questionnaire);
    let mut first = json!({ "logicalLocations": [{ "fullyQualifiedName": printable(&check.place) }] });
    if of.uri.is_some() {
        first["physicalLocation"] = physical(index, of, check.answers.first().map(|answer| answer.region));
    }
    let mut result = json!({
        "ruleId": check.rule.id(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == check.rule),
        "level": level,
        "message": { "text": literal(message) },
        "locations": [first],
        "partialFingerprints": BTreeMap::from([("standpoint/v1", &fingerprint), (LINE_HASH, &fingerprint)]),
    });
    if of.uri.is_some() && !check.answers.is_empty() {
        let related = |(id, Place { says, region }): (usize, &Place)| {
            json!({
                "id": id,
                "message": { "text": literal(says) },
                "physicalLocation": physical(index, of, Some(*region)),
            })
        };
        result["relatedLocations"] = check.answers.iter().enumerate().map(related).collect();
    }
    Some(result)
}

/// A place in the file of the answers. A finding of no one answer, for instance of missing ones, stands at its beginning.
fn physical(index: usize, of: &Inspection, region: Option<Region>) -> Value {
    let mut place = address(of.uri.as_deref().unwrap_or_default());
    place["index"] = index.into();
    let region = match region {
        Some(Region { start, end }) => json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        }),
        None => json!({ "startLine": 1 }),
    };
    json!({ "artifactLocation": place, "region": region })
}

/// A text of a message in which nothing is a placeholder (`{0}`) or a link (`[text](1)`).
fn literal(text: &str) -> String {
    printable(text).replace('{', "{{").replace('}', "}}").replace("](", "] (")
}
