//! From decisions to annotations: kinds, speakers, cues, addressees, and which quotation goes on with which.

use std::ops::Range;

use rashomon_core::{Document, Span, TokenKind, fold_hash};

use crate::addressee::addressee;
use crate::analysis::{Analysis, Decision, SPEECH_LEAST};
use crate::attribution::Attribution;
use crate::candidates::{Candidate, proposer};
use crate::cited::cited;
use crate::dialogue::turns;
use crate::medium::medium;
use crate::mention;
use crate::speaker::{Resolver, Who};

/// How something is reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A clause within marks.
    Direct,
    /// A fragment within marks.
    Mixed,
    /// In the writer's words.
    Indirect,
    /// Marks, but no utterance.
    Scare,
}

/// One annotation to come.
#[derive(Clone, Debug)]
pub(crate) struct Utterance {
    /// How it is reported.
    pub(crate) kind: Kind,
    /// The content.
    pub(crate) content: Span,
    /// The mention of the speaker.
    pub(crate) mention: Option<Span>,
    /// Who that is.
    pub(crate) who: Who,
    /// The cue and its dictionary form.
    pub(crate) cue: Option<(Span, &'static str)>,
    /// Whom it is said to.
    pub(crate) addressee: Option<Span>,
    /// Through what it is said.
    pub(crate) medium: Option<Span>,
    /// Index of the utterance of which this is a further part.
    pub(crate) continues: Option<usize>,
    /// Index of the utterance that holds the same words at greater length.
    pub(crate) repeats: Option<usize>,
    region: Option<usize>,
    row: usize,
    items: Option<Range<usize>>,
    /// A paragraph of a dialogue that goes on with the turn before it.
    goes_on: bool,
}

impl Utterance {
    /// One of which nothing else is known.
    fn new(kind: Kind, content: Span, row: usize) -> Self {
        Self {
            kind,
            content,
            mention: None,
            who: Who::Unknown,
            cue: None,
            addressee: None,
            medium: None,
            continues: None,
            repeats: None,
            region: None,
            row,
            items: None,
            goes_on: false,
        }
    }
}

/// All utterances of a document in order of the text; speakers are resolved on the way.
pub(crate) fn utterances(
    document: &dyn Document,
    analysis: &Analysis,
    decisions: &[Decision],
    resolver: &mut Resolver<'_>,
) -> Vec<Utterance> {
    let mut all: Vec<Utterance> = Vec::new();
    for (index, decision) in decisions.iter().enumerate() {
        let nested = analysis.page.regions[index].nested;
        if !nested && !analysis.is_attribute_value(document, index) {
            all.push(in_marks(document, analysis, index, decision));
        }
    }
    for it in analysis.indirect(decisions) {
        let attribution = &analysis.attributions[it.attribution];
        let speaker = it.speaker.map(|it| mention::repaired(&analysis.page, &analysis.names, it));
        let addressee = addressee(analysis, attribution, attribution.form);
        all.push(Utterance {
            mention: speaker.clone().map(|it| analysis.page.span(it)),
            cue: Some(cue_of(analysis, attribution)),
            medium: medium(document, analysis, attribution, addressee.as_ref()),
            addressee: addressee.map(|it| analysis.page.span(it)),
            items: speaker,
            ..Utterance::new(Kind::Indirect, analysis.page.span(it.content), attribution.row)
        });
    }
    add_cited(analysis, &mut all);
    add_turns(document, analysis, resolver, &mut all);
    all.sort_by(|a, b| a.content.reading_order(b.content));
    resolve(&mut all, resolver);
    tie(analysis, decisions, &mut all);
    all
}

/// Adds the turns of a dialogue; what is reported within a turn belongs to it.
fn add_turns(
    document: &dyn Document,
    analysis: &Analysis,
    resolver: &Resolver<'_>,
    all: &mut Vec<Utterance>,
) {
    let turns = turns(document, analysis);
    all.retain(|it| {
        let next = turns.partition_point(|turn| turn.content.end() <= it.content.start());
        turns.get(next).is_none_or(|turn| !turn.content.overlaps(it.content))
    });
    let mut who = Who::Unknown;
    all.extend(turns.into_iter().map(|it| {
        if !it.continues {
            who = it.label.map_or(Who::Unknown, |label| resolver.labelled(label));
        }
        Utterance {
            mention: it.label,
            who: who.clone(),
            goes_on: it.continues,
            ..Utterance::new(Kind::Direct, it.content, it.row)
        }
    }));
}

/// Adds the headlines that cite a source, where no cue was found.
fn add_cited(analysis: &Analysis, all: &mut Vec<Utterance>) {
    for it in cited(analysis) {
        let row = analysis.page.span(analysis.page.rows[it.row].items.clone());
        if all.iter().any(|other| row.overlaps(other.content)) {
            continue;
        }
        all.push(Utterance {
            mention: Some(analysis.page.span(it.source.clone())),
            items: Some(it.source),
            ..Utterance::new(Kind::Indirect, analysis.page.span(it.content), it.row)
        });
    }
}

/// What a region of quotation marks is.
fn in_marks(
    document: &dyn Document,
    analysis: &Analysis,
    index: usize,
    decision: &Decision,
) -> Utterance {
    let page = &analysis.page;
    let row = page.row_of[index] as usize;
    let speech = decision.speech >= SPEECH_LEAST;
    let inside = &analysis.insides[index];
    // Berg mayor: 'We are broke' - with a name, a paraphrase still tells what that person says, not how.
    let attributed = decision.paraphrase && inside.clause && is_labelled(analysis, index);
    let kind = match (speech && !decision.paraphrase, inside.clause) {
        (false, _) if attributed && decision.speaker.is_some() => Kind::Indirect,
        (false, _) => Kind::Scare,
        (true, true) => Kind::Direct,
        (true, false) => Kind::Mixed,
    };
    let speaker = decision.speaker.as_ref().filter(|_| kind != Kind::Scare);
    let attribution = speaker.and_then(|it| own_attribution(analysis, index, it));
    let cue = attribution.map(|it| cue_of(analysis, it));
    let addressee = attribution.and_then(|it| addressee(analysis, it, it.form));
    Utterance {
        mention: speaker.map(|it| it.span),
        cue,
        medium: attribution.and_then(|it| medium(document, analysis, it, addressee.as_ref())),
        addressee: addressee.map(|it| page.span(it)),
        region: Some(index),
        items: speaker.map(|it| it.items.clone()),
        ..Utterance::new(kind, page.regions[index].content(document), row)
    }
}

/// Whether a name and a colon stand before a region, or a dash and a name after it.
fn is_labelled(analysis: &Analysis, region: usize) -> bool {
    let page = &analysis.page;
    let item = page.item_of[region] as usize;
    let row = &page.rows[page.row_of[region] as usize].items;
    let dash = page.items.get(item + 1).filter(|_| item + 1 < row.end);
    dash.is_some_and(|it| it.kind == TokenKind::Dash)
        || (item > row.start && page.items[item - 1].word == fold_hash(":"))
}

/// The attribution by which a candidate said the region: that of its cue in the same row.
fn own_attribution<'a>(
    analysis: &'a Analysis,
    region: usize,
    speaker: &Candidate,
) -> Option<&'a Attribution> {
    let row = analysis.page.row_of[region] as usize;
    let sources = analysis.sources();
    let item = analysis.page.item_of[region] as usize;
    let said_by = |it: &&Attribution| {
        it.speaker
            .as_ref()
            .is_some_and(|it| it.start < speaker.items.end && speaker.items.start < it.end)
    };
    let probability =
        |it: &Attribution| it.quotations.iter().find(|it| it.0 == item).map_or(0.0, |it| it.1);
    sources.near(row, item).iter().filter(said_by).fold(None, |best: Option<&Attribution>, it| {
        match best {
            Some(best) if probability(best) >= probability(it) => Some(best),
            _ => Some(it),
        }
    })
}

fn cue_of(analysis: &Analysis, it: &Attribution) -> (Span, &'static str) {
    (analysis.page.span(it.cue_items.clone()), it.form)
}

/// Resolves the speakers in order of the text.
fn resolve(all: &mut [Utterance], resolver: &mut Resolver<'_>) {
    for it in all.iter_mut() {
        if let (Some(items), Some(mention)) = (&it.items, it.mention) {
            it.who = resolver.resolve(mention, items, it.row);
        }
    }
}

/// Ties further parts to the quotation that they go on with, and fragments to the quotation that holds them.
fn tie(analysis: &Analysis, decisions: &[Decision], all: &mut [Utterance]) {
    let mut utterance_of = vec![None; analysis.page.regions.len()];
    for (at, it) in all.iter().enumerate() {
        if let Some(region) = it.region {
            utterance_of[region] = Some(at);
        }
    }
    let mut last: Option<usize> = None;
    for at in 0..all.len() {
        if all[at].goes_on {
            all[at].continues = at.checked_sub(1);
        }
        let Some(region) =
            all[at].region.filter(|_| matches!(all[at].kind, Kind::Direct | Kind::Mixed))
        else {
            continue;
        };
        let found = &analysis.page.regions[region];
        all[at].repeats = decisions[region].repeats.and_then(|it| utterance_of[it as usize]);
        if let Some(before) = found.continues {
            all[at].continues = utterance_of[before as usize];
        } else if let Some(before) = last
            && let Some(earlier) = all[before].region
            && analysis.page.regions[earlier].block == found.block
            && all[before].mention.is_some()
        {
            let row = all[before].row == all[at].row;
            let comma = analysis.insides[earlier].ending == 1;
            let same = all[before].mention == all[at].mention;
            // "One," she said, "two."
            let cue = all[before].cue.map(|it| it.0) == all[at].cue.map(|it| it.0);
            let interrupted = row && comma && same && cue && analysis.insides[region].lower;
            // "One," she said. "Two."
            let proposers = decisions[region].speaker.as_ref().map_or(0, |it| it.proposers);
            let free = !row
                && same
                && proposers & proposer::LAST_HERE != 0
                && proposers & proposer::ROLE == 0
                && all[at].kind == Kind::Direct;
            if interrupted || free {
                all[at].continues = Some(before);
            }
        }
        last = Some(at);
    }
}
