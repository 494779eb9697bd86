//! Where a length of time lies: up to now, from now on, at either end of a year, up to a day or from it.

use crate::calendar::Date;
use crate::grammar::Phrase;
use crate::reading::{Frame, Year};
use crate::value::{Count, Length, Point};
use crate::words::Keyword;

use super::{Narrative, Place, Resolution};

impl Narrative {
    /// The place of a length on the calendar, as far as it is known.
    pub(super) fn frame(
        &self,
        length: Length,
        frame: Frame,
        place: &Place<'_>,
    ) -> (Frame, Resolution) {
        if length.count == Count::Vague {
            return (frame, Resolution::Unresolved);
        }
        let in_year = |year: Year, month: u8, day: u8| {
            let (year, resolution) = self.year(year)?;
            Some((Date::new(year?, month, day)?, resolution))
        };
        let open = (Frame::Open, Resolution::Explicit);
        match frame {
            Frame::StartOf(year) => {
                in_year(year, 1, 1).map_or(open, |(day, it)| (Frame::From(day), it))
            }
            Frame::EndOf(year) => {
                in_year(year, 12, 31).map_or(open, |(day, it)| (Frame::To(day), it))
            }
            Frame::Open => self.beside(place).unwrap_or(open),
            Frame::Past | Frame::Future if self.published.is_none() => {
                (frame, Resolution::Unresolved)
            }
            Frame::Past | Frame::Future => (frame, Resolution::Publication),
            Frame::From(_) | Frame::To(_) => (frame, Resolution::Explicit),
        }
    }

    /// "the three months ended Sept. 30", "six weeks from March 1": the day stands behind the length.
    fn beside(&self, place: &Place<'_>) -> Option<(Frame, Resolution)> {
        let phrase: &Phrase<'_> = place.phrase;
        let frame = match phrase.keyword(place.end) {
            Keyword::Ended | Keyword::To | Keyword::Through => Frame::To,
            Keyword::From => Frame::From,
            _ => return None,
        };
        let start = place.end + 1;
        let (day, end) = phrase.day(start)?;
        match self.day(day, &Place { start, end, quotation: None, ..*place })? {
            (Point::Day(date), resolution) => Some((frame(date), resolution)),
            _ => None,
        }
    }
}
