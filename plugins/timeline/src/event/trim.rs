//! What an event leaves out at both ends: marks, linking words, the time itself.

use crate::words::{Keyword, class};

use super::Clause;

impl Clause<'_> {
    /// Leaves out, at both ends, marks, linking words and the time itself with its preposition.
    pub(super) fn trimmed(&self, first: usize, last: usize) -> (usize, usize) {
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
            while last > first
                && last != self.end
                && (self.is_link(last - 1, false) || self.is_left_hanging(last - 1))
            {
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

    /// Whether "that" can open a clause here: it stands behind a word of its sentence, "said that", "the day that".
    pub(super) fn follows_clause(&self, at: usize) -> bool {
        at > 0 && !self.phrase.is(at - 1, class::MARK | class::COMMA)
    }

    /// Whether a preposition governs what the event leaves out: "spoke about how", but "what they spoke about."
    fn is_left_hanging(&self, at: usize) -> bool {
        matches!(self.phrase.text(at), "about" | "with" | "against" | "into" | "over" | "on")
            && at + 1 < self.high
            && !self.phrase.is(at + 1, class::COMMA | class::MARK)
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
                // "That's why he left" begins with a pronoun.
                || (word.keyword == Keyword::That
                    && self.follows_clause(at)
                    && !self.phrase.items.get(at + 1).is_some_and(|it| it.glued))
                || matches!(word.keyword, Keyword::And | Keyword::Or | Keyword::As)
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
