//! Quotation marks as they stand in a paragraph.

use std::ops::Range;

use rashomon_core::{Document, Shape, Token, TokenKind};

/// Marks that can close one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    /// `"` `“` `”` `„`
    Double,
    /// `«` `»` `‹` `›`
    Angular,
    /// `'` `‘` `’` `‚` and the grave accent
    Single,
}

/// What the character says of its side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Open,
    Close,
    Either,
}

/// One mark.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about where a mark stands"
)]
pub(super) struct Mark {
    /// First and last token; two for a mark written as two single ones.
    pub first: u32,
    pub last: u32,
    pub family: Family,
    pub side: Side,
    /// Stands low, as German and Polish opening marks do.
    pub low: bool,
    /// Another single mark stands tightly before or after it, as in ''this''.
    pub twin: bool,
    /// White space, a bracket, a dash or the paragraph's edge stands before it.
    pub free_before: bool,
    /// White space or the paragraph's edge stands after it.
    pub free_after: bool,
    /// The tokens on both sides, within the paragraph.
    pub before: Option<Token>,
    pub after: Option<Token>,
}

impl Mark {
    /// Stands as an opening mark does: free before, tight after.
    pub(super) fn looks_open(&self) -> bool {
        self.free_before && !self.free_after
    }

    /// Stands as a closing mark does: tight before.
    pub(super) fn looks_closed(&self) -> bool {
        !self.free_before
    }
}

/// Reads the marks among `tokens` into `marks`.
pub(super) fn read_marks(
    document: &dyn Document,
    tokens: Range<u32>,
    twins: bool,
    marks: &mut Vec<Mark>,
) {
    marks.clear();
    // Two grave accents are nothing but a double mark; from then on two apostrophes close it.
    let mut twins = twins;
    let all = document.tokens();
    let text = |at: u32| document.slice(all[at as usize].span);
    let glued = |at: u32| at < tokens.end && all[at as usize].shape.has(Shape::GLUED);
    let mut at = tokens.start;
    while at < tokens.end {
        let first = at;
        at += 1;
        if all[first as usize].kind() != TokenKind::Quote {
            continue;
        }
        let Some(character) = text(first).chars().next() else { continue };
        let (mut family, mut side) = classify(character);
        // ''like this'' and ``like this'': two single marks for a double one.
        let pair = family == Family::Single && glued(at) && text(at) == text(first);
        twins |= pair && character == '`';
        if pair && twins && all[at as usize].kind() == TokenKind::Quote {
            (family, side) = (Family::Double, Side::Either);
            at += 1;
        }
        let before = (first > tokens.start).then(|| all[first as usize - 1]);
        let after = (at < tokens.end).then(|| all[at as usize]);
        let free_before = before.is_none_or(|it| {
            !glued(first)
                || it.kind() == TokenKind::Dash
                || (it.kind() == TokenKind::Bracket && opens_bracket(document.slice(it.span)))
                || marks.last().is_some_and(|last| last.last + 1 == first && last.looks_open())
        });
        let free_after = after.is_none() || !glued(at);
        let low = matches!(character, '„' | '‚');
        let single = |it: Option<Token>| {
            it.is_some_and(|it| {
                let character = document.slice(it.span).chars().next();
                it.kind() == TokenKind::Quote
                    && character.is_some_and(|it| classify(it).0 == Family::Single)
            })
        };
        let twin = (single(before) && glued(first)) || (single(after) && !free_after);
        let last = at - 1;
        marks.push(Mark {
            first,
            last,
            family,
            side,
            low,
            twin,
            free_before,
            free_after,
            before,
            after,
        });
    }
}

pub(super) fn opens_bracket(text: &str) -> bool {
    matches!(text, "(" | "[" | "{")
}

fn classify(character: char) -> (Family, Side) {
    match character {
        '“' | '„' | '‟' | '〝' => (Family::Double, Side::Open),
        '”' | '〞' => (Family::Double, Side::Close),
        '«' | '‹' => (Family::Angular, Side::Open),
        '»' | '›' => (Family::Angular, Side::Close),
        '\'' | '`' | '´' | '′' => (Family::Single, Side::Either),
        '‘' | '‚' | '‛' => (Family::Single, Side::Open),
        '’' => (Family::Single, Side::Close),
        _ => (Family::Double, Side::Either),
    }
}
