//! Blocks: each line that shows something, with the part it plays on the page.

use rashomon_core::{BlockKind, Span};

/// The lines of a text, trimmed, in order. They cover all visible characters.
pub(crate) fn classify(text: &str) -> Vec<(Span, BlockKind)> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split(['\n', '\r']) {
        let visible = line.trim();
        if !visible.is_empty() {
            let first = start + (line.len() - line.trim_start().len());
            let span = Span::new(first as u32, (first + visible.len()) as u32);
            blocks.push((span, BlockKind::Body));
        }
        start += line.len() + 1;
    }
    if blocks.len() > 2 {
        for (span, kind) in &mut blocks {
            if text.get(span.range()).is_some_and(is_clock) {
                *kind = BlockKind::Boilerplate;
            }
        }
    }
    blocks
}

/// `2:46`, `1:02:46`: the length of a video, alone on its line.
fn is_clock(line: &str) -> bool {
    let mut parts = 0;
    line.split(':').all(|part| {
        parts += 1;
        (1..=2).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit())
    }) && (2..=3).contains(&parts)
}
