//! Turns of a dialogue that stand without quotation marks: `BERG: We stay.`, question and answer.

use std::ops::Range;

use rashomon_core::{BlockKind, Document, Span, TokenKind, fold_hash};

use crate::analysis::Analysis;
use crate::transcript::Label;

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

/// The turns of a transcript in order of the text; none in other documents, and none where labels go with quotation marks,
/// which tell what is said. A paragraph without a label belongs to the turn before it only if another label follows:
/// behind the last one the report may have gone on.
pub(crate) fn turns(document: &dyn Document, analysis: &Analysis) -> Vec<Turn> {
    let page = &analysis.page;
    let owns = |block: u32| {
        let label: &Label = analysis.transcript.get(block as usize)?.as_ref()?;
        (label.block == block).then_some(label)
    };
    let Some(last) = (0..analysis.transcript.len() as u32).rev().find(|&it| owns(it).is_some())
    else {
        return Vec::new();
    };
    let mut turns = Vec::new();
    let mut ended = 0;
    let mut labelled = 0;
    for rows in page.rows.chunk_by(|a, b| a.block == b.block) {
        let items = rows[0].items.start..rows[rows.len() - 1].items.end;
        let block = rows[0].block;
        if rows[0].kind != BlockKind::Body {
            continue;
        }
        let own = owns(block);
        let start = match own {
            Some(it) => it.items.end + 1,
            None if labelled > 0 && block < last => items.start,
            None => continue,
        };
        let said = start..items.end;
        let Some(first) = page.items.get(start).filter(|_| start < items.end) else { continue };
        if let Some(label) = own {
            if first.region.or(page.items[label.items.start].region).is_some() {
                return Vec::new();
            }
            labelled += 1;
            ended += usize::from(is_sentence(analysis, &said));
        }
        let direction =
            first.kind == TokenKind::Bracket && page.items[said.end - 1].kind == TokenKind::Bracket;
        if !direction {
            let label = own.map(|it| it.span).filter(|&it| !is_letter(document, it));
            let row = page.rows.partition_point(|it| it.items.end <= start);
            let content = page.span(said);
            turns.push(Turn { content, label, row, continues: own.is_none() });
        }
    }
    // Names and figures in a list are labelled too, but are no sentences.
    if ended * 2 < labelled {
        turns.clear();
    }
    turns
}

/// Whether the words end like a sentence.
fn is_sentence(analysis: &Analysis, items: &Range<usize>) -> bool {
    let last = &analysis.page.items[items.end - 1];
    last.region.is_some() || matches!(last.kind, TokenKind::Stop | TokenKind::Bracket)
}

/// `Q`, `A`, `Question`, `Answer`.
fn is_letter(document: &dyn Document, label: Span) -> bool {
    let letters = ["q", "a", "question", "answer"].map(fold_hash);
    let mut tokens = document.tokens_in(label).map(|at| document.tokens()[at].hash);
    tokens.next().is_some_and(|it| letters.contains(&it)) && tokens.next().is_none()
}
