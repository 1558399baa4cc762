use std::fmt::Write;

use super::{code, escaped, leading};
use crate::report::explain::Line;
use crate::report::number::exact;

/// Returns a derivation as nested lists.
#[must_use]
pub fn derivation(line: &Line) -> String {
    let mut page = String::new();
    add(&mut page, line, 0);
    page
}

fn add(page: &mut String, line: &Line, storey: usize) {
    let indent = storey * 2;
    let weight = line.weight.map(|weight| format!("{} × ", exact(weight))).unwrap_or_default();
    let _ = writeln!(
        page,
        "{:indent$}- {weight}**{}**: {} {}",
        "",
        leading(escaped(&line.title)),
        escaped(&line.says),
        code(&line.topic)
    );
    for step in &line.steps {
        let _ = writeln!(page, "{:indent$}  - {}", "", leading(escaped(&step.text())));
    }
    for part in &line.parts {
        add(page, part, storey + 1);
    }
}
