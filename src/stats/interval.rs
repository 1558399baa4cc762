use super::Undefined;

/// The normal quantile of a two-sided interval of 95 %.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Returns the interval of a share of which `hits` out of `n` were seen (Wilson 1927), 0..=1: for [`Z95`], one that
/// holds the true share in about 95 of 100 samples. Of no hits the lower end is exactly 0, of all hits the upper one 1.
///
/// # Errors
///
/// For `n = 0`.
pub fn wilson(hits: u64, n: u64, z: f64) -> Result<(f64, f64), Undefined> {
    if n == 0 {
        return Err(Undefined::NoValues);
    }
    let count = n as f64;
    let share = hits as f64 / count;
    let scale = 1.0 + z * z / count;
    let centre = (share + z * z / (2.0 * count)) / scale;
    let half = z * (share * (1.0 - share) / count + z * z / (4.0 * count * count)).sqrt() / scale;
    let low = if hits == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if hits == n { 1.0 } else { (centre + half).min(1.0) };
    Ok((low, high))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_vectors_of_wilson_hold() {
        let text = include_str!("../../tests/vectors/wilson.json");
        let vectors: Value = serde_json::from_str(text).expect("the vectors are JSON");
        let cases = vectors["cases"].as_array().expect("the vectors have cases");
        assert!(!cases.is_empty());
        for case in cases {
            let input = |key: &str| case["input"][key].as_u64().unwrap();
            let found = wilson(input("x"), input("n"), case["input"]["z"].as_f64().unwrap_or(Z95));
            match &case["expected"] {
                Value::Null => assert_eq!(found, Err(Undefined::NoValues)),
                expected => {
                    let (low, high) = found.unwrap();
                    for (end, name) in [(low, "lo"), (high, "hi")] {
                        let difference = (end - expected[name].as_f64().unwrap()).abs();
                        assert!(difference <= case["tol"].as_f64().unwrap(), "{case}: {low}..{high}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_hits_and_all_hits_end_exactly_where_the_scale_does() {
        for n in 1..500 {
            assert!(wilson(0, n, Z95).is_ok_and(|(low, _)| low.to_bits() == 0.0_f64.to_bits()));
            assert!(wilson(n, n, Z95).is_ok_and(|(_, high)| high.to_bits() == 1.0_f64.to_bits()));
        }
    }
}
