//! The event that a time belongs to: the clause around it, predicate with subject and object, as a span.
//!
//! Clauses are bounded by marks, conjunctions and subordinating words, but only once a finite verb is in: "On Monday,
//! the ministers met" is one clause, "the ministers met Monday, and the markets fell" are two. A relative clause takes
//! its antecedent in, a predicate behind an apposition its subject. Without a finite verb it is the whole sentence. What
//! stands further than [`WINDOW`] from the time is out of sight, as if the sentence ended there.

use rashomon_core::Span;

use crate::grammar::Phrase;
use crate::words::{Keyword, class};

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
    let (first, last) = clause.trimmed(first, last);
    if first >= last {
        return None;
    }
    let items = phrase.items;
    Some(items[first].span.cover(items[last - 1].span))
}

/// What a boundary does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Boundary {
    /// No boundary.
    None,
    /// Ends the clause if it has its verb.
    Soft,
    /// Begins a relative clause.
    Relative,
    /// Ends the clause in any case.
    Hard,
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
        let fronted = self.is_fronted();
        let (first, has_verb) = if fronted { (self.near_left(), false) } else { self.left() };
        let (last, has_verb_right) = self.right(has_verb);
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
        words == 0 || near == 0
    }

    /// Where the nearest boundary to the left ends.
    fn near_left(&self) -> usize {
        self.hard_or_soft_before(self.start)
    }

    /// Goes left until the clause has a verb and a boundary stands before it.
    fn left(&self) -> (usize, bool) {
        let mut has_verb = false;
        let mut first = self.low;
        let mut at = self.start;
        while at > self.low {
            at -= 1;
            if self.phrase.text(at) == ")"
                && let Some(open) = (self.low..at).rev().find(|it| self.phrase.text(*it) == "(")
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
                    // A verb right behind the mark has its subject before an apposition: "the mayor, a former
                    // judge, said Monday".
                    let subjectless = self.phrase.is(at, class::COMMA) && self.is_verb(at + 1);
                    if !subjectless {
                        first = at + 1;
                        break;
                    }
                    first = self.before_apposition(at);
                    break;
                }
                Boundary::None | Boundary::Soft | Boundary::Relative => {
                    has_verb |= self.is_verb(at);
                }
            }
        }
        (first, has_verb)
    }

    /// Goes right to the first boundary behind a verb.
    fn right(&self, has_verb: bool) -> (usize, bool) {
        let mut has_verb = has_verb;
        let mut at = self.end;
        while at < self.high {
            if self.phrase.text(at) == "("
                && let Some(close) = (at..self.high).find(|it| self.phrase.text(*it) == ")")
            {
                at = close + 1;
                continue;
            }
            match self.boundary(at) {
                Boundary::Hard => return (at, has_verb),
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

    fn hard_or_soft_before(&self, at: usize) -> usize {
        (self.low..at)
            .rev()
            .find(|it| self.boundary(*it) != Boundary::None)
            .map_or(self.low, |it| it + 1)
    }

    /// Whether the item ends or begins a clause.
    fn boundary(&self, at: usize) -> Boundary {
        let phrase = self.phrase;
        let word = phrase.word(at);
        let text = phrase.text(at);
        if word.is(class::COMMA) {
            return if text == "," { self.comma(at) } else { Boundary::Hard };
        }
        if word.is(class::MARK) && !word.is(class::MONEY) {
            let glues = matches!(text, "%" | "&" | "'" | "’" | "/" | "+" | "°" | "." | "#" | "@");
            return if glues { Boundary::None } else { Boundary::Hard };
        }
        match word.keyword {
            Keyword::After | Keyword::Before | Keyword::As | Keyword::Since | Keyword::Until => {
                Boundary::Soft
            }
            // "the war that began", but "said that the war began".
            Keyword::That if phrase.items.get(at + 1).is_some_and(|it| it.glued) => Boundary::None,
            Keyword::That if self.is_verb(at + 1) => Boundary::Relative,
            Keyword::That => Boundary::Soft,
            Keyword::And | Keyword::Or => {
                let clauses = self.opens_clause(at + 1) && self.ends_clause(at);
                if clauses { Boundary::Soft } else { Boundary::None }
            }
            _ => match text.len() {
                2..=8 if word.is(class::CLAUSE) => Boundary::Soft,
                3..=5 if word.is(class::RELATIVE) => Boundary::Relative,
                _ => Boundary::None,
            },
        }
    }

    /// A comma between numbers, in a date or in a list bounds nothing.
    fn comma(&self, at: usize) -> Boundary {
        let date = self.phrase.is(at + 1, class::DIGITS)
            && self.phrase.before(at).is(class::DIGITS | class::MONTH);
        if date { Boundary::None } else { Boundary::Soft }
    }

    /// Whether a clause goes on behind `and`: a verb, or a pronoun that is its subject.
    fn opens_clause(&self, at: usize) -> bool {
        self.is_verb(at)
            || self.phrase.is(at, class::PRONOUN)
            || self.is_verb(at + 1) && self.phrase.is(at, class::LETTERS)
    }

    /// Whether the words before `and` are a clause and not the first of two names: "talks between Oslo and Bergen".
    fn ends_clause(&self, at: usize) -> bool {
        const REACH: usize = 30;
        for before in (at.saturating_sub(REACH)..at).rev() {
            let word = self.phrase.word(before);
            if word.keyword == Keyword::Between || word.is(class::COMMA) {
                return word.is(class::COMMA) && self.is_verb(at + 1);
            }
            if self.is_verb(before) {
                return true;
            }
        }
        false
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.phrase.word(at);
        if !word.is(class::PAST | class::FUTURE | class::BE | class::VERB | class::COMING)
            || word.is(class::MONTH)
        {
            return false;
        }
        // "the planned visit", "two marks": behind an article or a number it is no verb.
        let before = self.phrase.before(at);
        let of_noun = matches!(
            before.keyword,
            Keyword::The | Keyword::A | Keyword::This | Keyword::Of | Keyword::To
        );
        let counted = before.is(class::CARDINAL) && word.is(class::VERB | class::COMING);
        !of_noun && !counted
    }

    /// Leaves out, at both ends, marks, linking words and the time itself with its preposition.
    fn trimmed(&self, first: usize, last: usize) -> (usize, usize) {
        let (mut first, mut last) = (first, last);
        loop {
            let before = (first, last);
            if first == self.start && self.end <= last {
                first = self.end;
            }
            if last == self.end && self.start >= first {
                last = self.start;
            }
            while first < last && first != self.start && self.is_link(first, true) {
                first += 1;
            }
            while last > first && last != self.end && self.is_link(last - 1, false) {
                last -= 1;
            }
            // The possessive of the time: "Monday's talks".
            if first == self.end && self.phrase.keyword(first) == Keyword::Possessive {
                first += 1;
            }
            if (first, last) == before || first >= last {
                return (first, last);
            }
        }
    }

    /// Whether the item only links the event to what stands beside it.
    fn is_link(&self, at: usize, leading: bool) -> bool {
        let word = self.phrase.word(at);
        let mark = word.is(class::COMMA | class::MARK)
            && !word.is(class::MONEY)
            && self.phrase.text(at) != "%";
        if mark {
            return true;
        }
        let preposition = matches!(
            word.keyword,
            Keyword::In
                | Keyword::On
                | Keyword::At
                | Keyword::By
                | Keyword::For
                | Keyword::From
                | Keyword::Since
                | Keyword::During
                | Keyword::Within
                | Keyword::Until
                | Keyword::Through
                | Keyword::After
                | Keyword::Before
                | Keyword::Over
                | Keyword::Between
                | Keyword::Of
        );
        if leading {
            // A preposition that leads to the time goes with it; one that begins the clause stays.
            let to_time = preposition && at + 1 == self.start;
            return to_time
                || matches!(
                    word.keyword,
                    Keyword::And | Keyword::Or | Keyword::That | Keyword::As
                )
                || word.is(class::CLAUSE)
                || (matches!(
                    word.keyword,
                    Keyword::After | Keyword::Before | Keyword::Since | Keyword::Until
                ) && at + 1 != self.start);
        }
        preposition
            || matches!(
                word.keyword,
                Keyword::And
                    | Keyword::Or
                    | Keyword::The
                    | Keyword::A
                    | Keyword::That
                    | Keyword::Only
                    | Keyword::To
            )
    }
}
