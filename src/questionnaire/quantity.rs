//! Numbers that must lie in a range; a number outside it is reported where it is read.

use toml::de::{DeInteger, DeValue};

use super::codes;
use super::keys::{High, Low, Range, Shape};
use super::reader::{Place, Read, Reader};

/// Declares number types by the range they must lie in.
macro_rules! quantities {
    ($($(#[$doc:meta])* $name:ident = $low:expr, $high:expr, $code:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $name(pub f64);

        impl<'a> Read<'a> for $name {
            const SHAPE: Shape = Shape::Number(Range { low: $low, high: $high });

            fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
                let number = reader.finite(value, place, &Self::SHAPE)?;
                let Shape::Number(range) = &Self::SHAPE else { return None };
                if range.contains(number) {
                    return Some(Self(number));
                }
                reader.out_of_range($code, place, number, range)
            }
        }

        impl From<$name> for f64 {
            fn from(quantity: $name) -> Self {
                quantity.0
            }
        }
    )*};
}

quantities! {
    /// A weight or a factor on one.
    Weight = Low::Above(0.0), High::None, codes::BAD_WEIGHT;
    /// A share or a score.
    Share = Low::From(0.0), High::To(1.0), codes::OUT_OF_RANGE;
    /// A share or a score that must not be 0.
    Part = Low::Above(0.0), High::To(1.0), codes::OUT_OF_RANGE;
    /// A share that must not be all.
    Discount = Low::From(0.0), High::Below(1.0), codes::OUT_OF_RANGE;
    /// A distance from the middle of the scale.
    Distance = Low::From(0.0), High::To(0.5), codes::OUT_OF_RANGE;
    /// A number above 0.
    Positive = Low::Above(0.0), High::None, codes::OUT_OF_RANGE;
    /// A number that is not negative.
    Amount = Low::From(0.0), High::None, codes::OUT_OF_RANGE;
}

/// Any finite number.
impl<'a> Read<'a> for f64 {
    const SHAPE: Shape = Shape::Number(Range { low: Low::None, high: High::None });

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        reader.finite(value, place, &Self::SHAPE)
    }
}

/// A whole number that is at least `LEAST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count<const LEAST: usize>(pub usize);

impl<'a, const LEAST: usize> Read<'a> for Count<LEAST> {
    const SHAPE: Shape = Shape::Count(LEAST);

    fn read(reader: &mut Reader<'a, '_>, value: &'a DeValue<'a>, place: Place<'a>) -> Option<Self> {
        let DeValue::Integer(integer) = value else {
            return reader.wrong_type(place, value, &Self::SHAPE);
        };
        match usize::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(count) if count >= LEAST => Some(Self(count)),
            _ => {
                let range = Range { low: Low::From(LEAST as f64), high: High::None };
                reader.out_of_range(codes::OUT_OF_RANGE, place, from_integer(integer), &range)
            }
        }
    }
}

/// Returns the number that a value stands for, if it is one; too large a number is infinite.
pub fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => Some(from_integer(integer)),
        DeValue::Float(float) => Some(float.as_str().parse().unwrap_or(f64::NAN)),
        _ => None,
    }
}

fn from_integer(integer: &DeInteger<'_>) -> f64 {
    if integer.radix() == 10 {
        return integer.as_str().parse().unwrap_or(f64::NAN);
    }
    u64::from_str_radix(integer.as_str(), integer.radix()).map_or(f64::INFINITY, |n| n as f64)
}
