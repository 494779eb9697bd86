//! Where the mention of a speaker starts and ends, once it is chosen.

use std::ops::Range;

use rashomon_core::TokenKind;

use crate::names::{Names, Sort};
use crate::page::{Item, Page};
use crate::words::{KNOWN, class};

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
    let mut start = lead(items, names, row, mention.start..end);
    end = before_part(items, start..end);
    Range { start, end } = on_one_side(items, start..end);
    while is_left_open(&items[start..end]) {
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
fn lead(items: &[Item], names: &Names, row: &Range<usize>, mention: Range<usize>) -> usize {
    let mut start = mention.start;
    if start == row.start
        && let Some(dash) = dateline(items, names, mention.clone())
    {
        start = dash + 1;
    }
    // This year, some groups: when they say it is not who they are.
    if let [it, time, comma, _, ..] = &items[start..mention.end]
        && KNOWN.this_last_next.contains(&it.word)
        && time.is(class::TIME | class::DAY)
        && comma.kind == TokenKind::Comma
    {
        start += 3;
    }
    // `(former) mayor Anna Berg`
    let last = mention.end - 1;
    let closed = items[start..last].iter().any(|it| it.word == KNOWN.closing_bracket);
    let leads = |at: usize| {
        let it = &items[at];
        (!it.is_capitalized() || at == row.start) && it.cue > 0
            || it.is(class::CONJUNCTION)
            || it.is(class::ADVERB) && !it.is(class::DETERMINER | class::PRONOUN)
            || it.word == KNOWN.opening_bracket && !closed
            || is_pause(it)
    };
    while start + 1 < mention.end && leads(start) {
        start += 1;
    }
    start
}

/// The dash that ends the place of a report, which is written in capitals and says nobody's name: `VIK, May 3 (AP) —`, but
/// not `FBI Director Anna Berg — a friend of his —`.
fn dateline(items: &[Item], names: &Names, mention: Range<usize>) -> Option<usize> {
    let capitals = |it: &Item| it.kind == TokenKind::Word && it.shape.is_all_caps();
    let first = &items[mention.start];
    let nobody = names.covering(mention.start).is_none_or(|it| it.sort == Sort::Place);
    if !capitals(first) || first.span.len() < 3 || !nobody {
        return None;
    }
    let dash = mention.clone().skip(1).find(|&it| items[it].kind == TokenKind::Dash)?;
    let apart = items[dash].span.start() > items[dash - 1].span.end();
    let light = |it: &Item| {
        capitals(it)
            || it.kind == TokenKind::Number
            || it.kind == TokenKind::Bracket
            || is_pause(it)
            || it.is(class::DAY)
            || (it.is_capitalized() && !it.is(class::TITLE | class::ROLE))
    };
    let place = items[mention.start..dash].iter().all(light);
    let person = names.starting_in(first.span.cover(items[dash - 1].span));
    let place = place && person.iter().all(|it| it.sort != Sort::Person);
    let next = items.get(dash + 1).filter(|_| dash + 1 < mention.end)?;
    let speaker = (next.is_capitalized()
        || next.is(class::DETERMINER | class::TITLE | class::PRONOUN))
        && !next.is(class::RELATIVE);
    // Two dashes enclose what is said of the one before them.
    let rest = items.get(dash + 1..items.len().min(mention.end + 1)).unwrap_or_default();
    let enclosed = rest.iter().any(|it| it.kind == TokenKind::Dash);
    (apart && place && speaker && !enclosed).then_some(dash)
}

/// Whether the last of these items is one that something must follow: `The group, which have`, `Anna Berg on`.
fn is_left_open(items: &[Item]) -> bool {
    const OPEN: u32 = class::CONJUNCTION | class::RELATIVE | class::AUXILIARY;
    let [.., before, it] = items else { return false };
    // `a passer by`, but not `Anna Berg by`.
    let preposition = it.is(class::PREPOSITION) && before.is_capitalized();
    let light = it.is(class::DETERMINER | class::GENITIVE | class::ADVERB) || it.is_capitalized();
    is_pause(it) || ((it.is(OPEN) || preposition) && !light)
}

/// The side that names somebody of a bracket that is closed within the mention and not opened there: `(according to {the Vik
/// Herald}) and was dropped`, `2) {Anna Berg}`.
fn on_one_side(items: &[Item], mention: Range<usize>) -> Range<usize> {
    let somebody = |it: &Item| it.is_capitalized() || it.is(class::ROLE | class::TITLE);
    let mut open = 0_u32;
    for (at, it) in items.iter().enumerate().take(mention.end).skip(mention.start) {
        if it.word == KNOWN.opening_bracket {
            open += 1;
        } else if it.word == KNOWN.closing_bracket {
            let Some(rest) = open.checked_sub(1) else {
                let (left, right) = (mention.start..at, at + 1..mention.end);
                let names = |side: &Range<usize>| items[side.clone()].iter().any(somebody);
                let side = if names(&right) && !names(&left) { right } else { left };
                return if side.is_empty() { mention } else { side };
            };
            open = rest;
        }
    }
    mention
}

fn is_pause(it: &Item) -> bool {
    matches!(it.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Stop)
}

/// The end without what sets one speaker against another: `Anna Berg{, for her part}`.
fn before_part(items: &[Item], mention: Range<usize>) -> usize {
    let tail = items[mention.start + 1..mention.end].windows(3).position(|it| {
        is_pause(&it[0]) && it[1].word == KNOWN.for_whom && it[2].is(class::POSSESSIVE)
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
    let dated = items[end].word == KNOWN.on;
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
    let (opening, closing) = (KNOWN.opening_bracket, KNOWN.closing_bracket);
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
