/// Short texts, each with a number that stands for it.
///
/// A hash table that looks at 16 bytes of a text at most before it compares.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    /// A power of two, at least half of them free.
    slots: Vec<Slot>,
    /// All texts, one after the other.
    bytes: Vec<u8>,
    count: usize,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    /// Of a text up to eight bytes long the text itself, given its length.
    key: u64,
    start: usize,
    length: usize,
    number: u32,
}

/// The number of a slot that is free.
const FREE: u32 = u32::MAX;
const FREE_SLOT: Slot = Slot { key: 0, start: 0, length: 0, number: FREE };

impl Texts {
    pub fn new() -> Self {
        Self { slots: vec![FREE_SLOT; 4], bytes: Vec::new(), count: 0 }
    }

    /// Returns the number of a text.
    pub fn get(&self, text: &[u8]) -> Option<u32> {
        let slot = self.slots[self.slot(key(text), text)];
        (slot.number != FREE).then_some(slot.number)
    }

    /// Gives a text a number that is not [`FREE`]; one that has a number keeps it.
    pub fn insert(&mut self, text: &[u8], number: u32) {
        let key = key(text);
        let at = self.slot(key, text);
        if self.slots[at].number != FREE {
            return;
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text);
        self.slots[at] = Slot { key, start, length: text.len(), number };
        self.count += 1;
        if self.count * 2 > self.slots.len() {
            let wider = vec![FREE_SLOT; self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, wider) {
                if slot.number != FREE {
                    let at = self.slot(slot.key, &self.bytes[range(slot)]);
                    self.slots[at] = slot;
                }
            }
        }
    }

    /// The slot that holds the text, or the free one where it belongs.
    fn slot(&self, key: u64, text: &[u8]) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask;
        loop {
            let slot = self.slots[at];
            let equal = slot.key == key
                && slot.length == text.len()
                && (text.len() <= 8 || self.bytes[range(slot)] == *text);
            if slot.number == FREE || equal {
                return at;
            }
            at = (at + 1) & mask;
        }
    }
}

fn range(slot: Slot) -> std::ops::Range<usize> {
    slot.start..slot.start + slot.length
}

/// A number that tells texts of the same length apart: always if they are up to eight bytes long, else mostly.
fn key(text: &[u8]) -> u64 {
    let four =
        |at: usize| text.get(at..at + 4).and_then(|four| Some(u32::from_le_bytes(four.try_into().ok()?)));
    let eight =
        |at: usize| text.get(at..at + 8).and_then(|eight| Some(u64::from_le_bytes(eight.try_into().ok()?)));
    match text {
        [] => 0,
        [first, ..] if text.len() < 4 => {
            let (middle, last) = (text[text.len() / 2], text[text.len() - 1]);
            u64::from(*first) | u64::from(middle) << 8 | u64::from(last) << 16
        }
        _ if text.len() <= 8 => {
            u64::from(four(0).unwrap_or(0)) | u64::from(four(text.len() - 4).unwrap_or(0)) << 32
        }
        _ => {
            let (first, last) = (eight(0).unwrap_or(0), eight(text.len() - 8).unwrap_or(0));
            first ^ last.rotate_left(31).wrapping_mul(0xD6E8_FEB8_6659_FD93)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_has_the_number_that_it_was_given_first(
            given in proptest::collection::vec("[ab\0]{0,10}|[a-c]{14,20}", 0..60),
            asked in "[ab\0]{0,10}",
        ) {
            let mut texts = Texts::new();
            let mut expected = HashMap::new();
            for (number, text) in (0..).zip(&given) {
                texts.insert(text.as_bytes(), number);
                expected.entry(text.as_bytes()).or_insert(number);
            }
            for text in given.iter().chain([&asked]) {
                prop_assert_eq!(texts.get(text.as_bytes()), expected.get(text.as_bytes()).copied());
            }
        }
    }
}
