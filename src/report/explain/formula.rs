//! Reckonings with their numbers, written so that they can be followed with a pocket calculator.

use crate::report::number::exact;

/// A part of a mean: its weight, and its number if it has one.
pub(super) type Weighed = (f64, Option<f64>);

/// Returns the weighted mean of the parts that have a number: `(2 × 0.6875 + 1 × 0.7) / 3`; `None` if none has.
///
/// Equal weights make no difference and are left out.
pub(super) fn mean(parts: impl Iterator<Item = Weighed>) -> Option<String> {
    let parts: Vec<(f64, f64)> = parts
        .filter_map(|(weight, value)| Some((weight, value?)))
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    let (first, _) = parts.first()?;
    let terms = |term: &dyn Fn(&(f64, f64)) -> String| parts.iter().map(term).collect::<Vec<_>>().join(" + ");
    if parts.len() == 1 {
        return Some(exact(parts[0].1));
    }
    if parts.iter().all(|(weight, _)| weight.to_bits() == first.to_bits()) {
        return Some(format!("({}) / {}", terms(&|(_, value)| exact(*value)), parts.len()));
    }
    let products = terms(&|(weight, value)| format!("{} × {}", exact(*weight), exact(*value)));
    let weights = terms(&|(weight, _)| exact(*weight));
    Some(format!("({products}) / ({weights})"))
}

/// Returns how a number stands to a threshold: `0.486111 < 0.5` or `0.5 ≥ 0.5`.
pub(super) fn compared(value: f64, threshold: f64, reached: bool) -> String {
    let (mut shown, against) = (exact(value), exact(threshold));
    if shown == against && !reached {
        // Six decimals would hide the side of the threshold.
        shown = value.to_string();
    }
    format!("{shown} {} {against}", if reached { '≥' } else { '<' })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_are_left_out() {
        assert_eq!(mean([(1.0, Some(0.75)), (1.0, Some(0.625))].into_iter()).unwrap(), "(0.75 + 0.625) / 2");
        assert_eq!(mean([(2.0, Some(0.7)), (1.0, None)].into_iter()).unwrap(), "0.7");
        assert_eq!(
            mean([(2.0, Some(0.6875)), (1.0, Some(0.7))].into_iter()).unwrap(),
            "(2 × 0.6875 + 1 × 0.7) / (2 + 1)"
        );
        assert_eq!(mean([(1.0, None)].into_iter()), None);
    }

    #[test]
    fn a_comparison_never_looks_like_the_other_one() {
        assert_eq!(compared(0.5, 0.5, true), "0.5 ≥ 0.5");
        assert_eq!(compared(0.499_999_9, 0.5, false), "0.4999999 < 0.5");
    }
}
