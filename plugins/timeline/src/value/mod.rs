//! TIMEX3 values: what an expression means once it is resolved, and how that is written.

mod modifier;
mod written;

use crate::calendar::Date;

pub(crate) use self::modifier::Modifier;
pub(crate) use self::written::{write_clock, write_offset};

/// The value of a time expression.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Value {
    /// A day or something longer.
    Point(Point),
    /// A time of a day.
    Time(Point, TimeOfDay),
    /// A length of time.
    Duration(Length),
    /// Something that recurs.
    Set(Recurrence),
    /// The present, the past or the future at large.
    Reference(Reference),
}

/// A place on the calendar; what is not known is `None` or has a variant of its own.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Point {
    /// `2022-02-08`.
    Day(Date),
    /// The first and the last day of something longer that has no value of its own, written as the month of the first.
    Days(Date, Date),
    /// `XXXX-02-08`.
    DayOfAnyYear {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// `XXXX-WXX-1`.
    Weekday(u8),
    /// `XXXX-XX-XX`.
    AnyDay,
    /// `2022-02`, `XXXX-02`, `XXXX-XX`.
    Month {
        /// The year.
        year: Option<i32>,
        /// 1 to 12.
        month: Option<u8>,
    },
    /// `2022`, `XXXX`.
    Year(Option<i32>),
    /// `199`: the number of tens of years.
    Decade(Option<i32>),
    /// `19` for the twentieth: the number of hundreds of years.
    Century(Option<i32>),
    /// `2022-Q1`, `2022-QX`.
    Quarter {
        /// The year.
        year: Option<i32>,
        /// 1 to 4.
        quarter: Option<u8>,
    },
    /// `2022-H1`.
    Half {
        /// The year.
        year: Option<i32>,
        /// 1 or 2.
        half: u8,
    },
    /// `2022-SU`.
    Season {
        /// The year.
        year: Option<i32>,
        /// Which one.
        season: Season,
    },
    /// `2022-W06`, `XXXX-WXX`: ISO year and week.
    Week(Option<(i32, u8)>),
    /// `2022-W06-WE`: the Saturday and Sunday of an ISO week.
    Weekend(Option<(i32, u8)>),
}

/// A season, by the calendar of the north.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Season {
    /// From March.
    Spring,
    /// From June.
    Summer,
    /// From September.
    Autumn,
    /// From December of the year before.
    Winter,
}

/// A time of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TimeOfDay {
    /// A time by the clock.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
        /// 0 to 60, if it is given.
        second: Option<u8>,
        /// What is said of its zone.
        zone: Zone,
    },
    /// A part of the day.
    Part(DayPart),
    /// Some time of the day.
    Unknown,
}

/// What is said of the zone of a clock time. Values show only what ISO 8601 writes onto the time itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Zone {
    /// Nothing, or nothing that is known.
    Unknown,
    /// Coordinated universal time: `Z`.
    Utc,
    /// A zone by name, minutes east of Greenwich: `CET`.
    Offset(i16),
    /// A zone of the United States by name, minutes east of Greenwich in winter: `ET`.
    UnitedStates(i16),
    /// Minutes east of Greenwich, as a timestamp gives them: `+01:00`.
    Written(i16),
}

/// A part of the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayPart {
    /// Morning.
    Morning,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
    /// Dawn.
    Dawn,
    /// Dusk.
    Dusk,
}

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Week.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Two weeks.
    Fortnight,
    /// Month.
    Month,
    /// Three months.
    Quarter,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
    /// Nothing says: `a while`.
    Unknown,
}

/// How many, in thousandths; or an unknown number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Count {
    /// So many thousandths.
    Thousandths(u64),
    /// A few, several, many.
    Vague,
}

/// A length of time: a count of a unit and, for `two years and three months`, one of a smaller unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Length {
    /// How many.
    pub count: Count,
    /// Of what.
    pub unit: Unit,
    /// What comes on top.
    pub rest: Option<(u32, Unit)>,
}

/// Something that recurs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Recurrence {
    /// `P4Y`: every four years.
    Every(Length),
    /// `XXXX-WXX-4`, `XXXX-07`: each time that the calendar comes there.
    At(Point),
    /// `XXXX-WXX-2TNI`.
    TimeAt(Point, TimeOfDay),
}

/// A vague time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reference {
    /// `PRESENT_REF`.
    Present,
    /// `PAST_REF`.
    Past,
    /// `FUTURE_REF`.
    Future,
}

impl TimeOfDay {
    /// A time by the clock, of no known zone.
    pub(crate) const fn clock(hour: u8, minute: u8) -> Self {
        Self::Clock { hour, minute, second: None, zone: Zone::Unknown }
    }
}

impl Count {
    /// A whole number.
    pub(crate) const fn whole(number: u64) -> Self {
        Self::Thousandths(number.saturating_mul(1000))
    }
}

impl Length {
    /// So many of a unit.
    pub(crate) const fn new(count: Count, unit: Unit) -> Self {
        Self { count, unit, rest: None }
    }
}
