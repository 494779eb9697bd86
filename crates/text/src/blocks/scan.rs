//! One pass over a line: counts, shapes and patterns.
//!
//! Words are cut finer than tokens are: `well-known` is two, an address several, and a clitic is none. Most tokens are
//! plain words and marks all the same; what these add to the facts is known from their word type. The others are read
//! byte by byte.

use rashomon_core::{Span, Token};

use super::facts::{End, Facts};
use super::known::{Column, Counts};
use super::lexicon::{LEXICON, Lexicon};
use super::phrase;
use super::take::{Place, Tally, Words};
use super::word::{ALNUM, CLASS, DIGIT, HIGH, SPACE, Word, is_latin, read, skip_clitic};

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
        let inside = tokens[first..].partition_point(|it| it.span.end() <= span.end());
        let whole = &tokens[..first + inside];
        while let Some(rest) = tokens.get(next..)
            && rest.first().is_some_and(|it| it.span.start() < span.end())
        {
            // The first words of a line tell more than others.
            let many = line.tally.facts.words >= 2 && next < whole.len();
            let run = if many { line.take_run(&whole[next..], next) } else { 0 };
            if run == 0 {
                line.take_token(&rest[0], next);
            }
            next += run.max(1);
        }
        let mut tally = line.tally;
        tally.facts.end_word = self.words.all.len() as u32;
        if tally.facts.other > 0 {
            tally.facts.latin = count_latin(text, self.words.all.as_slice(), &tally.facts);
        }
        tally.conclude(place);
        let mut facts = tally.facts;
        facts.flags |= phrase::find(place.bytes, end, &self.words, &facts, lexicon);
        (facts, next)
    }
}

impl Line<'_> {
    /// Takes in tokens of which all is known as long as there are any, from number `first` on; returns how many. Words
    /// and marks go the same way, for which of the two comes next is hard to foresee: a mark adds nothing to the counts,
    /// and the next word is written over it.
    fn take_run(&mut self, tokens: &[Token], first: usize) -> usize {
        let line = self.place;
        let facts = &mut self.tally.facts;
        let Scanner { words, known, .. } = &mut *self.scanner;
        let start = pass_over(tokens, self.at);
        let before = |it: &Token| (it.span.start() as usize) < self.at;
        // A token that reaches over what has been read, or a dot that makes an ellipsis of one before it.
        let dotted = self.at > line.start && line.bytes[self.at - 1] == b'.';
        if dotted || tokens.get(start).is_some_and(before) {
            return start;
        }
        let most = tokens.len().min(start + Counts::MOST);
        let (tokens, known) = (&tokens[start..most], &known.tokens()[first + start..first + most]);
        let first_word = words.all.len();
        let room = words.all.room(tokens.len());
        let (mut count, mut done, mut inner_ends) = (0, 0_usize, 0);
        let mut end = facts.end as u64;
        let mut counts = Counts::default();
        for (token, here) in tokens.iter().zip(known) {
            if !here.is_fast() {
                break;
            }
            room[count] = Word::of(token, *here);
            count += usize::from(here.is_plain());
            counts.add(*here);
            // A capital after a stop opens the next sentence.
            inner_ends += u32::from(here.is_capitalised() & closes(end));
            end = here.end_after(end);
            done += 1;
        }
        if counts.opens() {
            let opens = |(_, word): &(u32, &Word)| word.group() != 0;
            let all = (first_word as u32..).zip(&room[..count]);
            words.openers.extend(all.filter(opens).map(|(index, _)| index));
        }
        words.all.grow(count);
        if let Some(last) = done.checked_sub(1) {
            self.at = tokens[last].span.end() as usize;
        }
        facts.end = End::ALL[end as usize];
        facts.inner_ends += inner_ends;
        facts.words += count as u32;
        counts.add_to(&mut self.tally);
        start + done
    }

    /// Takes in what is left of a token of any kind, which has this number.
    fn take_token(&mut self, token: &Token, index: usize) {
        let (from, to) = (token.span.start() as usize, token.span.end() as usize);
        if from >= self.at && to <= self.place.end {
            self.at = from;
            if let Some((shape, class)) = self.scanner.known.word(index, token)
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

/// Bytes of a line's words that have letters, all of them of the Latin alphabet.
fn count_latin(text: &str, words: &[Word], facts: &Facts) -> u32 {
    let words = words.get(facts.first_word as usize..facts.end_word as usize).unwrap_or_default();
    let latin = |it: &&Word| {
        let word = text.get(it.start()..it.end()).unwrap_or_default();
        if word.is_ascii() {
            word.bytes().any(|it| it.is_ascii_alphabetic())
        } else {
            !word.chars().any(|it| it.is_alphabetic() && !is_latin(it))
        }
    };
    words.iter().filter(latin).map(|it| (it.end() - it.start()) as u32).sum()
}

/// Whether a line that ends so is closed as a sentence.
#[inline]
fn closes(end: u64) -> bool {
    const CLOSING: u64 = 1 << End::Stop as u64 | 1 << End::Question as u64;
    CLOSING >> end & 1 == 1
}

/// How many of the tokens a word before them has taken in: clitics.
fn pass_over(tokens: &[Token], at: usize) -> usize {
    tokens.iter().take_while(|it| it.span.end() as usize <= at).count()
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
