//! What the analyzer knows of a word: its classes, and its kind and value if it is a number word.

use rashomon_text::lexicon::Entry;

use crate::class::{Classes, classify, listed};
use crate::ending::divides;
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

/// A word as the rules see it. Worked out once per word type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) classes: Classes,
    pub(crate) number: Option<WordKind>,
    pub(crate) value: f64,
}

impl Word {
    pub(crate) fn of(text: &str, hash: u64) -> Self {
        let classes = classify(text, hash);
        let entry = classes.any(Classes::NUMBER).then(|| lexicon::NUMBERS.get(hash)).flatten();
        Self {
            classes,
            number: entry.map(|it| kind(it.value(0))),
            value: entry.and_then(|it| it.value(1).parse().ok()).unwrap_or(0.0),
        }
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
pub(crate) fn starts(word: &str, hash: u64) -> bool {
    listed(hash) && lexicon::NUMBERS.get(hash).is_some_and(triggers) || divides(word)
}

/// Not `few`, `k`, `first`, which are numbers only beside others.
fn triggers(entry: Entry) -> bool {
    !matches!(entry.value(0), "vague" | "short") && entry.text() != "first"
}
