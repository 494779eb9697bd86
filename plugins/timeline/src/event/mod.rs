//! The event that a time belongs to: the clause around it, predicate with subject and object, as a span.
//!
//! Clauses are bounded by marks, conjunctions and subordinating words, but only once a finite verb is in: "On Monday,
//! the ministers met" is one clause, "the ministers met Monday, and the markets fell" are two. A relative clause takes
//! its antecedent in, a predicate behind an apposition its subject. A time before a noun that it dates alone has the noun for
//! its event. Without a finite verb it is the whole sentence. What stands further than [`WINDOW`] from the time is out of sight, as if the sentence ended there.

mod boundary;
mod lead;
mod noun;
mod trim;

use rashomon_core::Span;

use crate::grammar::Phrase;
use crate::words::{Keyword, class};

use self::boundary::Boundary;

/// How many items on either side of a time can belong to its event. Few sentences are that long; the bound keeps a
/// text that is one endless sentence from being read anew for each of its times.
const WINDOW: usize = 100;

/// The event of the time that covers the items from `start` to `end`.
pub(crate) fn event(phrase: &Phrase<'_>, start: usize, end: usize) -> Option<Span> {
    let clause = Clause {
        phrase,
        start,
        end,
        low: start.saturating_sub(WINDOW),
        high: phrase.items.len().min(end + WINDOW),
    };
    let (first, last) = clause.extent();
    let whole = (first, last);
    let (mut first, mut last) = clause.trimmed(first, last);
    if first >= last {
        return None;
    }
    // "We are in May" tells nothing without its time.
    if (first..last).all(|it| clause.is_empty_word(it)) {
        let is_mark = |at: &usize| phrase.is(*at, class::COMMA | class::MARK);
        first = (whole.0..whole.1).find(|it| !is_mark(it)).unwrap_or(first);
        last = (first..whole.1).rev().find(|it| !is_mark(it)).map_or(last, |it| it + 1);
    }
    let items = phrase.items;
    Some(items[first].span.cover(items[last - 1].span))
}

struct Clause<'a> {
    phrase: &'a Phrase<'a>,
    start: usize,
    end: usize,
    /// The first item in sight.
    low: usize,
    /// One past the last item in sight.
    high: usize,
}

impl Clause<'_> {
    /// First item and one past the last.
    fn extent(&self) -> (usize, usize) {
        if let Some(main) = self.main_clause() {
            return main;
        }
        let apart = self.when_clause().or_else(|| self.noun()).or_else(|| self.absolute());
        if let Some(part) = apart {
            return part;
        }
        let fronted = self.is_fronted();
        if let Some(first) = self.relative() {
            let (last, has_verb) = self.right(self.end, false);
            return if has_verb { (first, last) } else { (self.low, self.high) };
        }
        let (first, from, has_verb) = match self.apposition() {
            Some((first, from)) => (first, from, false),
            None if fronted => (self.near_left(), self.end, false),
            None => {
                let (first, has_verb) = self.left();
                (first, self.end, has_verb)
            }
        };
        let (last, has_verb_right) = self.right(from, has_verb);
        if has_verb || has_verb_right {
            return (first, last);
        }
        // No verb on this side of the marks: the sentence.
        (self.low, self.high)
    }

    /// Whether the time opens its clause: nothing but prepositions before it, and the verb behind it.
    fn is_fronted(&self) -> bool {
        let near = self.near_left();
        let verb_left = (near..self.start).any(|at| self.is_verb(at));
        if verb_left {
            return false;
        }
        let words = (near..self.start)
            .filter(|at| {
                !self.phrase.is(*at, class::BEFORE_MONTH)
                    && self.phrase.keyword(*at) == Keyword::Other
            })
            .count();
        // "would answer, at length, within two days if they ask": it trails its clause.
        let trails = self.phrase.text(self.end) != ","
            && self.boundary(self.end) != Boundary::None
            && near > self.low;
        (words == 0 && !trails) || near == 0
    }

    /// Where the nearest boundary to the left ends.
    fn near_left(&self) -> usize {
        self.hard_or_soft_before(self.start)
    }

    /// Goes left until the clause has a verb and a boundary stands before it.
    fn left(&self) -> (usize, bool) {
        let mut has_verb = false;
        // Verbs joined by "and" were passed whose subject has not come yet.
        let mut needs_subject = false;
        let mut first = self.low;
        let mut at = self.start;
        while at > self.low {
            at -= 1;
            if self.is_mark(at, ")")
                && let Some(open) = (self.low..at).rev().find(|it| self.is_mark(*it, "("))
            {
                at = open;
                continue;
            }
            match self.boundary(at) {
                Boundary::Hard => {
                    first = at + 1;
                    break;
                }
                Boundary::Relative if has_verb => {
                    // "Berg, who heads to Oslo": the antecedent stands before.
                    let before = at - usize::from(at > 0 && self.phrase.is(at - 1, class::COMMA));
                    first = self.hard_or_soft_before(before);
                    break;
                }
                Boundary::Soft if has_verb => {
                    let subjectless = self.lacks_subject(at + 1);
                    if self.phrase.is(at, class::COMMA) {
                        // A verb right behind the mark has its subject before an apposition: "the mayor, a former
                        // judge, said Monday".
                        if subjectless {
                            first = self.before_apposition(at);
                            break;
                        }
                        if self.is_list_comma(at) || needs_subject {
                            continue;
                        }
                    } else if subjectless
                        && matches!(self.phrase.keyword(at), Keyword::And | Keyword::Or)
                    {
                        // "The council met and closed the harbour Monday": the subject stands before both verbs.
                        needs_subject = true;
                        continue;
                    }
                    first = at + 1;
                    break;
                }
                Boundary::None | Boundary::Soft | Boundary::Relative => {
                    let verb = self.is_verb(at);
                    has_verb |= verb;
                    needs_subject &= !verb;
                }
            }
        }
        (first, has_verb)
    }

    /// Goes right from an item to the first boundary behind a verb.
    fn right(&self, from: usize, has_verb: bool) -> (usize, bool) {
        let mut has_verb = has_verb;
        let mut at = from;
        while at < self.high {
            if self.is_mark(at, "(")
                && let Some(close) = (at..self.high).find(|it| self.is_mark(*it, ")"))
            {
                at = close + 1;
                continue;
            }
            match self.boundary(at) {
                Boundary::Hard => return (at, has_verb),
                // "Berg, who runs the harbour, resigned": the verb of a relative clause is not that of the clause.
                Boundary::Relative if !has_verb => {
                    let comma = (at..self.high).find(|it| self.phrase.text(*it) == ",");
                    if let Some(comma) = comma.filter(|it| self.lacks_subject(it + 1)) {
                        at = comma + 1;
                        continue;
                    }
                }
                Boundary::Soft | Boundary::Relative if has_verb && !self.is_content(at) => {
                    return (at, has_verb);
                }
                Boundary::None | Boundary::Soft | Boundary::Relative => {
                    has_verb |= self.is_verb(at);
                }
            }
            at += 1;
        }
        (self.high, has_verb)
    }

    /// "said Monday that": what was said belongs to the event.
    fn is_content(&self, at: usize) -> bool {
        at == self.end && self.phrase.keyword(at) == Keyword::That
    }

    /// Where the clause begins whose apposition ends at the comma `at`.
    fn before_apposition(&self, at: usize) -> usize {
        let is_comma =
            |it: &usize| self.phrase.text(*it) == "," || self.boundary(*it) == Boundary::Hard;
        match (self.low..at).rev().find(is_comma) {
            Some(before) if self.phrase.text(before) == "," => self.hard_or_soft_before(before),
            Some(before) => before + 1,
            None => self.low,
        }
    }

    /// Where the nearest boundary before an item ends; brackets are stepped over.
    fn hard_or_soft_before(&self, at: usize) -> usize {
        let mut at = at;
        while at > self.low {
            at -= 1;
            if self.is_mark(at, ")")
                && let Some(open) = (self.low..at).rev().find(|it| self.is_mark(*it, "("))
            {
                at = open;
                continue;
            }
            if self.boundary(at) != Boundary::None {
                return at + 1;
            }
        }
        self.low
    }

    /// Whether this mark stands here.
    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.phrase.is(at, class::MARK) && self.phrase.text(at) == mark
    }

    /// Whether a word alone tells of no event: pronouns and forms of "be".
    fn is_empty_word(&self, at: usize) -> bool {
        self.phrase.is(at, class::PRONOUN | class::BE)
            || matches!(
                self.phrase.text(at),
                "was" | "were" | "been" | "n't" | "n’t" | "that" | "this" | "’re" | "’s" | "'s"
            )
    }

    /// Whether a verb stands here, or behind an adverb, with no subject before it.
    fn lacks_subject(&self, at: usize) -> bool {
        let adverb = self.phrase.text(at).ends_with("ly")
            || self.phrase.is(at, class::VAGUE)
            || matches!(self.phrase.keyword(at), Keyword::Later | Keyword::So)
            || matches!(
                self.phrase.text(at),
                "also" | "then" | "often" | "never" | "even" | "still" | "only"
            );
        self.is_verb(at + usize::from(adverb))
    }

    /// Whether a comma stands between subjects: "Berg, Dahl and Moen met", not "In May, Dahl and Moen met".
    fn is_list_comma(&self, at: usize) -> bool {
        let Some(verb) = (at + 1..self.start).find(|it| self.is_verb(*it)) else { return false };
        let joined = (at + 1..verb).any(|it| self.phrase.keyword(it) == Keyword::And);
        let before = self.hard_or_soft_before(at);
        let words = before..at;
        joined
            && words.len() > 1
            && self.phrase.is_capital(before)
            && !self.phrase.is(before, class::BEFORE_MONTH | class::CORE | class::OPENING)
            && !words.into_iter().any(|it| self.is_verb(it))
    }
}
