//! Documents: a text with its metadata, its text layer and the annotations made so far.

use std::ops::Range;

use crate::error::StructureError;
use crate::layer::{Layer, OwnedLayer};
use crate::span::Span;
use crate::token::{Block, Sentence, Token};
use crate::word::Vocabulary;

/// What an analyzer sees of a document. All spans are in bytes of [`text`](Self::text).
pub trait Document {
    /// Name of the document, unique in its corpus.
    fn id(&self) -> &str;

    /// The text as read; nothing is cut out of it.
    fn text(&self) -> &str;

    /// What is known of the document: `outlet`, `title`, `published` (ISO 8601), `language`, `url` and whatever else
    /// the corpus tells.
    fn metadata(&self, key: &str) -> Option<&str>;

    /// Parts of the page, in order; they cover all that is not white space.
    fn blocks(&self) -> &[Block];

    /// Sentences of all blocks, in order.
    fn sentences(&self) -> &[Sentence];

    /// Tokens of the whole text, in order; they cover all that is not white space.
    fn tokens(&self) -> &[Token];

    /// The numbering that [`Token::word`] uses.
    fn vocabulary(&self) -> Vocabulary;

    /// The finished annotations of another analyzer, if this one requires it and it ran.
    fn layer(&self, analyzer: &str) -> Option<Layer<'_>>;

    /// The text of a span; empty if the span does not lie in the text on character boundaries.
    fn slice(&self, span: Span) -> &str {
        self.text().get(span.range()).unwrap_or_default()
    }

    /// The tokens of a sentence.
    fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens()
            .get(sentence.first_token as usize..sentence.end_token as usize)
            .unwrap_or_default()
    }

    /// Indices of the tokens that overlap a span.
    fn tokens_in(&self, span: Span) -> Range<usize> {
        let tokens = self.tokens();
        let first = tokens.partition_point(|it| it.span.end() <= span.start());
        first..first + tokens[first..].partition_point(|it| it.span.start() < span.end())
    }

    /// The block of a sentence.
    fn block_of(&self, sentence: &Sentence) -> Option<&Block> {
        self.blocks().get(sentence.block as usize)
    }

    /// Whether analyzers work on this sentence: not if it is boilerplate or in another language.
    fn is_read(&self, sentence: &Sentence) -> bool {
        self.block_of(sentence).is_some_and(Block::is_read)
    }
}

impl dyn Document + '_ {
    /// The sentences that analyzers work on, in order.
    pub fn read_sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences().iter().filter(|it| self.is_read(it))
    }
}

/// The text layer of a document.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// Parts of the page.
    pub blocks: Vec<Block>,
    /// Sentences of all blocks.
    pub sentences: Vec<Sentence>,
    /// Tokens of the whole text.
    pub tokens: Vec<Token>,
    /// The numbering that the tokens use.
    pub vocabulary: Vocabulary,
}

impl Structure {
    /// Checks what every analyzer relies on: pieces in order and without overlap, on character boundaries, sentences
    /// within their blocks, word types below the vocabulary's length, every visible character in a token and a block.
    ///
    /// # Errors
    /// Names the first piece that breaks a rule.
    pub fn validate(&self, text: &str) -> Result<(), StructureError> {
        let fail = |what: &str, index: usize| {
            Err(StructureError {
                message: format!("{what} number {index} breaks the text layer's rules"),
            })
        };
        let blank = |from: u32, to: u32| {
            text.get(from as usize..to as usize).is_some_and(|it| it.chars().all(is_space))
        };
        let in_order = |spans: &mut dyn Iterator<Item = Span>, what: &str, covers: bool| {
            let mut end = 0;
            for (index, span) in spans.enumerate() {
                let visible = text.get(span.range()).is_some_and(|it| !it.is_empty());
                if span.start() < end || !visible || (covers && !blank(end, span.start())) {
                    return fail(what, index);
                }
                end = span.end();
            }
            if covers && !blank(end, text.len() as u32) { fail(what, usize::MAX) } else { Ok(()) }
        };
        in_order(&mut self.tokens.iter().map(|it| it.span), "token", true)?;
        in_order(&mut self.sentences.iter().map(|it| it.span), "sentence", true)?;
        in_order(&mut self.blocks.iter().map(|it| it.span), "block", true)?;
        if let Some(index) =
            self.tokens.iter().position(|it| it.word.max(it.folded) >= self.vocabulary.len)
        {
            return fail("token", index);
        }
        let mut token = 0;
        for (index, sentence) in self.sentences.iter().enumerate() {
            let block = self.blocks.get(sentence.block as usize);
            let tokens = self
                .tokens
                .get(sentence.first_token as usize..sentence.end_token as usize)
                .unwrap_or_default();
            let inside = block.is_some_and(|it| {
                it.span.contains(sentence.span)
                    && (it.first_sentence..it.end_sentence).contains(&(index as u32))
            });
            if !inside
                || sentence.first_token != token
                || tokens.is_empty()
                || !tokens.iter().all(|it| sentence.span.contains(it.span))
            {
                return fail("sentence", index);
            }
            token = sentence.end_token;
        }
        if token as usize == self.tokens.len() { Ok(()) } else { fail("token", token as usize) }
    }
}

/// White space, and the marks that have no width: the text layer makes no token of them.
fn is_space(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
}

/// A document that the host owns.
#[derive(Debug, Default)]
pub struct OwnedDocument {
    id: String,
    text: String,
    metadata: Vec<(String, String)>,
    structure: Structure,
    layers: Vec<OwnedLayer>,
}

impl OwnedDocument {
    /// A document without metadata, text layer or annotations.
    ///
    /// # Errors
    /// If the text is longer than 2 GiB: offsets are u32.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Result<Self, StructureError> {
        let text = text.into();
        if text.len() > i32::MAX as usize {
            return Err(StructureError {
                message: format!(
                    "the text has {} bytes; a document holds at most 2147483647",
                    text.len()
                ),
            });
        }
        Ok(Self { id: id.into(), text, ..Self::default() })
    }

    /// Sets a metadata field; an empty value removes it.
    pub fn set_metadata(&mut self, key: impl Into<String>, value: impl Into<String>) {
        let (key, value) = (key.into(), value.into());
        self.metadata.retain(|(it, _)| *it != key);
        if !value.is_empty() {
            self.metadata.push((key, value));
        }
    }

    /// All metadata, in the order in which it was set.
    pub fn all_metadata(&self) -> &[(String, String)] {
        &self.metadata
    }

    /// Takes the text layer; layers of an earlier one are dropped.
    pub fn set_structure(&mut self, structure: Structure) {
        debug_assert_eq!(structure.validate(&self.text), Ok(()));
        self.structure = structure;
        self.layers.clear();
    }

    /// The text layer.
    pub fn structure(&self) -> &Structure {
        &self.structure
    }

    /// Adds a finished layer, or puts it in the place of the one that the same analyzer made before.
    pub fn add_layer(&mut self, layer: OwnedLayer) {
        self.layers.retain(|it| it.schema().analyzer() != layer.schema().analyzer());
        self.layers.push(layer);
    }

    /// All layers, in the order in which they were added.
    pub fn layers(&self) -> &[OwnedLayer] {
        &self.layers
    }
}

impl Document for OwnedDocument {
    fn id(&self) -> &str {
        &self.id
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn metadata(&self, key: &str) -> Option<&str> {
        self.metadata.iter().find(|(it, _)| it == key).map(|(_, value)| value.as_str())
    }

    fn blocks(&self) -> &[Block] {
        &self.structure.blocks
    }

    fn sentences(&self) -> &[Sentence] {
        &self.structure.sentences
    }

    fn tokens(&self) -> &[Token] {
        &self.structure.tokens
    }

    fn vocabulary(&self) -> Vocabulary {
        self.structure.vocabulary
    }

    fn layer(&self, analyzer: &str) -> Option<Layer<'_>> {
        self.layers.iter().find(|it| it.schema().analyzer() == analyzer).map(OwnedLayer::view)
    }
}
