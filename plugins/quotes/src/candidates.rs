//! Who may have said a quotation: the mentions that the labeller and some plain rules propose.

use std::ops::Range;

use rashomon_core::{BlockKind, Span, TokenKind};

use crate::attribution::Attribution;
use crate::names::{Name, Names};
use crate::page::{Item, Page};
use crate::phrase::{subject_after, subject_before};
use crate::role::WINDOW;
use crate::transcript::Label;
use crate::words::class;

/// Which rule proposes a candidate, as bits.
pub mod proposer {
    /// The speaker of a cue of the same sentence.
    pub const ROLE: u32 = 1;
    /// The surest speaker of the sentence before, in the same paragraph.
    pub const SENTENCE_BEFORE: u32 = 1 << 1;
    /// The surest speaker of the last sentence of the paragraph before.
    pub const PARAGRAPH_BEFORE: u32 = 1 << 2;
    /// The surest speaker of the next sentence, in the same paragraph.
    pub const SENTENCE_AFTER: u32 = 1 << 3;
    /// The surest speaker of the first sentence of the next paragraph.
    pub const PARAGRAPH_AFTER: u32 = 1 << 4;
    /// The subject of the nearest cue before.
    pub const CUE_BEFORE: u32 = 1 << 5;
    /// The subject before the cue that follows: `"..." she said`.
    pub const CUE_AFTER: u32 = 1 << 6;
    /// The subject after the cue that follows: `"..." said Berg`.
    pub const INVERTED: u32 = 1 << 7;
    /// The name before a colon.
    pub const COLON: u32 = 1 << 8;
    /// The name after a dash.
    pub const DASH: u32 = 1 << 9;
    /// The speaker's label in a transcript.
    pub const TRANSCRIPT: u32 = 1 << 10;
    /// The first name of the sentence.
    pub const FIRST_NAME: u32 = 1 << 11;
    /// The nearest name before.
    pub const NAME_BEFORE: u32 = 1 << 12;
    /// The nearest name after.
    pub const NAME_AFTER: u32 = 1 << 13;
    /// The speaker of the quotation before, in the same paragraph.
    pub const LAST_HERE: u32 = 1 << 14;
    /// The speaker of the last quotation of earlier paragraphs.
    pub const LAST_EARLIER: u32 = 1 << 15;
    /// The first name of the sentence before.
    pub const NAME_SENTENCE_BEFORE: u32 = 1 << 16;
    /// The first name of the paragraph before.
    pub const NAME_PARAGRAPH_BEFORE: u32 = 1 << 17;
    /// Number of proposers.
    pub const COUNT: u32 = 18;
}

/// How many names and sentences away a rule looks.
const REACH: usize = 64;

/// From this many times on, somebody speaks often.
pub(crate) const OFTEN: usize = 6;

/// A mention that may be the speaker.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Where it stands.
    pub span: Span,
    /// Its items on the page.
    pub items: Range<usize>,
    /// Bits of [`proposer`].
    pub proposers: u32,
    /// Probability that the quotation belongs to the content of its cue.
    pub content: f32,
    /// Probability of the mention being the speaker of its cue.
    pub speaker: f32,
    /// How sure its cue is, in six steps.
    pub level: u8,
    /// Item of its cue.
    pub cue: Option<usize>,
}

/// Who spoke last in this paragraph and before it.
#[derive(Clone, Debug, Default)]
pub struct History {
    last: Option<LastSpeaker>,
    earlier: Option<LastSpeaker>,
}

impl History {
    /// Notes who said the next quotation.
    pub fn push(&mut self, next: LastSpeaker) {
        if self.last.as_ref().is_some_and(|it| it.block != next.block) {
            self.earlier = self.last.take();
        }
        self.last = Some(next);
    }

    /// Who spoke last.
    pub fn last(&self) -> Option<&LastSpeaker> {
        self.last.as_ref()
    }

    /// Who spoke last in paragraph `block`, and in the paragraphs before it.
    fn seen_from(&self, block: u32) -> (Option<&LastSpeaker>, Option<&LastSpeaker>) {
        match &self.last {
            Some(last) if last.block == block => (Some(last), self.earlier.as_ref()),
            last => (None, last.as_ref()),
        }
    }
}

/// One who spoke.
#[derive(Clone, Debug)]
pub struct LastSpeaker {
    /// The mention.
    pub span: Span,
    /// The mention's items.
    pub items: Range<usize>,
    /// The paragraph of the quotation.
    pub block: u32,
    /// The row of the quotation.
    pub row: u32,
}

/// A row beside another, and whether both stand in the same paragraph.
type Neighbour = (usize, bool);

/// What the candidates of a document's quotations are drawn from.
#[derive(Debug)]
pub struct Sources<'a> {
    /// The document, taken apart.
    pub page: &'a Page,
    /// Its names.
    pub names: &'a Names,
    /// What its cues report, in order.
    pub attributions: &'a [Attribution],
    /// For each row the index of its surest attribution that has a speaker.
    pub surest: &'a [Option<u32>],
    /// For each block the label of a transcript that holds there.
    pub transcript: &'a [Option<Label>],
    /// The entities that the speakers of all cues name, sorted: one number for each time.
    pub voices: &'a [i64],
}

impl<'a> Sources<'a> {
    /// What the cues of a row report that stand near an item.
    pub fn near(&self, row: usize, item: usize) -> &'a [Attribution] {
        let all = self.in_row(row);
        let first = all.partition_point(|it| it.cue + WINDOW < item);
        let rest = &all[first..];
        &rest[..rest.partition_point(|it| it.cue <= item + WINDOW)]
    }

    /// What the cues of a row report.
    fn in_row(&self, row: usize) -> &'a [Attribution] {
        let first = self.attributions.partition_point(|it| it.row < row);
        let rest = &self.attributions[first..];
        &rest[..rest.partition_point(|it| it.row == row)]
    }

    /// Pushes the candidates for region `region`, overlapping ones merged, after those who spoke last.
    pub fn candidates(&self, region: usize, history: &History, out: &mut Vec<Candidate>) {
        use proposer as from;
        out.clear();
        let page = self.page;
        let quote = page.item_of[region] as usize;
        let row_index = page.row_of[region] as usize;
        let row = &page.rows[row_index];
        for it in self.near(row_index, quote) {
            let Some(speaker) = &it.speaker else { continue };
            let content = it.quotations.iter().find(|(at, _)| *at == quote).map_or(0.0, |it| it.1);
            if content >= 0.005 && !speaker.contains(&quote) {
                self.add(out, from::ROLE, speaker.clone(), Some((it, content)));
            }
        }
        let [before, after] = self.neighbours(row_index);
        if let Some((row, same)) = before {
            let proposer = if same { from::SENTENCE_BEFORE } else { from::PARAGRAPH_BEFORE };
            self.add_surest(out, proposer, row);
        }
        if let Some((row, same)) = after {
            let proposer = if same { from::SENTENCE_AFTER } else { from::PARAGRAPH_AFTER };
            self.add_surest(out, proposer, row);
        }
        self.add_by_rule(out, row_index, quote);
        self.add_names(out, row_index, quote, before);
        if let Some(label) = self.transcript.get(row.block as usize).and_then(Option::as_ref) {
            Self::add_span(out, from::TRANSCRIPT, label.span, label.items.clone(), None);
        }
        let (here, earlier) = history.seen_from(row.block);
        if let Some(it) = here {
            Self::add_span(out, from::LAST_HERE, it.span, it.items.clone(), None);
        }
        if let Some(it) = earlier {
            Self::add_span(out, from::LAST_EARLIER, it.span, it.items.clone(), None);
        }
    }

    /// How often cues have an entity as their speaker; more than [`OFTEN`] is no more.
    pub fn times_speaking(&self, entity: i64) -> usize {
        let first = self.voices.partition_point(|&it| it < entity);
        self.voices[first..].iter().take(OFTEN).take_while(|&&it| it == entity).count()
    }

    /// The rows before and after, and whether they stand in the same paragraph; captions and headings are passed over.
    fn neighbours(&self, row: usize) -> [Option<Neighbour>; 2] {
        let rows = &self.page.rows;
        let here = &rows[row];
        let fits = |&it: &usize| rows[it].block == here.block || rows[it].kind == BlockKind::Body;
        let same = |it: usize| (it, rows[it].block == here.block);
        [
            (row.saturating_sub(8)..row).rev().find(fits).map(same),
            (row + 1..rows.len().min(row + 8)).find(fits).map(same),
        ]
    }

    fn add_surest(&self, out: &mut Vec<Candidate>, proposer: u32, row: usize) {
        let Some(it) = self.surest.get(row).copied().flatten() else { return };
        if let Some(speaker) = &self.attributions[it as usize].speaker {
            self.add(out, proposer, speaker.clone(), None);
        }
    }

    fn add_by_rule(&self, out: &mut Vec<Candidate>, row: usize, quote: usize) {
        use proposer as from;
        let page = self.page;
        let start = page.rows[row].items.start;
        let items = page.row(row);
        let at = quote - start;
        let whole = |it: Range<usize>| start + it.start..start + it.end;
        let clear = |it: &Range<usize>| !items[it.clone()].iter().any(|it| it.region.is_some());
        let is_cue = |it: &Item| it.cue > -6;
        if let Some(cue) = (0..at).rev().find(|&it| is_cue(&items[it]))
            && let Some(it) = subject_before(items, cue).filter(clear)
        {
            self.add(out, from::CUE_BEFORE, whole(it), None);
        }
        let next = items[at + 1..].iter().take(14).position(is_cue).map(|it| at + 1 + it);
        if let Some(cue) = next {
            if let Some(it) = subject_before(items, cue).filter(clear).filter(|it| it.start > at) {
                self.add(out, from::CUE_AFTER, whole(it), None);
            }
            // `according to Berg`: the phrase follows the preposition.
            let to = usize::from(items[cue].is(class::PREPOSITION));
            if let Some(it) = subject_after(items, (cue + to).min(items.len() - 1)).filter(clear) {
                self.add(out, from::INVERTED, whole(it), None);
            }
        }
        let is_name =
            |it: &&Item| it.is_capitalized() || it.is(class::TITLE | class::ROLE | class::GENITIVE);
        if at > 1
            && page.items[quote - 1].kind == TokenKind::Comma
            && next_is_colon(page, quote - 1)
        {
            let length = items[..at - 1].iter().rev().take_while(is_name).count();
            if length > 0 {
                self.add(out, from::COLON, quote - 1 - length..quote - 1, None);
            }
        }
        if items.get(at + 1).is_some_and(|it| it.kind == TokenKind::Dash) {
            let length = items[at + 2..].iter().take_while(is_name).count();
            if length > 0 {
                self.add(out, from::DASH, quote + 2..quote + 2 + length, None);
            }
        }
    }

    fn add_names(
        &self,
        out: &mut Vec<Candidate>,
        row: usize,
        quote: usize,
        before: Option<Neighbour>,
    ) {
        use proposer as from;
        let names = self.names_in_row(row);
        let middle = names.partition_point(|it| it.item < quote);
        let outside = |it: &&Name| self.is_outside(it);
        let first = names.iter().take(REACH).find(outside);
        let left = names[..middle].iter().rev().take(REACH).find(outside);
        let right = names[middle..].iter().take(REACH).find(outside);
        for (proposer, name) in
            [(from::FIRST_NAME, first), (from::NAME_BEFORE, left), (from::NAME_AFTER, right)]
        {
            if let Some(it) = name {
                self.add(out, proposer, it.item..it.end_item, None);
            }
        }
        let Some((row_before, same)) = before else { return };
        if let Some(it) = self.first_name(row_before) {
            self.add(out, from::NAME_SENTENCE_BEFORE, it.item..it.end_item, None);
        }
        // The paragraph before: of this row's paragraph, not of the row's.
        let mut paragraph = row_before;
        if same {
            let block = self.page.rows[row].block;
            match (0..row).rev().take(REACH).find(|&it| self.page.rows[it].block != block) {
                Some(it) => paragraph = it,
                None => return,
            }
        }
        let block = self.page.rows[paragraph].block;
        let first_row = (0..=paragraph)
            .rev()
            .take(REACH)
            .take_while(|&it| self.page.rows[it].block == block)
            .last()
            .unwrap_or(paragraph);
        let mut names = (first_row..=paragraph).filter_map(|it| self.first_name(it));
        if let Some(it) = names.next() {
            self.add(out, from::NAME_PARAGRAPH_BEFORE, it.item..it.end_item, None);
        }
    }

    /// The first name of a row outside quotations.
    fn first_name(&self, row: usize) -> Option<&Name> {
        self.names_in_row(row).iter().take(REACH).find(|it| self.is_outside(it))
    }

    fn is_outside(&self, name: &Name) -> bool {
        name.end_item > name.item && self.page.items[name.item].region.is_none()
    }

    /// The names that start in a row.
    fn names_in_row(&self, row: usize) -> &[Name] {
        let items = self.page.rows[row].items.clone();
        if items.is_empty() { &[] } else { self.names.starting_in(self.page.span(items)) }
    }

    /// Adds a candidate, or joins it with one that it overlaps. The labeller knows best where a mention ends.
    fn add(
        &self,
        out: &mut Vec<Candidate>,
        proposer: u32,
        items: Range<usize>,
        role: Option<(&Attribution, f32)>,
    ) {
        if items.is_empty() || items.end > self.page.items.len() {
            return;
        }
        let span = self.page.span(items.clone());
        Self::add_span(out, proposer, span, items, role);
    }

    fn add_span(
        out: &mut Vec<Candidate>,
        proposer: u32,
        span: Span,
        items: Range<usize>,
        role: Option<(&Attribution, f32)>,
    ) {
        let (content, speaker, level, cue) = role.map_or((0.0, 0.0, 0, None), |(it, content)| {
            (content, it.speaker_probability, it.level, Some(it.cue))
        });
        let new = Candidate { span, items, proposers: proposer, content, speaker, level, cue };
        match out.iter_mut().find(|it| it.span.overlaps(span)) {
            Some(old) => {
                let proposers = old.proposers | proposer;
                if new.content * new.speaker > old.content * old.speaker {
                    *old = new;
                }
                old.proposers = proposers;
            }
            None => out.push(new),
        }
    }
}

/// Whether the comma-like item is a colon: the one sort that quotations follow without a name's end between.
fn next_is_colon(page: &Page, at: usize) -> bool {
    page.items[at].word == rashomon_core::fold_hash(":")
}
