//! The lexer: tokens of the text layer, cut further where numbers are glued to letters, hyphens and signs.

use rashomon_core::{Document, Sentence, Shape, Span, Token, TokenKind, WordColumn, fold_hash};

use crate::class::{Classes, classify};
use crate::figure::{number, vulgar};

/// What a lexeme is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Beyond the sentence.
    End,
    /// `1,000.5`, `½`.
    Digits,
    /// Letters.
    Word,
    /// `'s`.
    Clitic,
    /// `$`.
    Currency,
    /// `-`, `–`, `−`.
    Hyphen,
    /// `—`.
    Dash,
    /// `/`.
    Slash,
    /// `,`.
    Comma,
    /// `:`.
    Colon,
    /// `;`.
    Semicolon,
    /// `.`, `?`, `!`.
    Stop,
    /// A quotation mark.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// `%`.
    Percent,
    /// `°`, `º`.
    Degree,
    /// `+`.
    Plus,
    /// `×`.
    Times,
    /// `~`, `≈`.
    Tilde,
    /// `#`.
    Hash,
    /// `^`.
    Caret,
    /// `²`, `³`.
    Power,
    /// `&`.
    Ampersand,
    /// Anything else.
    Symbol,
}

/// A piece of the text with what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    pub(crate) span: Span,
    pub(crate) hash: u64,
    pub(crate) classes: Classes,
    pub(crate) value: f64,
    pub(crate) kind: Kind,
    /// No white space before it.
    pub(crate) glued: bool,
    /// First letter is upper case.
    pub(crate) capital: bool,
    /// Upper case throughout, more than one letter or a single one.
    pub(crate) caps: bool,
    pub(crate) digits: DigitForm,
}

/// How a number in digits is written.
#[expect(
    clippy::struct_excessive_bools,
    reason = "traits of one spelling that do not depend on each other"
)]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct DigitForm {
    /// Digits before the decimal point.
    pub(crate) whole: u8,
    /// Digits behind it.
    pub(crate) decimals: u8,
    /// Thousands are set apart.
    pub(crate) grouped: bool,
    /// More than one decimal point, as in versions and dates.
    pub(crate) odd: bool,
    /// A single character such as `½`.
    pub(crate) vulgar: bool,
    /// Starts with a zero that says nothing: `007`.
    pub(crate) leading_zero: bool,
}

const END: Lexeme = Lexeme {
    span: Span::new(0, 0),
    hash: 0,
    classes: Classes(0),
    value: 0.0,
    kind: Kind::End,
    glued: false,
    capital: false,
    caps: false,
    digits: DigitForm {
        whole: 0,
        decimals: 0,
        grouped: false,
        odd: false,
        vulgar: false,
        leading_zero: false,
    },
};

/// The lexemes of a sentence. Positions beyond either end are [`Kind::End`], so rules look around freely.
#[derive(Clone, Copy)]
pub(crate) struct Lexemes<'a> {
    pub(crate) text: &'a str,
    pub(crate) list: &'a [Lexeme],
}

impl<'a> Lexemes<'a> {
    pub(crate) fn at(&self, position: usize) -> &'a Lexeme {
        self.list.get(position).unwrap_or(&END)
    }

    pub(crate) fn kind(&self, position: usize) -> Kind {
        self.at(position).kind
    }

    pub(crate) fn text(&self, position: usize) -> &'a str {
        let span = self.at(position).span;
        self.text.get(span.start() as usize..span.end() as usize).unwrap_or_default()
    }

    pub(crate) fn is(&self, position: usize, classes: Classes) -> bool {
        self.at(position).classes.any(classes)
    }

    /// Whether it is this word, whatever its case.
    pub(crate) fn eq(&self, position: usize, word: &str) -> bool {
        self.text(position).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, whatever its case.
    pub(crate) fn one_of(&self, position: usize, words: &[&str]) -> bool {
        let text = self.text(position);
        words.iter().any(|it| it.eq_ignore_ascii_case(text))
    }

    pub(crate) fn glued(&self, position: usize) -> bool {
        self.at(position).glued
    }

    /// A hyphen with no space on either side.
    pub(crate) fn joins(&self, position: usize) -> bool {
        self.kind(position) == Kind::Hyphen && self.glued(position) && self.glued(position + 1)
    }

    pub(crate) fn word(&self, position: usize) -> bool {
        self.kind(position) == Kind::Word
    }

    /// A word that starts with a small letter.
    pub(crate) fn lower(&self, position: usize) -> bool {
        self.word(position) && !self.at(position).capital
    }

    /// A word that could be counted: neither function word nor verb nor number.
    pub(crate) fn content(&self, position: usize) -> bool {
        self.word(position)
            && !self.is(position, Classes::FUNCTION | Classes::VERB | Classes::NUMBER)
    }

    /// A plural noun in small letters.
    pub(crate) fn plural(&self, position: usize) -> bool {
        self.lower(position)
            && self.is(position, Classes::PLURAL)
            && !self.is(position, Classes::FUNCTION | Classes::VERB | Classes::NUMBER)
    }

    /// A plural noun here, or behind one or two other content words.
    pub(crate) fn plural_ahead(&self, position: usize) -> bool {
        (position..position + 3)
            .find(|&it| self.plural(it) || !self.content(it))
            .is_some_and(|it| self.plural(it))
    }
}

/// Tokens that are read before the first part of a number and behind the last: more than any rule looks around.
const MARGIN: usize = 24;

/// Cuts the sentence into lexemes, as far as there are numbers. Returns whether there is any in it at all.
pub(crate) fn read(
    document: &dyn Document,
    sentence: &Sentence,
    column: &mut WordColumn<Classes>,
    out: &mut Vec<Lexeme>,
) -> bool {
    let all = document.text();
    let slice = |token: &Token| all.get(token.span.range()).unwrap_or_default();
    let tokens = document.tokens_of(sentence);
    let mut of_word = |token: &Token| column.get(token.word, || classify(slice(token), token.hash));
    let mut starts = |token: &Token| match token.kind() {
        TokenKind::Number => true,
        TokenKind::Word => of_word(token).any(Classes::TRIGGER | Classes::SPLIT),
        _ => false,
    };
    let Some(first) = tokens.iter().position(&mut starts) else { return false };
    let last = tokens.iter().rposition(starts).unwrap_or(first);
    let near = first.saturating_sub(MARGIN)..tokens.len().min(last + MARGIN);
    out.clear();
    let mut lexer = Lexer { out };
    for token in tokens.get(near).unwrap_or_default() {
        let glued = token.shape.has(Shape::GLUED);
        match token.kind() {
            TokenKind::Number => lexer.split(slice(token), token.span.start(), glued),
            TokenKind::Word => {
                let classes = of_word(token);
                if classes.any(Classes::SPLIT) {
                    lexer.split(slice(token), token.span.start(), glued);
                } else {
                    let case = (token.shape.is_capitalized(), token.shape.is_all_caps());
                    lexer.word(token.span, token.hash, classes, glued, case);
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
    true
}

struct Lexer<'a> {
    out: &'a mut Vec<Lexeme>,
}

impl Lexer<'_> {
    fn plain(&mut self, span: Span, kind: Kind, glued: bool) {
        self.out.push(Lexeme { span, kind, glued, ..END });
    }

    /// A word; `case` says whether it starts with a capital and whether it has no small letter.
    fn word(&mut self, span: Span, hash: u64, classes: Classes, glued: bool, case: (bool, bool)) {
        let (capital, caps) = case;
        self.out.push(Lexeme {
            span,
            hash,
            classes,
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
                let mut classes = classify(word, hash);
                classes.0 &= !Classes::SPLIT.0;
                let capital = first.is_uppercase();
                let case = (capital, capital && !word.chars().any(char::is_lowercase));
                self.word(span(len), hash, classes, glued, case);
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
            && matches!(letters.kind, Kind::Word | Kind::Currency)
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
