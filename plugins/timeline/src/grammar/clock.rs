//! Times by the clock, with zone and day: `10 p.m. Wednesday`, `16:00 UTC today`, `5 o'clock`.

use crate::reading::Kind;
use crate::value::{Modifier, TimeOfDay};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the clock times that begin at `start`.
pub(super) fn times(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let (modifier, at) = match phrase.quantity_modifier(start) {
        Some((modifier, _, end)) => (Some(modifier), end),
        None if phrase.keywords(start, &[Keyword::Early, Keyword::As]) => return,
        None => (None, start),
    };
    let Some((hour, minute, mut end, mut sure)) = phrase.clock(at) else { return };
    let mut utc = false;
    if phrase.is(end, class::ZONE) && (phrase.is_capital(end) || !phrase.is(end, class::AMBIGUOUS))
    {
        (utc, sure) = (phrase.is(end, class::UTC), true);
        end += 1;
    } else if phrase.keyword(end) == Keyword::Local && phrase.keyword(end + 1) == Keyword::Time {
        (end, sure) = (end + 2, true);
    } else if phrase.keyword(end) == Keyword::Local
        && phrase.keyword(end + 1) == Keyword::Standard
        && phrase.keyword(end + 2) == Keyword::Time
    {
        (end, sure) = (end + 3, true);
    } else if phrase.keyword(end) == Keyword::Open && phrase.is(end + 1, class::ZONE) {
        // "6:40 p.m. (GMT +8)": the bracket belongs to the time.
        if let Some(close) = (end + 2..end + 6).find(|it| phrase.text(*it) == ")") {
            (end, sure) = (close + 1, true);
        }
    }
    let time = TimeOfDay::Clock { hour, minute, utc };
    if let Some((day, end)) = phrase.day(phrase.skip_comma(end)) {
        found.add_modified(end, Kind::Time(Some(day), time), modifier);
        sure = true;
    } else if phrase.keyword(end) == Keyword::On
        && let Some((day, end)) = phrase.day(end + 1)
        && !sure
    {
        let _ = (day, end);
        sure = true;
    }
    let before = phrase.before(start).keyword;
    let range = matches!(before, Keyword::To | Keyword::And)
        && phrase.is(start.wrapping_sub(2), class::CLOCK);
    let preposition = range
        || matches!(
            before,
            Keyword::At | Keyword::By | Keyword::Until | Keyword::Since | Keyword::From
        );
    if sure || (preposition && phrase.is_clock_alone(end)) {
        found.add_modified(
            end,
            Kind::Time(None, time),
            modifier.filter(|it| *it == Modifier::Approx || sure),
        );
    }
}

impl Phrase<'_> {
    /// Hour, minute, where it ends, and whether the words leave no doubt that it is a time: `2:46` alone is as often a
    /// score or the length of a film.
    fn clock(&self, at: usize) -> Option<(u8, u8, usize, bool)> {
        let item = self.items.get(at)?;
        let money = at > 0 && item.glued && self.is(at - 1, class::MONEY);
        if money || (self.is_joined(at) && !self.is(at - 1, class::DIGITS)) {
            return None;
        }
        let word = item.word;
        let (hour, minute, clock) = if word.is(class::CLOCK) {
            (word.number / 60, word.number % 60, true)
        } else if word.is(class::CARDINAL) && matches!(item.digits, 1 | 2) {
            (word.number, 0, false)
        } else if item.digits == 4 && self.is(at + 1, class::UTC) && word.number % 100 < 60 {
            (word.number / 100, word.number % 100, true)
        } else if word.is(class::CARDINAL)
            && item.digits == 0
            && word.is(class::DIGITS)
            && item.thousandths % 10 == 0
            && item.thousandths < 600
        {
            // "7.30pm"
            (word.number, u32::from(item.thousandths / 10), false)
        } else if word.is(class::CARDINAL) && word.number <= 12 {
            (word.number, 0, false)
        } else {
            return None;
        };
        let (mut end, mut sure) = (at + 1, false);
        let mut hour = hour;
        match self.keyword(end) {
            Keyword::Am | Keyword::Pm => {
                if !(1..=12).contains(&hour) && hour > 23 {
                    return None;
                }
                // "10 am" with blanks may be a verb only after a name; digits rule that out.
                let afternoon = self.keyword(end) == Keyword::Pm;
                hour = match (afternoon, hour) {
                    (true, 1..=11) => hour + 12,
                    (false, 12) => 0,
                    (_, hour) => hour,
                };
                (end, sure) = (end + 1, true);
            }
            Keyword::OClock => {
                (end, sure) = (end + 1, true);
                let morning = self.keyword(end) == Keyword::In
                    && self.keyword(end + 1) == Keyword::The
                    && self.is(end + 2, class::DAY_PART);
                if morning {
                    let evening =
                        matches!(self.word(end + 2).name, 1..=3) && (1..=11).contains(&hour);
                    hour += if evening { 12 } else { 0 };
                    end += 3;
                }
            }
            _ if !clock => return None,
            _ => {}
        }
        let valid = hour < 24 || (hour == 24 && minute == 0);
        valid.then_some((hour as u8, minute as u8, end, sure))
    }

    /// Whether nothing follows that would make `10:30` a score or a distance.
    fn is_clock_alone(&self, end: usize) -> bool {
        !self.is_joined(end) && self.keyword(end) != Keyword::Percent && !self.is(end, class::UNIT)
    }
}
