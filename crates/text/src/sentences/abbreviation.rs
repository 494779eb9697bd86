//! What the word before a dot says about the dot.

use rashomon_core::{Shape, Token, TokenKind};

use super::Line;
use crate::words::words;

words!(BEFORE_NAMES, "abbreviations_before_names.txt");
words!(BEFORE_NUMBERS, "abbreviations_before_numbers.txt");
words!(ABBREVIATIONS, "abbreviations.txt");
words!(STARTERS, "sentence_starters.txt");

/// Whether the dot at `at` is the abbreviation's and the sentence goes on with token `next`.
pub(super) fn goes_on(line: &Line, at: usize, next: usize) -> bool {
    let (Some(stop), Some(after)) = (line.get(at), line.get(next)) else { return false };
    let word = if stop.kind() == TokenKind::Stop {
        match line.before(at) {
            Some(word) if stop.shape.has(Shape::GLUED) && word.kind() == TokenKind::Word => word,
            _ => return false,
        }
    } else {
        stop
    };
    let upper = word.shape.is_capitalized();
    if BEFORE_NAMES.matches(word.hash, upper) {
        return true;
    }
    if after.kind() == TokenKind::Number {
        return BEFORE_NUMBERS.matches(word.hash, upper)
            || word.shape.has(Shape::DOT)
            || ABBREVIATIONS.matches(word.hash, upper);
    }
    let open = is_initial(word) || word.shape.has(Shape::DOT);
    (open || ABBREVIATIONS.matches(word.hash, upper)) && !starts_sentence(after)
}

/// `J.`: a name goes on.
fn is_initial(word: &Token) -> bool {
    word.shape.has(Shape::SINGLE | Shape::FIRST_UPPER)
}

/// A word that hardly ever goes on after an abbreviation with a capital letter: `The`, `He`, `But`; or an opening quote.
fn starts_sentence(token: &Token) -> bool {
    match token.kind() {
        TokenKind::Word => token.shape.is_capitalized() && STARTERS.matches(token.hash, true),
        TokenKind::Quote => true,
        _ => false,
    }
}
