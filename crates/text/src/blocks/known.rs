//! What the scan knows of a token from its word type alone: looked at once per type, not once per token.

use rashomon_core::{Token, Vocabulary};

use super::facts::End;
use super::lexicon::{LANGUAGES, LEXICON, WordClass};
use super::take::Tally;
use super::word::{LOWER, Shape, UPPER};

/// How the scan takes in a token, behind the first two words of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum How {
    /// The type has not been met.
    New,
    /// A word of ASCII letters that means the same wherever it stands.
    Plain,
    /// A word of ASCII letters with neighbours that matter.
    Listed,
    /// A mark without effect.
    Nothing,
    /// A double quotation mark.
    Quote,
    /// A full stop.
    Dot,
    /// A mark that ends a line or a part of it.
    Ends(End),
    /// Anything else: look at the bytes.
    Bytes,
}

/// Longest word that counts as one of ASCII letters.
const LONGEST: usize = 60;

/// What a token's type tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// What the word adds to the counts of its line.
    pub(super) counts: Counts,
    pub(super) class: WordClass,
    pub(super) how: How,
    /// Whether that is [`How::Plain`].
    pub(super) plain: bool,
    pub(super) content: bool,
    /// Whether it opens phrases inside a line.
    pub(super) opens: bool,
}

/// What is known of each word type of a vocabulary.
#[derive(Debug, Default)]
pub(super) struct Column {
    generation: u64,
    types: Vec<Known>,
}

impl Column {
    /// Makes the column fit a document with this vocabulary.
    pub(super) fn prepare(&mut self, vocabulary: Vocabulary) {
        if self.generation != vocabulary.generation {
            self.generation = vocabulary.generation;
            self.types.clear();
        }
        if self.types.len() < vocabulary.len as usize {
            self.types.resize(vocabulary.len as usize, Known::nothing(How::New));
        }
    }

    /// What is known so far.
    pub(super) fn types(&self) -> &[Known] {
        &self.types
    }

    /// What is known of a token's type; looks at the token if its type is new.
    pub(super) fn get(&mut self, text: &str, token: &Token) -> Known {
        let known = &mut self.types[token.word as usize];
        if known.how == How::New {
            *known = Known::new(text.get(token.span.range()).unwrap_or_default(), token.hash);
        }
        *known
    }
}

impl Known {
    /// Nothing but how to take the token in.
    const fn nothing(how: How) -> Self {
        Self {
            counts: Counts::NONE,
            class: WordClass::NONE,
            how,
            plain: false,
            content: false,
            opens: false,
        }
    }

    fn new(word: &str, hash: u64) -> Self {
        if word.len() > LONGEST || !word.bytes().all(|it| it.is_ascii_alphabetic()) {
            return Self::nothing(how_to_take_mark(word));
        }
        let class = LEXICON.class(hash);
        let content = is_content(word.len(), class.has(WordClass::STOP));
        let plain = !class.looks_around();
        Self {
            counts: Counts::new(word.as_bytes(), class, content),
            class,
            how: if plain { How::Plain } else { How::Listed },
            plain,
            content,
            opens: class.group() != 0 && !class.is_plain(2),
        }
    }

    /// The word at a token, if it is one of letters, and its class.
    pub(super) fn word(&self, token: &Token) -> Option<(Shape, WordClass)> {
        let shape = Shape {
            end: token.span.end() as usize,
            classes: self.counts.classes(),
            first_upper: self.counts.first_upper(),
            hash: token.hash,
            ..Shape::default()
        };
        matches!(self.how, How::Plain | How::Listed).then_some((shape, self.class))
    }
}

/// Whether a word of so many bytes has content.
pub(super) fn is_content(length: usize, stop: bool) -> bool {
    length > 3 && !stop
}

fn how_to_take_mark(mark: &str) -> How {
    match mark {
        "." => How::Dot,
        "!" => How::Ends(End::Stop),
        "?" => How::Ends(End::Question),
        "," | ";" => How::Ends(End::Comma),
        ":" => How::Ends(End::Colon),
        "\"" | "“" | "”" => How::Quote,
        "‘" | "’" | "'" | "(" | ")" | "[" | "]" | "-" | "–" | "—" | "$" | "%" => {
            How::Nothing
        }
        _ => How::Bytes,
    }
}

/// Counts of words side by side in two numbers: eight bits for each count of the first and each foreign language of
/// the second. The letters have the rest of the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    own: u64,
    foreign: u64,
}

const STOPS: u32 = 0;
const LOWER_CONTENT: u32 = 8;
const CAPITALISED: u32 = 16;
const VERBS: u32 = 24;
const WITH_LOWER: u32 = 32;
const WITH_UPPER: u32 = 40;
const LETTERS: u32 = 48;

impl Counts {
    /// Words whose counts may be added up without one of them growing into the next.
    pub(super) const MOST: usize = 255;

    pub(super) const NONE: Self = Self { own: 0, foreign: 0 };

    fn new(word: &[u8], class: WordClass, content: bool) -> Self {
        let first_upper = word.first().is_some_and(u8::is_ascii_uppercase);
        let count = |it: bool, shift: u32| u64::from(it) << shift;
        // Names hold foreign stop words too ("Los Angeles"): only small ones count.
        let languages = if first_upper { 0 } else { class.languages() };
        let foreign = |it: usize| count(languages >> it & 1 == 1, it as u32 * 8);
        Self {
            own: count(class.has(WordClass::STOP), STOPS)
                | count(content && !first_upper, LOWER_CONTENT)
                | count(first_upper, CAPITALISED)
                | count(class.has(WordClass::VERB), VERBS)
                | count(word.iter().any(u8::is_ascii_lowercase), WITH_LOWER)
                | count(word.iter().any(u8::is_ascii_uppercase), WITH_UPPER)
                | (word.len() as u64) << LETTERS,
            foreign: (0..LANGUAGES.len()).map(foreign).sum(),
        }
    }

    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        self.own += other.own;
        self.foreign += other.foreign;
    }

    #[inline]
    fn get(self, shift: u32) -> u32 {
        u32::from((self.own >> shift) as u8)
    }

    /// Whether there is a capital in front.
    #[inline]
    pub(super) fn first_upper(self) -> bool {
        self.get(CAPITALISED) > 0
    }

    /// Classes of the bytes.
    fn classes(self) -> u8 {
        let any = |shift: u32, class: u8| if self.get(shift) > 0 { class } else { 0 };
        any(WITH_LOWER, LOWER) | any(WITH_UPPER, UPPER)
    }

    /// Adds the counts to those of a line.
    pub(super) fn add_to(self, tally: &mut Tally) {
        let facts = &mut tally.facts;
        facts.stops += self.get(STOPS);
        facts.lower_content += self.get(LOWER_CONTENT);
        facts.capitalised += self.get(CAPITALISED);
        facts.latin += (self.own >> LETTERS) as u32;
        tally.verb |= self.get(VERBS) > 0;
        tally.classes |= self.classes();
        if self.foreign > 0 {
            for (count, more) in tally.languages.iter_mut().zip(self.foreign.to_le_bytes()) {
                *count += u32::from(more);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::word::{LOWER, UPPER};
    use super::{Counts, LANGUAGES, LONGEST, Tally};

    #[test]
    fn counts_stay_apart() {
        let most = Counts {
            own: 0x0000_0101_0101_0101 | (LONGEST as u64) << super::LETTERS,
            foreign: 0x0000_0101_0101_0101,
        };
        let mut sum = Counts::NONE;
        for _ in 0..Counts::MOST {
            sum.add(&most);
        }
        let mut tally = Tally::default();
        sum.add_to(&mut tally);
        let (facts, words) = (tally.facts, Counts::MOST as u32);
        assert_eq!((facts.stops, facts.lower_content, facts.capitalised), (words, words, words));
        assert_eq!(facts.latin, words * LONGEST as u32);
        assert_eq!(tally.languages, [words; LANGUAGES.len()]);
        assert_eq!((tally.verb, tally.classes), (true, UPPER | LOWER));
    }
}
