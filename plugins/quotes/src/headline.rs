//! Headlines and fragments that repeat a quotation of the body.
//!
//! Headlines paraphrase. One in single marks is no utterance of its own unless the report holds the same words within
//! marks. `Berg says town is 'safe'` over a report in which she says "this town is safe" repeats her.

use rashomon_core::{BlockKind, Document, TokenKind};

use crate::analysis::{Analysis, Decision, SPEECH_LEAST};
use crate::page::Item;

/// Marks in headlines that are compared with the body; a report has far fewer.
const HEADLINES: usize = 64;
/// How many quotations before and after it a fragment is compared with.
const NEAR: usize = 48;

/// Finds which headlines and fragments repeat which quotation of the body, and which headlines paraphrase.
pub(crate) fn compare(document: &dyn Document, analysis: &Analysis, decisions: &mut [Decision]) {
    if decisions.is_empty() {
        return;
    }
    let texts = Texts::new(document, analysis);
    let regions = 0..decisions.len();
    let outer = |it: &usize| !analysis.page.regions[*it].nested;
    let body: Vec<usize> = regions
        .clone()
        .filter(outer)
        .filter(|&it| !analysis.is_headline(it) && !analysis.is_headline_wording(it))
        .filter(|&it| decisions[it].speech >= SPEECH_LEAST)
        .collect();
    let headlines = regions.filter(outer).filter(|&it| analysis.is_headline(it));
    for headline in headlines.take(HEADLINES) {
        // A single word in single marks is a term; in double ones it is quoted.
        let single = analysis.page.regions[headline].single;
        let quotable = !single || analysis.insides[headline].words > 1;
        let source = body.iter().find(|&&it| quotable && texts.holds(it, headline));
        if let Some(&source) = source {
            decisions[headline].repeats = Some(source as u32);
            decisions[headline].speech = 1.0;
            let sure = |it: &Decision| it.speaker.as_ref().is_some_and(|it| it.content >= OWN);
            if !sure(&decisions[headline]) {
                let speaker = decisions[source].speaker.clone();
                decisions[headline].speaker = speaker;
            }
        } else if single {
            decisions[headline].paraphrase = true;
        }
    }
    for region in (0..decisions.len()).filter(|&it| analysis.is_headline_wording(it)) {
        decisions[region].paraphrase = true;
    }
    for (at, &fragment) in body.iter().enumerate() {
        let words = analysis.insides[fragment].words;
        if !(2..=FRAGMENT).contains(&words) {
            continue;
        }
        let near = &body[at.saturating_sub(NEAR)..body.len().min(at + NEAR)];
        let source = near
            .iter()
            .find(|&&it| analysis.insides[it].words > words && texts.holds(it, fragment));
        decisions[fragment].repeats = source.map(|&it| it as u32);
    }
}

/// Probability of a headline's own cue from which on its speaker is believed.
const OWN: f32 = 0.3;
/// Longest fragment, in words.
const FRAGMENT: usize = 12;

impl Analysis {
    /// Whether a region is the wording of a headline though its line ends with a full stop, as every line of some pages
    /// does: single marks, where the report quotes with double ones, in a line that stands like a headline.
    pub(crate) fn is_headline_wording(&self, region: usize) -> bool {
        let found = &self.page.regions[region];
        if !found.single || found.nested || !self.quotes_double || self.is_headline(region) {
            return false;
        }
        // 'We stay,' he said: a headline's wording has no comma within the marks.
        if self.insides[region].comma {
            return false;
        }
        let row = &self.page.rows[self.page.row_of[region] as usize];
        row.items.len() <= HEADLINE
            && (is_heading(row.kind) || self.opens_page(region) || self.fills_block(region))
    }

    /// Whether a region stands in the first or second line of the page, a line of one sentence.
    fn opens_page(&self, region: usize) -> bool {
        let rows = &self.page.rows;
        let row = self.page.row_of[region] as usize;
        row < 2 && rows.iter().take(row + 2).all(|it| it.opens_block)
    }

    /// Whether a region is all that its paragraph holds, but for a stop.
    fn fills_block(&self, region: usize) -> bool {
        let row = &self.page.rows[self.page.row_of[region] as usize];
        let next = self.page.rows.get(self.page.row_of[region] as usize + 1);
        let stop = |it: &Item| it.kind == TokenKind::Stop;
        row.opens_block
            && next.is_none_or(|it| it.opens_block)
            && self.page.item_of[region] as usize == row.items.start
            && self.insides[region].words <= HEAD
            && self.page.items[row.items.start + 1..row.items.end].iter().all(stop)
    }
}

/// Whether lines of this kind are headlines.
pub(crate) fn is_heading(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading)
}

/// Longest section head within marks, in words; what is longer is a quotation, a letter.
const HEAD: usize = 8;

/// Longest line that a full stop does not keep from being a headline, in items.
const HEADLINE: usize = 30;

/// The words inside all regions, one region after another.
struct Texts {
    words: Vec<u64>,
    ends: Vec<usize>,
}

impl Texts {
    fn new(document: &dyn Document, analysis: &Analysis) -> Self {
        let regions = &analysis.page.regions;
        let mut texts = Self { words: Vec::new(), ends: Vec::with_capacity(regions.len()) };
        for region in regions {
            let tokens = region.inner.start as usize..region.inner.end as usize;
            let said = document.tokens()[tokens].iter().filter(|it| {
                matches!(it.kind(), TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
            });
            texts.words.extend(said.map(|it| it.hash));
            texts.ends.push(texts.words.len());
        }
        texts
    }

    fn of(&self, region: usize) -> &[u64] {
        let start = region.checked_sub(1).map_or(0, |it| self.ends[it]);
        &self.words[start..self.ends[region]]
    }

    /// Whether region `long` holds the words of region `short` in a run.
    fn holds(&self, long: usize, short: usize) -> bool {
        let (long, short) = (self.of(long), self.of(short));
        short
            .first()
            .is_some_and(|first| long.windows(short.len()).any(|it| it[0] == *first && it == short))
    }
}
