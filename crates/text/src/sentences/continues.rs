//! Why a sentence goes on after a stop.

use rashomon_core::{Shape, Token, TokenKind};

use super::{Line, abbreviation};
use crate::words::words;

words!(SAY_VERBS, "say_verbs.txt");

/// Longest name before a verb of saying, in tokens: `Foreign Minister Ana Berg asked`.
const LONGEST_NAME: usize = 5;

/// Whether the sentence that begins with token `start` goes on with token `next` after the stop at `at`.
pub(super) fn goes_on(line: &Line, start: usize, at: usize, next: usize) -> bool {
    let (Some(stop), Some(after)) = (line.get(at), line.get(next)) else { return false };
    let before = line.before(at);
    // `(?)`, `[...]`: the stop is all that the brackets hold.
    if before.is_some_and(|it| it.kind() == TokenKind::Bracket) && next > at + 1 {
        return true;
    }
    // `1. The first`, `Q. What`: a number or letter before an item.
    if at == start + 1 && before.is_some_and(is_item) {
        return true;
    }
    let closer = line.get(next - 1).map_or(TokenKind::Stop, Token::kind);
    let dot = stop.kind() == TokenKind::Word || line.text_of(stop) == ".";
    if next == at + 1 && after.shape.has(Shape::GLUED) && glued(line, before, stop, after) {
        return true;
    }
    let follows = match after.kind() {
        TokenKind::Comma | TokenKind::Clitic | TokenKind::Stop => true,
        TokenKind::Bracket => ")]}".contains(line.text_of(after)),
        // `(Fla.) - and was`: a dash ties on what begins without a capital.
        TokenKind::Dash => line.get(next + 1).is_some_and(is_lower),
        _ => is_lower(after),
    };
    follows
        || match closer {
            TokenKind::Quote => says(line, next, dot),
            _ => dot && abbreviation::goes_on(line, at, next),
        }
}

/// A stop with no space after it ends the sentence only where a scraper lost one: `the war.The army`.
fn glued(line: &Line, before: Option<&Token>, stop: &Token, after: &Token) -> bool {
    let marks = matches!(after.kind(), TokenKind::Quote | TokenKind::Bracket);
    // `U.S.Army`: the dot is the abbreviation's.
    if stop.kind() == TokenKind::Word {
        return !marks && !is_uncased(after);
    }
    if line.text_of(stop) != "." {
        return !(marks || after.shape.is_capitalized() || is_uncased(after));
    }
    let Some(before) = before.filter(|_| stop.shape.has(Shape::GLUED)) else { return !marks };
    let plain = match before.kind() {
        TokenKind::Word => before.shape.has(Shape::LOWER) && !before.shape.has(Shape::SINGLE),
        TokenKind::Number | TokenKind::Clitic | TokenKind::Symbol => after.shape.has(Shape::LOWER),
        _ => false,
    };
    let begins = after.kind() == TokenKind::Word && after.shape.is_capitalized();
    !(marks || is_uncased(after) != is_uncased(before) || (plain && begins))
}

fn is_item(token: &Token) -> bool {
    token.kind() == TokenKind::Number
        || (token.kind() == TokenKind::Word && token.shape.has(Shape::SINGLE | Shape::FIRST_UPPER))
}

/// Written in a script without capitals.
fn is_uncased(token: &Token) -> bool {
    token.kind() == TokenKind::Word
        && token.shape.has(Shape::NON_ASCII)
        && token.shape.0 & (Shape::FIRST_UPPER | Shape::INNER_UPPER | Shape::LOWER) == 0
}

fn is_lower(token: &Token) -> bool {
    token.kind() == TokenKind::Word
        && token.shape.has(Shape::LOWER)
        && !token.shape.has(Shape::FIRST_UPPER)
}

/// `"Why now?" Ana Berg asked`: a closing quote, a name, a verb of saying. After a dot the verb must end the sentence,
/// for else the name more likely begins one.
fn says(line: &Line, next: usize, dot: bool) -> bool {
    let mut at = next;
    while at < next + LONGEST_NAME
        && line.get(at).is_some_and(|it| {
            it.kind() == TokenKind::Word && it.shape.is_capitalized()
                || it.kind() == TokenKind::Stop && it.shape.has(Shape::GLUED)
        })
    {
        at += 1;
    }
    at > next
        && line.get(at).is_some_and(|it| is_lower(it) && SAY_VERBS.matches(it.hash, false))
        && (!dot || line.get(at + 1).is_none_or(|it| it.kind() == TokenKind::Stop))
}
