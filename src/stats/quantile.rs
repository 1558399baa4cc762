use super::Undefined;

/// Returns the quantile of sorted values by linear interpolation between neighbours: type 7 of Hyndman and Fan (1996),
/// which R, `NumPy` and spreadsheets use unless told otherwise. `p` is 0..=1.
///
/// # Errors
///
/// Without values.
pub fn quantile(sorted: &[f64], p: f64) -> Result<f64, Undefined> {
    if sorted.is_empty() {
        return Err(Undefined::NoValues);
    }
    let (below, part) = place(sorted.len() as u64, p);
    let at = |index: u64| usize::try_from(index).ok().and_then(|index| sorted.get(index));
    let low = at(below).copied().unwrap_or_default();
    Ok(between(low, at(below + 1).copied().unwrap_or(low), part))
}

/// Returns the median of values in any order.
///
/// # Errors
///
/// Without values.
pub fn median(values: &[f64]) -> Result<f64, Undefined> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    quantile(&sorted, 0.5)
}

/// Returns the median distance of the values from their median.
///
/// # Errors
///
/// Without values.
pub fn deviation(values: &[f64]) -> Result<f64, Undefined> {
    let middle = median(values)?;
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    median(&distances)
}

/// Where a quantile lies among `count` sorted values: behind which, and how far on the way to the next.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the place is at least 0 and less than the count"
)]
pub(super) fn place(count: u64, p: f64) -> (u64, f64) {
    let place = (count - 1) as f64 * p.clamp(0.0, 1.0);
    (place.floor() as u64, place.fract())
}

pub(super) fn between(low: f64, high: f64, part: f64) -> f64 {
    if part > 0.0 { low + part * (high - low) } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_r_and_numpy() {
        // quantile(c(.1, .2, .4, .8), c(0, .1, .25, .5, .75, 1)) in R 4.
        let sorted = [0.1, 0.2, 0.4, 0.8];
        for (p, expected) in [(0.0, 0.1), (0.1, 0.13), (0.25, 0.175), (0.5, 0.3), (0.75, 0.5), (1.0, 0.8)] {
            assert!((quantile(&sorted, p).unwrap() - expected).abs() < 1e-15, "{p}");
        }
        assert_eq!(quantile(&[], 0.5), Err(Undefined::NoValues));
        assert_eq!(quantile(&[0.3], 0.9), Ok(0.3));
    }

    #[test]
    fn the_median_deviation_does_not_heed_one_far_value() {
        assert!((deviation(&[0.4, 0.5, 0.6, 0.5, 1.0]).unwrap() - 0.1).abs() < 1e-15);
        assert_eq!(deviation(&[]), Err(Undefined::NoValues));
    }
}
