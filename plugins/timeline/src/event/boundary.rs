//! Where clauses end and begin, and which words make one.

use crate::words::{Keyword, class};

use super::Clause;

/// What a boundary does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Boundary {
    /// No boundary.
    None,
    /// Ends the clause if it has its verb.
    Soft,
    /// Begins a relative clause.
    Relative,
    /// Ends the clause in any case.
    Hard,
}

impl Clause<'_> {
    /// Whether the item ends or begins a clause.
    pub(super) fn boundary(&self, at: usize) -> Boundary {
        let phrase = self.phrase;
        let word = phrase.word(at);
        let text = || phrase.text(at);
        if word.is(class::COMMA) {
            return if text() == "," { self.comma(at) } else { Boundary::Hard };
        }
        if word.is(class::MARK) && !word.is(class::MONEY) {
            let glues = matches!(text(), "%" | "&" | "'" | "’" | "/" | "+" | "°" | "." | "#" | "@");
            return if glues { Boundary::None } else { Boundary::Hard };
        }
        match word.keyword {
            // "until Christmas", "since 2010": the preposition of the time itself.
            Keyword::After | Keyword::Before | Keyword::As | Keyword::Since | Keyword::Until
                if at + 1 == self.start =>
            {
                Boundary::None
            }
            // "was hurt after falling from the roof": no clause of its own.
            Keyword::After | Keyword::Before | Keyword::Since
                if phrase.text(at + 1).ends_with("ing") =>
            {
                Boundary::None
            }
            Keyword::After | Keyword::Before | Keyword::As | Keyword::Since | Keyword::Until => {
                Boundary::Soft
            }
            // "the war that began", but "said that the war began".
            Keyword::That if phrase.items.get(at + 1).is_some_and(|it| it.glued) => Boundary::None,
            // "That order fell": a pronoun of its own clause.
            Keyword::That if !self.follows_clause(at) => Boundary::None,
            Keyword::That if self.is_verb(at + 1) => Boundary::Relative,
            Keyword::That => Boundary::Soft,
            Keyword::And | Keyword::Or => {
                let clauses = self.opens_clause(at + 1) && self.ends_clause(at);
                if clauses { Boundary::Soft } else { Boundary::None }
            }
            _ if word.is(class::CLAUSE) => Boundary::Soft,
            _ if word.is(class::RELATIVE) => Boundary::Relative,
            _ => Boundary::None,
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

    /// Whether the item is a finite verb, as far as the words beside it tell.
    pub(super) fn is_verb(&self, at: usize) -> bool {
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
        // "as head coach", "her plans", "on returns"
        let ambiguous = word.is(class::VERB | class::COMING) && !word.is(class::FUTURE | class::BE);
        let governed = ambiguous
            && (before.keyword == Keyword::Possessive
                || matches!(
                    before.keyword,
                    Keyword::As
                        | Keyword::In
                        | Keyword::On
                        | Keyword::At
                        | Keyword::By
                        | Keyword::For
                        | Keyword::From
                        | Keyword::During
                        | Keyword::Between
                        | Keyword::Over
                        | Keyword::Next
                        | Keyword::Last
                ));
        let owned = !word.is(class::FUTURE | class::BE)
            && matches!(
                self.phrase.text(at.wrapping_sub(1)),
                "his" | "her" | "its" | "their" | "our" | "my" | "your"
            );
        let counted = before.is(class::CARDINAL) && ambiguous;
        !of_noun && !counted && !governed && !owned
    }
}
