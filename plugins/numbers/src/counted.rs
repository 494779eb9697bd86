//! The counted noun. No tags are needed: number agreement finds the head.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{Noun, Numeral};
use crate::reader::Reader;
use crate::units::{self, Unit, UnitKind};

/// How far a walk may go.
const REACH: usize = 8;

impl Reader<'_> {
    pub(crate) fn counted(&mut self) {
        for index in 0..self.numerals.len() {
            let mut numeral = self.numerals[index];
            if numeral.dropped {
                continue;
            }
            numeral.noun = self.noun(index, &numeral);
            self.measured_noun(&mut numeral);
            if numeral.noun.is_some() && numeral.unit.is_none() && !numeral.ordinal {
                self.noun_rate(&mut numeral);
            }
            self.numerals[index] = numeral;
        }
    }

    /// `230 rushing yards`, `six straight days`: the head is a unit.
    fn measured_noun(&self, numeral: &mut Numeral) {
        let Some(noun) = numeral.noun.filter(|it| {
            numeral.unit.is_none()
                && it.last == it.first + 1
                && !numeral.ordinal
                && !numeral.fraction
        }) else {
            return;
        };
        if !self.lex.lower(noun.last) || self.lex.eq(numeral.end, "of") {
            return;
        }
        if let Some(form) = units::word(self.lex.at(noun.last).hash)
            .filter(|it| !it.digits_only || numeral.spelling_is_digits())
            && matches!(units::kind_of(form.id), UnitKind::Measure | UnitKind::Time)
        {
            numeral.unit = Some(Unit::of(form.id));
            numeral.noun = None;
            numeral.end = noun.last + 1;
        }
    }

    /// `3,000 tests per day`, `20 per week`.
    fn noun_rate(&self, numeral: &mut Numeral) {
        let end = numeral.noun.map_or(numeral.end, |it| it.last + 1);
        if let Some((factor, _)) =
            self.rate(numeral, end).filter(|_| self.lex.one_of(end, &["per", "a", "an"]))
            && (self.lex.eq(end, "per") || units::kind_of(factor.id) == UnitKind::Time)
        {
            let mut unit = Unit { first: None, per: [None; 2] };
            unit.divide(factor);
            numeral.unit = Some(unit);
        }
    }

    fn noun(&self, index: usize, numeral: &Numeral) -> Option<Noun> {
        let lex = &self.lex;
        let mut end = numeral.end;
        // `"thousands" of voters`: the marks are about the number.
        // `40-odd ships`, `40ish`, `600-plus guests`.
        let odd = end + usize::from(lex.joins(end));
        if (odd > end || lex.glued(end)) && lex.one_of(odd, &["odd", "ish", "plus"]) {
            end = odd + 1;
        }
        if lex.kind(end) == Kind::Quote
            && lex.glued(end)
            && lex.kind(numeral.first.wrapping_sub(1)) == Kind::Quote
        {
            end += 1;
        }
        if numeral.ordinal {
            return self.singular(end + usize::from(lex.joins(end)));
        }
        if let Some(unit) = numeral.unit {
            // `30 percent of voters`, `5 tons of grain`: what it is of.
            let measured = matches!(unit.kind(), UnitKind::Percent | UnitKind::Measure);
            return (measured && unit.per[0].is_none() && lex.eq(end, "of"))
                .then(|| self.of(end + 1))
                .flatten();
        }
        // `eight million 250ml bottles`: the noun stands behind the next quantity.
        if let Some(next) = self
            .numerals
            .get(index + 1)
            .filter(|it| it.first == end && !it.dropped && it.unit.is_some())
        {
            return self.plural_noun(next.end, numeral);
        }
        if lex.eq(end, "of")
            || (lex.one_of(end, &["or", "and"]) && lex.eq(end + 1, "more") && lex.eq(end + 2, "of"))
        {
            let of = if lex.eq(end, "of") { end } else { end + 2 };
            if numeral.vague || numeral.fraction || numeral.range {
                return self.of(of + 1);
            }
            let owned = lex.is(of + 1, Classes::POSSESSIVE)
                || lex.one_of(of + 1, &["the", "all", "these", "those"])
                || (lex.word(of + 1) && lex.at(of + 1).capital);
            let noun = owned.then(|| self.of(of + 1)).flatten();
            // `one of the most popular`: an adjective is not counted.
            return noun.filter(|it| numeral.value != 1.0 || self.head(it.last));
        }
        if numeral.fraction {
            // `half the country`, `two-thirds majority`, but not `by a third this year`.
            let half = lex.eq(end.wrapping_sub(1), "half") && lex.is(end, Classes::DETERMINER);
            return (half || lex.content(end)).then(|| self.of(end)).flatten();
        }
        let hyphen = lex.joins(end);
        if hyphen && lex.eq(end + 1, "strong") {
            return self.run(end + 2);
        }
        if hyphen {
            return lex.content(end + 1).then(|| Noun { first: end + 1, last: end + 1 });
        }
        if numeral.value == 1.0 {
            return self.singular(end);
        }
        self.plural_noun(end, numeral)
    }

    /// Behind `of`: determiners, possessives and number words are passed over.
    fn of(&self, start: usize) -> Option<Noun> {
        let lex = &self.lex;
        let mut at = start;
        for _ in 0..4 {
            let passed = lex.is(at, Classes::DETERMINER)
                || (lex.is(at, Classes::NUMBER) && !lex.is(at, Classes::FUNCTION))
                || lex.kind(at) == Kind::Digits
                || lex.one_of(at, &["all", "other", "more"]);
            if !passed {
                break;
            }
            at += 1;
        }
        // `Berg's deputies`, `the country's ministers`: the owner goes.
        for owner in at..at + 5 {
            if !lex.word(owner) || lex.is(owner, Classes::FUNCTION) {
                break;
            }
            let plural_owner = lex.kind(owner + 1) == Kind::Quote
                && lex.glued(owner + 1)
                && lex.text(owner).ends_with('s')
                && lex.lower(owner + 2)
                && lex.text(owner + 1) != "\"";
            if plural_owner && lex.at(owner).capital {
                at = owner + 2;
                break;
            }
            if lex.kind(owner + 1) == Kind::Clitic
                && (lex.one_of(owner + 1, &["'s", "’s"]) || lex.text(owner + 1).len() < 2)
            {
                at = owner + 2;
                break;
            }
        }
        self.walk(at, true, false).or_else(|| self.run(at))
    }

    /// Value one: a singular head, up to the first function word or verb.
    fn singular(&self, start: usize) -> Option<Noun> {
        let lex = &self.lex;
        let mut first = start;
        first += usize::from(lex.is(first, Classes::PASSED));
        let mut last = None;
        for at in first..first + REACH {
            if !self.part(at) || lex.is(at, Classes::NUMBER | Classes::VERB) {
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
            if self.verb_like(at) || (last.is_some() && lex.is(at, Classes::ADVERB)) {
                break;
            }
            last = Some(at);
        }
        last.map(|last| Noun { first, last })
    }

    fn plural_noun(&self, start: usize, numeral: &Numeral) -> Option<Noun> {
        let lex = &self.lex;
        let mut first = start;
        while lex.is(first, Classes::PASSED) && first < start + 2 {
            first += 1;
        }
        if let Some(noun) = self.walk(first, false, true) {
            return Some(noun);
        }
        // `an 11 member panel`, `a three course meal`: no plural, but an attribute of what follows.
        let article = lex.one_of(
            numeral.first.wrapping_sub(1),
            &["a", "an", "the", "this", "its", "his", "her", "their"],
        );
        if !numeral.words() || article && lex.one_of(numeral.first.wrapping_sub(1), &["a", "an"]) {
            return self.run(first).filter(|_| first == start);
        }
        None
    }

    /// Small words up to the first function word or verb.
    fn run(&self, start: usize) -> Option<Noun> {
        let lex = &self.lex;
        let mut last = None;
        for at in start..start + REACH {
            if !self.part(at)
                || lex.is(at, Classes::VERB)
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
    fn walk(&self, start: usize, loose: bool, of_names: bool) -> Option<Noun> {
        let lex = &self.lex;
        // `"felony charges"`: the mark in front is no part.
        let start = start + usize::from(lex.kind(start) == Kind::Quote && lex.word(start + 1));
        let mut at = start;
        while at < start + REACH {
            // `three most recent predecessors`.
            if lex.one_of(at, &["most", "least"]) && lex.content(at + 1) {
                at += 1;
                continue;
            }
            if lex.one_of(at, &["and", "or"])
                || lex.kind(at) == Kind::Ampersand
                || lex.kind(at) == Kind::Comma && lex.lower(at + 1) && !loose
            {
                // `digital and physical sales`: only if the head is near.
                let near = (at + 1..at + 4)
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
                at += 1;
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
    fn part(&self, at: usize) -> bool {
        let lex = &self.lex;
        if !lex.word(at) || lex.eq(at, "x") && lex.kind(at + 1) == Kind::Digits {
            return false;
        }
        if lex.is(at, Classes::HYPHENATED) {
            return true;
        }
        let land =
            lex.at(at).caps && matches!(lex.text(at), "US" | "UK" | "UN" | "EU" | "AM" | "IT");
        if land {
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
            && !lex.is(at, Classes::WEEKDAY)
            && !(lex.is(at, Classes::MONTH) && lex.at(at).capital && !lex.one_of(at, &["march"]))
    }

    /// A plural noun.
    fn head(&self, at: usize) -> bool {
        let lex = &self.lex;
        // `FLDS`, `SAS`: short words in capitals are no plurals.
        let acronym = lex.at(at).caps && lex.text(at).len() <= 4;
        lex.is(at, Classes::PLURAL) && !acronym || lex.is(at, Classes::NATION) && lex.at(at).capital
    }

    /// A participle before a function word is the verb: `300 stranded in`; before a noun it is an adjective.
    fn verb_like(&self, at: usize) -> bool {
        let lex = &self.lex;
        let form = lex.lower(at) && lex.is(at, Classes::PARTICIPLE | Classes::GERUND);
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
