//! Counts and what follows from them.

use std::ops::AddAssign;

/// How often something was right, of how many in gold and how many found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ratio {
    /// Right.
    pub right: u64,
    /// In gold.
    pub gold: u64,
    /// Found.
    pub found: u64,
}

impl Ratio {
    /// Share of what was found that is right; `None` if nothing was found.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.found)
    }

    /// Share of gold that was found; `None` if there is no gold.
    pub fn recall(self) -> Option<f64> {
        share(self.right, self.gold)
    }

    /// Harmonic mean of both; `None` if there is neither gold nor anything found.
    pub fn f1(self) -> Option<f64> {
        share(2 * self.right, self.gold + self.found)
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Precision, recall and F1 as a mean over labels.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Macro {
    /// Mean precision; a label of which nothing was found counts as 0.
    pub precision: f64,
    /// Mean recall.
    pub recall: f64,
    /// Mean F1.
    pub f1: f64,
}

impl Macro {
    /// The mean over the labels that gold has; `None` if it has none.
    pub(super) fn of(ratios: impl Iterator<Item = Ratio>) -> Option<Self> {
        let (mut sum, mut count) = (Self::default(), 0_u32);
        for it in ratios.filter(|it| it.gold > 0) {
            sum.precision += it.precision().unwrap_or(0.0);
            sum.recall += it.recall().unwrap_or(0.0);
            sum.f1 += it.f1().unwrap_or(0.0);
            count += 1;
        }
        let mean = |it: f64| it / f64::from(count);
        (count > 0).then(|| Self {
            precision: mean(sum.precision),
            recall: mean(sum.recall),
            f1: mean(sum.f1),
        })
    }
}

/// Counts of one label, or of all together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// In gold.
    pub gold: u64,
    /// Found.
    pub found: u64,
    /// Found with exactly the span of gold.
    pub strict: u64,
    /// Found with a span that overlaps that of gold.
    pub lenient: u64,
}

impl Tally {
    /// What was found with exactly the span of gold.
    pub fn strict(self) -> Ratio {
        Ratio { right: self.strict, gold: self.gold, found: self.found }
    }

    /// What was found with a span that overlaps that of gold.
    pub fn lenient(self) -> Ratio {
        Ratio { right: self.lenient, gold: self.gold, found: self.found }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.strict += other.strict;
        self.lenient += other.lenient;
    }
}

/// Counts of one attribute.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct AttributeTally {
    /// Annotations that match and of which either side has it.
    pub(crate) matched: u64,
    /// Those of them where it is right.
    pub(crate) right: u64,
    /// Annotations that match and where it is right, or rightly absent; of gold that says it, and of all found.
    pub(crate) end_to_end: Ratio,
    /// Numbers of gold and found, for a correlation.
    pub(crate) numbers: Vec<(f64, f64)>,
}

impl AttributeTally {
    pub(crate) fn add(&mut self, other: Self) {
        self.matched += other.matched;
        self.right += other.right;
        self.end_to_end.right += other.end_to_end.right;
        self.end_to_end.gold += other.end_to_end.gold;
        self.end_to_end.found += other.end_to_end.found;
        self.numbers.extend(other.numbers);
    }
}

/// Pearson's r; `None` for fewer than three pairs or where one side does not vary.
pub(crate) fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let count = pairs.len() as f64;
    let (x, y) = pairs.iter().fold((0.0, 0.0), |(x, y), it| (x + it.0 / count, y + it.1 / count));
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (a, b) in pairs {
        xy += (a - x) * (b - y);
        xx += (a - x) * (a - x);
        yy += (b - y) * (b - y);
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx.sqrt() * yy.sqrt()))
}

/// Spearman's rho: Pearson's r of the ranks, where equal values share their mean rank.
pub(crate) fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let x = ranks(&pairs.iter().map(|it| it.0).collect::<Vec<_>>());
    let y = ranks(&pairs.iter().map(|it| it.1).collect::<Vec<_>>());
    pearson(&x.into_iter().zip(y).collect::<Vec<_>>())
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    for group in order.chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq()) {
        let rank = from as f64 + (group.len() - 1) as f64 / 2.0;
        for &it in group {
            ranks[it] = rank;
        }
        from += group.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::{Macro, Ratio, pearson, ranks, spearman};

    fn near(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 1e-9)
    }

    #[test]
    fn precision_recall_and_f1_by_hand() {
        let ratio = Ratio { right: 3, gold: 6, found: 4 };
        assert!(
            near(ratio.precision(), 0.75) && near(ratio.recall(), 0.5) && near(ratio.f1(), 0.6)
        );
        let nothing = Ratio { right: 0, gold: 5, found: 0 };
        assert_eq!(
            (nothing.precision(), nothing.recall(), nothing.f1()),
            (None, Some(0.0), Some(0.0))
        );
        assert_eq!(Ratio::default().f1(), None);
    }

    #[test]
    fn a_label_that_gold_does_not_have_is_not_in_the_mean() {
        let ratios = [
            Ratio { right: 1, gold: 1, found: 1 },
            Ratio { right: 0, gold: 2, found: 0 },
            Ratio { right: 0, gold: 0, found: 9 },
        ];
        let mean = Macro::of(ratios.into_iter()).unwrap();
        assert!(near(Some(mean.precision), 0.5) && near(Some(mean.f1), 0.5));
        assert_eq!(Macro::of(std::iter::empty()), None);
    }

    #[test]
    fn correlations_by_hand() {
        let pairs = [(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)];
        assert!(near(pearson(&pairs), 1.0));
        // Covariance -1, variances 2 and 14/3.
        assert!(near(pearson(&[(1.0, 2.0), (2.0, 0.0), (3.0, 1.0)]), -0.5));
        assert!(near(spearman(&[(1.0, 1.0), (2.0, 10.0), (3.0, 100.0)]), 1.0));
        assert_eq!(pearson(&pairs[..2]), None);
        assert_eq!(pearson(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]), None);
    }

    #[test]
    fn equal_values_share_a_rank() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 7.0]), [1.5, 0.0, 1.5, 3.0]);
    }
}
