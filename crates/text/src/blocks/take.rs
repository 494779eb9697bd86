//! What words and marks add to the facts of their line.

use super::facts::{End, Facts, flag};
use super::known::is_content;
use super::lexicon::{LANGUAGES, Lexicon, WordClass};
use super::word::{ALNUM, CLASS, DIGIT, HIGH, LOWER, SPACE, Shape, UPPER, Word, skip_clitic};

/// The facts of a line as far as it has been read, and what they need to go on.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) facts: Facts,
    /// Classes of the bytes of all words.
    pub(super) classes: u8,
    pub(super) verb: bool,
    /// Number of the word behind the last number and behind the last month; 0 if there is none.
    after_number: u32,
    after_month: u32,
    /// Stop words of other languages.
    pub(super) foreign: u32,
    accented: u32,
}

/// The page's words, and which of them may open phrases in the present line.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) all: Roomy<Word>,
    pub(super) openers: Roomy<u32>,
}

/// Items that there is always room for.
pub(super) const ROOM: usize = 64;

/// Items in a buffer that is never emptied: room beyond its end is there to be written, whether or not it then counts.
#[derive(Debug, Default)]
pub(super) struct Roomy<T> {
    buffer: Vec<T>,
    len: usize,
}

impl<T: Copy + Default> Roomy<T> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn as_slice(&self) -> &[T] {
        &self.buffer[..self.len]
    }

    pub(super) fn push(&mut self, item: T) {
        self.room()[0] = item;
        self.len += 1;
    }

    /// Leaves the first `len` items.
    pub(super) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// Room behind the last item; [`grow`](Self::grow) takes in what is written there.
    #[inline]
    pub(super) fn room(&mut self) -> &mut [T; ROOM] {
        if self.buffer.len() < self.len + ROOM {
            self.make_room();
        }
        let room = self.buffer[self.len..].first_chunk_mut();
        room.expect("there is as much behind the last item")
    }

    #[cold]
    fn make_room(&mut self) {
        self.buffer.resize((self.len + ROOM).next_power_of_two(), T::default());
    }

    /// Takes in the first `more` items of the room.
    pub(super) fn grow(&mut self, more: usize) {
        self.len = (self.len + more).min(self.buffer.len());
    }
}

/// A line in its text.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Tally {
    /// Takes in a word that does not start with a digit; returns where to go on.
    pub(super) fn take_word(
        &mut self,
        line: Place,
        start: usize,
        shape: &Shape,
        class: WordClass,
        words: &mut Words,
    ) -> usize {
        let stop = class.has(WordClass::STOP);
        let content = is_content(shape.end - start, stop);
        self.facts.stops += u32::from(stop);
        self.facts.lower_content += u32::from(content && !shape.first_upper);
        self.verb |= class.has(WordClass::VERB);
        let mut group = 0;
        if !class.is_plain(self.facts.words) {
            self.take_listed(class, shape.first_upper, line.bytes, start);
            group = class.group();
        }
        if group != 0 {
            words.openers.push(words.all.len() as u32);
        }
        words.all.push(Word::new(shape.hash, content, start, shape.end, group));
        self.count(shape);
        skip_clitic(line.bytes, shape.end, line.end)
    }

    /// Takes in a word that starts with a digit.
    pub(super) fn take_number(
        &mut self,
        line: Place,
        start: usize,
        shape: &Shape,
        words: &mut Words,
    ) -> usize {
        let facts = &mut self.facts;
        facts.numbers += 1;
        facts.flags |= if shape.colons > 0 { flag::TIME } else { 0 };
        let behind_month = facts.words > 0 && self.after_month == facts.words;
        let date = shape.slashes >= 2 || behind_month;
        facts.flags |= if date { flag::DATE } else { 0 };
        let numbered = matches!(line.bytes.get(shape.end), Some(b'.' | b')'));
        if facts.words == 0 && numbered && shape.classes == DIGIT && shape.end < line.end {
            facts.flags |= flag::BULLET;
        }
        self.after_number = facts.words + 1;
        words.all.push(Word::new(shape.hash, false, start, shape.end, 0));
        self.count(shape);
        skip_clitic(line.bytes, shape.end, line.end)
    }

    /// Takes in a word of the lists that is more than a stop word or a verb.
    fn take_listed(&mut self, class: WordClass, first_upper: bool, bytes: &[u8], start: usize) {
        let facts = &mut self.facts;
        // Names hold foreign stop words too ("Los Angeles"): only small ones count, or the first word.
        self.foreign += u32::from(class.languages() != 0 && (!first_upper || facts.words == 0));
        let month = class.has(WordClass::MONTH) && first_upper;
        let numbered = self.after_number > 0;
        let behind_number = numbered && self.after_number == facts.words;
        // "3 hours ago", "2 days and": "ago" belongs to a number up to two words before it.
        let near_number = numbered && self.after_number + 1 >= facts.words;
        let mut set = |condition: bool, bits: u32| facts.flags |= if condition { bits } else { 0 };
        set(month && behind_number, flag::DATE);
        set(class.has(WordClass::HALF) && behind_number, flag::TIME);
        set(class.has(WordClass::AGO) && near_number, flag::TIME);
        set(class.has(WordClass::SCHEME), flag::ADDRESS);
        let dot = start.checked_sub(1).is_some_and(|it| bytes[it] == b'.');
        set(class.has(WordClass::DOMAIN) && dot, flag::ADDRESS);
        set(class.has(WordClass::BY) && facts.words == 0, flag::BYLINE);
        if month {
            self.after_month = facts.words + 1;
        }
    }

    /// Counts a word of any kind.
    fn count(&mut self, shape: &Shape) {
        let facts = &mut self.facts;
        // A capital after a stop opens the next sentence.
        let opens = shape.first_upper && facts.is_closed();
        facts.inner_ends += u32::from(opens);
        facts.end = End::None;
        if facts.words == 0 && !shape.first_upper && shape.classes & (UPPER | LOWER) != 0 {
            facts.flags |= flag::LOWER_START;
        }
        facts.words += 1;
        facts.capitalised += u32::from(shape.first_upper);
        self.classes |= shape.classes;
        facts.other += shape.other;
        self.accented += u32::from(shape.classes & HIGH != 0 && shape.other == 0);
    }

    /// Takes in a punctuation mark of ASCII.
    pub(super) fn take_mark(&mut self, line: Place, at: usize) {
        let Place { bytes, start, end } = line;
        let facts = &mut self.facts;
        let spaced = |it: usize| it >= end || CLASS[usize::from(bytes[it])] == SPACE;
        match bytes[at] {
            b'.' => facts.end = end_at_dot(line, at),
            b'!' => facts.end = End::Stop,
            b'?' => facts.end = End::Question,
            b',' | b';' => facts.end = End::Comma,
            b':' => facts.end = End::Colon,
            b'"' => {
                facts.quotes += 1;
                facts.flags |= if facts.words == 0 { flag::QUOTED } else { 0 };
            }
            b'\'' if facts.words == 0 => facts.flags |= flag::QUOTED,
            b'|' => facts.flags |= flag::BAR,
            b'/' if at > start && spaced(at - 1) && spaced(at + 1) => facts.flags |= flag::BAR,
            b'@' if at + 1 < end && CLASS[usize::from(bytes[at + 1])] & ALNUM != 0 => {
                facts.flags |= flag::ADDRESS;
            }
            b'*' | b'-' | b'+' if at == start => facts.flags |= flag::BULLET,
            _ => {}
        }
    }

    /// Takes in a mark beyond ASCII that is neither letter nor digit.
    pub(super) fn take_mark_beyond_ascii(&mut self, character: char, first: bool) {
        let facts = &mut self.facts;
        match character {
            '“' | '”' | '„' | '‟' => {
                facts.quotes += 1;
                facts.flags |= if facts.words == 0 { flag::QUOTED } else { 0 };
            }
            '‘' | '’' if facts.words == 0 => facts.flags |= flag::QUOTED,
            '…' => facts.end = End::Ellipsis,
            '»' | '«' | '•' | '·' | '→' | '←' | '›' => {
                facts.flags |= flag::BAR | if first { flag::BULLET } else { 0 };
            }
            '–' | '—' if first => facts.flags |= flag::BULLET,
            '©' if facts.words <= 1 => facts.flags |= flag::ACTION,
            '©' => facts.flags |= flag::CREDIT,
            _ => {}
        }
    }

    /// Sets what shows only at the end of the line.
    pub(super) fn conclude(&mut self, text: &str, line: Place, words: &[Word], lexicon: &Lexicon) {
        let foreign = self.is_foreign(|| most_of_a_language(text, words, lexicon));
        let facts = &mut self.facts;
        let mut set = |condition: bool, bits: u32| facts.flags |= if condition { bits } else { 0 };
        set(self.classes & UPPER != 0 && self.classes & LOWER == 0, flag::ALL_CAPS);
        set(!self.verb, flag::NO_VERB);
        set(is_clock(&line.bytes[line.start..line.end]), flag::CLOCK);
        set(foreign, flag::FOREIGN);
        let stamped =
            facts.words <= 10 && facts.flags & flag::DATE != 0 && facts.flags & flag::TIME != 0;
        facts.flags |= if stamped { flag::STAMP } else { 0 };
        if facts.is_closed() || !(2..=16).contains(&facts.words) {
            facts.flags &= !flag::BYLINE;
        }
    }

    /// Mostly letters of another script, or many stop words of one foreign language and hardly an English one. `most`
    /// tells how many there are of the language that has most; it is asked only if there are enough of all together.
    fn is_foreign(&self, most: impl FnOnce() -> u32) -> bool {
        let facts = &self.facts;
        if facts.other > 0 && facts.other > facts.latin {
            return true;
        }
        if facts.words < 4 || self.foreign < 2 || self.foreign <= 2 * facts.stops {
            return false;
        }
        let most = most();
        // In short lines a name such as "Rio de la Plata" weighs too much.
        let (least, share) = match (facts.words, self.accented) {
            (..8, 0) => (3, 40),
            (..8, _) | (..12, 0) => (2, 40),
            _ => (2, 25),
        };
        most >= least
            && most > 2 * facts.stops
            && (most + self.accented) * 100 >= share * facts.words
    }
}

/// The most stop words of one foreign language among the words of a line.
fn most_of_a_language(text: &str, words: &[Word], lexicon: &Lexicon) -> u32 {
    let mut all = [0; LANGUAGES.len()];
    for (index, word) in words.iter().enumerate() {
        let first = text.get(word.start()..).and_then(|it| it.chars().next());
        let counts = |it: char| !it.is_ascii_digit() && (index == 0 || !it.is_uppercase());
        if first.is_some_and(counts) {
            let languages = lexicon.class(word.key()).languages();
            for (number, count) in all.iter_mut().enumerate() {
                *count += languages >> number & 1;
            }
        }
    }
    all.into_iter().max().unwrap_or(0)
}

/// How a line ends at a dot: the second of two makes an ellipsis.
#[inline]
pub(super) fn end_at_dot(line: Place, at: usize) -> End {
    if at > line.start && line.bytes[at - 1] == b'.' { End::Ellipsis } else { End::Stop }
}

/// `2:46`, `0:00 / 1:02:46`: a player's clock and nothing else.
fn is_clock(line: &[u8]) -> bool {
    line.len() <= 24
        && line
            .iter()
            .all(|it| it.is_ascii_digit() || matches!(it, b':' | b' ' | b'/' | b'-' | b'(' | b')'))
        && line
            .windows(3)
            .any(|it| it[0].is_ascii_digit() && it[1] == b':' && it[2].is_ascii_digit())
}

#[cfg(test)]
mod tests;
