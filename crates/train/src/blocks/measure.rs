//! How well blocks tell the report from the rest.

use rashomon_core::{BlockKind, Span};

use super::data::Page;

/// Counts over pages: words kept as body, and lines of noise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Body words kept.
    pub kept: usize,
    /// Words of noise kept as body.
    pub wrong: usize,
    /// Body words lost.
    pub lost: usize,
    /// Lines of noise, those called title, caption or dateline left out.
    pub noise: usize,
    /// Lines of noise called noise.
    pub called: usize,
}

impl Score {
    /// Harmonic mean of precision and recall over words, in per cent.
    pub fn f1(&self) -> f64 {
        200.0 * self.kept as f64 / (2 * self.kept + self.wrong + self.lost).max(1) as f64
    }

    /// Share of noise lines called noise, in per cent.
    pub fn noise_called(&self) -> f64 {
        100.0 * self.called as f64 / self.noise.max(1) as f64
    }

    /// Share of body words kept, in per cent.
    pub fn recall(&self) -> f64 {
        100.0 * self.kept as f64 / (self.kept + self.lost).max(1) as f64
    }

    /// Adds the counts of other pages.
    pub fn add(&mut self, other: &Self) {
        self.kept += other.kept;
        self.wrong += other.wrong;
        self.lost += other.lost;
        self.noise += other.noise;
        self.called += other.called;
    }
}

/// Compares the blocks of a page with its labels. A line has the kind of the first block that overlaps it.
pub fn score(page: &Page, blocks: &[(Span, BlockKind)]) -> Score {
    let mut score = Score::default();
    for (range, body) in &page.lines {
        let text = page.text.get(range.clone()).unwrap_or_default();
        let words = text
            .split(|it: char| !it.is_alphanumeric() && it != '_')
            .filter(|it| !it.is_empty())
            .count();
        let kind = blocks
            .iter()
            .find(|(span, _)| {
                (span.start() as usize) < range.end && range.start < span.end() as usize
            })
            .map_or(BlockKind::Boilerplate, |it| it.1);
        let kept = matches!(kind, BlockKind::Body | BlockKind::Heading | BlockKind::Subtitle);
        match (*body, kept) {
            (true, true) => score.kept += words,
            (true, false) => score.lost += words,
            (false, true) => score.wrong += words,
            (false, false) => {}
        }
        if !body && !matches!(kind, BlockKind::Title | BlockKind::Caption | BlockKind::Dateline) {
            score.noise += 1;
            score.called += usize::from(!kept);
        }
    }
    score
}
