//! Where the mention of a speaker starts and ends, once it is chosen.

use std::ops::Range;

use rashomon_core::{TokenKind, fold_hash};

use crate::names::{Names, Sort};
use crate::page::{Item, Page};
use crate::words::class;

/// Farthest closing bracket, in items.
const BRACKETED: usize = 6;

/// The mention without the words that the labeller took along: conjunctions, adverbs and cues before it, a verb after a
/// pronoun; with the rest of a bracket that it cuts.
pub(crate) fn repaired(page: &Page, names: &Names, mention: Range<usize>) -> Range<usize> {
    let items = &page.items;
    let mut start = mention.start;
    let mut end = mention.end;
    let leads = |it: &Item| {
        !it.is_capitalized() && it.cue > 0
            || it.is(class::CONJUNCTION)
            || it.is(class::ADVERB) && !it.is(class::DETERMINER | class::PRONOUN)
            || matches!(it.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Stop)
    };
    while start + 1 < end && leads(&items[start]) {
        start += 1;
    }
    let comma = |it: &Item| matches!(it.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Stop);
    while start + 1 < end && comma(&items[end - 1]) {
        end -= 1;
    }
    // She laughed: the pronoun is the mention.
    if items[start].is(class::PRONOUN) {
        return start..start + 1;
    }
    // Berg during a visit; Berg meets reporters: what follows the name directly and is no noun is not part of it.
    if let Some(name) = names.at(start).filter(|it| it.sort == Sort::Person && it.end_item < end) {
        let rest = &items[name.end_item..end];
        let next = &rest[0];
        let plain = next.kind == TokenKind::Word && !next.is_capitalized();
        let noun = rest.iter().take(3).any(|it| it.is(class::ROLE | class::TITLE));
        if plain && !noun && !next.is(class::CONJUNCTION | class::RELATIVE) {
            return start..name.end_item;
        }
    }
    // A verb outside a relative clause ends it.
    let mut relative = false;
    for (at, item) in items.iter().enumerate().take(end).skip(start + 1) {
        relative |= item.is(class::RELATIVE) || item.kind == TokenKind::Comma;
        let verb = item.is(class::AUXILIARY) && !item.is(class::GENITIVE);
        if verb && !relative {
            return start..at;
        }
    }
    let open = items[start..end].iter().filter(|it| it.word == fold_hash("(")).count();
    let closed = items[start..end].iter().filter(|it| it.word == fold_hash(")")).count();
    if open > closed
        && let Some(more) =
            items[end..].iter().take(BRACKETED).position(|it| it.word == fold_hash(")"))
    {
        end += more + 1;
    }
    start..end
}
