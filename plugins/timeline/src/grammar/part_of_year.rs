//! Turns, middles and ends of years and centuries, and fiscal years: `the turn of the century`, `midyear`, `year-end`,
//! `the fiscal year`.

use crate::reading::{Base, Frame, Kind, Year};
use crate::value::{Count, Length, Modifier, Unit};
use crate::words::Keyword;

use super::{Candidates, Phrase};

/// `the turn of the century`, `the turn of the 20th century`.
pub(super) fn turns(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    if !phrase.keywords(start, &[Keyword::The, Keyword::Turn, Keyword::Of, Keyword::The]) {
        return;
    }
    let at = start + 4;
    if let Some(unit @ (Unit::Century | Unit::Millennium | Unit::Decade | Unit::Year)) =
        phrase.single_unit(at)
    {
        found.add_modified(at + 1, Kind::Turn(unit), Some(Modifier::Approx));
    } else if let Some((number @ 2..=21, end)) = phrase.ordinal(at)
        && phrase.single_unit(end) == Some(Unit::Century)
    {
        let year = Year::Given(number as i32 * 100 - 100);
        found.add_modified(end + 1, Kind::Year(year), Some(Modifier::Approx));
    }
}

/// `midweek`, `midyear`.
pub(super) fn middles(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let unit = match phrase.keyword(start) {
        Keyword::Midweek => Unit::Week,
        Keyword::Midyear => Unit::Year,
        _ => return,
    };
    if !phrase.is_noun(start + 1) && !phrase.is_joined(start + 1) {
        let kind = Kind::Unit { unit, offset: 0, base: Base::Present };
        found.add_modified(start + 1, kind, Some(Modifier::Mid));
    }
}

/// `fiscal 1989`, `the fiscal year`, `the current fiscal year`, `fiscal year 2021`.
pub(super) fn fiscal_years(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let the = usize::from(phrase.keyword(start) == Keyword::The);
    let (offset, at) = match phrase.keyword(start + the) {
        Keyword::Current | Keyword::This => (0, start + the + 1),
        Keyword::Last | Keyword::Previous | Keyword::Latest => (-1, start + the + 1),
        Keyword::Next | Keyword::Coming => (1, start + the + 1),
        _ => (0, start + the),
    };
    if phrase.keyword(at) != Keyword::Fiscal {
        return;
    }
    if let Some((year, end)) = phrase.year(at + 1) {
        found.add(end, Kind::Year(Year::Given(year)));
    }
    if phrase.single_unit(at + 1) == Some(Unit::Year) {
        if let Some((year, end)) = phrase.year(at + 2) {
            found.add(end, Kind::Year(Year::Given(year)));
        }
        let kind = if phrase.keyword(at + 2) == Keyword::Ended {
            Kind::Duration(Length::new(Count::whole(1), Unit::Year), Frame::Open)
        } else {
            Kind::Unit { unit: Unit::Year, offset, base: Base::Present }
        };
        if at > start {
            found.add(at + 2, kind);
        }
    }
}

/// `year-end`, `year end`, `the year's end`.
pub(super) fn year_ends(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let at = start + usize::from(phrase.keyword(start) == Keyword::The);
    if phrase.single_unit(at) != Some(Unit::Year) {
        return;
    }
    let end = at + 1 + usize::from(phrase.keyword(at + 1) == Keyword::Possessive);
    // "this year end with": only a verb follows there; the noun is followed by no object.
    if phrase.keyword(end) == Keyword::End
        && phrase.text(end) != "finish"
        && !matches!(phrase.before(at).keyword, Keyword::This | Keyword::Last)
    {
        let kind = Kind::Unit { unit: Unit::Year, offset: 0, base: Base::Present };
        found.add_modified(end + 1, kind, Some(Modifier::End));
    }
}
