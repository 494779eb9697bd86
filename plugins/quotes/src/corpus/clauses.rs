//! Clauses of what is said: one report quotes two of them in one breath, another quotes one.

use std::ops::Range;

use rashomon_core::{Document, Token, TokenKind, fold_hash};

use crate::lexicon::WORDS;

/// Tokens after a conjunction among which a clause has its finite verb.
const REACH: usize = 8;

/// Splits tokens at the ends of sentences, at semicolons, and at conjunctions that begin a clause of their own:
/// `The harbour stays open | and we will not sell it`, but `bread and butter`.
pub(crate) fn clauses(document: &dyn Document, tokens: Range<usize>) -> Vec<Range<usize>> {
    let sentences = document.sentences();
    let mut sentence = sentences.partition_point(|it| it.end_token as usize <= tokens.start);
    let all = document.tokens();
    let mut clauses = Vec::new();
    let mut start = tokens.start;
    for at in tokens.clone() {
        let mut ends = false;
        while sentences.get(sentence).is_some_and(|it| it.end_token as usize <= at) {
            sentence += 1;
            ends = true;
        }
        if at > start && (ends || begins_clause(&all[start..tokens.end], at - start)) {
            clauses.push(start..at);
            start = at;
        }
    }
    clauses.push(start..tokens.end);
    clauses
}

/// Whether a clause begins at a token; `tokens` are the rest of the content.
fn begins_clause(tokens: &[Token], at: usize) -> bool {
    let comma = tokens[at - 1].kind() == TokenKind::Comma;
    if comma && tokens[at - 1].hash == fold_hash(";") {
        return true;
    }
    if !is_conjunction(&tokens[at]) {
        return false;
    }
    let Some(next) = tokens.get(at + 1) else { return false };
    let finite = |it: &Token| is(it, "verb");
    let subject = ["that", "he", "she", "it", "they", "we", "i", "there"].map(fold_hash);
    if subject.contains(&next.hash) || finite(next) {
        return true;
    }
    let near = tokens[at + 1..].iter().take(REACH);
    comma && near.take_while(|it| it.kind() != TokenKind::Comma).any(finite)
}

/// A word that ties a clause to the one before.
pub(crate) fn is_conjunction(token: &Token) -> bool {
    ["and", "but", "while", "although"].map(fold_hash).contains(&token.hash)
}

/// Whether the list of words has a token in this class.
fn is(token: &Token, class: &str) -> bool {
    WORDS.get(token.hash).is_some_and(|it| it.value(0).split(' ').any(|it| it == class))
}
