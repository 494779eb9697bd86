//! What clusters know of a word type, worked out when a name first holds it.

use std::ops::Range;

use rashomon_core::{Document, Shape, Token, TokenKind, Vocabulary, fold_hash, raw_hash};

use crate::cluster::spelling::{Speller, Spelling};
use crate::gazetteer;
use crate::hash::pair;
use crate::lexicon::NICKNAMES;
use crate::rule_words::{AND, THE};
use crate::tags::DEMONYM;

/// A part of a word between hyphens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Part {
    /// Its forms.
    pub spelling: Spelling,
    /// The normal form of the first name that it is short for, or its own.
    pub long: u64,
    /// The normal form of its first letter alone.
    pub letter: u64,
    /// The same of the first name that it is short for.
    pub long_letter: u64,
    /// Bits of what it is.
    pub flags: u8,
}

/// It is one letter.
pub(crate) const INITIAL: u8 = 1;
/// It begins with a capital.
pub(crate) const CAPITAL: u8 = 1 << 1;
/// A hyphen ties it to the next part.
pub(crate) const TIED: u8 = 1 << 2;
/// It is known as a part of people's names, or is a particle.
pub(crate) const PERSONAL: u8 = 1 << 3;
/// It stands between names: `de`, `van`, `al`.
pub(crate) const PARTICLE: u8 = 1 << 4;
/// The father's name follows: `bin`.
pub(crate) const PATRONYMIC: u8 = 1 << 5;

impl Part {
    /// Whether a bit is set.
    pub(crate) const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// A word type.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordFacts {
    /// What the lists say.
    pub tags: u32,
    /// Its parts between hyphens.
    parts: Range<u32>,
    /// Its parts as part of a person's name: initials in one word are parts too.
    person_parts: Range<u32>,
    /// The hash of its letters, if it could be the initials of a longer name.
    pub acronym: u64,
    /// It says which of several people of one name is meant: `Jr.`, `III`.
    pub is_suffix: bool,
    /// It says what sort of company a name is: `Inc`.
    pub is_legal: bool,
    /// It is left out where names are compared: `the`, `and`.
    pub is_silent: bool,
    /// The key of `Dane` for `Danes`.
    pub singular: Option<u64>,
}

/// The word types of one worker.
#[derive(Debug, Default)]
pub(crate) struct ClusterWords {
    generation: u64,
    rows: Vec<u32>,
    facts: Vec<WordFacts>,
    parts: Vec<Part>,
    speller: Speller,
}

impl ClusterWords {
    /// Fits a document; whether the numbering of types changed, so that all is forgotten.
    pub(crate) fn prepare(&mut self, vocabulary: Vocabulary) -> bool {
        let changed = self.generation != vocabulary.generation || self.facts.is_empty();
        if changed {
            self.generation = vocabulary.generation;
            self.rows.clear();
            self.facts.clear();
            self.parts.clear();
            self.facts.push(WordFacts::default());
        }
        if self.rows.len() < vocabulary.len as usize {
            self.rows.resize(vocabulary.len as usize, UNKNOWN);
        }
        changed
    }

    /// The number of a token's word type.
    pub(crate) fn row(&mut self, document: &dyn Document, token: &Token) -> u32 {
        if let Some(&row) = self.rows.get(token.word as usize)
            && row != UNKNOWN
        {
            return row;
        }
        let row = self.facts.len() as u32;
        let facts = self.facts_of(document.slice(token.span), token);
        self.facts.push(facts);
        if let Some(slot) = self.rows.get_mut(token.word as usize) {
            *slot = row;
        }
        row
    }

    /// What is known of a word type.
    pub(crate) fn facts(&self, row: u32) -> &WordFacts {
        self.facts.get(row as usize).unwrap_or(&self.facts[0])
    }

    /// A word's parts between hyphens.
    pub(crate) fn parts(&self, facts: &WordFacts) -> &[Part] {
        self.parts.get(facts.parts.start as usize..facts.parts.end as usize).unwrap_or_default()
    }

    /// A word's parts in a person's name.
    pub(crate) fn person_parts(&self, facts: &WordFacts) -> &[Part] {
        let range = &facts.person_parts;
        self.parts.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    fn facts_of(&mut self, text: &str, token: &Token) -> WordFacts {
        let tags = gazetteer::tags_of(token.hash);
        let parts = self.push_parts(text, '-', token.hash, tags);
        let dotted = token.shape.has(Shape::DOT) && token.shape.is_all_caps();
        let person_parts =
            if dotted { self.push_parts(text, '.', token.hash, tags) } else { parts.clone() };
        WordFacts {
            tags,
            parts,
            person_parts,
            acronym: if token.shape.is_all_caps() { self.acronym(text) } else { 0 },
            is_suffix: is_suffix(text),
            is_legal: is_legal(text),
            is_silent: is_silent(token.hash),
            singular: if tags & DEMONYM == 0 { None } else { self.singular(text) },
        }
    }

    /// The forms of any word.
    pub(crate) fn spell(&mut self, word: &str) -> Spelling {
        self.speller.of(word)
    }

    /// `NATO`, `U.N.`, `AT&T`: the hash of the letters of a word in capitals; zero if there are too few or too many.
    fn acronym(&mut self, text: &str) -> u64 {
        let letters = || text.chars().filter(|it| it.is_alphanumeric());
        if !(2..=8).contains(&letters().count()) {
            return 0;
        }
        letters().fold(0, |hash, it| acronym_hash(hash, self.speller.letter(it)))
    }

    /// The letter falls off if what is left is a people too.
    fn singular(&mut self, word: &str) -> Option<u64> {
        let one = word.strip_suffix('s')?;
        let known = gazetteer::tags_of(fold_hash(one)) & DEMONYM != 0;
        known.then(|| pair(0, self.speller.of(one).normal))
    }

    /// Appends the parts of a word with this hash and these tags.
    fn push_parts(&mut self, text: &str, divider: char, hash: u64, tags: u32) -> Range<u32> {
        let start = self.parts.len() as u32;
        for part in text.split(divider).filter(|it| !it.is_empty()) {
            let (hash, tags) = if part.len() == text.len() {
                (hash, tags)
            } else {
                let hash = fold_hash(part);
                (hash, gazetteer::tags_of(hash))
            };
            let mut letters = part.chars().filter(|it| it.is_alphanumeric());
            let first = letters.next().or(part.chars().next()).unwrap_or_default();
            let spelling = self.speller.of(part);
            let long = NICKNAMES.get(hash).map(|it| it.value(0));
            let letter = self.speller.letter(first);
            let long_letter = long.and_then(|it| it.chars().next()).filter(char::is_ascii);
            self.parts.push(Part {
                long: long.map_or(spelling.normal, |it| self.speller.of(it).normal),
                letter,
                long_letter: long_letter.map_or(letter, |it| self.speller.letter(it)),
                flags: flags(part, first, letters.next().is_none(), tags)
                    | if divider == '-' { TIED } else { 0 },
                spelling,
            });
        }
        if let Some(last) = self.parts.get_mut(start as usize..).and_then(<[Part]>::last_mut) {
            last.flags &= !TIED;
        }
        start..self.parts.len() as u32
    }
}

const UNKNOWN: u32 = u32::MAX;

fn flags(part: &str, first: char, is_one_letter: bool, tags: u32) -> u8 {
    let flag = |is: bool, flag: u8| if is { flag } else { 0 };
    let particle = first.is_lowercase() || matches!(part, "Al" | "El");
    let listed = tags & gazetteer::PEOPLE != 0;
    flag(is_one_letter, INITIAL)
        | flag(first.is_uppercase(), CAPITAL)
        | flag(listed || particle, PERSONAL)
        | flag(particle, PARTICLE)
        | flag(matches!(part, "bin" | "Bin" | "ibn" | "Ibn" | "bint" | "binti"), PATRONYMIC)
}

/// The part that a number is: word types of numbers tell their pattern alone.
pub(crate) fn number_part(token: &Token) -> Part {
    let hash = token.hash;
    let spelling = Spelling { normal: hash, loose: hash, bones: 0 };
    Part { spelling, long: hash, letter: hash, long_letter: hash, ..Part::default() }
}

/// Whether a token counts as a word of a name.
pub(crate) fn is_worded(token: &Token) -> bool {
    matches!(token.kind(), TokenKind::Word | TokenKind::Number)
}

/// Whether a word is left out where names are compared.
pub(crate) fn is_silent(hash: u64) -> bool {
    THE.has(hash) || AND.has(hash)
}

/// One more letter of an acronym whose first letters have the hash `before`.
pub(crate) fn acronym_hash(before: u64, letter: u64) -> u64 {
    pair(before, letter)
}

/// `Jr.`, `III`.
pub(crate) fn is_suffix(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    matches!(text, "Jr" | "Sr")
        || (text.len() > 1 && text.bytes().all(|it| matches!(it, b'I' | b'V' | b'X')))
}

/// `Inc.`, `AG`: an organisation is named with and without it.
fn is_legal(text: &str) -> bool {
    matches!(
        text.trim_end_matches('.'),
        "Inc"
            | "Incorporated"
            | "Corp"
            | "Corporation"
            | "Co"
            | "Cos"
            | "Company"
            | "Ltd"
            | "Limited"
            | "plc"
            | "PLC"
            | "Plc"
            | "LLC"
            | "L.L.C"
            | "LLP"
            | "L.L.P"
            | "LP"
            | "L.P"
            | "AG"
            | "GmbH"
            | "SE"
            | "SA"
            | "S.A"
            | "NV"
            | "N.V"
            | "BV"
            | "B.V"
            | "SpA"
            | "S.p.A"
            | "AB"
            | "ASA"
            | "Oyj"
            | "A/S"
            | "KK"
            | "Pty"
            | "Bhd"
            | "Berhad"
            | "Tbk"
            | "PJSC"
            | "OAO"
            | "OJSC"
            | "JSC"
    )
}

/// The hash of a suffix, with or without its stop.
pub(crate) fn suffix_hash(text: &str) -> u64 {
    raw_hash(text.trim_end_matches('.'))
}
