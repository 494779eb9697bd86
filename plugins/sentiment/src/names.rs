//! The names that the layer of entities has, as targets.

use std::ops::Range;

use rashomon_core::{Document, Sentence, Span, Value};

/// A mention of a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    pub span: Span,
    /// Its row in the layer of entities.
    pub row: u32,
    /// Number of its entity in this document.
    pub entity: i64,
}

/// The mentions of a document, in order.
#[derive(Debug, Default)]
pub(crate) struct Names {
    mentions: Vec<Mention>,
}

impl Names {
    pub(crate) fn read(&mut self, document: &dyn Document) {
        self.mentions.clear();
        let Some(layer) = document.layer("entities") else { return };
        let entity = layer.key("entity");
        for mention in layer.iter() {
            let row = mention.index();
            let entity = match entity.and_then(|it| mention.value(it)) {
                Some(Value::Integer(number)) => number,
                // A mention whose entity nobody knows is an entity of its own; known ones count from zero.
                _ => -1 - i64::from(row),
            };
            self.mentions.push(Mention { span: mention.span(), row, entity });
        }
    }

    /// The mentions within a sentence.
    pub(crate) fn within(&self, sentence: &Sentence) -> &[Mention] {
        let first = self.mentions.partition_point(|it| it.span.start() < sentence.span.start());
        let rest = self.mentions.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|it| it.span.end() <= sentence.span.end()).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The entity of the mention in this row.
    pub(crate) fn entity(&self, row: u32) -> Option<i64> {
        self.mentions.get(row as usize).map(|it| it.entity)
    }
}

/// Indices of a mention's tokens within its sentence.
pub(crate) fn tokens_of(document: &dyn Document, sentence: &Sentence, span: Span) -> Range<usize> {
    let tokens = document.tokens_of(sentence);
    let first = tokens.partition_point(|it| it.span.end() <= span.start());
    let end = tokens.partition_point(|it| it.span.start() < span.end());
    first..end.max(first)
}
