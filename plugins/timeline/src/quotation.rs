//! Which quotation a place stands in: by the layer of `quotes` if it ran, else by the marks of its paragraph.

use rashomon_core::{Annotation, Block, Document, Span, TokenKind};

/// The quotations of a document. They are looked for when the first place asks, once for all.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    spans: Vec<Span>,
    ready: bool,
    /// The first quotation that may hold a place still to come.
    next: usize,
}

impl Quotations {
    /// Forgets the document before.
    pub(crate) fn clear(&mut self) {
        self.spans.clear();
        (self.ready, self.next) = (false, 0);
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
