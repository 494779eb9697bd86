//! The names in a document: from the entities layer, or runs of capitalised words where there is none.

use std::ops::Range;

use rashomon_core::{Document, Layer, Span, TokenKind, Value};

use crate::page::Page;
use crate::words::class;

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A place.
    Place,
    /// A nationality, event, work or the like.
    Other,
    /// Not known: a run of capitalised words.
    Unknown,
}

/// One mention of a name.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub sort: Sort,
    /// Its row in the entities layer.
    pub row: Option<u32>,
    /// Number of the entity; mentions of one entity share it.
    pub entity: i64,
    /// Hash of its last word.
    pub last_word: u64,
    /// First item of the page.
    pub item: usize,
    /// One past its last item.
    pub end_item: usize,
}

/// Names in order of the text.
#[derive(Debug, Default)]
pub struct Names(pub Vec<Name>);

impl Names {
    /// The names of a document.
    pub fn new(document: &dyn Document, page: &Page) -> Self {
        match document.layer("entities") {
            Some(layer) if !layer.is_empty() => Self::from_layer(document, page, layer),
            _ => Self::from_capitals(page),
        }
    }

    /// The names that start within a span.
    pub fn starting_in(&self, span: Span) -> &[Name] {
        let first = self.0.partition_point(|it| it.span.start() < span.start());
        let rest = &self.0[first..];
        &rest[..rest.partition_point(|it| it.span.start() < span.end())]
    }

    /// The name that starts at an item.
    pub fn at(&self, item: usize) -> Option<&Name> {
        let first = self.0.partition_point(|it| it.item < item);
        self.0.get(first).filter(|it| it.item == item)
    }

    /// The name that an item is part of.
    pub fn covering(&self, item: usize) -> Option<&Name> {
        let after = self.0.partition_point(|it| it.item <= item);
        self.0[..after].last().filter(|it| item < it.end_item)
    }

    /// The names that have items in a range.
    pub fn among(&self, items: &Range<usize>) -> &[Name] {
        let first = self.0.partition_point(|it| it.end_item <= items.start);
        let rest = &self.0[first..];
        &rest[..rest.partition_point(|it| it.item < items.end)]
    }

    fn from_layer(document: &dyn Document, page: &Page, layer: Layer<'_>) -> Self {
        let entity = layer.key("entity");
        let mut names = Vec::with_capacity(layer.len());
        let mut end = 0;
        let mut item = 0;
        for it in layer.iter() {
            // Of nested names the outer one.
            if it.span().start() < end {
                continue;
            }
            end = it.span().end();
            let sort = match it.label() {
                "PER" => Sort::Person,
                "ORG" => Sort::Organization,
                "LOC" => Sort::Place,
                _ => Sort::Other,
            };
            let number = match entity.and_then(|key| it.value(key)) {
                Some(Value::Integer(number)) => number,
                _ => -1 - i64::from(it.index()),
            };
            // Names stand in order: the next item is not far.
            let rest = page.items[item..].iter();
            item += rest.take_while(|item| item.span.end() <= it.span().start()).count();
            let rest = page.items[item..].iter();
            let end_item =
                item + rest.take_while(|item| item.span.start() < it.span().end()).count();
            let last = page.items[item..end_item].last();
            let last = match last {
                Some(it) if it.region.is_none() && it.span.end() == end => Some(it.token as usize),
                _ => document.tokens_in(it.span()).last(),
            };
            let last_word = last.map_or(0, |at| document.tokens()[at].hash);
            names.push(Name {
                span: it.span(),
                sort,
                row: Some(it.index()),
                entity: number,
                last_word,
                item,
                end_item,
            });
        }
        Self(names)
    }

    /// Runs of capitalised words, leading function words left out; a run with the same last word is the same entity.
    fn from_capitals(page: &Page) -> Self {
        let mut names = Vec::new();
        for row in &page.rows {
            let mut at = row.items.start;
            while at < row.items.end {
                let start = at;
                while at < row.items.end && is_name_word(page, at, at == row.items.start) {
                    at += 1;
                }
                if at == start {
                    at += 1;
                    continue;
                }
                let mut first = start;
                while first < at && page.items[first].is(class::TITLE) {
                    first += 1;
                }
                if first < at {
                    let last = &page.items[at - 1];
                    names.push(Name {
                        span: page.items[first].span.cover(last.span),
                        sort: Sort::Unknown,
                        row: None,
                        entity: (last.word >> 1) as i64,
                        last_word: last.word,
                        item: first,
                        end_item: at,
                    });
                }
            }
        }
        Self(names)
    }
}

fn is_name_word(page: &Page, at: usize, opens_row: bool) -> bool {
    const NEVER: u32 = class::PRONOUN
        | class::DETERMINER
        | class::PREPOSITION
        | class::CONJUNCTION
        | class::RELATIVE
        | class::AUXILIARY
        | class::POSSESSIVE
        | class::ADVERB
        | class::DAY;
    let it = &page.items[at];
    it.kind == TokenKind::Word
        && it.shape.is_capitalized()
        && !it.is(NEVER)
        && !(opens_row && it.is(class::CUE))
}
