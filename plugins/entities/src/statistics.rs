//! How words are used in the whole document: evidence that one sentence alone does not give.

use rashomon_core::{Document, Token, TokenKind};

use crate::segment::{self, CaseMode};
use crate::tags;
use crate::words::Words;

/// What the document shows of one folded word type.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Usage {
    epoch: u32,
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

/// Usage by folded word type, for one document at a time.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    epoch: u32,
    usages: Vec<Usage>,
    modes: Vec<CaseMode>,
}

impl Statistics {
    /// Counts the words of a document; sentences for which `reads` is false are left out.
    pub(crate) fn count(&mut self, document: &dyn Document, words: &Words, all: bool) {
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 {
            self.usages.clear();
            self.epoch = 1;
        }
        let len = document.vocabulary().len as usize;
        if self.usages.len() < len {
            self.usages.resize(len, Usage::default());
        }
        self.modes.clear();
        for sentence in document.sentences() {
            if !all && !document.is_read(sentence) {
                self.modes.push(CaseMode::Usual);
                continue;
            }
            let tokens = document.tokens_of(sentence);
            let mode = segment::case_mode(tokens);
            self.modes.push(mode);
            if mode == CaseMode::Usual {
                self.count_sentence(tokens, words);
            }
        }
    }

    /// Usage of the token's folded word type.
    pub(crate) fn of(&self, token: &Token) -> Usage {
        match self.usages.get(token.folded as usize) {
            Some(usage) if usage.epoch == self.epoch => *usage,
            _ => Usage::default(),
        }
    }

    /// How the sentence with this index is written.
    pub(crate) fn mode(&self, sentence: usize) -> CaseMode {
        self.modes.get(sentence).copied().unwrap_or(CaseMode::Usual)
    }

    fn count_sentence(&mut self, tokens: &[Token], words: &Words) {
        for (index, token) in tokens.iter().enumerate() {
            if token.kind() != TokenKind::Word {
                continue;
            }
            let epoch = self.epoch;
            let Some(usage) = self.usages.get_mut(token.folded as usize) else { continue };
            if usage.epoch != epoch {
                *usage = Usage { epoch, ..Usage::default() };
            }
            if !segment::is_capitalized(token) {
                usage.lower = usage.lower.saturating_add(1);
                continue;
            }
            usage.contexts |= contexts(tokens, index, words);
            if !segment::at_start(tokens, index) {
                usage.capitalized = usage.capitalized.saturating_add(1);
            }
        }
    }
}

fn contexts(tokens: &[Token], index: usize, words: &Words) -> u8 {
    let mut contexts = 0;
    let mut set = |bit: u8, holds: bool| contexts |= if holds { bit } else { 0 };
    if let Some(before) = index.checked_sub(1).map(|it| &tokens[it]) {
        // `Mr. Haber`: the dot belongs to the title.
        let dotted = before.kind() == TokenKind::Stop && index > 1;
        let word = words.get(Some(if dotted { &tokens[index - 2] } else { before }));
        set(AFTER_TITLE, word.is(tags::TITLE) && (!dotted || word.case.is_capitalized()));
        set(AFTER_PLACE_WORD, !dotted && word.is(tags::PLACE_WORD));
        set(BESIDE_SPEECH, !dotted && word.is(tags::SPEECH_WORD));
        set(AFTER_CAPITAL, !dotted && word.case.is_capitalized());
        set(AFTER_FIRST_NAME, !dotted && word.case.is_capitalized() && word.is(tags::FIRST_NAME));
    }
    if let Some(after) = tokens.get(index + 1) {
        let word = words.get(Some(after));
        set(BESIDE_SPEECH, word.is(tags::SPEECH_WORD));
        set(BEFORE_ORG_HEAD, word.is(tags::ORG_HEAD));
        set(BEFORE_BRACKET, after.kind() == TokenKind::Bracket);
        set(BEFORE_CAPITAL, word.case.is_capitalized());
    }
    contexts
}
