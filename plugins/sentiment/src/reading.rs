//! Reads a sentence word by word: which words count, which are turned, raised or lowered by others, and which stand in
//! the same clause.

use std::ops::Range;

use rashomon_core::{Token, TokenKind};

use crate::features::{pair_of, seen_as};
use crate::model::Model;
use crate::words::{Contrast, Word, Words};
use crate::zones::Lean;

/// Words over which a negation or a word of degree reaches.
const REACH: usize = 4;
/// What a negation makes of a valence: "not good" is less bad than "good" is good (VADER's measured mean).
const NEGATED: f32 = -0.74;
/// Weight of the clause that a contrast favours, and of the other one.
const FAVOURED: f32 = 1.3;
const YIELDING: f32 = 0.6;
/// Share of capitalised words from which on a sentence is in title case, and capitals say nothing.
const TITLE_CASE: f32 = 0.6;

/// A token of the sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// What it is seen as by targets that it is not in; 0 if it is not seen.
    pub seen: u64,
    /// The pair that it makes with the token before it; 0 if it makes none.
    pub pair: u64,
    /// What negations, degrees and contrasts make of its valence.
    pub factor: f32,
    /// Its valence in this sentence.
    pub value: f32,
    /// What it says of the sentence as a whole.
    pub whole_value: f32,
    /// The share of what it says that it keeps in news.
    pub share: f32,
    /// Number of its clause in the sentence.
    pub clause: u16,
    /// The contrast that it begins.
    pub contrast: Option<Contrast>,
    /// It is a word, and no name.
    pub counts: bool,
    /// A negation reaches it.
    pub negated: bool,
    /// It stands within quotation marks.
    pub marked: bool,
}

impl Item {
    fn scale(&mut self, factor: f32) {
        self.factor *= factor;
        self.value *= factor;
        self.whole_value *= factor;
    }
}

/// A sentence being read; its memory is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub items: Vec<Item>,
    /// What the pair that each token makes with the one before it says of targets, in steps of features.
    pub pairs: Vec<Lean>,
}

impl Reading {
    /// Reads a sentence. `names` are the tokens of each name in it, in order.
    pub(crate) fn read(&mut self, tokens: &[Token], words: &mut Words, names: &[Range<usize>]) {
        let title_case = is_title_case(tokens);
        let mut names = names.iter();
        let mut name = names.next();
        let mut started = false;
        let mut marked = false;
        let mut clause = 0_u16;
        // Up to where the phrase in view, the last negation and the last word of degree reach.
        let mut phrase_until = 0;
        let mut negation_until = 0;
        let mut degree = (1.0, 0);
        let mut contrasts = false;
        let mut seen_before = 0;
        self.items.clear();
        self.items.extend(tokens.iter().enumerate().map(|(index, token)| {
            let kind = token.kind();
            marked ^= kind == TokenKind::Quote;
            let mut word = words.get(token);
            let is_word = matches!(kind, TokenKind::Word | TokenKind::Clitic);
            while name.is_some_and(|it| it.end <= index) {
                name = names.next();
            }
            // A capital in the midst of a sentence makes a name: "Hope", "Justice", "United".
            let is_name = name.is_some_and(|it| it.start <= index)
                || (started && !title_case && token.shape.is_capitalized());
            started |= is_word;
            let counts = is_word && !is_name;
            let opens_clause = word.opens_clause
                || matches!(kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Bracket);
            if opens_clause && clause < u16::MAX {
                clause += 1;
                negation_until = 0;
                degree.1 = 0;
            }
            if index < phrase_until {
                word = Word::PLAIN;
            } else if word.begins_phrase {
                let (phrase, length) = words.with_phrase(word, &tokens[index..]);
                word = phrase;
                phrase_until = index + length;
            }
            let seen = seen_as(token, kind, counts);
            let pair = pair_of(seen_before, seen, kind);
            words.model().fetch_pair(pair);
            seen_before = seen;
            let negated = index < negation_until;
            let mut factor = 1.0;
            if counts {
                factor = if index < degree.1 { degree.0 } else { 1.0 };
                if negated {
                    factor *= NEGATED;
                }
            }
            // What names say is not counted.
            let counted = if counts { factor } else { 0.0 };
            // Most words make nothing of others.
            if let Some(rule) = word.rule {
                contrasts |= rule.contrast.is_some();
                if rule.negates {
                    negation_until = index + 1 + REACH;
                }
                if let Some(raised) = rule.raises_to() {
                    degree = (raised, index + 3);
                }
            }
            Item {
                seen,
                pair,
                factor,
                value: word.valence * counted,
                whole_value: word.whole * counted,
                share: word.share,
                clause,
                contrast: word.rule.and_then(|it| it.contrast),
                counts,
                negated,
                marked: marked && kind != TokenKind::Quote,
            }
        }));
        // Most sentences have none.
        if contrasts {
            self.contrast();
        }
    }

    /// Looks the pairs of the sentence up, and adds what they say of it as a whole to what their second words say.
    pub(crate) fn weigh_pairs(&mut self, model: &Model) {
        let mut before = 1.0_f32;
        self.pairs.clear();
        self.pairs.extend(self.items.iter_mut().map(|item| {
            let (lean, valence) = model.pair(item.pair);
            let valence = f32::from(valence) * model.numbers.pair_step;
            item.whole_value += valence * before.min(item.share);
            before = item.share;
            lean
        }));
    }

    /// Weights of the two sides of a contrast.
    fn contrast(&mut self) {
        let contrast =
            |items: &[Item], which| items.iter().position(|it| it.contrast == Some(which));
        // "But the plan failed" stands against the sentence before.
        if let Some(but) = contrast(&self.items, Contrast::After).filter(|it| *it > 0) {
            for (index, item) in self.items.iter_mut().enumerate() {
                item.scale(if index < but { YIELDING } else { FAVOURED });
            }
        }
        if let Some(though) = contrast(&self.items, Contrast::Before) {
            let clause = self.items[though].clause;
            for item in &mut self.items[though..] {
                if item.clause == clause {
                    item.scale(YIELDING);
                }
            }
        }
    }
}

/// Whether most words of the sentence are capitalised, as in some headlines; these have no full stop.
fn is_title_case(tokens: &[Token]) -> bool {
    if tokens.last().is_some_and(|it| it.kind() == TokenKind::Stop) {
        return false;
    }
    let long = tokens.iter().filter(|it| it.kind() == TokenKind::Word && it.span.len() > 3);
    let (mut all, mut capitalized) = (0_u32, 0_u32);
    for token in long {
        all += 1;
        capitalized += u32::from(token.shape.is_capitalized());
    }
    all > 3 && capitalized as f32 >= TITLE_CASE * all as f32
}
