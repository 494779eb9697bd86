//! Through what something was said: an outlet that was told, a platform, an interview, a statement.

use std::ops::Range;
use std::sync::LazyLock;

use rashomon_core::{Document, Shape, Span, TokenKind, fold_hash};

use crate::analysis::Analysis;
use crate::attribution::Attribution;
use crate::lexicon::MEDIA;
use crate::names::Sort;
use crate::page::Item;
use crate::words::class;

/// Farthest preposition from the cue, in items.
const REACH: usize = 24;
/// Longest noun phrase, in items.
const LONGEST: usize = 10;
/// Longest particle within a foreign name, in bytes: `Journal {du} Dimanche`.
const PARTICLE: usize = 3;

/// Behind these stands a medium; an outlet only behind the first two.
static PREPOSITIONS: LazyLock<[u64; 6]> =
    LazyLock::new(|| ["in", "on", "at", "during", "via", "through"].map(fold_hash));
/// They join to a form whom or where: `an interview {with}`.
static JOINS: LazyLock<[u64; 5]> =
    LazyLock::new(|| ["with", "to", "on", "for", "at"].map(fold_hash));
/// They end a form, as words in -ed do: a statement issued, a letter read aloud, an interview late on Monday.
static CUTS: LazyLock<[u64; 6]> =
    LazyLock::new(|| ["late", "early", "read", "sent", "given", "written"].map(fold_hash));
/// They end any noun phrase.
static TIMES: LazyLock<[u64; 6]> =
    LazyLock::new(|| ["last", "next", "earlier", "later", "then", "when"].map(fold_hash));
/// A day, but in names with a capital: `USA Today`.
static TODAY: LazyLock<u64> = LazyLock::new(|| fold_hash("today"));

/// What the words that start at an item say of the phrase that holds them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// `Reuters`, `Twitter`: whatever name goes on with it, it is one.
    Name,
    /// `Herald`: names of outlets end with it.
    Head,
    /// `newspaper`.
    Noun,
    /// `interview`.
    Form,
}

/// The medium of an attribution: the outlet that is told, else the phrase nearest to the cue that names an outlet, a
/// platform or a form: `in {an interview with the Vik Herald}`, `on {Twitter}`. What stands before the cue is one only
/// where it opens the sentence: not in `after he attacked her in a tweet, she said`.
pub(crate) fn medium(
    document: &dyn Document,
    analysis: &Analysis,
    it: &Attribution,
    addressee: Option<&Range<usize>>,
) -> Option<Span> {
    let page = &analysis.page;
    let row = page.rows[it.row].items.clone();
    let reader = Reader { document, items: &page.items[..row.end] };
    if let Some(told) = addressee {
        let span = page.span(told.clone());
        let people = analysis.names.starting_in(span).iter().any(|it| it.sort == Sort::Person);
        let called = |it: &Range<usize>| {
            it.clone().any(|at| reader.word(at).is_some_and(|it| it.0 == Word::Noun))
        };
        // People are told too, Mr Herald among them; but no person is `the Vik Herald`.
        let article = page.items[told.start].is(class::DETERMINER);
        let outlet = reader.outlet(told.start).filter(|it| !people || article || called(it));
        if let Some(found) = outlet.or_else(|| reader.form(told.start)) {
            return Some(page.span(found));
        }
    }
    let [inside, on, ..] = *PREPOSITIONS;
    let apart = |phrase: &Range<usize>| {
        let clear = |other: &Range<usize>| other.end <= phrase.start || phrase.end <= other.start;
        it.contents.iter().all(|it| clear(&it.0)) && it.speaker.iter().all(clear)
    };
    // What a noun goes on with is no part of the saying: `said of the article in the Times`.
    let hangs_on_cue = |at: usize| {
        if at == row.start {
            return true;
        }
        let before = &page.items[at - 1];
        let belongs = |other: &Range<usize>| other.contains(&(at - 1));
        before.kind != TokenKind::Word
            || before.is(class::DAY | class::ADVERB | class::OBJECT)
            || at - 1 == it.cue
            || belongs(&it.cue_items)
            || addressee.is_some_and(belongs)
            || it.speaker.iter().any(belongs)
            || it.contents.iter().any(|it| belongs(&it.0))
    };
    let opens = Some(row.start).filter(|&at| at < it.cue && it.cue <= at + REACH);
    opens
        .into_iter()
        .chain(it.cue..row.end.min(it.cue + REACH))
        .filter(|&at| page.items[at].is(class::PREPOSITION))
        .filter(|&at| PREPOSITIONS.contains(&page.items[at].word) && hangs_on_cue(at))
        .filter_map(|at| {
            let names = page.items[at].word == on || page.items[at].word == inside;
            let outlet = || reader.outlet(at + 1).filter(|_| names);
            reader.form(at + 1).or_else(outlet)
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
        let words = |at: usize| self.word(at).filter(|it| it.0 == Word::Form).map(|it| it.1);
        let ends = |at: usize| {
            at == end || CUTS.contains(&self.items[at].word) || self.slice(at).ends_with("ed")
        };
        let head = (start..end).find(|&at| words(at).is_some_and(|length| ends(at + length)))?;
        let end = head + words(head)?;
        let first = &self.items[start];
        let several = self.slice(end - 1).ends_with('s');
        let counted = first.is(class::DETERMINER | class::POSSESSIVE)
            || first.kind == TokenKind::Number
            || (first.is_capitalized() && head > start)
            || (several && end - start <= 2);
        if !counted {
            return None;
        }
        let joined = self.items.get(end).is_some_and(|it| JOINS.contains(&it.word));
        let stop = if joined { self.noun_phrase(end + 1) } else { end };
        let named =
            (end + 1..stop).any(|at| self.items[at].is_capitalized() || self.word(at).is_some());
        Some(start..if named { self.without_genitive(stop) } else { end })
    }

    fn slice(&self, at: usize) -> &str {
        self.document.slice(self.items[at].span)
    }

    /// An outlet by its name or what it is called, at the head of the noun phrase that starts at `start`: not `a UN
    /// observer`, `Times Square`, `Reuters readers`.
    fn outlet(&self, start: usize) -> Option<Range<usize>> {
        let end = self.noun_phrase(start);
        let word = |at: usize| self.word(at).filter(|it| it.0 != Word::Form);
        let first = (start..end).find(|&at| word(at).is_some())?;
        let (_, length) = word(first)?;
        let mut head = word(first)?.0;
        let mut stop = (first + length).min(end);
        while stop < end {
            let it = &self.items[stop];
            let next = word(stop);
            let particle = it.classes == 0
                && it.span.len() as usize <= PARTICLE
                && stop + 1 < end
                && self.items[stop + 1].is_capitalized();
            if let Some((kind, length)) = next {
                head = kind;
                stop = (stop + length).min(end);
            } else if it.is_capitalized() || particle {
                head = if head == Word::Head { return None } else { Word::Name };
                stop += 1;
            } else if it.is(class::GENITIVE)
                && stop + 1 < end
                && self.items[stop + 1].is_capitalized()
            {
                stop += 1;
            } else {
                break;
            }
        }
        // The phrase goes on with a noun, which is its head then: `RT viewers`.
        let rest = self.items.get(stop).filter(|_| stop < end);
        let over = rest.is_none_or(|it| it.is(class::GENITIVE) && stop + 1 == end);
        let counted = (start..first).all(|at| {
            let it = &self.items[at];
            it.kind == TokenKind::Word || it.is(class::GENITIVE)
        });
        (over && counted).then_some(start..stop)
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
        let nominal = |at: usize, it: &Item| match it.kind {
            TokenKind::Word if at == start && it.is(class::DETERMINER | class::POSSESSIVE) => true,
            TokenKind::Word if it.is_capitalized() => !it.is(class::DAY) || it.word == *TODAY,
            TokenKind::Word => {
                !it.is(BARS | class::DAY | class::DETERMINER) && !TIMES.contains(&it.word)
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

    /// What the words that start at an item say, and how many they are. Short names are all capitals: `AP`, not `Ap`.
    fn word(&self, at: usize) -> Option<(Word, usize)> {
        let item = &self.items[at];
        if item.kind != TokenKind::Word || item.region.is_some() {
            return None;
        }
        let tokens = self.document.tokens().get(item.token as usize..)?;
        let (length, entry) = MEDIA.longest(tokens)?;
        let last = self.document.slice(tokens[length - 1].span);
        let capital = last.chars().next().is_some_and(char::is_uppercase);
        let shouted = last.len() > 3 || length > 1 || last.chars().all(char::is_uppercase);
        match entry.value(0) {
            "form" => (!capital).then_some((Word::Form, length)),
            "noun" => (!capital).then_some((Word::Noun, length)),
            "head" => capital.then_some((Word::Head, length)),
            _ => (capital && shouted).then_some((Word::Name, length)),
        }
    }
}
