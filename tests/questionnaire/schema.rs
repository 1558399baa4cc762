//! The JSON Schema is made from the reader's own keys, and agrees with the reader.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use standpoint::questionnaire::catalogue;
use standpoint::questionnaire::keys::{self, High, Key, Low, Range, Shape, Table};

use crate::blessed::bless_or_compare;

const SCHEMA: &str = "docs/schema/questionnaire.json";
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

fn schema() -> Value {
    let mut schema = table(keys::file());
    // A file of a folder need not hold everything, so that no table is required here.
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("A questionnaire for standpoint");
    schema
}

fn table(table: &Table) -> Value {
    let properties: serde_json::Map<String, Value> =
        table.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = json!({
        "type": "object",
        "description": table.doc.trim(),
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn property(key: &Key) -> Value {
    let mut schema = shape(&key.shape);
    schema["description"] = json!(key.doc.trim());
    schema
}

fn shape(of: &Shape) -> Value {
    match of {
        Shape::Text | Shape::Condition => json!({ "type": "string", "minLength": 1 }),
        Shape::Id => json!({ "type": "string", "pattern": ID }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Number(range) => number(range),
        Shape::Count(least) => json!({ "type": "integer", "minimum": least }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Pair => {
            json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
        }
        Shape::List(item) => json!({ "type": "array", "items": shape(item) }),
        Shape::Table(inner) => table(inner),
        Shape::Map(value) => {
            json!({ "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": shape(value) })
        }
        Shape::Either(one, other) => json!({ "anyOf": [shape(one), shape(other)] }),
    }
}

fn number(range: &Range) -> Value {
    let mut schema = json!({ "type": "number" });
    match range.low {
        Low::None => {}
        Low::From(low) => schema["minimum"] = json!(low),
        Low::Above(low) => schema["exclusiveMinimum"] = json!(low),
    }
    match range.high {
        High::None => {}
        High::To(high) => schema["maximum"] = json!(high),
        High::Below(high) => schema["exclusiveMaximum"] = json!(high),
    }
    schema
}

/// A TOML text as JSON.
fn as_json(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
}

#[test]
fn the_schema_is_up_to_date() {
    let mut text = serde_json::to_string_pretty(&schema()).unwrap();
    text.push('\n');
    bless_or_compare(Path::new(SCHEMA), &text);
}

#[test]
fn every_built_in_file_keeps_to_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for source in catalogue::ids().flat_map(|id| catalogue::sources(id).unwrap()) {
        let problems: Vec<String> =
            validator.iter_errors(&as_json(source.text())).map(|problem| problem.to_string()).collect();
        assert!(problems.is_empty(), "{}: {}", source.name(), problems.join("\n"));
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses_by_shape() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let by_shape =
        ["bad-id", "bad-weight", "missing-key", "out-of-range", "unknown-key", "unknown-word", "wrong-type"];
    for code in by_shape {
        let text = fs::read_to_string(format!("tests/invalid/{code}/questionnaire.toml")).unwrap();
        assert!(!validator.is_valid(&as_json(&text)), "{code}");
    }
    let text = fs::read_to_string("tests/invalid/cycle/questionnaire.toml").unwrap();
    assert!(validator.is_valid(&as_json(&text)), "a cycle is not a matter of shape");
}
