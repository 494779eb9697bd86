//! Tokens: words, numbers, addresses, marks.
//!
//! A token begins at every visible character that no token before it takes in. [`chars`] says which characters make
//! words and which kind a mark is, [`joined`] how far a word or number reaches, [`address`] what is a URL or mail
//! address, [`clitic`] where a clitic is cut off and [`affix`] where a word is cut at a hyphen. Most tokens are plain
//! and need none of this: [`quick`] takes them.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

mod address;
mod affix;
mod chars;
mod clitic;
mod eight;
mod hash;
mod joined;
mod piece;
mod quick;
mod scan;
mod sixteen;

use rashomon_core::{Shape, Span, Token, TokenKind, Work, fold_hash, run_wide};

use self::eight::bit;
use self::piece::{Hasher, Piece};
use self::quick::{Padded, Quick, STARTS, Start};
use crate::vocabulary::{BATCH, Key, WordTypes};

/// Tokens that room is made for at once; for longer texts it grows on the way.
const MOST_EXPECTED: usize = 1 << 16;

/// A text cut into tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokenized<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// The line feeds and the end of the text.
    pub(crate) line_ends: &'a [LineEnd],
}

/// Where a line ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineEnd {
    /// The byte of its line feed.
    pub(crate) at: u32,
    /// How many tokens stand before that.
    pub(crate) tokens: u32,
}

/// Cuts texts into tokens; keeps its buffers from text to text.
#[derive(Debug, Default)]
pub(crate) struct Tokenizer {
    padded: Vec<u8>,
    hasher: Hasher,
    /// Indices of the tokens of the last text at which a sentence may end: stops, and words that end in a dot.
    pub(crate) stops: Vec<u32>,
    /// Where the lines of the last text end.
    pub(crate) line_ends: Vec<LineEnd>,
}

impl Tokenizer {
    /// The tokens of a text, their types numbered.
    pub(crate) fn tokenize(&mut self, text: &str, types: &mut WordTypes) -> Vec<Token> {
        let padded = Padded::new(text, &mut self.padded);
        self.stops.clear();
        self.line_ends.clear();
        let mut output = Output {
            tokens: Vec::with_capacity((text.len() / 5 + 4).min(MOST_EXPECTED)),
            stops: &mut self.stops,
            line_ends: &mut self.line_ends,
            types,
            keys: [Key::default(); BATCH],
            pending: 0,
            end: usize::MAX,
            breaks: true,
        };
        run_wide(Walk { text, padded, hasher: &mut self.hasher, output: &mut output });
        output.number();
        output.end_line(text.len());
        output.tokens
    }
}

/// The way over a text, token by token.
struct Walk<'a, 'o> {
    text: &'a str,
    padded: Padded<'a>,
    hasher: &'a mut Hasher,
    output: &'a mut Output<'o>,
}

impl Work for Walk<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { text, padded, hasher, output } = self;
        let mut at = 0;
        while at < text.len() {
            let start = STARTS[usize::from(padded.byte(at))];
            let quick = match start {
                Start::Space => {
                    at += 1;
                    continue;
                }
                Start::LineBreak => {
                    output.breaks = true;
                    if padded.byte(at) == b'\n' {
                        output.end_line(at);
                    }
                    at += 1;
                    continue;
                }
                Start::Letter => quick::word(padded, at),
                Start::Digit => quick::number(padded, at),
                Start::Single | Start::Run => quick::mark(padded, at, start),
                Start::Apostrophe => quick::possessive(padded, at),
                Start::General => quick::general(padded, at),
                Start::Other => None,
            };
            if let Some(token) = quick {
                output.push(at, &token);
                at += token.length;
                // One space follows most tokens; to skip it without a branch spares a turn of the loop.
                at += usize::from(padded.byte(at) == b' ');
            } else {
                at = slow_step(text, at, hasher, output);
            }
        }
    }
}

/// Takes what begins here by all the rules; returns where it ends.
fn slow_step(text: &str, at: usize, hasher: &mut Hasher, output: &mut Output) -> usize {
    let before = output.tokens.len();
    let end = scan::step(text, at, &mut |piece| {
        output.push(piece.start, &hasher.measure(text, piece));
    });
    if output.tokens.len() == before {
        let skipped = text.get(at..end).unwrap_or_default();
        output.breaks |= skipped.contains(chars::is_line_break);
    }
    end
}

/// The tokens so far.
struct Output<'a> {
    tokens: Vec<Token>,
    stops: &'a mut Vec<u32>,
    line_ends: &'a mut Vec<LineEnd>,
    types: &'a mut WordTypes,
    /// Keys of the last tokens, whose types have no number yet.
    keys: [Key; BATCH],
    pending: usize,
    /// Where the last token ends.
    end: usize,
    /// A line has begun since the last token.
    breaks: bool,
}

impl Output<'_> {
    // Else each token is written to memory and read again: a tenth of the tokenizer's work.
    #[inline(always)]
    fn push(&mut self, start: usize, token: &Quick) {
        let shape = token.shape
            | bit(start == self.end, Shape::GLUED)
            | bit(self.breaks, Shape::LINE_START);
        self.end = start + token.length;
        self.breaks = false;
        if token.kind == TokenKind::Stop || token.ends_in_dot {
            self.stops.push(self.tokens.len() as u32);
        }
        let span = Span::new(start as u32, self.end as u32);
        self.tokens.push(Token::new(span, token.hash, 0, 0, Shape(shape), token.kind));
        self.keys[self.pending] = token.key;
        self.pending += 1;
        if self.pending == BATCH {
            self.number();
        }
    }

    fn end_line(&mut self, at: usize) {
        self.line_ends.push(LineEnd { at: at as u32, tokens: self.tokens.len() as u32 });
    }

    /// Numbers the types of the last tokens.
    fn number(&mut self) {
        let first = self.tokens.len() - self.pending;
        self.types.intern(&self.keys[..self.pending], &mut self.tokens[first..]);
        self.pending = 0;
    }
}

/// Folded hashes of the tokens of a short text, as a lexicon's phrases need them.
pub(crate) fn hashes(text: &str) -> Vec<u64> {
    if clitic::is_clitic(text) {
        return vec![fold_hash(text)];
    }
    let mut hashes = Vec::new();
    scan::scan(text, &mut |piece| hashes.push(fold_hash(piece.text(text))));
    hashes
}

#[cfg(test)]
mod tests;
