//! A value for each word type, for one document at a time.

/// Values by number of the word type. All are forgotten at once, without touching them.
#[derive(Debug, Default)]
pub(crate) struct PerDocument<T> {
    epoch: u32,
    /// Each with the epoch of the document that it is of.
    values: Vec<(u32, T)>,
}

impl<T: Clone + Default> PerDocument<T> {
    /// Forgets the last document; the next has this many types.
    pub(crate) fn prepare(&mut self, types: usize) {
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 {
            self.values.clear();
            self.epoch = 1;
        }
        if self.values.len() < types {
            self.values.resize(types, (0, T::default()));
        }
    }

    /// The value that the type has in this document.
    pub(crate) fn get(&self, word: u32) -> Option<&T> {
        let (epoch, value) = self.values.get(word as usize)?;
        (*epoch == self.epoch).then_some(value)
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, word: u32) -> Option<&mut T> {
        let (epoch, value) = self.values.get_mut(word as usize)?;
        (*epoch == self.epoch).then_some(value)
    }

    /// The value of a type, a new one if it has none yet; `None` for what is no type of the document.
    pub(crate) fn entry(&mut self, word: u32) -> Option<&mut T> {
        let slot = self.values.get_mut(word as usize)?;
        if slot.0 != self.epoch {
            *slot = (self.epoch, T::default());
        }
        Some(&mut slot.1)
    }
}
