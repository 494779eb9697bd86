//! One pass over a line: counts, shapes and patterns.

use rashomon_core::Span;

use super::facts::{End, Facts, flag};
use super::lexicon::{LANGUAGES, LEXICON, Lexicon, WordClass};
use super::phrase;
use super::word::{
    ALNUM, CLASS, DIGIT, HIGH, LOWER, SPACE, Shape, UPPER, Word, read_any, read_plain, skip_clitic,
};

/// Reusable space of the scan.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// Words of all lines.
    pub(super) words: Vec<Word>,
    /// Words of the present line that open phrases, with their group.
    openers: Vec<(u32, u16)>,
    folded: String,
}

/// What the scan of a line keeps from word to word.
#[derive(Default)]
struct State {
    /// The word before was a number, a month or neither.
    before: Before,
    /// All letters and digits met, as classes of bytes.
    classes: u8,
    verb: bool,
    languages: [u32; LANGUAGES.len()],
    accented: u32,
    /// Words after a number in which "ago" belongs to it.
    number_before_ago: u32,
}

#[derive(Default, PartialEq, Eq)]
enum Before {
    Number,
    Month,
    #[default]
    Other,
}

impl Scanner {
    /// Scans the line at `span`.
    pub(super) fn scan(&mut self, text: &str, span: Span) -> Facts {
        let lexicon = &*LEXICON;
        let bytes = text.as_bytes();
        let (start, end) = (span.start() as usize, span.end() as usize);
        let mut facts = Facts {
            first_word: self.words.len() as u32,
            key: 0x9e37_79b9_7f4a_7c15,
            ..Facts::default()
        };
        let mut state = State::default();
        self.openers.clear();

        let mut at = start;
        while at < end {
            let class = CLASS[usize::from(bytes[at])];
            if class == SPACE {
                at += 1;
                continue;
            }
            let shape = if class & (LOWER | UPPER) != 0 {
                read_plain(bytes, at).unwrap_or_else(|| read_any(text, at, end, &mut self.folded))
            } else if class == DIGIT {
                let shape = read_any(text, at, end, &mut self.folded);
                at = self.take_number(bytes, at, end, &shape, &mut facts, &mut state);
                continue;
            } else if class == HIGH {
                let Some(character) = text.get(at..).and_then(|it| it.chars().next()) else {
                    at += 1;
                    continue;
                };
                // The block of dashes and curly quotes, by far the most common.
                let punctuation = matches!(character, '\u{2000}'..='\u{203f}');
                if punctuation || !character.is_alphanumeric() {
                    mark_beyond_ascii(&mut facts, character, at == start);
                    at += character.len_utf8();
                    continue;
                }
                read_any(text, at, end, &mut self.folded)
            } else {
                mark_ascii(&mut facts, bytes, at, start, end);
                at += 1;
                continue;
            };
            at = self.take_word(bytes, at, end, &shape, &mut facts, &mut state, lexicon);
        }
        facts.end_word = self.words.len() as u32;
        conclude(&mut facts, &state, bytes, start, end);
        facts.flags |= phrase::find(bytes, end, &self.words, &self.openers, &facts, lexicon);
        facts
    }

    /// Takes in a word that does not start with a digit; returns where to go on.
    #[inline]
    #[expect(
        clippy::too_many_arguments,
        reason = "the state of the scan, in registers where it matters"
    )]
    fn take_word(
        &mut self,
        bytes: &[u8],
        start: usize,
        end: usize,
        shape: &Shape,
        facts: &mut Facts,
        state: &mut State,
        lexicon: &Lexicon,
    ) -> usize {
        let class = lexicon.class(shape.hash);
        let stop = class.has(WordClass::STOP);
        let content = shape.end - start > 3 && !stop;
        facts.stops += u32::from(stop);
        facts.lower_content += u32::from(content && !shape.first_upper);
        state.number_before_ago = state.number_before_ago.saturating_sub(1);
        if class.is_plain(facts.words) {
            state.verb |= class.has(WordClass::VERB);
            state.before = Before::Other;
        } else {
            self.take_listed(class, shape.first_upper, bytes, start, facts, state);
        }
        self.words.push(Word::new(shape.hash, content, start, shape.end));
        count(shape, start, facts, state);
        skip_clitic(bytes, shape.end, end)
    }

    /// Takes in a word that starts with a digit.
    fn take_number(
        &mut self,
        bytes: &[u8],
        start: usize,
        end: usize,
        shape: &Shape,
        facts: &mut Facts,
        state: &mut State,
    ) -> usize {
        facts.numbers += 1;
        state.number_before_ago = 3;
        facts.flags |= if shape.colons > 0 { flag::TIME } else { 0 };
        let date = shape.slashes >= 2 || state.before == Before::Month;
        facts.flags |= if date { flag::DATE } else { 0 };
        let numbered = matches!(bytes.get(shape.end), Some(b'.' | b')'));
        if facts.words == 0 && numbered && shape.classes == DIGIT && shape.end < end {
            facts.flags |= flag::BULLET;
        }
        state.before = Before::Number;
        self.words.push(Word::new(shape.hash, false, start, shape.end));
        count(shape, start, facts, state);
        skip_clitic(bytes, shape.end, end)
    }

    /// Takes in a word of the lists that is more than a stop word or a verb.
    #[inline(never)]
    fn take_listed(
        &mut self,
        class: WordClass,
        first_upper: bool,
        bytes: &[u8],
        start: usize,
        facts: &mut Facts,
        state: &mut State,
    ) {
        state.verb |= class.has(WordClass::VERB);
        // Names hold foreign stop words too ("Los Angeles"): only small ones count, or the first word.
        if class.languages() != 0 && (!first_upper || facts.words == 0) {
            for (number, count) in state.languages.iter_mut().enumerate() {
                *count += (class.languages() >> number) & 1;
            }
        }
        let month = class.has(WordClass::MONTH) && first_upper;
        let mut set = |condition: bool, bits: u32| facts.flags |= if condition { bits } else { 0 };
        set(month && state.before == Before::Number, flag::DATE);
        set(class.has(WordClass::HALF) && state.before == Before::Number, flag::TIME);
        set(class.has(WordClass::AGO) && state.number_before_ago > 0, flag::TIME);
        set(class.has(WordClass::SCHEME), flag::ADDRESS);
        let dot = start.checked_sub(1).is_some_and(|it| bytes[it] == b'.');
        set(class.has(WordClass::DOMAIN) && dot, flag::ADDRESS);
        set(class.has(WordClass::BY) && facts.words == 0, flag::BYLINE);
        state.before = if month { Before::Month } else { Before::Other };
        if class.group() != 0 {
            self.openers.push((self.words.len() as u32, class.group()));
        }
    }
}

/// Counts a word of any kind.
#[inline]
fn count(shape: &Shape, start: usize, facts: &mut Facts, state: &mut State) {
    // A capital after a stop opens the next sentence.
    let opens = shape.first_upper && matches!(facts.end, End::Stop | End::Question);
    facts.inner_ends += u32::from(opens);
    facts.end = End::None;
    if facts.words == 0 && !shape.first_upper && shape.classes & (UPPER | LOWER) != 0 {
        facts.flags |= flag::LOWER_START;
    }
    facts.words += 1;
    facts.capitalised += u32::from(shape.first_upper);
    facts.key = (facts.key ^ shape.hash).wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(29);
    state.classes |= shape.classes;
    if shape.classes & HIGH == 0 {
        facts.latin +=
            if shape.classes & (UPPER | LOWER) == 0 { 0 } else { (shape.end - start) as u32 };
    } else if shape.other == 0 {
        facts.latin += (shape.end - start) as u32;
        state.accented += 1;
    } else {
        facts.other += shape.other;
    }
}

/// Takes in a punctuation mark of ASCII.
fn mark_ascii(facts: &mut Facts, bytes: &[u8], at: usize, start: usize, end: usize) {
    let spaced = |it: usize| it >= end || CLASS[usize::from(bytes[it])] == SPACE;
    match bytes[at] {
        b'.' => {
            let dots = at > start && bytes[at - 1] == b'.';
            facts.end = if dots { End::Ellipsis } else { End::Stop };
        }
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
fn mark_beyond_ascii(facts: &mut Facts, character: char, first: bool) {
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
fn conclude(facts: &mut Facts, state: &State, bytes: &[u8], start: usize, end: usize) {
    let mut set = |condition: bool, bits: u32| facts.flags |= if condition { bits } else { 0 };
    set(state.classes & UPPER != 0 && state.classes & LOWER == 0, flag::ALL_CAPS);
    set(!state.verb, flag::NO_VERB);
    set(is_clock(&bytes[start..end]), flag::CLOCK);
    let stamped =
        facts.words <= 10 && facts.flags & flag::DATE != 0 && facts.flags & flag::TIME != 0;
    facts.flags |= if stamped { flag::STAMP } else { 0 };
    facts.flags |= if is_foreign(facts, state) { flag::FOREIGN } else { 0 };
    if facts.is_closed() || !(2..=16).contains(&facts.words) {
        facts.flags &= !flag::BYLINE;
    }
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

/// Mostly letters of another script, or many stop words of one foreign language and hardly an English one.
fn is_foreign(facts: &Facts, state: &State) -> bool {
    if facts.other > 0 && facts.other > facts.latin {
        return true;
    }
    let most = state.languages.iter().copied().max().unwrap_or(0);
    // In short lines a name such as "Rio de la Plata" weighs too much.
    let (least, share) = match (facts.words, state.accented) {
        (..8, 0) => (3, 40),
        (..8, _) | (..12, 0) => (2, 40),
        _ => (2, 25),
    };
    facts.words >= 4
        && most >= least
        && most > 2 * facts.stops
        && (most + state.accented) * 100 >= share * facts.words
}
