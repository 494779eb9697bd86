//! Who said what: one row for each utterance, its speaker before it.

use rashomon_core::{Annotation, Document, Layer, OwnedDocument};

use crate::page::{Ink, Page, Piece};

/// Utterances shown.
const MOST: usize = 10;
/// Coined terms shown.
const MOST_TERMS: usize = 8;
/// Columns that a speaker's name may take.
const SPEAKER: usize = 22;

struct Utterance<'a> {
    speaker: &'a str,
    content: String,
    kind: &'a str,
}

pub(super) fn write(document: &OwnedDocument, layer: Layer<'_>, page: &mut Page<'_>) {
    let (utterances, terms) = collect(document, layer);
    let shown = utterances.iter().take(MOST + 1);
    let column = shown.map(|it| Piece::new(Ink::Name, it.speaker).width()).max().unwrap_or(0);
    let column = column.min(SPEAKER) + 2;
    let rows = utterances.iter().map(|it| row(it, column, page.room())).collect();
    page.rows("Quotes", rows, MOST);
    let terms = terms.into_iter().map(|it| vec![Piece::new(Ink::Plain, &format!("‘{it}’"))]);
    page.items("In marks", terms.collect(), MOST_TERMS);
}

/// All utterances, each with the parts that continue it, and the terms that stand in marks without being any.
fn collect<'a>(
    document: &'a OwnedDocument,
    layer: Layer<'a>,
) -> (Vec<Utterance<'a>>, Vec<&'a str>) {
    let (mut utterances, mut terms): (Vec<Utterance<'_>>, _) = (Vec::new(), Vec::new());
    // For each row of the layer: its utterance.
    let mut utterance_of: Vec<Option<usize>> = vec![None; layer.len()];
    for quote in layer.iter() {
        let content = document.slice(quote.span());
        if quote.label() == "scare" {
            terms.push(content);
            continue;
        }
        let earlier = quote.reference("continues").and_then(|it| *utterance_of.get(it as usize)?);
        let index = earlier.unwrap_or(utterances.len());
        utterance_of[quote.index() as usize] = Some(index);
        match utterances.get_mut(index) {
            Some(utterance) => {
                utterance.content.push_str(" … ");
                utterance.content.push_str(content);
            }
            None => utterances.push(Utterance {
                speaker: speaker(document, quote).unwrap_or("—"),
                content: content.into(),
                kind: quote.label(),
            }),
        }
    }
    (utterances, terms)
}

fn speaker<'a>(document: &'a OwnedDocument, quote: Annotation<'a>) -> Option<&'a str> {
    quote.text("speaker").or_else(|| Some(document.slice(quote.span_of("speaker_span")?)))
}

fn row(utterance: &Utterance<'_>, column: usize, room: usize) -> Vec<Piece> {
    let speaker = Piece::new(Ink::Name, utterance.speaker).cut(column - 2).pad(column);
    let kind = match utterance.kind {
        "direct" => String::new(),
        kind => format!(" ({kind})"),
    };
    let kind = Piece::new(Ink::Faint, &kind);
    let marks = utterance.kind != "indirect";
    let room = room.saturating_sub(column + kind.width() + 2 * usize::from(marks));
    let content = Piece::new(Ink::Plain, &utterance.content).cut(room);
    if marks {
        let mark = |it| Piece::new(Ink::Plain, it);
        vec![speaker, mark("“"), content, mark("”"), kind]
    } else {
        vec![speaker, content, kind]
    }
}
