//! The lexer: tokens of the text layer, cut further where numbers are glued to letters, hyphens and signs.

use rashomon_core::{Shape, Span, Token, TokenKind, Vocabulary, WordColumn, fold_hash};

use crate::class::Classes;
use crate::ending::Marks;
use crate::figure::{number, vulgar};
use crate::lexeme::{DigitForm, END, Kind, Lexeme};
use crate::units;
use crate::word::{NumberWord, Word, starts};

/// Tokens that are read before the first part of a number and behind the last: more than any rule looks around.
const MARGIN: usize = 24;

/// What a thread remembers of the word types that it has met.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// Whether a sentence with the word is worth reading. A byte for each type, since it is asked of every token.
    starts: WordColumn<bool>,
    words: WordColumn<Word>,
    /// The currency of the country that a word hints at; 0, a unit of length, stands for none.
    countries: WordColumn<u16>,
}

impl Columns {
    pub(crate) const fn new() -> Self {
        Self { starts: WordColumn::new(), words: WordColumn::new(), countries: WordColumn::new() }
    }

    /// The currency of the country that a word hints at, or 0.
    pub(crate) fn country<'a>(&mut self, token: &Token, text: impl FnOnce() -> &'a str) -> u16 {
        self.countries.get(token.word, || match text() {
            "US" => units::DOLLAR,
            _ => units::country(token.hash).unwrap_or(0),
        })
    }

    /// Makes them fit a document.
    pub(crate) fn prepare(&mut self, vocabulary: Vocabulary) {
        self.starts.prepare(vocabulary);
        self.words.prepare(vocabulary);
        self.countries.prepare(vocabulary);
    }
}

/// Cuts the sentence into lexemes, as far as there are numbers. Returns whether there is any in it at all.
pub(crate) fn read(
    text: &str,
    tokens: &[Token],
    columns: &mut Columns,
    out: &mut Vec<Lexeme>,
) -> bool {
    let slice = |token: &Token| text.get(token.span.range()).unwrap_or_default();
    let mut trigger = |token: &Token| match token.kind() {
        TokenKind::Number => true,
        TokenKind::Word => columns
            .starts
            .get(token.word, || starts(slice(token), token.hash, Marks::of(token.shape))),
        _ => false,
    };
    let Some(first) = tokens.iter().position(&mut trigger) else { return false };
    let last = tokens.iter().rposition(trigger).unwrap_or(first);
    let near = first.saturating_sub(MARGIN)..tokens.len().min(last + MARGIN);
    out.clear();
    let mut lexer = Lexer { out };
    for token in tokens.get(near).unwrap_or_default() {
        let glued = token.shape.has(Shape::GLUED);
        match token.kind() {
            TokenKind::Number => lexer.split(slice(token), token.span.start(), glued),
            TokenKind::Word => {
                let word = columns
                    .words
                    .get(token.word, || Word::of(slice(token), token.hash, Marks::of(token.shape)));
                if word.classes.any(Classes::SPLIT) {
                    lexer.split(slice(token), token.span.start(), glued);
                } else {
                    let case = (token.shape.is_capitalized(), token.shape.is_all_caps());
                    lexer.word(token.span, token.hash, word, glued, case);
                }
            }
            TokenKind::Clitic => lexer.plain(token.span, Kind::Clitic, glued),
            TokenKind::Quote => {
                // A double prime behind digits is a sign for inches.
                let kind = if slice(token) == "″" { Kind::Symbol } else { Kind::Quote };
                lexer.plain(token.span, kind, glued);
            }
            TokenKind::Currency => lexer.plain(token.span, Kind::Currency, glued),
            TokenKind::Url => lexer.plain(token.span, Kind::Symbol, glued),
            _ => lexer.signs(slice(token), token.span.start(), glued),
        }
    }
    tie(text, out);
    true
}

/// `a 300 - seat hall`, `59 - year - old`: the hyphens of tokenized text, which stand free, are tied to what they join.
fn tie(text: &str, lexemes: &mut [Lexeme]) {
    let mut tied = 0;
    for at in 1..lexemes.len().saturating_sub(1) {
        let hyphen = &lexemes[at];
        if hyphen.kind != Kind::Hyphen || hyphen.glued || hyphen.span.len() != 1 {
            continue;
        }
        let [before, next] = [lexemes[at - 1], lexemes[at + 1]];
        if next.glued {
            continue;
        }
        let further = lexemes.get(at + 2).is_some_and(|it| it.kind == Kind::Hyphen && !it.glued);
        let unit =
            next.classes.any(Classes::UNIT) && (!next.classes.any(Classes::PLURAL) || further);
        let word = next.span.range();
        let plus = text.get(word).is_some_and(|it| it.eq_ignore_ascii_case("plus"));
        let closed = Classes::FUNCTION
            | Classes::VERB
            | Classes::PLURAL
            | Classes::NUMBER
            | Classes::PARTICIPLE
            | Classes::GERUND
            | Classes::ADVERB;
        let small = next.kind == Kind::Word && !next.capital;
        let figure = before.kind == Kind::Digits || before.number.is_some();
        let joins = figure && small && (unit || plus || !next.classes.any(closed))
            || tied + 2 == at
                && (small && text.get(next.span.range()) == Some("old")
                    || next.kind == Kind::Digits);
        if joins {
            tied = at;
            lexemes[at].glued = true;
            lexemes[at + 1].glued = true;
        }
    }
}

struct Lexer<'a> {
    out: &'a mut Vec<Lexeme>,
}

impl Lexer<'_> {
    fn plain(&mut self, span: Span, kind: Kind, glued: bool) {
        self.out.push(Lexeme { span, kind, glued, ..END });
    }

    /// A word; `case` says whether it starts with a capital and whether it has no small letter.
    fn word(&mut self, span: Span, hash: u64, word: Word, glued: bool, case: (bool, bool)) {
        let (capital, caps) = case;
        self.out.push(Lexeme {
            span,
            hash,
            classes: word.classes,
            value: word.number.map_or(0.0, NumberWord::value),
            number: word.number.map(|it| it.kind),
            kind: Kind::Word,
            glued,
            capital,
            caps,
            ..END
        });
    }

    /// Cuts a token with digits or hyphens into its parts.
    fn split(&mut self, text: &str, start: u32, glued: bool) {
        let mut at = 0;
        let mut glued = glued;
        while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
            let first = rest.chars().next().expect("the rest is not empty");
            let span = |len: usize| Span::new(start + at as u32, start + (at + len) as u32);
            let len = if first.is_ascii_digit() {
                let (len, value, digits) = number(rest);
                self.digits(span(len), value, digits, glued);
                len
            } else if first.is_alphabetic() {
                let len = rest
                    .char_indices()
                    .find(|&(_, it)| !(it.is_alphabetic() || matches!(it, '\'' | '’' | '.' | '&')))
                    .map_or(rest.len(), |(at, _)| at);
                let word = rest.get(..len).unwrap_or(rest);
                let hash = fold_hash(word);
                let mut known = Word::of(word, hash, Marks::UNKNOWN);
                known.classes.0 &= !Classes::SPLIT.0;
                let capital = first.is_uppercase();
                let case = (capital, capital && !word.chars().any(char::is_lowercase));
                self.word(span(len), hash, known, glued, case);
                len
            } else {
                let len = first.len_utf8();
                self.sign(first, span(len), glued);
                len
            };
            at += len;
            glued = true;
        }
    }

    fn signs(&mut self, text: &str, start: u32, glued: bool) {
        // Runs of stops are one lexeme.
        if text.starts_with('.') && text.len() > 1 {
            self.plain(Span::new(start, start + text.len() as u32), Kind::Stop, glued);
            return;
        }
        let mut glued = glued;
        for (at, sign) in text.char_indices() {
            let from = start + at as u32;
            self.sign(sign, Span::new(from, from + sign.len_utf8() as u32), glued);
            glued = true;
        }
    }

    fn sign(&mut self, sign: char, span: Span, glued: bool) {
        if let Some(value) = vulgar(sign) {
            let form = DigitForm { vulgar: true, ..DigitForm::default() };
            self.digits(span, value, form, glued);
            return;
        }
        let kind = match sign {
            '-' | '–' | '−' | '\u{2010}' | '\u{2011}' | '\u{2012}' => Kind::Hyphen,
            '—' | '―' => Kind::Dash,
            '/' | '⁄' => Kind::Slash,
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '.' | '?' | '!' | '…' => Kind::Stop,
            '(' | '[' | '{' => Kind::Open,
            ')' | ']' | '}' => Kind::Close,
            '%' | '％' => Kind::Percent,
            '°' | 'º' | '˚' => Kind::Degree,
            '+' => Kind::Plus,
            '×' => Kind::Times,
            '~' | '≈' | '∼' => Kind::Tilde,
            '#' => Kind::Hash,
            '^' => Kind::Caret,
            '²' | '³' => Kind::Power,
            '&' => Kind::Ampersand,
            '"' | '\'' | '’' | '‘' | '“' | '”' => Kind::Quote,
            '$' | '£' | '€' | '¥' => Kind::Currency,
            _ => Kind::Symbol,
        };
        let value = if sign == '³' { 3.0 } else { 2.0 };
        self.out.push(Lexeme { span, value, kind, glued, ..END });
    }

    fn digits(&mut self, span: Span, value: f64, digits: DigitForm, glued: bool) {
        // `.5`: the stop in front is a decimal point if nothing but a sign of money is glued to it.
        if glued
            && let [.., before, stop] = self.out.as_slice()
            && stop.kind == Kind::Stop
            && stop.span.len() == 1
            && (!stop.glued || matches!(before.kind, Kind::Currency | Kind::Open | Kind::Hyphen))
            && digits.decimals == 0
            && digits.whole > 0
        {
            let stop = *stop;
            self.out.pop();
            let form = DigitForm { whole: 0, decimals: digits.whole, ..digits };
            let value = value / 10_f64.powi(i32::from(digits.whole));
            let span = Span::new(stop.span.start(), span.end());
            self.out.push(Lexeme {
                span,
                kind: Kind::Digits,
                value,
                digits: DigitForm { leading_zero: false, ..form },
                glued: stop.glued,
                ..END
            });
            return;
        }
        // `US55,931,000`: behind letters the text layer takes each group for a number of its own.
        if glued
            && let [.., letters, one, comma] = self.out.as_slice()
            && comma.kind == Kind::Comma
            && comma.glued
            && one.kind == Kind::Digits
            && one.glued
            && one.digits.decimals == 0
            && one.digits.whole <= 3
            && matches!(letters.kind, Kind::Word | Kind::Currency | Kind::Hyphen)
            && (digits.whole == 3 || digits.grouped && digits.whole.is_multiple_of(3))
        {
            let one = *one;
            self.out.truncate(self.out.len() - 2);
            let value = one.value * 10_f64.powi(i32::from(digits.whole)) + value;
            let digits = DigitForm {
                whole: digits.whole + one.digits.whole,
                grouped: true,
                leading_zero: false,
                ..digits
            };
            let span = one.span.cover(span);
            self.out.push(Lexeme { span, kind: Kind::Digits, value, digits, glued: true, ..END });
            return;
        }
        self.out.push(Lexeme { span, kind: Kind::Digits, value, digits, glued, ..END });
    }
}
