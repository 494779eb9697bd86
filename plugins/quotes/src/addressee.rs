//! Whom something is said to.

use std::ops::Range;

use rashomon_core::{Document, TokenKind, fold_hash};

use crate::analysis::Analysis;
use crate::attribution::Attribution;
use crate::lexicon::CUES;
use crate::page::Item;
use crate::phrase::subject_after;
use crate::words::class;

/// Cues whose object is the one who is told.
const TELLING: [&str; 10] =
    ["tell", "ask", "inform", "remind", "assure", "reassure", "warn", "urge", "advise", "notify"];

/// Whom the cue's speaker addresses: `told {reporters}`, `said to {his staff}`.
pub(crate) fn addressee(
    document: &dyn Document,
    analysis: &Analysis,
    it: &Attribution,
) -> Option<Range<usize>> {
    let page = &analysis.page;
    let row = &page.rows[it.row].items;
    let items = page.row(it.row);
    let cue = it.cue - row.start;
    let entry = CUES.get(document.tokens()[page.items[it.cue].token as usize].hash)?;
    let to = fold_hash("to");
    let after = (cue + 1..items.len().min(cue + 3)).find(|&at| items[at].word == to);
    let start = if TELLING.contains(&entry.value(0)) {
        cue
    } else {
        after.filter(|_| entry.value(0) != "accord")?
    };
    let object = items.get(start + 1)?;
    let phrase = if object.is(class::OBJECT) {
        start + 1..start + 2
    } else {
        subject_after(items, start).or_else(|| plain_object(items, start))?
    };
    let phrase = row.start + phrase.start..row.start + phrase.end;
    let apart = |other: &Range<usize>| other.end <= phrase.start || phrase.end <= other.start;
    let free = it.speaker.iter().all(apart)
        && (after.is_none() || it.contents.iter().all(|it| apart(&it.0)))
        && page.items[phrase.clone()].iter().all(|it| it.region.is_none());
    free.then_some(phrase)
}

/// A bare plural: `told reporters`.
fn plain_object(items: &[Item], start: usize) -> Option<Range<usize>> {
    let it = items.get(start + 1)?;
    let bare = it.kind == TokenKind::Word
        && it.is(class::ROLE)
        && !it.is(class::PRONOUN | class::RELATIVE | class::PREPOSITION);
    bare.then_some(start + 1..start + 2)
}
