//! Years, decades and centuries: `1989`, `the year 2000`, `the 1990s`, `the '80s`, `the 20th century`.

use crate::reading::{Kind, Year};
use crate::value::{Modifier, Unit};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the years, decades and centuries that begin at `start`.
pub(super) fn years(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    if let Some((year, end)) = phrase.year(start)
        && phrase.is_year(start, end)
    {
        found.add(end, Kind::Year(Year::Given(year)));
        // "1994 or later", "1990 and beyond"
        let later = phrase.keywords(end, &[Keyword::Or, Keyword::Later])
            || phrase.keywords(end, &[Keyword::And, Keyword::Beyond])
            || phrase.keywords(end, &[Keyword::And, Keyword::Later]);
        if later {
            found.add_modified(end + 2, Kind::Year(Year::Given(year)), Some(Modifier::OnOrAfter));
        }
    }
    if phrase.is(start, class::FISCAL_YEAR) {
        found.add(start + 1, Kind::Year(Year::Given(phrase.word(start).number as i32)));
    }
    of_era(phrase, start, found);
    // "the year 2000", "the year two thousand"
    if phrase.keyword(start) == Keyword::The && phrase.single_unit(start + 1) == Some(Unit::Year) {
        if let Some((year, end)) = phrase.year(start + 2) {
            found.add(end, Kind::Year(Year::Given(year)));
        } else if let Some((thousandths, end)) = phrase.cardinal(start + 2)
            && (1_000_000..=2_999_000).contains(&thousandths)
            && !phrase.is(end, class::UNIT)
        {
            found.add(end, Kind::Year(Year::Given((thousandths / 1000) as i32)));
        }
    }
    let the = usize::from(phrase.keyword(start) == Keyword::The);
    let quoted = usize::from(phrase.is_apostrophe(start + the));
    if let Some((kind, end)) = phrase.decade(start + the) {
        found.add(end, kind);
    } else if quoted == 1
        && let Some(item) = phrase.items.get(start + 1)
        && the == 0
        && item.digits == 2
        && item.glued
        && !phrase.is_joined(start + 2)
        && phrase.before(start).is(class::LETTERS)
    {
        // "the class of '82"
        found.add(start + 2, Kind::Year(Year::Given(1900 + item.word.number as i32)));
    }
    centuries(phrase, start, start + the, found);
}

/// `the 20th century`, `the 5th century BC`, `the 19th and 20th centuries`.
fn centuries(phrase: &Phrase<'_>, start: usize, at: usize, found: &mut Candidates) {
    let Some((ordinal @ 1..=30, end)) = phrase.ordinal(at) else { return };
    let century = ordinal as i32 - 1;
    let is_century =
        |at: usize| phrase.is(at, class::UNIT) && phrase.word(at).unit() == Unit::Century;
    if is_century(end) {
        // Of "the 19th-century contest" the compound alone is taken.
        if at > start && phrase.is_joined(end) {
            return;
        }
        if phrase.keyword(end + 1) == Keyword::Bc {
            found.add(end + 2, Kind::Century(-(ordinal as i32)));
        } else {
            found.add(end + 1, Kind::Century(century));
        }
    } else if matches!(phrase.keyword(end), Keyword::And | Keyword::To | Keyword::Or)
        && let Some((_, last)) = phrase.ordinal(end + 1)
        && is_century(last)
        && phrase.is(last, class::MANY)
    {
        found.add(end, Kind::Century(century));
    }
}

/// `44 BC`, `1200 BCE`, `AD 79`, `79 AD`.
fn of_era(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let year = |at: usize| {
        let item = phrase.items.get(at)?;
        let plain = item.word.is(class::CARDINAL)
            && item.word.is(class::DIGITS)
            && item.thousandths == 0
            && (1..=9999).contains(&item.word.number);
        plain.then_some(item.word.number as i32)
    };
    let is_ad = |at: usize| phrase.keyword(at) == Keyword::Ad && phrase.is_capital(at);
    if is_ad(start)
        && let Some(year) = year(start + 1)
    {
        found.add(start + 2, Kind::Year(Year::Given(year)));
    } else if let Some(year) = year(start) {
        if phrase.keyword(start + 1) == Keyword::Bc {
            found.add(start + 2, Kind::Year(Year::Given(-year)));
        } else if is_ad(start + 1) {
            found.add(start + 2, Kind::Year(Year::Given(year)));
        }
    }
}

impl Phrase<'_> {
    /// A decade: `1990s`, `'80s`, `nineties`; not the age of someone in her thirties.
    pub(crate) fn decade(&self, start: usize) -> Option<(Kind, usize)> {
        let at = start + usize::from(self.is_apostrophe(start) && self.is_glued(start + 1));
        let word = self.word(at);
        if !word.is(class::DECADE) {
            return None;
        }
        let digits = self.items.get(at)?.digits;
        if digits == 4 {
            let tens = (word.number / 10) as i32;
            return (150..=209)
                .contains(&tens)
                .then_some((Kind::Decade { tens, with_century: true }, at + 1));
        }
        let tens = Kind::Decade { tens: (word.number / 10) as i32, with_century: false };
        // "nineteen eighties"
        let the = self.before(start).keyword == Keyword::The
            || (matches!(
                self.before(start).keyword,
                Keyword::Early | Keyword::Late | Keyword::Mid
            ) && self.keyword(start.wrapping_sub(2)) == Keyword::The);
        (the || at > start).then_some((tens, at + 1))
    }

    /// Whether a number that can be a year is meant as one.
    fn is_year(&self, start: usize, end: usize) -> bool {
        let before = self.before(start);
        let sign =
            matches!(self.text(start.wrapping_sub(1)), "$" | "£" | "€" | "#" | "/" | "+" | "¥");
        if sign
            || before.is(class::MONEY)
            || (before.is(class::CARDINAL)
                && before.is(class::DIGITS)
                && !self.is_joined(start)
                && !self.is(start.wrapping_sub(2), class::MONTH))
        {
            return false;
        }
        if self.is_glued(start) && !self.is_joined(start) && before.is(class::LETTERS) {
            return false;
        }
        let spoken = !self.is(start, class::DIGITS);
        let after = self.word(end);
        if after.keyword == Keyword::Percent
            || matches!(self.text(end), "%" | "°" | "/" | "x" | "×")
            || after.is(class::CARDINAL) && !after.is(class::DIGITS)
            || after.is(class::UNIT) && after.is(class::MANY)
            || spoken && after.is(class::UNIT)
        {
            return false;
        }
        let dated = matches!(
            before.keyword,
            Keyword::In
                | Keyword::Since
                | Keyword::By
                | Keyword::During
                | Keyword::Until
                | Keyword::Early
                | Keyword::Late
                | Keyword::Mid
                | Keyword::From
        ) || before.is(class::MONTH | class::SEASON);
        if dated {
            return true;
        }
        if matches!(self.text(start.wrapping_sub(1)), "x" | "×") {
            return false;
        }
        if before.is(class::YEAR_BLOCKER) && !self.headline {
            return false;
        }
        // "the 2004 and 2008 conventions", "the 2016 conventions"
        let listed = matches!(before.keyword, Keyword::And | Keyword::Or)
            && self.year(start.wrapping_sub(2)).is_some();
        let article = before.keyword == Keyword::The
            && self.year(start).is_some_and(|(year, _)| year >= 1900);
        // "a 2012 records request"
        let single = before.keyword == Keyword::A;
        if listed || article || single {
            return true;
        }
        let counted = after.is(class::PLURAL_NOUN)
            && !after.is(class::YEAR_NOUN)
            && !self.is_capital(end)
            && !self.is_joined(end);
        !counted
    }

    /// Whether the item is an apostrophe or a single mark in its place.
    fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.text(at), "'" | "’" | "‘" | "`")
    }

    /// Whether nothing stands between the item and the one before.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|it| it.glued)
    }
}
