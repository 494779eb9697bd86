//! TIMEX3 values: what an expression means once it is resolved, and how that is written.

use std::fmt::{self, Write};

use crate::calendar::Date;

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
        /// Whether it is coordinated universal time.
        utc: bool,
    },
    /// A part of the day.
    Part(DayPart),
    /// Some time of the day.
    Unknown,
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

/// How a value is to be taken: the `mod` of TIMEX3.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Modifier {
    /// Before the point.
    Before,
    /// After the point.
    After,
    /// Not after the point.
    OnOrBefore,
    /// Not before the point.
    OnOrAfter,
    /// Shorter than the length.
    LessThan,
    /// Longer than the length.
    MoreThan,
    /// At most the length.
    EqualOrLess,
    /// At least the length.
    EqualOrMore,
    /// The first part.
    Start,
    /// The middle.
    Mid,
    /// The last part.
    End,
    /// About.
    Approx,
}

impl Modifier {
    /// The names in results, in the order of the variants.
    pub(crate) const NAMES: &'static [&'static str] = &[
        "BEFORE",
        "AFTER",
        "ON_OR_BEFORE",
        "ON_OR_AFTER",
        "LESS_THAN",
        "MORE_THAN",
        "EQUAL_OR_LESS",
        "EQUAL_OR_MORE",
        "START",
        "MID",
        "END",
        "APPROX",
    ];

    /// The modifier with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let all = [
            Self::Before,
            Self::After,
            Self::OnOrBefore,
            Self::OnOrAfter,
            Self::LessThan,
            Self::MoreThan,
            Self::EqualOrLess,
            Self::EqualOrMore,
            Self::Start,
            Self::Mid,
            Self::End,
            Self::Approx,
        ];
        Self::NAMES.iter().position(|it| *it == name).map(|index| all[index])
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

    /// The designator of ISO 8601, how many of it make the unit, and whether it counts parts of a day.
    fn designator(unit: Unit) -> (&'static str, u64, bool) {
        match unit {
            Unit::Second => ("S", 1, true),
            Unit::Minute => ("M", 1, true),
            Unit::Hour => ("H", 1, true),
            Unit::Day => ("D", 1, false),
            Unit::Week => ("W", 1, false),
            Unit::Weekend => ("WE", 1, false),
            Unit::Fortnight => ("W", 2, false),
            Unit::Month => ("M", 1, false),
            Unit::Quarter => ("Q", 1, false),
            Unit::Year => ("Y", 1, false),
            Unit::Decade => ("Y", 10, false),
            Unit::Century => ("Y", 100, false),
            Unit::Millennium => ("Y", 1000, false),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (designator, factor, of_day) = Self::designator(self.unit);
        f.write_str(if of_day { "PT" } else { "P" })?;
        let Count::Thousandths(count) = self.count else {
            // TIMEX3 has E for decades and C for centuries, which only an unknown number of them needs.
            return f.write_str(match self.unit {
                Unit::Decade => "XE",
                Unit::Century => "XC",
                Unit::Millennium => "XL",
                Unit::Second => "XS",
                Unit::Minute | Unit::Month => "XM",
                Unit::Hour => "XH",
                Unit::Day => "XD",
                Unit::Week | Unit::Fortnight => "XW",
                Unit::Weekend => "XWE",
                Unit::Quarter => "XQ",
                Unit::Year => "XY",
            });
        };
        let count = count.saturating_mul(factor);
        let (whole, thousandths) = (count / 1000, count % 1000);
        // Halves of these have a smaller unit of their own.
        let half = match self.unit {
            Unit::Year if thousandths == 500 => Some("6M"),
            Unit::Hour if thousandths == 500 => Some("30M"),
            Unit::Minute if thousandths == 500 => Some("30S"),
            _ => None,
        };
        match half {
            Some(half) if whole == 0 => f.write_str(half)?,
            Some(half) => write!(f, "{whole}{designator}{half}")?,
            None => {
                write!(f, "{whole}")?;
                if thousandths > 0 {
                    let digits = format_args!("{thousandths:03}").to_string();
                    write!(f, ".{}", digits.trim_end_matches('0'))?;
                }
                f.write_str(designator)?;
            }
        }
        if let Some((count, unit)) = self.rest {
            let (designator, factor, rest_of_day) = Self::designator(unit);
            if rest_of_day && !of_day {
                f.write_char('T')?;
            }
            write!(f, "{}{designator}", u64::from(count) * factor)?;
        }
        Ok(())
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |f: &mut fmt::Formatter<'_>, year: Option<i32>| match year {
            Some(year) => write!(f, "{year:04}"),
            None => f.write_str("XXXX"),
        };
        match *self {
            Self::Day(date) => {
                let (year, month, day) = date.parts();
                write!(f, "{year:04}-{month:02}-{day:02}")
            }
            Self::DayOfAnyYear { month, day } => write!(f, "XXXX-{month:02}-{day:02}"),
            Self::Weekday(day) => write!(f, "XXXX-WXX-{day}"),
            Self::AnyDay => f.write_str("XXXX-XX-XX"),
            Self::Month { year: of, month } => {
                year(f, of)?;
                match month {
                    Some(month) => write!(f, "-{month:02}"),
                    None => f.write_str("-XX"),
                }
            }
            Self::Year(of) => year(f, of),
            Self::Decade(Some(decade)) => write!(f, "{decade:03}"),
            Self::Decade(None) => f.write_str("XXX"),
            Self::Century(Some(century)) => write!(f, "{century:02}"),
            Self::Century(None) => f.write_str("XX"),
            Self::Quarter { year: of, quarter } => {
                year(f, of)?;
                match quarter {
                    Some(quarter) => write!(f, "-Q{quarter}"),
                    None => f.write_str("-QX"),
                }
            }
            Self::Half { year: of, half } => {
                year(f, of)?;
                write!(f, "-H{half}")
            }
            Self::Season { year: of, season } => {
                year(f, of)?;
                f.write_str(match season {
                    Season::Spring => "-SP",
                    Season::Summer => "-SU",
                    Season::Autumn => "-FA",
                    Season::Winter => "-WI",
                })
            }
            Self::Week(Some((year, week))) => write!(f, "{year:04}-W{week:02}"),
            Self::Week(None) => f.write_str("XXXX-WXX"),
            Self::Weekend(Some((year, week))) => write!(f, "{year:04}-W{week:02}-WE"),
            Self::Weekend(None) => f.write_str("XXXX-WXX-WE"),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Clock { hour, minute, utc } => {
                write!(f, "T{hour:02}:{minute:02}{}", if utc { "Z" } else { "" })
            }
            Self::Part(part) => f.write_str(match part {
                DayPart::Morning => "TMO",
                DayPart::Afternoon => "TAF",
                DayPart::Evening => "TEV",
                DayPart::Night => "TNI",
                DayPart::Dawn => "TDN",
                DayPart::Dusk => "TDK",
            }),
            Self::Unknown => f.write_str("TXX"),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(point) | Self::Set(Recurrence::At(point)) => point.fmt(f),
            Self::Time(point, time) | Self::Set(Recurrence::TimeAt(point, time)) => {
                point.fmt(f)?;
                time.fmt(f)
            }
            Self::Duration(length) | Self::Set(Recurrence::Every(length)) => length.fmt(f),
            Self::Reference(Reference::Present) => f.write_str("PRESENT_REF"),
            Self::Reference(Reference::Past) => f.write_str("PAST_REF"),
            Self::Reference(Reference::Future) => f.write_str("FUTURE_REF"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Length, Modifier, Unit};

    #[test]
    fn lengths_keep_their_unit() {
        let length = |thousandths, unit| Length::new(Count::Thousandths(thousandths), unit);
        for (length, written) in [
            (length(18_000, Unit::Month), "P18M"),
            (length(2500, Unit::Year), "P2Y6M"),
            (length(500, Unit::Hour), "PT30M"),
            (length(1250, Unit::Day), "P1.25D"),
            (length(2000, Unit::Decade), "P20Y"),
            (length(500, Unit::Century), "P50Y"),
            (Length { rest: Some((3, Unit::Hour)), ..length(2000, Unit::Day) }, "P2DT3H"),
            (Length::new(Count::Vague, Unit::Decade), "PXE"),
        ] {
            assert_eq!(length.to_string(), written);
        }
    }

    #[test]
    fn every_modifier_has_its_name() {
        for (index, name) in Modifier::NAMES.iter().enumerate() {
            assert_eq!(Modifier::named(name).map(|it| it as usize), Some(index));
        }
    }
}
