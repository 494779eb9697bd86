//! What an expression says before it is resolved against the publication date and the narrative.

use crate::calendar::Date;
use crate::value::{Length, Modifier, Reference, Season, TimeOfDay, Unit};

/// An expression's meaning, as far as its words tell.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Reading {
    /// What it names.
    pub kind: Kind,
    /// How that is to be taken.
    pub modifier: Option<Modifier>,
}

/// What an expression names.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Kind {
    /// A day.
    Day(Day),
    /// A time of a day; without one, the day of the narrative.
    Time(Option<Day>, TimeOfDay),
    /// A month.
    Month {
        /// 1 to 12.
        month: u8,
        /// What is said of the year.
        year: Year,
        /// Which such month.
        which: Which,
    },
    /// A year.
    Year(Year),
    /// Ten years; the number of tens, or of tens within an unnamed century.
    Decade {
        /// Number of tens of years.
        tens: i32,
        /// Whether the century is in `tens`.
        with_century: bool,
    },
    /// A hundred years; the number of hundreds.
    Century(i32),
    /// A season.
    Season {
        /// Which one.
        season: Season,
        /// What is said of the year.
        year: Year,
        /// Which such season.
        which: Which,
    },
    /// A calendar unit counted from the present or the narrative: last week, the following month.
    Unit {
        /// The unit.
        unit: Unit,
        /// How many later; negative is earlier.
        offset: i32,
        /// From where it is counted.
        base: Base,
    },
    /// The nth week of a month, or the last with -1.
    WeekOfMonth {
        /// Which week.
        nth: i8,
        /// 1 to 12.
        month: u8,
        /// What is said of the year.
        year: Year,
    },
    /// An ISO week of a year.
    Week(i32, u8),
    /// The turn of the present century, decade or year.
    Turn(Unit),
    /// A quarter of a year.
    Quarter {
        /// 1 to 4, if it is named.
        number: Option<u8>,
        /// What is said of the year.
        year: Year,
        /// How the quarter is pointed at.
        which: Quarter,
    },
    /// A weekend.
    Weekend(Which),
    /// Half a year: 1 or 2.
    Half(u8, Year),
    /// A day that the calendar names.
    Holiday {
        /// The rule, as in the lexicon.
        rule: &'static str,
        /// What is said of the year.
        year: Year,
        /// Which such day.
        which: Which,
    },
    /// A length of time, and where it lies.
    Duration(Length, Frame),
    /// A point that is so long before or after another.
    Distance {
        /// How long.
        length: Length,
        /// Whether it lies before.
        before: bool,
        /// From where it is counted.
        base: Base,
    },
    /// The present, the past or the future at large.
    Reference(Reference),
    /// Something that recurs.
    Every(Length),
    /// A weekday, month or season that recurs, perhaps at a time of the day.
    Each(Recurring, Option<TimeOfDay>),
    /// A day that only the event tells: the eve of something.
    UnknownDay,
}

/// A day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Day {
    /// So many days after the present: yesterday is -1.
    Offset(i32),
    /// A day of the week.
    Weekday(u8, Which),
    /// A day of the week in a week counted from the present.
    WeekdayOfWeek(u8, i32),
    /// A day of a month.
    Date {
        /// What is said of the year.
        year: Year,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
        /// The day of the week, if it is named.
        weekday: Option<u8>,
    },
    /// A date of digits whose order is not known: `8/2/2022`.
    Numeric {
        /// The year.
        year: i32,
        /// The two numbers, in the order of the text.
        numbers: (u8, u8),
        /// The day of the week, if it is named.
        weekday: Option<u8>,
    },
    /// A day of a month that is not named: `the 15th of this month`, `Sunday the 3rd`.
    OfMonth {
        /// 1 to 31.
        day: u8,
        /// How many months after the present one, if that is said.
        months: Option<i32>,
        /// The day of the week, if it is named.
        weekday: Option<u8>,
    },
    /// A day of the week at a distance: `a week ago Monday`, `a week from Friday`.
    Shifted {
        /// 1 is Monday.
        weekday: u8,
        /// How many days after that weekday.
        days: i32,
        /// How many months after it.
        months: i32,
    },
    /// So many days after the one that the narrative has come to, or else the present one.
    Narrative(i32),
    /// The one that the narrative has come to: "that night".
    Told,
    /// The nth such weekday of a month, or the last with -1.
    NthWeekday {
        /// Which of them.
        nth: i8,
        /// 1 is Monday.
        weekday: u8,
        /// 1 to 12.
        month: u8,
        /// What is said of the year.
        year: Year,
    },
}

/// What an expression says of the year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Year {
    /// Nothing.
    Open,
    /// The year itself.
    Given(i32),
    /// So many years after the present one.
    Offset(i32),
    /// So many years after the one that the narrative has come to.
    Narrative(i32),
}

/// Which of those that recur.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Which {
    /// Nothing says so; tense and distance decide.
    Bare,
    /// The last before now.
    Last,
    /// The one of the present year or week.
    This,
    /// The first after now.
    Next,
    /// The last before the day that the narrative has come to.
    Previous,
    /// The first after it.
    Following,
    /// The one of the year or week that the narrative has come to.
    Same,
    /// Any of them: "on a Sunday".
    Any,
}

/// How a quarter is pointed at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Quarter {
    /// By its number, or as the one that was last completed.
    Plain,
    /// Counted from the present one.
    Offset(i8),
    /// The same one of the year before.
    YearEarlier,
    /// The one that the narrative has come to.
    Same,
    /// The same, or the year if no quarter was named: `the 1988 period`.
    Period,
}

/// From where a distance is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Base {
    /// The publication.
    Present,
    /// What the narrative has come to.
    Narrative,
}

/// Where a length of time lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Frame {
    /// Nothing says so.
    Open,
    /// It ends now.
    Past,
    /// It begins now.
    Future,
    /// It is the first part of a year: "the first nine months of 2020".
    StartOf(Year),
    /// It is the last part of a year.
    EndOf(Year),
    /// It begins on a day.
    From(Date),
    /// It ends on a day: "the three months ended Sept. 30".
    To(Date),
}

/// What recurs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Recurring {
    /// A day of the week.
    Weekday(u8),
    /// A month.
    Month(u8),
    /// A season.
    Season(Season),
    /// Any day.
    AnyDay,
    /// A weekend.
    Weekend,
}
