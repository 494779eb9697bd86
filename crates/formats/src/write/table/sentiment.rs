//! In which tone: the document, its sentences, and each target by who speaks of it.

use std::cmp::Reverse;

use rashomon_core::{Annotation, Document, Layer, OwnedDocument};

use super::name_of;
use crate::page::{Ink, Page, Piece};

/// Targets shown.
const MOST: usize = 8;
/// Columns that a target's name may take.
const NAME: usize = 24;
/// A mean this close to 0 is neutral.
const NEUTRAL: f64 = 0.05;
const TONES: [(&str, Ink); 3] =
    [("positive", Ink::Good), ("neutral", Ink::Faint), ("negative", Ink::Bad)];

/// All that is said in one tone or another about one target.
#[derive(Default)]
struct Tally<'a> {
    name: &'a str,
    counts: [usize; 3],
    reporter: Vec<f64>,
    quoted: Vec<f64>,
}

impl Tally<'_> {
    fn add(&mut self, annotation: Annotation<'_>) {
        if let Some(tone) = TONES.iter().position(|(it, _)| *it == annotation.label()) {
            self.counts[tone] += 1;
        }
        let score = annotation.number("score").unwrap_or_default();
        if annotation.text("voice") == Some("quoted") {
            self.quoted.push(score);
        } else {
            self.reporter.push(score);
        }
    }

    fn all(&self) -> usize {
        self.counts.iter().sum()
    }
}

pub(super) fn write(document: &OwnedDocument, layer: Layer<'_>, page: &mut Page<'_>) {
    let mut whole = None;
    let mut sentences = Tally { name: "sentences", ..Tally::default() };
    let mut targets: Vec<Tally<'_>> = Vec::new();
    for annotation in layer.iter().filter(|it| TONES.iter().any(|(tone, _)| *tone == it.label())) {
        match annotation.text("unit") {
            Some("document") => whole = annotation.number("score"),
            Some("target") => {
                let name = annotation
                    .reference("target")
                    .and_then(|it| name_of(document, "entities", it))
                    .unwrap_or_else(|| document.slice(annotation.span()));
                let known = targets.iter().position(|it| it.name == name).unwrap_or_else(|| {
                    targets.push(Tally { name, ..Tally::default() });
                    targets.len() - 1
                });
                targets[known].add(annotation);
            }
            _ => sentences.add(annotation),
        }
    }
    // Most spoken of first; of two alike, the one named first.
    targets.sort_by_key(|it| Reverse(it.all()));
    let names = targets.iter().take(MOST + 1).map(|it| Piece::new(Ink::Name, it.name).width());
    let column = names.chain([sentences.name.len()]).max().unwrap_or(0).min(NAME) + 2;
    let mut rows = Vec::new();
    if let Some(score) = whole {
        let mut row = vec![Piece::new(Ink::Plain, "document").pad(column), painted(score)];
        row.push(Piece::own(Ink::Faint, format!("  {}", tone(score).0)));
        rows.push(row);
    }
    if sentences.all() > 0 {
        rows.push(row(&sentences, Ink::Plain, column));
    }
    let about_all = rows.len();
    rows.extend(targets.iter().map(|it| row(it, Ink::Name, column)));
    page.rows("Tone", rows, about_all + MOST);
}

fn row(tally: &Tally<'_>, ink: Ink, column: usize) -> Vec<Piece> {
    let all: Vec<f64> = tally.reporter.iter().chain(&tally.quoted).copied().collect();
    let mut row =
        vec![Piece::new(ink, tally.name).cut(column - 2).pad(column), painted(mean(&all))];
    row.push(Piece::own(Ink::Plain, " "));
    for ((tone, ink), count) in TONES.into_iter().zip(tally.counts).filter(|(_, it)| *it > 0) {
        row.push(Piece::own(ink, format!(" {count} {tone}")));
    }
    if !tally.quoted.is_empty() && !tally.reporter.is_empty() {
        let voices = format!(
            "  (reporter {}, quoted {})",
            signed(mean(&tally.reporter)).trim_start(),
            signed(mean(&tally.quoted)).trim_start()
        );
        row.push(Piece::own(Ink::Faint, voices));
    } else if !tally.quoted.is_empty() {
        row.push(Piece::own(Ink::Faint, "  (quoted)"));
    }
    row
}

fn mean(scores: &[f64]) -> f64 {
    scores.iter().sum::<f64>() / scores.len().max(1) as f64
}

fn tone(score: f64) -> (&'static str, Ink) {
    if score > NEUTRAL {
        TONES[0]
    } else if score < -NEUTRAL {
        TONES[2]
    } else {
        TONES[1]
    }
}

fn painted(score: f64) -> Piece {
    Piece::own(tone(score).1, signed(score))
}

fn signed(score: f64) -> String {
    // Rounded first, so that nothing is shown as minus zero.
    let rounded = (score * 100.0).round() / 100.0;
    let sign = if rounded > 0.0 {
        "+"
    } else if rounded < 0.0 {
        "−"
    } else {
        " "
    };
    format!("{sign}{:.2}", rounded.abs())
}
