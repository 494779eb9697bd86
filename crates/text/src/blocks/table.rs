//! A table of the words of a page.

/// A value for each word, by its key; the default for those that have none. Keys are hashes already and never odd.
///
/// Open addressing, with room for all words from the first on: a page has few, and the table is thrown away with it.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// Keys, made odd, so that none of them is that of an empty slot.
    slots: Vec<(u64, T)>,
}

impl<T: Copy + Default> Table<T> {
    /// An empty table for so many words.
    pub(super) fn with_room_for(words: usize) -> Self {
        let slots = (words + 1).next_power_of_two() * 2;
        Self { slots: vec![(0, T::default()); slots] }
    }

    /// The value of a word, to be set.
    pub(super) fn entry(&mut self, key: u64) -> &mut T {
        let at = self.find(key);
        self.slots[at].0 = key | 1;
        &mut self.slots[at].1
    }

    /// The value of a word.
    pub(super) fn get(&self, key: u64) -> T {
        self.slots[self.find(key)].1
    }

    /// The slot that holds the key, or the empty one where it belongs.
    fn find(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key >> 1) as usize & mask;
        while self.slots[at].0 != key | 1 && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Table;

    #[test]
    fn words_keep_their_values() {
        let words = [4, 12, 4, 0, u64::MAX - 1, 12, 4, 36, 68];
        let mut table: Table<u32> = Table::with_room_for(words.len());
        let mut expected = BTreeMap::new();
        for word in words {
            *table.entry(word) += 1;
            *expected.entry(word).or_insert(0) += 1;
        }
        assert!(expected.iter().all(|(word, count)| table.get(*word) == *count));
        assert_eq!((table.get(6), table.get(100)), (0, 0));
    }
}
