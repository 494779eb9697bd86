//! The text layer of one worker: runs over documents and keeps the numbering of word types.

use rashomon_core::{Block, Document, OwnedDocument, Span, Structure, Token};

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
        let mut line_ends = self.tokenizer.line_ends.iter().peekable();
        for (span, kind) in self.blocks.classify(self.tokenizer.tokenized(text, &tokens)) {
            // Most blocks are a line.
            while line_ends.next_if(|it| it.at < span.end()).is_some() {}
            let most = line_ends.peek().map_or(tokens.len(), |it| it.tokens as usize);
            let starts = |it: &Token| it.span.start() < span.end();
            let end = if tokens.get(most.wrapping_sub(1)).is_none_or(starts) {
                most
            } else {
                first + tokens[first..most].partition_point(starts)
            };
            let Some([one, .., last] | [one @ last]) = tokens.get(first..end) else {
                continue;
            };
            // Blocks give way to tokens: a border inside a token moves to its end.
            let before = blocks.last().map_or(0, |it| it.span.end());
            let start = if span.start() < before { one.span.start() } else { span.start() };
            let span = Span::new(start, span.end().max(last.span.end()));
            let first_sentence = sentences.len() as u32;
            let place = Place { tokens: first..end, block: blocks.len() as u32 };
            stops = sentences::split(text, &tokens, &place, stops, &mut sentences);
            let block = Block::new(span, first_sentence..sentences.len() as u32, kind);
            blocks.push(if self.options.include_boilerplate {
                block.with_read(true)
            } else {
                block
            });
            first = end;
        }
        Structure { blocks, sentences, tokens, vocabulary }
    }
}

#[cfg(test)]
mod tests;
