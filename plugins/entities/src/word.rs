//! What the tagger knows of a word type.

use rashomon_core::{Token, TokenKind};

use crate::clusters::{self, Clusters};
use crate::form::{self, Case};
use crate::gazetteer;
use crate::tags;

/// What the features of a place look at of a word type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Hash of its shape.
    pub shape: u32,
    /// What the lists say.
    pub tags: u32,
    /// How it is written.
    pub case: Case,
    /// What sort of token it is.
    pub kind: TokenKind,
}

impl Word {
    /// The place before the first and after the last token of a sentence.
    pub(crate) const EDGE: Self =
        Self { shape: 3, tags: 0, case: Case::Other, kind: TokenKind::Stop };

    /// The word of a token with this text.
    pub(crate) fn new(token: &Token, text: &str) -> Self {
        let kind = token.kind();
        let tags = if kind == TokenKind::Word { gazetteer::tags_of(token.hash) } else { 0 };
        Self { shape: form::shape(text) as u32, tags, case: Case::of(token), kind }
    }

    /// Whether the lists hold it under one of these tags.
    pub(crate) const fn is(&self, tags: u32) -> bool {
        self.tags & tags != 0
    }

    /// Whether it is written in lower case and names a well-known place.
    pub(crate) fn is_great_place(&self) -> bool {
        self.case == Case::Lower
            && self.is(gazetteer::GREAT_PLACES)
            && !self.is(tags::FUNCTION_WORD)
    }
}

/// What the features that a word type makes by itself tell words apart by. It is asked for once, when their weights
/// are summed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    /// Hash of its folded form, for numbers of their pattern.
    pub folded: u64,
    /// Cluster numbers, if the word is in the table.
    pub clusters: Option<Clusters>,
}

impl Identity {
    /// That of the place before the first and after the last token of a sentence.
    pub(crate) const EDGE: Self = Self { folded: 3, clusters: None };

    /// That of a token with this text.
    pub(crate) fn of(token: &Token, text: &str) -> Self {
        let kind = token.kind();
        let folded = match kind {
            TokenKind::Clitic => token.hash,
            _ if Case::of(token).is_capitalized() => token.hash,
            _ => form::raw(token, text),
        };
        let clusters = if kind == TokenKind::Word { clusters::of(text, token.hash) } else { None };
        Self { folded, clusters }
    }
}
