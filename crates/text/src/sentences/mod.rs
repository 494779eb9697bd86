//! Sentences: where a stop ends one, and where it does not.
//!
//! A sentence ends with its block at the latest. Inside a block it ends at a stop, or at an abbreviation's own last
//! dot, with the quotes and brackets that close right after it, unless [`goes_on`] finds that the writer's sentence
//! continues.

mod abbreviation;
mod closing;
mod continues;

use std::ops::Range;

use rashomon_core::{Sentence, Token};

use self::continues::goes_on;

/// A block of the document.
pub(crate) struct Place {
    /// Indices of its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its own index.
    pub(crate) block: u32,
}

/// Adds the sentences of one block. `stops` are the tokens of this block and those after it at which a sentence may end:
/// stops, and abbreviations that end in a dot of their own. Returns those after the block.
pub(crate) fn split<'s>(
    text: &str,
    tokens: &[Token],
    place: &Place,
    stops: &'s [u32],
    sentences: &mut Vec<Sentence>,
) -> &'s [u32] {
    let Range { start: first, end } = place.tokens.clone();
    let line = Line { text, tokens: tokens.get(..end).unwrap_or_default(), first };
    let inside = stops.iter().take_while(|it| (**it as usize) < end).count();
    let (stops, after) = stops.split_at(inside);
    let mut start = first;
    let mut add = |start: usize, end: usize| {
        if let Some([one, .., last] | [one @ last]) = tokens.get(start..end) {
            let span = one.span.cover(last.span);
            sentences.push(Sentence::new(span, start as u32..end as u32, place.block));
        }
    };
    let mut closed = first;
    for at in stops.iter().map(|it| *it as usize) {
        if at < closed {
            continue;
        }
        closed = closing::end_of_closers(&line, at + 1);
        if closed < end && !goes_on(&line, start, at, closed) {
            add(start, closed);
            start = closed;
        }
    }
    add(start, end);
    after
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
}

#[cfg(test)]
mod tests;
