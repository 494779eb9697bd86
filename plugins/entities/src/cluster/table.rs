//! Maps from hashes to numbers that a worker keeps: emptied at once, without touching what they hold.

/// One number for each hash.
#[derive(Debug, Default)]
pub(crate) struct Table {
    slots: Vec<Slot>,
    epoch: u32,
    len: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    epoch: u32,
    value: u32,
}

/// Slots of a new table.
const SMALL: usize = 64;
/// A table of more slots than these is given back after its document.
const LARGE: usize = 1 << 10;

impl Table {
    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.len = 0;
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 || self.slots.len() > LARGE || self.slots.is_empty() {
            self.slots = vec![Slot::default(); SMALL];
            self.epoch = 1;
        }
    }

    /// The number of a hash.
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        let slot = self.slots.get(self.find(key)?)?;
        (slot.epoch == self.epoch).then_some(slot.value)
    }

    /// The number that the hash has, or now gets.
    pub(crate) fn get_or_insert(&mut self, key: u64, value: u32) -> u32 {
        *self.entry(key, value)
    }

    /// Gives the hash a number; what it had before.
    pub(crate) fn insert(&mut self, key: u64, value: u32) -> Option<u32> {
        let length = self.len;
        let before = std::mem::replace(self.entry(key, value), value);
        (self.len == length).then_some(before)
    }

    fn entry(&mut self, key: u64, value: u32) -> &mut u32 {
        if self.slots.is_empty() {
            self.clear();
        }
        if self.len * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.find(key).expect("a table has slots, half of them free");
        let slot = &mut self.slots[at];
        if slot.epoch != self.epoch {
            *slot = Slot { key, epoch: self.epoch, value };
            self.len += 1;
        }
        &mut slot.value
    }

    /// Where the hash is or would be put.
    fn find(&self, key: u64) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = key as usize & mask;
        while self.slots[at].epoch == self.epoch && self.slots[at].key != key {
            at = (at + 1) & mask;
        }
        Some(at)
    }

    fn grow(&mut self) {
        let double = vec![Slot::default(); self.slots.len() * 2];
        let slots = std::mem::replace(&mut self.slots, double);
        for slot in slots.into_iter().filter(|it| it.epoch == self.epoch) {
            let at = self.find(slot.key).expect("a table has slots, half of them free");
            self.slots[at] = slot;
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
    use super::{Lists, Table};

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
