//! The runtime half: looking words and phrases up.

use rashomon_core::{Token, phrase_hash};

/// Length of the table's header: magic, version, number of entries, one less than the number of slots.
pub(super) const HEADER: usize = 16;
/// Length of a slot: hash, start of the entry's line or [`NO_ENTRY`], whether longer entries begin so.
pub(super) const SLOT: usize = 16;
pub(super) const MAGIC: [u8; 4] = *b"RLEX";
pub(super) const VERSION: u8 = 1;
pub(super) const NO_ENTRY: u32 = u32::MAX;

/// A list of words and phrases as a static table: no memory is taken and nothing is read before the first look-up.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    /// Header and open-addressed slots, little-endian.
    table: &'static [u8],
    /// The lines of the entries, as in the file.
    lines: &'static str,
    mask: u32,
    len: u32,
}

impl Lexicon {
    /// A lexicon from what [`build`](super::build) wrote; the generated code calls this.
    ///
    /// # Panics
    /// If the table is none, or was written by another version of this crate.
    pub const fn embedded(table: &'static [u8], lines: &'static str) -> Self {
        assert!(table.len() >= HEADER + SLOT, "a lexicon has a header and a slot");
        assert!(
            table[0] == MAGIC[0]
                && table[1] == MAGIC[1]
                && table[2] == MAGIC[2]
                && table[3] == MAGIC[3]
                && table[4] == VERSION,
            "a lexicon of this version"
        );
        let len = u32::from_le_bytes([table[8], table[9], table[10], table[11]]);
        let mask = u32::from_le_bytes([table[12], table[13], table[14], table[15]]);
        assert!(
            (mask + 1).is_power_of_two() && table.len() == HEADER + (mask as usize + 1) * SLOT,
            "a lexicon's length fits its header"
        );
        Self { table, lines, mask, len }
    }

    /// The entry with this hash: [`Token::hash`] for a word, [`phrase_hash`] over the tokens of a phrase.
    pub fn get(&self, hash: u64) -> Option<Entry> {
        self.find(hash)?.entry(self)
    }

    /// Whether there is an entry with this hash.
    pub fn contains(&self, hash: u64) -> bool {
        self.get(hash).is_some()
    }

    /// The longest entry that the tokens begin with, and how many tokens it takes.
    pub fn longest(&self, tokens: &[Token]) -> Option<(usize, Entry)> {
        let mut longest = None;
        let mut hash = 0;
        for (before, token) in tokens.iter().enumerate() {
            hash = phrase_hash(hash, token.hash);
            let Some(slot) = self.find(hash) else { break };
            if let Some(entry) = slot.entry(self) {
                longest = Some((before + 1, entry));
            }
            if !slot.continues {
                break;
            }
        }
        longest
    }

    /// Whether an entry, or the beginning of one, has this hash. One look-up tells whether a token can begin an entry.
    pub fn begins(&self, hash: u64) -> bool {
        self.find(hash).is_some()
    }

    /// All entries, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        self.lines.lines().map(|line| Entry { line })
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn find(&self, hash: u64) -> Option<Slot> {
        let mut at = hash as u32 & self.mask;
        loop {
            let start = HEADER + at as usize * SLOT;
            let bytes: &[u8; SLOT] = self.table.get(start..)?.first_chunk()?;
            let number = u128::from_le_bytes(*bytes);
            let found = number as u64;
            if found == hash {
                return Some(Slot {
                    line: (number >> 64) as u32,
                    continues: (number >> 96) as u32 != 0,
                });
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & self.mask;
        }
    }
}

struct Slot {
    line: u32,
    continues: bool,
}

impl Slot {
    fn entry(&self, lexicon: &Lexicon) -> Option<Entry> {
        let rest = lexicon.lines.get(self.line as usize..)?;
        let length = rest.bytes().position(|it| it == b'\n')?;
        Some(Entry { line: rest.get(..length)? })
    }
}

/// An entry of a lexicon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    line: &'static str,
}

impl Entry {
    /// The word or phrase as the file has it.
    pub fn text(self) -> &'static str {
        self.line.split('\t').next().unwrap_or_default()
    }

    /// The value in a column, counted from zero; empty if the file has no such column.
    pub fn value(self, column: usize) -> &'static str {
        self.line.split('\t').nth(column + 1).unwrap_or_default()
    }
}
