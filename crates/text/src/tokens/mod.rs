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
mod window;

use rashomon_core::{Shape, Span, Token, TokenKind, Work, fold_hash, run_wide};

use self::eight::bit;
use self::piece::{Hasher, Piece};
use self::quick::{Quick, STARTS, Start};
use self::window::{Padded, Window};
use crate::blocks::Known;
use crate::vocabulary::{BATCH, Key, WordTypes};

/// Tokens that room is made for at once; for longer texts it grows on the way.
const MOST_EXPECTED: usize = 1 << 16;

/// A text cut into tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokenized<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// What is known of the type of each token.
    pub(crate) known: &'a [Known],
    /// The line feeds and the end of the text.
    pub(crate) line_ends: &'a [LineEnd],
}

impl Tokenized<'_> {
    /// The same without the first tokens.
    pub(crate) fn without(self, first: usize) -> Self {
        Self { tokens: &self.tokens[first..], known: &self.known[first..], ..self }
    }
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
    /// What is known of the types of its tokens.
    pub(crate) known: Vec<Known>,
}

impl Tokenizer {
    /// The tokens of a text, their types numbered.
    pub(crate) fn tokenize(&mut self, text: &str, types: &mut WordTypes) -> Vec<Token> {
        let padded = Padded::new(text, &mut self.padded);
        self.stops.clear();
        self.line_ends.clear();
        self.known.clear();
        self.known.reserve((text.len() / 5 + 4).min(MOST_EXPECTED));
        let mut output = Output {
            text,
            tokens: Vec::with_capacity((text.len() / 5 + 4).min(MOST_EXPECTED)),
            stops: &mut self.stops,
            line_ends: &mut self.line_ends,
            known: &mut self.known,
            types,
            keys: [Key::default(); BATCH],
            pending: 0,
        };
        run_wide(Walk { text, padded, hasher: &mut self.hasher, output: &mut output });
        output.number();
        output.end_line(text.len());
        output.tokens
    }

    /// The text last read with its tokens, for who reads it further.
    pub(crate) fn tokenized<'a>(&'a self, text: &'a str, tokens: &'a [Token]) -> Tokenized<'a> {
        Tokenized { text, tokens, known: &self.known, line_ends: &self.line_ends }
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
        // How the next token stands.
        let mut stands = Shape::LINE_START;
        while let Some(window) = padded.window(at) {
            let start = STARTS[usize::from(window.byte(0))];
            let quick = match start {
                Start::Space => {
                    stands &= !Shape::GLUED;
                    at += 1;
                    continue;
                }
                Start::LineBreak => {
                    stands = Shape::LINE_START;
                    if window.byte(0) == b'\n' {
                        output.end_line(at);
                    }
                    at += 1;
                    continue;
                }
                Start::Letter => {
                    // Most tokens are words, and what any other may be need not be asked of them.
                    if let Some(word) = quick::word(window) {
                        output.push(at, stands, &word);
                        (at, stands) = behind(at, window, &word);
                        continue;
                    }
                    quick::other_word(window)
                }
                Start::Digit => quick::number(window),
                Start::Single | Start::Run => quick::mark(window, start),
                Start::Apostrophe => quick::apostrophe_mark(window, padded.before(at)),
                Start::General => quick::general(window, padded.before(at)),
                Start::Other => None,
            };
            (at, stands) = if let Some(token) = quick {
                output.push(at, stands, &token);
                behind(at, window, &token)
            } else {
                slow_step(text, at, stands, hasher, output)
            };
        }
    }
}

/// Where to go on behind a token found on the short way, and how the token there stands.
#[inline(always)]
fn behind(at: usize, window: Window<'_>, token: &Quick) -> (usize, u16) {
    // One space follows most tokens; to skip it without a branch spares a turn of the loop.
    let space = window.byte(token.length) == b' ';
    (at + token.length + usize::from(space), bit(!space, Shape::GLUED))
}

/// Takes what begins here by all the rules; returns where to go on, and how the token there stands.
fn slow_step(
    text: &str,
    at: usize,
    mut stands: u16,
    hasher: &mut Hasher,
    output: &mut Output,
) -> (usize, u16) {
    let before = output.tokens.len();
    let end = scan::step(text, at, &mut |piece| {
        output.push(piece.start, stands, &hasher.measure(text, piece));
        stands = Shape::GLUED;
    });
    if output.tokens.len() == before {
        let skipped = text.get(at..end).unwrap_or_default();
        let breaks = skipped.contains(chars::is_line_break);
        stands = bit(breaks || stands & Shape::LINE_START != 0, Shape::LINE_START);
    }
    (end, stands)
}

/// The tokens so far.
struct Output<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    stops: &'a mut Vec<u32>,
    line_ends: &'a mut Vec<LineEnd>,
    known: &'a mut Vec<Known>,
    types: &'a mut WordTypes,
    /// Keys of the last tokens, whose types have no number yet.
    keys: [Key; BATCH],
    pending: usize,
}

impl Output<'_> {
    /// Takes in a token that stands so: glued to the one before it, or first of its line.
    // Inlined, for else each token is written to memory and read again: a tenth of the tokenizer's work.
    #[inline(always)]
    fn push(&mut self, start: usize, stands: u16, token: &Quick) {
        if token.kind == TokenKind::Stop || token.ends_in_dot {
            self.stops.push(self.tokens.len() as u32);
        }
        let span = Span::new(start as u32, (start + token.length) as u32);
        let shape = Shape(token.shape | stands);
        self.tokens.push(Token::new(span, token.hash, 0, 0, shape, token.kind));
        self.types.expect(&token.key);
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
    #[inline(never)]
    fn number(&mut self) {
        let first = self.tokens.len() - self.pending;
        let (keys, tokens) = (&self.keys[..self.pending], &mut self.tokens[first..]);
        let known = &mut [Known::default(); BATCH][..self.pending];
        self.types.intern(keys, tokens, known);
        if !known.iter().all(|it| it.is_met()) {
            self.meet(first, known);
        }
        self.known.extend_from_slice(known);
        self.pending = 0;
    }

    /// Looks at the types that are new among those of the last tokens, from this one on.
    #[cold]
    fn meet(&mut self, first: usize, known: &mut [Known]) {
        let tokens = &self.tokens[first..];
        for ((key, token), known) in self.keys.iter().zip(tokens).zip(known) {
            if !known.is_met() {
                let word = self.text.get(token.span.range()).unwrap_or_default();
                *known = Known::of(word, token.hash);
                self.types.learn(key, *known);
            }
        }
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
