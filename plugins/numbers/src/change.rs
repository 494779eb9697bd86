//! Rises, falls and additions: `up 5 %`, `fell by a third`, `350 more`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{Change, Modifier, Noun, Numeral};
use crate::reader::Reader;
use crate::units::UnitKind;

impl Reader<'_> {
    /// `350 more`, `350 more troops`, `two other people`: only `more` adds.
    pub(crate) fn more_behind(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let at = numeral.figure_end;
        lex.one_of(at, &["more", "additional", "extra", "further"]) && !lex.eq(at + 1, "than")
            || lex.eq(numeral.end, "more")
                && !lex.eq(numeral.end + 1, "than")
                && numeral.kind().is_some_and(|it| it != UnitKind::Percent && it != UnitKind::Count)
    }

    /// Where only one of bound and change is wanted: `up about 5 %` is an estimate, but `rose by about 5 %` a rise, as is
    /// `rose almost 5 %`.
    pub(crate) fn bound_prevails(&self, numeral: &Numeral) -> bool {
        let by = (1..=3).any(|back| self.lex.eq(numeral.first.wrapping_sub(back), "by"));
        match numeral.modifier {
            Modifier::Exact | Modifier::Almost | Modifier::Range | Modifier::Vague => false,
            Modifier::About => !by,
            _ => true,
        }
    }

    /// The change that a verb or adverb before `start` says, or one behind the number.
    pub(crate) fn change(&self, numeral: &Numeral, start: usize) -> Option<Change> {
        let lex = &self.lex;
        if numeral.unit.is_some()
            && lex.one_of(numeral.end, &["higher", "lower"])
            && (numeral.kind() == Some(UnitKind::Percent) || !lex.eq(numeral.end + 1, "than"))
        {
            return Some(if lex.eq(numeral.end, "higher") { Change::Up } else { Change::Down });
        }
        let mut at = start;
        let mut by = false;
        for _ in 0..4 {
            let last = at.wrapping_sub(1);
            by |= lex.eq(last, "by");
            // `climbed above 8,000` gives the level reached.
            if !by && lex.one_of(last, &["above", "below", "beyond", "past"]) {
                return None;
            }
            let passed = lex.is(last, Classes::AMOUNT)
                || lex.is(last, Classes::ADVERB) && !lex.is(last, Classes::UP | Classes::DOWN)
                || lex.is(last, Classes::CUE)
                    && lex.word(last)
                    && !lex.is(last, Classes::UP | Classes::DOWN);
            if !passed {
                break;
            }
            at = last;
        }
        // `grow closer to 2 million`: the level reached.
        if !by && start < numeral.first && lex.eq(numeral.first.wrapping_sub(1), "to") {
            return None;
        }
        // `fell four days before the vote`, `grew 3 inches in two years` keep apart when and how much.
        if numeral.kind() == Some(UnitKind::Time) && !by {
            return None;
        }
        // `drop the 22 charges`: things that are known, no amount.
        if !by && lex.one_of(start, &["the", "its", "his", "her", "their"]) {
            return None;
        }
        let verb = at.wrapping_sub(1);
        if by && self.two_amounts(numeral) {
            return None;
        }
        if let Some(change) = self.direction(verb, numeral, by) {
            return Some(change);
        }
        if !by
            && at == start
            && !lex.content(numeral.end)
            && matches!(numeral.kind(), Some(UnitKind::Percent))
        {
            return self.of_object(verb, numeral);
        }
        if by {
            // `grow sales by 35 per cent`: the verb up to three words before.
            for back in 1..=4 {
                let at = verb.wrapping_sub(back);
                if !lex.word(at) && lex.kind(at) != Kind::Clitic {
                    break;
                }
                if let Some(change) = self.direction(at, numeral, true) {
                    return Some(change);
                }
            }
        }
        None
    }

    /// `helped lift the index 2 percent`: the verb's object stands between.
    fn of_object(&self, last: usize, numeral: &Numeral) -> Option<Change> {
        let lex = &self.lex;
        let closed =
            Classes::PREPOSITION | Classes::CONJUNCTION | Classes::AUXILIARY | Classes::PRONOUN;
        for back in 0..6 {
            let at = last.checked_sub(back)?;
            let verb = lex.is(at, Classes::UP | Classes::DOWN) && lex.lower(at) && back > 0;
            if verb && !lex.is(at.wrapping_sub(1), Classes::DETERMINER | Classes::NUMBER) {
                return self.direction(at, numeral, true);
            }
            if !lex.word(at) || lex.is(at, closed) {
                return None;
            }
        }
        None
    }

    fn direction(&self, at: usize, numeral: &Numeral, by: bool) -> Option<Change> {
        let lex = &self.lex;
        let change = if lex.is(at, Classes::UP) {
            Change::Up
        } else if lex.is(at, Classes::DOWN) {
            Change::Down
        } else {
            return None;
        };
        // `lost the race by ten points`: the margin of a defeat.
        if by && lex.one_of(at, &["lose", "loses", "lost", "losing"]) {
            return None;
        }
        let before = at.wrapping_sub(1);
        let next = at + 1;
        // A noun: `a gain of`, `the cut`, `an increase`.
        let past = lex.is(at, Classes::PARTICIPLE)
            || lex.one_of(at, &["rose", "fell", "grew", "slid", "sank", "shrank"]);
        let noun = !past
            && ((lex.is(before, Classes::POSSESSIVE)
                || lex.one_of(before, &["a", "an", "the", "this", "that", "any", "another"]))
                && !lex.one_of(at, &["up", "down"])
                || lex.eq(next, "of")
                || lex.eq(next, "in")
                || lex.eq(next, "to"));
        if noun {
            return None;
        }
        // `rose from 5 to 8 percent`: where it began and ended.
        if numeral.range && !by && lex.one_of(numeral.first.wrapping_sub(1), &["between", "from"]) {
            return None;
        }
        let kind = numeral.kind();
        let figures =
            matches!(kind, None | Some(UnitKind::Percent | UnitKind::Point | UnitKind::Currency));
        let barred = if lex.eq(at, "up") {
            // `shipping up 60 beds`, but `was up 60 places`.
            let counts = (numeral.noun.is_some() || numeral.vague)
                && kind.is_none()
                && !lex.is(before, Classes::AUXILIARY)
                && lex.kind(before) != Kind::Comma;
            counts || lex.is(before, Classes::PHRASAL_UP) || kind == Some(UnitKind::Time)
        } else if lex.eq(at, "down") {
            // `pulled down 5 rebounds`, but `was down 52 seats`.
            let counts = numeral.noun.is_some()
                && kind.is_none()
                && lex.word(before)
                && !lex.is(
                    before,
                    Classes::AUXILIARY | Classes::UP | Classes::DOWN | Classes::FUNCTION,
                );
            counts || lex.is(before, Classes::PHRASAL_DOWN)
        } else if lex.eq(at, "off") {
            // `closed at 23, off 12.5 cents`.
            let level = lex.kind(before) == Kind::Comma
                || lex.one_of(before, &["was", "were", "is", "are", "finished", "closed", "ended"]);
            !level || !figures
        } else if lex.one_of(at, &["higher", "lower"]) {
            let verb = Classes::VERB | Classes::UP | Classes::DOWN | Classes::AUXILIARY;
            !by && !lex.is(before, verb) && kind.is_none()
        } else if lex.is(at, Classes::TRANSITIVE) {
            // `lost two games`, `raised $5 million`, `cut 300 jobs`: the things themselves.
            let measured =
                matches!(kind, Some(UnitKind::Percent | UnitKind::Point)) || self.cents(numeral);
            !measured && !by
        } else if lex.one_of(at, &["drop", "drops", "dropped", "dropping"]) {
            // `dropped two charges`, but `dropped three places`.
            let place = |it: Noun| {
                lex.one_of(
                    it.last,
                    &["places", "place", "spots", "spot", "positions", "seats", "ranks"],
                )
            };
            !by && kind.is_none() && numeral.noun.is_some_and(|it| !place(it))
        } else {
            false
        };
        (!barred).then_some(change)
    }

    /// `by $3 billion to $40 billion`: in the amount, a level follows; the amount keeps its plain form.
    fn two_amounts(&self, numeral: &Numeral) -> bool {
        numeral.is_currency()
            && self.lex.eq(numeral.end, "to")
            && self.beginning_at(numeral.end + 1).any(Numeral::is_currency)
    }
}
