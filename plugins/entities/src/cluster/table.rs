//! Maps from hashes to numbers that a worker keeps from document to document.

/// One number for each hash.
///
/// Most documents have some twenty of each sort, and many others' words are looked at between two documents: so what one
/// document needs lies close together, for the processor to fetch it at once.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Where the entry of a hash is, counted from one; zero marks a free slot.
    slots: Vec<u32>,
    entries: Vec<(u64, u32)>,
}

/// Stands for no number.
pub(crate) const NOTHING: u32 = u32::MAX;

/// Slots of an empty table.
const SMALL: usize = 64;
/// A table of more entries than these is given back after its document.
const LARGE: usize = 1 << 10;

impl Table {
    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.entries.shrink_to(LARGE);
        self.slots.clear();
        self.slots.shrink_to(2 * LARGE);
        self.slots.resize(SMALL, 0);
    }

    /// The number of a hash.
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        let slot = *self.slots.get(self.find(key)?)?;
        Some(self.entries.get((slot as usize).checked_sub(1)?)?.1)
    }

    /// The number of each of some hashes, [`NOTHING`] for one that has none. None hangs on another: so the processor
    /// fetches them side by side, and does not wait for each.
    pub(crate) fn get_all(&self, keys: &[u64], numbers: &mut Vec<u32>) {
        numbers.clear();
        let mask = self.slots.len().wrapping_sub(1);
        let slot = |key: &u64| self.slots.get(*key as usize & mask).copied().unwrap_or_default();
        numbers.extend(keys.iter().map(slot));
        for (number, key) in numbers.iter_mut().zip(keys) {
            *number = match self.entries.get((*number as usize).wrapping_sub(1)) {
                Some(entry) if entry.0 == *key => entry.1,
                _ => NOTHING,
            };
        }
        for (number, key) in numbers.iter_mut().zip(keys).filter(|it| *it.0 == NOTHING) {
            *number = self.get(*key).unwrap_or(NOTHING);
        }
    }

    /// The number that the hash has, or now gets.
    pub(crate) fn get_or_insert(&mut self, key: u64, value: u32) -> u32 {
        *self.entry(key, value)
    }

    /// Gives the hash a number; what it had before.
    pub(crate) fn insert(&mut self, key: u64, value: u32) -> Option<u32> {
        let length = self.entries.len();
        let before = std::mem::replace(self.entry(key, value), value);
        (self.entries.len() == length).then_some(before)
    }

    /// Where the number of the hash is, or the one that it now gets.
    pub(crate) fn entry(&mut self, key: u64, value: u32) -> &mut u32 {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.find(key).expect("a table has slots, half of them free");
        let slot = &mut self.slots[at];
        if *slot == 0 {
            self.entries.push((key, value));
            *slot = self.entries.len() as u32;
        }
        let entry = *slot as usize - 1;
        &mut self.entries[entry].1
    }

    /// Where the hash is or would be put.
    fn find(&self, key: u64) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = key as usize & mask;
        while let Some(entry) = (self.slots[at] as usize).checked_sub(1)
            && self.entries[entry].0 != key
        {
            at = (at + 1) & mask;
        }
        Some(at)
    }

    #[cold]
    fn grow(&mut self) {
        let size = SMALL.max(self.slots.len() * 2);
        self.slots.clear();
        self.slots.resize(size, 0);
        for index in 0..self.entries.len() {
            let at =
                self.find(self.entries[index].0).expect("a table has slots, half of them free");
            self.slots[at] = index as u32 + 1;
        }
    }
}

/// Several numbers for each hash, the latest first.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    heads: Table,
    nodes: Vec<(u32, u32)>,
}

const END: u32 = u32::MAX;

impl Lists {
    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.heads.clear();
        self.nodes.clear();
        self.nodes.shrink_to(LARGE);
    }

    /// Adds a number, unless it is the one added last.
    pub(crate) fn push(&mut self, key: u64, value: u32) {
        let node = self.nodes.len() as u32;
        let head = self.heads.entry(key, END);
        if self.nodes.get(*head as usize).is_none_or(|it| it.0 != value) {
            self.nodes.push((value, std::mem::replace(head, node)));
        }
    }

    /// The numbers of a hash.
    pub(crate) fn get(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        let mut next = self.heads.get(key).unwrap_or(END);
        std::iter::from_fn(move || {
            let &(value, after) = self.nodes.get(next as usize)?;
            next = after;
            Some(value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, NOTHING, Table};

    #[test]
    fn tables_keep_what_they_are_given_until_cleared() {
        let mut table = Table::default();
        assert_eq!(table.get(7), None);
        table.clear();
        // Hashes that differ in high bits alone share a slot.
        let keys: Vec<u64> = (0..1000_u64).map(|it| (it << 40) | (it % 3)).collect();
        for (value, &key) in keys.iter().enumerate() {
            assert_eq!(table.insert(key, value as u32), None);
        }
        for (value, &key) in keys.iter().enumerate() {
            assert_eq!(table.get(key), Some(value as u32));
        }
        let mut numbers = Vec::new();
        let asked: Vec<u64> = keys.iter().chain(&keys).flat_map(|it| [*it, it + 3]).collect();
        table.get_all(&asked, &mut numbers);
        let singly = asked.iter().map(|it| table.get(*it).unwrap_or(NOTHING));
        assert!(numbers.iter().copied().eq(singly), "{numbers:?}");
        Table::default().get_all(&[7, 8], &mut numbers);
        assert_eq!(numbers, [NOTHING; 2]);
        assert_eq!(
            (table.get_or_insert(0, 9), table.insert(0, 9), table.get(0)),
            (0, Some(0), Some(9))
        );
        table.clear();
        assert!(keys.iter().all(|&it| table.get(it).is_none()));
    }

    #[test]
    fn lists_give_the_latest_first() {
        let mut lists = Lists::default();
        for (key, value) in [(1, 10), (2, 20), (1, 11), (1, 11)] {
            lists.push(key, value);
        }
        assert_eq!(lists.get(1).collect::<Vec<_>>(), [11, 10]);
        lists.clear();
        assert_eq!(lists.get(1).next(), None);
    }
}
