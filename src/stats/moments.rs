use super::Undefined;

/// How finely values are added up, as a power of two. A float of 2⁻⁸ or more is added exactly.
const FINE: i32 = 60;
/// How finely squares are added up, as a power of two: coarser, so that 2²⁸ of them fit.
const COARSE: i32 = 50;

/// Count, mean and standard deviation of values of 0..=1.
///
/// Values are added up as whole numbers, so that neither the order of the values nor of their parts matters to the last
/// bit. A value counts to 2⁻⁶¹ in the mean and to 2⁻⁵¹ in the deviation, for up to 2²⁸ values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moments {
    count: u64,
    /// Σ x, in units of 2⁻⁶⁰.
    fine: u128,
    /// Σ x, in units of 2⁻⁵⁰.
    coarse: u128,
    /// Σ x², in units of 2⁻¹⁰⁰, modulo 2¹²⁸.
    squares: u128,
}

impl Moments {
    /// Adds a value, brought to 0..=1.
    pub fn add(&mut self, value: f64) {
        let coarse = units(value, COARSE);
        self.count += 1;
        self.fine += units(value, FINE);
        self.coarse += coarse;
        self.squares = self.squares.wrapping_add(coarse * coarse);
    }

    /// Adds what was added elsewhere.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.fine += other.fine;
        self.coarse += other.coarse;
        self.squares = self.squares.wrapping_add(other.squares);
    }

    /// Returns how many values there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Returns the arithmetic mean.
    ///
    /// # Errors
    ///
    /// Without values.
    pub fn mean(&self) -> Result<f64, Undefined> {
        if self.count == 0 {
            return Err(Undefined::NoValues);
        }
        // The whole and the rest are divided apart, since a sum can have more digits than a float.
        let (count, rest) = (u128::from(self.count), self.fine % u128::from(self.count));
        Ok(((self.fine / count) as f64 + rest as f64 / self.count as f64) / f64::powi(2.0, FINE))
    }

    /// Returns the standard deviation of a sample: Σ(x − mean)² is divided by the count less one.
    ///
    /// # Errors
    ///
    /// For fewer than two values.
    pub fn deviation(&self) -> Result<f64, Undefined> {
        match self.count {
            0 => return Err(Undefined::NoValues),
            1 => return Err(Undefined::OneValue),
            _ => {}
        }
        let count = u128::from(self.count);
        let (mean, rest) = (self.coarse / count, self.coarse % count);
        // Σ(x − m)² = Σx² − m(2Σx − nm) for the whole number m below the mean; what overflows on the way cancels out.
        let around = self.squares.wrapping_sub(mean.wrapping_mul(2 * self.coarse - count * mean));
        let shift = rest as f64 / count as f64 * rest as f64;
        let squares = (around as f64 - shift).max(0.0);
        Ok((squares / (count - 1) as f64).sqrt() / f64::powi(2.0, COARSE))
    }
}

/// A value in whole units, rounded to the nearest and up from the middle; of the float's own bits, which is many times as
/// fast as to round.
fn units(value: f64, scale: i32) -> u128 {
    const FRACTION: u32 = 52;
    if value.is_nan() || value <= 0.0 {
        return 0;
    }
    let bits = value.min(1.0).to_bits();
    let mantissa = bits & ((1 << FRACTION) - 1) | 1 << FRACTION;
    // At most 2^60 is no place for more than eight bits before the fraction's.
    let exponent = i32::try_from(bits >> FRACTION).unwrap_or_default() - 1075 + scale;
    if exponent >= 0 {
        return u128::from(mantissa) << exponent;
    }
    let half = mantissa.checked_shr(exponent.unsigned_abs() - 1).unwrap_or_default();
    u128::from((half >> 1) + (half & 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(values: &[f64]) -> Moments {
        let mut moments = Moments::default();
        for value in values {
            moments.add(*value);
        }
        moments
    }

    #[test]
    fn values_are_rounded_to_whole_units() {
        let ends =
            [0.0, -0.0, 1.0, 0.5, 0.1, 1.0 / 3.0, f64::MIN_POSITIVE, f64::from_bits(1), 1.0 - f64::EPSILON];
        let small = (-70..0).flat_map(|power| {
            let unit = f64::powi(2.0, power);
            [unit, 1.5 * unit, (2.0 - f64::EPSILON) * unit, 0.7 * unit]
        });
        for value in ends.into_iter().chain(small) {
            for scale in [FINE, COARSE] {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it is whole and small"
                )]
                let rounded = (value * f64::powi(2.0, scale)).round() as u128;
                assert_eq!(units(value, scale), rounded, "{value:e} {scale}");
            }
        }
        assert_eq!((units(-1.0, FINE), units(2.0, FINE), units(f64::NAN, FINE)), (0, 1 << 60, 0));
    }

    #[test]
    fn few_values_leave_the_deviation_undefined() {
        assert_eq!(of(&[]).mean(), Err(Undefined::NoValues));
        assert_eq!(of(&[]).deviation(), Err(Undefined::NoValues));
        assert_eq!(of(&[0.25]).mean(), Ok(0.25));
        assert_eq!(of(&[0.25]).deviation(), Err(Undefined::OneValue));
    }

    #[test]
    fn equal_values_are_their_own_mean_and_do_not_deviate() {
        for value in [0.0, 0.1, 1.0 / 3.0, 0.7, 1.0] {
            for count in [2, 3, 7, 1000] {
                let moments = of(&vec![value; count]);
                assert_eq!(moments.mean(), Ok(value));
                assert_eq!(moments.deviation(), Ok(0.0));
            }
        }
    }

    #[test]
    fn ten_million_values_at_the_ends_do_not_overflow() {
        let (mut low, mut high) = (of(&[0.0]), of(&[1.0]));
        for _ in 0..24 {
            let (twin_low, twin_high) = (low, high);
            low.merge(&twin_low);
            high.merge(&twin_high);
        }
        low.merge(&high);
        assert_eq!(low.count(), 1 << 25);
        assert_eq!(low.mean(), Ok(0.5));
        assert!((low.deviation().unwrap() - 0.5).abs() < 1e-7);
    }

    proptest! {
        #[test]
        fn they_are_what_the_definitions_say(values in prop::collection::vec(0.0_f64..=1.0, 2..200)) {
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
            let moments = of(&values);
            prop_assert!((moments.mean().unwrap() - mean).abs() < 1e-14);
            prop_assert!((moments.deviation().unwrap() - (squares / (n - 1.0)).sqrt()).abs() < 1e-13);
        }

        #[test]
        fn neither_order_nor_parts_matter(
            values in prop::collection::vec(0.0_f64..=1.0, 1..100),
            cut in any::<prop::sample::Index>(),
        ) {
            let (head, tail) = values.split_at(cut.index(values.len()));
            let mut parts = of(tail);
            parts.merge(&of(head));
            let backwards: Vec<f64> = values.iter().rev().copied().collect();
            prop_assert_eq!(parts, of(&values));
            prop_assert_eq!(of(&backwards), of(&values));
        }
    }
}
