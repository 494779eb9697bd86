//! The names that the layer of entities has, as targets.

use std::ops::Range;

use rashomon_core::{Document, Span, Token, Value};

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
    /// Those of the sentence passed last.
    within: Range<usize>,
    places: Vec<Range<usize>>,
}

impl Names {
    pub(crate) fn read(&mut self, document: &dyn Document) {
        self.mentions.clear();
        self.within = 0..0;
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

    /// Goes on to a sentence, in the order of the text, of which these are the tokens.
    pub(crate) fn pass(&mut self, sentence: Span, tokens: &[Token]) {
        let from = |it: &Mention| it.span.start() >= sentence.start();
        let rest = self.mentions.get(self.within.end..).unwrap_or_default();
        let first = self.within.end + rest.iter().position(from).unwrap_or(rest.len());
        let rest = self.mentions.get(first..).unwrap_or_default();
        let inside = rest.iter().take_while(|it| it.span.end() <= sentence.end());
        let mut from = 0;
        self.places.clear();
        self.places.extend(inside.map(|it| {
            let place = tokens_of(tokens, it.span, from);
            from = place.start;
            place
        }));
        self.within = first..first + self.places.len();
    }

    /// For each mention within that sentence the indices of its tokens.
    pub(crate) fn places(&self) -> &[Range<usize>] {
        &self.places
    }

    /// The mentions within the sentence that has been passed last.
    pub(crate) fn within(&self) -> &[Mention] {
        self.mentions.get(self.within.clone()).unwrap_or_default()
    }

    /// The entity of the mention in this row.
    pub(crate) fn entity(&self, row: u32) -> Option<i64> {
        self.mentions.get(row as usize).map(|it| it.entity)
    }
}

/// Indices of a mention's tokens within its sentence, all of which are from `first` on.
pub(crate) fn tokens_of(tokens: &[Token], span: Span, first: usize) -> Range<usize> {
    let rest = tokens.get(first..).unwrap_or_default();
    let before = rest.iter().take_while(|it| it.span.end() <= span.start()).count();
    let rest = rest.get(before..).unwrap_or_default();
    let count = rest.iter().take_while(|it| it.span.start() < span.end()).count();
    first + before..first + before + count
}
