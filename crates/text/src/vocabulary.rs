//! The numbering of word types, with what is known of each.
#![expect(
    clippy::inline_always,
    reason = "part of the tokenizer's loop, which is compiled for several processors"
)]

use std::sync::atomic::{AtomicU64, Ordering};

use rashomon_core::{Token, Vocabulary, fetch};

use crate::blocks::Known;

/// Slots of the table before it first grows; a power of two.
const SMALLEST: usize = 1 << 12;
/// Slots that the table has at most when a document begins.
const LARGEST: usize = 1 << 17;

static NEXT_GENERATION: AtomicU64 = AtomicU64::new(1);

/// Most tokens that are numbered at once.
pub(crate) const BATCH: usize = 64;

/// The hashes that tell a token's type: as written and in folded form, numbers by the pattern of their digits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Key {
    pub(crate) raw: u64,
    pub(crate) folded: u64,
}

/// Numbers word types in the order in which they are met. Types are told apart by 64-bit hashes, as lexicons are.
///
/// The table is emptied between two documents once it has filled up, so memory stays bounded on any corpus; within a
/// document it grows as needed.
#[derive(Debug)]
pub(crate) struct WordTypes {
    /// Open addressing, linear probing; a hash of zero marks an empty slot.
    slots: Vec<Slot>,
    len: u32,
    generation: u64,
}

/// Two of them fill what the processor fetches at once: what is known of a rare type comes with its number.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Slot {
    hash: u64,
    word: u32,
    folded: u32,
    known: Known,
}

impl Default for WordTypes {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); SMALLEST], len: 0, generation: next_generation() }
    }
}

impl WordTypes {
    /// Empties a table that is full; its numbers belong to an earlier generation from then on.
    pub(crate) fn begin_document(&mut self) {
        if self.len as usize >= LARGEST / 10 * 7 {
            self.slots.truncate(LARGEST);
            self.slots.shrink_to_fit();
            self.slots.fill(Slot::default());
            self.len = 0;
            self.generation = next_generation();
        }
    }

    /// The numbering as it stands.
    pub(crate) fn vocabulary(&self) -> Vocabulary {
        Vocabulary { generation: self.generation, len: self.len }
    }

    /// Begins to look for a type, which is numbered soon.
    #[inline(always)]
    pub(crate) fn expect(&self, key: &Key) {
        fetch(&self.slots, key.raw as usize & (self.slots.len() - 1));
    }

    /// Numbers the types of some tokens, at most [`BATCH`], and tells what is known of them. One look-up after the other
    /// would wait for memory each time; so all of them were [expected](Self::expect), and are there by now.
    pub(crate) fn intern(&mut self, keys: &[Key], tokens: &mut [Token], known: &mut [Known]) {
        for ((key, token), known) in keys.iter().zip(tokens).zip(known) {
            let home = key.raw as usize & (self.slots.len() - 1);
            let at = if self.slots[home].hash == key.raw { home } else { self.probe(key) };
            let slot = &self.slots[at];
            (token.word, token.folded, *known) = (slot.word, slot.folded, slot.known);
        }
    }

    /// Takes down what is known of a type that has a number.
    pub(crate) fn learn(&mut self, key: &Key, known: Known) {
        let at = self.find(key.raw);
        self.slots[at].known = known;
    }

    /// The slot of a type, which gets a number if it has none.
    #[inline(never)]
    fn probe(&mut self, key: &Key) -> usize {
        let at = self.find(key.raw);
        if self.slots[at].hash == key.raw { at } else { self.add(key) }
    }

    #[cold]
    fn add(&mut self, key: &Key) -> usize {
        if self.len as usize + 2 > self.slots.len() / 10 * 7 {
            self.grow();
        }
        let folded = if key.folded == key.raw {
            self.len
        } else {
            let at = self.find(key.folded);
            if self.slots[at].hash != key.folded {
                self.insert(at, key.folded, self.len);
            }
            self.slots[at].word
        };
        let at = self.find(key.raw);
        self.insert(at, key.raw, folded);
        at
    }

    fn insert(&mut self, at: usize, hash: u64, folded: u32) {
        self.slots[at] = Slot { hash, word: self.len, folded, ..Slot::default() };
        self.len += 1;
    }

    /// The slot that holds the hash, or the empty one where it belongs.
    fn find(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].hash != hash && self.slots[at].hash != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    /// Makes the table twice as large. The types that were met first are the usual ones: they go first, so that they lie
    /// where they are looked for.
    fn grow(&mut self) {
        let larger = vec![Slot::default(); self.slots.len() * 2];
        let before = std::mem::replace(&mut self.slots, larger);
        let mut types = vec![Slot::default(); self.len as usize];
        for slot in before.iter().filter(|it| it.hash != 0) {
            types[slot.word as usize] = *slot;
        }
        for slot in types {
            let at = self.find(slot.hash);
            self.slots[at] = slot;
        }
    }
}

fn next_generation() -> u64 {
    NEXT_GENERATION.fetch_add(1, Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use super::{Key, LARGEST, WordTypes};

    fn intern(types: &mut WordTypes, raw: u64, folded: u64) -> (u32, u32) {
        let at = types.probe(&Key { raw, folded });
        (types.slots[at].word, types.slots[at].folded)
    }

    #[test]
    fn a_type_keeps_its_number() {
        let mut types = WordTypes::default();
        assert_eq!(intern(&mut types, 7, 5), (1, 0));
        assert_eq!(intern(&mut types, 5, 5), (0, 0));
        assert_eq!(intern(&mut types, 7, 5), (1, 0));
        assert_eq!(types.vocabulary().len, 2);
    }

    #[test]
    fn full_table_is_emptied_between_documents_only() {
        let mut types = WordTypes::default();
        let before = types.vocabulary().generation;
        for hash in 1..=2 * LARGEST as u64 {
            intern(&mut types, hash << 8 | 1, hash << 8 | 1);
        }
        assert_eq!(types.vocabulary().len as usize, 2 * LARGEST);
        assert_eq!(types.vocabulary().generation, before);
        types.begin_document();
        assert_eq!(types.vocabulary().len, 0);
        assert_ne!(types.vocabulary().generation, before);
        assert_eq!(types.slots.len(), LARGEST);
        assert_eq!(intern(&mut types, 9, 9), (0, 0));
    }

    #[test]
    fn generations_are_unique_among_workers() {
        let (one, other) = (WordTypes::default(), WordTypes::default());
        assert_ne!(one.vocabulary().generation, other.vocabulary().generation);
    }
}
