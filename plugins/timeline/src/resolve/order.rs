//! Dates of digits that can be read in two orders: `8/2/2022`.
//!
//! Another date of the document that allows but one order decides (`25/2/2022`), then the weekday beside it, then the day
//! of publication: what happened is not still to come. Else the month stands first, as in American English.

use rashomon_core::{Document, TokenKind};

use crate::calendar::Date;
use crate::reading::{Day, Kind};
use crate::value::Point;

use super::{Narrative, Resolution};

/// How many days before its publication a report's own date lies at most.
const NEAR_DAYS: i32 = 31;

/// In which order the dates of a document stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    /// `25/2/2022`.
    DayFirst,
    /// `2/25/2022`.
    MonthFirst,
    /// None of its dates tells.
    Open,
}

impl Narrative {
    /// Looks for the order of dates in the document, if an expression hangs on it.
    pub(crate) fn learn_order(&mut self, kind: Kind, document: &dyn Document) {
        let numeric = matches!(
            kind,
            Kind::Day(Day::Numeric { .. }) | Kind::Time(Some(Day::Numeric { .. }), _)
        );
        if numeric && self.order.is_none() {
            self.order = Some(order_in(document));
        }
    }

    /// The day that a date of digits names.
    pub(super) fn numeric_day(
        &self,
        year: i32,
        numbers: (u8, u8),
        weekday: Option<u8>,
    ) -> Option<(Point, Resolution)> {
        let month_first = Date::new(year, numbers.0, numbers.1);
        let day_first = Date::new(year, numbers.1, numbers.0);
        let (Some(month_first), Some(day_first)) = (month_first, day_first) else {
            return Some((Point::Day(month_first.or(day_first)?), Resolution::Explicit));
        };
        let by_weekday = weekday.and_then(|it| {
            let fits = [day_first.weekday() == it, month_first.weekday() == it];
            if fits[0] == fits[1] { None } else { Some(fits[0]) }
        });
        let by_publication = self.published.and_then(|today| {
            let near = |date: Date| (0..=NEAR_DAYS).contains(&date.days_until(today));
            let to_come = month_first.days_until(today) < 0;
            if near(day_first) && (to_come || day_first == today) { Some(true) } else { None }
        });
        let (first, resolution) = match (self.order, by_weekday) {
            (Some(Order::DayFirst), _) => (true, Resolution::Narrative),
            (Some(Order::MonthFirst), _) => (false, Resolution::Narrative),
            (_, Some(first)) => (first, Resolution::Explicit),
            (_, None) => match by_publication {
                Some(first) => (first, Resolution::Publication),
                None => (false, Resolution::Explicit),
            },
        };
        Some((Point::Day(if first { day_first } else { month_first }), resolution))
    }
}

/// The order of the first date that allows but one.
fn order_in(document: &dyn Document) -> Order {
    let numbers = document.tokens().iter().filter(|it| it.kind() == TokenKind::Number);
    let order = numbers.into_iter().find_map(|token| {
        let mut fields = document.slice(token.span).split('/');
        let first: u32 = fields.next()?.parse().ok()?;
        let second: u32 = fields.next()?.parse().ok()?;
        let year = fields.next()?;
        if !matches!(year.len(), 2 | 4) || fields.next().is_some() || first.max(second) > 31 {
            return None;
        }
        match (first > 12, second > 12) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    });
    order.unwrap_or(Order::Open)
}
