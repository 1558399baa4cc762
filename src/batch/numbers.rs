use std::ops::Range;

use crate::report::row::shortest;

/// Numbers as the shortest decimals that read back as the same number, without an exponent.
///
/// Few different numbers come up in some columns of a table, so each is remembered until another takes its place.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    slots: Vec<Slot>,
    /// The numbers of this row that hardly come in others: their bits, and where they stand.
    rare: Vec<(u64, Range<usize>)>,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    bits: u64,
    text: [u8; LONGEST],
    /// 0 where nothing is remembered.
    length: u8,
}

/// So many numbers are remembered, a power of two.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 12;
/// Longer texts are not remembered.
const LONGEST: usize = 23;

impl Numbers {
    pub fn new() -> Self {
        let slots = vec![Slot { bits: 0, text: [0; LONGEST], length: 0 }; SLOTS];
        Self { slots, rare: Vec::new() }
    }

    /// Begins a row.
    pub fn begin(&mut self) {
        self.rare.clear();
    }

    /// Writes a finite number of a column in which the same numbers come again and again.
    pub fn write(&mut self, out: &mut Vec<u8>, number: f64) {
        let bits = number.to_bits();
        let place = bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SLOT_BITS);
        let slot = &mut self.slots[usize::try_from(place).unwrap_or(0)];
        if slot.bits == bits && slot.length > 0 {
            let end = out.len() + usize::from(slot.length);
            // A copy of a fixed length, cut off, is faster than one of the length that is needed.
            out.extend_from_slice(&slot.text);
            out.truncate(end);
        } else {
            slot.fill(out, number);
        }
    }

    /// Writes a finite number that may come again in the same row and hardly does in others.
    pub fn write_rare(&mut self, out: &mut Vec<u8>, number: f64) {
        let bits = number.to_bits();
        if let Some((_, range)) = self.rare.iter().find(|(rare, _)| *rare == bits) {
            out.extend_from_within(range.clone());
            return;
        }
        let start = out.len();
        out.extend_from_slice(shortest(number, &mut zmij::Buffer::new()).as_bytes());
        self.rare.push((bits, start..out.len()));
    }
}

impl Slot {
    /// Writes a number and remembers it.
    #[inline(never)]
    fn fill(&mut self, out: &mut Vec<u8>, number: f64) {
        let mut buffer = zmij::Buffer::new();
        let text = shortest(number, &mut buffer);
        let text = text.as_bytes();
        out.extend_from_slice(text);
        if let Some(place) = self.text.get_mut(..text.len()) {
            place.copy_from_slice(text);
            self.bits = number.to_bits();
            self.length = u8::try_from(text.len()).unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(numbers: &mut Numbers, number: f64) -> String {
        let mut out = b"x".to_vec();
        numbers.begin();
        numbers.write(&mut out, number);
        let end = out.len();
        numbers.write_rare(&mut out, number);
        numbers.write_rare(&mut out, number);
        assert_eq!(out[end..], [&out[1..end], &out[1..end]].concat());
        String::from_utf8(out[1..end].to_vec()).unwrap()
    }

    fn check(numbers: &mut Numbers, number: f64) {
        let text = written(numbers, number);
        assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits(), "{text}");
        assert!(!text.contains(['e', 'E']) && !text.ends_with(".0"), "{text}");
        assert_eq!(text.len(), number.to_string().len(), "{text} is not the shortest for {number}");
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be_read_back() {
        let mut numbers = Numbers::new();
        for _ in 0..2 {
            for number in
                [0.0, 1.0, 0.5, 1.0 / 3.0, 1e-5, 1.23e-5, 1e-7, 5e-324, 1e16, 1e300, 0.1 + 0.2, -0.25]
            {
                check(&mut numbers, number);
            }
        }
        assert_eq!(written(&mut numbers, 0.0), "0");
        assert_eq!(written(&mut numbers, 1.0), "1");
    }

    proptest! {
        #[test]
        fn so_are_any_numbers(shares in proptest::collection::vec((0.0..1.0, any::<f64>()), 1..200)) {
            let mut numbers = Numbers::new();
            for (share, other) in shares {
                check(&mut numbers, share);
                if other.is_finite() {
                    check(&mut numbers, other);
                }
            }
        }
    }
}
