//! Noun phrases, as far as number agreement tells where they end.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::Noun;
use crate::reader::Reader;

/// How far a walk may go.
const REACH: usize = 8;

impl Reader<'_> {
    /// Behind `of`: determiners, possessives and number words are passed over.
    pub(crate) fn of(&self, start: usize) -> Option<Noun> {
        let lex = &self.lex;
        let mut at = start;
        for _ in 0..4 {
            // `the least developed countries` are not the developed ones.
            let passed = lex.is(at, Classes::DETERMINER) && !lex.eq(at, "least")
                || (lex.is(at, Classes::NUMBER) && !lex.is(at, Classes::FUNCTION))
                || lex.kind(at) == Kind::Digits
                || lex.one_of(at, &["all", "other", "more"]);
            if !passed {
                break;
            }
            at += 1;
        }
        let (first, named) = self.owner(at).unwrap_or((at, false));
        let noun = self.walk(first, true, false).or_else(|| self.run(first))?;
        // `the country's ministers`: the owner goes, unless it is a name: `Berg's deputies`.
        Some(Noun { first: if named { at } else { noun.first }, last: noun.last })
    }

    /// Where an owner ends, `Berg's` or `the country's`, and whether it is a name.
    fn owner(&self, start: usize) -> Option<(usize, bool)> {
        let lex = &self.lex;
        for owner in start..start + 5 {
            if !lex.word(owner) || lex.is(owner, Classes::FUNCTION) {
                return None;
            }
            let capital = lex.at(owner).capital;
            let plural = lex.kind(owner + 1) == Kind::Quote
                && lex.glued(owner + 1)
                && lex.text(owner).ends_with('s')
                && lex.lower(owner + 2)
                && lex.text(owner + 1) != "\"";
            let singular = lex.kind(owner + 1) == Kind::Clitic
                && (lex.one_of(owner + 1, &["'s", "’s"]) || lex.text(owner + 1).len() < 2);
            if plural && capital || singular {
                return Some((owner + 2, capital && lex.at(start).capital));
            }
        }
        None
    }

    /// Value one: a singular head, up to the first function word or verb.
    pub(crate) fn singular(&self, start: usize) -> Option<Noun> {
        let lex = &self.lex;
        let mut first = start;
        first += usize::from(lex.is(first, Classes::PASSED));
        let mut last = None;
        for at in first..first + REACH {
            // `the third inter-city match`, cut at its hyphen.
            if lex.joins(at) && last.is_some() && lex.word(at + 1) {
                continue;
            }
            // `the third fiscal quarter`.
            let period = last.is_some() && lex.one_of(at, &["quarter", "half"]);
            if !self.part(at) || lex.is(at, Classes::NUMBER | Classes::VERB) && !period {
                break;
            }
            // `one wonders`: no plural follows one, unless another noun does.
            if last.is_none()
                && lex.is(at, Classes::PLURAL)
                && lex.lower(at)
                && !lex.is(at, Classes::OPEN_PLURAL | Classes::IRREGULAR)
                && !lex.content(at + 1)
            {
                break;
            }
            // `one side calls`: an -s word behind the head is a verb.
            if last.is_some()
                && lex.is(at, Classes::ENDS_S)
                && lex.is(at, Classes::PLURAL)
                && lex.lower(at)
            {
                break;
            }
            // `one step closer to it`.
            let compared = lex.is(at, Classes::COMPARATIVE) && !lex.content(at + 1);
            // `went one better`, `one apparently based on it`.
            let pronoun = compared
                || lex.is(at, Classes::ADVERB)
                    && (!lex.word(at + 1)
                        || lex.is(at + 1, Classes::PARTICIPLE | Classes::VERB)
                            && !lex.content(at + 2));
            if last.is_none() && pronoun {
                break;
            }
            if self.verb_like(at) || (last.is_some() && (compared || lex.is(at, Classes::ADVERB))) {
                break;
            }
            last = Some(at);
        }
        last.map(|last| Noun { first, last })
    }

    /// Small words up to the first function word or verb.
    pub(crate) fn run(&self, start: usize) -> Option<Noun> {
        let lex = &self.lex;
        let mut last = None;
        for at in start..start + REACH {
            if !self.part(at)
                || lex.is(at, Classes::VERB | Classes::COMPARATIVE)
                || !(lex.lower(at) || lex.at(at).caps && lex.text(at).len() > 1)
                || lex.is(at, Classes::NUMBER)
                || self.verb_like(at)
                || lex.is(at, Classes::ADVERB)
            {
                break;
            }
            last = Some(at);
        }
        last.map(|last| Noun { first: start, last })
    }

    /// Walks to the first plural. `loose`: behind `of`, where a capitalised name may be meant.
    pub(crate) fn walk(&self, start: usize, loose: bool, of_names: bool) -> Option<Noun> {
        let lex = &self.lex;
        // `"felony charges"`: the mark in front is no part.
        let start = start + usize::from(lex.kind(start) == Kind::Quote && lex.word(start + 1));
        let mut at = start;
        while at < start + REACH {
            // `three most recent predecessors`.
            let degree = lex.one_of(at, &["most", "least"]) && lex.content(at + 1)
                // `the biggest ever heists`.
                || lex.eq(at, "ever") && at > start && lex.is(at - 1, Classes::SUPERLATIVE)
                // `seven less politicized panels`.
                || lex.one_of(at, &["less", "more", "very", "highly"])
                    && lex.is(at + 1, Classes::PARTICIPLE)
                    && lex.plural_ahead(at + 2);
            if degree {
                at += 1;
                continue;
            }
            if lex.one_of(at, &["and", "or"])
                || lex.kind(at) == Kind::Ampersand
                || lex.kind(at) == Kind::Comma && lex.lower(at + 1) && !loose
            {
                // `digital and physical sales`: only if the head is near.
                let near = (at + 1..at + 5)
                    .find(|&it| !self.part(it) || self.head(it))
                    .is_some_and(|it| self.head(it) && self.part(it));
                if at == start || !near {
                    return None;
                }
                at += 1;
                continue;
            }
            if lex.kind(at) == Kind::Digits
                && of_names
                && at > start
                && lex.at(at - 1).capital
                && self.part(at + 1)
            {
                // `500 Comet 4s`: a name and its number in the plural.
                if lex.glued(at + 1) && lex.text(at + 1) == "s" {
                    return Some(Noun { first: start, last: at + 1 });
                }
                at += 1;
                continue;
            }
            // `27 “at-large” delegates`.
            if lex.kind(at) == Kind::Quote && at > start && at < start + 4 && self.part(at + 1) {
                at += 1;
                continue;
            }
            // `COVID -19 tests`.
            let numbered = lex.kind(at) == Kind::Hyphen && lex.kind(at + 1) == Kind::Digits;
            if numbered && at > start && lex.at(at - 1).caps && self.part(at + 2) {
                at += 2;
                continue;
            }
            if lex.kind(at) == Kind::Hyphen && lex.joins(at) && at > start && lex.word(at + 1) {
                at += 1;
                continue;
            }
            if lex.kind(at) == Kind::Clitic && of_names && at > start && self.part(at + 1) {
                // `two children's books`.
                at += 1;
                continue;
            }
            // `internally displaced people`, `40 wounded soldiers`.
            let attribute = lex.is(at, Classes::ATTRIBUTE) && lex.plural_ahead(at + 1)
                || lex.is(at, Classes::ADVERB) && lex.is(at + 1, Classes::ATTRIBUTE);
            if attribute {
                at += 1;
                continue;
            }
            if !self.part(at) || (at > start && lex.is(at, Classes::VERB)) {
                return None;
            }
            if self.head(at)
                && !(lex.kind(at + 1) == Kind::Clitic
                    && lex.text(at + 1) != "’"
                    && self.part(at + 2)
                    && !loose)
            {
                // `350 British troops`, `40 sports teams`, `two United States officials`.
                let goes_on = lex.is(at, Classes::OPEN_PLURAL | Classes::NATION)
                    || (lex.at(at).capital && at > start && lex.at(at - 1).capital);
                let further = (at + 1..at + 4)
                    .take_while(|&it| {
                        goes_on
                            && self.part(it)
                            && !lex.is(it, Classes::VERB)
                            && !self.verb_like(it)
                    })
                    .find(|&it| self.head(it));
                // `Windows computers`: a name in the plural before what it names.
                let named = lex.at(at).capital
                    && !lex.is(at, Classes::NATION)
                    && lex.plural(at + 1)
                    && !lex.is(at + 1, Classes::VERB);
                let further = further.or_else(|| named.then_some(at + 1));
                let last = further.unwrap_or(at);
                return Some(Noun { first: start, last });
            }
            if self.verb_like(at) && !loose {
                return None;
            }
            at += 1;
        }
        None
    }

    /// A word that may belong to a noun phrase.
    pub(crate) fn part(&self, at: usize) -> bool {
        let lex = &self.lex;
        if !lex.word(at) || lex.eq(at, "x") && lex.kind(at + 1) == Kind::Digits {
            return false;
        }
        if lex.is(at, Classes::HYPHENATED) {
            return true;
        }
        if self.land(at) {
            return true;
        }
        // No verb in -s follows a plural number: `six carries`.
        let verb = lex.is(at, Classes::VERB) && !lex.is(at, Classes::PLURAL);
        !lex.is(at, Classes::FUNCTION)
            && !verb
            && !(lex.is(at, Classes::NUMBER)
                && !lex.one_of(
                    at,
                    &["second", "third", "first", "half", "m", "quarters", "quarter", "halves"],
                ))
            // `Super Tuesday contests`.
            && !(lex.is(at, Classes::WEEKDAY)
                && !(lex.at(at.wrapping_sub(1)).capital && lex.content(at + 1)))
            && !(lex.is(at, Classes::MONTH) && lex.at(at).capital && !lex.one_of(at, &["march"]))
    }

    /// Capitals that are a name, though in small letters they are a function word.
    pub(crate) fn land(&self, at: usize) -> bool {
        let lex = &self.lex;
        lex.at(at).caps && matches!(lex.text(at), "US" | "UK" | "UN" | "EU" | "AM" | "IT")
    }

    /// A plural noun.
    pub(crate) fn head(&self, at: usize) -> bool {
        let lex = &self.lex;
        // `FLDS`, `SAS`: short words in capitals are no plurals.
        let acronym = lex.at(at).caps && lex.text(at).len() <= 4;
        lex.is(at, Classes::PLURAL) && !acronym || lex.is(at, Classes::NATION) && lex.at(at).capital
    }

    /// A participle before a function word is the verb: `300 stranded in`; before a noun it is an adjective.
    pub(crate) fn verb_like(&self, at: usize) -> bool {
        let lex = &self.lex;
        let form = lex.lower(at) && lex.is(at, Classes::PARTICIPLE | Classes::GERUND);
        // `200 uniformed and mounted officers`.
        if form && lex.eq(at + 1, "and") && lex.content(at + 2) && lex.plural_ahead(at + 2) {
            return false;
        }
        form && !lex.is(at, Classes::HYPHENATED)
            && (!lex.word(at + 1)
                || lex.is(
                    at + 1,
                    Classes::PREPOSITION
                        | Classes::AUXILIARY
                        | Classes::CONJUNCTION
                        | Classes::PRONOUN
                        | Classes::DETERMINER,
                ))
            && (lex.is(at, Classes::PARTICIPLE)
                || lex.is(at + 1, Classes::DETERMINER | Classes::PRONOUN))
    }
}
