//! Turns of a dialogue that stand without quotation marks: `BERG: We stay.`, question and answer.

use std::ops::Range;

use rashomon_core::{BlockKind, Document, Span, TokenKind};

use crate::analysis::Analysis;
use crate::page::Row;
use crate::transcript::{Label, is_letter};
use crate::words::class;

/// What is said after a label, or in a paragraph that goes on with it.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    /// All of it.
    pub(crate) content: Span,
    /// The label; none for `Q:` and `A:`, which name nobody.
    pub(crate) label: Option<Span>,
    /// The row in which it starts.
    pub(crate) row: usize,
    /// Whether it goes on with the turn before it.
    pub(crate) continues: bool,
}

/// A paragraph of a transcript.
struct Paragraph<'a> {
    rows: &'a [Row],
    /// The label that opens it, if one does.
    label: Option<&'a Label>,
    /// Its items behind the label.
    said: Range<usize>,
}

impl Paragraph<'_> {
    /// Whether the label names somebody who can speak.
    fn speaks(&self) -> bool {
        self.label.is_some_and(|it| it.speaks)
    }
}

/// The turns of a transcript in order of the text; none in other documents, and none where most labels go with quotation
/// marks, which tell what is said. A paragraph without a label belongs to the turn before it only if another turn follows,
/// since behind the last one the report may have gone on, and if it tells of nobody that they said something.
pub(crate) fn turns(document: &dyn Document, analysis: &Analysis) -> Vec<Turn> {
    let page = &analysis.page;
    if analysis.transcript.iter().all(Option::is_none) {
        return Vec::new();
    }
    let paragraphs: Vec<Paragraph<'_>> = page
        .rows
        .chunk_by(|a, b| a.block == b.block)
        .filter(|rows| rows[0].kind == BlockKind::Body)
        .map(|rows| {
            let label = analysis.own_label(rows[0].block);
            let start = label.map_or(rows[0].items.start, |it| it.said);
            Paragraph { rows, label, said: start..rows[rows.len() - 1].items.end }
        })
        .filter(|it| !it.said.is_empty())
        .collect();
    if !is_dialogue(document, analysis, &paragraphs) {
        return Vec::new();
    }
    let last = paragraphs.iter().rposition(Paragraph::speaks).unwrap_or_default();
    let mut turns = Vec::new();
    let mut open = false;
    for it in &paragraphs[..=last] {
        open = it.speaks() || (open && it.label.is_none());
        let [first, end] = [it.said.start, it.said.end - 1].map(|at| &page.items[at]);
        let direction = first.kind == TokenKind::Bracket
            && end.kind == TokenKind::Bracket
            && page.items[it.said.clone()]
                .iter()
                .filter(|it| it.kind == TokenKind::Bracket)
                .count()
                == 2;
        // What follows a turn within marks stands outside them.
        let unlabelled = it.label.is_none();
        let marked = unlabelled && it.rows.iter().any(|row| row.regions > 0);
        // The report goes on between two turns: `Berg, who leads the port, told the council`.
        if open && unlabelled && is_told(analysis, it.rows) {
            open = false;
        }
        if !open || direction || marked || is_marked(analysis, it) {
            continue;
        }
        let label = it
            .label
            .map(|it| it.span)
            .filter(|it| !is_letter(&document.tokens()[document.tokens_in(*it)]));
        let row = page.rows.partition_point(|row| row.items.end <= it.said.start);
        let content = page.span(it.said.clone());
        turns.push(Turn { content, label, row, continues: it.label.is_none() });
    }
    turns
}

/// Whether two speakers have two turns each, most of them sentences, and not in marks.
fn is_dialogue(document: &dyn Document, analysis: &Analysis, paragraphs: &[Paragraph<'_>]) -> bool {
    let turns = paragraphs.iter().filter(|it| it.speaks());
    let mut speakers: Vec<u64> = Vec::new();
    let (mut all, mut sentences, mut marked) = (0, 0, 0);
    for it in turns {
        let Some(label) = it.label else { continue };
        speakers.extend(document.tokens_in(label.span).last().map(|at| document.tokens()[at].hash));
        let end = &analysis.page.items[it.said.end - 1];
        let ended = matches!(end.kind, TokenKind::Stop | TokenKind::Bracket | TokenKind::Quote);
        all += 1;
        sentences += usize::from(ended);
        marked += usize::from(is_marked(analysis, it));
    }
    speakers.sort_unstable();
    let twice = speakers.chunk_by(|a, b| a == b).filter(|it| it.len() >= 2).count();
    twice >= 2 && sentences * 2 >= all && marked * 2 <= all
}

/// Whether what is said fills a pair of marks, or the label stands within them.
fn is_marked(analysis: &Analysis, it: &Paragraph<'_>) -> bool {
    let items = &analysis.page.items;
    it.label.is_some_and(|it| items[it.items.start].region.is_some())
        || (it.said.len() == 1 && items[it.said.start].region.is_some())
}

/// Whether somebody but the one who speaks, `I` or `we`, is said to say something.
fn is_told(analysis: &Analysis, rows: &[Row]) -> bool {
    let page = &analysis.page;
    let items = rows[0].items.start..rows[rows.len() - 1].items.end;
    let first = analysis.attributions.partition_point(|it| it.cue < items.start);
    let rest = analysis.attributions[first..].iter().take_while(|it| it.cue < items.end);
    rest.filter_map(|it| it.speaker.clone())
        .any(|it| !page.items[it].iter().any(|it| it.is(class::FIRST | class::SECOND)))
}
