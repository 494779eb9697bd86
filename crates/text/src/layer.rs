//! The text layer of one worker: runs over documents and keeps the numbering of word types.

use rashomon_core::{Block, Document, OwnedDocument, Span, Structure};

use crate::blocks::Blocks;
use crate::sentences::{self, Place};
use crate::tokens::Tokenizer;
use crate::vocabulary::WordTypes;

/// What the text layer can be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextOptions {
    /// Analyzers read every block: boilerplate, datelines and text in other languages too.
    pub include_boilerplate: bool,
}

/// Makes blocks, sentences and tokens of documents. Each worker thread has its own: it holds the numbering of word
/// types, which goes on from document to document. Spans, kinds and hashes do not depend on what it has seen before.
#[derive(Debug, Default)]
pub struct TextLayer {
    options: TextOptions,
    types: WordTypes,
    tokenizer: Tokenizer,
    blocks: Blocks,
}

impl TextLayer {
    /// A text layer that has seen no document.
    pub fn new(options: TextOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Sets the blocks, sentences and tokens of a document. Layers of annotations that it may have are dropped.
    pub fn annotate(&mut self, document: &mut OwnedDocument) {
        let structure = self.structure(document.text());
        document.set_structure(structure);
    }

    fn structure(&mut self, text: &str) -> Structure {
        self.types.begin_document();
        let tokens = self.tokenizer.tokenize(text, &mut self.types);
        let mut stops = self.tokenizer.stops.as_slice();
        let mut sentences = Vec::with_capacity(tokens.len() / 16 + 1);
        let mut blocks: Vec<Block> = Vec::new();
        let mut first = 0;
        let vocabulary = self.types.vocabulary();
        for (span, kind) in self.blocks.classify(text, &tokens, vocabulary) {
            let inside = tokens[first..].partition_point(|it| it.span.start() < span.end());
            let Some([one, .., last] | [one @ last]) = tokens.get(first..first + inside) else {
                continue;
            };
            // Blocks give way to tokens: a border inside a token moves to its end.
            let before = blocks.last().map_or(0, |it| it.span.end());
            let start = if span.start() < before { one.span.start() } else { span.start() };
            let span = Span::new(start, span.end().max(last.span.end()));
            let first_sentence = sentences.len() as u32;
            let place = Place { tokens: first..first + inside, block: blocks.len() as u32 };
            stops = sentences::split(text, &tokens, &place, stops, &mut sentences);
            let block = Block::new(span, first_sentence..sentences.len() as u32, kind);
            blocks.push(if self.options.include_boilerplate {
                block.with_read(true)
            } else {
                block
            });
            first += inside;
        }
        Structure { blocks, sentences, tokens, vocabulary }
    }
}
