//! Headlines that cite: `Norland to close its border: state media`, `Report: harbour of Lindvik is sold`,
//! `Two ferries collide off Lindvik - police`.
//!
//! There is no verb of speech, so the labeller sees no cue; the line's shape tells. A name before a colon is mostly the
//! topic (`Norland: what we know`), so only people and nouns for sources cite there, and no question follows.

use std::ops::Range;

use rashomon_core::{BlockKind, TokenKind, fold_hash};

use crate::analysis::Analysis;
use crate::lexicon::SOURCES;
use crate::names::Sort;
use crate::page::Item;
use crate::words::class;

/// Words of a statement, at least.
const STATEMENT: usize = 4;
/// Words of a source, at most.
const SOURCE: usize = 5;

/// A headline's statement and its source, as items.
#[derive(Clone, Debug)]
pub(crate) struct Cited {
    pub(crate) content: Range<usize>,
    pub(crate) source: Range<usize>,
    pub(crate) row: usize,
}

/// The headlines that cite a source, in order.
pub(crate) fn cited(analysis: &Analysis) -> Vec<Cited> {
    let page = &analysis.page;
    let headline =
        |kind| matches!(kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading);
    let rows = page.rows.iter().enumerate();
    let rows = rows.filter(|(at, it)| (*at == 0 || headline(it.kind)) && it.regions == 0);
    rows.filter_map(|(row, it)| {
        let (content, source) = parts(analysis, it.items.clone())?;
        Some(Cited { content, source, row })
    })
    .collect()
}

/// The statement and the source of a headline.
fn parts(analysis: &Analysis, row: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let items = &analysis.page.items;
    let stop = |it: &Item| it.kind == TokenKind::Stop;
    let end = if stop(&items[row.end.checked_sub(1)?]) { row.end - 1 } else { row.end };
    let colon = |at: &usize| items[*at].word == fold_hash(":");
    let dash = |at: &usize| {
        items[*at].kind == TokenKind::Dash && items[*at].span.start() > items[at - 1].span.end()
    };
    let inner = row.start + 1..end.max(row.start + 1);
    if let Some(at) = inner.clone().rev().find(|it| colon(it) || dash(it)) {
        let (content, source) = (row.start..at, at + 1..end);
        if is_source(analysis, &source)
            && is_statement(&items[content.clone()])
            && !is_question(&items[source.start])
        {
            return Some((content, source));
        }
    }
    let at = inner.clone().find(colon)?;
    let (source, content) = (row.start..at, at + 1..end);
    let cites = is_source(analysis, &source) && is_statement(&items[content.clone()]);
    (cites && !is_question(&items[content.start])).then_some((content, source))
}

/// A noun for a source, with what it is of, or a person's name.
fn is_source(analysis: &Analysis, source: &Range<usize>) -> bool {
    let items = &analysis.page.items[source.clone()];
    let Some(last) = items.last().filter(|_| items.len() <= SOURCE) else { return false };
    if !items.iter().all(|it| it.kind == TokenKind::Word) {
        return false;
    }
    let noun = SOURCES.contains(last.word) || last.is(class::ROLE);
    let person =
        analysis.names.0.iter().any(|it| {
            it.sort == Sort::Person && it.item == source.start && it.end_item == source.end
        });
    noun || person
}

/// Enough words for a statement, and no list of catchwords.
fn is_statement(items: &[Item]) -> bool {
    items.iter().filter(|it| it.kind == TokenKind::Word).count() >= STATEMENT
        && items.iter().all(|it| it.kind != TokenKind::Bracket && it.word != fold_hash("|"))
}

/// Whether a heading asks or announces rather than states: `what we know`, `five things to watch`.
fn is_question(first: &Item) -> bool {
    first.kind != TokenKind::Word
        || ["what", "how", "why", "who", "where", "when", "which", "is", "are", "can", "will"]
            .map(fold_hash)
            .contains(&first.word)
}
