//! Bounds, approximations and changes around a number: `more than 20`, `up 5 %`, `another 350`, `10 or more`.

use rashomon_core::phrase_hash;

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::lexicon;
use crate::numeral::{Change, Modifier, Numeral};
use crate::reader::Reader;
use crate::units::UnitKind;

/// What stands before a number: the bound, and the position left of which a verb of change may stand.
#[derive(Clone, Copy, Debug)]
struct Before {
    modifier: Option<Modifier>,
    at: usize,
    increment: bool,
}

impl Reader<'_> {
    /// Left to right, since a number can take its modifier over from the one before.
    pub(crate) fn modifiers(&mut self) {
        for index in 0..self.numerals.len() {
            let mut numeral = self.numerals[index];
            if numeral.dropped || numeral.ordinal {
                continue;
            }
            let before = self.before(&numeral);
            let modifier = before.modifier.or_else(|| self.bound_behind(&numeral));
            numeral.change = self.change(&numeral, before.at);
            if numeral.change.is_none() && (before.increment || self.more_behind(&numeral)) {
                numeral.change = Some(Change::Increment);
            }
            if let Some(modifier) = modifier
                && numeral.modifier == Modifier::Exact
                && !numeral.range
                && !numeral.vague
            {
                numeral.modifier = modifier;
            }
            if numeral.vague && numeral.modifier != Modifier::Range {
                numeral.modifier = Modifier::Vague;
            }
            if modifier.is_none() && numeral.change.is_none() {
                self.take_over(index, &mut numeral);
            }
            self.numerals[index] = numeral;
        }
    }

    fn before(&self, numeral: &Numeral) -> Before {
        let lex = &self.lex;
        let mut at = numeral.first;
        let mut increment = false;
        // A range with `between` or `from`: the cue stands before that.
        if numeral.range && lex.one_of(at.wrapping_sub(1), &["between", "from"]) {
            at -= 1;
        }
        if numeral.fraction && lex.kind(at.wrapping_sub(1)) == Kind::Open {
            return Before { modifier: None, at, increment };
        }
        for _ in 0..3 {
            if let Some((modifier, first)) = self.cue_ending_at(at, numeral) {
                return Before { modifier: Some(modifier), at: first, increment };
            }
            let last = at.wrapping_sub(1);
            increment |= lex.one_of(last, &["another", "further", "additional", "extra"]);
            let passed = lex.is(last, Classes::LEAD) || matches!(lex.kind(last), Kind::Currency);
            if !passed {
                break;
            }
            at = last;
        }
        Before { modifier: None, at, increment }
    }

    /// The longest cue whose last word stands before `at`, and where it starts.
    fn cue_ending_at(&self, at: usize, numeral: &Numeral) -> Option<(Modifier, usize)> {
        let lex = &self.lex;
        let last = at.wrapping_sub(1);
        match lex.kind(last) {
            Kind::Tilde => return Some((Modifier::About, last)),
            Kind::Symbol if matches!(lex.text(last), ">" | "≥") => {
                return Some((
                    if lex.text(last) == ">" { Modifier::MoreThan } else { Modifier::AtLeast },
                    last,
                ));
            }
            Kind::Symbol if matches!(lex.text(last), "<" | "≤") => {
                return Some((
                    if lex.text(last) == "<" { Modifier::LessThan } else { Modifier::AtMost },
                    last,
                ));
            }
            // `ca. 50`, `approx. 50`.
            Kind::Stop
                if lex.glued(last)
                    && lex.one_of(last.wrapping_sub(1), &["ca", "c", "approx", "est"]) =>
            {
                return Some((Modifier::About, last - 1));
            }
            Kind::Word if lex.is(last, Classes::BOUND) => {}
            // `sub-$10`, `near-100`.
            Kind::Hyphen if lex.joins(last) && lex.eq(last.wrapping_sub(1), "sub") => {
                return Some((Modifier::LessThan, last - 1));
            }
            _ => return None,
        }
        for length in (1..=5).rev() {
            let Some(first) = at.checked_sub(length) else { continue };
            if (first..at).any(|it| !lex.word(it)) {
                continue;
            }
            let hash = (first..at).fold(0, |hash, it| phrase_hash(hash, lex.at(it).hash));
            let Some(entry) = lexicon::CUES.get(hash) else { continue };
            // `cannot exceed 20`, `must not exceed 20`.
            let negated = lex.eq(first, "exceed")
                && (lex.kind(first.wrapping_sub(1)) == Kind::Clitic
                    || lex.one_of(first.wrapping_sub(1), &["not", "cannot", "never"]));
            let modifier = if negated { Modifier::AtMost } else { modifier(entry.value(0)) };
            if self.cue_holds(first, at, modifier, numeral) {
                return Some((modifier, first));
            }
            return None;
        }
        None
    }

    /// Cues that have other uses.
    fn cue_holds(&self, first: usize, end: usize, modifier: Modifier, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let before = first.wrapping_sub(1);
        let single = end == first + 1;
        if end < numeral.first
            && lex.one_of(end, &["the", "his", "its", "their", "each"])
            && lex.one_of(first, &["over", "about", "under", "above", "below", "near", "around"])
        {
            return false;
        }
        // `in excess of the 28 percent who stayed`: compared with a known one.
        if end < numeral.first && lex.eq(end, "the") && lex.one_of(end - 1, &["of", "than"]) {
            return false;
        }
        if !single {
            // `went up to 5 percent`: the level reached.
            let level = lex.eq(first, "up")
                && end == first + 2
                && lex.is(before, Classes::MOVING | Classes::UP | Classes::DOWN);
            return !level;
        }
        let time = numeral.kind() == Some(UnitKind::Time);
        match lex.text(first) {
            it if it.eq_ignore_ascii_case("over") => !time || lex.is(before, Classes::LASTING),
            it if it.eq_ignore_ascii_case("under")
                || it.eq_ignore_ascii_case("below")
                || it.eq_ignore_ascii_case("above") =>
            {
                !lex.one_of(numeral.end, &["years'"])
            }
            it if it.eq_ignore_ascii_case("about") => {
                // `about one of them`; `talk about two films`.
                !(numeral.value == 1.0 && numeral.words() && lex.eq(numeral.end, "of"))
                    && !(numeral.words()
                        && (numeral.value < 13.0 || numeral.article)
                        && numeral.unit.is_none()
                        && lex.is(before, Classes::TALK))
            }
            it if it.eq_ignore_ascii_case("some") => {
                numeral.value > 5.0 || !numeral.words() || numeral.unit.is_some()
            }
            it if it.eq_ignore_ascii_case("near") => {
                numeral.unit.is_some() || numeral.scale > 1.0 || numeral.digits.grouped
            }
            it if it.eq_ignore_ascii_case("around") => !lex.one_of(before, &["turn", "turned"]),
            _ => modifier != Modifier::Exact,
        }
    }

    fn bound_behind(&self, numeral: &Numeral) -> Option<Modifier> {
        let lex = &self.lex;
        // Behind the figure (`10+ years`), the unit, or what is counted (`10 people or more`).
        for end in
            [numeral.figure_end, numeral.end, numeral.noun.map_or(numeral.end, |it| it.last + 1)]
        {
            if lex.kind(end) == Kind::Plus && (lex.glued(end) || lex.word(end + 1)) {
                return Some(Modifier::AtLeast);
            }
            let joined = usize::from(lex.joins(end) || lex.glued(end) && lex.eq(end, "ish"));
            let start = end + usize::from(lex.joins(end));
            let longest = if lex.is(start, Classes::BOUND) { 3 } else { 0 };
            for length in (1..=longest).rev() {
                if (start..start + length).any(|it| !lex.word(it)) {
                    continue;
                }
                let hash =
                    (start..start + length).fold(0, |hash, it| phrase_hash(hash, lex.at(it).hash));
                if let Some(entry) = lexicon::CUES_BEHIND.get(hash) {
                    // `$5 plus costs`, `two at least agreed` are no bounds; `20-plus`, `30 or more` are.
                    let next = start + length;
                    let loose = length == 1
                        && joined == 0
                        && !(lex.eq(start, "plus")
                            && !lex.one_of(next, &["a", "the"])
                            && !lex.is(next, Classes::NUMBER)
                            && lex.kind(next) != Kind::Digits
                            && lex.kind(next) != Kind::Currency
                            && (lex.plural(next) || !lex.word(next)));
                    if !loose
                        || lex.one_of(start, &["maximum", "max", "minimum"]) && !lex.content(next)
                    {
                        return Some(modifier(entry.value(0)));
                    }
                }
            }
        }
        None
    }

    /// `lost 240 points, or 0.8 %` and `100 kilometres (60 miles)`.
    fn take_over(&self, index: usize, numeral: &mut Numeral) {
        let Some(before) = self.previous(index).map(|it| self.numerals[it]) else { return };
        let lex = &self.lex;
        let at = numeral.first.wrapping_sub(1);
        if lex.eq(at, "or")
            && (before.end == at || before.end + 1 == at && lex.kind(before.end) == Kind::Comma)
            && numeral.unit.is_some()
            && before.unit.is_some()
        {
            numeral.change = before.change.filter(|it| *it != Change::Increment);
            return;
        }
        let converted = lex.kind(at) == Kind::Open
            && before.end == at
            && numeral.unit.is_some()
            && before.unit.is_some();
        let money = before.is_currency() && numeral.is_currency();
        if converted && !money && numeral.kind() == before.kind() {
            if !numeral.range && !before.range {
                numeral.modifier = before.modifier;
            }
            numeral.change = before.change;
        }
    }
}

fn modifier(name: &str) -> Modifier {
    match name {
        "about" => Modifier::About,
        "almost" => Modifier::Almost,
        "more_than" => Modifier::MoreThan,
        "less_than" => Modifier::LessThan,
        "at_least" => Modifier::AtLeast,
        "at_most" => Modifier::AtMost,
        _ => Modifier::Exact,
    }
}
