//! Where the mention of a speaker starts and ends, once it is chosen.

use std::ops::Range;

use rashomon_core::{TokenKind, fold_hash};

use crate::names::{Names, Sort};
use crate::page::{Item, Page};
use crate::words::class;

/// Farthest closing bracket, in items.
const BRACKETED: usize = 6;
/// Most words that a head may still need: `Carl {Holm}`, `the Norlandic {vice-presidential candidate}`.
const HEAD: usize = 3;

/// The mention without the words that the labeller took along: conjunctions, adverbs and cues before it, a verb after a
/// pronoun, the day; with the rest of a name, a title or a bracket that it cuts.
pub(crate) fn repaired(page: &Page, names: &Names, mention: Range<usize>) -> Range<usize> {
    let items = &page.items;
    let row = &page.rows[page.rows.partition_point(|it| it.items.end <= mention.start)].items;
    let mut end = mention.end.min(row.end);
    let mut start = lead(items, row, mention.start..end);
    end = before_part(items, start..end);
    while start + 1 < end && (is_pause(&items[end - 1]) || items[end - 1].is(class::CONJUNCTION)) {
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
    end = before_day(items, start..end);
    start = with_name(items, names, row, start);
    end = with_head(items, names, row, start..end);
    with_bracket(items, row, start..end)
}

/// Where it starts without the words before it, and without the place that a report begins with: `VIK (AP) — {Berg}`.
fn lead(items: &[Item], row: &Range<usize>, mention: Range<usize>) -> usize {
    let mut start = mention.start;
    if start == row.start && is_place(&items[start]) {
        let apart = |it: usize| {
            items[it].kind == TokenKind::Dash && items[it].span.start() > items[it - 1].span.end()
        };
        let dash = mention.clone().skip(1).find(|&it| apart(it));
        start = dash.filter(|it| it + 1 < mention.end).map_or(start, |it| it + 1);
    }
    let leads = |at: usize| {
        let it = &items[at];
        (!it.is_capitalized() || at == row.start) && it.cue > 0
            || it.is(class::CONJUNCTION)
            || it.is(class::ADVERB) && !it.is(class::DETERMINER | class::PRONOUN)
            || is_pause(it)
    };
    while start + 1 < mention.end && leads(start) {
        start += 1;
    }
    start
}

/// The place of a report in capitals.
fn is_place(it: &Item) -> bool {
    it.shape.is_all_caps() && it.span.len() > 2
}

fn is_pause(it: &Item) -> bool {
    matches!(it.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Stop)
}

/// The end without what sets one speaker against another: `Anna Berg{, for her part}`.
fn before_part(items: &[Item], mention: Range<usize>) -> usize {
    let tail = items[mention.start + 1..mention.end].windows(3).position(|it| {
        is_pause(&it[0]) && it[1].word == fold_hash("for") && it[2].is(class::POSSESSIVE)
    });
    tail.map_or(mention.end, |it| mention.start + 1 + it)
}

/// The end without the day of speaking: `Anna Berg {on Monday}`.
fn before_day(items: &[Item], mention: Range<usize>) -> usize {
    let last = mention.end - 1;
    if last == mention.start || !items[last].is(class::DAY) {
        return mention.end;
    }
    let part = |it: &Item| it.is(class::PREPOSITION | class::ADVERB) || is_pause(it);
    let before = (mention.start + 1..last).rev().take_while(|&it| part(&items[it])).count();
    let end = last - before;
    let named = items[end - 1].is_capitalized() || items[end - 1].kind == TokenKind::Bracket;
    let dated = items[end].word == fold_hash("on");
    let relative = items[mention.start..end].iter().any(|it| it.is(class::RELATIVE));
    if (named || dated) && !relative { end } else { mention.end }
}

/// The start of the name that it cuts, with the title before that.
fn with_name(items: &[Item], names: &Names, row: &Range<usize>, start: usize) -> usize {
    let mut first = names.covering(start).map_or(start, |it| it.item).max(row.start);
    while first > row.start && items[first - 1].is(class::TITLE) && items[first].is_capitalized() {
        first -= 1;
    }
    first
}

/// The end of the phrase whose noun or name it lacks.
fn with_head(items: &[Item], names: &Names, row: &Range<usize>, mention: Range<usize>) -> usize {
    let mut end = mention.end;
    if let Some(name) = names.covering(end - 1) {
        end = end.max(name.end_item.min(row.end));
    }
    let lacks = |it: &Item| it.is(class::TITLE | class::DETERMINER);
    for _ in 0..HEAD {
        let Some(next) = items.get(end).filter(|it| end < row.end && it.kind == TokenKind::Word)
        else {
            break;
        };
        if let Some(name) = names.at(end).filter(|_| lacks(&items[end - 1])) {
            end = name.end_item.min(row.end);
        } else if next.is(class::ROLE) && next.cue < 0 {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// The rest of a bracket that it cuts, and one right after a name: `Berg {(D-Vik)}`.
fn with_bracket(items: &[Item], row: &Range<usize>, mention: Range<usize>) -> Range<usize> {
    let Range { start, mut end } = mention;
    let (opening, closing) = (fold_hash("("), fold_hash(")"));
    let count = |mark| items[start..end].iter().filter(|it| it.word == mark).count();
    let open = count(opening) > count(closing);
    let tagged = end < row.end && items[end].word == opening && items[end - 1].is_capitalized();
    if open || tagged {
        let rest = &items[end..row.end.min(end + BRACKETED)];
        if let Some(more) = rest.iter().position(|it| it.word == closing) {
            end += more + 1;
        }
    }
    start..end
}
