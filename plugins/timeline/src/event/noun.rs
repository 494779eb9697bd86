//! Times that stand before a noun and date it alone: "Monday's talks with Oslo", "the 2015 agreement".

use crate::words::{Keyword, class};

use super::Clause;
use super::boundary::Boundary;

impl Clause<'_> {
    /// The noun and what belongs to it. A day that the clause hangs on by its preposition is that of the clause: "said
    /// at a Monday meeting"; a year is that of the noun in any case: "meddled in the 2016 election".
    pub(super) fn noun(&self) -> Option<(usize, usize)> {
        let owner = self.phrase.keyword(self.end) == Keyword::Possessive;
        let noun = self.end + usize::from(owner);
        let determiner = self.start.checked_sub(1).filter(|it| *it >= self.low);
        let first = if owner { noun } else { self.first_of_noun(determiner?)? };
        if !self.is_noun(noun) || self.is_of_clause(first.min(self.start)) {
            return None;
        }
        let last = self.after_noun(noun);
        // "Monday's weather" tells something, "the 2016 quarter" nothing.
        let told = (noun..last).any(|it| !self.phrase.is(it, class::CORE | class::UNIT));
        told.then_some((first, last))
    }

    /// Where a noun with this determiner begins: the time, or the owner's name: "Berg's 2013 trip".
    fn first_of_noun(&self, determiner: usize) -> Option<usize> {
        let phrase = self.phrase;
        match phrase.keyword(determiner) {
            Keyword::The | Keyword::A => Some(self.start),
            Keyword::Possessive => {
                let name =
                    |it: &usize| phrase.is_capital(*it) && self.boundary(*it) == Boundary::None;
                (self.low..determiner).rev().take_while(name).last()
            }
            _ => matches!(phrase.text(determiner), "his" | "her" | "its" | "their" | "our")
                .then_some(determiner),
        }
    }

    /// Whether the preposition before a noun makes its time that of the clause.
    fn is_of_clause(&self, first: usize) -> bool {
        let is_year = self.end == self.start + 1
            && self.phrase.is(self.start, class::DIGITS)
            && self.phrase.text(self.start).len() == 4;
        let before = (self.low..first)
            .rev()
            .find(|it| !matches!(self.phrase.keyword(*it), Keyword::The | Keyword::A));
        let governed = before.is_some_and(|it| {
            matches!(
                self.phrase.keyword(it),
                Keyword::In | Keyword::At | Keyword::On | Keyword::During | Keyword::By
            )
        });
        governed && !is_year
    }

    /// Whether a word stands here that no clause begins with.
    fn is_noun(&self, at: usize) -> bool {
        at < self.high
            && self.phrase.is(at, class::LETTERS)
            && self.phrase.keyword(at) == Keyword::Other
            && self.boundary(at) == Boundary::None
            && !self.phrase.is(at, class::BEFORE_MONTH | class::PRONOUN | class::PAST | class::BE)
            && !self.is_verb(at)
            && !self.phrase.text(at).ends_with("ly")
    }

    /// One past the noun with what "of", "between", "with" and the like tie to it.
    fn after_noun(&self, noun: usize) -> usize {
        let phrase = self.phrase;
        let mut at = noun;
        // Within what a preposition ties, articles, numbers and "and" may stand.
        let mut governed = false;
        while at < self.high && self.boundary(at) == Boundary::None {
            let governs = matches!(phrase.text(at), "of" | "between" | "with" | "against" | "over")
                || matches!(phrase.text(at), "at" | "to" | "in" | "for")
                    && !phrase.is(at + 1, class::CORE)
                    && (phrase.is_capital(at + 1)
                        || phrase.keyword(at + 1) == Keyword::The && phrase.is_capital(at + 2));
            let inside = governed
                && (matches!(
                    phrase.keyword(at),
                    Keyword::The | Keyword::A | Keyword::And | Keyword::Possessive
                ) || phrase.is(at, class::CARDINAL)
                    || matches!(phrase.text(at), "his" | "her" | "its" | "their"));
            if self.is_verb(at) || !(governs || inside || self.is_noun(at)) {
                break;
            }
            governed |= governs;
            at += 1;
        }
        // "talks between Oslo and": what was broken off does not stay.
        while at > noun && !self.is_noun(at - 1) && !phrase.is(at - 1, class::CARDINAL) {
            at -= 1;
        }
        at
    }
}
