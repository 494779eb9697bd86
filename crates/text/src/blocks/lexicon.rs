//! The word lists of the block classifier as one table: a word leads to its classes and to the phrases that it opens.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rashomon_core::fold_hash;

/// What is known of a word: bits of the constants below, and the group of phrases that it opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordClass(u32);

impl WordClass {
    pub(super) const STOP: u32 = 1;
    pub(super) const VERB: u32 = 1 << 1;
    pub(super) const MONTH: u32 = 1 << 2;
    pub(super) const DAY: u32 = 1 << 3;
    pub(super) const HALF: u32 = 1 << 4;
    pub(super) const ZONE: u32 = 1 << 5;
    pub(super) const AGO: u32 = 1 << 6;
    /// Stop word of the first of [`LANGUAGES`]; the others follow.
    pub(super) const FOREIGN: u32 = 1 << 7;
    /// `http`, `https`, `www`.
    pub(super) const SCHEME: u32 = 1 << 13;
    /// `com`, `org`, `net`.
    pub(super) const DOMAIN: u32 = 1 << 14;
    pub(super) const BY: u32 = 1 << 15;
    const GROUP_SHIFT: u32 = 16;
    /// All its phrases count at the start of a line only, and nothing else but a stop word or a verb is known of it.
    const OPENING: u32 = 1 << 31;

    /// The class of a word of which no more can be said.
    pub(super) fn common(stop: bool, verb: bool) -> Self {
        let bits = |condition: bool, bits: u32| if condition { bits } else { 0 };
        Self(bits(stop, Self::STOP) | bits(verb, Self::VERB))
    }

    pub(super) fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// Whether its meaning inside a line depends on the words around it.
    pub(super) fn looks_around(self) -> bool {
        self.has(Self::MONTH | Self::HALF | Self::AGO | Self::SCHEME | Self::DOMAIN)
    }

    /// Whether a word with `before` words in front of it is nothing but a stop word or a verb, or not listed at all.
    #[inline]
    pub(super) fn is_plain(self, before: u32) -> bool {
        self.0 & !(Self::STOP | Self::VERB) == 0 || (before > 1 && self.0 & Self::OPENING != 0)
    }

    /// The languages in which it is a stop word, one bit each.
    pub(super) fn languages(self) -> u32 {
        (self.0 / Self::FOREIGN) & ((1 << LANGUAGES.len()) - 1)
    }

    /// Number of the group of phrases that it opens; 0 if none.
    pub(super) fn group(self) -> u16 {
        ((self.0 & !Self::OPENING) >> Self::GROUP_SHIFT) as u16
    }
}

/// The foreign languages that have a list of stop words.
pub(super) const LANGUAGES: [&str; 6] = ["es", "fr", "de", "it", "pt", "nl"];

/// Which list a phrase is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Opens a line that is not the report.
    Action,
    /// As [`Self::Action`], and often opens what follows the report.
    End,
    /// Marks a line wherever it stands.
    Anywhere,
    /// A photo credit.
    Credit,
    /// A photo credit before a colon or slash, or in brackets.
    CreditLabel,
    /// A photo credit in a short line.
    CreditShort,
    /// A photo credit in brackets with a colon behind it.
    CreditBracket,
    /// Opens a caption.
    Caption,
    /// What captions say of a picture.
    Picture,
    /// A note on the author.
    Biography,
}

/// A phrase without its first word.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) list: List,
    /// The most words that a line with it may have.
    pub(super) most: u32,
    /// The second word; 0 if there is none.
    pub(super) second: u64,
    pub(super) rest: Vec<u64>,
}

/// All lists.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Open addressing by the low bits of the hash; the high bits tell words apart.
    slots: Box<[(u32, WordClass); SLOTS]>,
    groups: Vec<Group>,
    /// The second words of all phrases, sorted.
    seconds: Vec<u64>,
}

/// The phrases that a word opens.
#[derive(Debug, Default)]
struct Group {
    phrases: Vec<Phrase>,
    /// A bit for each word that may come second, by its hash; all of them if a phrase has one word.
    seconds: u64,
}

impl Group {
    fn new(phrases: Vec<Phrase>) -> Self {
        let bits = |it: &Phrase| if it.second == 0 { u64::MAX } else { bit_of(it.second) };
        let seconds = phrases.iter().fold(0, |all, it| all | bits(it));
        Self { phrases, seconds }
    }
}

/// One of 64 bits for each word.
fn bit_of(hash: u64) -> u64 {
    1 << (hash >> 58)
}

/// The lexicon, built when the first document is read.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

const SLOTS: usize = 4096;

impl Lexicon {
    fn new() -> Self {
        let mut words: BTreeMap<u64, u32> = BTreeMap::new();
        let mut mark =
            |word: &str, bits: u32| *words.entry(fold_hash(word) & !1).or_default() |= bits;
        for (word, _) in entries(include_str!("../../lexicon/blocks/stop.txt")) {
            mark(word, WordClass::STOP);
        }
        for (word, _) in entries(include_str!("../../lexicon/blocks/verbs.txt")) {
            mark(word, WordClass::VERB);
        }
        for (word, columns) in entries(include_str!("../../lexicon/blocks/stop_foreign.txt")) {
            for language in columns.split(' ') {
                let number = LANGUAGES.iter().position(|it| *it == language);
                mark(word, WordClass::FOREIGN << number.expect("a listed language"));
            }
        }
        for (word, class) in entries(include_str!("../../lexicon/blocks/calendar.txt")) {
            mark(
                word,
                match class {
                    "month" => WordClass::MONTH,
                    "day" => WordClass::DAY,
                    "half" => WordClass::HALF,
                    "zone" => WordClass::ZONE,
                    _ => WordClass::AGO,
                },
            );
        }

        for word in ["http", "https", "www"] {
            mark(word, WordClass::SCHEME);
        }
        for word in ["com", "org", "net"] {
            mark(word, WordClass::DOMAIN);
        }
        mark("by", WordClass::BY);

        let mut groups: BTreeMap<u64, Vec<Phrase>> = BTreeMap::new();
        for (text, list, most) in phrases() {
            let mut hashes = text.split(' ').map(|it| fold_hash(without_clitic(it)) & !1);
            let first = hashes.next().expect("split yields at least one piece");
            let rest: Vec<u64> = hashes.collect();
            let second = rest.first().copied().unwrap_or(0);
            let phrase = Phrase { list, most, second, rest };
            groups.entry(first).or_default().push(phrase);
        }
        let mut table = vec![Group::default()];
        for (first, group) in groups {
            let word = words.entry(first).or_default();
            let opening = group.iter().all(|it| matches!(it.list, List::Action | List::End))
                && *word & !(WordClass::STOP | WordClass::VERB) == 0;
            *word |= (table.len() as u32) << WordClass::GROUP_SHIFT;
            *word |= if opening { WordClass::OPENING } else { 0 };
            table.push(Group::new(group));
        }

        assert!(words.len() * 4 < SLOTS * 3, "the lists outgrow their table");
        let mut slots = vec![(0, WordClass(0)); SLOTS].into_boxed_slice();
        for (hash, class) in words {
            let mut slot = (hash >> 1) as usize % SLOTS;
            while slots[slot].1.0 != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = ((hash >> 32) as u32, WordClass(class));
        }
        let slots = slots.try_into().expect("the table has as many slots");
        let seconds = table.iter().flat_map(|it| &it.phrases).map(|it| it.second);
        let mut seconds: Vec<u64> = seconds.collect();
        seconds.sort_unstable();
        Self { slots, groups: table, seconds }
    }

    /// Whether the word with this hash is the second one of a phrase.
    pub(super) fn may_be_second(&self, hash: u64) -> bool {
        self.seconds.binary_search(&(hash & !1)).is_ok()
    }

    /// Whether a phrase of this group has but one word.
    pub(super) fn may_be_alone(&self, group: u16) -> bool {
        self.groups[usize::from(group)].phrases.iter().any(|it| it.second == 0)
    }

    /// The classes of the word with this hash.
    #[inline]
    pub(super) fn class(&self, hash: u64) -> WordClass {
        let mut slot = (hash >> 1) as usize % SLOTS;
        loop {
            let (tag, class) = self.slots[slot];
            if class.0 == 0 || tag == (hash >> 32) as u32 {
                return class;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The phrases of a group that may go on with the word of this hash; others of the group may be among them.
    #[inline]
    pub(super) fn phrases(&self, group: u16, second: u64) -> &[Phrase] {
        let group = &self.groups[usize::from(group)];
        if group.seconds & bit_of(second) == 0 { &[] } else { &group.phrases }
    }
}

/// Entries of a list with their columns.
fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines()
        .filter(|it| !it.starts_with('#') && !it.is_empty())
        .map(|line| line.split_once('\t').unwrap_or((line, "")))
}

/// All phrases: text, list, the most words of their line.
fn phrases() -> Vec<(&'static str, List, u32)> {
    let mut phrases = Vec::new();
    for (text, columns) in entries(include_str!("../../lexicon/blocks/action.txt")) {
        let (most, end) = columns.split_once('\t').unwrap_or((columns, "-"));
        let list = if end == "end" { List::End } else { List::Action };
        phrases.push((text, list, most.parse().unwrap_or(u32::MAX)));
    }
    for (text, rule) in entries(include_str!("../../lexicon/blocks/credit.txt")) {
        phrases.push(match rule {
            "label" => (text, List::CreditLabel, u32::MAX),
            "short" => (text, List::CreditShort, 12),
            "caption" => (text, List::Caption, u32::MAX),
            "bracket" => (text, List::CreditBracket, u32::MAX),
            _ => (text, List::Credit, u32::MAX),
        });
    }
    for (list, file) in [
        (List::Anywhere, include_str!("../../lexicon/blocks/anywhere.txt")),
        (List::Picture, include_str!("../../lexicon/blocks/picture.txt")),
        (List::Biography, include_str!("../../lexicon/blocks/biography.txt")),
    ] {
        phrases.extend(entries(file).map(|(text, _)| (text, list, u32::MAX)));
    }
    phrases
}

/// `today's` -> `today`, as the scan cuts words.
fn without_clitic(word: &str) -> &str {
    word.split_once('\'').map_or(word, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use rashomon_core::fold_hash;

    use super::{LEXICON, List, WordClass, entries, phrases};

    #[test]
    fn words_have_their_classes() {
        let class = |word| LEXICON.class(fold_hash(word));
        assert!(class("The").has(WordClass::STOP));
        assert!(class("said").has(WordClass::VERB));
        assert!(class("Nov").has(WordClass::MONTH));
        assert_eq!(class("als").languages(), 1 << 5);
        assert_eq!(class("zebra"), WordClass::default());
        let group = LEXICON.phrases(class("leave").group(), fold_hash("a"));
        assert!(group.iter().any(|it| it.list == List::End && it.rest.len() == 2));
    }

    #[test]
    fn no_phrase_is_listed_twice_in_a_list() {
        let mut all: Vec<_> = phrases().iter().map(|(it, list, _)| (*it, *list as u8)).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn lists_are_written_as_the_scan_reads() {
        for (text, ..) in phrases() {
            assert!(text.split(' ').all(|it| !it.is_empty()), "{text:?}");
            assert!(!text.contains(|it: char| it.is_ascii_punctuation() && it != '\''), "{text:?}");
        }
        assert_eq!(entries("# head\na\tb c\n").collect::<Vec<_>>(), [("a", "b c")]);
    }
}
