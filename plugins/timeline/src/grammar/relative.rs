//! Calendar units counted from the present or the narrative: `last week`, `the following month`, `later in the day`,
//! `the weekend`.

use crate::reading::{Base, Day, Frame, Kind, Which};
use crate::value::{Count, Length, Modifier, Unit};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase, part_of_year};

/// Adds the units that begin at `start`.
pub(super) fn units(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let keyword = phrase.keyword(start);
    // "This Week" inside a sentence is a programme or a column.
    let title =
        phrase.is_capital(start) && phrase.is_capital(start + 1) && start > 0 && !phrase.headline;
    if !title {
        pointed(phrase, start, found);
    }
    if keyword == Keyword::The {
        definite(phrase, start, found);
    }
    part_of_year::turns(phrase, start, found);
    part_of_year::middles(phrase, start, found);
    part_of_year::fiscal_years(phrase, start, found);
    part_of_year::year_ends(phrase, start, found);
    if matches!(keyword, Keyword::Early | Keyword::Earlier | Keyword::Late | Keyword::Later) {
        within(phrase, start, found);
    }
    // "mid-year", "mid-decade"
    let prefixed = phrase.is_joined(start) && phrase.before(start).keyword == Keyword::Mid;
    if prefixed
        && let Some(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)) =
            phrase.single_unit(start)
    {
        found.add(start + 1, Kind::Unit { unit, offset: 0, base: Base::Present });
    }
}

/// `last week`, `this past year`, `the next day`, `that month`, `the previous year`, `last weekend`.
fn pointed(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let the = usize::from(phrase.keyword(start) == Keyword::The);
    let first = phrase.keyword(start + the);
    let second = phrase.keyword(start + the + 1);
    let (offset, base, mut at) = match (first, second) {
        (Keyword::Last, _) if the == 0 => (-1, Base::Present, start + 1),
        (Keyword::This, Keyword::Past) => (-1, Base::Present, start + 2),
        (Keyword::This, Keyword::Coming | Keyword::Next) => (1, Base::Present, start + 2),
        (Keyword::This | Keyword::Current, _) => (0, Base::Present, start + the + 1),
        (Keyword::Past | Keyword::Last, _) if the == 1 => (-1, Base::Present, start + 2),
        (Keyword::Next | Keyword::Coming, _) if the == 0 => (1, Base::Present, start + 1),
        (Keyword::Next | Keyword::Coming, _) => (1, Base::Narrative, start + 2),
        (Keyword::Previous, _) => (-1, Base::Narrative, start + the + 1),
        (Keyword::Following, _) if the == 1 => (1, Base::Narrative, start + 2),
        (Keyword::Same | Keyword::That, _) => (0, Base::Narrative, start + the + 1),
        _ => return,
    };
    at += usize::from(phrase.keyword(at) == Keyword::Very);
    let Some(unit) = phrase.single_unit(at) else { return };
    let end = at + 1;
    let half = phrase.keywords(end, &[Keyword::And, Keyword::A, Keyword::Half]);
    let span = |found: &mut Candidates, frame| {
        found.add(end, Kind::Duration(Length::new(Count::whole(1), unit), frame));
        // "the past decade and a half"
        if half {
            let length = Length::new(Count::Thousandths(1500), unit);
            found.add(end + 3, Kind::Duration(length, frame));
        }
    };
    match unit {
        Unit::Hour if the == 1 && matches!(first, Keyword::Last | Keyword::Past) => {
            span(found, Frame::Past);
        }
        Unit::Hour if the == 1 && first == Keyword::Next => span(found, Frame::Future),
        // "that day", "the next day"
        Unit::Day if first == Keyword::That => found.add(end, Kind::Day(Day::Told)),
        Unit::Day if base == Base::Narrative => found.add(end, Kind::Day(Day::Narrative(offset))),
        // "this day", "last day" are no such days; quarters have a family of their own.
        Unit::Second
        | Unit::Minute
        | Unit::Hour
        | Unit::Day
        | Unit::Quarter
        | Unit::Fortnight
        | Unit::Millennium
        | Unit::Unknown => {}
        Unit::Weekend => {
            let which = match (base, offset) {
                (Base::Present, -1) => Which::Last,
                (Base::Present, 0) => Which::This,
                (_, 1) => Which::Next,
                (Base::Narrative, -1) => Which::Previous,
                _ => Which::Bare,
            };
            found.add(end, Kind::Weekend(which));
        }
        // "the past week", "over the last month", "the past decade": so much time, not the week before this one.
        Unit::Week | Unit::Month | Unit::Decade | Unit::Century
            if the == 1 && base == Base::Present && offset == -1 =>
        {
            span(found, Frame::Past);
        }
        Unit::Week | Unit::Month | Unit::Year | Unit::Decade
            if the == 1 && offset == 1 && first == Keyword::Next && phrase.opens_span(start) =>
        {
            span(found, Frame::Future);
        }
        Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century => {
            found.add(end, Kind::Unit { unit, offset, base });
        }
    }
}

/// `the weekend`, `the year`, `the full year`, `the day before`.
fn definite(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let whole = usize::from(phrase.keyword(start + 1) == Keyword::Whole);
    let at = start + 1 + whole;
    let Some(unit) = phrase.single_unit(at) else { return };
    let end = at + 1;
    let before = phrase.before(start).keyword;
    let after = phrase.keyword(end);
    // "the year of the flood", "the week that was", "the day before the vote": the event tells which.
    let hangs = matches!(
        after,
        Keyword::Of | Keyword::Before | Keyword::After | Keyword::Ended | Keyword::That
    );
    // "the day before," in a narrative; not "the day before the vote".
    let is_adverb = phrase.is_closed(end + 1) && !phrase.is_joined(end);
    if is_adverb
        && matches!(after, Keyword::Before | Keyword::Earlier | Keyword::After | Keyword::Later)
    {
        let offset = if matches!(after, Keyword::Before | Keyword::Earlier) { -1 } else { 1 };
        match unit {
            Unit::Day => found.add(end + 1, Kind::Day(Day::Narrative(offset))),
            Unit::Week | Unit::Month | Unit::Year => {
                found.add(end + 1, Kind::Unit { unit, offset, base: Base::Narrative });
            }
            _ => {}
        }
    }
    // "the week before last"
    if after == Keyword::Before
        && phrase.keyword(end + 1) == Keyword::Last
        && phrase.single_unit(end + 2).is_none()
    {
        match unit {
            Unit::Week | Unit::Month | Unit::Year => {
                found.add(end + 2, Kind::Unit { unit, offset: -2, base: Base::Present });
            }
            _ => {}
        }
    }
    // "the year 12022"
    let numbered = phrase.is(end, class::CARDINAL) && phrase.is(end, class::DIGITS);
    if hangs || numbered {
        return;
    }
    // "player of the year", "time of the month": a kind, not a date.
    let part = start < 2
        || phrase.is(
            start - 2,
            class::UNIT | class::CARDINAL | class::ORDINAL | class::SEASON | class::MARK,
        )
        || matches!(
            phrase.keyword(start - 2),
            Keyword::End
                | Keyword::Beginning
                | Keyword::Middle
                | Keyword::Rest
                | Keyword::Part
                | Keyword::Half
                | Keyword::Some
        )
        || matches!(
            phrase.text(start - 2),
            "most" | "much" | "all" | "course" | "remaining" | "out" | "percent"
        );
    if before == Keyword::Of && matches!(unit, Unit::Year | Unit::Month) && !part {
        return;
    }
    let present = Kind::Unit { unit, offset: 0, base: Base::Present };
    match unit {
        Unit::Weekend => found.add(end, Kind::Weekend(Which::Bare)),
        Unit::Year | Unit::Week => found.add(end, present),
        Unit::Month
            if whole == 1
                || matches!(before, Keyword::Of | Keyword::For | Keyword::In | Keyword::During) =>
        {
            found.add(end, present);
        }
        Unit::Decade if matches!(before, Keyword::Of | Keyword::During | Keyword::In) => {
            found.add(end, present);
        }
        // "at the end of the day" is a phrase of its own, "for the day," a report from the market.
        Unit::Day if whole == 0 => {
            let of_end = before == Keyword::Of
                && matches!(
                    phrase.before(start - 1).keyword,
                    Keyword::End | Keyword::Beginning | Keyword::Rest | Keyword::Middle
                );
            let idiom = of_end && phrase.keyword(start.wrapping_sub(4)) == Keyword::At;
            let market = before == Keyword::For && phrase.is(end, class::COMMA | class::MARK);
            let closed = matches!(
                before,
                Keyword::End | Keyword::Ended | Keyword::Closed | Keyword::Beginning
            );
            if (of_end && !idiom) || market || closed {
                found.add(end, Kind::Day(Day::Narrative(0)));
            }
        }
        _ => {}
    }
}

/// `later in the day`, `earlier in the week`, `late in the year`.
fn within(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let the = phrase.keywords(start + 1, &[Keyword::In, Keyword::The]);
    let Some(unit) = phrase.single_unit(start + 3).filter(|_| the) else { return };
    let modifier = match phrase.keyword(start) {
        Keyword::Early | Keyword::Earlier => Modifier::Start,
        _ => Modifier::End,
    };
    let kind = match unit {
        Unit::Day => Kind::Day(Day::Narrative(0)),
        Unit::Week | Unit::Month | Unit::Year | Unit::Decade => {
            Kind::Unit { unit, offset: 0, base: Base::Present }
        }
        _ => return,
    };
    found.add_modified(start + 4, kind, Some(modifier));
}

impl Phrase<'_> {
    /// The unit of a singular word.
    pub(crate) fn single_unit(&self, at: usize) -> Option<Unit> {
        let word = self.word(at);
        (word.is(class::UNIT) && !word.is(class::MANY | class::SHORT)).then(|| word.unit())
    }

    /// Whether a preposition of extent stands before: "over the next week".
    fn opens_span(&self, start: usize) -> bool {
        matches!(
            self.before(start).keyword,
            Keyword::Over | Keyword::In | Keyword::Within | Keyword::During | Keyword::For
        )
    }

    /// Whether a clause or sentence ends here.
    pub(crate) fn is_closed(&self, at: usize) -> bool {
        at >= self.items.len()
            || self.is(at, class::COMMA | class::MARK)
            || matches!(self.keyword(at), Keyword::And | Keyword::At | Keyword::In | Keyword::By)
    }
}
