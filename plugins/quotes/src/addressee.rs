//! Whom something is said to.

use std::ops::Range;

use rashomon_core::TokenKind;

use crate::analysis::Analysis;
use crate::attribution::Attribution;
use crate::page::Item;
use crate::phrase::subject_after;
use crate::words::{KNOWN, class};

/// Cues whose object is the one who is told.
const TELLING: [&str; 10] =
    ["tell", "ask", "inform", "remind", "assure", "reassure", "warn", "urge", "advise", "notify"];

/// Whom the cue's speaker addresses: `told {reporters}`, `said to {his staff}`.
/// `lemma` is the cue's.
pub(crate) fn addressee(
    analysis: &Analysis,
    it: &Attribution,
    lemma: &str,
) -> Option<Range<usize>> {
    let page = &analysis.page;
    let row = &page.rows[it.row].items;
    let items = page.row(it.row);
    let cue = it.cue - row.start;
    let after = (cue + 1..items.len().min(cue + 3)).find(|&at| items[at].word == KNOWN.to);
    let start = if TELLING.contains(&lemma) { cue } else { after.filter(|_| lemma != "accord")? };
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
