//! Whether a clause says that something is so, that it is planned, or that it was so once; and how far a clause reaches.

use rashomon_core::{Token, TokenKind};

use crate::corpus::claim::Standing;
use crate::corpus::gather::Place;
use crate::lexicon::CLAUSES;

/// Tokens before a number in which a verb can govern it.
const BEFORE: usize = 12;
/// Tokens after what is counted in which its own verb begins.
const AFTER: usize = 6;

/// Troops that are offered are not yet there, and a caravan that once had a thousand members may have fewer now: such
/// numbers are not of one quantity with those of what is.
pub(super) fn of(place: &Place<'_>) -> Standing {
    let behind = place.counted.map_or(place.end, |it| it.1.max(place.end));
    let mut before = left(place.tokens, place.first, BEFORE);
    if left(place.tokens, place.first, 4).any(|it| is(it, "once")) {
        return Standing::Former;
    }
    let planned = before.any(|it| is(it, "planned") || is(it, "may"))
        || right(place.tokens, behind, behind + AFTER).any(|it| is(it, "may"))
        || right(place.tokens, behind, behind + AFTER).any(|it| is(it, "ready"));
    if planned { Standing::Planned } else { Standing::Actual }
}

/// Whether the list of clauses has this word in this part.
pub(super) fn is(token: &Token, part: &str) -> bool {
    CLAUSES.get(token.hash).is_some_and(|it| it.value(0) == part)
}

/// The tokens before `first`, backwards, to the beginning of the clause, `most` at most.
pub(super) fn left(tokens: &[Token], first: usize, most: usize) -> impl Iterator<Item = &Token> {
    let before = tokens.get(..first).unwrap_or_default();
    before.iter().rev().take(most).take_while(|it| !ends(it))
}

/// The tokens from `from` up to `to`, to the end of the clause.
pub(super) fn right(tokens: &[Token], from: usize, to: usize) -> impl Iterator<Item = &Token> {
    let behind = tokens.get(from..to.min(tokens.len())).unwrap_or_default();
    behind.iter().take_while(|it| !ends(it))
}

fn ends(token: &Token) -> bool {
    token.kind() == TokenKind::Stop || is(token, "boundary")
}
