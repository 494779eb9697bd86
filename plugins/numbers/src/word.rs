//! What the analyzer knows of a word: its classes, and its kind and value if it is a number word.

use rashomon_text::lexicon::Entry;

use crate::class::{Classes, classify, listed};
use crate::ending::{Marks, divides};
use crate::lexicon;

/// What a number word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WordKind {
    Unit,
    Teen,
    Ten,
    Hundred,
    Scale,
    Dozen,
    Short,
    Plural,
    Half,
    Part,
    Parts,
    Ordinal,
    Fold,
    Vague,
}

/// Kind and value of a number word. The value is kept as digits and zeros behind them, which is exact and small.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberWord {
    pub(crate) kind: WordKind,
    zeros: u8,
    digits: u16,
}

impl NumberWord {
    fn of(entry: Entry) -> Self {
        let written = entry.value(1);
        let digits = written.trim_end_matches('0');
        let zeros = if digits.is_empty() { 0 } else { written.len() - digits.len() };
        Self {
            kind: kind(entry.value(0)),
            zeros: zeros.min(20) as u8,
            digits: digits.parse().unwrap_or(0),
        }
    }

    pub(crate) fn value(self) -> f64 {
        f64::from(self.digits) * 10_f64.powi(i32::from(self.zeros))
    }
}

/// A word as the rules see it. Worked out once per word type, and small, since many are held.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) classes: Classes,
    pub(crate) number: Option<NumberWord>,
}

impl Word {
    pub(crate) fn of(text: &str, hash: u64, marks: Marks) -> Self {
        let classes = classify(text, hash, marks);
        let entry = classes.any(Classes::NUMBER).then(|| lexicon::NUMBERS.get(hash)).flatten();
        Self { classes, number: entry.map(NumberWord::of) }
    }
}

fn kind(name: &str) -> WordKind {
    match name {
        "unit" => WordKind::Unit,
        "teen" => WordKind::Teen,
        "ten" => WordKind::Ten,
        "hundred" => WordKind::Hundred,
        "scale" => WordKind::Scale,
        "dozen" => WordKind::Dozen,
        "short" => WordKind::Short,
        "plural" => WordKind::Plural,
        "half" => WordKind::Half,
        "part" => WordKind::Part,
        "parts" => WordKind::Parts,
        "ordinal" => WordKind::Ordinal,
        "fold" => WordKind::Fold,
        _ => WordKind::Vague,
    }
}

/// Whether a sentence with the word is worth reading: a number word, or a word with a number in it.
pub(crate) fn starts(word: &str, hash: u64, marks: Marks) -> bool {
    listed(hash) && lexicon::NUMBERS.get(hash).is_some_and(triggers) || divides(word, marks)
}

/// Not `few`, `k`, `first`, which are numbers only beside others.
fn triggers(entry: Entry) -> bool {
    !matches!(entry.value(0), "vague" | "short") && entry.text() != "first"
}

#[cfg(test)]
mod tests {
    use super::{Entry, NumberWord, Word};
    use crate::lexicon;

    #[test]
    fn every_number_word_keeps_its_value() {
        for entry in lexicon::NUMBERS.entries() {
            let value: f64 = Entry::value(entry, 1).parse().unwrap();
            assert_eq!(NumberWord::of(entry).value(), value, "{}", entry.text());
        }
    }

    #[test]
    fn a_remembered_word_takes_sixteen_bytes() {
        assert_eq!(size_of::<Option<Word>>(), 16);
    }
}
