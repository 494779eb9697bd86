//! Values of the few word types that ask for one.

use std::num::NonZeroU32;

use rashomon_core::{Vocabulary, WordColumn};

/// A value for each word type that asks for one: of the many types only a number is kept, and the values of those that
/// ask stand close together.
#[derive(Debug)]
pub(super) struct Sparse<T> {
    /// One more than the index of a type's value.
    numbers: WordColumn<NonZeroU32>,
    values: Vec<T>,
    generation: Option<u64>,
}

/// Values that are kept room for from one numbering of words to the next.
const MOST: usize = 1 << 12;

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { numbers: WordColumn::new(), values: Vec::new(), generation: None }
    }
}

impl<T> Sparse<T> {
    /// Fits it to a document.
    pub(super) fn prepare(&mut self, vocabulary: Vocabulary) {
        if self.generation != Some(vocabulary.generation) {
            self.generation = Some(vocabulary.generation);
            // What one huge document took is given back.
            self.values.clear();
            self.values.shrink_to(MOST);
        }
        self.numbers.prepare(vocabulary);
    }

    /// Has the number of a word type fetched whose value is asked for soon.
    pub(super) fn fetch(&self, word: u32) {
        self.numbers.fetch(word);
    }

    /// The value of a word type, from `make` if it is the first time.
    pub(super) fn get(&mut self, word: u32, make: impl FnOnce() -> T) -> &T {
        let values = &mut self.values;
        let number = self.numbers.get(word, || {
            values.push(make());
            NonZeroU32::new(values.len() as u32).expect("one was pushed")
        });
        &self.values[number.get() as usize - 1]
    }
}
