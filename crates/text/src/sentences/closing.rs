//! Quotes and brackets that close right after a stop belong to the sentence that it ends.

use rashomon_core::{Shape, Token, TokenKind};

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
    let mark = line.text_of(token);
    match token.kind() {
        TokenKind::Quote if "”’»›」』》❞".contains(mark) => true,
        TokenKind::Quote => {
            // What follows it and further marks that touch it: `''`.
            let touches = |it: &Token| it.shape.has(Shape::GLUED);
            let rest = line.tokens.get(at + 1..).unwrap_or_default();
            let next = rest.iter().find(|it| !touches(it) || it.kind() != TokenKind::Quote);
            let opens_word = next.is_some_and(|it| {
                touches(it) && matches!(it.kind(), TokenKind::Word | TokenKind::Number)
            });
            if mark.is_ascii() {
                // A straight mark that touches a word behind it opens, unless one is open: `left."We stay`.
                let open = || is_open(line, at, mark);
                if opens_word { glued && open() } else { glued || next.is_none() || open() }
            } else {
                // A mark that touches nothing behind it closes, even if it is turned the wrong way.
                (glued || next.is_none()) && !next.is_some_and(touches)
            }
        }
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
