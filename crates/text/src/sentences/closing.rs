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
    let Some(token) = line.get(at) else { return false };
    let glued = token.shape.has(Shape::GLUED);
    let next = line.get(at + 1);
    let before_word = next.is_some_and(|it| {
        it.shape.has(Shape::GLUED) && matches!(it.kind(), TokenKind::Word | TokenKind::Number)
    });
    let mark = line.text_of(token);
    match token.kind() {
        // A straight mark that touches a word behind it opens, unless one is open: `left."We stay`.
        TokenKind::Quote if mark.is_ascii() => {
            let open = || is_open(line, at, mark);
            if glued { !before_word || open() } else { !before_word && open() }
        }
        // The last mark of a line closes, even if it is turned the wrong way.
        TokenKind::Quote => "”’»›」』》❞".contains(mark) || (glued && next.is_none()),
        TokenKind::Bracket => glued && ")]}）】〕］｝⟩".contains(mark),
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
