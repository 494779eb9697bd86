//! Which values a number allows, and how two numbers relate.

use crate::corpus::claim::{Bound, Claim, Class};

/// The values that a claim allows, in the smallest unit of its kind.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Interval {
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// Units that are parts of one another: symbol, the common unit, how many of that it is.
const SCALES: &[(&str, &str, f64)] = &[
    ("s", "s", 1.0),
    ("min", "s", 60.0),
    ("h", "s", 3600.0),
    ("d", "d", 1.0),
    ("wk", "d", 7.0),
    ("mo", "mo", 1.0),
    ("a", "mo", 12.0),
    ("10.a", "mo", 120.0),
    ("100.a", "mo", 1200.0),
    ("m", "m", 1.0),
    ("km", "m", 1000.0),
    ("cm", "m", 0.01),
    ("[mi_i]", "m", 1609.344),
    ("[yd_i]", "m", 0.9144),
    ("[ft_i]", "m", 0.3048),
    ("[in_i]", "m", 0.0254),
    ("kg", "kg", 1.0),
    ("g", "kg", 0.001),
    ("t", "kg", 1000.0),
    ("[lb_av]", "kg", 0.453_592_37),
    ("[ston_av]", "kg", 907.184_74),
    ("m2", "m2", 1.0),
    ("km2", "m2", 1e6),
    ("har", "m2", 1e4),
    ("[acr_us]", "m2", 4046.9),
    ("[smi_us]", "m2", 2_589_998.0),
    ("[sft_i]", "m2", 0.0929),
    ("km/h", "m/s", 1.0 / 3.6),
    ("m/s", "m/s", 1.0),
    ("[mi_i]/h", "m/s", 0.447_04),
];

/// The common unit of a claim's unit, and how many of it one is.
pub(super) fn scale(claim: &Claim) -> (&str, f64) {
    let unit = claim.unit.as_deref().unwrap_or_default();
    match claim.class {
        // Half of the voters are 50 % of them.
        Class::Percent => ("%", if unit.is_empty() { 100.0 } else { 1.0 }),
        Class::Count | Class::Ordinal => ("", 1.0),
        Class::Money | Class::Measure | Class::Age => {
            SCALES.iter().find(|it| it.0 == unit).map_or((unit, 1.0), |it| (it.1, it.2))
        }
    }
}

impl Interval {
    /// The values that a claim allows when it is taken as news writes numbers: a bound is named for being near, an
    /// estimate is good to its digits.
    pub(super) fn of(claim: &Claim) -> Self {
        let factor = scale(claim).1;
        let value = claim.value;
        let (low, high) = (claim.low.unwrap_or(value), claim.high.unwrap_or(value));
        let slack = value.abs() * slack(value);
        let (low, high) = match claim.bound {
            // Counts are exact; a large round one is rounded.
            Bound::Exact => (value - rounding(value), value + rounding(value)),
            Bound::About => (value - slack, value + slack),
            Bound::Almost => (value * 0.85, value),
            Bound::MoreThan => (low, low * 2.0),
            // Tolls rise from one report to the next, but not to any height.
            Bound::AtLeast => (low, low * 5.0),
            Bound::LessThan => (high / 3.0, high),
            Bound::AtMost => (0.0, high),
            // Hundreds can be a few more than a thousand; tens of thousands, a hundred thousand.
            Bound::Range | Bound::Vague if claim.loose => (low, high * 1.2),
            Bound::Range | Bound::Vague => (low, high),
        };
        Self { value: value * factor, low: low * factor, high: high * factor }
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        let least = 1e-9 * self.value.abs().max(other.value.abs());
        self.low <= other.high + least && other.low <= self.high + least
    }

    /// Whether the numbers are the same but for the rounding of a conversion, `converted` from one unit to another.
    pub(super) fn equals(self, other: Self, converted: bool) -> bool {
        let room = if converted { 0.03 } else { 1e-9 };
        (self.value - other.value).abs() <= room * self.value.abs().max(other.value.abs())
    }

    /// How far the values lie apart: the logarithm of their ratio.
    pub(super) fn distance(self, other: Self) -> f32 {
        let (a, b) = (self.value.abs().max(1e-9), other.value.abs().max(1e-9));
        (a / b).ln().abs() as f32
    }
}

/// Number of digits before the zeros at the end: 2 for 28 000, 3 for 28 500.
pub(super) fn digits(value: f64) -> u32 {
    let mut rest = value.abs();
    if !rest.is_finite() || rest == 0.0 {
        return 1;
    }
    // 0.07 has one digit as 7 has.
    while rest.fract() != 0.0 && rest < 1e9 {
        rest *= 10.0;
        rest = (rest * 1e6).round() / 1e6;
    }
    while rest >= 10.0 && rest % 10.0 == 0.0 {
        rest /= 10.0;
    }
    let mut count = 1;
    while rest >= 10.0 {
        rest = (rest / 10.0).floor();
        count += 1;
    }
    count
}

/// How far "about" reaches, as a share: an estimate with more digits is a finer one.
fn slack(value: f64) -> f64 {
    match digits(value) {
        0 | 1 => 0.2,
        2 => 0.1,
        _ => 0.05,
    }
}

/// What rounding to the digits that are given can have taken or added.
fn rounding(value: f64) -> f64 {
    let mut unit = 1.0;
    while value.abs() >= 100.0 && unit < value.abs() && value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    if unit > 1.0 { (unit / 2.0).min(value.abs() * 0.025) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use rashomon_core::Span;

    use super::*;

    fn claim(value: f64, bound: Bound) -> Interval {
        let mut claim = Claim::at(Span::new(0, 1));
        (claim.value, claim.bound) = (value, bound);
        Interval::of(&claim)
    }

    #[test]
    fn digits_end_at_the_first_zero_of_the_end() {
        for (value, count) in
            [(28_500.0, 3), (100_000.0, 1), (160.0, 2), (7.0, 1), (0.07, 1), (2.25, 3), (0.0, 1)]
        {
            assert_eq!(digits(value), count, "{value}");
        }
    }

    #[test]
    fn a_large_round_number_may_be_rounded_a_small_count_is_not() {
        assert!(claim(28_500.0, Bound::Exact).overlaps(claim(28_470.0, Bound::Exact)));
        assert!(!claim(28_500.0, Bound::Exact).overlaps(claim(27_000.0, Bound::Exact)));
        assert!(!claim(20.0, Bound::Exact).overlaps(claim(19.0, Bound::Exact)));
    }

    #[test]
    fn bounds_and_estimates_allow_what_lies_near() {
        let over = claim(20.0, Bound::MoreThan);
        assert!(over.overlaps(claim(23.0, Bound::Exact)));
        assert!(!over.overlaps(claim(16.0, Bound::Exact)));
        assert!(!over.overlaps(claim(90.0, Bound::Exact)));
        assert!(claim(20.0, Bound::AtLeast).overlaps(claim(90.0, Bound::Exact)));
        assert!(!claim(20.0, Bound::AtLeast).overlaps(claim(300.0, Bound::Exact)));
        assert!(claim(150.0, Bound::About).overlaps(claim(200.0, Bound::About)));
        assert!(!claim(150.0, Bound::About).overlaps(claim(200.0, Bound::Exact)));
    }

    #[test]
    fn six_decades_are_sixty_years() {
        let with = |value, unit: &str| {
            let mut claim = Claim::at(Span::new(0, 1));
            (claim.value, claim.class, claim.unit) = (value, Class::Measure, Some(unit.into()));
            Interval::of(&claim)
        };
        assert!(with(6.0, "10.a").equals(with(60.0, "a"), true));
        assert!(with(10.0, "[mi_i]").equals(with(16.0, "km"), true));
        assert!(!with(10.0, "[mi_i]").equals(with(10.0, "km"), true));
    }
}
