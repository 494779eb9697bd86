//! Lengths of time: `two years`, `the past three months`, `a 25-minute walk`, `half an hour`, `in recent weeks`.

use crate::reading::{Frame, Kind, Year};
use crate::value::{Count, Length, Modifier, Reference, Unit};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the lengths of time that begin at `start`.
pub(super) fn lengths(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let (modifier, any, at) = match phrase.quantity_modifier(start) {
        Some((modifier, any, end)) => (Some(modifier), any, end),
        None => (None, false, start),
    };
    counted(phrase, start, at, modifier, any, found);
    if modifier.is_none() || any {
        framed(phrase, at, modifier, found);
    }
    halves(phrase, at, modifier, found);
    if modifier.is_none() {
        bare_plurals(phrase, start, found);
        vague_spans(phrase, start, found);
        periods(phrase, start, found);
    }
}

/// `two years`, `nearly five hours`, `several months`, `two-year`, `a week`, `two years and three months`.
fn counted(
    phrase: &Phrase<'_>,
    start: usize,
    at: usize,
    modifier: Option<Modifier>,
    any: bool,
    found: &mut Candidates,
) {
    let Some((length, end, article)) = phrase.length(at) else { return };
    if matches!(length.count, Count::Vague) && modifier.is_some() && !any {
        return;
    }
    if article && modifier.is_none() && !phrase.is_measure(start, end) {
        return;
    }
    // "a", "one": a day of which only one is counted is as often some day.
    let one_day = length.unit == Unit::Day && length.count == Count::whole(1);
    if one_day
        && modifier.is_none()
        && !article
        && !phrase.is_joined(end - 1)
        && !phrase.is_measure(start, end)
    {
        return;
    }
    let old = phrase.keyword(end) == Keyword::Old
        || (phrase.is_joined(end) && phrase.keyword(end) == Keyword::Old);
    let range = phrase.is(end, class::UNIT) && phrase.is_joined(end);
    // "the two-year-old war" tells how long it has lasted.
    if old && phrase.is_joined(end) && phrase.is(end + 1, class::LASTING) {
        found.add_modified(end + 1, Kind::Duration(length, Frame::Past), modifier);
    }
    let before = phrase.text(start.wrapping_sub(1));
    let age = phrase.is_age(end)
        || before == "aged"
        || (before == "of" && matches!(phrase.text(start.wrapping_sub(2)), "age" | "ages"));
    if old || range || age {
        return;
    }
    let kind = Kind::Duration(length, Frame::Open);
    found.add_modified(end, kind, modifier);
    // "two years or so", "ten days or more"
    if phrase.keyword(end) == Keyword::Or {
        let tail = match phrase.keyword(end + 1) {
            Keyword::So => Some(Modifier::Approx),
            Keyword::More => Some(Modifier::EqualOrMore),
            _ => None,
        };
        if let Some(tail) = tail {
            found.add_modified(end + 2, kind, Some(tail));
        }
    }
    // "a week or two"
    if article && phrase.keyword(end) == Keyword::Or && phrase.is(end + 1, class::CARDINAL) {
        found.add_modified(end + 2, kind, Some(Modifier::Approx));
    }
}

/// `the past two years`, `the next few days`, `the first nine months`, `the six months`.
fn framed(phrase: &Phrase<'_>, start: usize, modifier: Option<Modifier>, found: &mut Candidates) {
    let the = phrase.keyword(start) == Keyword::The;
    let these = matches!(phrase.keyword(start), Keyword::This | Keyword::These);
    let mut at = start + usize::from(the || these);
    let word = phrase.word(at);
    let year_earlier =
        the && phrase.single_unit(at) == Some(Unit::Year) && phrase.is_joined(at + 1);
    let frame = match word.keyword {
        Keyword::Past | Keyword::Last | Keyword::Previous | Keyword::Recent | Keyword::Latest => {
            Frame::Past
        }
        Keyword::Next | Keyword::Coming => Frame::Future,
        Keyword::Final | Keyword::Following | Keyword::First => Frame::Open,
        _ if word.is(class::ORDINAL) && the => return,
        _ if year_earlier => Frame::Open,
        _ if the => {
            // "the six months", "the four days"
            if let Some((length, end, false)) = phrase.length(at)
                && phrase.is(end - 1, class::MANY)
                && length.count != Count::Vague
                && phrase.keyword(end) != Keyword::Old
            {
                found.add_modified(end, Kind::Duration(length, Frame::Open), modifier);
            }
            return;
        }
        _ => return,
    };
    let pointed_first = word.keyword == Keyword::First && !the;
    at += if year_earlier { 2 } else { 1 };
    let Some((length, end, false)) = phrase.length(at) else { return };
    if pointed_first || phrase.keyword(end) == Keyword::Old {
        return;
    }
    let of_year = match (phrase.keyword(end), phrase.year_after(end)) {
        (Keyword::Of, Some((year, _))) => Some(year),
        (Keyword::Of, None) if phrase.keyword(end + 1) == Keyword::The => {
            (phrase.single_unit(end + 2) == Some(Unit::Year)).then_some(Year::Offset(0))
        }
        _ => None,
    };
    let frame = match (word.keyword, of_year) {
        (Keyword::First, Some(year)) => Frame::StartOf(year),
        (Keyword::Last | Keyword::Final, Some(year)) => Frame::EndOf(year),
        _ => frame,
    };
    let kind = Kind::Duration(length, frame);
    found.add_modified(end, kind, modifier);
    if phrase.keywords(end, &[Keyword::Or, Keyword::So]) {
        found.add_modified(end + 2, kind, Some(Modifier::Approx));
    }
}

/// `half an hour`, `half a century`, `a half hour`, `half-hour`, `a year and a half`.
fn halves(phrase: &Phrase<'_>, start: usize, modifier: Option<Modifier>, found: &mut Candidates) {
    let a = usize::from(phrase.keyword(start) == Keyword::A);
    let at = start + a;
    if phrase.keyword(at) != Keyword::Half || phrase.keyword(start.wrapping_sub(1)) == Keyword::And
    {
        return;
    }
    let unit = at + 1 + usize::from(phrase.keyword(at + 1) == Keyword::A && a == 0);
    if let Some(unit_name) = phrase.single_unit(unit)
        && !matches!(unit_name, Unit::Second | Unit::Quarter | Unit::Weekend)
        && (unit > at + 1 || a == 1 || phrase.is_joined(unit))
    {
        let length = Length::new(Count::Thousandths(500), unit_name);
        // Of "a half-hour meeting" the compound alone is taken, as of "a two-hour meeting".
        if !(a == 1 && phrase.is_joined(unit)) {
            found.add_modified(unit + 1, Kind::Duration(length, Frame::Open), modifier);
        }
    }
}

/// `for years`, `in weeks`, `months of talks`, `decades`, `decades-long`, `weeks or months`.
fn bare_plurals(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let the = usize::from(phrase.keyword(start) == Keyword::The);
    let at = start + the;
    let word = phrase.word(at);
    if !word.is(class::UNIT) || !word.is(class::MANY) || word.is(class::SHORT) {
        return;
    }
    let before = phrase.before(start).keyword;
    let extent = matches!(
        before,
        Keyword::For
            | Keyword::In
            | Keyword::Within
            | Keyword::After
            | Keyword::Over
            | Keyword::Lasted
            | Keyword::Until
            | Keyword::During
            | Keyword::Through
    );
    let long = phrase.is_joined(at + 1) && phrase.keyword(at + 1) == Keyword::Long;
    let ahead = phrase.keyword(at + 1) == Keyword::Ahead
        || phrase.keywords(at + 1, &[Keyword::To, Keyword::Come]);
    let of = phrase.keyword(at + 1) == Keyword::Of
        && the == 0
        && !matches!(word.unit(), Unit::Quarter | Unit::Second)
        && (start == 0
            || phrase.before(start).is(class::PAST
                | class::BEFORE_MONTH
                | class::VERB
                | class::COMMA
                | class::MARK));
    let over_the = the == 1 && before == Keyword::Over;
    // "months after the vote", "hours before dawn"; "years ago" and "days later" are points.
    let to_event = matches!(phrase.keyword(at + 1), Keyword::Before | Keyword::After)
        && the == 0
        && !phrase.is_closed(at + 2);
    let distance = !to_event
        && matches!(
            phrase.keyword(at + 1),
            Keyword::Ago | Keyword::Before | Keyword::After | Keyword::Later | Keyword::Earlier
        );
    let unit = word.unit();
    let large = !matches!(unit, Unit::Weekend | Unit::Quarter | Unit::Fortnight);
    if !large || distance {
        return;
    }
    if (the == 0 && (extent || of || long || to_event)) || ahead || over_the {
        let end = at + 1;
        let kind = Kind::Duration(
            Length::new(Count::Vague, unit),
            if ahead { Frame::Future } else { Frame::Open },
        );
        found.add(if phrase.keyword(at + 1) == Keyword::Ahead { end + 1 } else { end }, kind);
        if phrase.keyword(end) == Keyword::Or
            && phrase.is(end + 1, class::UNIT)
            && phrase.is(end + 1, class::MANY)
        {
            found.add(end + 2, kind);
        }
    }
}

/// `recent weeks`, `coming months`, `the coming days`, `past years`.
fn vague_spans(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let the = usize::from(phrase.keyword(start) == Keyword::The);
    let at = start + the;
    let keyword = phrase.keyword(at);
    let unit = phrase.word(at + 1);
    if !unit.is(class::UNIT) || !unit.is(class::MANY) || unit.is(class::SHORT) {
        return;
    }
    let unit = unit.unit();
    let vague = Length::new(Count::Vague, unit);
    let kind = match (keyword, unit) {
        (Keyword::Recent, _) => Kind::Duration(vague, Frame::Past),
        (
            Keyword::Coming | Keyword::Next | Keyword::Following,
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Week | Unit::Weekend,
        ) => Kind::Duration(vague, Frame::Future),
        (Keyword::Coming | Keyword::Future | Keyword::Next, _) => {
            Kind::Reference(Reference::Future)
        }
        (
            Keyword::Past | Keyword::Previous,
            Unit::Year | Unit::Decade | Unit::Century | Unit::Month | Unit::Quarter,
        ) => Kind::Reference(Reference::Past),
        _ => return,
    };
    // "recent weeks and months"
    let end = at + 2;
    found.add(end, kind);
    let more = phrase.is(end + 1, class::UNIT) && phrase.is(end + 1, class::MANY);
    if phrase.keyword(end) == Keyword::And && more {
        found.add(end + 2, kind);
    }
}

/// `the year ended Sept. 30`, `a three-year period`.
fn periods(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    if phrase.keyword(start) == Keyword::The
        && let Some(unit @ (Unit::Year | Unit::Quarter | Unit::Week | Unit::Month)) =
            phrase.single_unit(start + 1)
        && phrase.keyword(start + 2) == Keyword::Ended
        && unit != Unit::Quarter
    {
        found.add(start + 2, Kind::Duration(Length::new(Count::whole(1), unit), Frame::Open));
    }
    if phrase.keyword(start) == Keyword::A
        && let Some((length, end, false)) = phrase.length(start + 1)
        && phrase.is_joined(end - 1)
        && phrase.keyword(end) == Keyword::Period
    {
        found.add(end + 1, Kind::Duration(length, Frame::Open));
    }
}
