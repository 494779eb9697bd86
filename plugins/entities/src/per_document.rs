//! A value for each word type, for one document at a time.

/// Values by number of the word type. All are forgotten at once, without touching them.
///
/// A document has few of the types that a worker has met, so the values of its own lie close together: what is looked up
/// among all types is one number.
#[derive(Debug, Default)]
pub(crate) struct PerDocument<T> {
    /// For each type, where its value is, counted from the first of all documents.
    places: Vec<u32>,
    /// How many values earlier documents have had.
    before: u32,
    /// Those of the present one.
    values: Vec<T>,
}

impl<T: Clone + Default> PerDocument<T> {
    /// Forgets the last document; the next has this many types.
    pub(crate) fn prepare(&mut self, types: usize) {
        // A place of none is before that of the first document.
        self.before = self.before.max(1).saturating_add(self.values.len() as u32);
        if self.before > u32::MAX / 2 {
            self.places.clear();
            self.before = 1;
        }
        self.values.clear();
        if self.places.len() < types {
            self.places.resize(types, 0);
        }
    }

    /// The value that the type has in this document.
    #[inline]
    pub(crate) fn get_mut(&mut self, word: u32) -> Option<&mut T> {
        let place = self.places.get(word as usize)?.checked_sub(self.before)?;
        self.values.get_mut(place as usize)
    }

    /// Which of the document's values the type has.
    #[inline]
    pub(crate) fn place(&self, word: u32) -> Option<u32> {
        let place = self.places.get(word as usize)?.checked_sub(self.before)?;
        ((place as usize) < self.values.len()).then_some(place)
    }

    /// The values of the document.
    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }

    /// The value of a type, a new one if it has none yet; `None` for what is no type of the document.
    #[inline]
    pub(crate) fn entry(&mut self, word: u32) -> Option<&mut T> {
        let place = self.places.get_mut(word as usize)?;
        if *place < self.before {
            *place = self.before + self.values.len() as u32;
            self.values.push(T::default());
        }
        self.values.get_mut((*place - self.before) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::PerDocument;

    #[test]
    fn values_are_those_of_the_document() {
        let mut counts = PerDocument::<u8>::default();
        for document in 1..4 {
            counts.prepare(10);
            assert!((0..10).all(|it| counts.place(it).is_none() && counts.get_mut(it).is_none()));
            for word in [7, 2, 7, 9] {
                *counts.entry(word).unwrap() += document;
            }
            let of = |it: u32| Some((it, counts.values()[counts.place(it)? as usize]));
            let found: Vec<_> = (0..10).filter_map(of).collect();
            assert_eq!(found, [(2, document), (7, 2 * document), (9, document)]);
            assert_eq!(counts.entry(10), None);
        }
        counts.before = u32::MAX - 1;
        counts.prepare(20);
        assert_eq!(counts.place(7), None);
        assert_eq!(counts.entry(19), Some(&mut 0));
    }
}
