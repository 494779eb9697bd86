//! Clock times that words tell: `half past ten`, the first of `from 9 to 5 p.m.`, and the zones behind them.

use crate::value::{Unit, Zone};
use crate::words::{Keyword, class};

use super::Phrase;
use super::clock::Clock;

impl Phrase<'_> {
    /// `half past ten`, `a quarter to seven`.
    pub(super) fn spoken_clock(&self, start: usize) -> Option<Clock> {
        let at = start + usize::from(self.keyword(start) == Keyword::A);
        let minutes = match self.keyword(at) {
            Keyword::Half => 30,
            _ if self.single_unit(at) == Some(Unit::Quarter) => 15,
            _ => return None,
        };
        let hour = self.word(at + 2);
        let plain = hour.is(class::CARDINAL) && (1..=12).contains(&hour.number);
        if !plain || self.is(at + 3, class::UNIT | class::CARDINAL) {
            return None;
        }
        let (mut hour, minute) = match self.keyword(at + 1) {
            Keyword::Past => (hour.number, minutes),
            Keyword::To if minutes == 15 => ((hour.number + 11) % 12, 45),
            _ => return None,
        };
        let mut end = at + 3;
        if matches!(self.keyword(end), Keyword::Am | Keyword::Pm) {
            hour = hour % 12 + if self.keyword(end) == Keyword::Pm { 12 } else { 0 };
            end += 1;
        }
        Some(Clock { hour: hour as u8, minute, second: None, end, sure: true })
    }

    /// The first of two times that share what stands behind the second: `from 9 to 5 p.m.`, `between 3 and 5 p.m.`.
    pub(super) fn first_of_range(&self, at: usize) -> Option<Clock> {
        let (hour, minute, _) = self.digits_of_clock(at)?;
        let opens = self.is(at, class::CLOCK)
            || matches!(self.before(at).keyword, Keyword::From | Keyword::Between);
        let second = if self.is_joined(at + 1) {
            at + 1
        } else if matches!(self.keyword(at + 1), Keyword::To | Keyword::And | Keyword::Until)
            && opens
        {
            at + 2
        } else {
            return None;
        };
        let (last, _, _) = self.digits_of_clock(second)?;
        let afternoon = match self.keyword(second + 1) {
            Keyword::Am => false,
            Keyword::Pm => true,
            _ => return None,
        };
        if !(1..=12).contains(&hour) || !(1..=12).contains(&last) {
            return None;
        }
        // "11 to 2 p.m." begins in the morning.
        let same = hour % 12 < last % 12;
        let hour = hour % 12 + if afternoon == same { 12 } else { 0 };
        Some(Clock {
            hour: hour as u8,
            minute: minute as u8,
            second: None,
            end: at + 1,
            sure: true,
        })
    }

    /// A zone behind a clock time: `GMT`, `EST`, `(GMT +8)`, `local time`, `Eastern Standard Time`.
    pub(super) fn zone(&self, at: usize) -> Option<(Zone, usize)> {
        let word = self.word(at);
        if word.is(class::ZONE) && (self.is_capital(at) || !word.is(class::AMBIGUOUS)) {
            let (zone, end) = self.shifted_zone(at);
            return Some((zone, end));
        }
        if word.keyword == Keyword::Open && self.is(at + 1, class::ZONE) {
            // The bracket belongs to the time.
            let (zone, _) = self.shifted_zone(at + 1);
            let close = (at + 2..at + 6).find(|it| self.text(*it) == ")")?;
            return Some((zone, close + 1));
        }
        // "2022-02-08T12:48:14+01:00" comes in three pieces.
        let sign = if self.text(at) == "+" { 1 } else { -1 };
        let pieces =
            matches!(self.text(at), "+" | "-" | "\u{2212}") && self.is(at + 1, class::CLOCK);
        if pieces && self.is_glued(at) && self.is_glued(at + 1) {
            return Some((Zone::Written(sign * self.word(at + 1).number as i16), at + 2));
        }
        if word.keyword != Keyword::Local {
            return None;
        }
        let standard = usize::from(self.keyword(at + 1) == Keyword::Standard);
        if self.keyword(at + 1 + standard) != Keyword::Time {
            return None;
        }
        let zone = match self.text(at).as_bytes().first() {
            Some(b'e' | b'E') => Zone::UnitedStates(-300),
            Some(b'p' | b'P') => Zone::UnitedStates(-480),
            Some(b'm' | b'M') => Zone::Offset(180),
            _ => Zone::Unknown,
        };
        Some((zone, at + 2 + standard))
    }

    /// A zone by name, perhaps with the hours that it is off: `GMT+3`, `UTC -5`.
    fn shifted_zone(&self, at: usize) -> (Zone, usize) {
        let hours = self.word(at + 2);
        let sign = match self.text(at + 1) {
            "+" => 1,
            "-" | "–" | "\u{2212}" => -1,
            _ => 0,
        };
        if self.is(at, class::UTC)
            && sign != 0
            && hours.is(class::CARDINAL | class::CLOCK)
            && hours.is(class::DIGITS)
        {
            let minutes = if hours.is(class::CLOCK) { hours.number } else { hours.number * 60 };
            if minutes <= 14 * 60 {
                return (Zone::Offset(sign * minutes as i16), at + 3);
            }
        }
        (self.word(at).zone(), at + 1)
    }
}
