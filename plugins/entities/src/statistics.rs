//! How words are used in the whole document: evidence that one sentence alone does not give.

use std::ops::Range;

use rashomon_core::{Document, Token, TokenKind};

use crate::segment::{self, CaseMode, is_capitalized};
use crate::word::{FIRST_NAME, ORG_HEAD, PLACE_WORD, SPEECH_WORD, TITLE};
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

/// What it shows of the type with capitals, in one number: two bytes, and above them the number of the document that it is
/// of.
type Packed = u32;

/// Documents that are told apart before all is forgotten.
const LAST_EPOCH: u32 = u16::MAX as u32;

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

/// Usage by folded word type, for one document at a time.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    epoch: u32,
    usages: Vec<Packed>,
    modes: Vec<CaseMode>,
    /// Tokens that may open a segment, in order, of the sentences that are read; behind them there is room.
    openers: Vec<u32>,
}

impl Statistics {
    /// Counts the words of a document, whose types `words` knows afterwards, and how often they are in lower case. `all`:
    /// also the parts of the page that analyzers pass over.
    pub(crate) fn count(&mut self, document: &dyn Document, words: &mut Words, all: bool) {
        if self.epoch == LAST_EPOCH {
            self.usages.clear();
            self.epoch = 0;
        }
        self.epoch += 1;
        let len = document.vocabulary().len as usize;
        if self.usages.len() < len {
            self.usages.resize(len, 0);
        }
        self.modes.clear();
        let text = document.text();
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
            let first = sentence.first_token as usize;
            let known = openers;
            let usual = mode == CaseMode::Usual;
            let (found, all) = self.find_openers(text, tokens, first, known, usual, words);
            openers = found;
            if usual {
                let with_capital = self.count_capitals(tokens, first, known..openers, words);
                lower += all - with_capital;
                capitals += with_capital;
            } else {
                capitals += tokens.len();
            }
        }
        self.openers.truncate(openers);
        // A text whose writer does not use capitals.
        if lower >= 4 && capitals * 50 < lower {
            self.modes.fill(CaseMode::Lower);
        }
    }

    /// Usage of the token's folded word type.
    pub(crate) fn of(&self, token: &Token, words: &Words) -> Usage {
        let packed = self.usages.get(token.folded as usize).copied().unwrap_or_default();
        let [capitalized, contexts, ..] = current(packed, self.epoch).to_le_bytes();
        Usage { lower: words.lower(token), capitalized, contexts }
    }

    /// How the sentence with this index is written.
    pub(crate) fn mode(&self, sentence: usize) -> CaseMode {
        self.modes.get(sentence).copied().unwrap_or(CaseMode::Usual)
    }

    /// Tokens that may open a segment of the read sentences, in order.
    pub(crate) fn openers(&self) -> &[u32] {
        &self.openers
    }

    /// Takes in which tokens of a sentence, the first of which is number `first`, may open a segment; `known` openers
    /// stand before it; counts the words in lower case, if the sentence is written as `usual`. Returns how many openers are
    /// known now, and the number of words.
    #[inline(never)]
    fn find_openers(
        &mut self,
        text: &str,
        tokens: &[Token],
        first: usize,
        known: usize,
        usual: bool,
        words: &mut Words,
    ) -> (usize, usize) {
        let room = &mut self.openers[known..=known + tokens.len()];
        let (mut count, mut all) = (0, 0);
        for (index, token) in (first as u32..).zip(tokens) {
            // What is no word is nobody's folded form in lower case.
            let lower = usual & token.is_word() & !is_capitalized(token);
            let marks = words.meet(text, token, lower);
            // Which tokens these are is hard to foresee: all are written, and most are written over.
            room[count] = index;
            count += usize::from(segment::may_open(token, marks));
            all += usize::from(token.is_word());
        }
        (known + count, all)
    }

    /// Counts those of some openers that are words with capitals; returns their number.
    fn count_capitals(
        &mut self,
        tokens: &[Token],
        first: usize,
        openers: Range<usize>,
        words: &Words,
    ) -> usize {
        let mut capitals = 0;
        for index in self.openers[openers].iter().map(|it| *it as usize - first) {
            let token = &tokens[index];
            if is_capitalized(token)
                && let Some(packed) = self.usages.get_mut(token.folded as usize)
            {
                capitals += 1;
                let usage = current(*packed, self.epoch);
                let [capitalized, ..] = usage.to_le_bytes();
                let inside = capitalized < u8::MAX && !segment::at_start(tokens, index);
                let contexts = u32::from(contexts(tokens, index, words)) << 8;
                *packed = (usage + u32::from(inside)) | contexts;
            }
        }
        capitals
    }
}

/// The usage if it is of the document with this number, else an empty one.
#[inline]
fn current(packed: Packed, epoch: u32) -> Packed {
    if packed >> 16 == epoch { packed } else { epoch << 16 }
}

fn contexts(tokens: &[Token], index: usize, words: &Words) -> u8 {
    let mut contexts = 0;
    let mut set = |bit: u8, holds: bool| contexts |= if holds { bit } else { 0 };
    if let Some(before) = index.checked_sub(1).map(|it| &tokens[it]) {
        // `Mr. Haber`: the dot belongs to the title.
        let dotted = before.kind() == TokenKind::Stop && index > 1;
        let word = if dotted { &tokens[index - 2] } else { before };
        let capital = is_capitalized(word);
        let marks = words.marks(word);
        set(AFTER_TITLE, marks & TITLE != 0 && (!dotted || capital));
        set(AFTER_PLACE_WORD, !dotted && marks & PLACE_WORD != 0);
        set(BESIDE_SPEECH, !dotted && marks & SPEECH_WORD != 0);
        set(AFTER_CAPITAL, !dotted && capital);
        set(AFTER_FIRST_NAME, !dotted && capital && marks & FIRST_NAME != 0);
    }
    if let Some(after) = tokens.get(index + 1) {
        let marks = words.marks(after);
        set(BESIDE_SPEECH, marks & SPEECH_WORD != 0);
        set(BEFORE_ORG_HEAD, marks & ORG_HEAD != 0);
        set(BEFORE_BRACKET, after.kind() == TokenKind::Bracket);
        set(BEFORE_CAPITAL, is_capitalized(after));
    }
    contexts
}
