//! Points at a distance: `two years ago`, `a week or so ago`, `three days later`, `months ago`, `a decade from now`.

use crate::reading::{Base, Day, Kind};
use crate::value::{Count, Length, Modifier, Reference, Unit};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// `two Fridays ago`.
fn weekdays_ago(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let Some((thousandths, at)) = phrase.cardinal(start) else { return };
    let word = phrase.word(at);
    let weeks = i32::try_from(thousandths / 1000).unwrap_or(0);
    if word.is(class::WEEKDAY)
        && word.is(class::MANY)
        && phrase.keyword(at + 1) == Keyword::Ago
        && (1..=99).contains(&weeks)
    {
        let days = 7 - 7 * weeks;
        found.add(at + 2, Kind::Day(Day::Shifted { weekday: word.name, days, months: 0 }));
    }
}

/// A weekday at a distance: `a week ago Monday`, `a week from Friday`.
fn shifted(phrase: &Phrase<'_>, length: Length, sign: i32, at: usize, found: &mut Candidates) {
    let word = phrase.word(at);
    let Count::Thousandths(count) = length.count else { return };
    let Ok(count) = i32::try_from(count / 1000) else { return };
    if !word.is(class::WEEKDAY) || word.is(class::MANY | class::SHORT) || length.rest.is_some() {
        return;
    }
    let times = |factor: i32| count.saturating_mul(sign * factor);
    let (days, months) = match length.unit {
        Unit::Day => (times(1), 0),
        Unit::Week => (times(7), 0),
        Unit::Fortnight => (times(14), 0),
        Unit::Month => (0, times(1)),
        Unit::Year => (0, times(12)),
        Unit::Decade => (0, times(120)),
        _ => return,
    };
    found.add(at + 1, Kind::Day(Day::Shifted { weekday: word.name, days, months }));
}

/// Adds the points at a distance that begin at `start`.
pub(super) fn distances(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let (modifier, at) = match phrase.quantity_modifier(start) {
        Some((modifier, _, end)) => (Some(modifier), end),
        None => (None, start),
    };
    let (length, end) = match phrase.length(at) {
        Some((length, end, _)) => (length, end),
        // "months ago"
        None if phrase.is(at, class::UNIT)
            && phrase.is(at, class::MANY)
            && !phrase.is(at, class::SHORT) =>
        {
            (Length::new(Count::Vague, phrase.word(at).unit()), at + 1)
        }
        None => {
            weekdays_ago(phrase, start, found);
            return;
        }
    };
    if phrase.is_joined(end - 1) {
        return;
    }
    let mut modifier = modifier;
    let mut end = end;
    if phrase.keywords(end, &[Keyword::Or, Keyword::So]) {
        (modifier, end) = (Some(Modifier::Approx), end + 2);
    } else if phrase.keyword(end) == Keyword::Or && matches!(phrase.keyword(end + 1), Keyword::More)
    {
        (modifier, end) = (Some(Modifier::EqualOrMore), end + 2);
    }
    if phrase.keyword(end) == Keyword::From {
        shifted(phrase, length, 1, end + 1, found);
    }
    let (before, base, end) = match (phrase.keyword(end), phrase.keyword(end + 1)) {
        (Keyword::Ago, _) => (true, Base::Present, end + 1),
        (Keyword::Back, _) if phrase.is_closed(end + 1) => (true, Base::Present, end + 1),
        (Keyword::From, Keyword::Now | Keyword::Today) => (false, Base::Present, end + 2),
        (Keyword::Hence, _) => (false, Base::Present, end + 1),
        // "five days prior to the vote"
        (Keyword::Later, Keyword::Than) | (Keyword::Previous, Keyword::To) => return,
        (Keyword::Earlier | Keyword::Previous, _) if !phrase.is_joined(end) => {
            (true, Base::Narrative, end + 1)
        }
        (Keyword::Later, _) => (false, Base::Narrative, end + 1),
        (Keyword::Before | Keyword::After, _)
            if (phrase.is_closed(end + 1) && phrase.items.len() > end + 1)
                || phrase.is(end + 1, class::PAST | class::SIMPLE_PAST) =>
        {
            (phrase.keyword(end) == Keyword::Before, Base::Narrative, end + 1)
        }
        _ => return,
    };
    if phrase.is_joined(end) {
        return;
    }
    // "a week ago Monday", "a month from Sunday"
    if base == Base::Present && modifier.is_none() && before {
        shifted(phrase, length, -1, end, found);
    }
    let kind = match length.count {
        Count::Vague if before => Kind::Reference(Reference::Past),
        Count::Vague if base == Base::Present => Kind::Reference(Reference::Future),
        _ => Kind::Distance { length, before, base },
    };
    found.add_modified(end, kind, modifier);
}
