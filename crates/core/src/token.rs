//! Pieces of the text layer: tokens, sentences, blocks. The host makes them once per document; all analyzers share them.

use std::ops::Range;

use crate::span::Span;

/// What sort of characters a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum TokenKind {
    /// Letters, possibly joined by hyphens, apostrophes or `&`, or with inner dots: `well-known`, `O'Brien`, `U.S.`.
    Word = 0,
    /// Starts with a digit: `7`, `1,000.5`, `10:30`, `30th`, `40-minute`, `5pm`.
    Number = 1,
    /// An address of the web or of mail, one token as a whole.
    Url = 2,
    /// A clitic cut off its word: `'s`, `n't`, `'re`, with a straight or a curly mark.
    Clitic = 3,
    /// A quotation mark of any style, single or double, straight, curly or angular.
    Quote = 4,
    /// `.` `!` `?` `…` and runs of them.
    Stop = 5,
    /// `,` `;` `:`.
    Comma = 6,
    /// A hyphen or dash that joins no word: `-`, `–`, `—`.
    Dash = 7,
    /// `(` `)` `[` `]` `{` `}`.
    Bracket = 8,
    /// Signs of money: `$`, `£`, `€`, `¥`, `₹` and the like.
    Currency = 9,
    /// Any other visible character: `%`, `+`, `°`, an emoji, a bullet.
    Symbol = 10,
}

impl TokenKind {
    /// The kind with this number, if there is one.
    pub const fn from_u8(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::Word,
            1 => Self::Number,
            2 => Self::Url,
            3 => Self::Clitic,
            4 => Self::Quote,
            5 => Self::Stop,
            6 => Self::Comma,
            7 => Self::Dash,
            8 => Self::Bracket,
            9 => Self::Currency,
            10 => Self::Symbol,
            _ => return None,
        })
    }
}

/// Which characters a token holds and how it stands, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
#[repr(transparent)]
pub struct Shape(pub u16);

impl Shape {
    /// The first character is an upper-case letter.
    pub const FIRST_UPPER: u16 = 1;
    /// A later character is an upper-case letter.
    pub const INNER_UPPER: u16 = 1 << 1;
    /// Some character is a lower-case letter.
    pub const LOWER: u16 = 1 << 2;
    /// Some character is a decimal digit.
    pub const DIGIT: u16 = 1 << 3;
    /// The token is one character long.
    pub const SINGLE: u16 = 1 << 4;
    /// Some character lies beyond ASCII.
    pub const NON_ASCII: u16 = 1 << 5;
    /// Some character is a dot.
    pub const DOT: u16 = 1 << 6;
    /// Some character is a hyphen.
    pub const HYPHEN: u16 = 1 << 7;
    /// No white space stands between the token before and this one.
    pub const GLUED: u16 = 1 << 8;
    /// First token of its line.
    pub const LINE_START: u16 = 1 << 9;

    /// Whether all the given bits are set.
    pub const fn has(self, bits: u16) -> bool {
        self.0 & bits == bits
    }

    /// `Paris`, `McDonald`, `US`: starts with an upper-case letter.
    pub const fn is_capitalized(self) -> bool {
        self.has(Self::FIRST_UPPER)
    }

    /// `US`, `NATO`, `A`: upper-case letters and none in lower case.
    pub const fn is_all_caps(self) -> bool {
        self.has(Self::FIRST_UPPER) && self.0 & Self::LOWER == 0
    }
}

/// One token: a span with all that analyzers need to know without reading the text again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// [`fold_hash`](crate::fold_hash) of its text: equal for `Said`, `SAID` and `said`.
    pub hash: u64,
    /// Number of its word type (text as written; numbers by digit pattern) in the worker's vocabulary: an index for
    /// [`WordColumn`](crate::WordColumn)s, valid for the generation that [`Document::vocabulary`](crate::Document::vocabulary) names.
    pub word: u32,
    /// Number of the word type of its case-folded form.
    pub folded: u32,
    /// Letters, capitals, digits and neighbours.
    pub shape: Shape,
    /// A number, not the enumeration: a host of a later minor version may know kinds that a plugin does not.
    kind: u8,
    reserved: [u8; 5],
}

impl Token {
    /// A token from its parts.
    pub const fn new(
        span: Span,
        hash: u64,
        word: u32,
        folded: u32,
        shape: Shape,
        kind: TokenKind,
    ) -> Self {
        Self { span, hash, word, folded, shape, kind: kind as u8, reserved: [0; 5] }
    }

    /// Whether it is of the kind [`TokenKind::Word`].
    #[inline]
    pub const fn is_word(&self) -> bool {
        self.kind == TokenKind::Word as u8
    }

    /// What sort of characters it is made of; a kind that this version does not know counts as a symbol.
    pub const fn kind(&self) -> TokenKind {
        match TokenKind::from_u8(self.kind) {
            Some(kind) => kind,
            None => TokenKind::Symbol,
        }
    }
}

/// A sentence: a span within one block, with its tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Sentence {
    /// Where it stands, in bytes, without the white space around it.
    pub span: Span,
    /// Index of its first token in [`Document::tokens`](crate::Document::tokens).
    pub first_token: u32,
    /// One past the index of its last token.
    pub end_token: u32,
    /// Index of its block in [`Document::blocks`](crate::Document::blocks).
    pub block: u32,
    reserved: u32,
}

impl Sentence {
    /// A sentence from its parts: `tokens` and `block` are indices into the document's.
    pub const fn new(span: Span, tokens: Range<u32>, block: u32) -> Self {
        Self { span, first_token: tokens.start, end_token: tokens.end, block, reserved: 0 }
    }
}

/// What part of a scraped page a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum BlockKind {
    /// The report's headline.
    Title = 0,
    /// A standfirst under or above the headline.
    Subtitle = 1,
    /// A heading inside the report.
    Heading = 2,
    /// Running text.
    Body = 3,
    /// The text under a picture or video.
    Caption = 4,
    /// A line of place, date or agency: `PARIS, March 3 (AP)`.
    Dateline = 5,
    /// Menus, notices, links, bylines, player times: not the report.
    Boilerplate = 6,
    /// Text in another language than English.
    Foreign = 7,
}

impl BlockKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Subtitle,
        Self::Heading,
        Self::Body,
        Self::Caption,
        Self::Dateline,
        Self::Boilerplate,
        Self::Foreign,
    ];

    /// The kind with this number, if there is one.
    pub fn from_u8(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The name in results: `title`, `body`, `boilerplate`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Dateline => "dateline",
            Self::Boilerplate => "boilerplate",
            Self::Foreign => "foreign",
        }
    }

    /// Whether analyzers work on such blocks unless told otherwise.
    pub const fn is_content(self) -> bool {
        match self {
            // A dateline names a place and a day, and reports without metadata are dated by it.
            Self::Title
            | Self::Subtitle
            | Self::Heading
            | Self::Body
            | Self::Caption
            | Self::Dateline => true,
            Self::Boilerplate | Self::Foreign => false,
        }
    }
}

/// A part of the page: one paragraph or line, with its sentences.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Block {
    /// Where it stands, in bytes, without the white space around it.
    pub span: Span,
    /// Index of its first sentence in [`Document::sentences`](crate::Document::sentences).
    pub first_sentence: u32,
    /// One past the index of its last sentence.
    pub end_sentence: u32,
    kind: u8,
    read: u8,
    reserved: [u8; 6],
}

impl Block {
    /// A block from its parts; `sentences` are indices into the document's. Analyzers read it if its kind is content.
    pub const fn new(span: Span, sentences: Range<u32>, kind: BlockKind) -> Self {
        let read = kind.is_content() as u8;
        Self {
            span,
            first_sentence: sentences.start,
            end_sentence: sentences.end,
            kind: kind as u8,
            read,
            reserved: [0; 6],
        }
    }

    /// What part of the page it is; a kind that this version does not know counts as boilerplate.
    pub fn kind(&self) -> BlockKind {
        BlockKind::from_u8(self.kind).unwrap_or(BlockKind::Boilerplate)
    }

    /// Whether analyzers work on it: content blocks, or all of them with `--include-boilerplate`.
    pub const fn is_read(&self) -> bool {
        self.read != 0
    }

    /// The same block, worked on or passed over.
    #[must_use]
    pub const fn with_read(self, read: bool) -> Self {
        Self { read: read as u8, ..self }
    }
}
