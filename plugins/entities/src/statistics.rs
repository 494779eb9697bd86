//! How words are used in the whole document: evidence that one sentence alone does not give.

use std::ops::Range;

use rashomon_core::{Document, Sentence, Token, TokenKind};

use crate::per_document::PerDocument;
use crate::segment::{self, CaseMode, is_capitalized};
use crate::tags::{self, filter};
use crate::words::Words;

/// What the document shows of one folded word type.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Usage {
    /// Times it stands in lower case, at most 255.
    pub lower: u8,
    /// Times it stands with a capital where none is due, at most 255.
    pub capitalized: u8,
    /// Contexts in which it stands with a capital, as bits.
    pub contexts: u8,
}

/// After a title.
const AFTER_TITLE: u8 = 1;
/// After a preposition that places follow.
const AFTER_PLACE_WORD: u8 = 1 << 1;
/// Beside a word of speech.
const BESIDE_SPEECH: u8 = 1 << 2;
/// Before a noun that names a kind of organisation.
const BEFORE_ORG_HEAD: u8 = 1 << 3;
/// Before a bracket.
const BEFORE_BRACKET: u8 = 1 << 4;
/// Before another capitalised word.
const BEFORE_CAPITAL: u8 = 1 << 5;
/// After another capitalised word.
const AFTER_CAPITAL: u8 = 1 << 6;
/// After a first name.
const AFTER_FIRST_NAME: u8 = 1 << 7;

/// Usage of the words that a document has with capitals, by folded word type.
///
/// Most words of a document never have a capital in it, and those that are rare lie far apart in the memory of a worker. So
/// nothing is looked up for a word in lower case unless its hash is among those of the words with capitals.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    usages: PerDocument<Usage>,
    modes: Vec<CaseMode>,
    /// Tokens that may open a segment, in order, of the sentences that are read; behind them there is room.
    openers: Vec<u32>,
    with_capitals: Filter,
    /// Folded types of the words in lower case that may have capitals elsewhere; behind them there is room.
    lower: Vec<u32>,
}

impl Statistics {
    /// Counts the words of a document. `all`: also the parts of the page that analyzers pass over.
    pub(crate) fn count(&mut self, document: &dyn Document, words: &mut Words, all: bool) {
        self.usages.prepare(document.vocabulary().len as usize);
        let has_capitals = self.find_openers(document, all);
        words.fetch(document.text(), document.tokens(), &self.openers);
        self.with_capitals.clear();
        let mut openers = 0;
        let modes = std::mem::take(&mut self.modes);
        let read = || {
            let sentences = document.sentences().iter().zip(&modes);
            sentences.filter(|it| all || document.is_read(it.0))
        };
        for (sentence, mode) in read() {
            let first = openers;
            while self.openers.get(openers).is_some_and(|it| *it < sentence.end_token) {
                openers += 1;
            }
            self.count_capitals(document, sentence, *mode, first..openers, words);
        }
        for (sentence, _) in read().filter(|it| *it.1 == CaseMode::Usual) {
            self.count_lower(document.tokens_of(sentence));
        }
        self.modes = modes;
        if !has_capitals {
            self.modes.fill(CaseMode::Lower);
        }
    }

    /// Which of the usages is that of the token's folded word type, if it has capitals somewhere in what is read.
    pub(crate) fn place(&self, token: &Token) -> Option<u32> {
        self.usages.place(token.folded)
    }

    /// Usages of all types that have capitals.
    pub(crate) fn usages(&self) -> &[Usage] {
        self.usages.values()
    }

    /// How the sentence with this index is written.
    pub(crate) fn mode(&self, sentence: usize) -> CaseMode {
        self.modes.get(sentence).copied().unwrap_or(CaseMode::Usual)
    }

    /// Tokens that may open a segment of the read sentences, in order.
    pub(crate) fn openers(&self) -> &[u32] {
        &self.openers
    }

    /// Finds how the sentences are written and which tokens may open a segment. Returns whether the writer of the text
    /// uses capitals.
    fn find_openers(&mut self, document: &dyn Document, all: bool) -> bool {
        self.modes.clear();
        self.openers.resize(document.tokens().len() + 1, 0);
        let (mut lower, mut capitals, mut openers) = (0_usize, 0_usize, 0_usize);
        for sentence in document.sentences() {
            if !all && !document.is_read(sentence) {
                self.modes.push(CaseMode::Usual);
                continue;
            }
            let tokens = document.tokens_of(sentence);
            let mode = segment::case_mode(tokens);
            self.modes.push(mode);
            let room = &mut self.openers[openers..=openers + tokens.len()];
            let (mut found, mut words, mut with_capital) = (0, 0, 0);
            for (index, token) in (sentence.first_token..).zip(tokens) {
                // Which tokens these are is hard to foresee: all are written, and most are written over.
                room[found] = index;
                found += usize::from(segment::may_open(token));
                words += usize::from(token.is_word());
                with_capital += usize::from(is_capitalized(token));
            }
            openers += found;
            if mode == CaseMode::Usual {
                lower += words - with_capital;
                capitals += with_capital;
            } else {
                capitals += tokens.len();
            }
        }
        self.openers.truncate(openers);
        lower < 4 || capitals * 50 >= lower
    }

    /// Counts those of some openers, all of one sentence, that are words with capitals.
    fn count_capitals(
        &mut self,
        document: &dyn Document,
        sentence: &Sentence,
        mode: CaseMode,
        openers: Range<usize>,
        words: &mut Words,
    ) {
        let tokens = document.tokens_of(sentence);
        for index in self.openers[openers].iter().map(|it| (it - sentence.first_token) as usize) {
            let token = &tokens[index];
            if is_capitalized(token)
                && let Some(usage) = self.usages.entry(token.folded)
            {
                self.with_capitals.add(token.hash);
                if mode == CaseMode::Usual {
                    let inside = u8::from(!segment::at_start(tokens, index));
                    usage.capitalized = usage.capitalized.saturating_add(inside);
                    usage.contexts |= contexts(document.text(), tokens, index, words);
                }
            }
        }
    }

    /// Counts the words of a sentence in lower case that have capitals elsewhere.
    fn count_lower(&mut self, tokens: &[Token]) {
        if self.lower.len() <= tokens.len() {
            self.lower.resize(tokens.len() + 1, 0);
        }
        let mut found = 0;
        for token in tokens {
            // As above: no branch hangs on the token.
            self.lower[found] = token.folded;
            let is_lower = token.is_word() & !is_capitalized(token);
            found += usize::from(is_lower & self.with_capitals.may_hold(token.hash));
        }
        for folded in &self.lower[..found] {
            if let Some(usage) = self.usages.get_mut(*folded) {
                usage.lower = usage.lower.saturating_add(1);
            }
        }
    }
}

/// Tells most of what was not added.
#[derive(Debug)]
struct Filter(Box<[u8; 1 << (Self::SIZE - 3)]>);

impl Filter {
    /// Many bits for a report, few enough to be at hand always.
    const SIZE: u32 = 15;

    fn clear(&mut self) {
        self.0.fill(0);
    }

    fn add(&mut self, hash: u64) {
        let (byte, bit) = filter::place(hash, Self::SIZE);
        self.0[byte] |= bit;
    }

    #[inline]
    fn may_hold(&self, hash: u64) -> bool {
        let (byte, bit) = filter::place(hash, Self::SIZE);
        self.0[byte] & bit != 0
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self(Box::new([0; _]))
    }
}

fn contexts(text: &str, tokens: &[Token], index: usize, words: &mut Words) -> u8 {
    let mut contexts = 0;
    let mut set = |bit: u8, holds: bool| contexts |= if holds { bit } else { 0 };
    if let Some(before) = index.checked_sub(1).map(|it| &tokens[it]) {
        // `Mr. Haber`: the dot belongs to the title.
        let dotted = before.kind() == TokenKind::Stop && index > 1;
        let word = if dotted { &tokens[index - 2] } else { before };
        let capital = is_capitalized(word);
        let word = words.meet(text, word);
        set(AFTER_TITLE, word.is(tags::TITLE) && (!dotted || capital));
        set(AFTER_PLACE_WORD, !dotted && word.is(tags::PLACE_WORD));
        set(BESIDE_SPEECH, !dotted && word.is(tags::SPEECH_WORD));
        set(AFTER_CAPITAL, !dotted && capital);
        set(AFTER_FIRST_NAME, !dotted && capital && word.is(tags::FIRST_NAME));
    }
    if let Some(after) = tokens.get(index + 1) {
        let word = words.meet(text, after);
        set(BESIDE_SPEECH, word.is(tags::SPEECH_WORD));
        set(BEFORE_ORG_HEAD, word.is(tags::ORG_HEAD));
        set(BEFORE_BRACKET, after.kind() == TokenKind::Bracket);
        set(BEFORE_CAPITAL, is_capitalized(after));
    }
    contexts
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document, OwnedDocument};
    use rashomon_text::{TextLayer, TextOptions};

    use super::{CaseMode, Statistics, is_capitalized};
    use crate::words::Words;

    #[test]
    fn words_in_lower_case_are_counted_as_by_a_look_at_all() {
        let sentence = "The Board of the Harbour met a board from another harbour, and the chair of the Board left.\n";
        let text = format!("{}A Chair is no chair, the harbour said.\n", sentence.repeat(140));
        let mut document = OwnedDocument::new("d", text).unwrap();
        TextLayer::new(TextOptions::default()).annotate(&mut document);
        let mut words = Words::default();
        words.prepare(document.vocabulary());
        let mut statistics = Statistics::default();
        for _ in 0..2 {
            statistics.count(&document, &mut words, true);
            assert!(statistics.modes.iter().all(|it| *it == CaseMode::Usual));
            for token in document.tokens() {
                let same = || document.tokens().iter().filter(|it| it.folded == token.folded);
                let lower = same().filter(|it| it.is_word() && !is_capitalized(it)).count();
                match statistics.place(token) {
                    Some(place) => {
                        let usage = statistics.usages()[place as usize];
                        assert_eq!(usize::from(usage.lower), lower.min(255));
                    }
                    None => assert!(!same().any(is_capitalized)),
                }
            }
        }
    }
}
