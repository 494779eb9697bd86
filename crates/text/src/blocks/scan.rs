//! One pass over a line: counts, shapes and patterns.

use rashomon_core::{Span, fold_hash};

use super::lexicon::{LANGUAGES, LEXICON, Lexicon, List, WordClass};

/// A word of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    hash: u64,
    start: u32,
    end: u32,
}

impl Word {
    /// Hash of the word; the last bit is not part of it.
    pub(super) fn key(self) -> u64 {
        self.hash | 1
    }

    /// Whether it has more than three letters and is no stop word.
    pub(super) fn is_content(self) -> bool {
        self.hash & 1 == 1
    }
}

/// How a line ends, closing quotes and brackets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum End {
    /// With a word.
    #[default]
    None,
    /// With `.`, `!` or `?`.
    Stop,
    /// With `?`.
    Question,
    /// With `,` or `;`.
    Comma,
    /// With `:`.
    Colon,
    /// With dots.
    Ellipsis,
}

/// Patterns of a line, as bits.
pub(super) mod flag {
    /// Opens like a link, a button or the label of a list.
    pub(crate) const ACTION: u32 = 1;
    /// Holds a phrase of pages that are not the report.
    pub(crate) const ANYWHERE: u32 = 1 << 1;
    /// Photo credit.
    pub(crate) const CREDIT: u32 = 1 << 2;
    /// Words of captions.
    pub(crate) const PICTURE: u32 = 1 << 3;
    /// A month with a number, or a date in figures.
    pub(crate) const DATE: u32 = 1 << 4;
    /// A time of day or "hours ago".
    pub(crate) const TIME: u32 = 1 << 5;
    /// Nothing but a time, as on a player.
    pub(crate) const CLOCK: u32 = 1 << 6;
    /// Opens with "by" and does not close as a sentence.
    pub(crate) const BYLINE: u32 = 1 << 7;
    /// Words of the note on the author.
    pub(crate) const BIOGRAPHY: u32 = 1 << 8;
    /// Time stamp of a comment.
    pub(crate) const STAMP: u32 = 1 << 9;
    /// Opens like the label of what follows the report.
    pub(crate) const END: u32 = 1 << 10;
    /// In another language.
    pub(crate) const FOREIGN: u32 = 1 << 11;
    /// A bar between labels: `|`, `»`, `•`, ` / `.
    pub(crate) const BAR: u32 = 1 << 12;
    /// First letter is lower case.
    pub(crate) const LOWER_START: u32 = 1 << 13;
    /// No lower-case letter.
    pub(crate) const ALL_CAPS: u32 = 1 << 14;
    /// No auxiliary and no verb of saying.
    pub(crate) const NO_VERB: u32 = 1 << 15;
    /// An address or a handle.
    pub(crate) const ADDRESS: u32 = 1 << 16;
    /// Opens with a bullet or a number.
    pub(crate) const BULLET: u32 = 1 << 17;
    /// A caption's own label: `Image caption`, `File photo:`, `(Image:`.
    pub(crate) const CAPTION_LABEL: u32 = 1 << 18;
    /// A photo credit at the very start or end of the line.
    pub(crate) const CREDIT_EDGE: u32 = 1 << 19;
    /// Opens with a quotation mark.
    pub(crate) const QUOTED: u32 = 1 << 20;
}

/// What one scan tells of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    pub(super) words: u32,
    pub(super) capitalised: u32,
    pub(super) stops: u32,
    pub(super) numbers: u32,
    /// Content words that start in lower case.
    pub(super) lower_content: u32,
    /// Sentences that end before the last one.
    pub(super) inner_ends: u32,
    pub(super) quotes: u32,
    pub(super) end: End,
    pub(super) flags: u32,
    /// Letters of the Latin alphabet, and of others.
    pub(super) latin: u32,
    pub(super) other: u32,
    /// The words, as a range of the page's.
    pub(super) first_word: u32,
    pub(super) end_word: u32,
    /// Hash of the folded words: equal for copies.
    pub(super) key: u64,
}

impl Facts {
    pub(super) fn has(&self, bits: u32) -> bool {
        self.flags & bits != 0
    }

    /// Whether the line closes as a sentence.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.end, End::Stop | End::Question)
    }

    fn stop_share(&self, percent: u32) -> bool {
        self.stops * 100 >= percent * self.words
    }

    /// A line that is surely prose.
    pub(super) fn is_seed(&self) -> bool {
        self.words >= 15
            && self.stop_share(25)
            && self.is_closed()
            && !self.has(
                flag::ACTION
                    | flag::ANYWHERE
                    | flag::BAR
                    | flag::FOREIGN
                    | flag::CAPTION_LABEL
                    | flag::CREDIT_EDGE,
            )
    }

    /// A line that is probably prose.
    pub(super) fn is_weak(&self) -> bool {
        self.words >= 8
            && self.stop_share(20)
            && (self.is_closed() || self.end == End::Colon)
            && !self.has(flag::ACTION | flag::FOREIGN)
    }
}

/// Reusable space of the scan.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// Words of all lines.
    pub(super) words: Vec<Word>,
    /// Words of the present line that open phrases, with their group.
    openers: Vec<(u32, u16)>,
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const HIGH: u8 = 8;
const SPACE: u8 = 16;
const ALNUM: u8 = LOWER | UPPER | DIGIT;

/// The class of each byte.
static CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t' | b'\r' | 11 | 12 => SPACE,
            0x80.. => HIGH,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// What the scan of a line keeps from word to word.
#[derive(Default)]
struct State {
    /// The word before was a number, a month or neither.
    before: Before,
    /// All letters and digits met, as bits of classes.
    shapes: u8,
    verb: bool,
    languages: [u32; LANGUAGES.len()],
    accented: u32,
    number_before_ago: u32,
    opens_quoted: bool,
    symbol: bool,
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
            let byte = bytes[at];
            match CLASS[usize::from(byte)] {
                SPACE => at += 1,
                0 => {
                    mark_ascii(&mut facts, &mut state, bytes, at, start, end);
                    at += 1;
                }
                HIGH => {
                    let Some(character) = text.get(at..).and_then(|it| it.chars().next()) else {
                        at += 1;
                        continue;
                    };
                    if character.is_alphanumeric() {
                        at = self.word(text, at, end, &mut facts, &mut state, lexicon);
                    } else {
                        mark_beyond_ascii(&mut facts, &mut state, character, at == start);
                        at += character.len_utf8();
                    }
                }
                _ => at = self.word(text, at, end, &mut facts, &mut state, lexicon),
            }
        }
        facts.end_word = self.words.len() as u32;
        conclude(&mut facts, &state, bytes, start, end);
        self.match_phrases(bytes, end, &mut facts, &state, lexicon);
        let opens_by = self
            .words
            .get(facts.first_word as usize)
            .is_some_and(|it| it.hash & !1 == lexicon.by & !1);
        if opens_by && facts.words >= 2 && facts.words <= 16 && !facts.is_closed() {
            facts.flags |= flag::BYLINE;
        }
        if is_foreign(&facts, &state) {
            facts.flags |= flag::FOREIGN;
        }
        facts
    }

    /// Reads the word at `at`, returns where it ends.
    fn word(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        facts: &mut Facts,
        state: &mut State,
        lexicon: &Lexicon,
    ) -> usize {
        let bytes = text.as_bytes();
        let mut shapes = 0;
        let mut at = start;
        let mut colons = 0;
        let mut slashes = 0;
        let mut other = 0;
        let mut first_upper = bytes[start].is_ascii_uppercase();
        while at < end {
            let class = CLASS[usize::from(bytes[at])];
            if class & ALNUM != 0 {
                shapes |= class;
                at += 1;
            } else if class == HIGH {
                let Some(character) = text.get(at..).and_then(|it| it.chars().next()) else {
                    break;
                };
                if !character.is_alphanumeric() {
                    break;
                }
                shapes |= HIGH | if character.is_lowercase() { LOWER } else { 0 };
                if character.is_uppercase() {
                    shapes |= UPPER;
                    first_upper |= at == start;
                }
                other += u32::from(character.is_alphabetic() && !is_latin(character));
                at += character.len_utf8();
            } else if bytes[start].is_ascii_digit()
                && matches!(bytes[at], b',' | b'.' | b':' | b'/' | b'-')
                && at + 1 < end
                && bytes[at + 1].is_ascii_digit()
            {
                colons += u32::from(bytes[at] == b':');
                slashes += u32::from(matches!(bytes[at], b'/' | b'-' | b'.'));
                at += 1;
            } else {
                break;
            }
        }
        let stem_end = at;
        at = skip_clitic(bytes, at, end);

        // A capital after a stop opens the next sentence.
        facts.inner_ends +=
            u32::from(first_upper && matches!(facts.end, End::Stop | End::Question));
        facts.end = End::None;
        if facts.words == 0 {
            let lower = !first_upper && shapes & (UPPER | LOWER) != 0;
            facts.flags |= if lower { flag::LOWER_START } else { 0 };
            let numbered = matches!(bytes.get(at), Some(b'.' | b')')) && shapes == DIGIT;
            facts.flags |= if numbered { flag::BULLET } else { 0 };
        }
        facts.words += 1;
        facts.capitalised += u32::from(first_upper);
        state.shapes |= shapes;
        let length = (stem_end - start) as u32;
        facts.other += other;
        if shapes & (LOWER | UPPER) != 0 || (shapes & HIGH != 0 && other == 0) {
            facts.latin += length.saturating_sub(other);
        }
        state.accented += u32::from(shapes & HIGH != 0 && other == 0);

        let hash = text.get(start..stem_end).map_or(0, fold_hash);
        facts.key = (facts.key ^ hash).wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(29);
        let mut content = false;
        if bytes[start].is_ascii_digit() {
            facts.numbers += 1;
            state.number_before_ago = 3;
            facts.flags |= if colons > 0 { flag::TIME } else { 0 };
            let date = slashes >= 2 || state.before == Before::Month;
            facts.flags |= if date { flag::DATE } else { 0 };
            state.before = Before::Number;
        } else {
            let class = lexicon.class(hash);
            let stop = class.has(WordClass::STOP);
            facts.stops += u32::from(stop);
            content = length > 3 && !stop;
            facts.lower_content += u32::from(content && !first_upper);
            state.number_before_ago = state.number_before_ago.saturating_sub(1);
            if class == WordClass::default() {
                state.before = Before::Other;
            } else {
                self.known_word(class, first_upper, facts, state);
            }
            if lexicon.address.contains(&hash)
                && (hash != lexicon.address[0] || start > 0 && bytes[start - 1] == b'.')
            {
                facts.flags |= flag::ADDRESS;
            }
        }
        self.words.push(Word {
            hash: (hash & !1) | u64::from(content),
            start: start as u32,
            end: stem_end as u32,
        });
        at
    }

    /// Takes in a word that some list holds.
    fn known_word(
        &mut self,
        class: WordClass,
        first_upper: bool,
        facts: &mut Facts,
        state: &mut State,
    ) {
        state.verb |= class.has(WordClass::VERB);
        // Names hold foreign stop words too ("Los Angeles"): only small ones count, or the first word.
        if class.languages() != 0 && (!first_upper || facts.words == 1) {
            for (number, count) in state.languages.iter_mut().enumerate() {
                *count += (class.languages() >> number) & 1;
            }
        }
        let month = class.has(WordClass::MONTH) && first_upper;
        if month && state.before == Before::Number {
            facts.flags |= flag::DATE;
        }
        if class.has(WordClass::HALF) && state.before == Before::Number {
            facts.flags |= flag::TIME;
        }
        if class.has(WordClass::AGO) && state.number_before_ago > 0 {
            facts.flags |= flag::TIME;
        }
        state.before = if month { Before::Month } else { Before::Other };
        if class.group() != 0 {
            self.openers.push((self.words.len() as u32, class.group()));
        }
    }

    /// Sets the flags of the phrases that the line holds.
    fn match_phrases(
        &self,
        bytes: &[u8],
        end: usize,
        facts: &mut Facts,
        state: &State,
        lexicon: &Lexicon,
    ) {
        for &(index, group) in &self.openers {
            let following = self.words.get(index as usize + 1..).unwrap_or_default();
            for phrase in lexicon.phrases(group) {
                let matches = phrase.rest.len() <= following.len()
                    && phrase.rest.iter().zip(following).all(|(a, b)| a & !1 == b.hash & !1);
                if matches {
                    let last = self.words[index as usize + phrase.rest.len()];
                    let first = self.words[index as usize];
                    let place = Place {
                        index: index - facts.first_word,
                        before: first.start.checked_sub(1).map_or(0, |it| bytes[it as usize]),
                        after: next_visible(bytes, last.end as usize, end),
                        left: end as u32 - last.end,
                    };
                    facts.flags |= meaning(phrase.list, phrase.most, &place, facts, state);
                }
            }
        }
    }
}

/// Where a phrase stands in its line.
struct Place {
    /// Number of its first word.
    index: u32,
    before: u8,
    after: u8,
    /// Bytes from its end to the line's.
    left: u32,
}

/// The flags that a phrase gives to its line.
fn meaning(list: List, most: u32, place: &Place, facts: &Facts, state: &State) -> u32 {
    let label = matches!(place.after, b':' | b'|');
    // "12 Comments", "5 min read": the count comes first.
    let anchored = !state.opens_quoted
        && (place.index == 0 || (place.index == 1 && facts.numbers > 0 && facts.words <= 8));
    let in_brackets = matches!(place.before, b'(' | b'[') && place.left <= 40;
    match list {
        List::Action | List::End => {
            let short =
                facts.words <= most && !(most != u32::MAX && facts.is_closed() && facts.words > 6);
            if !anchored || !(short || label) {
                0
            } else if list == List::End && facts.words <= 14 {
                flag::ACTION | flag::END
            } else {
                flag::ACTION
            }
        }
        List::Anywhere => flag::ANYWHERE,
        List::Credit if place.index == 0 && label => flag::CREDIT | flag::CAPTION_LABEL,
        List::Credit if place.left <= 2 && facts.words >= 5 => flag::CREDIT | flag::CREDIT_EDGE,
        List::Credit => flag::CREDIT,
        List::CreditLabel => {
            let slash = place.after == b'/' || place.before == b'/';
            if place.after == b':' && (place.index == 0 || in_brackets) {
                flag::CREDIT | flag::CAPTION_LABEL
            } else if in_brackets || (slash && (place.index <= 5 || place.left <= 30)) {
                flag::CREDIT | flag::CREDIT_EDGE
            } else if place.after == b':' || slash {
                flag::CREDIT
            } else {
                0
            }
        }
        List::CreditShort if facts.words <= most => flag::CREDIT,
        List::CreditShort => 0,
        List::Picture => flag::PICTURE,
        List::Biography => flag::BIOGRAPHY,
    }
}

/// Takes in a punctuation mark of ASCII.
fn mark_ascii(
    facts: &mut Facts,
    state: &mut State,
    bytes: &[u8],
    at: usize,
    start: usize,
    end: usize,
) {
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
            state.opens_quoted |= facts.words == 0;
        }
        b'\'' => state.opens_quoted |= facts.words == 0,
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
fn mark_beyond_ascii(facts: &mut Facts, state: &mut State, character: char, first: bool) {
    match character {
        '“' | '”' | '„' | '‟' => {
            facts.quotes += 1;
            state.opens_quoted |= facts.words == 0;
        }
        '‘' | '’' => state.opens_quoted |= facts.words == 0,
        '…' => facts.end = End::Ellipsis,
        '»' | '«' | '•' | '·' | '→' | '←' | '›' => {
            facts.flags |= flag::BAR | if first { flag::BULLET } else { 0 };
        }
        '–' | '—' if first => facts.flags |= flag::BULLET,
        '©' if facts.words <= 1 => facts.flags |= flag::ACTION,
        '©' => facts.flags |= flag::CREDIT,
        _ => state.symbol = true,
    }
}

/// Sets what shows only at the end of the line.
fn conclude(facts: &mut Facts, state: &State, bytes: &[u8], start: usize, end: usize) {
    let mut set = |condition: bool, bits: u32| facts.flags |= if condition { bits } else { 0 };
    set(state.shapes & UPPER != 0 && state.shapes & LOWER == 0, flag::ALL_CAPS);
    set(!state.verb, flag::NO_VERB);
    set(state.opens_quoted, flag::QUOTED);
    set(is_clock(&bytes[start..end]), flag::CLOCK);
    let stamped =
        facts.words <= 10 && facts.flags & flag::DATE != 0 && facts.flags & flag::TIME != 0;
    facts.flags |= if stamped { flag::STAMP } else { 0 };
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
    let least = if facts.words < 8 && state.accented == 0 { 3 } else { 2 };
    // In short lines a name such as "Rio de la Plata" weighs too much.
    let share = if facts.words < 8 { 40 } else { 25 };
    facts.words >= 4
        && most >= least
        && most > 2 * facts.stops
        && (most + state.accented) * 100 >= share * facts.words
}

/// Letters of the Latin alphabet, with accents.
pub(super) fn is_latin(character: char) -> bool {
    matches!(character, 'a'..='z' | 'A'..='Z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}')
}

/// The end of a clitic at `at` (`'s`, `’t`), or `at`.
fn skip_clitic(bytes: &[u8], at: usize, end: usize) -> usize {
    let length = match bytes.get(at..end) {
        Some([b'\'', ..]) => 1,
        Some([0xe2, 0x80, 0x99, ..]) => 3,
        _ => return at,
    };
    let letters = bytes[at + length..end].iter().take_while(|it| it.is_ascii_alphabetic()).count();
    if letters == 0 { at } else { at + length + letters }
}

/// The next byte that is no space; 0 at the end of the line.
fn next_visible(bytes: &[u8], from: usize, end: usize) -> u8 {
    bytes[from..end].iter().copied().find(|it| CLASS[usize::from(*it)] != SPACE).unwrap_or(0)
}
