//! Transcripts, where `BERG: ...` at the start of a paragraph names its speaker.

use std::ops::Range;

use rashomon_core::{Document, Span, TokenKind, fold_hash, phrase_hash};

use crate::page::Page;
use crate::words::{Words, class};

/// Longest label, in words.
const LONGEST: usize = 4;

/// The label that holds in a paragraph.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where it stands.
    pub span: Span,
    /// Its items; of a label inside the marks, the quotation's.
    pub items: Range<usize>,
    /// The paragraph whose start it is.
    pub block: u32,
}

/// For each block the label that holds there: its own or, in a transcript, the last one before it. A document is a
/// transcript if it has two labels that each occur at least twice; the opening mark may stand before the label.
pub fn labels(document: &dyn Document, page: &Page, words: &mut Words) -> Vec<Option<Label>> {
    let mut own: Vec<(u64, Label)> = Vec::new();
    let colon = fold_hash(":");
    for row in page.rows.iter().filter(|it| it.opens_block) {
        let Some(item) = page.items.get(row.items.start).filter(|_| !row.items.is_empty()) else {
            continue;
        };
        let first = match item.region {
            Some(region) => page.regions[region as usize].inner.start as usize,
            None => item.token as usize,
        };
        let tokens = document.tokens().get(first..).unwrap_or_default();
        let length = tokens
            .iter()
            .take(LONGEST + 1)
            .take_while(|it| {
                let named = it.shape.is_capitalized()
                    || words.get(document, it).classes & class::TITLE != 0;
                it.kind() == TokenKind::Word && named
            })
            .count();
        if !(1..=LONGEST).contains(&length) || tokens.get(length).is_none_or(|it| it.hash != colon)
        {
            continue;
        }
        let name = tokens[..length].iter().fold(0, |hash, it| phrase_hash(hash, it.hash));
        let span = tokens[0].span.cover(tokens[length - 1].span);
        let end = if item.region.is_some() { 1 } else { length.min(row.items.len()) };
        let items = row.items.start..row.items.start + end;
        own.push((name, Label { span, items, block: row.block }));
    }
    let mut labels = vec![None; document.blocks().len()];
    let mut found: Vec<u64> = own.iter().map(|it| it.0).collect();
    found.sort_unstable();
    if found.chunk_by(|a, b| a == b).filter(|it| it.len() >= 2).count() < 2 {
        return labels;
    }
    let mut next = 0;
    for (block, label) in labels.iter_mut().enumerate() {
        while own.get(next + 1).is_some_and(|it| it.1.block as usize <= block) {
            next += 1;
        }
        *label = own.get(next).map(|it| it.1.clone()).filter(|it| it.block as usize <= block);
    }
    labels
}
