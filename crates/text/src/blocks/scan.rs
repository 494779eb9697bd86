//! One pass over a line: counts, shapes and patterns.
//!
//! Words are cut finer than tokens are: `well-known` is two, an address several, and a clitic is none. Most tokens are
//! plain words and marks all the same; what these add to the facts is known from their word type. The others are read
//! byte by byte.

use rashomon_core::{Span, Token};

use super::facts::Facts;
use super::known::{Counts, Ending, Known};
use super::lexicon::{LEXICON, Lexicon};
use super::phrase;
use super::run::Run;
use super::take::{Place, Tally, Words};
use super::word::{ALNUM, CLASS, DIGIT, HIGH, SPACE, Word, is_latin, read};
use crate::tokens::Tokenized;

/// Reusable space of the scan.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// Words of all lines.
    pub(super) words: Words,
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
    /// Scans the line at `span`. The first `inside` of the tokens, which go on behind the line, start before its end.
    pub(super) fn scan(&mut self, source: Tokenized, inside: usize, span: Span) -> Facts {
        let Tokenized { text, tokens, known, .. } = source;
        let lexicon = &*LEXICON;
        let (start, end) = (span.start() as usize, span.end() as usize);
        let place = Place { bytes: text.as_bytes(), start, end };
        self.words.openers.truncate(0);
        let mut tally = Tally::default();
        tally.facts.first_word = self.words.all.len() as u32;
        let mut line = Line { text, place, at: start, tally, scanner: self, lexicon };
        let all = &tokens[..inside];
        let whole = match all.last() {
            Some(last) if last.span.end() > span.end() => {
                all.partition_point(|it| it.span.end() <= span.end())
            }
            _ => inside,
        };
        let mut next = 0;
        while next < inside {
            // The first words of a line tell more than others.
            if line.tally.facts.words >= 2 && next < whole {
                next += line.take_run(source.without(next), whole - next);
            }
            if let Some(token) = all.get(next) {
                line.take_token(token, known[next]);
            }
            next += 1;
        }
        let mut tally = line.tally;
        tally.facts.end_word = self.words.all.len() as u32;
        if tally.facts.other > 0 {
            tally.facts.latin = count_latin(text, self.words.all.as_slice(), &tally.facts);
        }
        let words = &self.words.all.as_slice()[tally.facts.first_word as usize..];
        tally.conclude(text, place, words, lexicon);
        let mut facts = tally.facts;
        facts.flags |= phrase::find(place.bytes, end, &self.words, &facts, lexicon);
        facts
    }
}

impl Line<'_> {
    /// Takes in tokens of which all is known as long as there are any; returns how many. The first `whole` of them end
    /// in the line.
    fn take_run(&mut self, source: Tokenized, whole: usize) -> usize {
        let (place, facts) = (self.place, &mut self.tally.facts);
        let words = &mut self.scanner.words;
        let tokens = source.tokens;
        let start = pass_over(&tokens[..whole], self.at);
        let before = |it: &Token| (it.span.start() as usize) < self.at;
        // A token that reaches over what has been read, or a dot that makes an ellipsis of one before it.
        let dotted = self.at > place.start && place.bytes[self.at - 1] == b'.';
        if dotted || tokens.get(start).is_none_or(before) {
            return start;
        }
        let most = whole.min(start + Counts::MOST);
        let first_word = words.all.len() as u32;
        let room = words.all.room();
        let run = Run::read(source.without(start), most - start, Ending::of(facts.end), room);
        let openers = run.openers(room, first_word, words.openers.room());
        words.openers.grow(openers);
        words.all.grow(run.words);
        let done = start + run.tokens;
        if let Some(last) = tokens[start..done].last() {
            self.at = last.span.end() as usize;
        }
        facts.end = run.ending.end();
        facts.inner_ends += run.inner_ends;
        facts.words += run.words as u32;
        run.counts.add_to(&mut self.tally);
        done
    }

    /// Takes in what is left of a token of any kind.
    fn take_token(&mut self, token: &Token, known: Known) {
        let (from, to) = (token.span.start() as usize, token.span.end() as usize);
        if from >= self.at && to <= self.place.end {
            self.at = from;
            if let Some(shape) = known.shape(token)
                && ends_at(self.place, to, shape.classes)
            {
                let words = &mut self.scanner.words;
                self.at = if shape.classes == DIGIT {
                    self.tally.take_number(self.place, from, &shape, words)
                } else {
                    let class = known.class().unwrap_or_else(|| self.lexicon.class(shape.hash));
                    self.tally.take_word(self.place, from, &shape, class, words)
                };
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

/// How many of the tokens a word before them has taken in: clitics.
fn pass_over(tokens: &[Token], at: usize) -> usize {
    tokens.iter().take_while(|it| it.span.end() as usize <= at).count()
}

/// Whether a word of ASCII letters, or of these classes a number of digits, ends here for [`read`] too.
fn ends_at(line: Place, at: usize, classes: u8) -> bool {
    let Some(byte) = line.bytes.get(at) else { return true };
    // General punctuation, such as dashes and curly quotes.
    let general = *byte == 0xe2 && line.bytes.get(at + 1) == Some(&0x80);
    let joins = classes == DIGIT
        && matches!(byte, b',' | b'.' | b':' | b'/' | b'-')
        && line.bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    general || (CLASS[usize::from(*byte)] & (ALNUM | HIGH) == 0 && !joins)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rashomon_core::{Shape, Span, Token, TokenKind};

    use super::super::word::Word;
    use super::{Facts, Known, Scanner};
    use crate::tokens::{Tokenized, Tokenizer};
    use crate::vocabulary::WordTypes;

    /// What scanning a line tells, with the words as key, content, start and end.
    type Found = (Facts, Vec<(u64, bool, usize, usize)>);

    fn by_tokens(line: &str) -> Found {
        let mut tokenizer = Tokenizer::default();
        let tokens = tokenizer.tokenize(line, &mut WordTypes::default());
        scan(line, &tokens, &tokenizer.known)
    }

    /// The same byte by byte: the line is one token, of which nothing is known.
    fn by_bytes(line: &str) -> Found {
        let span = Span::new(0, line.len() as u32);
        let token = Token::new(span, 0, 0, 0, Shape::default(), TokenKind::Symbol);
        scan(line, &[token], &[Known::default()])
    }

    fn scan(line: &str, tokens: &[Token], known: &[Known]) -> Found {
        let mut scanner = Scanner::default();
        let source = Tokenized { text: line, tokens, known, line_ends: &[] };
        let facts = scanner.scan(source, tokens.len(), Span::new(0, line.len() as u32));
        let about = |it: &Word| (it.key(), it.is_content(), it.start(), it.end());
        (facts, scanner.words.all.as_slice().iter().map(about).collect())
    }

    const PIECES: [&str; 62] = [
        "The",
        "the",
        "mayor",
        "Said",
        "said",
        "in",
        "May",
        "may",
        "3",
        "2021",
        "1,000",
        "10:30",
        "2020-05-04",
        "5pm",
        "ago",
        "hours",
        "by",
        "By",
        "Photo",
        "photo",
        "credit",
        "file",
        "Image",
        "More",
        "on",
        "read",
        "well-known",
        "U.S.",
        "café",
        "мир",
        "der",
        "die",
        "und",
        "nicht",
        "ein",
        "Los",
        "www",
        "com",
        "'s",
        "’s",
        "’re",
        "n't",
        "do",
        "'",
        "’",
        "‘",
        "“",
        "”",
        "\"",
        ".",
        "..",
        "!",
        "?",
        ",",
        ":",
        ";",
        "(",
        ")",
        "–",
        "|",
        "…",
        "%",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn tokens_tell_what_bytes_tell(pieces in prop::collection::vec((prop::sample::select(&PIECES[..]), any::<bool>()), 1..90)) {
            let mut line = String::new();
            for (piece, space) in pieces {
                line.push_str(piece);
                line.push_str(if space || piece.ends_with(char::is_alphanumeric) { " " } else { "" });
            }
            let line = line.trim_end();
            prop_assert_eq!(by_tokens(line), by_bytes(line), "{}", line);
        }

        #[test]
        fn tokens_tell_what_bytes_tell_in_any_line(line in "[a-zA-Z0-9éж’'“”\"., :;!?()|/@_&%\\-]{1,60}") {
            let line = line.trim();
            if !line.is_empty() {
                prop_assert_eq!(by_tokens(line), by_bytes(line), "{}", line);
            }
        }
    }
}
