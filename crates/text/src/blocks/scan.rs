//! One pass over a line: counts, shapes and patterns.
//!
//! Words are cut finer than tokens are: `well-known` is two, an address several, and a clitic is none. Most tokens are
//! plain words and marks all the same; what these add to the facts is known from their word type. The others are read
//! byte by byte.

use rashomon_core::{Span, Token};

use super::facts::{End, Facts};
use super::known::{Column, Counts, How};
use super::lexicon::{LEXICON, Lexicon};
use super::phrase;
use super::take::{Place, Tally, Words, end_at_dot};
use super::word::{ALNUM, CLASS, DIGIT, HIGH, SPACE, Word, read, skip_clitic};

/// Reusable space of the scan.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// Words of all lines.
    pub(super) words: Words,
    /// What is known of each word type.
    pub(super) known: Column,
    folded: String,
}

/// A line that is being scanned.
struct Line<'a> {
    text: &'a str,
    place: Place<'a>,
    /// How far it has been read.
    at: usize,
    tally: Tally,
    scanner: &'a mut Scanner,
    lexicon: &'static Lexicon,
}

impl Scanner {
    /// Scans the line at `span`. The first of `tokens` that does not end before it is number `first`.
    /// Returns the number of the first token that starts behind it, too.
    pub(super) fn scan(
        &mut self,
        text: &str,
        tokens: &[Token],
        first: usize,
        span: Span,
    ) -> (Facts, usize) {
        let lexicon = &*LEXICON;
        let (start, end) = (span.start() as usize, span.end() as usize);
        let place = Place { bytes: text.as_bytes(), start, end };
        self.words.openers.clear();
        let mut tally = Tally::default();
        tally.facts.first_word = self.words.all.len() as u32;
        let mut line = Line { text, place, at: start, tally, scanner: self, lexicon };
        let mut next = first;
        while let Some(rest) = tokens.get(next..)
            && rest.first().is_some_and(|it| it.span.start() < span.end())
        {
            // The first words of a line tell more than others.
            let run = if line.tally.facts.words >= 2 { line.take_run(rest) } else { 0 };
            if run == 0 {
                line.take_token(&rest[0]);
            }
            next += run.max(1);
        }
        let mut tally = line.tally;
        tally.facts.end_word = self.words.all.len() as u32;
        tally.conclude(place);
        let mut facts = tally.facts;
        facts.flags |= phrase::find(place.bytes, end, &self.words, &facts, lexicon);
        (facts, next)
    }
}

impl Line<'_> {
    /// Takes in tokens of which all is known as long as there are any; returns how many.
    fn take_run(&mut self, tokens: &[Token]) -> usize {
        let line = self.place;
        let facts = &mut self.tally.facts;
        let Scanner { words, known, .. } = &mut *self.scanner;
        let types = known.types();
        let before = words.all.len();
        let (mut at, mut end) = (self.at, facts.end);
        let mut counts = Counts::NONE;
        let mut taken = 0;
        for token in &tokens[..tokens.len().min(Counts::MOST)] {
            let (from, to) = (token.span.start() as usize, token.span.end() as usize);
            let known = &types[token.word as usize];
            if to > line.end {
                break;
            }
            if from < at {
                if to > at {
                    break;
                }
                // A clitic: its word has taken it in.
            } else if known.plain {
                at = to;
                if line.bytes.get(to) != Some(&b' ') {
                    let Some(behind) = end_of_word(line.bytes, to, line.end) else {
                        at = from;
                        break;
                    };
                    at = behind;
                }
                if end != End::None {
                    // A capital after a stop opens the next sentence.
                    let opens =
                        known.counts.first_upper() && matches!(end, End::Stop | End::Question);
                    facts.inner_ends += u32::from(opens);
                    end = End::None;
                }
                counts.add(&known.counts);
                if known.opens {
                    words.openers.push((words.all.len() as u32, known.class.group()));
                }
                words.all.push(Word::new(token.hash, known.content, from, to));
            } else {
                match known.how {
                    How::Nothing => {}
                    How::Quote => facts.quotes += 1,
                    How::Dot => end = end_at_dot(line, from),
                    How::Ends(new) => end = new,
                    How::New | How::Plain | How::Listed | How::Bytes => break,
                }
                at = to;
            }
            taken += 1;
        }
        self.at = at;
        facts.end = end;
        facts.words += (words.all.len() - before) as u32;
        counts.add_to(&mut self.tally);
        taken
    }

    /// Takes in what is left of a token of any kind.
    fn take_token(&mut self, token: &Token) {
        let (from, to) = (token.span.start() as usize, token.span.end() as usize);
        if from >= self.at && to <= self.place.end {
            self.at = from;
            let known = self.scanner.known.get(self.text, token);
            if let Some((shape, class)) = known.word(token)
                && end_of_word(self.place.bytes, to, self.place.end).is_some()
            {
                let words = &mut self.scanner.words;
                self.at = self.tally.take_word(self.place, from, &shape, class, words);
                return;
            }
        }
        self.at = self.at.max(from);
        while self.at < to.min(self.place.end) {
            self.at = self.step();
        }
    }

    /// Takes in what begins here, byte by byte; returns where to go on.
    fn step(&mut self) -> usize {
        let Place { bytes, start, end } = self.place;
        let at = self.at;
        let class = CLASS[usize::from(bytes[at])];
        if class == SPACE {
            return at + 1;
        }
        if class == HIGH {
            let Some(character) = self.text.get(at..).and_then(|it| it.chars().next()) else {
                return at + 1;
            };
            if !character.is_alphanumeric() {
                self.tally.take_mark_beyond_ascii(character, at == start);
                return at + character.len_utf8();
            }
        } else if class & ALNUM == 0 {
            self.tally.take_mark(self.place, at);
            return at + 1;
        }
        let shape = read(self.text, at, end, &mut self.scanner.folded);
        let words = &mut self.scanner.words;
        if class == DIGIT {
            return self.tally.take_number(self.place, at, &shape, words);
        }
        let class = self.lexicon.class(shape.hash);
        self.tally.take_word(self.place, at, &shape, class, words)
    }
}

/// Where to go on behind a word of ASCII letters that ends here; `None` if more letters or digits follow.
fn end_of_word(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let Some(byte) = bytes.get(at) else { return Some(at) };
    // General punctuation, such as dashes and curly quotes.
    let general = *byte == 0xe2 && bytes.get(at + 1) == Some(&0x80);
    if *byte == b'\'' || general {
        return Some(skip_clitic(bytes, at, end));
    }
    (CLASS[usize::from(*byte)] & (ALNUM | HIGH) == 0).then_some(at)
}
