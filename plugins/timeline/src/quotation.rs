//! Which quotation a place stands in: by the layer of `quotes` if it ran, else by the marks of its paragraph.

use rashomon_core::{Annotation, Block, Document, Span, TokenKind, WordColumn};

use crate::items::{self, Item};
use crate::words::Word;

/// The quotations of a document. They are looked for when the first place asks, once for all.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    spans: Vec<Span>,
    ready: bool,
    /// The first quotation that may hold a place still to come.
    next: usize,
    /// The sentence that a quotation ends in, where that is not the one it was asked from.
    closing: Vec<Item>,
    /// That quotation.
    closed: Option<Span>,
}

impl Quotations {
    /// Forgets the document before.
    pub(crate) fn clear(&mut self) {
        self.spans.clear();
        (self.ready, self.next, self.closed) = (false, 0, None);
    }

    /// The items of the sentence that a quotation ends in, if that is not the sentence of `items`: "“We meet today. It
    /// is time,” she said Monday."
    pub(crate) fn closing_items(
        &mut self,
        document: &dyn Document,
        quotation: Span,
        items: &[Item],
        words: &mut WordColumn<Word>,
    ) -> Option<&[Item]> {
        if items.last().is_none_or(|it| quotation.end() <= it.span.end()) {
            return None;
        }
        if self.closed != Some(quotation) {
            self.closed = Some(quotation);
            self.closing.clear();
            let token = document.tokens().partition_point(|it| it.span.end() < quotation.end());
            let sentences = document.sentences();
            let sentence = sentences.partition_point(|it| it.end_token as usize <= token);
            if let Some(sentence) = sentences.get(sentence) {
                items::read(document, document.tokens_of(sentence), words, &mut self.closing);
            }
        }
        Some(&self.closing)
    }

    /// The quotation that holds a place, with the marks or without. Places are asked for in the order of the text.
    pub(crate) fn holding(&mut self, document: &dyn Document, place: Span) -> Option<Span> {
        if !self.ready {
            self.ready = true;
            self.find(document);
        }
        while self.spans.get(self.next).is_some_and(|it| it.end() <= place.start()) {
            self.next += 1;
        }
        let open = self.spans.get(self.next..)?.iter();
        open.take_while(|it| it.start() <= place.start()).find(|it| it.contains(place)).copied()
    }

    fn find(&mut self, document: &dyn Document) {
        if let Some(layer) = document.layer("quotes") {
            let spans = layer.iter().filter(|it| matches!(it.label(), "direct" | "mixed"));
            self.spans.extend(spans.map(Annotation::span));
            return;
        }
        for block in document.blocks() {
            self.between_marks(document, block);
        }
    }

    /// From each mark that opens to the one that closes; a paragraph may leave its last quotation open.
    fn between_marks(&mut self, document: &dyn Document, block: &Block) {
        let sentences = block.first_sentence as usize..block.end_sentence as usize;
        let mut open = None;
        for sentence in document.sentences().get(sentences).unwrap_or_default() {
            for token in document.tokens_of(sentence) {
                if token.kind() != TokenKind::Quote {
                    continue;
                }
                let (opens, closes) = match document.slice(token.span) {
                    "\"" => (open.is_none(), open.is_some()),
                    "“" | "«" | "„" => (true, false),
                    "”" | "»" => (false, true),
                    _ => (false, false),
                };
                match open {
                    None if opens => open = Some(token.span.start()),
                    Some(start) if closes => {
                        self.spans.push(Span::new(start, token.span.end()));
                        open = None;
                    }
                    _ => {}
                }
            }
        }
        if let Some(start) = open {
            self.spans.push(Span::new(start, block.span.end().max(start)));
        }
    }
}
