//! What the scan knows of a token from its word type alone: looked at once per type, not once per token.
//!
//! It lies in eight bytes a type, so that those of the usual words stay close to the processor, and in a form that
//! takes no branch to be counted.

use rashomon_core::{Shape as TokenShape, Token};

use super::facts::End;
use super::lexicon::{LEXICON, WordClass};
use super::take::Tally;
use super::word::{DIGIT, LOWER, Shape, UPPER};

/// Longest word that counts as one of ASCII letters.
const LONGEST: usize = 60;

/// What a token's type tells; nothing if the type has not been met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Known(u64);

impl Known {
    // Counts, six bits each.
    const STOP: u64 = 1;
    const LOWER_CONTENT: u64 = 1 << 6;
    const CAPITALISED: u64 = 1 << 12;
    /// A double quotation mark.
    const QUOTE: u64 = 1 << 18;
    /// A stop word of another language.
    const FOREIGN: u64 = 1 << 24;
    /// How the line ends with this token: four bits of an [`Ending`].
    const END_SHIFT: u32 = 30;
    /// As many bits, all set if the line ends as it did before the token.
    const KEEPS_SHIFT: u32 = 34;
    const KEEPS_END: u64 = 15 << Self::KEEPS_SHIFT;
    // Flags.
    const VERB: u64 = 1 << 38;
    const WITH_LOWER: u64 = 1 << 39;
    const WITH_UPPER: u64 = 1 << 40;
    /// The type has been met.
    const MET: u64 = 1 << 41;
    /// A word of ASCII letters that means the same wherever it stands behind the first two words of a line, or a mark:
    /// what is said here is all. Of any other token the neighbours or the bytes matter.
    const FAST: u64 = 1 << 42;
    /// Such a word.
    const PLAIN: u64 = 1 << 43;
    /// A word of ASCII letters.
    const WORD: u64 = 1 << 44;
    /// A word ends before it, even if no space stands between them.
    const PARTS: u64 = 1 << 46;
    /// An apostrophe and letters: nothing behind a word.
    const CLITIC: u64 = 1 << 47;
    /// Nothing but digits.
    const DIGITS: u64 = 1 << 48;
    /// One of the phrases that it opens inside a line may have but one word.
    const ALONE: u64 = 1 << 49;
    /// It may be the second word of a phrase.
    const SECOND: u64 = 1 << 50;
    /// It is nothing but a word, a stop word or a verb, wherever it stands.
    const COMMON: u64 = 1 << 51;
    /// The group of phrases that it opens inside a line, eleven bits.
    const GROUP_SHIFT: u32 = 52;
    const CONTENT: u64 = 1 << 63;
    /// What a [`Word`](super::word::Word) keeps: all from here on.
    const ABOUT_SHIFT: u32 = 48;
    /// What is kept of a word that may be any.
    pub(super) const ANY_WORD: u16 = (Self::SECOND >> Self::ABOUT_SHIFT) as u16;

    /// A token that adds nothing at all.
    pub(super) const NOTHING: Self = Self(Self::FAST | Self::KEEPS_END);

    /// What may go on as a word does.
    pub(super) const LETTER: Self = Self(Self::PLAIN);

    /// What is known of a token with this text and hash.
    pub(crate) fn of(word: &str, hash: u64) -> Self {
        Self::new(word, LEXICON.class(hash), LEXICON.may_be_second(hash))
    }

    fn new(word: &str, class: WordClass, second: bool) -> Self {
        if !is_word(word) {
            let parts = flag(parts(word), Self::PARTS) | flag(is_clitic(word), Self::CLITIC);
            return Self(of_mark(word) | parts | flag(is_digits(word), Self::DIGITS) | Self::MET);
        }
        let content = is_content(word.len(), class.has(WordClass::STOP));
        let first_upper = word.starts_with(|it: char| it.is_ascii_uppercase());
        let plain = !class.looks_around();
        let opens = plain && !class.is_plain(2);
        Self(
            flag(class.has(WordClass::STOP), Self::STOP)
                | flag(content && !first_upper, Self::LOWER_CONTENT)
                | flag(first_upper, Self::CAPITALISED)
                // Names hold foreign stop words too ("Los Angeles"): only small ones count.
                | flag(class.languages() != 0 && !first_upper, Self::FOREIGN)
                | flag(class.has(WordClass::VERB), Self::VERB)
                | flag(word.bytes().any(|it| it.is_ascii_lowercase()), Self::WITH_LOWER)
                | flag(word.bytes().any(|it| it.is_ascii_uppercase()), Self::WITH_UPPER)
                | flag(plain, Self::FAST | Self::PLAIN)
                | flag(class.is_plain(0), Self::COMMON)
                | flag(content, Self::CONTENT)
                | flag(opens, u64::from(class.group()) << Self::GROUP_SHIFT)
                | flag(opens && LEXICON.may_be_alone(class.group()), Self::ALONE)
                | flag(second, Self::SECOND)
                | Self::MET
                | Self::WORD,
        )
    }

    #[inline]
    fn has(self, bits: u64) -> bool {
        self.0 & bits != 0
    }

    /// Whether the type has been met.
    #[inline]
    pub(crate) fn is_met(self) -> bool {
        self.has(Self::MET)
    }

    /// The shape of a token of nothing but ASCII letters or nothing but digits.
    pub(super) fn shape(self, token: &Token) -> Option<Shape> {
        let shape = Shape {
            end: token.span.end() as usize,
            classes: flag8(self.has(Self::WITH_LOWER), LOWER)
                | flag8(self.has(Self::WITH_UPPER), UPPER)
                | flag8(self.has(Self::DIGITS), DIGIT),
            first_upper: self.has(Self::CAPITALISED),
            hash: token.hash,
            ..Shape::default()
        };
        self.has(Self::WORD | Self::DIGITS).then_some(shape)
    }

    /// The class of the word, if it can be told without the lists.
    pub(super) fn class(self) -> Option<WordClass> {
        let class = WordClass::common(self.has(Self::STOP), self.has(Self::VERB));
        self.has(Self::COMMON).then_some(class)
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
    pub(super) fn is_clitic(self) -> bool {
        self.has(Self::CLITIC)
    }

    /// Whether it is a word that may go on with the token behind it, which has this shape.
    #[inline]
    pub(super) fn goes_on_with(self, next: Self, shape: TokenShape) -> bool {
        let glued = u64::from(shape.0 / TokenShape::GLUED);
        let plain = self.0 >> Self::PLAIN.trailing_zeros();
        let parts = next.0 >> Self::PARTS.trailing_zeros();
        glued & plain & !parts & 1 != 0
    }

    /// What is kept of it with the word.
    #[inline]
    pub(super) fn about_word(self) -> u16 {
        (self.0 >> Self::ABOUT_SHIFT) as u16
    }

    /// The same of a word with content or without, that opens these phrases.
    pub(super) fn about(content: bool, group: u16) -> u16 {
        let group = u64::from(group) << Self::GROUP_SHIFT;
        Self(flag(content, Self::CONTENT) | group).about_word() | Self::ANY_WORD
    }

    /// Whether a phrase may begin with a word of which this is kept, before one of which `next` is kept.
    #[inline]
    pub(super) fn may_open(about: u16, next: u16) -> bool {
        const SECOND: u32 = Known::SECOND.trailing_zeros() - Known::ABOUT_SHIFT;
        const ALONE: u32 = Known::ALONE.trailing_zeros() - Known::ABOUT_SHIFT;
        (about >> ALONE | next >> SECOND) & 1 != 0 && Self::group(about) != 0
    }

    /// Whether a word of which this is kept has content.
    pub(super) fn is_content(about: u16) -> bool {
        u64::from(about) << Self::ABOUT_SHIFT & Self::CONTENT != 0
    }

    /// The group of phrases that a word opens of which this is kept; 0 if none.
    pub(super) fn group(about: u16) -> u16 {
        const MOST: u16 = (1 << 11) - 1;
        about >> (Self::GROUP_SHIFT - Self::ABOUT_SHIFT) & MOST
    }
}

/// How a line ends, in the lowest four bits: the number of the [`End`], and whether the line is closed as a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending(u64);

impl Ending {
    const CLOSES: u64 = 8;

    #[inline]
    pub(super) fn of(end: End) -> Self {
        let closes = matches!(end, End::Stop | End::Question);
        Self(end as u64 | flag(closes, Self::CLOSES))
    }

    #[inline]
    pub(super) fn end(self) -> End {
        // No end has the last two numbers of three bits.
        End::ALL.get(self.0 as usize & 7).copied().unwrap_or_default()
    }

    /// With one more token.
    #[inline]
    pub(super) fn after(self, token: Known) -> Self {
        Self((self.0 & (token.0 >> Known::KEEPS_SHIFT)) | (token.0 >> Known::END_SHIFT))
    }

    /// 1 if a token opens the next sentence: a capital after a stop.
    #[inline]
    pub(super) fn opens(self, token: Known) -> u32 {
        let capital = token.0 >> Known::CAPITALISED.trailing_zeros();
        (self.0 >> Self::CLOSES.trailing_zeros() & capital & 1) as u32
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

/// `'s`, `’re`: what is passed over behind a word.
fn is_clitic(token: &str) -> bool {
    let letters = token.strip_prefix(['\'', '’']).unwrap_or_default();
    !letters.is_empty() && letters.bytes().all(|it| it.is_ascii_alphabetic())
}

fn is_digits(token: &str) -> bool {
    !token.is_empty() && token.len() <= LONGEST && token.bytes().all(|it| it.is_ascii_digit())
}

fn of_mark(mark: &str) -> u64 {
    let ends = |end: End| Known::FAST | Ending::of(end).0 << Known::END_SHIFT;
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

/// Counts side by side in one number, six bits for each that [`Known`] counts; and the flags that any token has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    sum: u64,
    any: u64,
}

impl Counts {
    /// Tokens whose counts may be added up without one of them growing into the next.
    pub(super) const MOST: usize = 63;

    /// Counts a token. What is no count overflows, and means nothing here.
    #[inline]
    pub(super) fn add(&mut self, known: Known) {
        self.sum = self.sum.wrapping_add(known.0);
        self.any |= known.0;
    }

    fn get(self, sort: u64) -> u32 {
        (self.sum >> sort.trailing_zeros()) as u32 & 63
    }

    /// Adds the counts to those of a line.
    pub(super) fn add_to(self, tally: &mut Tally) {
        let facts = &mut tally.facts;
        facts.stops += self.get(Known::STOP);
        facts.lower_content += self.get(Known::LOWER_CONTENT);
        facts.capitalised += self.get(Known::CAPITALISED);
        facts.quotes += self.get(Known::QUOTE);
        tally.foreign += self.get(Known::FOREIGN);
        tally.verb |= self.any & Known::VERB != 0;
        tally.classes |= flag8(self.any & Known::WITH_LOWER != 0, LOWER);
        tally.classes |= flag8(self.any & Known::WITH_UPPER != 0, UPPER);
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::End;
    use super::super::word::{LOWER, UPPER};
    use super::{Counts, Ending, Known, Tally};

    #[test]
    fn counts_stay_apart() {
        let one = Known::STOP | Known::LOWER_CONTENT | Known::CAPITALISED | Known::QUOTE;
        let most = Known(!0 << 30 | one | Known::FOREIGN);
        let mut sum = Counts::default();
        for _ in 0..Counts::MOST {
            sum.add(most);
        }
        let mut tally = Tally::default();
        sum.add_to(&mut tally);
        let (facts, all) = (tally.facts, Counts::MOST as u32);
        assert_eq!((facts.stops, facts.lower_content, facts.capitalised), (all, all, all));
        assert_eq!((facts.quotes, tally.foreign), (all, all));
        assert_eq!((tally.verb, tally.classes), (true, UPPER | LOWER));
    }

    #[test]
    fn endings_are_those_of_the_last_mark_that_ends() {
        let known = |token: &str| Known::new(token, super::WordClass::default(), false);
        for end in End::ALL {
            assert_eq!(Ending::of(end).end(), end);
            assert_eq!(Ending::of(end).after(known("”")).end(), end);
            assert_eq!(Ending::of(end).after(known("lamp")).end(), End::None);
            assert_eq!(Ending::of(end).after(known("?")).end(), End::Question);
            let closes = matches!(end, End::Stop | End::Question);
            assert_eq!(Ending::of(end).after(known(")")).opens(known("Lamp")), u32::from(closes));
            assert_eq!(Ending::of(end).opens(known("lamp")), 0);
        }
    }
}
