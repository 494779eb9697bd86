//! Any text is taken in, whatever stands beside its numbers.

use crate::story::{rows, states};

const PIECES: &[&str] = &[
    "5",
    "40-minute",
    "-long",
    "two",
    "%",
    "$3 million",
    "of",
    "the",
    "and",
    ",",
    ".",
    "that",
    "who",
    "killed",
    "people",
    "Ostanians",
    "7th",
    "hundreds",
    "between",
    "6.5",
    "km",
    "would",
    "“",
    "”",
    "her",
    "(",
    ")",
    "—",
    "é",
    "漢",
    "🙂",
    "\n",
    "in 2019",
    "34,",
    "them",
    "other",
    "more than",
    "were",
    "-",
    "’s",
];

/// Texts of pieces in any order, the same in every run.
fn texts(count: usize) -> Vec<String> {
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut text = || {
        let pieces: Vec<&str> = (0..=next(24)).map(|_| PIECES[next(PIECES.len())]).collect();
        pieces.join(" ")
    };
    (0..count).map(|_| text()).collect()
}

#[test]
fn any_text_is_taken_in() {
    let texts = texts(3000);
    let rows = rows(states(&texts));
    assert!(rows.len() > 3000);
    for row in rows {
        let text = &texts[row.document.parse::<usize>().expect("ids are numbers")];
        assert!(text.get(row.span.range()).is_some_and(|it| !it.is_empty()));
    }
}
