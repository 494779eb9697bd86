//! Quarters and halves of a year: `the third quarter of 1984`, `third-quarter`, `the year-earlier period`,
//! `last year's first quarter`, `the first half of 2020`, `Q3`.

use crate::reading::{Kind, Quarter, Year};
use crate::value::Unit;
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the quarters and halves that begin at `start`.
pub(super) fn quarters(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let the = usize::from(phrase.keyword(start) == Keyword::The);
    let at = start + the;
    if phrase.is_of_game(start) {
        return;
    }
    named(phrase, start, at, found);
    pointed(phrase, start, at, found);
    year_earlier(phrase, start, at, found);
    if the == 1 {
        same_period(phrase, at, found);
        of_given_year(phrase, at, found);
    }
    of_pointed_year(phrase, start, found);
    halves(phrase, start, at, found);
}

/// `third quarter`, `the fiscal first quarter of 2020`, `Q3 2021`, `the final quarter of 2009`.
fn named(phrase: &Phrase<'_>, start: usize, at: usize, found: &mut Candidates) {
    let short = match phrase.keyword(at) {
        Keyword::Q1 => Some(1),
        Keyword::Q2 => Some(2),
        Keyword::Q3 => Some(3),
        Keyword::Q4 => Some(4),
        _ => None,
    };
    let at = at + usize::from(phrase.keyword(at) == Keyword::Fiscal);
    let (number, end) = match (short, phrase.nth_quarter(at)) {
        (Some(number), _) if at == start => (number, at + 1),
        (_, Some(found)) => found,
        _ => {
            // Only with its year, "the final quarter" is the fourth; else it is a part of a game.
            let last = matches!(phrase.keyword(at), Keyword::Final | Keyword::Last)
                && phrase.is_quarter(at + 1);
            if let Some((year, end)) = phrase.year_of_quarter(at + 2).filter(|_| last) {
                found.add(end, Kind::Quarter { number: Some(4), year, which: Quarter::Plain });
            }
            return;
        }
    };
    // A hyphened quarter belongs to the noun behind it, and so does the article before.
    if at > start && phrase.is_joined(end - 1) && phrase.keyword(at) != Keyword::Fiscal {
        return;
    }
    let number = Some(number);
    // "3Q21" has its year written onto it.
    if short.is_some() && phrase.word(at).number > 0 {
        let year = Year::Given(phrase.word(at).number as i32);
        found.add(end, Kind::Quarter { number, year, which: Quarter::Plain });
        return;
    }
    found.add(end, Kind::Quarter { number, year: Year::Open, which: Quarter::Plain });
    if let Some((year, end)) = phrase.year_of_quarter(end) {
        found.add(end, Kind::Quarter { number, year, which: Quarter::Plain });
    }
}

/// `the quarter`, `the latest period`, `this quarter`, `last quarter`, `that quarter`.
fn pointed(phrase: &Phrase<'_>, start: usize, at: usize, found: &mut Candidates) {
    let the = at > start;
    let mut add = |end: usize, which| {
        found.add(end, Kind::Quarter { number: None, year: Year::Open, which });
    };
    match phrase.keyword(at) {
        Keyword::Latest
            if the && (phrase.is_quarter(at + 1) || phrase.keyword(at + 1) == Keyword::Period) =>
        {
            add(at + 2, Quarter::Plain);
        }
        Keyword::This | Keyword::Current if phrase.is_quarter(at + 1) => {
            add(at + 2, Quarter::Offset(0));
        }
        Keyword::Last | Keyword::Previous if phrase.is_quarter(at + 1) => {
            add(at + 2, Quarter::Offset(-1));
        }
        Keyword::Next | Keyword::Coming if phrase.is_quarter(at + 1) => {
            add(at + 2, Quarter::Offset(1));
        }
        Keyword::That if phrase.is_quarter(at + 1) => add(at + 2, Quarter::Same),
        // "the quarter of a million", "the quarter finals"
        _ if the
            && phrase.is_quarter(at)
            && phrase.keyword(at + 1) != Keyword::Of
            && !phrase.text(at + 1).starts_with("final") =>
        {
            add(at + 1, Quarter::Plain);
        }
        _ => {}
    }
}

/// `year-ago`, `the year-earlier third quarter`, `the comparable year-ago quarter`.
fn year_earlier(phrase: &Phrase<'_>, start: usize, at: usize, found: &mut Candidates) {
    let at = at + usize::from(phrase.keyword(at) == Keyword::Comparable);
    let earlier = phrase.single_unit(at) == Some(Unit::Year)
        && phrase.is_joined(at + 1)
        && matches!(phrase.keyword(at + 1), Keyword::Ago | Keyword::Earlier);
    if !earlier {
        return;
    }
    let mut add = |end: usize, number| {
        found.add(end, Kind::Quarter { number, year: Year::Open, which: Quarter::YearEarlier });
    };
    let end = at + 2;
    // The article belongs to the period, not to the adjective alone.
    if at == start {
        add(end, None);
    }
    if phrase.is_quarter(end) || phrase.keyword(end) == Keyword::Period {
        add(end + 1, None);
    }
    if let Some((number, end)) = phrase.nth_quarter(end) {
        add(end, Some(number));
    }
}

/// `the same period last year`, `the corresponding quarter a year ago`, `the same quarter of 2019`.
fn same_period(phrase: &Phrase<'_>, at: usize, found: &mut Candidates) {
    if !matches!(phrase.keyword(at), Keyword::Same | Keyword::Comparable) {
        return;
    }
    let (number, end) = match phrase.nth_quarter(at + 1) {
        Some((number, end)) => (Some(number), end),
        None if phrase.is_quarter(at + 1) || phrase.keyword(at + 1) == Keyword::Period => {
            (None, at + 2)
        }
        None => return,
    };
    let ago = phrase.keyword(end) == Keyword::A
        && phrase.single_unit(end + 1) == Some(Unit::Year)
        && matches!(phrase.keyword(end + 2), Keyword::Ago | Keyword::Earlier | Keyword::Before);
    if ago {
        found.add(end + 3, Kind::Quarter { number, year: Year::Open, which: Quarter::YearEarlier });
    }
    match phrase.year_of_quarter(end) {
        Some((Year::Offset(-1), end)) => {
            found.add(end, Kind::Quarter { number, year: Year::Open, which: Quarter::YearEarlier });
        }
        Some((year, end)) => {
            found.add(end, Kind::Quarter { number, year, which: Quarter::Period });
        }
        None => {}
    }
}

/// `the 1988 quarter`, `the 1988 third quarter`, `the 1988 period`.
fn of_given_year(phrase: &Phrase<'_>, at: usize, found: &mut Candidates) {
    let Some((year, end)) = phrase.year(at) else { return };
    let year = Year::Given(year);
    if let Some((number, end)) = phrase.nth_quarter(end) {
        found.add(end, Kind::Quarter { number: Some(number), year, which: Quarter::Plain });
    } else if phrase.is_quarter(end) {
        found.add(end + 1, Kind::Quarter { number: None, year, which: Quarter::Same });
    } else if phrase.keyword(end) == Keyword::Period {
        found.add(end + 1, Kind::Quarter { number: None, year, which: Quarter::Period });
    }
}

/// `last year's third quarter`, `this year's first quarter`, `last year's quarter`.
fn of_pointed_year(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let Some((year, end)) = phrase.year_after(start) else { return };
    if phrase.keyword(end) != Keyword::Possessive || !matches!(year, Year::Offset(_)) {
        return;
    }
    let end = end + 1 + usize::from(phrase.keyword(end + 1) == Keyword::Fiscal);
    if let Some((number, end)) = phrase.nth_quarter(end) {
        found.add(end, Kind::Quarter { number: Some(number), year, which: Quarter::Plain });
    } else if phrase.is_quarter(end) {
        let which = Quarter::YearEarlier;
        found.add(end + 1, Kind::Quarter { number: None, year: Year::Open, which });
    }
}

/// `the first half of 2020`, `the second half of the year`, `first-half profits`.
fn halves(phrase: &Phrase<'_>, start: usize, at: usize, found: &mut Candidates) {
    if let half @ (Keyword::H1 | Keyword::H2) = phrase.keyword(at)
        && at == start
        && phrase.text(at).contains('H')
    {
        let half = if half == Keyword::H1 { 1 } else { 2 };
        let number = phrase.word(at).number;
        if number > 0 {
            found.add(at + 1, Kind::Half(half, Year::Given(number as i32)));
        } else if let Some((year, end)) = phrase.year_of_quarter(at + 1) {
            found.add(end, Kind::Half(half, year));
        } else if matches!(
            phrase.before(at).keyword,
            Keyword::In | Keyword::For | Keyword::Of | Keyword::During
        ) && phrase.is_closed(at + 1)
        {
            found.add(at + 1, Kind::Half(half, Year::Open));
        }
        return;
    }
    let half = match (phrase.keyword(at), phrase.ordinal(at)) {
        (Keyword::Last | Keyword::Latter, _) => 2,
        (_, Some((half @ 1..=2, _))) => half as u8,
        _ => return,
    };
    if phrase.keyword(at + 1) != Keyword::Half {
        return;
    }
    let end = at + 2;
    if phrase.keyword(end) == Keyword::Of {
        // "of the year" hangs on the present, "of the '80s" is a modifier of the decade.
        if let Some((year, end)) = phrase.year_of_quarter(end) {
            found.add(end, Kind::Half(half, year));
        } else if phrase.keyword(end + 1) == Keyword::The {
            let year = phrase.single_unit(end + 2) == Some(Unit::Year);
            let decade = phrase.decade(end + 2);
            if year {
                found.add(end + 3, Kind::Half(half, Year::Offset(0)));
            } else if let Some((kind, end)) = decade {
                found.add(end, kind);
            }
        }
    } else if at == start && phrase.is_joined(at + 1) && phrase.is(end, class::YEAR_NOUN) {
        found.add(end, Kind::Half(half, Year::Open));
    }
}

impl Phrase<'_> {
    /// Whether the sentence tells of a match, whose quarters are not those of the year.
    fn is_of_game(&self, start: usize) -> bool {
        const REACH: usize = 40;
        let quarter = (start..start + 4).any(|it| self.single_unit(it) == Some(Unit::Quarter));
        quarter && (start.saturating_sub(REACH)..start + REACH).any(|it| self.is(it, class::GAME))
    }

    /// Whether the item is the singular `quarter`.
    fn is_quarter(&self, at: usize) -> bool {
        self.single_unit(at) == Some(Unit::Quarter) && !self.is_joined(at + 1)
    }

    /// `third quarter`, `third-quarter`: the number.
    fn nth_quarter(&self, at: usize) -> Option<(u8, usize)> {
        let at = at + usize::from(self.keyword(at) == Keyword::Fiscal);
        let (number @ 1..=4, end) = self.ordinal(at)? else { return None };
        self.is_quarter(end).then_some((number as u8, end + 1))
    }

    /// `of 1984`, `of last year`, `last year`, `1984` after a quarter.
    fn year_of_quarter(&self, at: usize) -> Option<(Year, usize)> {
        if self.text(at) == "," || self.keyword(at) == Keyword::That {
            return None;
        }
        let at = at + usize::from(self.keyword(at) == Keyword::In && self.year(at + 1).is_some());
        // "of fiscal 1990", "of the last year"
        let of = usize::from(self.keyword(at) == Keyword::Of);
        let extra =
            usize::from(of == 1 && matches!(self.keyword(at + 1), Keyword::Fiscal | Keyword::The));
        if extra == 1 {
            return match self.keyword(at + 1) {
                Keyword::The if !matches!(self.keyword(at + 2), Keyword::Last | Keyword::Next) => {
                    None
                }
                _ => self.year_after(at + 2),
            };
        }
        self.year_after(at)
    }
}
