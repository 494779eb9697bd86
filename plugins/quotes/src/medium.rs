//! Through what something was said: an outlet that was told, a platform, an interview, a statement.

use std::ops::Range;

use rashomon_core::{Document, Span, TokenKind, fold_hash};

use crate::analysis::Analysis;
use crate::attribution::Attribution;
use crate::lexicon::MEDIA;
use crate::page::Item;
use crate::words::class;

/// Farthest preposition from the cue, in items.
const REACH: usize = 24;
/// Longest noun phrase, in items.
const LONGEST: usize = 10;

/// What a word says of the phrase that holds it.
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
        let start =
            row.start + page.items[row.clone()].partition_point(|it| it.span.end() <= told.start());
        let end =
            row.start + page.items[row.clone()].partition_point(|it| it.span.start() < told.end());
        if (start..end).any(|at| reader.sort(at).is_some()) {
            return Some(told);
        }
    }
    let reach = row.start.max(it.cue.saturating_sub(REACH))..row.end.min(it.cue + REACH);
    let apart = |phrase: &Range<usize>| {
        let clear = |other: &Range<usize>| other.end <= phrase.start || phrase.end <= other.start;
        it.contents.iter().all(|it| clear(&it.0)) && it.speaker.iter().all(clear)
    };
    reach
        .filter(|&at| page.items[at].is(class::PREPOSITION))
        .filter_map(|at| reader.phrase(at))
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
    /// The medium after a preposition at `at`.
    fn phrase(&self, at: usize) -> Option<Range<usize>> {
        let [inside, on, by] = ["in", "on", "by"].map(fold_hash);
        let start = at + 1;
        let end = self.noun_phrase(start);
        let sorts = (start..end).map(|at| self.sort(at));
        let word = self.items[at].word;
        // A form heads its phrase: not `in a statement row`.
        if end > start && self.sort(end - 1) == Some(Sort::Form) && self.is_form(start, end) {
            return Some(start..self.with_complement(end));
        }
        let names_outlet = sorts.flatten().any(|it| it == Sort::Outlet);
        ((word == on || word == inside) && word != by && names_outlet).then_some(start..end)
    }

    /// A form is counted, owned or described: `a letter`, `her speech`; not `in video`.
    fn is_form(&self, start: usize, end: usize) -> bool {
        end - start > 1
            || self.items.get(start).is_some_and(|it| it.is(class::DETERMINER | class::POSSESSIVE))
    }

    /// Takes in whom or where: `an interview {with the Vik Herald}`, `a post {on Facebook}`.
    fn with_complement(&self, end: usize) -> usize {
        let joins = ["with", "to", "on", "for", "at"].map(fold_hash);
        if !self.items.get(end).is_some_and(|it| joins.contains(&it.word)) {
            return end;
        }
        let stop = self.noun_phrase(end + 1);
        let named = (end + 1..stop)
            .any(|at| self.items[at].is_capitalized() || self.sort(at) == Some(Sort::Outlet));
        if named { stop } else { end }
    }

    /// One past the last item of the noun phrase that starts at `start`.
    fn noun_phrase(&self, start: usize) -> usize {
        let nominal = |at: usize, it: &Item| match it.kind {
            TokenKind::Word => {
                let bars = class::PRONOUN
                    | class::PREPOSITION
                    | class::CONJUNCTION
                    | class::RELATIVE
                    | class::AUXILIARY
                    | class::OBJECT;
                let first = at == start && it.is(class::DETERMINER | class::POSSESSIVE);
                first || it.is_capitalized() && !it.is(class::DAY) || !it.is(bars | class::DAY)
            }
            TokenKind::Clitic => it.is(class::GENITIVE),
            TokenKind::Number => at > start,
            TokenKind::Dash | TokenKind::Symbol => it.shape.has(rashomon_core::Shape::GLUED),
            _ => false,
        };
        let rest = self.items.get(start..).unwrap_or_default();
        let length = rest
            .iter()
            .enumerate()
            .take(LONGEST)
            .take_while(|&(offset, it)| it.region.is_none() && nominal(start + offset, it))
            .count();
        start + length
    }

    /// What the words that start at an item say.
    fn sort(&self, at: usize) -> Option<Sort> {
        let item = &self.items[at];
        if item.kind != TokenKind::Word || item.region.is_some() {
            return None;
        }
        let tokens = self.document.tokens().get(item.token as usize..)?;
        let (length, entry) = MEDIA.longest(tokens)?;
        let last = &tokens[length - 1];
        match entry.value(0) {
            "form" => (!item.is_capitalized()).then_some(Sort::Form),
            "noun" => (!item.is_capitalized()).then_some(Sort::Outlet),
            _ => last.shape.is_capitalized().then_some(Sort::Outlet),
        }
    }
}
