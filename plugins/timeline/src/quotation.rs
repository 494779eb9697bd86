//! Which quotation a place stands in: by the layer of `quotes` if it ran, else by the marks of its paragraph.

use rashomon_core::{Annotation, Document, Layer, Sentence, Span, TokenKind};

/// The quotation that holds a place, with the marks or without.
pub(crate) fn quotation(
    document: &dyn Document,
    layer: Option<Layer<'_>>,
    sentence: &Sentence,
    place: Span,
) -> Option<Span> {
    if let Some(layer) = layer {
        return layer
            .iter()
            .take_while(|it| it.span().start() <= place.start())
            .filter(|it| matches!(it.label(), "direct" | "mixed"))
            .map(Annotation::span)
            .find(|it| it.contains(place));
    }
    between_marks(document, sentence, place)
}

/// From the mark that opens before a place to the one that closes after it; a paragraph may leave its last quotation
/// open.
fn between_marks(document: &dyn Document, sentence: &Sentence, place: Span) -> Option<Span> {
    let block = document.block_of(sentence)?;
    let first = document.sentences().get(block.first_sentence as usize)?.first_token as usize;
    let mut open = None;
    for token in document.tokens().get(first..)? {
        if token.span.start() >= block.span.end() {
            break;
        }
        if token.kind() != TokenKind::Quote {
            continue;
        }
        let (opens, closes) = match document.slice(token.span) {
            "\"" => (open.is_none(), open.is_some()),
            "“" | "«" | "„" => (true, false),
            "”" | "»" => (false, true),
            _ => (false, false),
        };
        let Some(start) = open else {
            if token.span.start() >= place.start() {
                return None;
            }
            if opens {
                open = Some(token.span.start());
            }
            continue;
        };
        if closes {
            if token.span.start() >= place.end() {
                return Some(Span::new(start, token.span.end()));
            }
            open = None;
        }
    }
    open.filter(|start| *start <= place.start())
        .map(|start| Span::new(start, block.span.end().max(start)))
}
