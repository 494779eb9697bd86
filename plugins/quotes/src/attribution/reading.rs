//! From labels to an attribution: which run of items is the speaker, which are the content.

use std::ops::Range;

use rashomon_core::TokenKind;

use super::{
    Attribution, CONTENT_RUN, CONTENT_RUN_MOST, CONTENT_SHARE, SPEAKER_PEAK, SPEAKER_RUN, level,
};
use crate::chain::Share;
use crate::page::{Item, Page};
use crate::role::label;

/// The labels of the items around one cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labels<'a> {
    /// The best path.
    pub(super) path: &'a [u8],
    /// The probabilities of either role; none where only the path matters.
    pub(super) shares: &'a [Share],
    /// The page's number of the first item.
    pub(super) first: usize,
    /// The dictionary form of the cue.
    pub(super) form: &'static str,
}

impl Labels<'_> {
    /// Reads speaker and content of the cue at item `cue` of the page.
    pub(super) fn read(self, page: &Page, row: usize, cue: usize, probability: f32) -> Attribution {
        let Self { path, first, .. } = self;
        // A bracket alone says nothing.
        let items = &page.items[first..first + path.len()];
        let speaker = self.speaker().filter(|it| !items[it.1.clone()].iter().all(is_punctuation));
        let mut contents: Vec<(Range<usize>, f32)> = runs(path, label::CONTENT)
            .map(|it| (it.clone(), self.mean(&it, label::CONTENT)))
            .collect();
        let certain = !contents.is_empty();
        if !certain {
            self.add_likely_contents(&mut contents);
        }
        let shift = |it: Range<usize>| first + it.start..first + it.end;
        let quotations = if page.rows[row].regions == 0 {
            Vec::new()
        } else {
            (0..path.len())
                .filter(|&at| page.items[first + at].region.is_some())
                .map(|at| (first + at, self.probability(at, label::CONTENT)))
                .collect()
        };
        let cue_like = |at: &usize| path.get(*at - first) == Some(&(label::CUE as u8));
        let start = (first..cue).rev().take_while(cue_like).last().unwrap_or(cue);
        let end = (cue + 1..first + path.len()).take_while(cue_like).last().unwrap_or(cue) + 1;
        for it in &mut contents {
            it.0 = shift(it.0.clone());
        }
        Attribution {
            row,
            cue,
            cue_items: start..end,
            form: self.form,
            probability,
            level: level(probability),
            speaker_probability: speaker.as_ref().map_or(0.0, |it| it.0),
            speaker: speaker.map(|it| shift(it.1)),
            contents,
            certain,
            quotations,
        }
    }

    /// The surest speaker on the path, or the run around the likeliest item, if that is likely at all.
    fn speaker(self) -> Option<(f32, Range<usize>)> {
        let path = self.path;
        let on_path = runs(path, label::SPEAKER)
            .map(|it| (self.mean(&it, label::SPEAKER), it))
            .fold(None, |best: Option<(f32, Range<usize>)>, it| match best {
                Some(best) if best.0 >= it.0 => Some(best),
                _ => Some(it),
            });
        if on_path.is_some() || self.shares.is_empty() {
            return on_path;
        }
        let at = |item: usize| self.probability(item, label::SPEAKER);
        let (mut peak, mut most) = (0, 0.0);
        for item in 0..path.len() {
            let it = at(item);
            if it > most {
                (peak, most) = (item, it);
            }
        }
        if most < SPEAKER_PEAK {
            return None;
        }
        let inside = |item: &usize| at(*item) >= SPEAKER_RUN;
        let start = (0..=peak).rev().take_while(inside).last().unwrap_or(peak);
        let end = (peak..path.len()).take_while(inside).last().unwrap_or(peak) + 1;
        Some((self.mean(&(start..end), label::SPEAKER), start..end))
    }

    /// The runs of items that may well be content.
    fn add_likely_contents(self, contents: &mut Vec<(Range<usize>, f32)>) {
        let items = self.shares.len();
        let likely = |item: usize| self.probability(item, label::CONTENT);
        let peak = (0..items).map(likely).fold(0.0, f32::max);
        let least = (CONTENT_SHARE * peak).clamp(CONTENT_RUN, CONTENT_RUN_MOST);
        let inside = |item: &usize| likely(*item) >= least;
        let mut at = 0;
        while at < items {
            let end = at + (at..items).take_while(inside).count();
            if end > at {
                contents.push((at..end, self.mean(&(at..end), label::CONTENT)));
            }
            at = end + 1;
        }
    }

    /// The probability of a role.
    fn probability(self, at: usize, first: usize) -> f32 {
        let share = &self.shares[at];
        if first == label::SPEAKER { share.speaker } else { share.content }
    }

    /// The mean probability of a run; 1 where probabilities do not matter.
    fn mean(self, run: &Range<usize>, first: usize) -> f32 {
        if self.shares.is_empty() {
            return 1.0;
        }
        run.clone().map(|it| self.probability(it, first)).sum::<f32>() / run.len() as f32
    }
}

fn is_punctuation(it: &Item) -> bool {
    use TokenKind::{Bracket, Comma, Dash, Quote, Stop};
    it.region.is_none() && matches!(it.kind, Bracket | Comma | Dash | Quote | Stop)
}

/// The runs of a first label and its further ones on the path.
pub(super) fn runs(path: &[u8], first: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let (first, further) = (first as u8, first as u8 + 1);
    (0..path.len()).filter(move |&it| path[it] == first).map(move |start| {
        let rest = path[start + 1..].iter().take_while(|&&it| it == further).count();
        start..start + 1 + rest
    })
}
