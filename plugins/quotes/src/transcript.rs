//! Transcripts, where `BERG: ...` at the start of a paragraph names its speaker.

use std::ops::Range;

use rashomon_core::{Document, Span, Token, TokenKind, fold_hash, phrase_hash};

use crate::names::{Names, Sort};
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
    /// Whether it names a person or an organization of the report, or a role (`HOST`), or stands for question or answer.
    pub speaks: bool,
}

/// For each block the label that holds there: its own or, in a transcript, the last one before it. A document is a
/// transcript if it has two labels that speak and each occur at least twice; the opening mark may stand before the label.
/// `CLAIM:`, `Monday:` and `Method:` are labels too, but do not speak.
pub fn labels(
    document: &dyn Document,
    page: &Page,
    names: &Names,
    words: &mut Words,
) -> Vec<Option<Label>> {
    let mut own: Vec<(u64, Label)> = Vec::new();
    let colon = fold_hash(":");
    let mut people: Option<Vec<u64>> = None;
    for row in page.rows.iter().filter(|it| it.opens_block) {
        let Some(item) = page.items.get(row.items.start).filter(|_| !row.items.is_empty()) else {
            continue;
        };
        let first = match item.region {
            Some(region) => page.regions[region as usize].inner.start as usize,
            None => item.token as usize,
        };
        let tokens = document.tokens().get(first..).unwrap_or_default();
        let mut title = false;
        let length = tokens
            .iter()
            .take(LONGEST + 1)
            .take_while(|it| {
                // The dot of MR. BERG
                let dot = title && it.kind() == TokenKind::Stop;
                title = words.get(document, it).classes & class::TITLE != 0;
                let capital = it.shape.is_capitalized() || title;
                dot || (it.kind() == TokenKind::Word && capital)
            })
            .count();
        if !(1..=LONGEST).contains(&length) || tokens.get(length).is_none_or(|it| it.hash != colon)
        {
            continue;
        }
        let tokens = &tokens[..length];
        let name = tokens.iter().fold(0, |hash, it| phrase_hash(hash, it.hash));
        let span = tokens[0].span.cover(tokens[length - 1].span);
        let end = if item.region.is_some() { 1 } else { length.min(row.items.len()) };
        let items = row.items.start..row.items.start + end;
        let people = people.get_or_insert_with(|| last_words(names));
        let speaks = people.binary_search(&tokens[length - 1].hash).is_ok()
            || names
                .starting_in(span)
                .iter()
                .any(|it| matches!(it.sort, Sort::Person | Sort::Organization | Sort::Unknown))
            || is_letter(tokens)
            || tokens.iter().all(|it| {
                let classes = class::ROLE | class::TITLE | class::DETERMINER;
                words.get(document, it).classes & classes != 0
            });
        own.push((name, Label { span, items, block: row.block, speaks }));
    }
    let mut labels = vec![None; document.blocks().len()];
    let mut found: Vec<u64> = own.iter().filter(|it| it.1.speaks).map(|it| it.0).collect();
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

/// Whether a label is one of interviews that names nobody.
pub(crate) fn is_letter(label: &[Token]) -> bool {
    let letters = ["q", "a", "question", "answer"].map(fold_hash);
    matches!(label, [it] if letters.contains(&it.hash))
}

/// The last words of the people of a report, sorted.
fn last_words(names: &Names) -> Vec<u64> {
    let people = names.0.iter().filter(|it| it.sort == Sort::Person);
    let mut words: Vec<u64> = people.map(|it| it.last_word).collect();
    words.sort_unstable();
    words.dedup();
    words
}
