//! Whether the figures of one quantity agree.

use crate::corpus::score::Figure;

/// What the reports say together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// The same number, bounded in the same way.
    Agree,
    /// Numbers that can all be true.
    Compatible,
    /// Two reports give numbers that cannot both be true.
    Dispute,
    /// Only one report gives it.
    Alone,
}

impl Verdict {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Compatible => "compatible",
            Self::Dispute => "dispute",
            Self::Alone => "alone",
        }
    }

    /// The verdict on figures of one quantity, in the order of their reports.
    pub(super) fn on(figures: &[&Figure<'_>]) -> Self {
        let reports: Vec<&[&Figure<'_>]> = figures.chunk_by(|a, b| a.report == b.report).collect();
        let Some((first, _)) = reports.split_first().filter(|it| !it.1.is_empty()) else {
            return Self::Alone;
        };
        let same = |figure: &&Figure<'_>| {
            first.iter().any(|it| it.equals(figure) && it.claim.bound.agrees(figure.claim.bound))
        };
        if figures.iter().all(same) {
            return Self::Agree;
        }
        if disputed(&reports) { Self::Dispute } else { Self::Compatible }
    }
}

/// Whether two reports have no pair of figures that can both be true.
fn disputed(reports: &[&[&Figure<'_>]]) -> bool {
    // Of ten thousand reports, those with the lowest top and the highest bottom clash if any do.
    let top = |it: &&&[&Figure<'_>]| it.iter().map(|it| it.interval.high).fold(f64::MIN, f64::max);
    let bottom =
        |it: &&&[&Figure<'_>]| it.iter().map(|it| it.interval.low).fold(f64::MAX, f64::min);
    let lowest = reports.iter().min_by(|a, b| top(a).total_cmp(&top(b)));
    let highest = reports.iter().max_by(|a, b| bottom(a).total_cmp(&bottom(b)));
    let (Some(lowest), Some(highest)) = (lowest, highest) else { return false };
    !lowest.iter().any(|a| highest.iter().any(|b| !a.clashes(b)))
}
