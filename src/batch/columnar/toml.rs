//! Answer files in TOML.

use std::fmt::Write as _;

use ::toml::de::{DeTable, DeValue};

use super::objects::Objects;
use super::sheet::Sheet;

/// Takes over the answers of a text; `None` if it has to be read with more care. Answers are looked up as JSON spells them.
pub(super) fn read(objects: &Objects<'_>, sheet: &mut Sheet<'_>, text: &str) -> Option<()> {
    let root = DeTable::parse(text).ok()?;
    sheet.begin();
    for (key, value) in root.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("answers", DeValue::Table(found)) => answers(objects, sheet, found)?,
            ("date", DeValue::Datetime(date)) => sheet.who().set_date(&date.to_string())?,
            (key, DeValue::String(text)) => objects.head(sheet, key, text)?,
            _ => return None,
        }
    }
    Some(())
}

fn answers(objects: &Objects<'_>, sheet: &mut Sheet<'_>, found: &DeTable<'_>) -> Option<()> {
    let mut spelt = String::new();
    for (key, value) in found {
        let mut answer = Some(value.get_ref());
        if let Some(DeValue::Table(entry)) = answer {
            answer = None;
            for (key, value) in entry {
                match (key.get_ref().as_ref(), value.get_ref()) {
                    ("answer", value) => answer = Some(value),
                    ("note", DeValue::String(_)) => {}
                    _ => return None,
                }
            }
        }
        let of = objects.find(key.get_ref())?;
        if let Some(answer) = answer {
            spelt.clear();
            spell(answer, &mut spelt)?;
            let known = matches!(spelt.as_bytes(), [byte] if sheet.answer_byte(of, *byte));
            if !known {
                sheet.answer(of, &spelt)?;
            }
        }
    }
    Some(())
}

/// Writes a value as JSON has it; `None` if it has no such value, or none without escapes.
fn spell(value: &DeValue<'_>, out: &mut String) -> Option<()> {
    match value {
        DeValue::String(text) => {
            if text.bytes().any(|byte| matches!(byte, b'"' | b'\\') || byte < b' ') {
                return None;
            }
            out.push('"');
            out.push_str(text);
            out.push('"');
        }
        DeValue::Integer(number) if number.radix() == 10 => out.push_str(number.as_str()),
        DeValue::Float(number) => out.push_str(number.as_str()),
        DeValue::Boolean(truth) => write!(out, "{truth}").ok()?,
        DeValue::Array(list) => {
            out.push('[');
            for (at, value) in list.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                spell(value.get_ref(), out)?;
            }
            out.push(']');
        }
        DeValue::Integer(_) | DeValue::Datetime(_) | DeValue::Table(_) => return None,
    }
    Some(())
}
