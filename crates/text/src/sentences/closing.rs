//! Quotes and brackets that close right after a stop belong to the sentence that it ends.

use rashomon_core::{Shape, TokenKind};

use super::Line;

/// The first token from `at` on that is no mark closing at the stop before it.
pub(super) fn end_of_closers(line: &Line, mut at: usize) -> usize {
    while closes(line, at) {
        at += 1;
    }
    at
}

fn closes(line: &Line, at: usize) -> bool {
    let Some(token) = line.get(at).filter(|it| it.shape.has(Shape::GLUED)) else { return false };
    let followed = line.get(at + 1).is_some_and(|it| {
        it.shape.has(Shape::GLUED) && matches!(it.kind(), TokenKind::Word | TokenKind::Number)
    });
    let mark = line.text_of(token);
    match token.kind() {
        // A straight mark between a stop and a word, both without a space, opens if none is open: `left."We stay`.
        TokenKind::Quote if mark.is_ascii() => !followed || is_open(line, at, mark),
        TokenKind::Quote => "”’»›」』》❞".contains(mark),
        TokenKind::Bracket => ")]}）】〕］｝⟩".contains(mark),
        _ => false,
    }
}

/// Tokens that are looked back over for the mark that opens.
const REACH: usize = 400;

/// Whether an odd number of such marks stands before this one in its block.
fn is_open(line: &Line, at: usize, mark: &str) -> bool {
    let from = line.first.max(at.saturating_sub(REACH));
    let before = line.tokens.get(from..at).unwrap_or_default();
    let marks =
        before.iter().filter(|it| it.kind() == TokenKind::Quote && line.text_of(it) == mark);
    marks.count() % 2 == 1
}
