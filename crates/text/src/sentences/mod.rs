//! Sentences: where a stop ends one, and where it does not.
//!
//! A sentence ends with its block at the latest. Inside a block it ends at a stop, or at an abbreviation's own last
//! dot, with the quotes and brackets that close right after it, unless [`goes_on`] finds that the writer's sentence
//! continues.

mod abbreviation;
mod closing;
mod continues;

use std::ops::Range;

use rashomon_core::{Sentence, Shape, Token, TokenKind};

use self::continues::goes_on;

/// A block of the document.
pub(crate) struct Place {
    /// Indices of its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its own index.
    pub(crate) block: u32,
}

/// Adds the sentences of one block.
pub(crate) fn split(text: &str, tokens: &[Token], place: &Place, sentences: &mut Vec<Sentence>) {
    let Range { start: first, end } = place.tokens.clone();
    let line = Line { text, tokens: tokens.get(..end).unwrap_or_default(), first };
    let mut start = first;
    let mut add = |tokens: &[Token], start: usize, end: usize| {
        if let Some([one, .., last] | [one @ last]) = tokens.get(start..end) {
            let span = one.span.cover(last.span);
            sentences.push(Sentence::new(span, start as u32..end as u32, place.block));
        }
    };
    let mut at = first;
    while at < end {
        if !line.may_end_at(at) {
            at += 1;
            continue;
        }
        let next = closing::end_of_closers(&line, at + 1);
        if next < end && !goes_on(&line, start, at, next) {
            add(tokens, start, next);
            start = next;
        }
        at = next;
    }
    add(tokens, start, end);
}

/// The tokens up to the end of a block, with the text they stand in.
struct Line<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// First token of the block.
    first: usize,
}

impl Line<'_> {
    fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token before this one in the same block.
    fn before(&self, at: usize) -> Option<&Token> {
        if at > self.first { self.tokens.get(at - 1) } else { None }
    }

    fn text_of(&self, token: &Token) -> &str {
        self.text.get(token.span.range()).unwrap_or_default()
    }

    /// A stop, or an abbreviation that ends in a dot of its own.
    fn may_end_at(&self, at: usize) -> bool {
        self.get(at).is_some_and(|it| match it.kind() {
            TokenKind::Stop => true,
            TokenKind::Word => it.shape.has(Shape::DOT) && self.text_of(it).ends_with('.'),
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests;
