//! A sentence as the grammar sees it.

use rashomon_text::lexicon::{Entry, Lexicon};

use crate::items::Item;
use crate::words::{Keyword, Word, class};

/// The items of a sentence; past either end there is nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase<'a> {
    /// The items.
    pub items: &'a [Item],
    /// The document's text.
    pub text: &'a str,
    /// Frequency words and rates are wanted too.
    pub frequencies: bool,
    /// The sentence stands in a headline, where every word may have a capital.
    pub headline: bool,
}

impl Phrase<'_> {
    /// What the item can be.
    pub(crate) fn word(&self, at: usize) -> Word {
        self.items.get(at).map_or(Word::NONE, |it| it.word)
    }

    /// What the item before can be.
    pub(crate) fn before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::NONE, |it| self.word(it))
    }

    /// What the grammar calls the item.
    pub(crate) fn keyword(&self, at: usize) -> Keyword {
        self.word(at).keyword
    }

    /// Whether these keywords stand here in a row.
    pub(crate) fn keywords(&self, at: usize, row: &[Keyword]) -> bool {
        row.iter().enumerate().all(|(index, it)| self.keyword(at + index) == *it)
    }

    /// Whether the item has any of these classes.
    pub(crate) fn is(&self, at: usize, classes: u64) -> bool {
        self.word(at).is(classes)
    }

    /// Whether a hyphen ties the item to the one before.
    pub(crate) fn is_joined(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|it| it.joined)
    }

    /// Whether the item begins with a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|it| it.capital)
    }

    /// The text of an item.
    pub(crate) fn text(&self, at: usize) -> &str {
        self.items.get(at).and_then(|it| self.text.get(it.span.range())).unwrap_or_default()
    }

    /// One past this item, or past a comma that stands here.
    pub(crate) fn skip_comma(&self, at: usize) -> usize {
        at + usize::from(self.text(at) == ",")
    }

    /// The longest phrase of a lexicon that begins here, and where it ends; `opening` is the class of its first words.
    pub(crate) fn longest(
        &self,
        lexicon: &Lexicon,
        opening: u64,
        start: usize,
    ) -> Option<(Entry, usize)> {
        if !self.is(start, opening) {
            return None;
        }
        let mut hash = 0;
        let mut found = None;
        for (at, item) in self.items.iter().enumerate().skip(start) {
            // What no list knows goes on no phrase.
            if at > start && !item.word.is(class::KNOWN | class::DIGITS) {
                break;
            }
            hash = rashomon_core::phrase_hash(hash, item.hash);
            if !lexicon.begins(hash) {
                break;
            }
            if let Some(entry) = lexicon.get(hash) {
                found = Some((entry, at + 1));
            }
        }
        found
    }

    /// Whether the word may be a noun that the word before belongs to: "Christmas tree", "the summer heat".
    pub(crate) fn is_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        let verb = class::PAST | class::FUTURE | class::BE | class::VERB | class::COMING;
        let link = class::BEFORE_MONTH | class::CLAUSE | class::RELATIVE | class::PRONOUN;
        word.is(class::LETTERS) && word.keyword == Keyword::Other && !word.is(verb | link)
    }

    /// Whether a capital here makes a name of the word: it follows a capitalised word inside a sentence.
    pub(crate) fn is_name(&self, at: usize) -> bool {
        let follows_name = at > 0 && self.is_capital(at - 1) && (at > 1 || self.headline);
        self.is_capital(at) && follows_name
    }
}
