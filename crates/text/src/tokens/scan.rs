//! The loop over a text: what begins here, how far does it reach.

use rashomon_core::TokenKind;

use super::Piece;
use super::chars::{Class, char_at, class, is_apostrophe, is_attached};
use super::{address, affix, clitic, joined};

/// Ties two emoji together.
const JOINER: char = '\u{200d}';

/// Hands the pieces of a text to `emit`, in order. Between them lies only white space.
pub(super) fn scan(text: &str, emit: &mut impl FnMut(Piece)) {
    let mut at = 0;
    while at < text.len() {
        at = step(text, at, emit);
    }
}

/// Takes what begins here, white space or a token or the parts of a word; returns where it ends.
pub(super) fn step(text: &str, at: usize, emit: &mut impl FnMut(Piece)) -> usize {
    let Some(character) = char_at(text, at) else { return text.len() };
    match class(character) {
        Class::Space => at + character.len_utf8(),
        Class::Letter => word(text, at, emit),
        Class::Digit => number(text, at, emit),
        Class::Mark(kind) => {
            let piece = mark(text, at, character, kind);
            emit(piece);
            piece.end
        }
    }
}

/// Emits what begins with a letter; returns where it ends.
fn word(text: &str, start: usize, emit: &mut impl FnMut(Piece)) -> usize {
    let end = joined::word_end(text, start);
    if let Some(end) = address::address_end(text, start, end) {
        emit(Piece { start, end, kind: TokenKind::Url });
        return end;
    }
    if text.get(start..end).is_some_and(clitic::is_clitic) {
        emit(Piece { start, end, kind: TokenKind::Clitic });
    } else {
        affix::split(text, start, end, emit);
    }
    end
}

/// Emits what begins with a digit; returns where it ends.
fn number(text: &str, start: usize, emit: &mut impl FnMut(Piece)) -> usize {
    let end = joined::number_end(text, start);
    let address = address::address_end(text, start, end);
    let kind = if address.is_some() { TokenKind::Url } else { TokenKind::Number };
    let end = address.unwrap_or(end);
    emit(Piece { start, end, kind });
    end
}

/// The mark that begins here: one character and what is attached to it, or a run of stops or hyphens.
fn mark(text: &str, start: usize, character: char, kind: TokenKind) -> Piece {
    if is_apostrophe(character)
        && let Some(end) = clitic::standing_clitic_end(text, start)
    {
        return Piece { start, end, kind: TokenKind::Clitic };
    }
    let mut end = start + character.len_utf8();
    let continues = |next: char| match kind {
        TokenKind::Stop => class(next) == Class::Mark(TokenKind::Stop),
        TokenKind::Dash => next == character,
        _ => is_attached(next),
    };
    let flag = |it: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&it);
    if flag(character) && char_at(text, end).is_some_and(flag) {
        end += character.len_utf8();
    }
    while let Some(next) = char_at(text, end) {
        if continues(next) {
            end += next.len_utf8();
        } else if let Some(joined) = emoji_joined(text, end, character) {
            end = joined;
        } else {
            break;
        }
    }
    Piece { start, end, kind }
}

/// Where the next emoji of a sequence ends, if a joiner at `at` ties it to the one before.
fn emoji_joined(text: &str, at: usize, before: char) -> Option<usize> {
    let next = char_at(text, at + JOINER.len_utf8())?;
    let is_emoji = |it: char| !it.is_ascii() && class(it) == Class::Mark(TokenKind::Symbol);
    (char_at(text, at) == Some(JOINER) && is_emoji(before) && is_emoji(next))
        .then(|| at + JOINER.len_utf8() + next.len_utf8())
}
