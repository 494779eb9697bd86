//! Through what something was said: an outlet that was told, a platform, an interview, a statement.

use std::ops::Range;

use rashomon_core::{Document, Shape, Span, TokenKind, fold_hash};

use crate::analysis::Analysis;
use crate::attribution::Attribution;
use crate::lexicon::MEDIA;
use crate::page::Item;
use crate::words::class;

/// Farthest preposition from the cue, in items.
const REACH: usize = 24;
/// Longest noun phrase, in items.
const LONGEST: usize = 10;
/// Longest particle within a foreign name, in bytes: `Journal {du} Dimanche`.
const PARTICLE: usize = 3;

/// What the words that start at an item say of the phrase that holds them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// `newspaper`, `Reuters`, `Twitter`.
    Outlet,
    /// `interview`.
    Form,
}

/// The medium of an attribution: the outlet that is told, else the phrase nearest to the cue that names an outlet, a
/// platform or a form: `in {an interview with the Vik Herald}`, `on {Twitter}`.
pub(crate) fn medium(
    document: &dyn Document,
    analysis: &Analysis,
    it: &Attribution,
    addressee: Option<Span>,
) -> Option<Span> {
    let page = &analysis.page;
    let row = page.rows[it.row].items.clone();
    let reader = Reader { document, items: &page.items[..row.end] };
    if let Some(told) = addressee {
        let items = &page.items[row.clone()];
        let start = row.start + items.partition_point(|it| it.span.end() <= told.start());
        let end = row.start + items.partition_point(|it| it.span.start() < told.end());
        let found = reader.outlet(start, end, end).or_else(|| reader.form(start));
        if let Some(found) = found {
            return Some(page.span(found));
        }
    }
    let prepositions = ["in", "on", "at", "during", "via", "through"].map(fold_hash);
    let [inside, on, ..] = prepositions;
    let apart = |phrase: &Range<usize>| {
        let clear = |other: &Range<usize>| other.end <= phrase.start || phrase.end <= other.start;
        it.contents.iter().all(|it| clear(&it.0)) && it.speaker.iter().all(clear)
    };
    (row.start.max(it.cue.saturating_sub(REACH))..row.end.min(it.cue + REACH))
        .filter(|&at| prepositions.contains(&page.items[at].word))
        .filter_map(|at| {
            let start = at + 1;
            reader.form(start).or_else(|| {
                let end = reader.noun_phrase(start);
                let names = page.items[at].word == on || page.items[at].word == inside;
                names.then(|| reader.outlet(start, end, start + 1))?.filter(|it| it.end == end)
            })
        })
        .filter(apart)
        .min_by_key(|phrase| phrase.start.abs_diff(it.cue))
        .map(|phrase| page.span(phrase))
}

/// Reads phrases off the items of a row.
struct Reader<'a> {
    document: &'a dyn Document,
    /// The items of the page up to the end of the row.
    items: &'a [Item],
}

impl Reader<'_> {
    /// A form with whom or where: `an interview with the Vik Herald`, `a post on Facebook`. It is counted, owned or
    /// several: not `in video`.
    fn form(&self, start: usize) -> Option<Range<usize>> {
        let end = self.noun_phrase(start);
        let words = |at: usize| self.sort(at).filter(|it| it.0 == Sort::Form).map(|it| it.1);
        let head = (start..end).find(|&at| words(at).is_some_and(|length| at + length == end))?;
        let first = &self.items[start];
        let several = self.document.slice(self.items[end - 1].span).ends_with('s');
        let counted = first.is(class::DETERMINER | class::POSSESSIVE)
            || first.kind == TokenKind::Number
            || (first.is_capitalized() && head > start)
            || (several && end - start <= 2);
        if !counted {
            return None;
        }
        let joins = ["with", "to", "on", "for", "at"].map(fold_hash);
        let joined = self.items.get(end).is_some_and(|it| joins.contains(&it.word));
        let stop = if joined { self.noun_phrase(end + 1) } else { end };
        let named =
            (end + 1..stop).any(|at| self.items[at].is_capitalized() || self.sort(at).is_some());
        Some(start..if named { self.without_genitive(stop) } else { end })
    }

    /// An outlet among the items, its name or description whole; it starts before `latest`.
    fn outlet(&self, start: usize, end: usize, latest: usize) -> Option<Range<usize>> {
        let light = |at: usize| {
            let it = &self.items[at];
            it.is_capitalized() || it.is(class::DETERMINER | class::POSSESSIVE | class::GENITIVE)
        };
        let outlet = |at: usize| self.sort(at).is_some_and(|it| it.0 == Sort::Outlet);
        let first = (start..end).find(|&at| outlet(at))?;
        if first >= latest && !(start..first).all(light) {
            return None;
        }
        let belongs = |at: usize| {
            let it = &self.items[at];
            let glued = it.shape.has(Shape::GLUED);
            it.is_capitalized()
                || it.is(class::GENITIVE)
                || outlet(at)
                || (glued && !it.is(class::MARK))
        };
        let mut stop = first + 1;
        while stop < end {
            let particle = self.items[stop].classes == 0
                && (self.items[stop].span.len() as usize <= PARTICLE
                    || stop + 1 < end && outlet(stop + 1))
                && stop + 1 < end
                && belongs(stop + 1);
            if !(belongs(stop) || particle) {
                break;
            }
            stop += 1;
        }
        Some(start..self.without_genitive(stop))
    }

    /// `CNN's`, where a title in marks follows.
    fn without_genitive(&self, end: usize) -> usize {
        end - usize::from(self.items[end - 1].is(class::GENITIVE))
    }

    /// One past the last item of the noun phrase that starts at `start`; a time ends it.
    fn noun_phrase(&self, start: usize) -> usize {
        const BARS: u32 = class::PRONOUN
            | class::PREPOSITION
            | class::CONJUNCTION
            | class::RELATIVE
            | class::AUXILIARY
            | class::OBJECT
            | class::ADVERB;
        let times = ["last", "next", "earlier", "later", "then", "when"].map(fold_hash);
        let today = fold_hash("today");
        let nominal = |at: usize, it: &Item| match it.kind {
            TokenKind::Word if at == start && it.is(class::DETERMINER | class::POSSESSIVE) => true,
            TokenKind::Word if it.is_capitalized() => !it.is(class::DAY) || it.word == today,
            TokenKind::Word => {
                !it.is(BARS | class::DAY | class::DETERMINER) && !times.contains(&it.word)
            }
            TokenKind::Clitic => it.is(class::GENITIVE),
            TokenKind::Number => true,
            TokenKind::Dash | TokenKind::Symbol => it.shape.has(Shape::GLUED),
            _ => false,
        };
        let rest = self.items.get(start..).unwrap_or_default().iter().enumerate().take(LONGEST);
        let length = rest
            .take_while(|&(offset, it)| it.region.is_none() && nominal(start + offset, it))
            .count();
        start + length
    }

    /// What the words that start at an item say, and how many they are.
    fn sort(&self, at: usize) -> Option<(Sort, usize)> {
        let item = &self.items[at];
        if item.kind != TokenKind::Word || item.region.is_some() {
            return None;
        }
        let tokens = self.document.tokens().get(item.token as usize..)?;
        let (length, entry) = MEDIA.longest(tokens)?;
        let capital = tokens[length - 1].shape.is_capitalized();
        match entry.value(0) {
            "form" => (!capital).then_some((Sort::Form, length)),
            "noun" => (!capital).then_some((Sort::Outlet, length)),
            _ => capital.then_some((Sort::Outlet, length)),
        }
    }
}
