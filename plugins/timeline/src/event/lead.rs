//! Clauses whose time stands apart: before the main clause, behind a relative pronoun, in an apposition.

use crate::words::{Keyword, class};

use super::Clause;
use super::boundary::Boundary;

impl Clause<'_> {
    /// "A week after the fire broke out, the mayor resigned", "At Monday's debate, the mayor spoke": what happens then is
    /// told behind the comma.
    pub(super) fn main_clause(&self) -> Option<(usize, usize)> {
        let phrase = self.phrase;
        let to_event = matches!(phrase.keyword(self.end), Keyword::After | Keyword::Before);
        let owner = matches!(phrase.keyword(self.end), Keyword::Possessive | Keyword::Of);
        if !(to_event || owner) || self.start > 2 || !self.is_fronted() {
            return None;
        }
        let verb = (self.end..self.high).find(|it| self.is_verb(*it))?;
        let comma = |from: usize, to: usize| (from..to).find(|it| phrase.text(*it) == ",");
        let comma = match comma(self.end, verb) {
            Some(comma) => comma,
            None if to_event => comma(verb, self.high)?,
            None => return None,
        };
        let (last, has_verb) = self.right(comma + 1, false);
        has_verb.then_some((comma + 1, last))
    }

    /// "until April, when the town votes", "since last month, when Berg resigned": what happens then is told behind
    /// "when"; the clause before it goes on till then or from then on.
    pub(super) fn when_clause(&self) -> Option<(usize, usize)> {
        let bounds = self.start.checked_sub(1).is_some_and(|it| {
            matches!(
                self.phrase.keyword(it),
                Keyword::Until | Keyword::Since | Keyword::Before | Keyword::After | Keyword::By
            )
        });
        let when = (self.end..self.high.min(self.end + 3))
            .find(|it| !self.phrase.is(*it, class::COMMA | class::MARK))?;
        if !bounds || self.phrase.text(when) != "when" {
            return None;
        }
        let (last, has_verb) = self.right(when + 1, false);
        has_verb.then_some((when + 1, last))
    }

    /// "Troops moved, with a batch of them arriving in Oslo on Sunday": only what stands behind "with" happens then.
    pub(super) fn absolute(&self) -> Option<(usize, usize)> {
        let phrase = self.phrase;
        let ends = self.end >= self.high || phrase.is(self.end, class::COMMA | class::MARK);
        let with = (self.low + 1..self.start)
            .rev()
            .take_while(|it| !phrase.is(*it, class::COMMA))
            .take_while(|it| !self.is_verb(*it) || phrase.text(*it).ends_with("ing"))
            .find(|it| phrase.text(*it) == "with" && phrase.text(*it - 1) == ",")?;
        let participle = (with + 2..self.start).any(|it| phrase.text(it).ends_with("ing"));
        (ends && participle).then_some((with + 1, self.start))
    }

    /// "Berg, who recently moved to Oslo": the antecedent stands before the pronoun that the time follows.
    pub(super) fn relative(&self) -> Option<usize> {
        let before = self.start.checked_sub(1).filter(|it| *it >= self.low)?;
        if self.boundary(before) != Boundary::Relative || !self.is_verb(self.end) {
            return None;
        }
        let comma = usize::from(before > self.low && self.phrase.is(before - 1, class::COMMA));
        Some(self.hard_or_soft_before(before - comma))
    }

    /// "Berg, now a judge in Oslo, has resigned": the clause begins before the apposition that the time stands in, and
    /// its verb is behind it.
    pub(super) fn apposition(&self) -> Option<(usize, usize)> {
        let near = self.near_left();
        let led = (near..self.start).all(|it| {
            self.phrase.is(it, class::BEFORE_MONTH) || self.phrase.keyword(it) == Keyword::At
        });
        if !led || near <= self.low || self.phrase.text(near - 1) != "," {
            return None;
        }
        // "Berg, a judge, on Monday resigned"
        if self.is_verb(self.end) {
            return Some((self.before_apposition(near - 1), self.end));
        }
        if near != self.start {
            return None;
        }
        // "a judge based in Oslo": what looks like a verb may be a participle.
        let participle = |at: usize| self.phrase.text(at).ends_with("ed");
        let comma = (self.end..self.high)
            .take_while(|it| !self.is_verb(*it) || participle(*it))
            .find(|it| self.phrase.text(*it) == ",")?;
        self.is_verb(comma + 1).then(|| (self.hard_or_soft_before(near - 1), comma + 1))
    }
}
