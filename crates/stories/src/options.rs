//! What can be chosen.

/// How alike reports of one story must be.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Options {
    /// Similarity, from 0 to 1, below which nothing is joined. From 0.10 to 0.14 it makes little difference to
    /// corpora of many events; reports of one campaign or one trial are told apart better by more.
    pub least: f32,
    /// Two stories are joined if their similarity is at least this share of what holds the looser of them together.
    pub cohesion: f32,
    /// Days between reports, beyond the first two, after which their similarity counts half; only for documents that say when
    /// they were published. Next month's jobs report has the words of this month's.
    pub days: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { least: 0.13, cohesion: 0.65, days: 14.0 }
    }
}
