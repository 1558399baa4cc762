//! The weighted mean of parts, with bounds: the one rule on every storey.

use super::dialect::{Dialect, number};
use super::step::Column;

/// A part of a mean, by the column names of its point and its bounds. The point is `NULL` where nothing is answered, all
/// three where it does not apply.
pub(super) struct Part {
    pub weight: f64,
    pub name: String,
}

/// Returns the column of a part's lower bound.
pub(super) fn low(name: &str) -> String {
    format!("{name}_low")
}

/// Returns the column of a part's upper bound.
pub(super) fn high(name: &str) -> String {
    format!("{name}_high")
}

/// The columns of the mean: point, lower and upper bound. What has no weight on a pole is no part.
pub(super) fn pool(name: &str, parts: &[Part], remark: &str, dialect: Dialect) -> Vec<Column> {
    let parts = |column: &dyn Fn(&str) -> String| {
        parts.iter().map(|part| (part.weight, column(&part.name))).collect::<Vec<_>>()
    };
    vec![
        Column::new(name, mean(&parts(&str::to_owned), dialect)).remark(remark),
        Column::new(low(name), mean(&parts(&low), dialect)),
        Column::new(high(name), mean(&parts(&high), dialect)),
    ]
}

/// Returns the weighted mean of the columns that are not `NULL`; `NULL` if all are.
pub(super) fn mean(parts: &[(f64, String)], dialect: Dialect) -> String {
    match parts {
        [] => format!("CAST(NULL AS {})", dialect.double_type()),
        [(_, column)] => column.clone(),
        parts => {
            let alike = parts.iter().all(|(weight, _)| weight.total_cmp(&1.0).is_eq());
            let value = |(weight, column): &(f64, String)| {
                let value = format!("COALESCE({column}, 0.0)");
                if alike { value } else { format!("{} * {value}", number(*weight)) }
            };
            let counts = |(weight, column): &(f64, String)| {
                format!("CASE WHEN {column} IS NULL THEN 0.0 ELSE {} END", number(*weight))
            };
            let sum: Vec<String> = parts.iter().map(value).collect();
            let weights: Vec<String> = parts.iter().map(counts).collect();
            format!("({}) / NULLIF({}, 0.0)", sum.join(" + "), weights.join(" + "))
        }
    }
}
