//! What the word before a dot says about the dot.

use rashomon_core::{Shape, Token, TokenKind, fold_hash};

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
    // `R-Fla.`: the last part counts.
    let hash = match line.text_of(word).rsplit_once('-') {
        Some((_, last)) => fold_hash(last),
        None => word.hash,
    };
    if BEFORE_NAMES.matches(hash, upper) {
        return true;
    }
    if after.kind() == TokenKind::Number {
        return BEFORE_NUMBERS.matches(hash, upper)
            || word.shape.has(Shape::DOT)
            || ABBREVIATIONS.matches(hash, upper);
    }
    let open = is_initial(line, at, word) || word.shape.has(Shape::DOT);
    (open || ABBREVIATIONS.matches(hash, upper)) && !starts_sentence(after)
}

/// `J.`, `p. m.`: a single letter, but not `I` after a word without a capital: `than I.`
fn is_initial(line: &Line, at: usize, word: &Token) -> bool {
    let single = word.shape.has(Shape::SINGLE) && word.shape.0 & Shape::NON_ASCII == 0;
    let pronoun = line.text_of(word) == "I"
        && at
            .checked_sub(1)
            .and_then(|it| line.before(it))
            .is_none_or(|it| !it.shape.is_capitalized());
    single && !pronoun
}

/// A word that hardly ever goes on after an abbreviation with a capital letter: `The`, `He`, `But`; or an opening quote.
fn starts_sentence(token: &Token) -> bool {
    match token.kind() {
        TokenKind::Word => token.shape.is_capitalized() && STARTERS.matches(token.hash, true),
        TokenKind::Quote => true,
        _ => false,
    }
}
