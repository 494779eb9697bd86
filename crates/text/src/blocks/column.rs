//! What is known of the word types of a vocabulary.

use rashomon_core::{Token, Vocabulary};

use super::known::Known;
use super::lexicon::{LEXICON, WordClass};
use super::word::Shape;

/// What is known of each word type of a vocabulary.
#[derive(Debug, Default)]
pub(super) struct Column {
    generation: u64,
    types: Vec<Known>,
    classes: Vec<WordClass>,
}

impl Column {
    /// Makes the column fit a text whose tokens have this vocabulary.
    pub(super) fn prepare(&mut self, vocabulary: Vocabulary) {
        if self.generation != vocabulary.generation {
            self.generation = vocabulary.generation;
            self.types.clear();
            self.classes.clear();
        }
        if self.types.len() < vocabulary.len as usize {
            self.types.resize(vocabulary.len as usize, Known::default());
            self.classes.resize(vocabulary.len as usize, WordClass::NONE);
        }
    }

    /// What is known of each type.
    #[inline]
    pub(super) fn types(&self) -> Types<'_> {
        Types(&self.types)
    }

    /// Looks at the token of a new type.
    #[cold]
    fn meet(&mut self, text: &str, token: &Token) -> Known {
        let index = token.word as usize;
        let word = text.get(token.span.range()).unwrap_or_default();
        self.classes[index] = LEXICON.class(token.hash);
        let second = LEXICON.may_be_second(token.hash);
        self.types[index] = Known::new(word, self.classes[index], second);
        self.types[index]
    }

    /// The shape of a token of nothing but ASCII letters or nothing but digits, and the class of such a word.
    pub(super) fn shape(&mut self, text: &str, token: &Token) -> Option<(Shape, WordClass)> {
        let known = self.types().of(token);
        let known = if known.is_met() { known } else { self.meet(text, token) };
        known.shape(token).map(|it| (it, self.classes[token.word as usize]))
    }
}

/// What is known of each word type, nothing of those that have not been met.
#[derive(Clone, Copy)]
pub(super) struct Types<'a>(&'a [Known]);

impl Types<'_> {
    #[inline]
    pub(super) fn of(self, token: &Token) -> Known {
        self.0[token.word as usize]
    }
}
