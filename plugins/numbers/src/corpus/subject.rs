//! What is counted, for people to read: `Norwegian soldiers near the border`.

use rashomon_core::{Shape, Span, Token, TokenKind};

use crate::corpus::gather::Place;
use crate::corpus::standing::is;

/// Tokens of a subject behind what is counted, or before a measure.
const MOST: usize = 9;

/// The counted things with the phrase behind them; of a measure without any, the words that it stands before or behind.
pub(super) fn of(place: &Place<'_>) -> String {
    let tokens = place.tokens;
    let span = match place.counted {
        Some((first, end)) => cover(tokens, first, end + phrase(tokens, end)),
        None => measured(place).or_else(|| before(place)),
    };
    span.map(|it| readable(place.document.slice(it))).unwrap_or_default()
}

/// What a measure without counted things is of, if a noun phrase says it.
pub(super) fn measured(place: &Place<'_>) -> Option<Span> {
    attribute(place).or_else(|| behind(place))
}

/// `a [40-minute] call with the mayor`, `the [$9 million] deal`: the noun phrase that the measure belongs to.
fn attribute(place: &Place<'_>) -> Option<Span> {
    let tokens = place.tokens;
    let before = tokens.get(..place.first)?.iter().rev().find(|it| !is(it, "bound"));
    let hyphen = tokens.get(place.end - 1)?.shape.has(Shape::HYPHEN);
    if !hyphen && !before.is_some_and(|it| is(it, "article") || is(it, "known")) {
        return None;
    }
    let mut first = place.end;
    // "40-minute-long": what is tied to the measure is of it.
    while tokens.get(first).is_some_and(|it| {
        it.kind() == TokenKind::Dash || it.shape.has(Shape::GLUED) && first > place.end
    }) {
        first += 1;
    }
    let noun = |it: &&Token| it.kind() == TokenKind::Word && !is_light(it) && !closes(it);
    let count = tokens.get(first..)?.iter().take(4).take_while(noun).count();
    let end = first + count;
    cover(tokens, first, if count > 0 { end + phrase(tokens, end) } else { end })
}

/// `$3 million [in cash]`: the phrase behind, without its preposition.
fn behind(place: &Place<'_>) -> Option<Span> {
    let length = phrase(place.tokens, place.end);
    let of = place.tokens.get(place.end).is_some_and(|it| is(it, "tie") || is(it, "in"));
    if length > 1 && of { cover(place.tokens, place.end + 1, place.end + length) } else { None }
}

/// Length of the prepositional phrase at `from`; a further one belongs to it only with `of`, `with` or `between`.
fn phrase(tokens: &[Token], from: usize) -> usize {
    let mut length = 0;
    let mut noun = false;
    for token in tokens.get(from..).unwrap_or_default().iter().take(MOST) {
        let opens = ["preposition", "in", "tie"].iter().any(|part| is(token, part));
        let goes_on = match token.kind() {
            TokenKind::Word | TokenKind::Clitic => {
                !closes(token) && !is(token, "may") && !is(token, "verb")
            }
            TokenKind::Number => true,
            _ => false,
        };
        let first = length == 0;
        if !goes_on || first && !opens || !first && opens && noun && !is(token, "tie") {
            break;
        }
        noun |= !opens && !is(token, "known") && !is(token, "article");
        length += 1;
    }
    // No phrase ends in a preposition or an article.
    let tail = tokens.get(from..from + length).unwrap_or_default().iter().rev();
    length - tail.take_while(|it| is_light(it)).count()
}

/// The words of the clause before a measure, without the last light ones: `the approval rating [at less than] 30 %`.
fn before(place: &Place<'_>) -> Option<Span> {
    let tokens = place.tokens;
    let all = tokens.get(..place.first)?;
    let idle = |it: &&Token| is_light(it) || is(it, "bound") || it.kind() == TokenKind::Comma;
    let mut end = place.first - all.iter().rev().take_while(idle).count();
    // "Ms Berg, 34": of a name before a comma, the name.
    let name = end < place.first && all.get(place.first - 1)?.kind() == TokenKind::Comma;
    let words = |it: &&Token| {
        matches!(it.kind(), TokenKind::Word | TokenKind::Clitic)
            && !is(it, "boundary")
            && (!name || it.shape.is_capitalized())
    };
    let back = |end: usize| -> Option<usize> {
        Some(end - all.get(..end)?.iter().rev().take(MOST).take_while(words).count())
    };
    let mut first = back(end)?;
    // "a meeting that lasted five hours": the verb alone says nothing.
    if end - first == 1 && first > 1 && is(all.get(first - 1)?, "boundary") {
        first = Some(back(first - 1)?).filter(|it| *it < first - 1).unwrap_or(first);
    }
    let verb = |it: &&Token| is(it, "verb") || is(it, "may");
    end -= all.get(first..end)?.iter().rev().take_while(verb).count();
    let opening = |it: &&Token| {
        is_light(it) && !is(it, "article") && !is(it, "known")
            || is(it, "join")
            || it.kind() == TokenKind::Clitic
    };
    first += all.get(first..end)?.iter().take_while(opening).count();
    cover(tokens, first, end)
}

fn closes(token: &Token) -> bool {
    is(token, "boundary") || is(token, "join")
}

fn is_light(token: &Token) -> bool {
    ["preposition", "in", "tie", "article", "known"].iter().any(|part| is(token, part))
}

fn cover(tokens: &[Token], first: usize, end: usize) -> Option<Span> {
    let tokens = tokens.get(first..end)?;
    Some(tokens.first()?.span.cover(tokens.last()?.span))
}

/// The text on one line, with single spaces.
fn readable(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
