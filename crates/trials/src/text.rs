//! The text layer on any text.

use rashomon_core::{Document, OwnedDocument, Shape, fold_hash};
use rashomon_text::{TextLayer, TextOptions};

/// Reads the bytes as text and makes its text layer: pieces are in order, on character boundaries and cover all that is
/// visible; what a layer has read before changes nothing but the numbers of the words.
///
/// # Panics
/// If that does not hold.
pub fn text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let fresh = annotated("text", &text);
    assert_eq!(fresh.structure().validate(&text), Ok(()));
    let mut end = 0;
    for token in fresh.tokens() {
        assert_eq!(token.hash, fold_hash(fresh.slice(token.span)), "the hash of {token:?}");
        let glued = end > 0 && token.span.start() == end;
        assert_eq!(token.shape.has(Shape::GLUED), glued, "whether {token:?} is glued");
        end = token.span.end();
    }
    let mut layer = TextLayer::new(TextOptions { include_boilerplate: true });
    for _ in 0..2 {
        let mut again = document("again", &text);
        layer.annotate(&mut again);
        assert_eq!(again.structure().validate(&text), Ok(()));
        let spans = |it: &OwnedDocument| it.tokens().iter().map(|it| it.span).collect::<Vec<_>>();
        assert_eq!(spans(&again), spans(&fresh));
        let spans =
            |it: &OwnedDocument| it.sentences().iter().map(|it| it.span).collect::<Vec<_>>();
        assert_eq!(spans(&again), spans(&fresh));
        assert!(again.blocks().iter().all(rashomon_core::Block::is_read));
    }
}

/// A document of this text, without a text layer.
pub(crate) fn document(id: &str, text: &str) -> OwnedDocument {
    OwnedDocument::new(id, text).expect("no fuzzer makes a text of 2 GiB")
}

/// A document of this text, with its text layer.
pub(crate) fn annotated(id: &str, text: &str) -> OwnedDocument {
    let mut document = document(id, text);
    TextLayer::new(TextOptions::default()).annotate(&mut document);
    document
}
