//! What the scan knows of a token from its word type alone: looked at once per type, not once per token.
//!
//! It lies in sixteen bytes a type, so that those of the usual words stay close to the processor, and in a form that
//! takes no branch to be counted.

use rashomon_core::{Shape as TokenShape, Token, Vocabulary};

use super::facts::End;
use super::lexicon::{LANGUAGES, LEXICON, WordClass};
use super::take::Tally;
use super::word::{LOWER, Shape, UPPER};

/// Longest word that counts as one of ASCII letters.
const LONGEST: usize = 60;

/// What a token's type tells; nothing if the type has not been met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Known {
    /// What it adds to the counts of its line, a byte each; in the upper half the flags.
    own: u64,
    /// The same for the foreign languages; in the two highest bytes the group of phrases that it opens inside a line.
    foreign: u64,
}

impl Known {
    // Counts.
    const STOP: u64 = 1;
    const LOWER_CONTENT: u64 = 1 << 8;
    const CAPITALISED: u64 = 1 << 16;
    /// A double quotation mark.
    const QUOTE: u64 = 1 << 24;
    // Flags.
    const VERB: u64 = 1 << 32;
    const WITH_LOWER: u64 = 1 << 33;
    const WITH_UPPER: u64 = 1 << 34;
    /// How the line ends with this token, as a number of three bits.
    const END_SHIFT: u32 = 48;
    /// The line ends as it did before the token.
    const KEEPS_END: u64 = 1 << 51;
    /// The type has been met.
    const MET: u64 = 1 << 52;
    /// A word of ASCII letters that means the same wherever it stands behind the first two words of a line, or a mark:
    /// what is said here is all. Of any other token the neighbours or the bytes matter.
    const FAST: u64 = 1 << 53;
    /// Such a word.
    const PLAIN: u64 = 1 << 54;
    /// A word of ASCII letters.
    const WORD: u64 = 1 << 55;
    const CONTENT: u64 = 1 << 56;
    /// A word ends before it, even if no space stands between them.
    const PARTS: u64 = 1 << 58;
    const GROUP_SHIFT: u32 = 48;

    fn new(word: &str, class: WordClass) -> Self {
        if !is_word(word) {
            let own = of_mark(word) | flag(parts(word), Self::PARTS) | Self::MET;
            return Self { own, foreign: 0 };
        }
        let content = is_content(word.len(), class.has(WordClass::STOP));
        let first_upper = word.starts_with(|it: char| it.is_ascii_uppercase());
        let plain = !class.looks_around();
        // Names hold foreign stop words too ("Los Angeles"): only small ones count.
        let languages = if first_upper { 0 } else { class.languages() };
        let foreign = |it: usize| u64::from(languages >> it & 1) << (8 * it);
        let opens = plain && !class.is_plain(2);
        Self {
            own: flag(class.has(WordClass::STOP), Self::STOP)
                | flag(content && !first_upper, Self::LOWER_CONTENT)
                | flag(first_upper, Self::CAPITALISED)
                | flag(class.has(WordClass::VERB), Self::VERB)
                | flag(word.bytes().any(|it| it.is_ascii_lowercase()), Self::WITH_LOWER)
                | flag(word.bytes().any(|it| it.is_ascii_uppercase()), Self::WITH_UPPER)
                | flag(plain, Self::FAST | Self::PLAIN)
                | flag(content, Self::CONTENT)
                | Self::MET
                | Self::WORD,
            foreign: (0..LANGUAGES.len()).map(foreign).sum::<u64>()
                | flag(opens, u64::from(class.group()) << Self::GROUP_SHIFT),
        }
    }

    #[inline]
    fn has(self, bits: u64) -> bool {
        self.own & bits != 0
    }

    #[inline]
    pub(super) fn is_fast(self) -> bool {
        self.has(Self::FAST)
    }

    #[inline]
    pub(super) fn is_plain(self) -> bool {
        self.has(Self::PLAIN)
    }

    #[inline]
    pub(super) fn is_content(self) -> bool {
        self.has(Self::CONTENT)
    }

    #[inline]
    pub(super) fn is_capitalised(self) -> bool {
        self.has(Self::CAPITALISED)
    }

    /// The group of phrases that it opens inside a line; 0 if none.
    #[inline]
    pub(super) fn opened_group(self) -> u16 {
        (self.foreign >> Self::GROUP_SHIFT) as u16
    }

    /// How the line ends with this token, if it ended so before; both as numbers.
    #[inline]
    pub(super) fn end_after(self, before: u64) -> u64 {
        let keeps = 0_u64.wrapping_sub(u64::from(self.has(Self::KEEPS_END)));
        (before & keeps) | (self.own >> Self::END_SHIFT & 7)
    }

    /// Classes of the bytes of a word.
    fn classes(self) -> u8 {
        flag8(self.has(Self::WITH_LOWER), LOWER) | flag8(self.has(Self::WITH_UPPER), UPPER)
    }
}

/// What is known of each word type of a vocabulary, and of the tokens of a text.
#[derive(Debug, Default)]
pub(super) struct Column {
    generation: u64,
    types: Vec<Known>,
    classes: Vec<WordClass>,
    tokens: Vec<Known>,
}

/// Tokens that are looked up at once.
const BATCH: usize = 64;

impl Column {
    /// Looks up the tokens of a text, which have this vocabulary. What is known of rare types lies far from the
    /// processor; so the look-ups come before everything that depends on them, and it fetches many side by side.
    pub(super) fn look_up(&mut self, text: &str, tokens: &[Token], vocabulary: Vocabulary) {
        if self.generation != vocabulary.generation {
            self.generation = vocabulary.generation;
            self.types.clear();
            self.classes.clear();
        }
        if self.types.len() < vocabulary.len as usize {
            self.types.resize(vocabulary.len as usize, Known::default());
            self.classes.resize(vocabulary.len as usize, WordClass::NONE);
        }
        self.tokens.clear();
        self.tokens.reserve(tokens.len());
        for batch in tokens.chunks(BATCH) {
            let first = self.tokens.len();
            let mut all = u64::MAX;
            self.tokens.extend(batch.iter().map(|it| {
                let known = self.types[it.word as usize];
                all &= known.own;
                known
            }));
            if all & Known::MET == 0 {
                self.meet(text, batch, first);
            }
            for (index, token) in (first..).zip(batch) {
                // The word before it may not end where its token does.
                if token.shape.has(TokenShape::GLUED)
                    && !self.tokens[index].has(Known::PARTS)
                    && let Some(before) = index.checked_sub(1)
                    && self.tokens[before].has(Known::PLAIN)
                {
                    self.tokens[before].own &= !Known::FAST;
                }
            }
        }
    }

    /// Looks at the tokens of a batch whose types are new; `first` is the number of its first token.
    #[cold]
    fn meet(&mut self, text: &str, batch: &[Token], first: usize) {
        for (index, token) in (first..).zip(batch) {
            if !self.tokens[index].has(Known::MET) {
                self.tokens[index] = self.met(text, token);
            }
        }
    }

    /// What is known of a token's type; looks at the token if its type is new.
    fn met(&mut self, text: &str, token: &Token) -> Known {
        let index = token.word as usize;
        if !self.types[index].has(Known::MET) {
            let word = text.get(token.span.range()).unwrap_or_default();
            self.classes[index] = LEXICON.class(token.hash);
            self.types[index] = Known::new(word, self.classes[index]);
        }
        self.types[index]
    }

    /// What is known of each token.
    pub(super) fn tokens(&self) -> &[Known] {
        &self.tokens
    }

    /// The word at a token and its class, if it is one of letters.
    pub(super) fn word(&self, index: usize, token: &Token) -> Option<(Shape, WordClass)> {
        let known = self.tokens[index];
        let shape = Shape {
            end: token.span.end() as usize,
            classes: known.classes(),
            first_upper: known.is_capitalised(),
            hash: token.hash,
            ..Shape::default()
        };
        known.has(Known::WORD).then(|| (shape, self.classes[token.word as usize]))
    }
}

fn is_word(token: &str) -> bool {
    token.len() <= LONGEST && token.bytes().all(|it| it.is_ascii_alphabetic())
}

/// Whether a word of so many bytes has content.
pub(super) fn is_content(length: usize, stop: bool) -> bool {
    length > 3 && !stop
}

fn flag(condition: bool, bits: u64) -> u64 {
    if condition { bits } else { 0 }
}

fn flag8(condition: bool, bits: u8) -> u8 {
    if condition { bits } else { 0 }
}

/// Whether a word ends before this token: it begins with a mark, but not with one that a clitic begins with.
fn parts(token: &str) -> bool {
    match token.as_bytes() {
        [] | [b'\'', ..] | [0xe2, 0x80, 0x99, ..] => false,
        [0xe2, 0x80, ..] => true,
        [first, ..] => first.is_ascii_punctuation(),
    }
}

fn of_mark(mark: &str) -> u64 {
    let ends = |end: End| Known::FAST | (end as u64) << Known::END_SHIFT;
    match mark {
        "." | "!" => ends(End::Stop),
        "?" => ends(End::Question),
        "," | ";" => ends(End::Comma),
        ":" => ends(End::Colon),
        "\"" | "“" | "”" => Known::FAST | Known::KEEPS_END | Known::QUOTE,
        "‘" | "’" | "'" | "(" | ")" | "[" | "]" | "-" | "–" | "—" | "$" | "%" => {
            Known::FAST | Known::KEEPS_END
        }
        _ => 0,
    }
}

/// Counts side by side in two numbers, eight bits for each that [`Known`] counts and each foreign language; and the flags
/// that any token has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    own: u64,
    foreign: u64,
    any: u64,
    any_foreign: u64,
}

impl Counts {
    /// Tokens whose counts may be added up without one of them growing into the next.
    pub(super) const MOST: usize = 255;

    /// Counts a token. What is no count overflows, and means nothing here.
    #[inline]
    pub(super) fn add(&mut self, known: Known) {
        self.own = self.own.wrapping_add(known.own);
        self.foreign = self.foreign.wrapping_add(known.foreign);
        self.any |= known.own;
        self.any_foreign |= known.foreign;
    }

    /// Whether one of the words opens phrases inside a line.
    pub(super) fn opens(self) -> bool {
        self.any_foreign >> Known::GROUP_SHIFT != 0
    }

    fn get(self, sort: u64) -> u32 {
        u32::from((self.own >> sort.trailing_zeros()) as u8)
    }

    /// Adds the counts to those of a line.
    pub(super) fn add_to(self, tally: &mut Tally) {
        let facts = &mut tally.facts;
        facts.stops += self.get(Known::STOP);
        facts.lower_content += self.get(Known::LOWER_CONTENT);
        facts.capitalised += self.get(Known::CAPITALISED);
        facts.quotes += self.get(Known::QUOTE);
        tally.verb |= self.any & Known::VERB != 0;
        tally.classes |= flag8(self.any & Known::WITH_LOWER != 0, LOWER);
        tally.classes |= flag8(self.any & Known::WITH_UPPER != 0, UPPER);
        for (count, more) in tally.languages.iter_mut().zip(self.foreign.to_le_bytes()) {
            *count += u32::from(more);
        }
    }
}

const _: () = assert!(LANGUAGES.len() <= 6, "six languages are counted side by side");

#[cfg(test)]
mod tests {
    use super::super::word::{LOWER, UPPER};
    use super::{Counts, Known, LANGUAGES, Tally};

    #[test]
    fn counts_stay_apart() {
        let most = Known { own: 0xffff_ffff_0101_0101, foreign: 0xffff_0101_0101_0101 };
        let mut sum = Counts::default();
        for _ in 0..Counts::MOST {
            sum.add(most);
        }
        let mut tally = Tally::default();
        sum.add_to(&mut tally);
        let (facts, all) = (tally.facts, Counts::MOST as u32);
        assert_eq!((facts.stops, facts.lower_content, facts.capitalised), (all, all, all));
        assert_eq!((facts.quotes, tally.languages), (all, [all; LANGUAGES.len()]));
        assert_eq!((tally.verb, tally.classes), (true, UPPER | LOWER));
    }
}
