//! Noun phrases beside a cue, found by rule: what the labeller and the ranker take as a first guess at the speaker.

use std::ops::Range;

use rashomon_core::{Shape, TokenKind};

use crate::page::Item;
use crate::words::class;

/// Longest phrase, in items.
const LONGEST: usize = 16;
/// Farthest start of an apposition before its closing comma, in items.
const APPOSITION: usize = 40;

/// The subject before the cue: `{Anna Berg} said`, `{Anna Berg}, who leads the party, said`.
pub(crate) fn subject_before(items: &[Item], cue: usize) -> Option<Range<usize>> {
    let mut end = cue;
    while end > 0
        && items[end - 1].is(class::AUXILIARY | class::ADVERB)
        && !items[end - 1].is(class::PRONOUN | class::GENITIVE)
    {
        end -= 1;
    }
    let last = items.get(end.checked_sub(1)?)?;
    if last.kind != TokenKind::Comma && last.kind != TokenKind::Dash {
        return phrase_ending(items, end);
    }
    // The comma closes an apposition or a relative clause: the subject stands before the one that opens it.
    let kind = last.kind;
    let first = (end - 1).saturating_sub(APPOSITION);
    let open = (first..end - 1).rev().find(|&it| items[it].kind == kind)?;
    (open > 0 && is_nominal(&items[open - 1])).then(|| phrase_ending(items, open)).flatten()
}

/// The subject after the cue: `said {Anna Berg}`, `according to {two officials}`.
pub(crate) fn subject_after(items: &[Item], cue: usize) -> Option<Range<usize>> {
    let mut start = cue + 1;
    while items.get(start).is_some_and(|it| it.is(class::ADVERB) && !it.is(class::DETERMINER)) {
        start += 1;
    }
    let first = items.get(start)?;
    if first.is(class::THAT) {
        return None;
    }
    if first.is(class::PRONOUN) {
        return Some(start..start + 1);
    }
    let mut end = start;
    while let Some(item) = items.get(end).filter(|_| end < start + LONGEST) {
        let inner =
            end > start && item.is(class::PREPOSITION) && takes_complement(items, start, end);
        let joined = end > start
            && item.is(class::CONJUNCTION)
            && items[end - 1].is_capitalized()
            && items.get(end + 1).is_some_and(Item::is_capitalized);
        let stops = item.is(class::THAT) || (item.is(class::DAY) && !item.is(class::NAME));
        if stops || !(is_nominal(item) || inner || joined) {
            break;
        }
        end += 1;
    }
    while end > start && items[end - 1].is(class::PREPOSITION | class::DETERMINER) {
        end -= 1;
    }
    let named = items[start..end].iter().any(|it| it.is_capitalized() || it.is(class::ROLE));
    (end > start && (named || items[start].is(class::DETERMINER))).then_some(start..end)
}

/// What `who` or `which` at `at` refers to: `{the West}, who`.
pub(crate) fn referent(items: &[Item], at: usize) -> Option<Range<usize>> {
    let comma = at.checked_sub(1).is_some_and(|it| items[it].kind == TokenKind::Comma);
    phrase_ending(items, at - usize::from(comma))
}

/// The last piece of a phrase that ends with somebody, with the nouns for people that it completes: `a letter from {the
/// president}`, `{a spokesman for the president}`, `{an adviser to the project}`; the last piece where none does. A piece
/// begins at a determiner or behind a preposition, but not within `some of those` and `6 in 10 voters`.
pub(crate) fn last_piece(items: &[Item], phrase: Range<usize>) -> Range<usize> {
    let preposition = |it: &Item| it.is(class::PREPOSITION) && !it.is(class::DETERMINER);
    let number = |at: usize| items.get(at).is_some_and(|it| it.kind == TokenKind::Number);
    let counted = |at: usize| {
        at > phrase.start
            && preposition(&items[at])
            && (items[at - 1].is(class::DETERMINER) || (number(at - 1) && number(at + 1)))
    };
    let opens = |at: usize| {
        let determiner = items[at].is(class::DETERMINER | class::POSSESSIVE);
        let inner = counted(at) || (at > phrase.start && determiner && counted(at - 1));
        !inner && (determiner || preposition(&items[at]))
    };
    let (mut found, mut last) = (None, None);
    let (mut end, mut close) = (phrase.end, phrase.end);
    // Whether a preposition stands between the piece and the one found.
    let mut linked = false;
    while end > phrase.start {
        let start = (phrase.start..end).rev().find(|&it| opens(it)).unwrap_or(phrase.start);
        let first = start + usize::from(preposition(&items[start]));
        if let Some(head) = items[first..end].last() {
            let role = head.is(class::ROLE);
            let day = head.is(class::DAY);
            match found {
                None if role || (head.is_capitalized() && !day) => found = Some(first),
                // `the mayor on Monday, who`
                None if day && end == close => close = start,
                None => last = last.or(Some(first)),
                Some(_) if linked && role => found = Some(first),
                Some(_) => break,
            }
        }
        linked = preposition(&items[start]);
        end = start;
    }
    match found.or(last) {
        Some(first) if first < close => first..close,
        _ => phrase,
    }
}

/// The phrase whose last item is just before `end`.
fn phrase_ending(items: &[Item], end: usize) -> Option<Range<usize>> {
    let last = items.get(end.checked_sub(1)?)?;
    if last.is(class::PRONOUN) {
        return Some(end - 1..end);
    }
    let mut start = end;
    while start > 0 && end - start < LONGEST {
        let item = &items[start - 1];
        let inner = start < end
            && item.is(class::PREPOSITION)
            && start >= 2
            && is_nominal(&items[start - 2])
            && takes_complement(items, start - 2, start - 1);
        let joined = start < end
            && item.is(class::CONJUNCTION)
            && start >= 2
            && items[start - 2].is_capitalized()
            && items[start].is_capitalized();
        if !(is_nominal(item) || inner || joined) {
            break;
        }
        start -= 1;
    }
    while start < end
        && items[start].is(class::PREPOSITION | class::CONJUNCTION | class::DAY | class::GENITIVE)
    {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// Whether a preposition at `at` goes on with the phrase: after `of`, and after nouns for people.
fn takes_complement(items: &[Item], start: usize, at: usize) -> bool {
    items[start..at].iter().rev().take(3).any(|it| it.is(class::ROLE) || !it.is_capitalized())
}

/// Whether an item can be part of a noun phrase.
fn is_nominal(item: &Item) -> bool {
    const NEVER: u32 = class::PRONOUN
        | class::AUXILIARY
        | class::RELATIVE
        | class::CONJUNCTION
        | class::PREPOSITION
        | class::OBJECT;
    match item.kind {
        TokenKind::Word if item.is(class::DETERMINER) => true,
        TokenKind::Word => {
            !item.is(NEVER)
                && (item.is_capitalized()
                    || item.is(class::POSSESSIVE | class::ROLE)
                    || (item.cue < -4 && !item.is(class::FINITE)))
        }
        TokenKind::Number => true,
        TokenKind::Clitic => item.is(class::GENITIVE),
        TokenKind::Dash | TokenKind::Symbol => item.shape.has(Shape::GLUED),
        _ => false,
    }
}
