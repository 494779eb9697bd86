//! Lexemes: the pieces of a sentence as the rules see them, and the questions that rules ask of them.

use rashomon_core::Span;

use crate::class::Classes;
use crate::word::WordKind;

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
    /// Of digits and number words.
    pub(crate) value: f64,
    pub(crate) kind: Kind,
    pub(crate) number: Option<WordKind>,
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

pub(crate) const END: Lexeme = Lexeme {
    span: Span::new(0, 0),
    hash: 0,
    classes: Classes(0),
    value: 0.0,
    kind: Kind::End,
    number: None,
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

    /// The bytes of the text: comparing them asks for no boundaries of characters.
    fn bytes(&self, position: usize) -> &'a [u8] {
        let span = self.at(position).span;
        self.text.as_bytes().get(span.start() as usize..span.end() as usize).unwrap_or_default()
    }

    /// Whether it is this word, whatever its case.
    pub(crate) fn eq(&self, position: usize, word: &str) -> bool {
        self.at(position).span.len() as usize == word.len()
            && self.bytes(position).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether it is one of these words, whatever its case.
    pub(crate) fn one_of(&self, position: usize, words: &[&str]) -> bool {
        let bytes = self.bytes(position);
        let Some(initial) = bytes.first().map(u8::to_ascii_lowercase) else { return false };
        words.iter().map(|it| it.as_bytes()).any(|it| {
            it.len() == bytes.len()
                && it.first().is_some_and(|it| it.to_ascii_lowercase() == initial)
                && it.eq_ignore_ascii_case(bytes)
        })
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
