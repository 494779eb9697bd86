//! Which entities of reports have been found to be one.

/// Entities of reports, joined to entities of the story.
#[derive(Debug)]
pub(crate) struct Groups {
    parents: Vec<u32>,
    /// For each root the reports that name it, in order.
    reports: Vec<Vec<u32>>,
}

/// Of so many reports one may take for two what is one.
const SLIP: usize = 50;

impl Groups {
    /// Every entity by itself; `reports` are theirs.
    pub(crate) fn new(reports: impl Iterator<Item = u32>) -> Self {
        let reports: Vec<Vec<u32>> = reports.map(|it| vec![it]).collect();
        Self { parents: (0..reports.len() as u32).collect(), reports }
    }

    /// The entity that stands for all that it has been joined with: the first.
    pub(crate) fn root(&mut self, entity: u32) -> u32 {
        let mut root = entity;
        while self.parents[root as usize] != root {
            let above = self.parents[self.parents[root as usize] as usize];
            self.parents[root as usize] = above;
            root = above;
        }
        root
    }

    /// The reports that name an entity.
    pub(crate) fn reports(&mut self, entity: u32) -> &[u32] {
        let root = self.root(entity);
        &self.reports[root as usize]
    }

    /// Whether two are already one.
    pub(crate) fn are_one(&mut self, one: u32, other: u32) -> bool {
        self.root(one) == self.root(other)
    }

    /// Whether no report tells the one from the other. A report has its reasons, and knows more than two names do.
    pub(crate) fn may_be_one(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return true;
        }
        let (one, other) = (&self.reports[one as usize], &self.reports[other as usize]);
        let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
        let most = few.len() / SLIP;
        few.iter().filter(|it| many.binary_search(it).is_ok()).take(most + 1).count() <= most
    }

    /// Makes two one.
    pub(crate) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        let (first, second) = (one.min(other), one.max(other));
        self.parents[second as usize] = first;
        let more = std::mem::take(&mut self.reports[second as usize]);
        let reports = &mut self.reports[first as usize];
        // One report at a time comes in order, mostly.
        let in_order = reports.last() < more.first();
        reports.extend(more);
        if !in_order {
            reports.sort_unstable();
            reports.dedup();
        }
    }
}
