//! What the analyzer knows of a word by itself: its classes and how strongly it reports speech. Worked out once for each
//! word type.

use std::num::NonZeroU32;
use std::sync::LazyLock;

use rashomon_core::{Document, Token, TokenKind, WordColumn, fold, fold_hash, raw_hash};

use crate::lexicon::{CUES, NAMES, ROLES, TITLES, WORDS, WORKS};

/// What depends on the word type alone.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Bits of [`class`].
    pub classes: u32,
    /// Hash of its last three letters.
    pub suffix: NonZeroU32,
    /// Four times the log-odds that it reports speech; [`NO_CUE`] for words that never do.
    pub cue: i8,
}

/// [`Word::suffix`] of what has no letters.
pub const NO_SUFFIX: NonZeroU32 = NonZeroU32::MIN;

/// [`Word::cue`] of words that are not in the lexicon of cues.
pub const NO_CUE: i8 = i8::MIN;

/// Classes of words, as bits.
pub mod class {
    /// `he`.
    pub const HE: u32 = 1;
    /// `she`.
    pub const SHE: u32 = 1 << 1;
    /// `they`.
    pub const THEY: u32 = 1 << 2;
    /// `it`.
    pub const IT: u32 = 1 << 3;
    /// `I`, `we`.
    pub const FIRST: u32 = 1 << 4;
    /// `you`.
    pub const SECOND: u32 = 1 << 5;
    /// `him`, `them`.
    pub const OBJECT: u32 = 1 << 6;
    /// `his`, `our`.
    pub const POSSESSIVE: u32 = 1 << 7;
    /// `the`, `some`.
    pub const DETERMINER: u32 = 1 << 8;
    /// `of`, `according`.
    pub const PREPOSITION: u32 = 1 << 9;
    /// `and`, `because`.
    pub const CONJUNCTION: u32 = 1 << 10;
    /// `that`, `who`.
    pub const RELATIVE: u32 = 1 << 11;
    /// Auxiliaries in all forms.
    pub const AUXILIARY: u32 = 1 << 12;
    /// Verb forms that make a clause finite.
    pub const FINITE: u32 = 1 << 13;
    /// `also`: may stand between subject and verb.
    pub const ADVERB: u32 = 1 << 14;
    /// `Monday`, `yesterday`.
    pub const DAY: u32 = 1 << 15;
    /// `Mr`, `President`.
    pub const TITLE: u32 = 1 << 16;
    /// `spokesman`: a noun for a person or a group.
    pub const ROLE: u32 = 1 << 17;
    /// A role that one person holds at a time.
    pub const OFFICE: u32 = 1 << 18;
    /// `sources`: anonymous by nature.
    pub const SOURCE: u32 = 1 << 19;
    /// A role of several people.
    pub const MANY: u32 = 1 << 20;
    /// A man's first name, title or role.
    pub const MALE: u32 = 1 << 21;
    /// A woman's first name, title or role.
    pub const FEMALE: u32 = 1 << 22;
    /// In the lexicon of cues.
    pub const CUE: u32 = 1 << 23;
    /// A first name.
    pub const NAME: u32 = 1 << 24;
    /// Any mark of quotation.
    pub const MARK: u32 = 1 << 25;
    /// `that`.
    pub const THAT: u32 = 1 << 26;
    /// A possessive clitic.
    pub const GENITIVE: u32 = 1 << 27;
    /// `film`: bears a title of its own.
    pub const WORK: u32 = 1 << 28;
    /// `author`: makes what bears a title.
    pub const MAKER: u32 = 1 << 29;
    /// `month`, as in `last month`.
    pub const TIME: u32 = 1 << 30;

    /// Personal pronouns that can be the subject of a cue.
    pub const PRONOUN: u32 = HE | SHE | THEY | IT | FIRST | SECOND;
}

/// Hashes of single words and marks that rules look for, worked out once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) and: u64,
    pub(crate) but: u64,
    pub(crate) or: u64,
    pub(crate) to: u64,
    pub(crate) on: u64,
    pub(crate) for_whom: u64,
    pub(crate) his: u64,
    pub(crate) her: u64,
    pub(crate) their: u64,
    pub(crate) its: u64,
    /// `out`, `up`: may belong to a verb, behind its object.
    pub(crate) particles: [u64; 4],
    /// A time may follow: `last month`.
    pub(crate) this_last_next: [u64; 3],
    pub(crate) opening_bracket: u64,
    pub(crate) closing_bracket: u64,
}

/// The words that rules look for.
pub(crate) static KNOWN: LazyLock<Known> = LazyLock::new(|| Known {
    and: fold_hash("and"),
    but: fold_hash("but"),
    or: fold_hash("or"),
    to: fold_hash("to"),
    on: fold_hash("on"),
    for_whom: fold_hash("for"),
    his: fold_hash("his"),
    her: fold_hash("her"),
    their: fold_hash("their"),
    its: fold_hash("its"),
    particles: ["out", "up", "off", "down"].map(fold_hash),
    this_last_next: ["this", "last", "next"].map(fold_hash),
    opening_bracket: fold_hash("("),
    closing_bracket: fold_hash(")"),
});

/// The words of a vocabulary, filled in as they are met.
#[derive(Debug, Default)]
pub struct Words(pub WordColumn<Word>);

impl Words {
    /// What is known of a token's word.
    pub fn get(&mut self, document: &dyn Document, token: &Token) -> Word {
        self.0.get(token.folded, || look_up(document, token))
    }

    /// Has what is known of words fetched that are asked for soon.
    pub(crate) fn fetch(&self, tokens: &[Token]) {
        for it in tokens {
            self.0.fetch(it.folded);
        }
    }
}

fn look_up(document: &dyn Document, token: &Token) -> Word {
    let hash = token.hash;
    let mut classes = 0;
    match token.kind() {
        TokenKind::Quote => classes |= class::MARK,
        TokenKind::Number => return Word { classes, cue: NO_CUE, suffix: NO_SUFFIX },
        _ => {}
    }
    if let Some(entry) = WORDS.get(hash) {
        classes |= entry.value(0).split(' ').map(class_of).fold(0, |all, it| all | it);
    }
    if let Some(entry) = TITLES.get(hash) {
        classes |= class::TITLE | gender_of(entry.value(0));
    }
    if let Some(entry) = ROLES.get(hash) {
        classes |= class::ROLE | gender_of(entry.value(0));
        if entry.value(1) == "many" {
            classes |= class::MANY;
        }
        match entry.value(2) {
            "office" => classes |= class::OFFICE,
            "source" => classes |= class::SOURCE,
            _ => {}
        }
    }
    if let Some(entry) = NAMES.get(hash) {
        classes |= class::NAME | gender_of(entry.value(0));
    }
    if let Some(entry) = WORKS.get(hash) {
        classes |= if entry.value(0) == "work" { class::WORK } else { class::MAKER };
    }
    let cue = match CUES.get(hash) {
        Some(entry) if token.kind() == TokenKind::Word => {
            classes |= class::CUE;
            entry.value(1).parse().expect("the strengths in cues.txt are small integers")
        }
        _ => NO_CUE,
    };
    let text = fold(document.slice(token.span));
    match &*text {
        "that" => classes |= class::THAT,
        "'s" | "'" if token.kind() == TokenKind::Clitic => classes |= class::GENITIVE,
        _ => {}
    }
    let tail = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let suffix = raw_hash(text.get(tail..).unwrap_or_default()) as u32;
    Word { classes, cue, suffix: NO_SUFFIX | suffix }
}

fn class_of(name: &str) -> u32 {
    match name {
        "he" => class::HE,
        "she" => class::SHE,
        "they" => class::THEY,
        "it" => class::IT,
        "first" => class::FIRST,
        "second" => class::SECOND,
        "object" => class::OBJECT,
        "possessive" => class::POSSESSIVE,
        "determiner" => class::DETERMINER,
        "preposition" => class::PREPOSITION,
        "conjunction" => class::CONJUNCTION,
        "relative" => class::RELATIVE,
        "finite" => class::AUXILIARY,
        "verb" => class::FINITE,
        "adverb" => class::ADVERB,
        "day" => class::DAY,
        "time" => class::TIME,
        other => unreachable!("words.txt has a class {other:?} that the code does not know"),
    }
}

fn gender_of(letter: &str) -> u32 {
    match letter {
        "m" => class::MALE,
        "f" => class::FEMALE,
        _ => 0,
    }
}
