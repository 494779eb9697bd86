//! The whole way from a document to who said what, before anything is resolved or emitted.

use rashomon_core::Document;

use crate::attribution::{Attribution, Scratch, attribute};
use crate::candidates::{Candidate, History, LastSpeaker, Sources, proposer};
use crate::cue;
use crate::headline;
use crate::inside::Inside;
use crate::mention;
use crate::models::{Models, sigmoid};
use crate::names::Names;
use crate::page::Page;
use crate::ranker;
use crate::speech;
use crate::table::LinearTable;
use crate::transcript::{self, Label};
use crate::words::{Words, class};

/// Regions that are speech with at least this probability are: the best one in cross-validation for span and speaker together.
pub const SPEECH_LEAST: f32 = 0.55;

/// Probability of a quotation belonging to a cue from which on the cue's speaker is its own.
const OWN: f32 = 0.5;

/// Probability of a signed quotation being speech, at least.
const SIGNED: f32 = 0.9;

/// A document with what its cues report and who may have said each of its quotations.
#[derive(Debug)]
pub struct Analysis {
    /// The document, taken apart.
    pub page: Page,
    /// Its names.
    pub names: Names,
    /// What its cues report, in order.
    pub attributions: Vec<Attribution>,
    /// Labels of a transcript, by block.
    pub transcript: Vec<Option<Label>>,
    /// For each region what its words say of it.
    pub insides: Vec<Inside>,
    /// For each row the index of its surest attribution that has a speaker.
    surest: Vec<Option<u32>>,
    /// The entities that the speakers of all cues name, sorted: one number for each time.
    voices: Vec<i64>,
    /// Hashes of the words of all regions, sorted.
    texts: Vec<u64>,
    /// Whether the report quotes with double marks.
    pub(crate) quotes_double: bool,
}

/// What is decided about a region.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// Probability of being speech; 0 for nested regions.
    pub speech: f32,
    /// Who said it.
    pub speaker: Option<Candidate>,
    /// A region of the body that holds the words of this headline or fragment.
    pub repeats: Option<u32>,
    /// A headline in single marks whose words the body does not hold.
    pub paraphrase: bool,
}

impl Analysis {
    /// Takes a document apart and labels what its cues report.
    pub fn new(
        document: &dyn Document,
        models: &Models,
        twins: bool,
        words: &mut Words,
        scratch: &mut Scratch,
    ) -> Self {
        let page = Page::new(document, twins, words);
        scratch.prepare(models, document);
        let mut attributions = Vec::new();
        attribute(models, &page, scratch, &mut attributions);
        share_subjects(&page, &mut attributions);
        Self::with_attributions(document, words, page, attributions)
    }

    /// The analysis of a page whose cues are labelled.
    pub fn with_attributions(
        document: &dyn Document,
        words: &mut Words,
        page: Page,
        attributions: Vec<Attribution>,
    ) -> Self {
        let names = Names::new(document, &page);
        let transcript = transcript::labels(document, &page, &names, words);
        let surest = surest(&page, &attributions);
        let speakers = attributions.iter().filter_map(|it| it.speaker.as_ref());
        let mut voices: Vec<i64> =
            speakers.flat_map(|it| names.among(it)).map(|it| it.entity).collect();
        voices.sort_unstable();
        let (insides, texts) = (Vec::new(), Vec::new());
        let outer = |single: bool| {
            page.regions.iter().filter(|it| !it.nested && it.single == single).count()
        };
        let quotes_double = outer(false) > outer(true);
        let mut analysis = Self {
            page,
            names,
            attributions,
            transcript,
            insides,
            surest,
            voices,
            texts,
            quotes_double,
        };
        let regions = 0..analysis.page.regions.len();
        analysis.insides =
            regions.map(|it| Inside::new(document, &analysis.page, words, it)).collect();
        analysis.texts = analysis.insides.iter().map(|it| it.text).collect();
        analysis.texts.sort_unstable();
        analysis
    }

    /// What candidates are drawn from.
    pub fn sources(&self) -> Sources<'_> {
        Sources {
            page: &self.page,
            names: &self.names,
            attributions: &self.attributions,
            surest: &self.surest,
            transcript: &self.transcript,
            voices: &self.voices,
        }
    }

    /// Whether the words of a region stand in another one too.
    pub fn is_repeated(&self, region: usize) -> bool {
        let text = self.insides[region].text;
        let first = self.texts.partition_point(|&it| it < text);
        self.texts.get(first + 1) == Some(&text)
    }

    /// Decides for each region whether it is speech and who said it, in order of the text.
    pub fn decide(&self, document: &dyn Document, models: &Models) -> Vec<Decision> {
        let sources = self.sources();
        let mut decisions = vec![Decision::default(); self.page.regions.len()];
        let mut last = History::default();
        let (mut features, mut candidates) = (Vec::new(), Vec::new());
        for (index, region) in self.page.regions.iter().enumerate().filter(|(_, it)| !it.nested) {
            let inside = &self.insides[index];
            features.clear();
            speech::features(&sources, index, inside, self.is_repeated(index), &mut |it| {
                models.speech.fetch(it);
                features.push(it);
            });
            let sum: i32 = features.iter().map(|&it| models.speech.get(it)).sum();
            decisions[index].speech = sigmoid(sum as f32 * LinearTable::STEP);
            if self.is_stage_direction(document, index)
                || self.is_attribute_value(document, index)
                || speech::is_title(&self.page, index, inside)
            {
                decisions[index].speech = 0.0;
            }
            let signed = self.signature(index);
            if signed.is_some() || self.is_turn(index) {
                decisions[index].speech = decisions[index].speech.max(SIGNED);
            }
            // A headline may turn out to repeat the body.
            let headline = self.is_headline(index);
            if decisions[index].speech < SPEECH_LEAST && !headline {
                continue;
            }
            sources.candidates(index, &last, &mut candidates);
            let context = ranker::Context::new(&sources, index, inside.lower, &candidates, &last);
            let mut best: Option<(i32, usize)> = None;
            for at in (0..candidates.len()).filter(|&at| !self.is_hearsay(&candidates[at])) {
                let score = models.ranker.score(&sources, &context, &candidates, at);
                if best.is_none_or(|best| score > best.0) {
                    best = Some((score, at));
                }
            }
            // A transcript's label speaks for the paragraph that it opens, and for those after it that open with a mark and
            // name nobody else.
            let opens = self.page.item_of[index] as usize
                == self.page.rows[self.page.row_of[index] as usize].items.start
                && self.page.rows[self.page.row_of[index] as usize].opens_block;
            let named = candidates.iter().any(|it| it.content >= OWN);
            let opens = opens && (self.is_labelled(index) || !named);
            let label = candidates
                .iter()
                .position(|it| opens && it.proposers & proposer::TRANSCRIPT != 0)
                .map(|at| (0, at));
            let signed = signed.and_then(|it| {
                let at = candidates
                    .iter()
                    .position(|other| other.items.start < it.end && it.start < other.items.end)?;
                candidates[at].span = self.page.span(it.clone());
                candidates[at].items = it;
                Some((0, at))
            });
            if let Some((_, at)) = label.or(signed).or(best) {
                let mut winner = candidates.swap_remove(at);
                if self.page.items[winner.items.start].region.is_none() {
                    winner.items = mention::repaired(&self.page, &self.names, winner.items);
                    winner.span = self.page.span(winner.items.clone());
                }
                let spoken = decisions[index].speech >= SPEECH_LEAST;
                decisions[index].speaker = Some(winner.clone());
                if headline || !spoken {
                    continue;
                }
                last.push(LastSpeaker {
                    items: winner.items.clone(),
                    span: winner.span,
                    block: region.block,
                    row: self.page.row_of[index],
                });
            }
        }
        self.share_speakers(document, &mut decisions);
        headline::compare(document, self, &mut decisions);
        decisions
    }

    /// Whether the candidate is only said to have done something.
    fn is_hearsay(&self, candidate: &Candidate) -> bool {
        let cue = candidate.cue.filter(|&it| candidate.items.end <= it);
        cue.is_some_and(|it| cue::is_hearsay(&self.page.items, it))
    }

    /// A quotation over several paragraphs is one: speech if any part is, and said by whom the surest part names. In a
    /// transcript each label starts another.
    fn share_speakers(&self, document: &dyn Document, decisions: &mut [Decision]) {
        let regions = &self.page.regions;
        let before = |it: usize| regions[it].continues.filter(|_| !self.is_labelled(it));
        let mut goes_on = vec![false; regions.len()];
        for it in (0..regions.len()).filter_map(before) {
            goes_on[it as usize] = true;
        }
        let ends = (0..regions.len()).filter(|&it| !goes_on[it] && before(it).is_some());
        for last in ends {
            let mut chain = vec![last];
            while let Some(it) = before(chain[chain.len() - 1]) {
                chain.push(it as usize);
            }
            chain.retain(|&it| !self.is_stage_direction(document, it));
            let speech = chain.iter().map(|&it| decisions[it].speech).fold(0.0, f32::max);
            // The first part that has a cue of its own, counted from the start; else the first part's speaker.
            let sure =
                |it: &&usize| decisions[**it].speaker.as_ref().is_some_and(|it| it.content >= OWN);
            let any = |it: &&usize| decisions[**it].speaker.is_some();
            let source = chain.iter().rev().find(sure).or_else(|| chain.iter().rev().find(any));
            let speaker = source.and_then(|&it| decisions[it].speaker.clone());
            for &it in &chain {
                decisions[it].speech = speech;
                decisions[it].speaker.clone_from(&speaker);
            }
        }
    }
}

/// Berg accused the council of greed {and} complained: the subject of the second verb is that of the first.
fn share_subjects(page: &Page, attributions: &mut [Attribution]) {
    for at in 1..attributions.len() {
        let (before, rest) = attributions.split_at_mut(at);
        let (earlier, it) = (&before[at - 1], &mut rest[0]);
        let joined = it.speaker.as_ref().is_some_and(|speaker| {
            speaker.len() > 1
                && speaker.end == it.cue_items.start
                && page.items[speaker.end - 1].is(class::CONJUNCTION)
        });
        if joined && earlier.row == it.row && earlier.speaker.is_some() {
            it.speaker.clone_from(&earlier.speaker);
            it.speaker_probability = earlier.speaker_probability;
        }
    }
}

/// For each row the index of its surest attribution that has a speaker.
fn surest(page: &Page, attributions: &[Attribution]) -> Vec<Option<u32>> {
    let mut best: Vec<Option<u32>> = vec![None; page.rows.len()];
    let sure = |it: &Attribution| it.speaker_probability * it.probability;
    for (index, it) in attributions.iter().enumerate().filter(|(_, it)| it.speaker.is_some()) {
        let slot = &mut best[it.row];
        if slot.is_none_or(|old| sure(it) > sure(&attributions[old as usize])) {
            *slot = Some(index as u32);
        }
    }
    best
}
