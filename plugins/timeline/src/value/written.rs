//! How values are written.

use std::fmt::{self, Write};

use super::{
    Count, DayPart, Length, Point, Recurrence, Reference, Season, TimeOfDay, Unit, Value, Zone,
};

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

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |f: &mut fmt::Formatter<'_>, year: Option<i32>| match year {
            Some(year) if year < 0 => write!(f, "BC{:04}", year.unsigned_abs()),
            Some(year) => write!(f, "{year:04}"),
            None => f.write_str("XXXX"),
        };
        match *self {
            Self::Day(date) => {
                let (year, month, day) = date.parts();
                write!(f, "{year:04}-{month:02}-{day:02}")
            }
            Self::Days(first, _) => {
                let (year, month, _) = first.parts();
                write!(f, "{year:04}-{month:02}")
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
            Self::Century(Some(century)) if century < 0 => {
                write!(f, "BC{:02}", century.unsigned_abs() - 1)
            }
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
            Self::Clock { hour, minute, second, zone } => {
                write_clock(f, hour, minute, second)?;
                match zone {
                    Zone::Utc => f.write_char('Z'),
                    Zone::Written(minutes) => write_offset(f, minutes),
                    Zone::Unknown | Zone::Offset(_) | Zone::UnitedStates(_) => Ok(()),
                }
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

/// Writes `T12:48` or `T12:48:14`.
pub(crate) fn write_clock(
    f: &mut fmt::Formatter<'_>,
    hour: u8,
    minute: u8,
    second: Option<u8>,
) -> fmt::Result {
    write!(f, "T{hour:02}:{minute:02}")?;
    match second {
        Some(second) => write!(f, ":{second:02}"),
        None => Ok(()),
    }
}

/// Writes `+01:00`, or `Z` for no offset.
pub(crate) fn write_offset(f: &mut fmt::Formatter<'_>, minutes: i16) -> fmt::Result {
    if minutes == 0 {
        return f.write_char('Z');
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (designator, factor, of_day) = symbol_of(self.unit);
        f.write_str(if of_day { "PT" } else { "P" })?;
        let Count::Thousandths(count) = self.count else {
            // TIMEX3 has E for decades and C for centuries, which only an unknown number of them needs.
            return f.write_str(match self.unit {
                Unit::Decade => "XE",
                Unit::Century => "XC",
                Unit::Millennium => "XL",
                Unit::Second => "XS",
                Unit::Minute | Unit::Month | Unit::Quarter => "XM",
                Unit::Hour => "XH",
                Unit::Day => "XD",
                Unit::Week | Unit::Fortnight => "XW",
                Unit::Weekend => "XWE",
                Unit::Year => "XY",
                Unit::Unknown => "XX",
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
            let (designator, factor, rest_of_day) = symbol_of(unit);
            if rest_of_day && !of_day {
                f.write_char('T')?;
            }
            write!(f, "{}{designator}", u64::from(count) * factor)?;
        }
        Ok(())
    }
}

/// The designator of ISO 8601, how many of it make the unit, and whether it counts parts of a day.
fn symbol_of(unit: Unit) -> (&'static str, u64, bool) {
    match unit {
        Unit::Second => ("S", 1, true),
        Unit::Minute => ("M", 1, true),
        Unit::Hour => ("H", 1, true),
        Unit::Day | Unit::Unknown => ("D", 1, false),
        Unit::Week => ("W", 1, false),
        Unit::Weekend => ("WE", 1, false),
        Unit::Fortnight => ("W", 2, false),
        Unit::Month => ("M", 1, false),
        Unit::Quarter => ("M", 3, false),
        Unit::Year => ("Y", 1, false),
        Unit::Decade => ("Y", 10, false),
        Unit::Century => ("Y", 100, false),
        Unit::Millennium => ("Y", 1000, false),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Count, Length, Unit};

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
}
