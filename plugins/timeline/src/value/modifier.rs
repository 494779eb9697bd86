//! How values are to be taken: about, more than, the beginning of.

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

#[cfg(test)]
mod tests {
    use super::Modifier;

    #[test]
    fn every_modifier_has_its_name() {
        for (index, name) in Modifier::NAMES.iter().enumerate() {
            assert_eq!(Modifier::named(name).map(|it| it as usize), Some(index));
        }
    }
}
